using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// What a check compared with what, as values: enough to put it into a sentence, a drawing or a file without computing anything
/// again. One kind for each kind of comparison.
/// </summary>
public abstract record Reason
{
    // Closed: every kind is listed here.
    private Reason()
    {
    }

    /// <summary>The same comparison where what explained the number is no excuse.</summary>
    internal virtual Reason Unfit => this;

    /// <summary>A number recomputed under each convention.</summary>
    /// <param name="Number">The number.</param>
    /// <param name="Alternatives">What each convention makes attainable, inputs rounded to nearest; of statistics, either sign.</param>
    public abstract record Recomputed(LedgerNumber Number, IReadOnlyList<Attainable> Alternatives) : Reason;

    /// <summary>A test statistic or p recomputed from two arms' summaries.</summary>
    /// <param name="Number">The statistic or p.</param>
    /// <param name="First">The first arm's entry.</param>
    /// <param name="Second">The second arm's entry.</param>
    /// <param name="Alternatives">What each test gives.</param>
    public abstract record FromArms(LedgerNumber Number, ArmEntry First, ArmEntry Second, IReadOnlyList<Attainable> Alternatives)
        : Recomputed(Number, Alternatives);

    /// <summary>From means and SDs.</summary>
    public sealed record FromMeans(LedgerNumber Number, ArmEntry First, ArmEntry Second, IReadOnlyList<Attainable> Alternatives)
        : FromArms(Number, First, Second, Alternatives);

    /// <summary>From counts.</summary>
    public sealed record FromCounts(LedgerNumber Number, ArmEntry First, ArmEntry Second, IReadOnlyList<Attainable> Alternatives)
        : FromArms(Number, First, Second, Alternatives);

    /// <summary>From quartiles.</summary>
    public sealed record FromQuartiles(LedgerNumber Number, ArmEntry First, ArmEntry Second, IReadOnlyList<Attainable> Alternatives)
        : FromArms(Number, First, Second, Alternatives);

    /// <summary>p from the statistic printed beside it.</summary>
    /// <param name="P">The p.</param>
    /// <param name="Statistic">The statistic.</param>
    /// <param name="Alternatives">What each test gives.</param>
    /// <param name="OtherDecision">Whether the printed p is on the other side of the level of significance than all of them.</param>
    public sealed record PByStatistic(
        LedgerNumber P, LedgerNumber Statistic, IReadOnlyList<Attainable> Alternatives, bool OtherDecision = false)
        : Recomputed(P, Alternatives);

    /// <summary>p from an estimate and its interval.</summary>
    public sealed record PByInterval(
        LedgerNumber P, LedgerNumber Estimate, LedgerNumber Low, LedgerNumber High, IReadOnlyList<Attainable> Alternatives)
        : Recomputed(P, Alternatives);

    /// <summary>A stated side of the significance level against the p of a row.</summary>
    /// <param name="Number">The statement.</param>
    /// <param name="Table">The table of the row.</param>
    /// <param name="Alternatives">What each test gives.</param>
    /// <param name="Failing">The tests by which the statement does not hold.</param>
    public sealed record Significance(
        LedgerNumber Number, string Table, IReadOnlyList<Attainable> Alternatives, IReadOnlyList<Convention> Failing)
        : Recomputed(Number, Alternatives);

    /// <summary>A statistic from the p printed beside it.</summary>
    /// <param name="Statistic">The statistic.</param>
    /// <param name="P">The p.</param>
    /// <param name="Needed">The statistics, not negative, that the p belongs to.</param>
    public sealed record StatisticByP(LedgerNumber Statistic, LedgerNumber P, IntervalUnion Needed) : Reason;

    /// <summary>The centre of an estimate's interval, of a ratio's on the log scale.</summary>
    public sealed record CentreOfInterval(LedgerNumber Estimate, LedgerNumber Low, LedgerNumber High, Interval Centre) : Reason;

    /// <summary>An adjusted interval's standard error beside those of the crude counts.</summary>
    /// <param name="Low">The lower limit.</param>
    /// <param name="High">The upper limit.</param>
    /// <param name="Implied">The standard errors that the interval's width allows.</param>
    /// <param name="Crude">Those of the crude counts, by each reading of the tables.</param>
    public sealed record AdjustedWidth(LedgerNumber Low, LedgerNumber High, Interval Implied, IReadOnlyList<CrudeError> Crude) : Reason;

