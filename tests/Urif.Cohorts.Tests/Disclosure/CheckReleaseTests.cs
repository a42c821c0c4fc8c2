using CsCheck;

namespace Urif.Cohorts.Tests;

/// <summary>What a released check tells: an intruder solves the flow's sums for what is hidden in it.</summary>
public sealed class CheckReleaseTests
{
    [Fact]
    public void No_difference_of_two_numbers_of_the_flow_is_small() => Flows.Sample((check, below) =>
    {
        var release = CheckRelease.Of(check, below);
        List<int> shown = [.. new[] { release.Screened.Value }.Concat(release.Steps.Select(s => s.Remaining.Value)).OfType<int>()];
        for (var i = 0; i < shown.Count; i++)
            for (var j = i + 1; j < shown.Count; j++)
                Assert.False(shown[i] - shown[j] > 0 && shown[i] - shown[j] < below, string.Join(' ', shown));
        foreach (var step in release.Steps)
        {
            Assert.False(step.Excluded.Value > 0 && step.Excluded.Value < below);
            Assert.All(step.Reasons, r => Assert.False(r.Rows.Value is null || (r.Rows.Value > 0 && r.Rows.Value < below)));
            if (step.Excluded.Value is not { } excluded) continue;
            var rest = excluded - step.Reasons.Sum(r => r.Rows.Value!.Value);
            // What no reason is shown for is none, everything, or several reasons that cannot all be told.
            Assert.True(rest == 0 || step.Reasons.Count == 0 || rest >= 2 * below);
        }

        if (release.Arms.Any(a => a.Value is null)) Assert.All(release.Arms, a => Assert.Null(a.Value));
        else Assert.All(release.Arms, a => Assert.False(a.Value > 0 && a.Value < below));
        Assert.False(release.Analysed.Value > 0 && release.Analysed.Value < below);
    }, iter: 200);

    [Fact]
    public void Without_a_bound_all_is_shown() => Flows.Sample((check, _) =>
    {
        var release = CheckRelease.Of(check);
        Assert.Equal((check.Flow.Screened, check.Flow.Analysed), (release.Screened.Value, release.Analysed.Value));
        Assert.Equal(check.Flow.Steps.Select(s => (int?)s.Excluded), release.Steps.Select(s => s.Excluded.Value));
        Assert.Equal(check.Flow.Steps.SelectMany(s => s.Reasons).Select(r => (r.Broken + r.NotDocumented, r.NotDocumented)),
            release.Steps.SelectMany(s => s.Reasons).Select(r => (r.Rows.Value!.Value, r.NotDocumented)));
        Assert.Equal("17", release.Count(17).Printed);
    }, iter: 20);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "<5")]
    [InlineData(4, "<5")]
    [InlineData(5, "≈5")]
    [InlineData(7, "≈5")]
    [InlineData(8, "≈10")]
    public void Other_counts_could_each_be_K(int count, string printed) =>
        Assert.Equal(printed, CheckRelease.Of(Check(40, 0, 0, 0), 5).Count(count).Printed);

    [Fact]
    public void Bounds_that_hide_nothing_are_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => CheckRelease.Of(Check(10, 0, 0, 0), 2));

    private static readonly Gen<(CohortCheckResult, int)> Flows = Gen.Select(Gen.Int[0, 60], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[3, 8])
        .Select((good, errors, obese, old, below) => (Check(good, errors, obese, old), below));

    // Women of the study, women with an error, women too heavy and women too old for it.
    private static CohortCheckResult Check(int good, int errors, int obese, int old)
    {
        var women = RandomCycles.Of(21, good + errors + obese + old);
        for (var i = 0; i < women.Length; i++)
        {
            if (i < errors) women[i] = women[i] with { PriorFailedCycles = women[i].PriorTransferCycles + 2 };
            else if (i < errors + obese) women[i] = women[i] with { Bmi = 34 };
            else if (i < errors + obese + old) women[i] = women[i] with { Age = 44 };
        }

        return CohortCheck.Run(SyntheticCohorts.Of(women), new() { Errors = ErrorRows.Exclude });
    }
}
