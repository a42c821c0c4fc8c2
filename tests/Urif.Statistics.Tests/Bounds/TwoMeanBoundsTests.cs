namespace Urif.Statistics.Tests.Bounds;

/// <summary>The bounds of a two-sample statistic over a box of means and SDs hold everywhere in it, and are met at its corners.</summary>
public class TwoMeanBoundsTests
{
    // Bounds and test round the same formula differently.
    private const double Tolerance = 1e-12;

    [Fact]
    public void Student_s_t_lies_within_its_bounds_and_meets_them() =>
        Check(
            (n1, m1, s1, n2, m2, s2) =>
                (m1 - m2) / Math.Sqrt(((n1 - 1) * s1 * s1 + (n2 - 1) * s2 * s2) / (n1 + n2 - 2) * (1.0 / n1 + 1.0 / n2)),
            TwoMeanBounds.Student);

    [Fact]
    public void Student_s_t_of_SDs_with_denominator_n_lies_within_its_bounds_and_meets_them() =>
        Check((n1, m1, s1, n2, m2, s2) => (m1 - m2) / Math.Sqrt((n1 * s1 * s1 + n2 * s2 * s2) / (n1 + n2 - 2) * (1.0 / n1 + 1.0 / n2)),
            TwoMeanBounds.StudentFromPopulationSd);

    [Fact]
    public void Welch_s_t_lies_within_its_bounds_and_meets_them() =>
        Check((n1, m1, s1, n2, m2, s2) => (m1 - m2) / Math.Sqrt(s1 * s1 / n1 + s2 * s2 / n2), TwoMeanBounds.Welch);

    [Fact]
    public void T_of_standard_errors_lies_within_its_bounds_and_meets_them() =>
        Check((_, m1, s1, _, m2, s2) => (m1 - m2) / Math.Sqrt(s1 * s1 + s2 * s2),
            (_, m1, s1, _, m2, s2) => TwoMeanBounds.FromStandardErrors(m1, s1, m2, s2));