    /// <summary>A percent against its count.</summary>
    /// <param name="Percent">The percent.</param>
    /// <param name="Count">The count.</param>
    /// <param name="Size">How many women the group has.</param>
    public sealed record PercentOfWomen(LedgerNumber Percent, LedgerNumber Count, int Size) : Reason
    {
        /// <summary>The percent that the count is of the group.</summary>
        public double Value => 100.0 * (int)Count.Printed.Digits / Size;
    }

    /// <summary>A count against its percent.</summary>
    /// <param name="Count">The count.</param>
    /// <param name="Percent">The percent.</param>
    /// <param name="Size">How many women the group has.</param>
    /// <param name="Counts">The counts that the percent stands for.</param>
    public sealed record CountOfPercent(LedgerNumber Count, LedgerNumber Percent, int Size, Interval Counts) : Reason;

    /// <summary>The rows of a partition against the group.</summary>
    public sealed record SumOfPartition(IReadOnlyList<LedgerNumber> Parts, int Total, int Size) : Reason;

    /// <summary>A group's size against those of its parts.</summary>
    public sealed record SumOfGroups(LedgerNumber Whole, IReadOnlyList<LedgerNumber> Parts, decimal Total) : Reason;

    /// <summary>A part's size, with the others, against the group's.</summary>
    public sealed record PartOfGroups(IReadOnlyList<LedgerNumber> Parts, LedgerNumber Whole) : Reason;

    /// <summary>A mean of values in steps: the nearest totals.</summary>
    /// <param name="Mean">The mean.</param>
    /// <param name="Size">How many values there are.</param>
    /// <param name="Step">The step.</param>
    /// <param name="Below">The greatest total not above the printed one, in steps; the next one lies above.</param>
    /// <param name="Fits">Whether some total gives the mean.</param>
    /// <param name="Fewer">The most women, fewer than all, some total of whom gives the mean; null where that explains nothing.</param>
    /// <param name="FinerCould">Whether finer recording could explain it.</param>
    public sealed record WholeMean(LedgerNumber Mean, int Size, double Step, double Below, bool Fits, int? Fewer, bool FinerCould) : Reason
    {
        /// <summary>The mean of the total below, and of the one above.</summary>
        public (double Below, double Above) Means => (Below * Step / Size, (Below + 1) * Step / Size);
    }

    /// <summary>A median of whole numbers.</summary>
    public sealed record WholeMedian(LedgerNumber Median) : Reason;

    /// <summary>A percent of whole women.</summary>
    /// <param name="Percent">The percent.</param>
    /// <param name="Size">How many women the group has.</param>
    /// <param name="Below">The greatest count whose percent is not above the printed one.</param>
    /// <param name="Fits">Whether some count gives the percent.</param>
    public sealed record WholePercent(LedgerNumber Percent, int Size, int Below, bool Fits) : Reason
    {
        internal override Reason Unfit => this with { Fits = false };
    }

    /// <summary>An SD of whole numbers with a mean, by the sum of their squares.</summary>
    /// <param name="Mean">The mean.</param>
    /// <param name="Sd">The SD.</param>
    /// <param name="Size">How many values there are.</param>
    /// <param name="Fits">Whether some sum of squares gives the SD.</param>
    /// <param name="Nearest">The nearest SDs.</param>
    public sealed record SumOfSquares(LedgerNumber Mean, LedgerNumber Sd, int Size, bool Fits, IntervalUnion Nearest) : Reason
    {
        internal override Reason Unfit => this with { Fits = false };
    }

    /// <summary>An SD between its least and its greatest.</summary>
    /// <param name="Mean">The mean.</param>
    /// <param name="Sd">The SD.</param>
    /// <param name="Size">How many values there are.</param>
    /// <param name="IsWhole">Whether they are whole numbers.</param>
    /// <param name="Bounds">The possible SDs.</param>
    public sealed record SdRange(LedgerNumber Mean, LedgerNumber Sd, int Size, bool IsWhole, IntervalUnion Bounds) : Reason;

    /// <summary>Whether whole numbers within bounds have a mean and an SD.</summary>
    /// <param name="Mean">The mean.</param>
    /// <param name="Sd">The SD.</param>
    /// <param name="Size">How many values there are.</param>
    /// <param name="Least">Their lower bound.</param>
    /// <param name="Greatest">Their upper bound.</param>
    /// <param name="Exists">Whether there are such.</param>
    /// <param name="Nearest">The nearest SDs, where there are none.</param>
    public sealed record WholeSample(
        LedgerNumber Mean, LedgerNumber Sd, int Size, int Least, int Greatest, bool Exists, IntervalUnion Nearest) : Reason
    {
        internal override Reason Unfit => this with { Exists = false };
    }

