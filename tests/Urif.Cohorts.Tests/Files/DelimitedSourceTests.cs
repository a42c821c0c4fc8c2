using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Cohorts.Tests;

/// <summary>CSV and TSV, in the encodings and habits of hospitals and of Excel.</summary>
public sealed class DelimitedSourceTests : IDisposable
{
    private const string Text = "id,姓名,age\n1,张三,31\n2,\"O\"\"Brien, A\",\n";

    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, bool> Encodings => new()
    {
        { "utf-8", false }, { "utf-8", true }, { "utf-16", true }, { "utf-16BE", true }, { "gb18030", false },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_table_is_the_same_in_every_encoding(string encoding, bool mark)
    {
        var e = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var path = File([.. mark ? e.GetPreamble() : [], .. e.GetBytes(Text)]);
        Assert.Equal(["id", "姓名", "age"], Records.Headers(path));
        Assert.Equal(["line 2: '1', '张三', '31'", "line 3: '2', 'O\"Brien, A', NA"], Records.Read(path));
    }

    [Fact]
    public void Characters_that_GB18030_writes_with_four_bytes_are_read()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        // The first is not in GBK, the second beyond Unicode's first plane.
        Assert.Equal(["line 2: '1', '㐀𠀀女'"], Records.Read(File(gb.GetBytes("id,备注\n1,㐀𠀀女\n")), encoding: "gb18030"));
    }

    [Theory]
    [InlineData("a;b\n1;2,5\n", "line 2: '1', '2,5'")]
    [InlineData("a\tb\n1\t2;5\n", "line 2: '1', '2;5'")]
    [InlineData("sep=;\r\n\"a,a,a\";b\r\n1;2\r\n", "line 3: '1', '2'")]
    [InlineData("a,b\r\n1,2", "line 2: '1', '2'")]
    [InlineData("a,b\r1,2\r", "line 2: '1', '2'")]
    [InlineData("a,b\n1,2\n\n\n", "line 2: '1', '2'")]
    [InlineData("a,b\n1,2\n,\n , \n", "line 2: '1', '2'")]
    [InlineData("a,b\n \"x\" ,5\"\n", "line 2: ' \"x\" ', '5\"'")]
    [InlineData("a\n1\n", "line 2: '1'")]
    public void The_delimiter_and_the_line_ends_are_those_of_the_file(string text, string row) =>
        Assert.Equal([row], Records.Read(File(text)));

    [Theory]
    [InlineData("Patients of 2024\nid,x,y\n1,2,3\n", 1, "line 3")]
    [InlineData("Patients, all; of 2024\r\n\r\nid;x;y\r\n1;2;3\r\n", 2, "line 4")]
    [InlineData("\"Patients\", said he\rid\tx\ty\r1\t2\t3\r", 1, "line 3")]
    [InlineData("sep=;\nPatients, all of them\nid;x;y\n1;2;3\n", 1, "line 4")]
    [InlineData("a \"title\nid,x,y\n1,2,3\n", 1, "line 3")]
    public void Lines_above_the_header_can_be_skipped(string text, int lines, string position)
    {
        using var source = RecordSource.Open(File(text), skipRows: lines);
        Assert.Equal(["id", "x", "y"], source.Columns.Select(c => c.Name));
        Assert.True(source.Read());
        Assert.Equal((position, "3"), (source.Position.ToString(), source.Cell(2).Text.ToString()));
    }

    [Theory]
    [InlineData("Patients of 2024\nid,x,y\n1,2,3\n", 1)]
    [InlineData("Patients of 2024,,\n,,\nid,x,y\n1,2,3\n", 2)]
    [InlineData("Patients of 2024, centre B\n\nid,x,y,z,u\n1,2,3,4,5\n", 2)]
    [InlineData("Patients of 2024\nid;x;y\n1,5;2;3\n", 1)]
    public void A_title_is_named_as_one_with_the_option_that_skips_it(string text, int lines) =>
        Records.AssertRefused($"cohort.csv, line 1: is a title, and not the names of the columns; leave such lines out with --skip-rows {lines}", File(text));

    [Fact]
    public void Skipping_more_lines_than_there_are_is_refused()
    {
        var e = Assert.Throws<InputException>(() => RecordSource.Open(File("a,b\n1,2\n"), skipRows: 5));
        Assert.Equal("cohort.csv: has no more than 2 lines; skip fewer rows: --skip-rows", e.Message);
    }

