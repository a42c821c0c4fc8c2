namespace Urif.Audit;

/// <summary>What an SD's sum of squares is divided by.</summary>
public enum SdDenominator
{
    /// <summary>One less than the number of values.</summary>
    NMinusOne,

    /// <summary>The number of values.</summary>
    N,
}

/// <summary>One way in which a paper can have come by a number. Two conventions of the same kind and data are equal.</summary>
public abstract record Convention
{
    // Closed: every kind is listed here.
    private Convention()
    {
    }

    /// <summary>As the rule itself has it: nothing is left to a choice.</summary>
    public sealed record Plain : Convention;

    /// <summary>A test of two arms or more.</summary>
    /// <param name="Method">The test.</param>
    /// <param name="Among">The outcome whose women the rates are taken of; null for all women of each arm.</param>
    /// <param name="Sds">What the printed SDs are divided by.</param>
    public sealed record Test(TestMethod Method, Variable? Among = null, SdDenominator Sds = SdDenominator.NMinusOne) : Convention
    {
        /// <summary>Whether p is of one tail.</summary>
        public bool OneSided { get; init; }

        /// <summary>Of a partition of three rows or more, what the test is of; null for anything else.</summary>
        public TestScope? Scope { get; init; }
    }

    /// <summary>What a printed SD is divided by.</summary>
    public sealed record Sd(SdDenominator Denominator) : Convention;

    /// <summary>Standard errors printed as SDs: a misprint.</summary>
    public sealed record StandardErrorsAsSds : Convention;

    /// <summary>What a percent is a percent of.</summary>
    /// <param name="Outcome">The women with this outcome; null for all women of the group.</param>
    public sealed record PercentOf(Variable? Outcome) : Convention;

    /// <summary>How values become digits.</summary>
    public sealed record Digits(Rounding Rounding) : Convention;

    /// <summary>Values recorded in finer steps than whole ones.</summary>
    public sealed record FinerSteps : Convention;

    /// <summary>p looked up for the statistic as it is printed.</summary>
    public sealed record FromRoundedStatistic : Convention;

    /// <summary>The statistic computed back from p as it is printed.</summary>
    public sealed record FromRoundedP : Convention;

    /// <summary>A statistic and a p that are of different tests.</summary>
    public sealed record DifferentTests : Convention;

    /// <summary>The continuity correction in one of the two alone.</summary>
    /// <param name="Statistic">The corrected one: p, or the statistic.</param>
    public sealed record CorrectionInOne(Statistic Statistic) : Convention;

    /// <summary>Wald's interval of an odds ratio, symmetric on the log scale.</summary>
    /// <param name="Level">Its confidence level.</param>
    public sealed record WaldInterval(double Level) : Convention;

    /// <summary>Beside a crude odds ratio, p by a test of the counts.</summary>
    public sealed record PByCounts : Convention;

    /// <summary>The counts that a reading of the tables takes.</summary>
    /// <param name="First">The table of the first arm's count.</param>
    /// <param name="Second">The table of the second arm's count.</param>
    public sealed record CountsOf(string First, string Second) : Convention;

    /// <summary>Women whose outcome is none of the printed ones.</summary>
    public sealed record OtherEndings : Convention;

    // Arms: means, SDs, quantiles, counts and percents.

    /// <summary>Two departures at once.</summary>
    /// <param name="First">One.</param>
    /// <param name="Second">The other; a rounding where there is one.</param>
    public sealed record Both(Convention First, Convention Second) : Convention;

    /// <summary>Values missing of which the paper says nothing.</summary>
    /// <param name="Women">Of how many women, at least.</param>
    public sealed record Missing(int Women) : Convention;

    /// <summary>Percents of the women with the outcome in any arm (row percents).</summary>
    public sealed record PercentOfRow : Convention;

    /// <summary>A percent estimated from times, of women of whom not all were followed to the end.</summary>
    public sealed record SurvivalEstimate : Convention;

    /// <summary>The same women measured at another time.</summary>
    public sealed record OtherTime : Convention;

    /// <summary>Another of the usual definitions of a quantile.</summary>
    public sealed record OtherQuantile : Convention;

    /// <summary>One woman counted under several outcomes: of several transfers, or of twins.</summary>
    /// <param name="Women">How many, at least.</param>
    public sealed record SeveralOutcomes(int Women) : Convention;

    /// <summary>Ages and durations cut to completed units in a group's definition, not in its values.</summary>
    public sealed record CompletedUnits : Convention;

    // Tests and estimates.

    /// <summary>p of one tail.</summary>
    public sealed record OneTail : Convention;

    /// <summary>An effect with its interval, from the arms' own numbers.</summary>
    /// <param name="Method">How it is made.</param>
    /// <param name="SecondToFirst">Whether the second arm is set against the first.</param>
    public sealed record Effect(EffectMethod Method, bool SecondToFirst = false) : Convention;

    /// <summary>Signs of differences of the first arm less the second, or the other way round, all through a table.</summary>
    public sealed record Direction(bool SecondMinusFirst) : Convention;
}
