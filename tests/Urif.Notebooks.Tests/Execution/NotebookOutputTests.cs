using System.Text;
using System.Text.Json;
using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Execution;

/// <summary>What notebooks show of views, charts and data frames once they have loaded the study's library.</summary>
public class NotebookOutputTests
{
    /// <summary>A view, a chart, and data of each kind.</summary>
    public static readonly string[] Cells =
    [
        BuiltLibrary.Load,
        """
        class Answer : Urif.Reporting.IView
        {
            public string ToHtml(Language language) => language == Language.Chinese ? "<b>四十二</b>" : "<b>forty-two</b>";
            public string ToText(Language language) => language == Language.Chinese ? "四十二" : "forty-two";
        }
        new Answer()
        """,
        """
        using Plotly.NET;
        var trace = new Trace("scatter");
        trace.SetProperty("name", "IR <control>");
        trace.SetProperty("x", new double[] { 1, 2, double.NaN, 4 });
        trace.SetProperty("y", new double[] { 1.5, 2.25, 3, 2 });
        var chart = GenericChart.ofTraceObject(true, trace);
        var title = new Title(); title.SetProperty("text", "HOMA-IR & age");
        GenericChart.getLayout(chart).SetProperty("title", title);
        chart
        """,
        """
        using static Deedle.Frame;
        var frame = FromRecords(new[] { new { Age = 30.5, Arm = "ir", Pregnant = 1 }, new { Age = double.NaN, Arm = "非IR", Pregnant = 0 } });
        frame
        """,
        """frame.GetColumn<double>("Age")""",
        """
        using Microsoft.Data.Analysis;
        new DataFrame(new DoubleDataFrameColumn("bmi", new double?[] { 21.25, null, 23 }), new StringDataFrameColumn("arm", new[] { "ir", null, "<b>" }))
        """,
        """NotebookOutput.Use("zh"); new Answer()""",
        "frame",
        """NotebookOutput.Use("fr");""",
    ];

    private static readonly Lazy<Task<RunResult>> Run = new(() => NotebookFolder.RunAsync(Cells));

    /// <summary>What came of running the cells; they run once for all tests.</summary>
    public static Task<RunResult> RunAsync() => Run.Value;

    [Fact]
    public async Task Views_charts_and_data_have_the_formats_of_every_front_end()
    {
        var run = await RunAsync();
        var chart = Bundle(run, "c3");
        Assert.Equal(["application/vnd.plotly.v1+json", "image/svg+xml", "text/html", "text/plain"], chart.Types.Order(StringComparer.Ordinal));
        Assert.Equal("c9", run.FailedCell);
        Assert.All(["c2", "c4", "c5", "c6", "c7", "c8"], cell =>
            Assert.Equal(["text/html", "text/plain"], Bundle(run, cell).Types.Order(StringComparer.Ordinal)));

        Assert.Equal("<b>forty-two</b>", Bundle(run, "c2").Text("text/html"));
        Assert.Equal("forty-two", run.Value("c2"));

        var figure = chart.Json("application/vnd.plotly.v1+json")!.Value;
        Assert.Equal(JsonValueKind.Object, figure.ValueKind);
        Assert.Equal("[1,2,null,4]", Numbers(figure.GetProperty("data")[0].GetProperty("x")));
        Assert.False(figure.GetProperty("layout").TryGetProperty("width", out _));
        Assert.Equal("rgba(0,0,0,0)", figure.GetProperty("layout").GetProperty("template").GetProperty("layout").GetProperty("paper_bgcolor").GetString());
        Assert.Contains("HOMA-IR &amp; age", chart.Text("text/html"), StringComparison.Ordinal);
        Assert.Contains("IR &lt;control&gt;", chart.Text("text/html"), StringComparison.Ordinal);
        Assert.Equal("""
            Chart: HOMA-IR & age (1 trace, 4 points)
              1. scatter "IR <control>": 4 points, x 1 to 4, y 1.5 to 3
            """, run.Value("c3"));

        Assert.Equal("""
            Data frame: 2 rows × 3 columns
                  Age  Arm     Pregnant
               double  string       int
            ───────────────────────────
            0    30.5  ir             1
            1       —  非IR           0
            """, run.Value("c4"));
        Assert.StartsWith("Series: 2 values\n", run.Value("c5"), StringComparison.Ordinal);
        Assert.Equal("""
            Data frame: 3 rows × 2 columns
                  bmi  arm
               double  string
            ─────────────────
            0   21.25  ir
            1       —  —
            2   23.00  <b>
            """, run.Value("c6"));
        Assert.Contains(">&lt;b&gt;</td>", Bundle(run, "c6").Text("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_call_changes_the_language_and_an_unknown_language_is_refused_in_one_line()
    {
        var run = await RunAsync();
        Assert.Equal("<b>四十二</b>", Bundle(run, "c7").Text("text/html"));
        Assert.StartsWith("数据框：2 行 × 3 列\n", run.Value("c8"), StringComparison.Ordinal);
        Assert.Equal(RunStatus.CellFailed, run.Status);
        Assert.Equal("c9", run.FailedCell);
        Assert.EndsWith("NotebookOutput.Use: no language is called \"fr\"; write \"en\" or \"zh\"", run.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_run_gives_the_same_bytes() =>
        Assert.Equal((await RunAsync()).Notebook.ToJson(), (await NotebookFolder.RunAsync(Cells)).Notebook.ToJson());

    private static MimeBundle Bundle(RunResult run, string cell) => Assert.Single(run.Cell(cell).Outputs.OfType<ExecuteResult>()).Data;

    private static string Numbers(JsonElement array)
    {
        var text = new StringBuilder("[");
        text.AppendJoin(',', array.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Null ? "null" : e.GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        return text.Append(']').ToString();
    }
}