    /// <summary>The distance between a mean and a median.</summary>
    /// <param name="Moments">The entry with the mean and SD.</param>
    /// <param name="Median">The median.</param>
    /// <param name="Most">The greatest distance that the SD allows.</param>
    public sealed record MeanAndMedian(ArmEntry Moments, LedgerNumber Median, double Most) : Reason;

    /// <summary>The SD of values with these quartiles and this mean.</summary>
    /// <param name="Moments">The entry with the mean and SD.</param>
    /// <param name="Quartiles">The entry with the quartiles.</param>
    /// <param name="LeastSd">The least SD; infinite where no such values have the mean.</param>
    public sealed record MomentsAndQuartiles(ArmEntry Moments, ArmEntry Quartiles, double LeastSd) : Reason;

    /// <summary>Quartiles in their order.</summary>
    public sealed record OrderOfQuartiles(IReadOnlyList<LedgerNumber> Quantiles) : Reason;

    /// <summary>A value of a group that a definition bounds.</summary>
    /// <param name="Number">The value.</param>
    /// <param name="Group">The group.</param>
    /// <param name="Range">What each of its women has by definition.</param>
    public sealed record DefinedRange(LedgerNumber Number, Group Group, Interval Range) : Reason;

    /// <summary>The mean of a product beside its factors'.</summary>
    /// <param name="Mean">The product's mean.</param>
    /// <param name="First">The first factor's entry.</param>
    /// <param name="Second">The second factor's entry.</param>
    /// <param name="Bounds">The means that these allow.</param>
    public sealed record MeanOfProduct(LedgerNumber Mean, ArmEntry First, ArmEntry Second, Interval Bounds) : Reason;

    /// <summary>A factor's mean in a group that its product defines.</summary>
    /// <param name="Mean">The factor's mean.</param>
    /// <param name="Product">The product.</param>
    /// <param name="Recorded">What each woman's product is by definition.</param>
    /// <param name="Other">The other factor's entry.</param>
    /// <param name="Bounds">The means that these allow.</param>
    public sealed record MeanOfFactor(LedgerNumber Mean, Variable Product, Interval Recorded, ArmEntry Other, Interval Bounds) : Reason;

    /// <summary>What another place prints for the same women.</summary>
    /// <param name="Number">The number.</param>
    /// <param name="Other">The other one.</param>
    /// <param name="Women">How many women they are about.</param>
    /// <param name="Agree">Whether they agree.</param>
    public sealed record PrintedTwice(LedgerNumber Number, LedgerNumber Other, int Women, bool Agree) : Reason;

    /// <summary>What a table, or another place of the text, prints for a number of the text.</summary>
    public sealed record PrintedElsewhere(LedgerNumber Number, LedgerNumber Other) : Reason;

    /// <summary>An outcome's count against those of the outcomes inside it.</summary>
    /// <param name="Whole">The outcome's count.</param>
    /// <param name="Parts">The counts inside.</param>
    /// <param name="Sum">Their sum.</param>
    public sealed record ContainsOutcomes(LedgerNumber Whole, IReadOnlyList<LedgerNumber> Parts, int Sum) : Reason;

    /// <summary>A count inside another outcome, beside the others inside.</summary>
    /// <param name="Count">The count.</param>
    /// <param name="Whole">The count of the containing outcome.</param>
    /// <param name="Most">What the others leave.</param>
    public sealed record InsideOutcome(LedgerNumber Count, LedgerNumber Whole, int Most) : Reason;

    /// <summary>A count partly inside another outcome.</summary>
    /// <param name="Count">The count.</param>
    /// <param name="Whole">The count of the other outcome.</param>
    /// <param name="Left">What the outcomes inside leave of it.</param>
    /// <param name="Complete">Whether every outcome inside is printed.</param>
    public sealed record AcrossOutcome(LedgerNumber Count, LedgerNumber Whole, int Left, bool Complete) : Reason
    {
        /// <summary>How many, at least, end in none of the printed outcomes.</summary>
        public int EndingOtherwise => Complete ? Math.Max(0, Left - (int)Count.Printed.Digits) : 0;