    [Fact]
    public void Welch_s_degrees_of_freedom_lie_within_their_bounds_and_meet_them()
    {
        for (ulong k = 0; k < 2000; k++)
        {
            var draw = new Draw(5, k);
            int n1 = draw.Whole(2, 100), n2 = draw.Whole(2, 100);
            Interval s1 = Of(draw, 0.2, 5), s2 = Of(draw, 0.2, 5);
            var bounds = TwoMeanBounds.WelchDegreesOfFreedom(n1, s1, n2, s2);
            double least = double.PositiveInfinity, most = 0;
            const int steps = 60;
            for (var i = 0; i <= steps; i++)
            {
                for (var j = 0; j <= steps; j++)
                {
                    double a = s1.Low + s1.Width * i / steps, b = s2.Low + s2.Width * j / steps, v1 = a * a / n1, v2 = b * b / n2;
                    var df = (v1 + v2) * (v1 + v2) / (v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1));
                    Assert.InRange(df, bounds.Low * (1 - Tolerance), bounds.High * (1 + Tolerance));
                    (least, most) = (Math.Min(least, df), Math.Max(most, df));
                }
            }

            Assert.Equal(bounds.Low, least, bounds.Low * Tolerance);
            // The peak may lie between the points of the grid.
            Assert.InRange(most, bounds.High * 0.99, bounds.High * (1 + Tolerance));
        }
    }

    [Fact]
    public void A_t_that_can_have_either_sign_is_greatest_in_size_where_SDs_are_least()
    {
        // n = 2 and 2: the standard error is the SD itself, from 1 to 2.
        Interval mean1 = new(1, 2), sd = new(1, 2);
        Assert.Equal(new Interval(-0.5, 0.5), TwoMeanBounds.Student(2, mean1, sd, 2, Interval.Point(1.5), sd));
        Assert.Equal(new Interval(-0.5, 0.5), TwoMeanBounds.Welch(2, mean1, sd, 2, Interval.Point(1.5), sd));
        // Of one sign: the nearer end has the greater error.
        Assert.Equal(new Interval(0.5, 3), TwoMeanBounds.Student(2, new(3, 4), sd, 2, new(1, 2), sd));
        Assert.Equal(new Interval(-3, -0.5), TwoMeanBounds.Student(2, new(1, 2), sd, 2, new(3, 4), sd));
        // √(3² + 4²) = 5.
        Assert.Equal(
            new Interval(-0.1, 0.1),
            TwoMeanBounds.FromStandardErrors(new(0, 1), Interval.Point(3), Interval.Point(0.5), Interval.Point(4)));
    }

    [Fact]
    public void Equal_bounds_leave_one_t()
    {
        Interval three = Interval.Point(3), one = Interval.Point(1);
        Assert.Equal(Interval.Point(2), TwoMeanBounds.Student(2, three, one, 2, one, one));
        Assert.Equal(Interval.Point(2), TwoMeanBounds.Welch(2, three, one, 2, one, one));
        Assert.Equal(Interval.Point(0), TwoMeanBounds.Student(2, three, one, 2, three, one));
        // SDs of 1 with denominator n = 2 are √2 with n - 1.
        var t = TwoMeanBounds.StudentFromPopulationSd(2, three, one, 2, one, one);
        Assert.Equal(Math.Sqrt(2), t.Low, Tolerance);
        Assert.Equal(t.Low, t.High);
    }

    [Fact]
    public void Without_any_deviation_t_is_0_or_infinite()
    {
        Interval none = Interval.Point(0), sometimes = new(0, 1);
        Assert.Equal(new Interval(0, double.PositiveInfinity), TwoMeanBounds.Student(2, new(1, 2), none, 2, Interval.Point(1), none));
        Assert.Equal(
            new Interval(double.NegativeInfinity, double.PositiveInfinity),
            TwoMeanBounds.Welch(2, new(0, 2), sometimes, 2, Interval.Point(1), sometimes));
    }

    [Fact]
    public void Welch_s_degrees_of_freedom_at_the_ends()
    {
        // Equal variances in equal groups: n₁ + n₂ - 2; one SD of 0: the other group's n - 1; anything between: the peak too.
        Assert.Equal(Interval.Point(2), TwoMeanBounds.WelchDegreesOfFreedom(2, Interval.Point(3), 2, Interval.Point(3)));
        Assert.Equal(Interval.Point(4), TwoMeanBounds.WelchDegreesOfFreedom(3, Interval.Point(0), 5, Interval.Point(1)));
        Assert.Equal(Interval.Point(2), TwoMeanBounds.WelchDegreesOfFreedom(3, Interval.Point(1), 5, Interval.Point(0)));
        Assert.Equal(new Interval(2, 6), TwoMeanBounds.WelchDegreesOfFreedom(3, new(0, 1), 5, new(0, 1)));
    }

    private static void Check(
        Func<int, double, double, int, double, double, double> formula,
        Func<int, Interval, Interval, int, Interval, Interval, Interval> bounds)
    {
        for (ulong k = 0; k < 2000; k++)
        {
            var draw = new Draw(4, k);
            int n1 = draw.Whole(2, 300), n2 = draw.Whole(2, 300);
            Interval m1 = Of(draw, -3, 3), s1 = Of(draw, 0.1, 4), m2 = Of(draw, -3, 3), s2 = Of(draw, 0.1, 4);
            var (low, high) = bounds(n1, m1, s1, n2, m2, s2);
            double least = double.PositiveInfinity, most = double.NegativeInfinity;
            for (var corner = 0; corner < 16; corner++)
            {
                double End(Interval i, int bit) => (corner >> bit & 1) == 0 ? i.Low : i.High;
                var t = formula(n1, End(m1, 0), End(s1, 1), n2, End(m2, 2), End(s2, 3));
                (least, most) = (Math.Min(least, t), Math.Max(most, t));
            }

            Assert.Equal(least, low, Math.Abs(least) * Tolerance);
            Assert.Equal(most, high, Math.Abs(most) * Tolerance);
            for (var inside = 0; inside < 20; inside++)
            {
                double At(Interval i) => draw.Between(i.Low, i.High);
                Assert.InRange(formula(n1, At(m1), At(s1), n2, At(m2), At(s2)), low - 1e-12, high + 1e-12);
            }
        }
    }

    private static Interval Of(Draw draw, double low, double high)
    {
        double a = draw.Between(low, high), b = draw.Between(low, high);
        return new(Math.Min(a, b), Math.Max(a, b));
    }
}
