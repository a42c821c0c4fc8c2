namespace Urif.Cohorts.Tests;

/// <summary>.xls workbooks, written by Perl's Spreadsheet::WriteExcel.</summary>
public sealed class XlsSourceTests : IDisposable
{
    private const string Header = "$sheet->write('A1', 'id'); $sheet->write('B1', '胰岛素');";

    private readonly TemporaryFolder folder = new();

    private string PathOfFile => Path.Combine(folder.Path, "cohort.xls");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Cells_have_their_values_and_types()
    {
        await XlsFile.Write(PathOfFile, Header + """
            my @values = (5.25, 3, -1e-10);
            $sheet->write_number($_, 0, $_), $sheet->write_number($_, 1, $values[$_ - 1]) for 1 .. 3;
            $sheet->write('A5', '张三'); $sheet->write_number('B5', 45351.5, $date);
            $sheet->write_number('A6', 1, $date); $sheet->write_number('B6', 61, $date);
            $sheet->write_formula('A7', '=1+1', undef, 2); $sheet->write_formula('B7', '="a"&"b"', undef, 'ab');
            $sheet->write_number('A8', 0.5, $time); $sheet->write_blank('B8', $date);
            $sheet->write_blank('A12', $date);
            """);
        Assert.Equal(["id", "胰岛素"], Records.Headers(PathOfFile));
        Assert.Equal(["row 2: 1, 5.25", "row 3: 2, 3", "row 4: 3, -1E-10", "row 5: '张三', 2024-02-29 12:00:00", "row 6: 1900-01-01, 1900-03-01", "row 7: 2, 'ab'",
            "row 8: 0.5, NA"], Records.Read(PathOfFile));
        Assert.Equal(["b"], Records.Headers(PathOfFile, "other"));
    }

    [Fact]
    public async Task Dates_count_from_1904_where_the_workbook_says_so()
    {
        await XlsFile.Write(PathOfFile, Header + "$sheet->write_number('A2', 43830, $date);", is1904: true);
        Assert.Equal(["row 2: 2024-01-01, NA"], Records.Read(PathOfFile));
    }

    [Theory]
    [InlineData("$sheet->write('A2', 1); $sheet->write('A3', 1); $sheet->write_formula('B3', '=NA()', undef, '#N/A');", "B3: has the error #N/A; mend the formula, or clear the cell if its value is missing")]
    [InlineData("$sheet->write('A2', 1); $sheet->write_formula('B2', '=A2+1');", "B2: has a formula without a saved result; open the workbook in Excel and save it")]
    [InlineData("$sheet->write('A3', 1);", "row 2: is blank although rows follow; remove the row")]
    [InlineData("$sheet->write('D2', 1);", "D2: is beside the table: its column has no header; name the column in row 1, or clear the cell")]
    [InlineData("$sheet->write('D1', 'd');", "C1: has no header; give each column a name in the first row, and unmerge cells there")]
    [InlineData("$sheet->write('C1', 'id');", "C1: has the header \"id\" of an earlier column (cohort.xls, sheet \"patients\", A1); give each column a name of its own")]
    [InlineData("$sheet->merge_range('A2:B3', 'x', $merged);", "A2:B3: is merged cells; unmerge them, and give each column its header and each row its values")]
    public async Task What_is_no_table_is_refused_with_its_cell(string statements, string problem)
    {
        await XlsFile.Write(PathOfFile, Header + statements);
        Records.AssertRefused($"cohort.xls, sheet \"patients\", {problem}", PathOfFile);
    }

    [Fact]
    public async Task Rows_above_the_header_can_be_skipped()
    {
        await XlsFile.Write(PathOfFile, """
            $sheet->merge_range('A1:C1', 'Patients of 2024', $merged); $sheet->write('A3', 'id'); $sheet->write('B3', 'x'); $sheet->write('C3', 'y');
            $sheet->write('A4', 1); $sheet->write('B4', 2); $sheet->write('C4', 3);
            """);
        using (var source = RecordSource.Open(PathOfFile, skipRows: 2))
        {
            Assert.Equal(["id", "x", "y"], source.Columns.Select(c => c.Name));
            Assert.True(source.Read());
            Assert.Equal(("row 4", 3.0), (source.Position.ToString(), source.Cell(2).Number));
        }

        Records.AssertRefused("cohort.xls, sheet \"patients\", A1:C1: is merged cells; unmerge them, and give each column its header and each row its values",
            PathOfFile);
    }

    [Fact]
    public async Task Names_of_rows_need_no_header()
    {
        await XlsFile.Write(PathOfFile, "$sheet->write('B1', 'id'); $sheet->write('A2', '1'); $sheet->write('B2', 7);");
        Assert.Equal(["", "id"], Records.Headers(PathOfFile));
        Assert.Equal(["row 2: 1, 7"], Records.Read(PathOfFile));
    }

    [Fact]
    public async Task Errors_are_those_of_the_sheet_that_is_read()
    {
        await XlsFile.Write(PathOfFile, Header + "$sheet->write('A3', 5); $sheet->write('A2', 4);");
        Assert.Equal(["row 2: 4, NA", "row 3: 5, NA"], Records.Read(PathOfFile));
        Records.AssertRefused("cohort.xls, sheet \"other\", A3: has the error #DIV/0!; mend the formula, or clear the cell if its value is missing", PathOfFile, "other");
    }

    [Fact]
    public void A_file_that_only_begins_as_one_is_refused()
    {
        File.WriteAllBytes(PathOfFile, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[1000]]);
        Records.AssertRefused("cohort.xls: cannot be read as an Excel workbook; open it in Excel and save it again", PathOfFile);
    }
}
