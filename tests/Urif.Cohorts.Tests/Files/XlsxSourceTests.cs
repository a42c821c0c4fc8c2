using System.Buffers.Binary;
using System.IO.Compression;
using Urif.Audit;

namespace Urif.Cohorts.Tests;

/// <summary>.xlsx workbooks, written part by part.</summary>
public sealed class XlsxSourceTests : IDisposable
{
    private const string Header = "<row r='1'><c r='A1' t='str'><v>id</v></c><c r='B1' t='str'><v>x</v></c></row>";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("<c r='B2'><v>5.25</v></c>", "5.25")]
    [InlineData("<c r='B2'><v>1E-3</v></c>", "0.001")]
    [InlineData("<c r='B2' t='s'><v>0</v></c>", "'张三'")]
    [InlineData("<c r='B2' t='s'><v>1</v></c>", "'rich text'")]
    [InlineData("<c r='B2' t='inlineStr'><is><t>in_x000A_line</t></is></c>", "'in\nline'")]
    [InlineData("<c r='B2' t='str'><f>A2&amp;\"\"</f><v></v></c>", "NA")]
    [InlineData("<c r='B2'><f>1+1</f><v>2</v></c>", "2")]
    [InlineData("<c r='B2' t='b'><v>1</v></c>", "TRUE")]
    [InlineData("<c r='B2' s='1'/>", "NA")]
    [InlineData("<c r='B2' s='1'><v>45292</v></c>", "2024-01-01")]
    [InlineData("<c r='B2' s='2'><v>45292.5</v></c>", "2024-01-01 12:00:00")]
    [InlineData("<c r='B2' s='1'><v>1</v></c>", "1900-01-01")]
    [InlineData("<c r='B2' s='1'><v>59</v></c>", "1900-02-28")]
    [InlineData("<c r='B2' s='1'><v>61</v></c>", "1900-03-01")]
    [InlineData("<c r='B2' s='3'><v>0.5</v></c>", "0.5")]
    [InlineData("<c r='B2' s='4'><v>12</v></c>", "12")]
    [InlineData("<c r='B2' t='d'><v>2024-02-29</v></c>", "2024-02-29")]
    public void A_cell_has_its_value_and_type(string cell, string value) =>
        Assert.Equal([$"row 2: 1, {value.TrimEnd('.')}"], Records.Read(File($"{Header}<row r='2'><c r='A2'><v>1</v></c>{cell}</row>")));

    [Fact]
    public void Dates_count_from_1904_where_the_workbook_says_so() =>
        Assert.Equal(["row 2: 1904-01-01, 2024-01-01"],
            Records.Read(File($"{Header}<row r='2'><c r='A2' t='d'><v>1904-01-01</v></c><c r='B2' s='1'><v>43830</v></c></row>", workbookProperties: "date1904='1'")));

    [Fact]
    public void A_sheet_is_the_first_that_shows_or_that_of_a_name()
    {
        var path = File($"{Header}<row r='2'><c r='A2'><v>1</v></c></row>", state: "state='hidden'");
        Assert.Equal(["row 2: 7"], Records.Read(path));
        Assert.Equal(["row 2: 1, NA"], Records.Read(path, "patients"));
        Records.AssertRefused("cohort.xlsx: has no sheet \"Patients\"; choose one of \"patients\", \"other\"", path, "Patients");
    }

    [Theory]
    [InlineData("<c r='B2' t='s'><f>A2</f><v></v></c>")]
    [InlineData("<c r='B2' t='e'><f>A2</f><v></v></c>")]
    [InlineData("<c r='B2' t='b'><f>A2</f><v/></c>")]
    [InlineData("<c r='B2' t='str'><f>A2</f></c>")]
    [InlineData("<c r='B2' s='1'><f>TODAY()</f><v></v></c>")]
    [InlineData("<c r='B2'><f t='shared' ref='B2:B9' si='0'>A2+1</f><v></v></c>")]
    [InlineData("<c r='B2'><f t='shared' si='0'/><v/></c>")]
    [InlineData("<c r='B2'><f t='shared' si='0'/></c>")]
    [InlineData("<c r='B2'><f t='array' ref='B2'>SUM(A2:A3)</f><v></v></c>")]
    [InlineData("<c r='B2'><f><![CDATA[A2+1]]></f><v></v></c>")]
    public void A_formula_without_a_saved_result_is_refused_however_it_is_written(string cell) =>
        Records.AssertRefused("cohort.xlsx, sheet \"patients\", B2: has a formula without a saved result; open the workbook in Excel and save it",
            File($"{Header}<row r='2'><c r='A2'><v>1</v></c>{cell}</row>"));

    private const string Titled = "<row r='1'><c r='A1' t='str'><v>Patients of 2024</v></c></row><row r='3'><c r='A3' t='str'><v>id</v></c><c r='B3' t='str'><v>x</v></c>"
        + "<c r='C3' t='str'><v>y</v></c></row><row r='4'><c r='A4'><v>1</v></c><c r='B4'><v>2</v></c><c r='C4'><v>3</v></c></row>";

    [Fact]
    public void Rows_above_the_header_can_be_skipped_with_what_is_merged_in_them()
    {
        var path = Path.Combine(folder.Path, "cohort.xlsx");
        Workbook.Write(path, Titled, after: "<mergeCells><mergeCell ref='A1:C1'/></mergeCells>");
        using var source = RecordSource.Open(path, skipRows: 2);
        Assert.Equal(["id", "x", "y"], source.Columns.Select(c => c.Name));
        Assert.True(source.Read());
        Assert.Equal(("row 4", 3.0), (source.Position.ToString(), source.Cell(2).Number));
        Assert.False(source.Read());
    }

    [Fact]
    public void A_title_is_known_by_the_wider_rows_below_it() =>
        Records.AssertRefused("cohort.xlsx, sheet \"patients\", B3: is beside the table: its column has no header; name the column in row 1, or clear the cell; "
            + "leave titles above the table out with --skip-rows 2", File(Titled));

    [Fact]
    public void Skipping_too_many_rows_is_refused()
    {
        var e = Assert.Throws<InputException>(() => RecordSource.Open(File(Titled), skipRows: 9));
        Assert.Equal("cohort.xlsx, sheet \"patients\", row 10: has no header; skip as many rows as stand above the header", e.Message);
    }

    [Fact]
    public void Blank_rows_and_columns_end_the_table() =>
        Assert.Equal(["row 2: 1, NA"],
            Records.Read(File($"{Header}<row r='2'><c r='A2'><v>1</v></c><c r='D2' s='1'/></row><row r='3'><c r='A3' t='str'><v> </v></c></row><row r='900000'/>")));

    [Theory]
    [InlineData("<row r='17'><c r='B17' t='e'><v>#N/A</v></c></row>", "B17: has the error #N/A; mend the formula, or clear the cell if its value is missing", 16)]
    [InlineData("<row r='2'><c r='B2' t='e'><f>1/0</f><v>#DIV/0!</v></c></row>", "B2: has the error #DIV/0!; mend the formula, or clear the cell if its value is missing")]
    [InlineData("<row r='2'><c r='B2'><f>A2+1</f></c></row>", "B2: has a formula without a saved result; open the workbook in Excel and save it")]
    [InlineData("<row r='2'><c r='B2'><f>A2+1</f><v></v></c></row>", "B2: has a formula without a saved result; open the workbook in Excel and save it")]
    [InlineData("<row r='2'><c r='B2'><f>A2+1</f><v/></c></row>", "B2: has a formula without a saved result; open the workbook in Excel and save it")]
    [InlineData("<row r='2'><c r='B2' s='1'><v>60</v></c></row>", "B2: has the format of a date but a number that is none; give the date, or a format of numbers")]
    [InlineData("<row r='2'><c r='B2' s='1'><v>3000000</v></c></row>", "B2: has the format of a date but a number that is none; give the date, or a format of numbers")]
    [InlineData("<row r='2'><c r='AB2'><v>1</v></c></row>", "AB2: is beside the table: its column has no header; name the column in row 1, or clear the cell")]
    [InlineData("<row r='4'><c r='A4'><v>1</v></c></row>", "row 2: is blank although rows follow; remove the row")]
    [InlineData("<row r='2'><c r='A2'><v>x</v></c></row>", "cannot be read as an Excel workbook; open it in Excel and save it again")]
    [InlineData("<row r='2'><c r='A2' t='s'><v>9</v></c></row>", "cannot be read as an Excel workbook; open it in Excel and save it again")]
    [InlineData("<row r='2'><c r='A2'><v>1</v></c></row><row r='2'/>", "cannot be read as an Excel workbook; open it in Excel and save it again")]
    [InlineData("<row r='1048577'/>", "cannot be read as an Excel workbook; open it in Excel and save it again")]
    public void What_is_no_table_is_refused_with_its_cell(string row, string problem, int from = 2)
    {
        var filled = string.Concat(Enumerable.Range(2, from - 2 + (from > 2 ? 1 : 0)).Select(r => $"<row r='{r}'><c r='A{r}'><v>1</v></c></row>"));
        Records.AssertRefused($"cohort.xlsx, sheet \"patients\"{(problem.StartsWith("cannot", StringComparison.Ordinal) ? ": " : ", ")}{problem}", File(Header + filled + row));
    }

    [Theory]
    [InlineData("<row r='1'><c r='A1' t='str'><v>a</v></c><c r='C1' t='str'><v>c</v></c></row>", "B1: has no header; give each column a name in the first row, and unmerge cells there")]
    [InlineData("<row r='1'><c r='A1' t='str'><v>a</v></c><c r='B1' t='str'><v>a</v></c></row>", "B1: has the header \"a\" of an earlier column (cohort.xlsx, sheet \"patients\", A1); give each column a name of its own")]
    [InlineData("<row r='2'><c r='A2' t='str'><v>a</v></c></row>", "row 1: has no header; give the names of the columns in the first row")]
    [InlineData("", "row 1: has no header; give the names of the columns in the first row")]
    [InlineData("<row r='1'><c r='A1' t='b'><v>1</v></c></row>", "A1: has a header that is not text; give each column a name in the first row")]
    public void A_header_that_names_no_columns_is_refused(string rows, string problem) =>
        Records.AssertRefused($"cohort.xlsx, sheet \"patients\", {problem}", File(rows));

    [Theory]
    [InlineData("A1:B1")]
    [InlineData("B2:B9")]
    public void Merged_cells_are_refused(string range) =>
        Records.AssertRefused($"cohort.xlsx, sheet \"patients\", {range}: is merged cells; unmerge them, and give each column its header and each row its values",
            File($"{Header}<row r='2'><c r='A2'><v>1</v></c></row>", $"<mergeCells><mergeCell ref='{range}'/></mergeCells>"));

    [Fact]
    public void Entities_are_not_expanded()
    {
        var path = Path.Combine(folder.Path, "cohort.xlsx");
        Workbook.Write(path, Header);
        Replace(path, "xl/sharedStrings.xml", "<!DOCTYPE s [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><sst><si><t>&b;</t></si></sst>");
        Records.AssertRefused("cohort.xlsx: cannot be read as an Excel workbook; open it in Excel and save it again", path);
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_unpacked()
    {
        var path = Path.Combine(folder.Path, "cohort.xlsx");
        Workbook.Write(path, Header);
        Replace(path, "xl/sharedStrings.xml", new string(' ', 30_000_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Records.AssertRefused("cohort.xlsx: has a part that unpacks to more than 200 times its size; give a workbook with the table of patients alone, or save it as .csv", path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void A_zip_bomb_that_lies_about_its_size_is_cut_off_there(int said)
    {
        var path = Path.Combine(folder.Path, "cohort.xlsx");
        Workbook.Write(path, Header);
        Replace(path, "xl/sharedStrings.xml", new string(' ', 30_000_000));
        var bytes = System.IO.File.ReadAllBytes(path);
        // The uncompressed size in its local header and in the central directory.
        var name = "xl/sharedStrings.xml"u8;
        for (var at = bytes.AsSpan().IndexOf(name); at >= 0;)
        {
            var isLocal = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at - 30)) == 0x04034B50;
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at - (isLocal ? 8 : 22)), said);
            var next = bytes.AsSpan(at + 1).IndexOf(name);
            at = next < 0 ? -1 : at + 1 + next;
        }
        System.IO.File.WriteAllBytes(path, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Records.AssertRefused("cohort.xlsx: cannot be read as an Excel workbook; open it in Excel and save it again", path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
    }

    [Fact]
    public void A_zip_file_that_is_no_workbook_is_refused()
    {
        var path = Path.Combine(folder.Path, "cohort.xlsx");
        using (var zip = new ZipArchive(System.IO.File.Create(path), ZipArchiveMode.Create)) Workbook.Part(zip, "word/document.xml", "<a/>");
        Records.AssertRefused("cohort.xlsx: is a zip file without a workbook; give an .xlsx file as Excel saves it", path);
    }

    private static void Replace(string path, string part, string text)
    {
        using var zip = new ZipArchive(System.IO.File.Open(path, FileMode.Open), ZipArchiveMode.Update);
        zip.GetEntry(part)!.Delete();
        Workbook.Part(zip, part, text);
    }

    private string File(string rows, string after = "", string workbookProperties = "", string state = "")
    {
        var path = Path.Combine(folder.Path, "cohort.xlsx");
        Workbook.Write(path, rows, after, workbookProperties,
            "<si><t>张三</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh sb='0' eb='1'><t>reading</t></rPh></si>", state);
        return path;
    }
}
