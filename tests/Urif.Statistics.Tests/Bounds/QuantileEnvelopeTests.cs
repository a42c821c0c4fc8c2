using System.Globalization;

namespace Urif.Statistics.Tests.Bounds;

/// <summary>
/// What quartiles say of a sample holds for every sample and every definition of a quartile, and no less is said than can be.
/// </summary>
public class QuantileEnvelopeTests
{
    private static readonly Interval Everything = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The summaries of the tests against R's quantile and fivenum (tests/reference/quantiles.R).</summary>
    [Fact]
    public void The_tests_own_quantiles_are_R_s()
    {
        double[] values = [3.1, 0.4, 7.9, 7.9, 1.2, 15.5, 0.4, 22.3, 9.6, 4.7, 30.1, 2.8, 11.4, 0.9, 41.2, 6.6, 6.6];
        foreach (var row in ReferenceTable.Load("quantiles").Rows)
        {
            var definition = (QuantileHabit)(row.Integer("definition") - 1);
            var actual = Sample.Quantile(values[..row.Integer("n")], row.Number("order"), definition);
            // Weights such as 1/3 are rounded, by R and here.
            ReferenceTable.AssertRelative(row.Number("quantile"), actual, 1e-12, row.Location);
        }
    }

    [Fact]
    public void A_sample_lies_within_the_envelope_of_its_quartiles_by_every_definition()
    {
        for (ulong k = 0; k < 4000; k++)
        {
            var draw = new Draw(1, k);
            foreach (var definition in Enum.GetValues<QuantileHabit>())
            {
                var x = Values(draw);
                var (envelope, context) = EnvelopeOf(draw, x, definition, k);
                Assert.True(envelope.IsFeasible, context);
                var mean = Sample.Mean(x);
                Assert.True(Contains(envelope.Mean, mean), $"{context}: mean {mean} outside {envelope.Mean}");
                if (x.Length < 2) continue;
                var around = new Interval(mean - draw.Between(0, 0.1), mean + draw.Between(0, 0.1));
                // The programme's solution is accurate to 1e-9.
                Assert.True(
                    envelope.LeastSd(around) <= Sample.Sd(x) * (1 + 1e-8) + 1e-9,
                    $"{context}: SD {Sample.Sd(x)} below {envelope.LeastSd(around)}");
            }
        }
    }

    [Fact]
    public void U_and_the_share_of_ties_of_two_samples_lie_within_the_bounds()
    {
        for (ulong k = 0; k < 4000; k++)
        {
            var draw = new Draw(2, k);
            var definition = draw.OneOf(Enum.GetValues<QuantileHabit>());
            double[] x = Values(draw), y = Values(draw);
            var (first, context) = EnvelopeOf(draw, x, definition, k);
            var (second, _) = EnvelopeOf(draw, y, definition, k);
            double u = 0;
            foreach (var a in x)
                foreach (var b in y) u += a > b ? 1 : a == b ? 0.5 : 0;
            var attainable = QuantileEnvelope.RankSumU(first, second);
            Assert.True(attainable.Contains(u), $"{context}: U {u} outside {attainable}");
            double n = x.Length + y.Length;
            var ties = x.Concat(y).CountBy(v => v).Sum(g => Math.Pow(g.Value, 3) - g.Value) / (n * n * n - n);
            Assert.True(ties <= QuantileEnvelope.GreatestTieShare(first, second) + 1e-12, $"{context}: tie share {ties}");
        }
    }

    /// <summary>
    /// With whole bounds, and the mean of the sample whose values are as near to a whole level as their bounds allow, the best
    /// sample is one of whole numbers: trying all of them must give the same SD.
    /// </summary>
    [Fact]
    public void The_least_SD_is_attained()
    {
        for (ulong k = 0; k < 300; k++)
        {
            var draw = new Draw(3, k);
            int n = draw.Whole(2, 6), lower = draw.Whole(0, 6), median = draw.Whole(lower, 8), upper = draw.Whole(median, 10);
            (double Order, Interval Value)[] quantiles =
                [(0.25, Interval.Point(lower)), (0.5, Interval.Point(median)), (0.75, new(upper, upper + draw.Whole(0, 2)))];
            var range = new Interval(0, 12);
            // The bounds of each order statistic, straight from the documented ranks.
            int[] low = [.. Enumerable.Range(1, n).Select(i => quantiles
                .Where(q => i >= Math.Min(n, Math.Ceiling(n * q.Order + 0.75))).Select(q => (int)q.Value.Low).Append(0).Max())];
            int[] high = [.. Enumerable.Range(1, n).Select(i => quantiles
                .Where(q => i <= Math.Max(1, Math.Floor(n * q.Order - 0.5))).Select(q => (int)q.Value.High).Append(12).Min())];
            var level = draw.Whole(0, 12);
            var mean = low.Zip(high, (l, h) => (double)Math.Clamp(level, l, h)).Average();
            var least = new QuantileEnvelope(n, range, quantiles).LeastSd(Interval.Point(mean));
            var sum = (int)Math.Round(mean * n);
            var squares = LeastSquares(0, 0, sum);
            var expected = Math.Sqrt((squares - (double)sum * sum / n) / (n - 1));
            Assert.True(Math.Abs(least - expected) <= 1e-6, string.Create(CultureInfo.InvariantCulture, $"{k}: {least} beside {expected}"));

            int LeastSquares(int at, int previous, int left)
            {
                if (at == n) return left == 0 ? 0 : int.MaxValue / 2;
                var best = int.MaxValue / 2;
                for (var v = Math.Max(previous, low[at]); v <= Math.Min(high[at], left); v++)
                    best = Math.Min(best, v * v + LeastSquares(at + 1, v, left - v));
                return best;
            }
        }
    }

