using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests.Regression;

/// <summary>Exact conditional logistic regression against tests/reference/logistic-exact.csv, and against full enumeration.</summary>
public class ExactConditionalLogisticTests
{
    // uniroot's tolerance, through the exponential.
    private const double Tolerance = 1e-9;

    [Fact]
    public void Estimates_intervals_and_p_agree_with_R()
    {
        foreach (ReferenceRow row in Load("logistic-exact").Rows)
        {
            int[][] cells = [.. row.Numbers("cells").Select(cell => (int)cell).Chunk(4)];
            var model = ExactConditionalLogistic.Of([.. cells.Select(c => new TwoByTwoTable(c[0], c[1], c[2], c[3]))]);
            AssertRelative(row.Number("p"), model.PValue(), Tolerance, $"{row.Location} p");
            AssertRelative(row.Number("less"), model.PValue(Alternative.Less), Tolerance, $"{row.Location} less");
            AssertRelative(row.Number("greater"), model.PValue(Alternative.Greater), Tolerance, $"{row.Location} greater");
            AssertRelative(row.Number("estimate"), model.OddsRatio, Tolerance, $"{row.Location} estimate");
            AssertRelative(row.Number("low"), model.ConfidenceInterval().Low, Tolerance, $"{row.Location} low");
            AssertRelative(row.Number("high"), model.ConfidenceInterval().High, Tolerance, $"{row.Location} high");
        }
    }

    [Fact]
    public void One_stratum_is_Fishers_exact_test()
    {
        var table = new TwoByTwoTable(27, 85, 19, 119);
        var model = ExactConditionalLogistic.Of([table]);
        Assert.Equal(new OddsRatio(table).ConditionalEstimate, model.OddsRatio, 1e-11);
        Assert.Equal(new OddsRatio(table).ConfidenceInterval(OddsRatioInterval.Exact).High, model.ConfidenceInterval().High, 1e-10);
        Assert.Equal(new FisherExactTest(table).PValue(), model.PValue(), 1e-12);
    }

    [Fact]
    public void Rows_in_strata_agree_with_the_enumeration_of_all_responses()
    {
        double[] exposure = [1, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0], response = [1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1];
        int[] strata = [4, 4, 4, 4, 4, 7, 7, 7, 7, 7, 7];
        double observed = Exposed(response), same = 0, atLeast = 0, atMost = 0, all = 0;
        for (var bits = 0; bits < 1 << response.Length; bits++)
        {
            double[] other = [.. Enumerable.Range(0, response.Length).Select(i => (double)((bits >> i) & 1))];
            if (Events(other, 4) != Events(response, 4) || Events(other, 7) != Events(response, 7)) continue;
            all++;
            same += Exposed(other) == observed ? 1 : 0;
            atLeast += Exposed(other) >= observed ? 1 : 0;
            atMost += Exposed(other) <= observed ? 1 : 0;
        }

        var model = ExactConditionalLogistic.Of(exposure, response, strata);
        Assert.Equal(observed, model.Statistic);
        Assert.Equal(atLeast / all, model.PValue(Alternative.Greater), 1e-14);
        Assert.Equal(atMost / all, model.PValue(Alternative.Less), 1e-14);
        Assert.Equal(same / all, model.PValue(Alternative.Greater) + model.PValue(Alternative.Less) - 1, 1e-14);

        double Exposed(double[] events) => events.Zip(exposure, (y, x) => y * x).Sum();
        double Events(double[] events, int stratum) => events.Where((_, i) => strata[i] == stratum).Sum();
    }

    [Fact]
    public void A_stratum_without_choice_adds_nothing_and_alone_determines_nothing()
    {
        var informative = new TwoByTwoTable(3, 1, 1, 4);
        Assert.Equal(
            ExactConditionalLogistic.Of([informative]).OddsRatio,
            ExactConditionalLogistic.Of([informative, new TwoByTwoTable(2, 0, 5, 0)]).OddsRatio, 1e-12);
        var empty = ExactConditionalLogistic.Of([new TwoByTwoTable(2, 0, 5, 0)]);
        Assert.True(double.IsNaN(empty.OddsRatio));
        Assert.Equal(new Interval(0, double.PositiveInfinity), empty.ConfidenceInterval());
        Assert.Equal(1, empty.PValue());
        Assert.Throws<ArgumentException>(() => ExactConditionalLogistic.Of([]));
        Assert.Equal("response: a value is neither 0 nor 1",
            Assert.Throws<ModelException>(() => ExactConditionalLogistic.Of([1, 0], [1, 0.5])).Message);
    }
}
