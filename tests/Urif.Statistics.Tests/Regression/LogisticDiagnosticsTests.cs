using System.Globalization;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests.Regression;

/// <summary>Diagnostics of logistic fits against tests/reference/logistic-diagnostics.csv (R's car, pROC, stats).</summary>
public class LogisticDiagnosticsTests
{
    // glm.fit stops at a criterion.
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData("birthwt")]
    [InlineData("infert")]
    [InlineData("pima")]
    [InlineData("esoph")]
    public void Diagnostics_agree_with_R(string set)
    {
        ReferenceRow[] rows = [.. Load("logistic-diagnostics").Rows.Where(row => row.Text("set") == set)];
        LogisticFit fit = LogisticData.Fit(set, rows[0].Text("formula"));
        var influence = Influence.Of(fit);
        var concordance = Concordance.Of(fit);
        foreach (ReferenceRow row in rows)
        {
            var name = row.Text("name");
            var number = int.TryParse(name, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
            var actual = row.Text("statistic") switch
            {
                "gvif" => VarianceInflation.Of(fit).Single(v => v.Term == name).Generalised,
                "gvif_per" => VarianceInflation.Of(fit).Single(v => v.Term == name).PerCoefficient,
                "c" => concordance.Estimate,
                "c_se" => concordance.StandardError,
                "c_low" => concordance.ConfidenceInterval().Low,
                "c_high" => concordance.ConfidenceInterval().High,
                "brier" => BrierScore.Of(fit),
                "epv" => fit.EventsPerVariable,
                "hl" => HosmerLemeshowTest.Of(fit, number).Statistic,
                "hl_p" => HosmerLemeshowTest.Of(fit, number).PValue(),
                "leverage" => influence.Leverage[number - 1],
                "cook" => influence.CooksDistance[number - 1],
                "pearson" => influence.PearsonResiduals[number - 1],
                "deviance" => influence.DevianceResiduals[number - 1],
                "dfbeta" => influence.Dfbeta(number - 1)[1],
                var other => throw new InvalidOperationException(other),
            };
            AssertRelative(row.Number("value"), actual, Tolerance, $"{row.Location} {row.Text("statistic")} {name}");
        }
    }

    [Fact]
    public void Calibration_on_other_rows_agrees_with_R()
    {
        ReferenceRow[] rows = [.. Load("logistic-diagnostics").Rows.Where(row => row.Text("set") == "pima halves")];
        Dictionary<string, ModelColumn> columns = LogisticData.Columns("pima");
        Dictionary<string, ModelColumn> Rows(Range range) => columns.ToDictionary(
            column => column.Key, column => (ModelColumn)((NumericColumn)column.Value).Values[range]);
        LogisticFit first = LogisticRegression.Fit(rows[0].Text("formula"), Rows(..100));
        Dictionary<string, ModelColumn> second = Rows(100..);
        DesignMatrix design = DesignMatrix.Of(ModelFormula.Parse(rows[0].Text("formula")), second);
        double[] predictor = [.. Enumerable.Range(0, 100).Select(
            i => Enumerable.Range(0, design.ColumnCount).Sum(j => first.Coefficients[j] * design.Column(j)[i]))];
        var calibration = Calibration.Of(predictor, ((NumericColumn)second["type"]).Values);
        foreach (ReferenceRow row in rows)
        {
            LogisticCoefficient coefficient = row.Text("statistic") == "slope" ? calibration.Slope : calibration.Intercept;
            var actual = row.Text("name") == "se" ? coefficient.StandardError : coefficient.Estimate;
            AssertRelative(row.Number("value"), actual, Tolerance, row.Location);
        }
    }

    [Theory]
    [InlineData("birthwt", "low ~ age + lwt + race")]
    [InlineData("esoph", "cases ~ alcgp + tobgp")]
    public void A_fit_is_calibrated_on_its_own_data(string set, string formula)
    {
        LogisticFit fit = LogisticData.Fit(set, formula);
        Dictionary<string, ModelColumn> columns = LogisticData.Columns(set);
        double[] Numbers(string name) => ((NumericColumn)columns[name]).Values;
        var calibration = Calibration.Of(
            fit.LinearPredictor(), Numbers(ModelFormula.Parse(formula).Response), set == "esoph" ? Numbers("total") : null);
        Assert.Equal(0, calibration.Intercept.Estimate, 1e-12);
        Assert.Equal(1, calibration.Slope.Estimate, 1e-12);
    }

    [Fact]
    public void Leverages_sum_to_the_number_of_coefficients_and_Firths_as_well()
    {
        Assert.Equal(9, Influence.Of(LogisticData.Fit("birthwt", "low ~ age + lwt + race + smoke + ptl + ht + ui")).Leverage.Sum(), 1e-10);
        Assert.Equal(4, Influence.Of(LogisticData.Fit("endometrial", "HG ~ NV + PI + EH", "firth")).Leverage.Sum(), 1e-10);
    }
}
