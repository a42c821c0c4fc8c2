using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>Barnard's and Boschloo's tests against brute force in R and against published values.</summary>
public class UnconditionalTests
{
    [Fact]
    public void Barnards_test_agrees_with_brute_force()
    {
        foreach (var row in Load("unconditional").Rows)
        {
            var test = new BarnardTest(Table(row));
            AssertRelative(row.Number("z"), test.Statistic, 1e-10, $"{row} z");
            AssertRelative(row.Number("barnard"), test.PValue(), 1e-10, $"{row} two-sided");
            AssertRelative(row.Number("barnard_less"), test.PValue(Alternative.Less), 1e-10, $"{row} less");
            AssertRelative(row.Number("barnard_greater"), test.PValue(Alternative.Greater), 1e-10, $"{row} greater");
        }
    }

    [Fact]
    public void Boschloos_test_agrees_with_brute_force()
    {
        foreach (var row in Load("unconditional").Rows)
        {
            var test = new BoschlooTest(Table(row));
            var central = new BoschlooTest(Table(row), TwoSidedMethod.Central);
            AssertRelative(row.Number("boschloo_minlike"), test.PValue(), 1e-10, $"{row} minlike");
            AssertRelative(row.Number("boschloo_central"), central.PValue(), 1e-10, $"{row} central");
            AssertRelative(row.Number("boschloo_less"), test.PValue(Alternative.Less), 1e-10, $"{row} less");
            AssertRelative(row.Number("boschloo_greater"), test.PValue(Alternative.Greater), 1e-10, $"{row} greater");
        }
    }

    // Barnard GA (1945), Nature 156:177: three successes of three against none of three. At probability 1/2 each table has
    // probability 2^-6, and no other probability gives more.
    [Fact]
    public void Barnards_own_example_has_p_of_one_in_64_on_either_side()
    {
        var test = new BarnardTest(new(3, 0, 0, 3));
        AssertRelative(1 / 64.0, test.PValue(Alternative.Greater), 1e-14);
        AssertRelative(1 / 32.0, test.PValue(), 1e-14);
        Assert.Equal(0.5, test.WorstProbability(), 1e-6);
        AssertRelative(1 / 20.0, new FisherExactTest(test.Table).PValue(Alternative.Greater), 1e-14);
    }

    // Mehta CR, Senchaudhuri P (2003), Conditional versus unconditional exact tests for comparing two binomials: 7 of 15
    // vaccinated and 12 of 15 placebo subjects infected; printed one-sided p: Fisher 0.0641, Barnard 0.0341.
    [Fact]
    public void The_vaccine_trial_of_Mehta_and_Senchaudhuri_is_as_printed()
    {
        var table = TwoByTwoTable.FromEvents(7, 15, 12, 15);
        Assert.Equal(0.0641, new FisherExactTest(table).PValue(Alternative.Less), 0.00005);
        Assert.Equal(0.0341, new BarnardTest(table).PValue(Alternative.Less), 0.00005);
    }

    // SciPy, scipy/stats/tests/test_hypotests.py, TestBarnardExact.test_precise: values of R's Barnard package with
    // dp = 1e-6, printed to 12 decimals. SciPy's groups are columns and its sign is that of column 1 less column 2.
    // The grid of 1e-6 misses the maximum by up to a relative 1e-8 where that is near p = 0 or 1.
    [Theory]
    [InlineData(43, 40, 10, 39, 3.555406779643, 0.000362832367)]
    [InlineData(100, 2, 1000, 5, -1.776382925679, 0.135126970878)]
    [InlineData(2, 7, 8, 2, -2.518474945157, 0.019210815430)]
    [InlineData(5, 1, 10, 10, 1.449486150679, 0.156277546306)]
    [InlineData(5, 15, 20, 20, -1.851640199545, 0.066363501421)]
    [InlineData(5, 16, 20, 25, -1.609639949352, 0.116984852192)]
    [InlineData(10, 5, 10, 1, -1.449486150679, 0.177536588915)]
    [InlineData(5, 0, 1, 4, 2.581988897472, 0.013671875000)]
    [InlineData(0, 1, 3, 2, -1.095445115010, 0.509667991877)]
    [InlineData(0, 2, 6, 4, -1.549193338483, 0.197019618792)]
    public void Barnards_test_agrees_with_the_values_SciPy_is_tested_on(int a, int c, int b, int d, double z, double p)
    {
        var test = new BarnardTest(new(a, b, c, d));
        Assert.Equal(z, test.Statistic, 6e-13);
        Assert.Equal(p, test.PValue(), 1e-8 * p + 6e-13);
    }

    // SciPy, the same file, TestBoschlooExact: values of R's Exact package (central, np.interval with beta = 1e-8),
    // compared there to an absolute 1e-7.
    [Theory]
    [InlineData(2, 7, 8, 2, Alternative.Less, 0.009886142)]
    [InlineData(5, 1, 10, 10, Alternative.Less, 0.9450994)]
    [InlineData(5, 16, 20, 25, Alternative.Less, 0.05827348)]
    [InlineData(7, 12, 8, 3, Alternative.Less, 0.03410916)]
    [InlineData(10, 24, 25, 37, Alternative.Less, 0.1512882)]
    [InlineData(43, 40, 10, 39, Alternative.Greater, 0.0001615562)]
    [InlineData(5, 15, 20, 20, Alternative.Greater, 0.9706997)]
    [InlineData(5, 0, 1, 4, Alternative.Greater, 0.006865367)]
    [InlineData(43, 40, 10, 39, Alternative.TwoSided, 0.0003231115)]
    [InlineData(5, 1, 10, 10, Alternative.TwoSided, 0.1801707)]
    [InlineData(5, 16, 20, 25, Alternative.TwoSided, 0.116547)]
    [InlineData(7, 12, 8, 3, Alternative.TwoSided, 0.06821831)]
    [InlineData(1, 1, 13, 12, Alternative.TwoSided, 1)]
    public void Boschloos_test_agrees_with_the_values_SciPy_is_tested_on(
        int a, int c, int b, int d, Alternative alternative, double p) =>
        Assert.Equal(p, new BoschlooTest(new(a, b, c, d), TwoSidedMethod.Central).PValue(alternative), 1e-7);

    // Only the two opposite tables are extreme, and probability 1/2 makes them likeliest: 2·2^-800.
    [Fact]
    public void Far_tails_keep_their_digits()
    {
        var table = new TwoByTwoTable(400, 0, 0, 400);
        AssertRelative(Math.ScaleB(1, -799), new BarnardTest(table).PValue(), 1e-13);
        AssertRelative(Math.ScaleB(1, -799), new BoschlooTest(table).PValue(), 1e-13);
    }

    [Fact]
    public void An_empty_margin_has_p_one()
    {
        foreach (var table in new TwoByTwoTable[] { new(0, 5, 0, 10), new(5, 0, 10, 0), new(0, 0, 3, 4), default })
        {
            foreach (var alternative in Enum.GetValues<Alternative>())
            {
                Assert.Equal(1, new BarnardTest(table).PValue(alternative));
                Assert.Equal(1, new BoschlooTest(table).PValue(alternative));
            }
        }
    }

    [Fact]
    public void A_table_too_large_to_compare_exactly_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BarnardTest(new(BarnardTest.MaximumN, 1, 0, 0)));

    private static TwoByTwoTable Table(ReferenceRow row) =>
        new(row.Integer("a"), row.Integer("b"), row.Integer("c"), row.Integer("d"));
}
