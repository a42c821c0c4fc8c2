using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>What the page of a file says of what was found in it.</summary>
public sealed class CohortReportTextTests
{
    [Fact]
    public void A_value_below_a_limit_is_counted()
    {
        var report = Read([.. RandomCycles.Of(1, 1).Select(MemoryRecords.Cells)], rows => rows[0][Index("fins")] = "<0.5",
            new() { BelowLimit = BelowLimitRule.HalfLimit });
        Assert.Contains("1 value below a limit", Text(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Problems_that_are_not_listed_are_counted()
    {
        var report = Read([.. RandomCycles.Of(10, 400).Select(MemoryRecords.Cells)], rows =>
        {
            foreach (var row in rows) (row[Index("fpg")], row[Index("stage")]) = ("5,3", "morula");
        });
        Assert.Equal((800, 6), (report.ProblemCount, report.Problems.Count));
        Assert.Contains("and 794 more", Text(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_whose_column_the_file_lacks_is_said_not_to_be_assessed()
    {
        var kept = CohortSchema.Default.Columns.Where(c => c.Need != ColumnNeed.Eligibility).Select(c => c.Index).ToArray();
        var rows = RandomCycles.Of(2, 20).Select(c => MemoryRecords.Cells(c)).Select(r => kept.Select(i => r[i]).ToArray());
        var source = MemoryRecords.Of(kept.Select(i => CohortSchema.Default.Columns[i].Name), [.. rows]);
        var check = CohortCheck.Run(CohortReader.Read(source, new() { RequireEligibility = false }).Cohort);
        Assert.Contains("not assessed", CohortReportView.Of(check).ToText(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_what_does_not_apply_and_what_follows_are_told_apart()
    {
        TransferCycle none = new() { Metformin = false, Fpg = 5, Fins = 9, HcgPositive = false, GestationalSac = GestationalSac.None, ClinicalPregnancy = false };
        var pregnant = none with { HcgPositive = true, GestationalSac = GestationalSac.Intrauterine, ClinicalPregnancy = true };
        TransferCycle[] women =
        [
            .. Enumerable.Repeat(none, 6),
            .. Enumerable.Repeat(pregnant with { PregnancyEnd = PregnancyEnd.LiveBirth, PregnancyEndWeek = 39, LiveBirth = true }, 3),
            // The end of one pregnancy is not known; one woman's insulin is, but not her glucose.
            pregnant with { Fpg = null, GivenHomaIr = 2.5 },
        ];
        var check = CohortCheck.Run(Cohort.Of("test", women.Select((w, i) => w with { WomanId = i })));
        var text = CohortReportView.Of(check).ToText(Language.English);
        // Missing, of those to whom it applies: 1 of 4; not applicable: 6.
        Assert.Matches(@"end of the pregnancy +1 +25\.0 +6\n", text);
        Assert.Matches(@"fasting glucose +1 +10\.0 *\n", text);
        // Given 3, derived 6 (hCG negative), following from no pregnancy 0, not known 1.
        Assert.Matches(@"live birth +3 +6 +0 +1\n", text);
        Assert.DoesNotMatch(@"clinical pregnancy +10", text);
        Assert.Contains("HOMA-IR as the file gives it for 1 row without", text, StringComparison.Ordinal);
        Assert.Contains("不适用", CohortReportView.Of(check).ToText(Language.Chinese), StringComparison.Ordinal);
    }

    private static CohortReport Read(object?[][] rows, Action<object?[][]> spoil, CohortReadOptions? options = null)
    {
        spoil(rows);
        return CohortReader.Read(MemoryRecords.Of(CohortSchema.Default.Columns.Select(c => c.Name), rows), options ?? new());
    }

    private static string Text(CohortReport report) => CohortReportView.Of(report).ToText(Language.English);

    private static int Index(string column) => CohortSchema.Default.Column(column).Index;
}
