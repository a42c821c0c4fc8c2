using Urif.Statistics.Tests.Regression;

namespace Urif.Statistics.Tests.Resampling;

/// <summary>Folds: their sizes, seeds and faults, and those without an estimate.</summary>
public class CrossValidationTests
{
    private const string Formula = "low ~ age + lwt + smoke";

    [Fact]
    public void Random_folds_are_of_equal_size_and_of_their_seed()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", Formula);
        var validation = CrossValidation.Of(fit, 10, 4);
        Assert.Equal([18, 19], validation.FoldOfRow.GroupBy(fold => fold).Select(fold => fold.Count()).Distinct().Order());
        Assert.Equal(validation.LinearPredictor, CrossValidation.Of(fit, 10, 4).LinearPredictor);
        Assert.Equal(validation.LinearPredictor, CrossValidation.Of(fit, validation.FoldOfRow).LinearPredictor);
        Assert.NotEqual(validation.FoldOfRow, CrossValidation.Of(fit, 10, 5).FoldOfRow);
    }

    [Fact]
    public void A_fold_of_one_row_is_predicted_by_the_fit_without_it()
    {
        Dictionary<string, ModelColumn> data = LogisticData.Columns("birthwt");
        LogisticFit fit = LogisticRegression.Fit(Formula, data);
        LogisticFit without = LogisticRegression.Fit(Formula, data.Where(column => column.Value is NumericColumn).ToDictionary(
            column => column.Key, column => (ModelColumn)((NumericColumn)column.Value).Values[1..]));
        double expected = 0;
        for (var j = 0; j < fit.Coefficients.Count; j++) expected += without.Coefficients[j] * fit.Design.Column(j)[0];
        var validation = CrossValidation.Of(fit, 189, 1);
        Assert.Equal(expected, validation.LinearPredictor[0], 1e-10);
        Assert.True(validation.Concordance.Estimate < Concordance.Of(fit).Estimate);
    }

    [Fact]
    public void Folds_without_an_estimate_are_counted()
    {
        // Without rows 1 to 3, x separates.
        double[] x = [5, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8], y = [0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1];
        LogisticFit fit = LogisticRegression.Fit(DesignMatrix.OfColumns(["x"], [x]), y);
        var validation = CrossValidation.Of(fit, [1, 1, 1, 2, 3, 4, 4, 3, 3, 2, 2]);
        Assert.Equal(1, validation.FoldsWithoutEstimate);
        Assert.Equal(3, validation.RowsWithoutPrediction);
        Assert.All(validation.LinearPredictor.Take(3), value => Assert.Equal(double.NaN, value));
        Assert.Equal(Concordance.Of([.. validation.LinearPredictor.Skip(3)], y.AsSpan(3)), validation.Concordance);
        Assert.Equal("no fold's model has an estimate", Assert.Throws<ModelException>(
            () => CrossValidation.Of(fit, [1, 2, 1, 1, 1, 1, 1, 2, 2, 2, 2])).Message);
    }

    [Fact]
    public void Folds_are_checked()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", Formula);
        Assert.StartsWith("There are 2 folds or more, and no more than the 189 rows.",
            Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.Of(fit, 190, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.Of(fit, 1, 1));
        Assert.StartsWith("There are 1 folds over 189 rows, where the model has 189 rows.",
            Assert.Throws<ArgumentException>(() => CrossValidation.Of(fit, new int[189])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CrossValidation.Of(fit, [1, 2]));
    }
}
