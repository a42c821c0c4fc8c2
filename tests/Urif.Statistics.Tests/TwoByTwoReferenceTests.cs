using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>The tests of a 2x2 table against tests/reference/two-by-two.csv (192-bit and exact rational arithmetic).</summary>
public class TwoByTwoReferenceTests
{
    private const double Tolerance = 1e-10;

    private static readonly ReferenceTable Reference = Load("two-by-two");

    public static TheoryData<string, string> Tests => new()
    {
        { "pearson", "r_pearson_p" }, { "yates", "r_yates_p" }, { "nminus1", "" }, { "lr", "" }, { "wald", "" },
    };

    [Theory]
    [MemberData(nameof(Tests))]
    public void Closed_form_tests_agree_with_the_reference(string name, string r)
    {
        foreach (var row in Reference.Rows)
        {
            var table = Table(row);
            IHypothesisTest test = name switch
            {
                "pearson" => new PearsonChiSquareTest(table),
                "yates" => new YatesChiSquareTest(table),
                "nminus1" => new NMinusOneChiSquareTest(table),
                "lr" => new LikelihoodRatioTest(table),
                _ => new WaldTest(table),
            };
            AssertRelative(row.Number(name), test.Statistic, Tolerance, $"{row} {name}");
            AssertRelative(row.Number(name + "_p"), test.PValue(), Tolerance, $"{row} {name} p");
            AssertRelative(row.Number(name + "_less"), test.PValue(Alternative.Less), Tolerance, $"{row} {name} less");
            AssertRelative(row.Number(name + "_greater"), test.PValue(Alternative.Greater), Tolerance, $"{row} {name} greater");
            if (r.Length > 0) AssertRelative(row.Number(r), test.PValue(), Tolerance, $"{row} {r}");
        }
    }

    [Fact]
    public void Fishers_test_agrees_with_the_reference()
    {
        foreach (var row in Reference.Rows)
        {
            var minimumLikelihood = new FisherExactTest(Table(row));
            var central = new FisherExactTest(Table(row), TwoSidedMethod.Central);
            AssertRelative(row.Number("fisher_minlike"), minimumLikelihood.PValue(), Tolerance, $"{row} minlike");
            AssertRelative(row.Number("fisher_central"), central.PValue(), Tolerance, $"{row} central");
            AssertRelative(row.Number("fisher_less"), central.PValue(Alternative.Less), Tolerance, $"{row} less");
            AssertRelative(row.Number("fisher_greater"), central.PValue(Alternative.Greater), Tolerance, $"{row} greater");
            if (!double.IsNaN(row.Number("r_fisher_p")))
                AssertRelative(row.Number("r_fisher_p"), minimumLikelihood.PValue(), Tolerance, $"{row} fisher.test");
        }
    }

    [Fact]
    public void Fishers_mid_p_agrees_with_the_reference()
    {
        foreach (var row in Reference.Rows)
        {
            var minimumLikelihood = new FisherMidPTest(Table(row));
            var central = new FisherMidPTest(Table(row), TwoSidedMethod.Central);
            AssertRelative(row.Number("midp_minlike"), minimumLikelihood.PValue(), Tolerance, $"{row} minlike");
            AssertRelative(row.Number("midp_central"), central.PValue(), Tolerance, $"{row} central");
            AssertRelative(row.Number("midp_less"), central.PValue(Alternative.Less), Tolerance, $"{row} less");
            AssertRelative(row.Number("midp_greater"), central.PValue(Alternative.Greater), Tolerance, $"{row} greater");
        }
    }

    [Fact]
    public void The_static_forms_are_the_records()
    {
        foreach (var row in Reference.Rows)
        {
            var t = Table(row);
            Assert.Equal(new PearsonChiSquareTest(t).PValue(), PearsonChiSquareTest.TwoSidedP(t.A, t.B, t.C, t.D));
            Assert.Equal(new YatesChiSquareTest(t).PValue(), YatesChiSquareTest.TwoSidedP(t.A, t.B, t.C, t.D));
            Assert.Equal(new NMinusOneChiSquareTest(t).PValue(), NMinusOneChiSquareTest.TwoSidedP(t.A, t.B, t.C, t.D));
            Assert.Equal(new LikelihoodRatioTest(t).PValue(), LikelihoodRatioTest.TwoSidedP(t.A, t.B, t.C, t.D));
            Assert.Equal(new WaldTest(t).PValue(), WaldTest.TwoSidedP(t.A, t.B, t.C, t.D));
            Assert.Equal(new FisherExactTest(t).PValue(), FisherExactTest.TwoSidedP(t.A, t.B, t.C, t.D));
            Assert.Equal(new FisherMidPTest(t).PValue(), FisherMidPTest.TwoSidedP(t.A, t.B, t.C, t.D));
        }
    }

    [Fact]
    public void The_static_forms_allocate_nothing()
    {
        var sum = Sum();
        var before = GC.GetAllocatedBytesForCurrentThread();
        sum += Sum();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.True(sum > 0);

        static double Sum() =>
            FisherExactTest.TwoSidedP(27, 85, 19, 119) + FisherExactTest.TwoSidedP(27, 85, 19, 119, TwoSidedMethod.Central)
            + FisherMidPTest.TwoSidedP(27, 85, 19, 119) + PearsonChiSquareTest.TwoSidedP(27, 85, 19, 119)
            + YatesChiSquareTest.TwoSidedP(27, 85, 19, 119) + NMinusOneChiSquareTest.TwoSidedP(27, 85, 19, 119)
            + LikelihoodRatioTest.TwoSidedP(27, 85, 19, 119) + WaldTest.TwoSidedP(27, 85, 19, 119);
    }

    private static TwoByTwoTable Table(ReferenceRow row) =>
        new(row.Integer("a"), row.Integer("b"), row.Integer("c"), row.Integer("d"));
}
