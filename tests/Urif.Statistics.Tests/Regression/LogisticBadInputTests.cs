namespace Urif.Statistics.Tests.Regression;

/// <summary>Data that a logistic model cannot be fitted to: one line that names the term.</summary>
public class LogisticBadInputTests
{
    private static Dictionary<string, ModelColumn> Data() => new()
    {
        ["y"] = new double[] { 0, 1, 0, 1, 1, 0, 0, 1 },
        ["x"] = new double[] { 1, 2, 4, 3, 1, 2, 5, 2 },
        ["z"] = new double[] { 3, 1, 4, 1, 5, 9, 2, 6 },
        ["f"] = FactorColumn.Of(["b", "a", "c", "a", "b", "c", "a", "b"]),
    };

    [Fact]
    public void Every_fault_is_one_line_that_names_its_term()
    {
        Fails("y ~ x + k", "k", "the column is constant, 7 in all rows", ("k", new double[] { 7, 7, 7, 7, 7, 7, 7, 7 }));
        Fails("y ~ x + k", "k", "the factor has one level, only, in all rows", ("k", new FactorColumn(new int[8], ["only", "never"])));
        Fails("y ~ x + k", "k", "2 of 8 values are missing, the first in row 3", ("k", new[] { 1, 2, double.NaN, 4, double.NaN, 6, 7, 8 }));
        Fails("y ~ x + k", "k", "1 of 8 values are missing, the first in row 2",
            ("k", FactorColumn.Of(["p", null, "q", "p", "q", "p", "p", "q"])));
        Fails("y ~ x", "y", "1 of 8 values are missing, the first in row 1", ("y", new[] { double.NaN, 1, 0, 1, 1, 0, 0, 1 }));
        Fails("y ~ x + k", "k", "the value in row 8 is Infinity", ("k", new[] { 1, 2, 3, 4, 5, 6, 7, double.PositiveInfinity }));
        Fails("y ~ x + k", "k", "7 rows where the other columns have 8", ("k", new double[7]));
        Fails("y ~ x", "y", "no events in 8 rows", ("y", new double[8]));
        Fails("y ~ x", "y", "all 8 rows are events", ("y", new double[] { 1, 1, 1, 1, 1, 1, 1, 1 }));
        Fails("y ~ x", "y", "the value in row 4 is 2, and must be from 0 to 1", ("y", new double[] { 0, 1, 0, 2, 1, 0, 0, 1 }));
        Fails("y ~ x + nothing", "nothing", "no such column; there are f, x, y, z");
        Fails("nothing ~ x", "nothing", "no such column; there are f, x, y, z");
        Fails("y ~ x*z*f", "z:f", "the model has 12 columns and 8 rows; this is the first term too many");
        Fails("y ~ x + z + k", "k", "the column k is a linear combination of x, z", 
            ("k", new double[] { 9, 4, 15, 5, 15, 28, 10, 19 })); // x + 3z - 1
        Fails("y ~ 0 + f + x + k", "k", "the column k is a linear combination of fa, fb, fc",
            ("k", new double[] { 1, 1, 1, 1, 1, 1, 1, 1 }));
        Fails("y ~ x + offset(f)", "f", "an offset is a column of numbers");
        Fails("f ~ x", "f", "a response that is a factor has two levels");
    }

    [Fact]
    public void A_dependent_column_is_found_far_from_zero()
    {
        double[] year = [2001, 2002, 2003, 2004, 2005, 2006, 2007, 2003];
        Fails("y ~ year + later", "later", "the column later is a linear combination of year",
            ("year", year), ("later", year.Select(y => 2 * y - 4000).ToArray()));
        Dictionary<string, ModelColumn> data = Data();
        data["year"] = year;
        data["squared"] = year.Select(y => y * y).ToArray();
        Assert.Equal(3, LogisticRegression.Fit("y ~ year + squared", data).Coefficients.Count);
    }

    [Fact]
    public void Weights_offsets_and_names_are_checked()
    {
        DesignMatrix design = DesignMatrix.Of(ModelFormula.Parse("y ~ x"), Data());
        var y = ((NumericColumn)Data()["y"]).Values;
        Assert.Equal("weights: the value in row 2 is -1, and must be 0 or more",
            Assert.Throws<ModelException>(() => LogisticRegression.Fit(design, y, [1, -1, 1, 1, 1, 1, 1, 1])).Message);
        Assert.Equal("weights: 3 rows where the design has 8",
            Assert.Throws<ModelException>(() => LogisticRegression.Fit(design, y, [1, 2, 3])).Message);
        Assert.Equal("response: there are no rows",
            Assert.Throws<ModelException>(() => LogisticRegression.Fit(design, y, new double[8])).Message);
        Assert.Equal("offset: the value in row 1 is NaN, and must be finite",
            Assert.Throws<ModelException>(() => LogisticRegression.Fit(design, y, null, [double.NaN, 0, 0, 0, 0, 0, 0, 0])).Message);
        LogisticFit fit = LogisticRegression.Fit(design, y);
        Assert.Equal("z: the model has no such term", Assert.Throws<ModelException>(() => fit.Test("z")).Message);
        Assert.Equal("z: the model has no such column", Assert.Throws<ModelException>(() => fit.ProfileInterval("z")).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => fit.ProfileInterval("x", 1));
    }

    private static void Fails(string formula, string term, string message, params (string Name, ModelColumn Column)[] changed)
    {
        Dictionary<string, ModelColumn> data = Data();
        foreach ((var name, ModelColumn column) in changed) data[name] = column;
        var error = Assert.Throws<ModelException>(() => LogisticRegression.Fit(formula, data));
        Assert.Equal($"{term}: {message}", error.Message);
        Assert.Equal(term, error.Term);
    }
}
