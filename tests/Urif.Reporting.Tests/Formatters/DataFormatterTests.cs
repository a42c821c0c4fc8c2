using System.Text;
using Deedle;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>Data frames and series in notebooks: small, aligned, and nothing shown that is not in the data.</summary>
public class DataFormatterTests
{
    [Fact]
    public void A_great_frame_is_shown_in_part_and_in_less_than_60_KB()
    {
        var deedle = Frame.FromColumns(Enumerable.Range(0, 50).Select(c =>
            KeyValuePair.Create($"column {c}", Enumerable.Range(0, 10_000).Select(r => KeyValuePair.Create(r, r * Math.PI / (c + 1))).ToSeries())));
        var html = Shown.Html(deedle);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1_000, 60_000);
        Assert.Contains("Data frame: 10,000 rows × 50 columns; the first 20 rows and 30 columns are shown", Decoded(html), StringComparison.Ordinal);
        Assert.Equal(21, html.Split("<tr>").Length - 1);
        Assert.Contains("数据框：10,000 行 × 50 列；显示前 20 行和前 30 列", Decoded(Shown.Html(deedle, "zh")), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_and_hostile_texts_keep_it_small_and_come_out_escaped()
    {
        var hostile = string.Concat(Enumerable.Repeat("<\"&'糖", 200));
        var frame = new DataFrame(Enumerable.Range(0, 50).Select(c => (DataFrameColumn)
            new StringDataFrameColumn($"<script>{c}</script>", Enumerable.Repeat(hostile, 10_000))));
        var html = Shown.Html(frame);
        Assert.InRange(Encoding.UTF8.GetByteCount(html), 1_000, 60_000);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"&'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_is_a_mark_and_never_zero()
    {
        var series = new SeriesBuilder<int, double> { { 1, 2.5 }, { 2, double.NaN }, { 3, 0 } }.Series;
        Assert.Equal("""
            Series: 3 values
               double
            ─────────
            1     2.5
            2       —
            3     0.0
            """, Shown.Text(series));
        Assert.Contains(">—</td>", Shown.Html(series), StringComparison.Ordinal);
        Assert.Equal("""
            Data frame: 2 rows × 1 column
                 n
               int
            ──────
            0    —
            1    0
            """, Shown.Text(new DataFrame(new Int32DataFrameColumn("n", new int?[] { null, 0 }))));
    }

    [Fact]
    public void Truth_values_are_the_1_and_0_of_the_file_and_dates_are_iso()
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes("pregnant,visit\n1,2024-03-01\n0,2024-12-31\n"));
        var frame = Frame.ReadCsv(csv);
        var text = Shown.Text(frame);
        Assert.DoesNotContain("True", text, StringComparison.Ordinal);
        Assert.DoesNotContain("False", text, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^0 +1  2024-03-01$", text);
        Assert.Matches(@"(?m)^1 +0  2024-12-31$", text);

        var times = new DataFrame(
            new DateTimeDataFrameColumn("at", new DateTime?[] { new(2024, 3, 1, 9, 5, 0, DateTimeKind.Unspecified), null }),
            new BooleanDataFrameColumn("ok", new bool?[] { true, false }));
        Assert.Matches(@"(?m)^0  2024-03-01 09:05:00 +1$", Shown.Text(times));
        Assert.Matches(@"(?m)^1  — +0$", Shown.Text(times));
    }

    [Fact]
    public void Numbers_of_a_column_share_their_decimals_and_keep_six_significant_digits()
    {
        static string[] Column(params double?[] values) =>
            [.. Shown.Text(new DataFrame(new DoubleDataFrameColumn("x", values))).Split('\n').Skip(4).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])];
        Assert.Equal(["1.50", "2.25", "10.00"], Column(1.5, 2.25, 10));
        Assert.Equal(["0.3"], Column(0.1 + 0.2));
        Assert.Equal(["0.333333"], Column(1 / 3.0));
        Assert.Equal(["335"], Column(335));
        Assert.Equal(["0.000421784"], Column(0.0004217839));
        Assert.Equal(["1E-300", "1"], Column(1e-300, 1));
        Assert.Equal(["1E+20", "1.5"], Column(1e20, 1.5));
        Assert.Equal(["NaN", "∞", "-∞", "0"], Column(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0));
        // A float of 0.1 is 0.1, not the double that is nearest to it.
        Assert.EndsWith(" 0.1", Shown.Text(new DataFrame(new SingleDataFrameColumn("x", [0.1f]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_is_aligned_with_wide_characters_too_and_at_most_100_cells_wide()
    {
        var frame = new DataFrame(
            [new StringDataFrameColumn("组别", ["胰岛素抵抗", "ir", "한국"]), .. Enumerable.Range(0, 30).Select(c => (DataFrameColumn)new DoubleDataFrameColumn($"变量{c}", [1.5, 22.75, 3]))]);
        var lines = Shown.Text(frame).Split('\n');
        Assert.Matches(@"^Data frame: 3 rows × 31 columns; the first \d+ columns are shown$", lines[0]);
        Assert.All(lines, line => Assert.InRange(Cells(line), 1, 100));
        // Every line ends in a number, aligned to the right.
        Assert.Single(lines.Skip(3).Select(Cells).Distinct());
    }

    [Fact]
    public void Texts_of_several_lines_stay_in_their_row()
    {
        var text = Shown.Text(new DataFrame(new StringDataFrameColumn("note", ["a\r\nb\u2028c\0\u001b[31m"])));
        Assert.EndsWith("\n0  a  b c\uFFFD\uFFFD[31m", text, StringComparison.Ordinal);
        Assert.Equal(5, text.Split('\n').Length);
    }

    [Fact]
    public void Keys_of_any_type_are_shown()
    {
        var frame = Frame.FromColumns(new[]
        {
            KeyValuePair.Create(("ir", 1), new[] { KeyValuePair.Create(new DateTime(2024, 1, 2), 1.0) }.ToSeries()),
            KeyValuePair.Create(("ir", 2), new[] { KeyValuePair.Create(new DateTime(2024, 1, 2), 2.0) }.ToSeries()),
        });
        Assert.Equal("""
            Data frame: 1 row × 2 columns
                         ir, 1   ir, 2
                        double  double
            ──────────────────────────
            2024-01-02       1       2
            """, Shown.Text(frame));
    }

    [Fact]
    public void Empty_data_says_so()
    {
        Assert.StartsWith("Data frame: 0 rows × 0 columns\n", Shown.Text(Frame.CreateEmpty<int, string>()), StringComparison.Ordinal);
        Assert.StartsWith("Data frame: 0 rows × 1 column\n", Shown.Text(new DataFrame(new DoubleDataFrameColumn("x"))), StringComparison.Ordinal);
        Assert.StartsWith("Series: 0 values\n", Shown.Text(new SeriesBuilder<int, double>().Series), StringComparison.Ordinal);
        Assert.Contains("<table>", Shown.Html(Frame.CreateEmpty<int, string>()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_and_the_columns_of_a_frame_are_series()
    {
        var frame = Frame.FromRecords(new[] { new { Age = 30.5, Arm = "ir" } });
        Assert.StartsWith("Series: 2 values\n", Shown.Text(frame.Rows[0]), StringComparison.Ordinal);
        Assert.StartsWith("Series: 2 values\n", Shown.Text(frame.Columns), StringComparison.Ordinal);
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(frame.Rows[0].GetType()));
        Assert.Equal(["text/html", "text/plain"], Formatter.GetPreferredMimeTypesFor(frame.GetType()));
    }

    [Fact]
    public void The_same_bytes_in_every_culture()
    {
        var frame = new DataFrame(
            new DoubleDataFrameColumn("x", [1234.5, -0.25]),
            new DecimalDataFrameColumn("d", [1.5m, 2m]),
            new DateTimeDataFrameColumn("at", [new DateTime(2024, 3, 1), new DateTime(2024, 12, 31)]));
        Assert.Single(Shown.InCultures(() => Shown.Html(frame) + Shown.Text(frame)).Distinct());
    }

    [Fact]
    public void Another_language_is_refused_in_one_line()
    {
        var e = Assert.Throws<InputException>(() => NotebookOutput.Use("EN"));
        Assert.Equal("NotebookOutput.Use: no language is called \"EN\"; write \"en\" or \"zh\"", e.Message);
    }

    private static string Decoded(string html) => System.Net.WebUtility.HtmlDecode(html);

    // Counted apart from the library: the widths of the characters in these tests.
    private static int Cells(string line) => line.EnumerateRunes().Sum(r => r.Value >= 0x4E00 && r.Value < 0xD7A4 ? 2 : 1);
}
