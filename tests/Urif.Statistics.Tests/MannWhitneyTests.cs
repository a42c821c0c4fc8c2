using System.Numerics;
using CsCheck;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>The Mann-Whitney test against tests/reference/mann_whitney.csv (R's wilcox.test, exactRankTests) and enumeration.</summary>
public class MannWhitneyTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void All_methods_agree_with_R()
    {
        double[] x = [], y = [];
        foreach (var row in Load("mann_whitney").Rows)
        {
            if (row.Text("x").Length > 0) (x, y) = (row.Numbers("x"), row.Numbers("y"));
            var test = MannWhitneyTest.FromSamples(x, y, Enum.Parse<MannWhitneyMethod>(row.Text("method")));
            Assert.Equal(row.Number("u"), test.U);
            Assert.Equal(row.Text("tied") == "TRUE", test.TieTerm > 0);
            AssertRelative(row.Number("less"), test.PValue(Alternative.Less), Tolerance, $"{row} less");
            AssertRelative(row.Number("two_sided"), test.PValue(), Tolerance, $"{row} two-sided");
            AssertRelative(row.Number("greater"), test.PValue(Alternative.Greater), Tolerance, $"{row} greater");
            AssertDifference(row.Number("shift"), test.HodgesLehmannShift, $"{row} shift");
            Interval ci95 = test.ConfidenceInterval(), ci80 = test.ConfidenceInterval(0.8);
            AssertDifference(row.Number("low95"), ci95.Low, $"{row} low95");
            AssertDifference(row.Number("high95"), ci95.High, $"{row} high95");
            AssertDifference(row.Number("low80"), ci80.Low, $"{row} low80");
            AssertDifference(row.Number("high80"), ci80.High, $"{row} high80");
        }

        // Differences of two decimals near each other keep their rounding errors, so that 0 may be 1e-15.
        static void AssertDifference(double expected, double actual, string context)
        {
            if (!double.IsNaN(expected)) Assert.True(Math.Abs(expected - actual) < 1e-12, $"{context}: {expected}, {actual}");
        }
    }

    [Fact]
    public void Exact_p_values_are_shares_of_all_permutations() =>
        Gen.Select(Gen.Int[0, 5].Array[1, 6], Gen.Int[0, 5].Array[1, 6]).Sample((a, b) =>
        {
            double[] x = [.. a.Select(v => (double)v)], y = [.. b.Select(v => (double)v)], pooled = [.. x, .. y];
            var test = MannWhitneyTest.FromSamples(x, y, MannWhitneyMethod.Exact);
            var observed = DoubledU(pooled, (1 << x.Length) - 1);
            Assert.Equal(observed, (int)(2 * test.U));
            int total = 0, less = 0, greater = 0, twoSided = 0, center = x.Length * y.Length;
            for (var set = 0; set < 1 << pooled.Length; set++)
            {
                if (BitOperations.PopCount((uint)set) != x.Length) continue;
                var u = DoubledU(pooled, set);
                total++;
                if (u <= observed) less++;
                if (u >= observed) greater++;
                if (Math.Abs(u - center) >= Math.Abs(observed - center)) twoSided++;
            }

            AssertRelative((double)less / total, test.PValue(Alternative.Less), 1e-14);
            AssertRelative((double)greater / total, test.PValue(Alternative.Greater), 1e-14);
            AssertRelative((double)twoSided / total, test.PValue(), 1e-14);
        });

    // The number of ways is counted in exact integers by the recursion on the group of the largest value.
    [Theory]
    [InlineData(40, 40)]
    [InlineData(7, 120)]
    [InlineData(65, 30)]
    public void The_exact_distribution_keeps_twelve_digits_down_to_its_smallest_tail(int n1, int n2)
    {
        var ways = Ways(n1, n2);
        var total = ways.Aggregate(BigInteger.Add);
        BigInteger tail = 0;
        for (var u = 0; u <= n1 * n2; u++)
        {
            tail += ways[u];
            if (u % 37 != 0 && u > 5) continue;
            var (x, y) = SamplesWithU(n1, n2, u);
            var test = MannWhitneyTest.FromSamples(x, y, MannWhitneyMethod.Exact);
            Assert.Equal(u, test.U);
            AssertRelative(Math.Exp(BigInteger.Log(tail) - BigInteger.Log(total)), test.PValue(Alternative.Less), 1e-12, $"U = {u}");
        }
    }

    [Fact]
    public void Several_hundred_values_neither_overflow_nor_underflow()
    {
        // All of one group above the other: one way in C(700, 350).
        double[] x = [.. Enumerable.Range(1000, 350)], y = [.. Enumerable.Range(0, 350)];
        var logWays = Enumerable.Range(1, 350).Sum(i => Math.Log((350.0 + i) / i));
        var test = MannWhitneyTest.FromSamples(x, y, MannWhitneyMethod.Exact);
        AssertRelative(Math.Exp(-logWays), test.PValue(Alternative.Greater), 1e-11);
        AssertRelative(1, test.PValue(Alternative.Less), 1e-14);

        // The normal approximation's own error is of the order of 1e-4 for these sizes.
        var (a, b) = SamplesWithU(250, 300, 250 * 300 * 9 / 20);
        var exact = MannWhitneyTest.FromSamples(a, b, MannWhitneyMethod.Exact);
        Assert.Equal((exact with { Method = MannWhitneyMethod.NormalContinuity }).PValue(), exact.PValue(), 2e-4);
    }

    [Fact]
    public void Exchanging_the_groups_mirrors_the_test() =>
        Gen.Select(Gen.Int[0, 12].Array[1, 25], Gen.Int[0, 12].Array[1, 25], Gen.Enum<MannWhitneyMethod>()).Sample((a, b, method) =>
        {
            double[] x = [.. a.Select(v => (double)v)], y = [.. b.Select(v => (double)v)];
            MannWhitneyTest test = MannWhitneyTest.FromSamples(x, y, method), mirror = MannWhitneyTest.FromSamples(y, x, method);
            Assert.Equal((double)test.N1 * test.N2, test.U + mirror.U);
            AssertRelative(test.PValue(Alternative.Less), mirror.PValue(Alternative.Greater), 1e-12);
            AssertRelative(test.PValue(), mirror.PValue(), 1e-12);
            Assert.Equal(test.HodgesLehmannShift, -mirror.HodgesLehmannShift);
            Assert.Equal(test.ConfidenceInterval(0.9).Low, -mirror.ConfidenceInterval(0.9).High);
        });

    [Fact]
    public void The_method_is_chosen_as_in_R_and_can_be_changed()
    {
        Assert.Equal(MannWhitneyMethod.Exact, MannWhitneyTest.FromSamples([1, 2], [3]).Method);
        Assert.Equal(MannWhitneyMethod.NormalContinuity, MannWhitneyTest.FromSamples([1, 2], [2]).Method);
        double[] many = [.. Enumerable.Range(0, 50)];
        var test = MannWhitneyTest.FromSamples(many, [0.5]);
        Assert.Equal(MannWhitneyMethod.NormalContinuity, test.Method);
        AssertRelative(4.0 / 51, (test with { Method = MannWhitneyMethod.Exact }).PValue(), 1e-14);
    }

    [Fact]
    public void Empty_groups_and_equal_values_give_what_the_documentation_says()
    {
        var empty = MannWhitneyTest.FromSamples([], [1, 2]);
        Assert.True(double.IsNaN(empty.PValue()) && double.IsNaN(empty.ConfidenceInterval().Low) && double.IsNaN(empty.HodgesLehmannShift));
        var equal = MannWhitneyTest.FromSamples([3, 3], [3, 3, 3]);
        Assert.Equal((double.NaN, double.NaN), (equal.Z, equal.PValue()));
        Assert.Equal(1, (equal with { Method = MannWhitneyMethod.Exact }).PValue());
        var infinite = MannWhitneyTest.FromSamples([1, double.PositiveInfinity], [0, 3]);
        Assert.Equal((3, double.NaN), (infinite.U, infinite.ConfidenceInterval().High));
        Assert.Throws<ArgumentException>(() => MannWhitneyTest.FromSamples([1, double.NaN], [2]));
    }

    private static int DoubledU(double[] pooled, int set)
    {
        var u = 0;
        for (var i = 0; i < pooled.Length; i++)
            for (var j = 0; j < pooled.Length; j++)
                if ((set >> i & 1) == 1 && (set >> j & 1) == 0) u += Math.Sign(pooled[i] - pooled[j]) + 1;
        return u;
    }

    private static BigInteger[] Ways(int n1, int n2)
    {
        var previous = new BigInteger[n2 + 1][];
        for (var j = 0; j <= n2; j++) previous[j] = [1];
        for (var i = 1; i <= n1; i++)
        {
            var current = new BigInteger[n2 + 1][];
            current[0] = [1];
            for (var j = 1; j <= n2; j++)
            {
                // The largest value is in the first group, above all j of the second, or in the second.
                current[j] = new BigInteger[i * j + 1];
                for (var u = 0; u <= i * j; u++)
                    current[j][u] = (u >= j ? previous[j][u - j] : 0) + (u <= i * (j - 1) ? current[j - 1][u] : 0);
            }

            previous = current;
        }

        return previous[n2];
    }

    // Samples of distinct values: u / n2 values of the first group lie above all of the second, one above some, the others below.
    private static (double[] X, double[] Y) SamplesWithU(int n1, int n2, int u)
    {
        double[] y = [.. Enumerable.Range(0, n2)];
        var above = u / n2;
        double[] x = [.. Enumerable.Range(0, n1).Select(i => i < above ? n2 + 1.0 + i : i == above ? u % n2 - 0.5 : -1.0 - i)];
        return (x, y);
    }

    [Fact]
    public void Ties_take_their_share_of_the_variance_of_U()
    {
        // 3·4·8/12 = 8; a triple and a pair: Σ(t³ - t) = 30, of N³ - N = 336; six of seven equal: 210, which leaves n₁n₂/4.
        Assert.Equal(8, MannWhitneyTest.VarianceOfU(3, 4));
        Assert.Equal(51.0 / 7, MannWhitneyTest.VarianceOfU(3, 4, 30), 1e-14);
        Assert.Equal(3, MannWhitneyTest.VarianceOfU(3, 4, 210), 1e-14);
        Assert.Equal(0, MannWhitneyTest.VarianceOfU(3, 4, 336), 1e-14);
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(0.25, 6)]
    [InlineData(0.625, 3)]
    [InlineData(1, 3)]
    public void Standard_deviations_of_U_leave_one_value_untied(double share, double leastVariance)
    {
        var (least, most) = MannWhitneyTest.StandardDeviationsOfU(3, 4, share);
        Assert.Equal(Math.Sqrt(leastVariance), least, 1e-14);
        Assert.Equal(Math.Sqrt(8), most, 1e-14);
    }
}
