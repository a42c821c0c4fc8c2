using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Synthesis.Tests;

/// <summary>The cohorts in <c>data/cohort</c>: they have what their reading asks for, and nothing can be held against their tables.</summary>
public sealed class CommittedCohortTests
{
    [Theory]
    [InlineData("tables-1-2")]
    [InlineData("tables-3-4")]
    public void EveryNumberThatBindsIsPrinted(string reading) =>
        Assert.Empty(ReadingCheck.Differences(ShippedReadings.Solution(reading), Read(reading)));

    [Theory]
    [InlineData("tables-1-2")]
    [InlineData("tables-3-4")]
    public void AllWomenAreAnalysedInTheArmsOfThePaper(string reading)
    {
        var cohort = Read(reading);
        Assert.True(cohort.IsSynthetic);
        var check = CohortCheck.Run(cohort);
        Assert.Equal((335, 335, 0), (cohort.Count, check.Analysed.Count, check.ErrorRows));
        var arms = cohort.Arms();
        Assert.Equal([138, 112, 21, 64], new[] { Arm.NonIrControl, Arm.IrControl, Arm.NonIrMetformin, Arm.IrMetformin }.Select(a => arms.Count(x => x == (sbyte)a)));
    }

    [Theory]
    [InlineData("tables-1-2")]
    [InlineData("tables-3-4")]
    public void TheAuditOfItsTablesFindsNothing(string reading)
    {
        var paper = ShippedReadings.Solution(reading).Reading.Ledger;
        var report = PaperAudit.Run(CohortLedger.Of(paper, CohortCheck.Run(Read(reading)).Analysed, TableDesign.AllAsPrinted(StudyDesign.Default, paper)));
        Assert.Empty(report.Numbers.Where(n => n.Verdict is not (Verdict.Reproduced or Verdict.Consistent or Verdict.NotCheckable)).Select(n => $"{n.Number.Id} {n.Number.Printed.Text}: {n.Verdict}"));
        Assert.True(report.Numbers.Count(n => n.Verdict is Verdict.Reproduced or Verdict.Consistent) > 300);
        Assert.Empty(report.Findings);
    }

    private static Cohort Read(string reading)
    {
        using var source = RecordSource.Open(Repository.PathOf("data", "cohort", reading + "-seed-1-0001-SYNTHETIC.csv"));
        return CohortReader.Read(source).Cohort!;
    }
}