        /// <summary>How many lie outside the other outcome, at least and at most.</summary>
        public (int Least, int Most) Outside
        {
            get
            {
                var count = (int)Count.Printed.Digits;
                var least = Math.Max(0, count - Left);
                return (least, Complete ? least : count);
            }
        }
    }

    // Arms: means, SDs, quantiles, counts and percents.

    /// <summary>A question that takes more work than a number is given.</summary>
    /// <param name="Number">The number.</param>
    /// <param name="Size">How many values there are.</param>
    /// <param name="Range">The values that each can have.</param>
    public sealed record TooMuchWork(LedgerNumber Number, int Size, Interval Range) : Reason;

    /// <summary>An SD of a yes-or-no variable.</summary>
    /// <param name="Mean">The mean.</param>
    /// <param name="Sd">The SD, or the standard error.</param>
    /// <param name="Size">How many women there are.</param>
    /// <param name="Values">What the mean makes of it.</param>
    public sealed record SdOfYesOrNo(LedgerNumber Mean, LedgerNumber Sd, int Size, IntervalUnion Values) : Reason;

    /// <summary>A number of a variable that can have certain values only.</summary>
    /// <param name="Number">The number.</param>
    /// <param name="Range">What each woman can have.</param>
    public sealed record PossibleRange(LedgerNumber Number, Interval Range) : Reason;

    /// <summary>A number of all women against those of the parts.</summary>
    /// <param name="Whole">The number.</param>
    /// <param name="Parts">Those of the parts.</param>
    /// <param name="Values">What the parts make of it.</param>
    public sealed record WholeOfParts(LedgerNumber Whole, IReadOnlyList<LedgerNumber> Parts, IntervalUnion Values) : Reason;

    /// <summary>The width between the quartiles against these.</summary>
    /// <param name="Width">The width.</param>
    /// <param name="Lower">The lower quartile.</param>
    /// <param name="Upper">The upper quartile.</param>
    /// <param name="Values">Their distance.</param>
    public sealed record WidthOfQuartiles(LedgerNumber Width, LedgerNumber Lower, LedgerNumber Upper, IntervalUnion Values) : Reason;

    /// <summary>The percents of a partition.</summary>
    /// <param name="Percents">The percents.</param>
    /// <param name="Sum">Their sum.</param>
    public sealed record SumOfPercents(IReadOnlyList<LedgerNumber> Percents, decimal Sum) : Reason;

    // Tests and estimates.

    /// <summary>A number that no test of what is printed gives, as an ordinary circumstance may have it.</summary>
    /// <param name="Number">The number.</param>
    /// <param name="By">The circumstance.</param>
    public sealed record Explained(LedgerNumber Number, Circumstance By) : Reason;

    /// <summary>A statistic or p from a table of counts.</summary>
    /// <param name="Number">The statistic or p.</param>
    /// <param name="Counts">The counts, a list a row; none where only the row against the rest is tested.</param>
    /// <param name="Alternatives">What each test gives.</param>
    public sealed record FromTable(
        LedgerNumber Number, IReadOnlyList<IReadOnlyList<int>> Counts, IReadOnlyList<Attainable> Alternatives)
        : Recomputed(Number, Alternatives);

    /// <summary>A statistic or p from the means and SDs of three arms or more.</summary>
    public sealed record FromManyMeans(LedgerNumber Number, IReadOnlyList<ArmEntry> Arms, IReadOnlyList<Attainable> Alternatives)
        : Recomputed(Number, Alternatives);

    /// <summary>An estimate or a limit from two arms' own numbers.</summary>
    public sealed record EffectOfArms(
        LedgerNumber Number, ArmEntry First, ArmEntry Second, IReadOnlyList<Attainable> Alternatives)
        : Recomputed(Number, Alternatives);

    /// <summary>The sign of a difference against the rule of its table.</summary>
    /// <param name="Number">The statistic or difference.</param>
    /// <param name="First">The first arm's entry.</param>
    /// <param name="Second">The second arm's entry.</param>
    /// <param name="SecondMinusFirst">Whether the table subtracts the first arm from the second.</param>
    /// <param name="Kept">How many rows keep the rule.</param>
    /// <param name="Rows">How many rows have a sign.</param>
    public sealed record SignOfDifference(
        LedgerNumber Number, ArmEntry First, ArmEntry Second, bool SecondMinusFirst, int Kept, int Rows) : Reason;
}

/// <summary>The standard error of a log odds ratio by the crude counts of a reading of the tables.</summary>
public sealed record CrudeError(TableReading Reading, double Error);
