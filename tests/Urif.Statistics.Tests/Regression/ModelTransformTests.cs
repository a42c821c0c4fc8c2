namespace Urif.Statistics.Tests.Regression;

/// <summary>What formulas do to variables, and splines against R (tests/reference/own-design.R, Harrell's formulas).</summary>
public class ModelTransformTests
{
    private static readonly string[][] Births =
        [.. File.ReadLines(Repository.PathOf("data", "examples", "birthwt", "birthwt.csv")).Skip(1).Select(l => l.Split(','))];

    // The columns of age and of weight, of which the first 60 rows are few.
    private static readonly double[] Ages = [.. Births.Select(b => double.Parse(b[1], System.Globalization.CultureInfo.InvariantCulture))],
        Few = [.. Births.Take(60).Select(b => double.Parse(b[2], System.Globalization.CultureInfo.InvariantCulture))];

    [Fact]
    public void Knots_and_columns_of_a_spline_are_those_of_R()
    {
        var seen = 0;
        foreach (var expected in ReferenceTable.Load("own-design").Rows.Where(r => r.Text("table") is "knots" or "spline"))
        {
            seen++;
            var values = expected.Text("variable") == "age" ? Ages : Few;
            var spline = RestrictedCubicSpline.Of(values, expected.Integer("group"))!;
            var statistic = expected.Text("statistic");
            var place = statistic[^1] - '1';
            var actual = expected.Text("table") == "knots" ? spline.Knots[place]
                : statistic.StartsWith("sum", StringComparison.Ordinal) ? spline.Columns(values)[place].Sum()
                : spline.Columns(values)[place].Sum(x => x * x);
            ReferenceTable.AssertRelative(expected.Number("value"), actual, 1e-10, expected.Location);
        }

        Assert.Equal(60, seen);
    }

    [Fact]
    public void A_spline_is_linear_beyond_its_outer_knots_and_smooth_at_each()
    {
        var spline = RestrictedCubicSpline.Of(Ages, 5)!;
        double At(double x, int column) => spline.Columns([x])[column][0];
        for (var column = 1; column < spline.ColumnCount; column++)
        {
            Assert.Equal(0, At(spline.Knots[0], column));
            // Second differences are 0 beyond the last knot.
            double last = spline.Knots[^1], scale = Math.Abs(At(last + 20, column));
            Assert.Equal(0, (At(last + 4, column) - 2 * At(last + 2, column) + At(last, column)) / scale, 1e-12);
            const double step = 1e-3;
            foreach (var knot in spline.Knots)
            {
                double before = (At(knot, column) - At(knot - step, column)) / step, after = (At(knot + step, column) - At(knot, column)) / step;
                Assert.Equal(before, after, 0.01);
            }
        }
    }

    [Fact]
    public void A_spline_needs_knots_that_differ()
    {
        Assert.Null(RestrictedCubicSpline.Of([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3], 3));
        Assert.Null(RestrictedCubicSpline.Of([1, 2, 3, 4, 5], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => RestrictedCubicSpline.Of(Ages, 6));
    }

    [Theory]
    [InlineData("y ~ log( x ) + x", "y ~ 1 + log(x) + x", "x")]
    [InlineData("y ~ I(x ^ 2) * rcs(z,4)", "y ~ 1 + I(x^2) + rcs(z, 4) + I(x^2):rcs(z, 4)", "x z")]
    [InlineData("y ~ I(x/10) + I(x^-0.5) - 1", "y ~ 0 + I(x/10) + I(x^-0.5)", "x")]
    [InlineData("y ~ sqrt(x) + log2(x) + log10(z) + log2(x)", "y ~ 1 + sqrt(x) + log2(x) + log10(z)", "x z")]
    [InlineData("y ~ log + `rcs` + offset(I)", "y ~ 1 + log + rcs + offset(I)", "log rcs I")]
    public void A_formula_is_read_and_written(string text, string written, string variables)
    {
        var formula = ModelFormula.Parse(text);
        Assert.Equal(written, formula.ToString());
        Assert.Equal(variables.Split(' '), formula.Variables);
        Assert.Equal(written, ModelFormula.Parse(written).ToString());
    }

    [Theory]
    [InlineData("y ~ I(x)")]
    [InlineData("y ~ I(x^)")]
    [InlineData("y ~ I(x^0)")]
    [InlineData("y ~ I(x^2")]
    [InlineData("y ~ rcs(x)")]
    [InlineData("y ~ rcs(x, 2)")]
    [InlineData("y ~ rcs(x, 3.5)")]
    [InlineData("y ~ log()")]
    [InlineData("y ~ log(log(x))")]
    [InlineData("y ~ poly(x, 2)")]
    [InlineData("x ~ I(x^2)")]
    public void What_is_no_formula_is_refused(string text) => Assert.Throws<ModelException>(() => ModelFormula.Parse(text));

    [Fact]
    public void Values_without_a_transform_are_counted_and_not_quoted()
    {
        var said = Assert.Throws<ModelException>(() => DesignMatrix.Of(ModelFormula.Parse("y ~ log(x)"), new Dictionary<string, ModelColumn>
        {
            ["y"] = new double[] { 0, 1, 1 }, ["x"] = new double[] { 0, -4321, 5 },
        })).Message;
        Assert.Contains("not defined for 2 of 3 values", said, StringComparison.Ordinal);
        Assert.DoesNotContain("4321", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_intercept_a_factor_still_gives_the_constant()
    {
        var design = DesignMatrix.Of(ModelFormula.Parse("y ~ 0 + f + log(x)"), new Dictionary<string, ModelColumn>
        {
            ["y"] = new double[] { 0, 1, 1, 0 }, ["x"] = new double[] { 1, 2, 4, 8 }, ["f"] = FactorColumn.Of(["a", "b", "a", "b"]),
        });
        Assert.Equal(["fa", "fb", "log(x)"], design.ColumnNames);
        Assert.Equal(Math.Log(8), design.Column(2)[3]);
    }
}