    // Decoded as Chinese, each would be words, and nobody would be told.
    [Theory]
    [InlineData("windows-1252", "centre\nZürich\nGenève\n")]
    [InlineData("iso-8859-1", "centre\nPääjärvi\nSää\n")]
    [InlineData("big5", "centre\n臺北榮民總醫院\n高雄醫學大學\n")]
    [InlineData("shift_jis", "centre\n東京大学病院\n")]
    [InlineData("shift_jis", "centre\nｾﾝﾀｰ\n")]
    [InlineData("euc-jp", "centre\nセンター\n")]
    [InlineData("euc-kr", "centre\n서울대학교병원\n부산\n")]
    public void Text_of_another_encoding_is_not_taken_for_Chinese(string encoding, string text)
    {
        var path = Path.Combine(folder.Path, "cohort.csv");
        System.IO.File.WriteAllBytes(path, Encoded(encoding, text));
        Records.AssertRefused("cohort.csv: is not UTF-8, and may be in one of several encodings; save it as UTF-8, or declare its encoding: "
            + "utf-8, utf-16, gb18030, big5, shift_jis, iso-8859-1, windows-1252", path);
        if (!RecordSource.Encodings.Contains(encoding)) return;
        using var source = RecordSource.Open(path, encoding: encoding);
        Assert.True(source.Read());
        Assert.Equal(text.Split('\n')[1], source.Cell(0).Text.ToString());
    }

    [Theory]
    [InlineData("研究编号,年龄,空腹血糖\nW1,30,5.2\n")]
    [InlineData("woman_id,metformin,stage\nW1,是,囊胚\n")]
    [InlineData("woman_id,metformin\nW1,是\nW2,否\n")]
    public void Chinese_in_GB18030_is_sure_by_its_words(string text)
    {
        var path = Path.Combine(folder.Path, "cohort.csv");
        System.IO.File.WriteAllBytes(path, Encoded("gb18030", text));
        using var source = RecordSource.Open(path);
        Assert.Equal(text.Split('\n')[0], string.Join(',', source.Columns.Select(c => c.Name)));
    }

    private static byte[] Encoded(string encoding, string text) =>
        (System.Text.CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? System.Text.Encoding.GetEncoding(encoding)).GetBytes(text);

