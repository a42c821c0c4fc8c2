namespace Urif.Cohorts.Tests;

/// <summary>Which reader a file gets.</summary>
public sealed class RecordSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_workbook_without_an_extension_is_known_by_its_first_bytes()
    {
        var path = Path.Combine(folder.Path, "cohort");
        Workbook.Write(path, "<row><c t='str'><v>a</v></c></row><row><c><v>1</v></c></row>");
        Assert.Equal(["row 2: 1"], Records.Read(path));
    }

    [Theory]
    [InlineData("cohort.dta", "<stata_dta>", "cohort.dta: is of no format known by its extension or first bytes; give a .csv, .tsv or .txt, .xlsx or .xls, .parquet, or .sav or .zsav file")]
    [InlineData("cohort.csv", "PK\u0003\u0004", "cohort.csv: is named .csv but is a workbook or another zip file by its content; name an Excel file .xlsx or .xls")]
    [InlineData("cohort.xls", "<html><table>", "cohort.xls: is named .xls but does not begin as such a file does; save it again in that format, or name a text file .csv or .tsv")]
    [InlineData("cohort.XLSX", "PAR1", "cohort.XLSX: is named .xlsx but is Parquet by its content; name it .parquet")]
    [InlineData("cohort.txt", "$FL2@(#)", "cohort.txt: is named .txt but is an SPSS file by its content; name it .sav")]
    [InlineData("cohort.duckdb", "12345678DUCK", "cohort.duckdb: is a DuckDB database, which is not read; export its table, in DuckDB with: COPY (SELECT * FROM my_table) TO 'cohort.parquet'")]
    [InlineData("cohort.db", "12345678DUCK", "cohort.db: is a DuckDB database, which is not read; export its table, in DuckDB with: COPY (SELECT * FROM my_table) TO 'cohort.parquet'")]
    [InlineData("cohort.csv", "12345678DUCK", "cohort.csv: is named .csv but is a DuckDB database by its content, which is not read; export its table as .parquet")]
    [InlineData("cohort.csv", "", "cohort.csv: is empty; give a file with a header and rows")]
    public void What_is_no_cohort_file_is_refused(string file, string text, string message)
    {
        var path = Path.Combine(folder.Path, file);
        File.WriteAllText(path, text);
        Records.AssertRefused(message, path);
    }

    [Fact]
    public void What_is_not_there_is_refused()
    {
        Records.AssertRefused("cohort.csv: is not there; check the path", Path.Combine(folder.Path, "cohort.csv"));
        Records.AssertRefused($"{Path.GetFileName(folder.Path)}: is a folder; give a file in it", folder.Path);
        Records.AssertRefused("\"a\\u{000A}b.csv\": is not there; check the path", Path.Combine(folder.Path, "a\nb.csv"));
    }

    [Fact]
    public void A_file_without_tables_has_none_to_choose()
    {
        var path = Path.Combine(folder.Path, "cohort.csv");
        File.WriteAllText(path, "a\n1\n");
        Records.AssertRefused("cohort.csv: has no sheets to choose \"patients\" from; leave the sheet out", path, "patients");
    }

    [Fact]
    public void A_refused_file_is_closed_again()
    {
        var path = Path.Combine(folder.Path, "cohort.csv");
        File.WriteAllText(path, "a,a\n");
        Records.AssertRefused("cohort.csv, line 1, column 2: has the header \"a\" of an earlier column (cohort.csv, line 1, column 1); give each column a name of its own", path);
        using var alone = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }
}
