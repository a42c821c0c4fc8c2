using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>Effect measures and their intervals against tests/reference/effects.csv.</summary>
public class EffectsTests
{
    private const double Tolerance = 1e-10;

    private static readonly ReferenceTable Reference = Load("effects");

    [Theory]
    [InlineData(OddsRatioInterval.Woolf, "woolf")]
    [InlineData(OddsRatioInterval.Exact, "exact")]
    [InlineData(OddsRatioInterval.MidP, "midp")]
    [InlineData(OddsRatioInterval.MiettinenNurminen, "or_mn")]
    [InlineData(OddsRatioInterval.Cornfield, "cornfield")]
    public void Odds_ratio_intervals_agree_with_R(OddsRatioInterval method, string column)
    {
        foreach (var row in Reference.Rows)
            AssertInterval(row, column, new OddsRatio(Table(row)).ConfidenceInterval(method, row.Number("level")), Tolerance);
    }

    /// <summary>Roots of glm's deviance by uniroot (tests/reference/ordinary.R), printed with ten digits.</summary>
    [Theory]
    [InlineData(30, 60, 15, 58, 1.33702738, 6.347727914)]
    [InlineData(1, 12, 7, 15, 0.005017831376, 0.7489165199)]
    [InlineData(2, 200, 9, 180, 0.02900173815, 0.7572754301)]
    public void The_profile_interval_agrees_with_R(int a, int n1, int c, int n2, double low, double high)
    {
        var interval = new OddsRatio(TwoByTwoTable.FromEvents(a, n1, c, n2)).ConfidenceInterval(OddsRatioInterval.Profile);
        Assert.Equal(low, interval.Low, 1e-8 * low);
        Assert.Equal(high, interval.High, 1e-8 * high);
    }

    [Fact]
    public void Odds_ratio_estimates_agree_with_R()
    {
        foreach (var row in Reference.Rows)
        {
            var odds = new OddsRatio(Table(row));
            AssertRelative(row.Number("or"), odds.Estimate, Tolerance, $"{row} or");
            AssertRelative(row.Number("or_se"), odds.StandardError, Tolerance, $"{row} se");
            AssertRelative(row.Number("or_conditional"), odds.ConditionalEstimate, Tolerance, $"{row} conditional");
            AssertRelative(row.Number("or_median"), odds.MedianUnbiasedEstimate, Tolerance, $"{row} median");
        }
    }

    // fisher.test solves for the odds ratio, or above 1 for its reciprocal, with uniroot's default tolerance of 1.2e-4.
    [Fact]
    public void Conditional_estimate_and_interval_agree_with_fisher_test_to_its_own_tolerance()
    {
        foreach (var row in Reference.Rows.Where(r => !double.IsNaN(r.Number("fisher_or"))))
        {
            var odds = new OddsRatio(Table(row));
            var interval = odds.ConfidenceInterval(OddsRatioInterval.Exact, row.Number("level"));
            AssertSolved(row.Number("fisher_or"), odds.ConditionalEstimate, $"{row} estimate");
            AssertSolved(row.Number("fisher_low"), interval.Low, $"{row} low");
            AssertSolved(row.Number("fisher_high"), interval.High, $"{row} high");
        }

        static void AssertSolved(double expected, double actual, string context)
        {
            if (actual == expected) return;
            var gap = actual <= 1 ? Math.Abs(actual - expected) : Math.Abs(1 / actual - 1 / expected);
            Assert.True(gap <= 1.3e-4, context);
        }
    }

    // epitools solves with uniroot's default tolerance of 1.2e-4 for the odds ratio, and for the reciprocal of the upper limit.
    [Fact]
    public void Mid_p_estimate_and_interval_agree_with_epitools_to_its_own_tolerance()
    {
        foreach (var row in Reference.Rows.Where(r => !double.IsNaN(r.Number("epitools_or"))))
        {
            var odds = new OddsRatio(Table(row));
            var interval = odds.ConfidenceInterval(OddsRatioInterval.MidP, row.Number("level"));
            Assert.Equal(row.Number("epitools_or"), odds.MedianUnbiasedEstimate, 1.3e-4);
            Assert.Equal(row.Number("epitools_low"), interval.Low, 1.3e-4);
            Assert.Equal(1 / row.Number("epitools_high"), 1 / interval.High, 1.3e-4);
        }
    }

    [Theory]
    [InlineData(RiskRatioInterval.Katz, "katz")]
    [InlineData(RiskRatioInterval.Koopman, "koopman")]
    [InlineData(RiskRatioInterval.MiettinenNurminen, "rr_mn")]
    public void Risk_ratio_intervals_agree_with_R(RiskRatioInterval method, string column)
    {
        foreach (var row in Reference.Rows)
        {
            var ratio = new RiskRatio(Table(row));
            AssertRelative(row.Number("rr"), ratio.Estimate, Tolerance, $"{row} rr");
            AssertRelative(row.Number("rr_se"), ratio.StandardError, Tolerance, $"{row} se");
            AssertInterval(row, column, ratio.ConfidenceInterval(method, row.Number("level")), Tolerance);
        }
    }

