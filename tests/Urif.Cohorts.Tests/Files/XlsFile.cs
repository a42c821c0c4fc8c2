namespace Urif.Cohorts.Tests;

/// <summary>.xls workbooks, which Perl's Spreadsheet::WriteExcel writes (Debian: libspreadsheet-writeexcel-perl).</summary>
internal static class XlsFile
{
    private const string Script = """
        use strict; use warnings; use utf8; use Spreadsheet::WriteExcel;
        my ($path, $is1904, $body) = @ARGV;
        my $book = Spreadsheet::WriteExcel->new($path) or die $!;
        $book->set_1904(1) if $is1904;
        my $sheet = $book->add_worksheet('patients');
        my $date = $book->add_format(num_format => 'yyyy-mm-dd');
        my $time = $book->add_format(num_format => 'h:mm');
        my $merged = $book->add_format();
        utf8::decode($body);
        eval $body; die $@ if $@;
        my $other = $book->add_worksheet('other'); $other->write('A1', 'b'); $other->write('A2', 7); $other->write_formula('A3', '=1/0', undef, '#DIV/0!');
        $book->close();
        """;

    /// <summary>Writes a workbook by the Perl statements that fill its <c>$sheet</c>.</summary>
    public static async Task Write(string path, string statements, bool is1904 = false)
    {
        var perl = ExternalTool.Require("perl");
        var (without, _, _) = await ExternalTool.RunAsync(perl, "-MSpreadsheet::WriteExcel", "-e", "1");
        ExternalTool.Require(without == 0, "Perl lacks Spreadsheet::WriteExcel");
        var (exitCode, _, error) = await ExternalTool.RunAsync(perl, "-e", Script, path, is1904 ? "1" : "", statements);
        Assert.True(exitCode == 0, error);
    }
}