    [Fact]
    public void Lines_are_counted_where_fields_have_line_breaks() =>
        Assert.Equal(["line 3: '1', 'x\ny\r\nz'", "line 6: '2', 'b'"], Records.Read(File("a,\"b\nc\"\n1,\"x\ny\r\nz\"\n2,b\n")));

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "cohort.csv, line 3: has 1 field where the header has 2; give as many fields as the header, and put a field that has a comma in quotes")]
    [InlineData("a;b\n1;2;3\n", "cohort.csv, line 2: has 3 fields where the header has 2; give as many fields as the header, and put a field that has a semicolon in quotes")]
    [InlineData("a,b,a\n", "cohort.csv, line 1, column 3: has the header \"a\" of an earlier column (cohort.csv, line 1, column 1); give each column a name of its own")]
    [InlineData("a, \n", "cohort.csv, line 1, column 2: has no header; give each column a name in the first row")]
    [InlineData("\na,b\n", "cohort.csv, line 1: has no header; give the names of the columns in the first line")]
    [InlineData("a,b\n1,2\n\n3,4\n", "cohort.csv, line 3: is blank although rows follow; remove the line")]
    [InlineData("a,b\n1,\"2\n3,4\n", "cohort.csv, line 2, column 2: has a quotation mark that does not open or close the field; end a field that begins with \" by one \", and double each \" inside")]
    [InlineData("a,b\n1,\"2\"3\n", "cohort.csv, line 2, column 2: has a quotation mark that does not open or close the field; end a field that begins with \" by one \", and double each \" inside")]
    [InlineData("a,b\n1,2\r3,4\n", "cohort.csv, line 2: has a carriage return (CR) without a line feed (LF); end all lines alike, with LF or CR LF")]
    [InlineData("a,b\r1,2\n3,4\r", "cohort.csv, line 2: has a line feed (LF) where lines end with a carriage return (CR); end all lines alike, with LF or CR LF")]
    [InlineData("a,b\n1,\0\n", "cohort.csv, line 2: has a NUL character, which no text has; save it as UTF-8, or as UTF-16 with a byte order mark (BOM)")]
    public void What_is_no_table_is_refused_with_its_place(string text, string message) => Records.AssertRefused(message, File(text));

    [Fact]
    public void A_quotation_mark_that_is_never_closed_does_not_fill_the_memory() =>
        Records.AssertRefused("cohort.csv, line 2: begins a row of more than 1048576 characters; close the quotation mark of each field with \"",
            File("a,b\n1,\"" + string.Concat(Enumerable.Repeat("2,3\n", 1_000_000))));

    [Fact]
    public void A_damaged_UTF8_file_is_not_taken_for_GB18030()
    {
        // "年龄" with its last byte lost: three characters are UTF-8, one is not.
        byte[] damaged = [.. "id,姓名\n1,张"u8, 0xE9, 0xBE, .. "\n"u8];
        Records.AssertRefused("cohort.csv, line 2, character 4: is not UTF-8 (bytes E9BE); save it as UTF-8", File(damaged));
    }

    [Fact]
    public void Bytes_that_are_in_no_encoding_are_refused()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;
        Records.AssertRefused("cohort.csv, line 3, character 4: is not UTF-8 or GB18030 (byte FF); save it as UTF-8",
            File([.. gb.GetBytes("编号,姓名\n1,李四\n2,女"), 0xFF, .. "\n"u8]));
        Records.AssertRefused("cohort.csv, line 1, character 3: is not UTF-16 (bytes 00D8); save it as UTF-8", File([0xFF, 0xFE, (byte)'a', 0, (byte)',', 0, 0x00, 0xD8, (byte)'b', 0]));
        Records.AssertRefused("cohort.csv, line 1, character 3: is not UTF-8 (byte FF); save it as UTF-8", File([0xEF, 0xBB, 0xBF, (byte)'a', (byte)',', 0xFF]));
    }

    [Fact]
    public void A_NUL_does_not_hide_a_line() =>
        Records.AssertRefused("cohort.csv, line 2: has a NUL character, which no text has; save it as UTF-8, or as UTF-16 with a byte order mark (BOM)",
            File([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a,b\n\01,2\n3,4\n")]));

    [Fact]
    public void The_place_of_a_bad_byte_is_found_in_a_file_of_many_blocks()
    {
        var text = new StringBuilder("id,备注\n");
        for (var i = 0; i < 400_000; i++) text.Append("1,胰岛素\n");
        byte[] bytes = [.. Encoding.UTF8.GetBytes(text.ToString()), .. "2,"u8, 0xC0, .. "\n"u8];
        Records.AssertRefused("cohort.csv, line 400002, character 3: is not UTF-8 (byte C0); save it as UTF-8", File(bytes));
    }

    [Fact]
    public void Rows_and_cells_allocate_nothing()
    {
        var text = new StringBuilder("a,b,c\n");
        for (var i = 0; i < 20_000; i++) text.Append("12.5,\"x\"\"y\",z\r\n");
        using var source = RecordSource.Open(File(text.ToString()));
        for (var i = 0; i < 1000; i++) ReadRow(source);
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (ReadRow(source) > 0) { }
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    [InlineData("tr-TR")]
    public void The_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(["line 2: '1', '张三', '31'", "line 3: '2', 'O\"Brien, A', NA"], Records.Read(File(Text)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static int ReadRow(IRecordSource source)
    {
        if (!source.Read()) return 0;
        var length = 1;
        for (var i = 0; i < source.Columns.Count; i++) length += source.Cell(i).Text.Length;
        return length;
    }

    private string File(string text) => File(Encoding.UTF8.GetBytes(text));

    private string File(byte[] bytes)
    {
        var path = Path.Combine(folder.Path, "cohort.csv");
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    [Fact]
    public void An_encoding_that_is_not_sure_is_asked_for()
    {
        var path = Path.Combine(folder.Path, "cohort.csv");
        System.IO.File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes("centre\nZürich\nGenève\n"));
        Records.AssertRefused("cohort.csv: is not UTF-8, and may be in one of several encodings; save it as UTF-8, or declare its encoding: "
            + "utf-8, utf-16, gb18030, big5, shift_jis, iso-8859-1, windows-1252", path);
        using var source = RecordSource.Open(path, encoding: "iso-8859-1");
        Assert.True(source.Read());
        Assert.Equal("Zürich", source.Cell(0).Text.ToString());
        Assert.Equal("iso-8859-1", source.Encoding);
    }
}