    // Relative to the interval's width: a limit near zero has no digits of its own.
    [Theory]
    [InlineData(RiskDifferenceInterval.Wald, "rd_wald")]
    [InlineData(RiskDifferenceInterval.Newcombe, "newcombe")]
    [InlineData(RiskDifferenceInterval.MiettinenNurminen, "rd_mn")]
    public void Risk_difference_intervals_agree_with_R(RiskDifferenceInterval method, string column)
    {
        foreach (var row in Reference.Rows)
        {
            var difference = new RiskDifference(Table(row));
            Assert.Equal(row.Number("rd"), difference.Estimate, 1e-15);
            AssertRelative(row.Number("rd_se"), difference.StandardError, Tolerance, $"{row} se");
            var interval = difference.ConfidenceInterval(method, row.Number("level"));
            double low = row.Number(column + "_low"), high = row.Number(column + "_high");
            var slack = Tolerance * (high - low);
            Assert.True(Math.Abs(low - interval.Low) <= slack && Math.Abs(high - interval.High) <= slack,
                $"{row} {column}: expected [{low:R}, {high:R}], actual {interval}");
        }
    }

    [Theory]
    [InlineData(ProportionInterval.Wilson, "wilson")]
    [InlineData(ProportionInterval.ClopperPearson, "clopper_pearson")]
    public void Proportion_intervals_agree_with_R(ProportionInterval method, string column)
    {
        foreach (var row in Reference.Rows)
        {
            var table = Table(row);
            var interval = new Proportion(table.A, (int)table.Row1).ConfidenceInterval(method, row.Number("level"));
            AssertInterval(row, column, interval, Tolerance);
        }
    }

    // Newcombe (1998), Stat Med 17:873-890, Table II: the examples' 95% limits by method 10, printed to four decimals.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Newcombes_own_examples_are_as_printed(int events1, int n1, int events2, int n2, double low, double high)
    {
        var interval = new RiskDifference(TwoByTwoTable.FromEvents(events1, n1, events2, n2))
            .ConfidenceInterval(RiskDifferenceInterval.Newcombe);
        Assert.Equal(low, interval.Low, 0.00005);
        Assert.Equal(high, interval.High, 0.00005);
    }

    [Fact]
    public void Zero_cells_leave_the_odds_ratio_unbounded_on_one_side()
    {
        var none = new OddsRatio(new(0, 5, 3, 2));
        var all = new OddsRatio(new(5, 0, 2, 3));
        Assert.Equal(0, none.Estimate);
        Assert.Equal(double.PositiveInfinity, all.Estimate);
        foreach (var method in Enum.GetValues<OddsRatioInterval>())
        {
            Assert.Equal(0, none.ConfidenceInterval(method).Low);
            Assert.Equal(double.PositiveInfinity, all.ConfidenceInterval(method).High);
            Assert.Equal(new Interval(0, double.PositiveInfinity), new OddsRatio(new(0, 5, 0, 7)).ConfidenceInterval(method));
            Assert.Equal(new Interval(0, double.PositiveInfinity), new OddsRatio(default).ConfidenceInterval(method));
        }
    }

    [Fact]
    public void Empty_groups_leave_everything_possible()
    {
        var table = new TwoByTwoTable(0, 0, 3, 4);
        foreach (var method in Enum.GetValues<RiskRatioInterval>())
            Assert.Equal(new Interval(0, double.PositiveInfinity), new RiskRatio(table).ConfidenceInterval(method));
        foreach (var method in Enum.GetValues<RiskDifferenceInterval>())
            Assert.Equal(new Interval(-1, 1), new RiskDifference(table).ConfidenceInterval(method));
        foreach (var method in Enum.GetValues<ProportionInterval>())
            Assert.Equal(new Interval(0, 1), new Proportion(0, 0).ConfidenceInterval(method));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(95.0)]
    [InlineData(double.NaN)]
    public void A_level_outside_0_to_1_is_refused(double level)
    {
        var table = new TwoByTwoTable(1, 2, 3, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => new OddsRatio(table).ConfidenceInterval(level: level));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskRatio(table).ConfidenceInterval(level: level));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RiskDifference(table).ConfidenceInterval(level: level));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Proportion(1, 3).ConfidenceInterval(level: level));
    }

    private static void AssertInterval(ReferenceRow row, string column, Interval actual, double tolerance)
    {
        AssertRelative(row.Number(column + "_low"), actual.Low, tolerance, $"{row} {column} low");
        AssertRelative(row.Number(column + "_high"), actual.High, tolerance, $"{row} {column} high");
    }

    private static TwoByTwoTable Table(ReferenceRow row) =>
        new(row.Integer("a"), row.Integer("b"), row.Integer("c"), row.Integer("d"));
}