    [Fact]
    public void Quartiles_out_of_order_leave_no_sample()
    {
        var envelope = new QuantileEnvelope(20, Everything, (0.25, Interval.Point(5)), (0.75, Interval.Point(2)));
        Assert.False(envelope.IsFeasible);
        Assert.Equal(double.PositiveInfinity, envelope.LeastSd(new(0, 10)));
    }

    [Fact]
    public void A_mean_that_no_sample_has_leaves_no_SD() =>
        Assert.Equal(double.PositiveInfinity, new QuantileEnvelope(20, new(0, 10), (0.5, Interval.Point(9))).LeastSd(Interval.Point(1)));

    [Fact]
    public void Equal_bounds_leave_one_sample()
    {
        QuantileEnvelope four = new(4, Interval.Point(2)), three = new(3, Interval.Point(2));
        Assert.True(four.IsFeasible);
        Assert.Equal(Interval.Point(2), four.Mean);
        Assert.Equal(0, four.LeastSd(Interval.Point(2)));
        // All 12 pairs are tied, and so are all values.
        Assert.Equal(Interval.Point(6), QuantileEnvelope.RankSumU(four, three));
        Assert.Equal(1, QuantileEnvelope.GreatestTieShare(four, three));
    }

    [Fact]
    public void Quartiles_at_both_ends_of_the_range_fix_a_sample_on_either_side_of_0()
    {
        // Of two values the first is at most the lower quartile, the second at least the upper one.
        var envelope = new QuantileEnvelope(2, new(-1, 1), (0.25, Interval.Point(-1)), (0.75, Interval.Point(1)));
        Assert.Equal(Interval.Point(0), envelope.Mean);
        Assert.Equal(Math.Sqrt(2), envelope.LeastSd(new(-1, 1)), 1e-9);
    }

    [Fact]
    public void U_lies_on_both_sides_of_its_mean_where_the_samples_can_be_in_either_order()
    {
        QuantileEnvelope zeros = new(3, Interval.Point(0));
        QuantileEnvelope around = new(2, new(-1, 1)), from = new(2, new(0, 1)), above = new(2, new(1, 2));
        // 6 pairs: z = (U - 3)/SD ranges over 0, from 0 on, and lies above it.
        Assert.Equal(new Interval(0, 6), QuantileEnvelope.RankSumU(around, zeros));
        Assert.Equal(new Interval(3, 6), QuantileEnvelope.RankSumU(from, zeros));
        Assert.Equal(new Interval(0, 3), QuantileEnvelope.RankSumU(zeros, from));
        Assert.Equal(Interval.Point(6), QuantileEnvelope.RankSumU(above, zeros));
        // Three tied zeros and two tied others: (27 - 3 + 8 - 2)/(125 - 5).
        Assert.Equal(0.25, QuantileEnvelope.GreatestTieShare(above, zeros), 1e-15);
        Assert.Equal(1, QuantileEnvelope.GreatestTieShare(around, zeros));
    }

    [Fact]
    public void Without_a_bound_the_mean_has_none_on_that_side()
    {
        var envelope = new QuantileEnvelope(8, new(0, double.PositiveInfinity), (0.5, Interval.Point(2)));
        // Ranks 1 to 3 are at most 2, ranks 5 to 8 at least 2.
        Assert.Equal(new Interval(1, double.PositiveInfinity), envelope.Mean);
    }

    private static bool Contains(Interval interval, double value)
    {
        var slack = 1e-9 * Math.Max(1, Math.Abs(value));
        return interval.Low - slack <= value && value <= interval.High + slack;
    }

    private static double[] Values(Draw draw)
    {
        var n = draw.Chance(0.5) ? draw.Whole(1, 9) : draw.Whole(10, 60);
        Func<double> one = draw.Whole(0, 4) switch
        {
            0 => () => draw.Gaussian(),
            1 => () => Math.Exp(draw.Gaussian()),
            2 => () => draw.Poisson(1.5),
            3 => () => draw.Whole(1, 3),
            _ => () => draw.Chance(0.85) ? 0 : draw.Uniform(),
        };
        return [.. Enumerable.Range(0, n).Select(_ => one())];
    }

    private static (QuantileEnvelope Envelope, string Context) EnvelopeOf(Draw draw, double[] x, QuantileHabit definition, ulong k)
    {
        var half = draw.OneOf(0, 0.05, 0.5);
        var range = draw.Chance(0.5) ? Everything : new Interval(x.Min() - draw.Between(0, 1), x.Max() + draw.Between(0, 1));
        var quantiles = new[] { 0.25, 0.5, 0.75 }.Where(_ => draw.Chance(0.8)).Select(p =>
        {
            var q = Sample.Quantile(x, p, definition);
            var off = draw.Between(-half, half);
            // Interpolation rounds the quantile in its last digits.
            return (p, new Interval(q + off - half - 1e-12, q + off + half + 1e-12));
        }).ToArray();
        return (new(x.Length, range, quantiles), $"{k}, {definition}, n = {x.Length}");
    }
}
