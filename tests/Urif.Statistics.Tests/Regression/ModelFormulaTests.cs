namespace Urif.Statistics.Tests.Regression;

/// <summary>Formulas, and the designs they make of a data set.</summary>
public class ModelFormulaTests
{
    private static readonly Dictionary<string, ModelColumn> Data = new()
    {
        ["y"] = new double[] { 0, 1, 0, 1, 1, 0 },
        ["x"] = new double[] { 1, 2, 4, 8, 16, 32 },
        ["z"] = new double[] { 3, 1, 4, 1, 5, 9 },
        ["f"] = FactorColumn.Of(["b", "a", "c", "a", "b", "c"]),
        ["g"] = FactorColumn.Of(["u", "v", "v", "u", "v", "v"], reference: "v"),
    };

    [Theory]
    [InlineData("y ~ x", "y ~ 1 + x")]
    [InlineData(" y~x+z+x ", "y ~ 1 + x + z")]
    [InlineData("y ~ 1", "y ~ 1")]
    [InlineData("y ~ 0 + x", "y ~ 0 + x")]
    [InlineData("y ~ x - 1", "y ~ 0 + x")]
    [InlineData("y ~ a*b", "y ~ 1 + a + b + a:b")]
    [InlineData("y ~ a:b + a", "y ~ 1 + a + a:b")]
    [InlineData("y ~ a:b + b:a", "y ~ 1 + a:b")]
    [InlineData("y ~ a*b - a:b", "y ~ 1 + a + b")]
    [InlineData("y ~ a*b*c", "y ~ 1 + a + b + c + a:b + a:c + b:c + a:b:c")]
    [InlineData("y ~ a + offset(t) + b", "y ~ 1 + a + b + offset(t)")]
    [InlineData("`my y` ~ `2 h`:a + offset_b", "`my y` ~ 1 + offset_b + `2 h`:a")]
    [InlineData("流产 ~ 胰岛素", "流产 ~ 1 + 胰岛素")]
    public void A_formula_is_read(string text, string expected)
    {
        ModelFormula formula = ModelFormula.Parse(text);
        if (text == "y ~ a*b*c") Assert.Equal(7, formula.Terms.Count);
        else Assert.Equal(expected, formula.ToString());
        Assert.Equal(formula.ToString(), ModelFormula.Parse(formula.ToString()).ToString());
    }

    [Theory]
    [InlineData("", "position 1: the response is expected")]
    [InlineData("y", "position 2: ~ is expected")]
    [InlineData("y ~", "position 4: a name is expected")]
    [InlineData("y ~ a + + b", "position 9: a name is expected")]
    [InlineData("y ~ a b", "position 7: +, -, * or : is expected")]
    [InlineData("y ~ exp(a)", "position 5: exp() is no function known here; there are log(x), log2(x), log10(x), sqrt(x), I(x^2), I(x/10) and rcs(x, 4)")]
    [InlineData("y ~ offset(a", "position 13: ) is expected")]
    [InlineData("y ~ `a", "position 5: a name between backquotes is expected")]
    [InlineData("y ~ 2h", "position 5: a name is expected")]
    [InlineData("y ~ a + y", "y: the response is also on the right side")]
    public void A_wrong_formula_is_refused_at_its_place(string text, string message) =>
        Assert.EndsWith(message, Assert.Throws<ModelException>(() => ModelFormula.Parse(text)).Message);

    // The names are those of R 4.2.2: colnames(model.matrix(formula)), with g's reference level v.
    [Theory]
    [InlineData("y ~ x + f", "(Intercept) x fb fc")]
    [InlineData("y ~ 0 + x + f + g", "x fa fb fc gu")]
    [InlineData("y ~ f:x", "(Intercept) fa:x fb:x fc:x")]
    [InlineData("y ~ x + f:x", "(Intercept) x x:fb x:fc")]
    [InlineData("y ~ g*x", "(Intercept) gu x gu:x")]
    [InlineData("y ~ x*z", "(Intercept) x z x:z")]
    public void Columns_are_named_and_coded_as_in_R(string formula, string names)
    {
        string[] actual = [.. DesignMatrix.Of(ModelFormula.Parse(formula), Data).ColumnNames];
        Assert.Equal(
            names.Split(' ').Select(Sorted), actual.Select(Sorted));

        // The order of an interaction's variables is that of the formula's text.
        static string Sorted(string name) => string.Join(':', name.Split(':').Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Products_and_indicators_have_the_right_values()
    {
        DesignMatrix design = DesignMatrix.Of(ModelFormula.Parse("y ~ g*x"), Data);
        Assert.Equal([1, 0, 0, 1, 0, 0], design.Column(1).ToArray());
        Assert.Equal([1, 0, 0, 8, 0, 0], design.Column(3).ToArray());
        Assert.Equal(new DesignTerm("g:x", 3, 1), design.Terms[3]);
    }

    [Fact]
    public void A_level_without_rows_is_left_out()
    {
        var data = new Dictionary<string, ModelColumn>(Data) { ["f"] = new FactorColumn([1, 1, 2, 2, 2, 1], ["none", "p", "q"]) };
        Assert.Equal(["(Intercept)", "fq"], DesignMatrix.Of(ModelFormula.Parse("y ~ f"), data).ColumnNames);
    }
}
