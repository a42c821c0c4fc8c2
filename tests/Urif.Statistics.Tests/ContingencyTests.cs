using System.Globalization;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>Tests of r x c tables, F and analysis of variance against tests/reference/contingency.csv.</summary>
public class ContingencyTests
{
    private const double Tolerance = 1e-10;

    private static readonly ReferenceTable Reference = Load("contingency");

    [Fact]
    public void Tests_of_a_table_agree_with_R()
    {
        foreach (var row in Reference.Rows.Where(r => r.Text("kind") == "table"))
        {
            var table = new ContingencyTable([.. row.Text("a").Split(';')
                .Select(level => (IReadOnlyList<int>)[.. level.Split(' ').Select(c => int.Parse(c, CultureInfo.InvariantCulture))])]);
            Check(new ContingencyPearsonTest(table), "pearson");
            Check(new ContingencyLikelihoodRatioTest(table), "g");
            Check(new LinearByLinearTest(table), "trend");
            AssertRelative(row.Number("exact_p"), new FisherFreemanHaltonTest(table).PValue(), 1e-6, $"{row} exact");

            void Check(IHypothesisTest test, string name)
            {
                AssertRelative(row.Number(name), test.Statistic, Tolerance, $"{row} {name}");
                AssertRelative(row.Number(name + "_p"), test.PValue(), Tolerance, $"{row} {name} p");
            }
        }
    }

    [Fact]
    public void F_agrees_with_R()
    {
        foreach (var row in Reference.Rows.Where(r => r.Text("kind") == "f"))
        {
            var at = Numbers(row.Text("a"));
            AssertRelative(row.Number("pearson_p"), FDistribution.UpperTail(at[0], at[1], at[2]), Tolerance, $"{row}");
        }
    }

    [Fact]
    public void Analysis_of_variance_from_summaries_agrees_with_R()
    {
        foreach (var row in Reference.Rows.Where(r => r.Text("kind") == "anova"))
        {
            var test = OneWayAnova.FromSummary([.. row.Text("a").Split(';').Select(Numbers).Select(g => ((int)g[0], g[1], g[2]))]);
            AssertRelative(row.Number("pearson"), test.F, Tolerance, $"{row} F");
            AssertRelative(row.Number("pearson_p"), test.PValue(), Tolerance, $"{row} p");
        }
    }

    [Fact]
    public void A_two_by_two_table_gives_the_tests_of_two_by_two_tables()
    {
        for (var a = 0; a <= 6; a++)
        {
            for (var c = 0; c <= 8; c++)
            {
                var table = new ContingencyTable([[a, c], [6 - a, 8 - c]]);
                var two = TwoByTwoTable.FromEvents(a, 6, c, 8);
                AssertRelative(new FisherExactTest(two).PValue(), new FisherFreemanHaltonTest(table).PValue(), 1e-12, $"{a} {c} exact");
                if (two.HasEmptyMargin) continue;
                AssertRelative(new PearsonChiSquareTest(two).Statistic, new ContingencyPearsonTest(table).Statistic, 1e-12, $"{a} {c}");
                AssertRelative(new LikelihoodRatioTest(two).Statistic, new ContingencyLikelihoodRatioTest(table).Statistic, 1e-9, $"{a} {c} G");
            }
        }
    }

    [Fact]
    public void An_exact_p_that_takes_too_long_is_none() =>
        Assert.Null(new FisherFreemanHaltonTest(new([[50, 50], [50, 50], [50, 50], [50, 50]])).TryPValue(10_000));

    [Fact]
    public void A_table_of_one_level_has_no_test() =>
        Assert.Equal(double.NaN, new ContingencyPearsonTest(new([[3, 4], [0, 0]])).PValue());

    private static double[] Numbers(string text) => [.. text.Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
}
