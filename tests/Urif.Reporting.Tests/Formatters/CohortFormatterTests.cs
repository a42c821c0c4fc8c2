using System.Globalization;
using Deedle;
using Microsoft.DotNet.Interactive.Formatting;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Reporting.Tests;

/// <summary>Cohorts in notebooks: sizes of rows, and never a value of one.</summary>
public class CohortFormatterTests
{
    // Values that nothing else here has.
    private static readonly TransferCycle[] Cycles = [.. RandomCycles.Of(2, 30).Select((c, i) => c with { Age = 31.4159 + i / 1000.0, Fins = 12.7071 + i / 1000.0, Centre = "ZENTRUM" + i })];

    private static readonly Cohort Cohort = Cohort.Of("SYNTHETIC.csv", Cycles);

    private static readonly CohortSelection Rows = CohortTableSamples.All(Cohort);

    /// <summary>Everything that holds rows, and what a cell may do with it without naming a value.</summary>
    public static TheoryData<string, object> Holders { get; } = new()
    {
        { "a cohort", Cohort },
        { "a selection", Rows },
        { "a row", Cohort[0] },
        { "an array", Cycles },
        { "a list", Cycles.ToList() },
        { "a query", Cycles.Where(c => c.Fins > 12) },
        { "a span's copy", Cycles[..3] },
        { "groups", Cycles.GroupBy(c => c.Stage) },
        { "a lookup", Cycles.ToLookup(c => c.Cycle) },
        { "a dictionary", Cycles.Take(3).Index().ToDictionary(c => c.Index, c => c.Item) },
        { "an anonymous object", new { Row = Cohort[0], Cohort } },
        { "a tuple", (1, Cohort[0]) },
        { "objects", new object[] { Cohort[0], Cohort } },
        { "a check", CohortCheck.Run(Cohort) },
        { "a Deedle frame", CohortFrames.PatientRowsToDeedle(Rows) },
        { "a part of it", CohortFrames.PatientRowsToDeedle(Rows).Columns[["woman_id", "age"]] },
        { "a row of it", CohortFrames.PatientRowsToDeedle(Rows).Rows[0] },
        { "a data frame", CohortFrames.PatientRowsToDataFrame(Rows) },
        { "its head", CohortFrames.PatientRowsToDataFrame(Rows).Head(3) },
        { "a row of a data frame", CohortFrames.PatientRowsToDataFrame(Rows).Rows[0] },
        { "a model", CohortModel.Fit(Rows, "metformin ~ age + fpg", LogisticOptions.Firth) },
        { "its summary", ModelSummary.Of(CohortModel.Fit(Rows, "metformin ~ age + fpg", LogisticOptions.Firth)) },
        { "records in a frame", Frame.FromRecords(Cycles) },
    };

    [Fact]
    public void The_size_of_a_synthetic_cohort_says_what_it_is()
    {
        var mixed = CohortTableSamples.Mixed(analysed: true);
        Assert.Equal("Cohort mixed: 160 rows (SYNTHETIC: made by a random number generator; no patients); the values of patients are not shown", Shown.Text(mixed));
        Assert.Equal("队列 mixed 的 160 行（合成数据：由随机数生成器产生，非真实患者）；不显示患者数据", Shown.Text(CohortTableSamples.All(mixed), "zh"));
    }

    [Fact]
    public void Rows_that_are_all_synthetic_are_shown_with_the_label()
    {
        var synthetic = CohortTableSamples.All(Cohort.Of("SYNTHETIC.csv", RandomCycles.Of(3, 30).Select(c => c with { Synthetic = true, Age = 31.25 })));
        foreach (var frame in (object[])[CohortFrames.PatientRowsToDeedle(synthetic), CohortFrames.PatientRowsToDataFrame(synthetic),
            CohortFrames.PatientRowsToDeedle(synthetic).Rows[0], CohortFrames.PatientRowsToDataFrame(synthetic).Rows[0]])
        {
            foreach (var text in (string[])[Shown.Html(frame), Shown.Text(frame)])
            {
                Assert.Contains("31.25", text, StringComparison.Ordinal);
                Assert.Contains("SYNTHETIC: made by a random number generator; no patients", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void One_row_that_is_not_synthetic_hides_them_all()
    {
        var mixed = CohortTableSamples.All(CohortTableSamples.Mixed(analysed: true));
        foreach (var frame in (object[])[CohortFrames.PatientRowsToDeedle(mixed), CohortFrames.PatientRowsToDataFrame(mixed)])
        {
            Assert.Contains("; the values of patients are not shown", Shown.Text(frame), StringComparison.Ordinal);
            Assert.DoesNotContain("SYNTHETIC", Shown.Text(frame), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Holders), DisableDiscoveryEnumeration = true)]
    public void No_value_of_a_row_is_shown(string what, object holder)
    {
        foreach (var text in (string[])[Shown.Html(holder), Shown.Text(holder), Shown.Html(holder, "zh"), Shown.Text(holder, "zh")])
        {
            Assert.NotEmpty(text);
            foreach (var cycle in Cycles)
            {
                Assert.DoesNotContain(cycle.Age!.Value.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
                Assert.DoesNotContain(cycle.Fins!.Value.ToString(CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
                Assert.DoesNotContain(cycle.Centre!, text, StringComparison.Ordinal);
            }

            Assert.False(text.Contains("PriorLosses", StringComparison.Ordinal) && what != "records in a frame", text);
        }
    }

    [Fact]
    public void Sizes_are_shown()
    {
        Assert.Equal("Cohort SYNTHETIC.csv: 30 rows; the values of patients are not shown", Shown.Text(Cohort));
        Assert.Equal("队列 SYNTHETIC.csv：30 行；不显示患者数据", Shown.Text(Cohort, "zh"));
        Assert.Equal("<p>30 transfer cycles; the values of patients are not shown</p>", Shown.Html(Cycles));
        Assert.Equal("A transfer cycle; the values of patients are not shown", Shown.Text(Cycles[0]));
        Assert.StartsWith("Data frame: 30 rows × ", Shown.Text(CohortFrames.PatientRowsToDataFrame(Rows)), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_that_is_asked_for_has_no_values_either()
    {
        Assert.Contains("not shown", Shown.Text(Cohort), StringComparison.Ordinal);
        Assert.Equal("\"A transfer cycle; the values of patients are not shown\"", Cycles[0].ToDisplayString(JsonFormatter.MimeType));
    }

    [Fact]
    public void Tables_are_shown_as_their_view()
    {
        Assert.Contains("urif-cohort-table", Shown.Html(CohortTableSamples.Paper[0]), StringComparison.Ordinal);
        Assert.Contains("Table 4. ", Shown.Text(CohortTableSamples.Paper), StringComparison.Ordinal);
        Assert.Contains("表4 ", Shown.Text(CohortTableSamples.Paper, "zh"), StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_of_tables_are_shown_in_full() =>
        Assert.Contains("group_size", Shown.Text(CohortFrames.ToDataFrame(CohortTableSamples.Paper)), StringComparison.Ordinal);
}
