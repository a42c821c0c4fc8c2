using Urif.Statistics;

namespace Urif.Audit.Tests;

/// <summary>Which check speaks for a number, by the rule that <see cref="NumberAudit.Deciding"/> states.</summary>
public class NumberAuditTests
{
    private static readonly LedgerNumber Number = new SmallLedger(20, 30).Counted("x").Print("a", "mean 2").Audit().Numbers[0].Number;

    [Fact]
    public void Nothing_decides_where_nothing_was_checked() =>
        Assert.Null(new NumberAudit(Number, Verdict.NotCheckable, []).Deciding);

    [Fact]
    public void Of_failed_checks_one_with_values_comes_before_a_worse_one_without() =>
        Assert.Equal("values", Deciding(Made("bare", Verdict.Impossible, values: false), Made("values", Verdict.NotReproduced)));

    [Fact]
    public void Of_failed_checks_with_values_the_worst_decides() =>
        Assert.Equal("worst", Deciding(Made("bad", Verdict.NotReproduced), Made("worst", Verdict.Impossible), Made("passed", Verdict.Reproduced, 0.01)));

    [Fact]
    public void What_statistic_and_p_say_of_each_other_comes_last() =>
        Assert.Equal("summaries", Deciding(Made(CheckNames.PFromStatistic, Verdict.NotReproduced), Made("summaries", Verdict.NotReproduced)));

    [Fact]
    public void Of_passed_checks_a_variant_comes_first_then_the_sharpest()
    {
        Assert.Equal("sharp", Deciding(Made("blunt", Verdict.Reproduced, 0.5), Made("unknown", Verdict.Reproduced), Made("sharp", Verdict.Reproduced, 0.1)));
        Assert.Equal("variant", Deciding(Made("sharp", Verdict.Reproduced, 0.1), Made("variant", Verdict.ReproducedByVariant, 0.5)));
    }

    private static string Deciding(params CheckResult[] checks) => new NumberAudit(Number, checks.Max(c => c.Verdict), checks).Deciding!.Check;

    private static CheckResult Made(string check, Verdict verdict, double? share = null, bool values = true) => new(
        check, Number, verdict, values ? new IntervalUnion([Interval.Point(2)]) : null, null, [], new Reason.WholeMedian(Number), "a test", share);
}
