using Urif.Audit;

namespace Urif.Cohorts.Tests;

/// <summary>Tables with the summaries that the paper prints, against the ledger and R (tests/reference/cohort-summaries.R).</summary>
public sealed class PrintedSummaryTests
{
    private static readonly Ledger Ledger = LedgerReader.Read(Repository.PathOf("data", "paper"));

    [Fact]
    public void Either_summary_of_every_continuous_row_is_that_of_R()
    {
        using var source = RecordSource.Open(Repository.PathOf("tests", "Urif.Cohorts.Tests", "Tables", "cohort-SYNTHETIC.csv"));
        var rows = CohortCheck.Run(CohortReader.Read(source, new() { RequireEligibility = false }).Cohort, new() { ApplyEligibility = false }).Analysed;
        var expected = ReferenceTable.Load("cohort-summaries").Rows;
        foreach (var summary in new[] { SummaryKind.MeanSd, SummaryKind.MedianQuartiles })
        {
            var tables = CohortTables.Of(rows, [.. TableDesign.AllOf(StudyDesign.Default).Select(d => All(d, summary))]);
            foreach (var r in expected.Where(r => r.Text("summary") == summary.ToString()))
            {
                var row = tables[r.Integer("table") - 1].Rows.Single(w => w.Variable.Name == r.Text("variable"));
                Assert.Equal((summary, DecisionRule.AsPrinted, r.Text("test")), (row.Summary, row.Decision.Rule, row.Test!.Kind.ToString()));
                Assert.Equal((r.Text("first"), r.Text("second")), (row.Groups[0].Printed, row.Groups[1].Printed));
                Assert.Equal((r.Text("printed_statistic"), r.Text("printed_p")), (row.Test.StatisticPrinted, row.Test.PPrinted));
                ReferenceTable.AssertRelative(r.Number("statistic"), row.Test.Statistic!.Value, 1e-10, $"{r.Location} statistic");
                ReferenceTable.AssertRelative(r.Number("p"), row.Test.P, 1e-10, $"{r.Location} p");
            }
        }

        // Every continuous row of the paper's tables is in the reference, with both summaries.
        Assert.Equal(2 * TableDesign.AllOf(StudyDesign.Default).Sum(d => d.Variables.Count(v => v.Kind == TableVariableKind.Continuous)), expected.Count);
    }

    [Fact]
    public void The_summaries_are_those_that_the_ledger_prints()
    {
        // From the file itself: which statistics each table prints of each variable.
        var printed = File.ReadAllLines(Repository.PathOf("data", "paper", "numbers.csv")).Skip(1).Select(l => l.Split(','))
            .ToLookup(f => (f[1], f[2]), f => f[4]);
        var designs = TableDesign.AllAsPrinted(StudyDesign.Default, Ledger, 2.5);
        foreach (var design in designs)
        {
            foreach (var variable in design.Variables)
            {
                var statistics = printed[(design.Id, variable.Name)].ToHashSet();
                Assert.Equal(statistics.Contains("mean") ? SummaryKind.MeanSd : statistics.Contains("median") ? SummaryKind.MedianQuartiles : null, variable.Summary);
            }
        }

        Assert.Equal((SummaryKind.MedianQuartiles, SummaryKind.MeanSd), (Of(designs[0], "fins").Summary, Of(designs[2], "fins").Summary));
        Assert.Equal(SummaryKind.MeanSd, Of(designs[3], "homa_ir").Summary);
        Assert.Equal(TableDesign.AllOf(StudyDesign.Default, 2.5).SelectMany(d => d.Groups).SelectMany(g => g.Conditions), designs.SelectMany(d => d.Groups).SelectMany(g => g.Conditions));
    }

    [Fact]
    public void The_decision_names_the_papers_choice_and_still_shows_the_test_of_normality()
    {
        var rows = SyntheticCohorts.Random(5, 200);
        var byRule = CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "1")).Rows.Single(r => r.Variable.Name == "prior_transfer_cycles");
        var asPrinted = CohortTables.Of(rows, TableDesign.AllAsPrinted(StudyDesign.Default, Ledger)[0]).Rows.Single(r => r.Variable.Name == "prior_transfer_cycles");
        Assert.Equal((SummaryKind.MedianQuartiles, SummaryKind.MeanSd), (byRule.Summary, asPrinted.Summary));
        Assert.Equal(byRule.Decision.Normality, asPrinted.Decision.Normality);
        Assert.Equal((DecisionRule.AsPrinted, NormalityFinding.NotAllNormal, TestKind.StudentT),
            (asPrinted.Decision.Rule, asPrinted.Decision.Finding!.Value, asPrinted.Test!.Kind));
    }

    [Fact]
    public void Means_of_groups_without_spread_are_not_tested()
    {
        // One value in each group: the pooled SD of t is zero.
        var cycles = RandomCycles.Of(3, 12).Select((c, i) => c with { Fpg = 5, Fins = i < 6 ? 5 : 20, Metformin = false, EmbryosTransferred = i < 6 ? 1 : 2 });
        var design = All(TableDesign.Of(StudyDesign.Default, "2") with { Variables = [TableVariable.Of(StudyDesign.Default, "embryos_transferred")] }, SummaryKind.MeanSd);
        var row = CohortTables.Of(SyntheticCohorts.Rows(SyntheticCohorts.Of(cycles)), design).Rows[0];
        Assert.Equal((null, DecisionRule.NoTest), (row.Test, row.Decision.Rule));
        Assert.Equal("1.00±0.00|2.00±0.00", string.Join('|', row.Groups.Select(g => g.Printed)));
        Assert.Equal(NoTestReason.EqualWithinGroups, row.Decision.Against);
    }

    [Theory]
    [InlineData("age", SummaryKind.CountPercent)]
    [InlineData("live_birth", SummaryKind.MeanSd)]
    [InlineData("live_birth", SummaryKind.CountPercent)]
    public void A_summary_that_a_variable_cannot_have_is_refused(string variable, SummaryKind summary)
    {
        var design = TableDesign.Of(StudyDesign.Default, "3");
        var wrong = design with { Variables = [.. design.Variables.Select(v => v.Name == variable ? v with { Summary = summary } : v)] };
        Assert.Contains(variable, Assert.Throws<ArgumentException>(() => CohortTables.Of(SyntheticCohorts.Random(5, 20), wrong)).Message, StringComparison.Ordinal);
    }

    private static TableVariable Of(TableDesign design, string name) => design.Variables.Single(v => v.Name == name);

    private static TableDesign All(TableDesign design, SummaryKind summary) => design with
    {
        Variables = [.. design.Variables.Select(v => v.Kind == TableVariableKind.Continuous ? v with { Summary = summary } : v)],
    };
}
