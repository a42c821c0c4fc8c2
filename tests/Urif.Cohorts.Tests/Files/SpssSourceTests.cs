using System.Text;

namespace Urif.Cohorts.Tests;

/// <summary>SPSS system files: written record by record here, and by PSPP.</summary>
public sealed class SpssSourceTests : IDisposable
{
    private const double Day = 86400;

    // From 14 October 1582 to 29 February 2024.
    private const double LeapDay = 161210 * Day;

    private static readonly Encoding Gb = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private readonly TemporaryFolder folder = new();

    private string PathOfFile => Path.Combine(folder.Path, "cohort.sav");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_plain_file_is_read_in_either_byte_order(bool isBigEndian)
    {
        new SpssFile(isBigEndian).Header(0, 2).Variable("AGE", 0).Variable("NAME", 10, 1).Variable("D", 0, 20).Variable("T", 0, 22).End()
            .Double(31.5).Text("张三 ", 16, Gb).Double(LeapDay).Double(LeapDay + 45.5)
            .Double(-double.MaxValue).Text("", 16).Double(-double.MaxValue).Double(0).Save(PathOfFile);
        Assert.Equal(["AGE", "NAME", "D", "T"], Records.Headers(PathOfFile));
        Assert.Equal(["case 1: 31.5, '张三', 2024-02-29, 2024-02-29 00:00:45.5", "case 2: NA, NA, NA, 1582-10-14"], Records.Read(PathOfFile));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Byte_codes_are_read_in_either_byte_order(bool isBigEndian)
    {
        // 5, missing, eight spaces, eight NULs; then 2.5 and a text in full.
        new SpssFile(isBigEndian).Header(1, 2).Variable("A", 0).Variable("B", 0).Variable("S", 16, 1).End()
            .Bytes(105, 255, 254, 100, 253, 0, 99, 253).Double(2.5).Text("囊胚", 8)
            .Bytes(253, 252, 0, 0, 0, 0, 0, 0).Text("!", 8).Save(PathOfFile);
        Set7(isBigEndian);
        Assert.Equal(["case 1: 5, NA, NA", "case 2: 2.5, -1, '囊胚  !'"], Records.Read(PathOfFile));

        // The file says UTF-8: record 7, subtype 20, before the end of the dictionary.
        void Set7(bool big)
        {
            var bytes = File.ReadAllBytes(PathOfFile);
            var record = new SpssFile(big).Int(7).Int(20).Int(1).Int(5).Text("UTF-8", 5);
            var extra = File.ReadAllBytes(record.Save(Path.Combine(folder.Path, "record")));
            var end = 176 + 4 * 32;
            File.WriteAllBytes(PathOfFile, [.. bytes[..end], .. extra, .. bytes[end..]]);
        }
    }

    [Fact]
    public void Missing_values_of_the_user_are_missing()
    {
        var file = new SpssFile(false).Header(0, 6).Variable("A", 0, 5, 2, 8, 9).Variable("B", 0, 5, -2, 90, 99).Variable("C", 0, 5, -3, -double.MaxValue, 0, 7)
            .Int(2).Int(4).Int(0).Int(1).Int(1 << 16).Int(1 << 16).Text("S", 8).Text("-", 8).End();
        foreach (var (a, b, c, s) in new (double, double, double, string)[] { (8, 90, -1e300, "-"), (9, 95.5, 0, "--"), (7, 99, 7, "-"), (1, 89.9, 8, ""), (2, 99.1, 1e-9, "x"), (3, double.NaN, 3, "-x") })
            file.Double(a).Double(b).Double(c).Text(s, 8);
        file.Save(PathOfFile);
        Assert.Equal(["case 1: NA, NA, NA, NA", "case 2: NA, NA, NA, '--'", "case 3: 7, NA, NA, NA", "case 4: 1, 89.9, 8, NA", "case 5: 2, 99.1, 1E-09, 'x'",
            "case 6: 3, NA, 3, '-x'"], Records.Read(PathOfFile));
    }

    [Fact]
    public void A_code_page_is_that_of_the_file()
    {
        foreach (var (page, encoding, text) in new[] { (936, "gb2312", "女"), (950, "big5", "女"), (65001, "utf-8", "女"), (1252, "windows-1252", "é"), (2, "gb18030", "㐀") })
        {
            var e = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
            new SpssFile(false).Header(0, -1).Variable("S", 8, 1).Int(7).Int(3).Int(4).Int(8).Int(14).Int(0).Int(0).Int(-1).Int(1).Int(1).Int(2).Int(page).End()
                .Text(text, 8, e).Save(PathOfFile);
            Assert.Equal([$"case 1: '{text}'"], Records.Read(PathOfFile));
        }
    }

    [Fact]
    public void What_is_left_of_a_character_that_the_field_cut_off_is_no_text()
    {
        new SpssFile(false).Header(0, 1).Variable("S", 8, 1).Int(7).Int(20).Int(1).Int(5).Text("UTF-8", 5).End().Text("胰岛素", 8).Save(PathOfFile);
        Assert.Equal(["case 1: '胰岛'"], Records.Read(PathOfFile));
    }

    [Fact]
    public void Labels_are_given_by_code()
    {
        new SpssFile(false).Header(0, 0)
            .Int(2).Int(0).Int(1).Int(0).Int(5 << 16).Int(5 << 16).Text("STAGE", 8).Int(9).Text("胚胎期", 9).Bytes(0, 0, 0)
            .Variable("WARD", 4, 1)
            .Int(3).Int(2).Double(1).Bytes(9).Text("卵裂胚", 9).Bytes(0, 0, 0, 0, 0, 0).Double(2.5).Bytes(1).Text("x", 7).Int(4).Int(1).Int(1)
            .Int(3).Int(1).Text("A1", 8).Bytes(5).Text("first", 7).Int(4).Int(1).Int(2)
            .Int(6).Int(1).Text("a document", 80).Int(7).Int(20).Int(1).Int(5).Text("utf-8", 5).End().Save(PathOfFile);
        using var source = RecordSource.Open(PathOfFile);
        Assert.Equal("胚胎期", source.Columns[0].Label);
        Assert.Equal(new Dictionary<string, string> { ["1"] = "卵裂胚", ["2.5"] = "x" }, source.Columns[0].ValueLabels);
        Assert.Equal(new Dictionary<string, string> { ["A1"] = "first" }, source.Columns[1].ValueLabels);
        Assert.False(source.Read());
    }

    [Theory]
    [InlineData("cohort.sav, byte 176: ends too early; save it as .sav again")]
    [InlineData("cohort.sav, byte 180: has a record of type 5, which there is not; save it as .sav again", 5)]
    [InlineData("cohort.sav, byte 192: ends too early; save it as .sav again", 7, 20, int.MaxValue, int.MaxValue)]
    [InlineData("cohort.sav, byte 192: has a length below zero; save it as .sav again", 7, 13, 1, -1)]
    [InlineData("cohort.sav, byte 184: ends too early; save it as .sav again", 6, int.MaxValue)]
    [InlineData("cohort.sav, byte 184: ends too early; save it as .sav again", 3, int.MaxValue)]
    [InlineData("cohort.sav, byte 184: has no variables; save it as .sav again", 999, 0)]
    [InlineData("cohort.sav, byte 208: has a string of more than 255 bytes; save it as .sav again", 2, 256, 0, 0, 0, 0, 0, 0)]
    [InlineData("cohort.sav, byte 216: ends too early; save it as .sav again", 2, 0, 1, 0, 0, 0, 0, 0, 2147483644, 0)]
    [InlineData("cohort.sav, byte 208: goes on with a string that is not there; save it as .sav again", 2, -1, 0, 0, 0, 0, 0, 0)]
    public void Lengths_that_lie_are_refused_before_memory_is_taken(string message, params int[] record)
    {
        var file = new SpssFile(false).Header(0, 0);
        foreach (var value in record) file.Int(value);
        if (record is [2, 0, 1, ..]) message = message.Replace("216", "212", StringComparison.Ordinal);
        file.Save(PathOfFile);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Records.AssertRefused(message, PathOfFile);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_file_with_fewer_cases_than_it_says_is_refused()
    {
        new SpssFile(false).Header(0, 3).Variable("A", 0).End().Double(1).Save(PathOfFile);
        Records.AssertRefused("cohort.sav: has 1 cases where its header says 3; save it as .sav again", PathOfFile);
        new SpssFile(false).Header(0, 3).Variable("A", 0).Variable("B", 0).End().Double(1).Save(PathOfFile);
        Records.AssertRefused("cohort.sav, byte 256: ends within a case; save it as .sav again", PathOfFile);
    }

    [Fact]
    public void Text_and_dates_that_are_none_are_refused_where_they_stand()
    {
        new SpssFile(false).Header(0, 1).Variable("A", 0).Variable("S", 8, 1).Int(7).Int(20).Int(1).Int(5).Text("UTF-8", 5).End().Double(1).Text("张三", 8, Gb).Save(PathOfFile);
        Records.AssertRefused("cohort.sav, case 1, column 2 (\"S\"): has text that is not utf-8; save the file as UTF-8 (Unicode) in SPSS", PathOfFile);
        new SpssFile(false).Header(0, 1).Variable("D", 0, 20).End().Double(1e300).Save(PathOfFile);
        Records.AssertRefused("cohort.sav, case 1, column 1 (\"D\"): has a number that is no date; give a date from 1582-10-14 to 9999-12-31", PathOfFile);
        new SpssFile(false).Header(0, 1).Variable("D", 0, 20).Int(7).Int(20).Int(1).Int(5).Text("UTF-7", 5).End().Double(1).Save(PathOfFile);
        Records.AssertRefused("cohort.sav, byte 237: has text in the encoding \"UTF-7\", which is not known; save it as .sav again", PathOfFile);
    }

    [Theory]
    [InlineData("/UNCOMPRESSED", "sav")]
    [InlineData("/COMPRESSED", "sav")]
    [InlineData("/ZCOMPRESSED", "zsav")]
    public async Task Files_of_PSPP_are_read(string compression, string extension)
    {
        var pspp = ExternalTool.Require("pspp");
        var path = Path.Combine(folder.Path, "pspp." + extension);
        var syntax = Path.Combine(folder.Path, "write.sps");
        await File.WriteAllTextAsync(syntax, $"""
            SET DECIMAL=DOT.
            DATA LIST LIST NOTABLE /woman_identifier (F8.0) fpg (F8.2) name (A12) note (A300) transfer (SDATE10) visit (DATETIME20) wait (TIME8).
            BEGIN DATA
            1 5.25 张三 {new string('n', 290)}胰岛素 2024/02/29 '29-FEB-2024 12:30:00' 01:30:00
            2 99 none x 1582/10/15 . .
            3 . "" "" . '01-JAN-1999 00:00:01' 00:00:10
            END DATA.
            MISSING VALUES fpg (90 THRU HIGHEST, -1) / name ('none').
            VARIABLE LABELS fpg 'Fasting plasma glucose 空腹血糖'.
            VALUE LABELS fpg 99 'not done' / note 'x' 'a long string with a label'.
            ADD DOCUMENT 'A document.'.
            SAVE OUTFILE='{path}' {compression}.
            """, TestContext.Current.CancellationToken);
        var (exitCode, output, error) = await ExternalTool.RunAsync(pspp, "--syntax-encoding=UTF-8", "-o", Path.Combine(folder.Path, "log.txt"), syntax);
        Assert.True(exitCode == 0, output + error + await File.ReadAllTextAsync(Path.Combine(folder.Path, "log.txt"), TestContext.Current.CancellationToken));

        using (var source = RecordSource.Open(path))
        {
            Assert.Equal(["woman_identifier", "fpg", "name", "note", "transfer", "visit", "wait"], source.Columns.Select(c => c.Name));
            Assert.Equal("Fasting plasma glucose 空腹血糖", source.Columns[1].Label);
            Assert.Equal("not done", source.Columns[1].ValueLabels["99"]);
            Assert.Equal("a long string with a label", source.Columns[3].ValueLabels["x"]);
        }
        Assert.Equal([
            $"case 1: 1, 5.25, '张三', '{new string('n', 290)}胰岛素', 2024-02-29, 2024-02-29 12:30:00, 5400",
            "case 2: 2, NA, NA, 'x', 1582-10-15, NA, NA",
            "case 3: 3, NA, NA, NA, NA, 1999-01-01 00:00:01, 10"], Records.Read(path));
    }
}
