using CsCheck;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>The distributions against tests/reference/distributions.csv (160-bit arithmetic), at their edges, and inverted.</summary>
public class DistributionTests
{
    private static readonly ReferenceTable Table = Load("distributions");

    [Theory]
    [InlineData("normal", 1e-14)]
    [InlineData("t", 1e-12)]
    [InlineData("chisq", 1e-12)]
    public void Both_tails_are_accurate_down_to_1e_300(string distribution, double tolerance)
    {
        foreach (var row in Table.Rows.Where(r => r.Text("distribution") == distribution))
        {
            double x = row.Number("x"), df = row.Number("df");
            var (lower, upper) = distribution switch
            {
                "normal" => (Normal.Cdf(x), Normal.UpperTail(x)),
                "t" => (StudentT.Cdf(x, df), StudentT.UpperTail(x, df)),
                _ => (ChiSquare.Cdf(x, df), ChiSquare.UpperTail(x, df)),
            };
            AssertRelative(row.Number("lower"), lower, tolerance, $"{row} lower");
            AssertRelative(row.Number("upper"), upper, tolerance, $"{row} upper");
        }
    }

    // Only where the rounding of the tabulated probability itself moves the quantile by less than 1e-13.
    [Theory]
    [InlineData("normal")]
    [InlineData("t")]
    [InlineData("chisq")]
    public void Quantiles_lead_back_from_a_tail(string distribution)
    {
        foreach (var row in Table.Rows.Where(r => r.Text("distribution") == distribution))
        {
            double x = row.Number("x"), df = row.Number("df"), upper = row.Number("upper"), lower = row.Number("lower");
            var tail = Math.Min(lower, upper);
            if (distribution == "chisq")
            {
                if (upper < 0.9) AssertRelative(x, ChiSquare.UpperQuantile(upper, df), 1e-12, $"{row}");
            }
            else if (tail is > 0 and < 0.45)
            {
                var quantile = distribution == "t" ? StudentT.Quantile(tail, df) : Normal.Quantile(tail);
                AssertRelative(-Math.Abs(x), quantile, 1e-12, $"{row}");
            }
        }
    }

    [Fact]
    public void The_t_distribution_has_closed_forms_at_one_and_two_degrees_of_freedom() =>
        Gen.Double[-6, 6].Sample(exponent =>
        {
            var t = Math.Pow(10, exponent);
            AssertRelative(t < 1 ? 0.5 - Math.Atan(t) / Math.PI : Math.Atan(1 / t) / Math.PI, StudentT.UpperTail(t, 1), 1e-13);
            var root = Math.Sqrt(2 + t * t);
            AssertRelative(1 / (root * (root + t)), StudentT.UpperTail(t, 2), 1e-13);
        });

    [Fact]
    public void The_chi_square_distribution_has_closed_forms_at_two_and_four_degrees_of_freedom() =>
        Gen.Double[0, 1300].Sample(x =>
        {
            AssertRelative(Math.Exp(-x / 2), ChiSquare.UpperTail(x, 2), 1e-12);
            AssertRelative(Math.Exp(-x / 2) * (1 + x / 2), ChiSquare.UpperTail(x, 4), 1e-12);
        });

    [Fact]
    public void Quantiles_of_any_probability_lead_back_to_it() =>
        Gen.Select(Gen.Double[-300, -0.001], Gen.Double[-1, 6]).Sample((logP, logDf) =>
        {
            double p = Math.Pow(10, logP), df = Math.Pow(10, logDf);
            AssertRelative(p, Normal.Cdf(Normal.Quantile(p)), 1e-11);
            // The tail of t with few degrees of freedom reaches beyond the largest double.
            var t = StudentT.Quantile(p, df);
            if (double.IsFinite(t)) AssertRelative(p, StudentT.Cdf(t, df), 1e-11, $"t, {p}, {df}");
            AssertRelative(p, ChiSquare.UpperTail(ChiSquare.UpperQuantile(p, df), df), 1e-11, $"chi-square, {p}, {df}");
        });

    [Fact]
    public void Edges_are_what_the_documentation_says()
    {
        foreach (var (cdf, upper) in new (Func<double, double>, Func<double, double>)[]
            { (Normal.Cdf, Normal.UpperTail), (t => StudentT.Cdf(t, 3), t => StudentT.UpperTail(t, 3)) })
        {
            Assert.Equal((0, 1), (cdf(double.NegativeInfinity), upper(double.NegativeInfinity)));
            Assert.Equal((1, 0), (cdf(double.PositiveInfinity), upper(double.PositiveInfinity)));
            Assert.Equal((0.5, 0.5), (cdf(0), upper(0)));
            Assert.Equal((double.NaN, double.NaN), (cdf(double.NaN), upper(double.NaN)));
        }

        Assert.Equal((0, 1), (ChiSquare.Cdf(-1, 3), ChiSquare.UpperTail(-1, 3)));
        Assert.Equal((0, 1), (ChiSquare.Cdf(0, 3), ChiSquare.UpperTail(0, 3)));
        Assert.Equal((1, 0), (ChiSquare.Cdf(double.PositiveInfinity, 3), ChiSquare.UpperTail(double.PositiveInfinity, 3)));
        Assert.All([0, -1, double.NaN], df => Assert.True(double.IsNaN(StudentT.UpperTail(1, df)) && double.IsNaN(ChiSquare.Cdf(1, df))));
        Assert.Equal(Normal.UpperTail(1.3), StudentT.UpperTail(1.3, double.PositiveInfinity));
        AssertRelative(Normal.UpperTail(7), StudentT.UpperTail(7, 1e18), 1e-13);
        AssertRelative(Normal.Quantile(1e-9), StudentT.Quantile(1e-9, 1e18), 1e-13);

        Assert.Equal(double.NegativeInfinity, Normal.Quantile(0));
        Assert.Equal(double.PositiveInfinity, StudentT.Quantile(1, 3));
        Assert.Equal(0, StudentT.Quantile(0.5, 3));
        Assert.Equal((double.PositiveInfinity, 0), (ChiSquare.UpperQuantile(0, 3), ChiSquare.UpperQuantile(1, 3)));
        Assert.All([-0.1, 1.1, double.NaN], p => Assert.True(
            double.IsNaN(Normal.Quantile(p)) && double.IsNaN(StudentT.Quantile(p, 3)) && double.IsNaN(ChiSquare.UpperQuantile(p, 3))));
    }

    [Fact]
    public void A_p_value_counts_the_departures_of_its_alternative()
    {
        Assert.Equal(Normal.Cdf(1.2), Normal.PValue(1.2, Alternative.Less));
        Assert.Equal(Normal.UpperTail(1.2), Normal.PValue(1.2, Alternative.Greater));
        Assert.Equal(2 * Normal.UpperTail(1.2), Normal.PValue(-1.2, Alternative.TwoSided));
        Assert.Equal(StudentT.Cdf(1.2, 7), StudentT.PValue(1.2, 7, Alternative.Less));
        Assert.Equal(StudentT.UpperTail(1.2, 7), StudentT.PValue(1.2, 7, Alternative.Greater));
        Assert.Equal(2 * StudentT.UpperTail(1.2, 7), StudentT.PValue(-1.2, 7, Alternative.TwoSided));
    }
}
