using Urif.Statistics;

namespace Urif.Cohorts.Tests;

/// <summary>Models of this kit's synthetic cohorts against R (tests/reference/cohort-model.R: glm, confint, drop1, car, pROC, brglm2, predict).</summary>
public sealed class ModelAgainstRTests
{
    // glm.fit and brglm_fit stop at a criterion, and uniroot at some 1e-10 of the end.
    private const double Tolerance = 1e-9;

    // A log odds ratio or end near 0 has the error of its standard error, not of itself.
    private const double InStandardErrors = 1e-9;

    // A likelihood ratio statistic is the difference of two log likelihoods near -100, each right to 16 digits: below this its relative error
    // is that of the subtraction.
    private const double LeastStatistic = 1e-3;

    // confint.glm interpolates the profile by a spline; the error it leaves, in widths of the interval.
    private const double SplineTolerance = 2e-3;

    public static TheoryData<string, string, string, string> Models =>
        [.. ReferenceTable.Load("cohort-model").Rows.Select(r => (r.Text("cohort"), r.Text("among"), r.Text("estimator"), r.Text("formula"))).Distinct()];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_number_is_that_of_R(string cohort, string among, string estimator, string formula)
    {
        var rows = ModelSamples.Rows(cohort);
        var model = CohortModel.Fit(among == "all" ? rows : CohortModel.Controls(rows), formula, estimator == "firth" ? LogisticOptions.Firth : null);
        var summary = ModelSummary.Of(model);
        int seen = 0;
        double worst = 0;
        foreach (var row in ReferenceTable.Load("cohort-model").Rows)
        {
            if ((row.Text("cohort"), row.Text("among"), row.Text("estimator"), row.Text("formula")) != (cohort, among, estimator, formula)) continue;
            string name = row.Text("name"), statistic = row.Text("statistic");
            double expected = row.Number("value");
            seen++;
            if (name.Length > 0 && summary.Coefficients.FirstOrDefault(c => c.Name == name) is { } c && OfCoefficient(c, statistic) is { } found)
            {
                var spline = statistic.StartsWith("spline", StringComparison.Ordinal);
                var error = Math.Abs(found - expected) / (spline ? Math.Log(c.Profile.Value!.Value.High / c.Profile.Value.Value.Low) : Math.Max(Math.Abs(expected), statistic == "p" ? 0 : c.Coefficient.StandardError));
                Assert.True(error < (spline ? SplineTolerance : InStandardErrors), $"{row.Location} {statistic} {name}: {expected:R}, {found:R}");
                worst = spline ? worst : Math.Max(worst, error);
                continue;
            }

            var actual = OfModel(summary, statistic, name);
            if (statistic == "lr" && Math.Abs(expected) < LeastStatistic)
            {
                Assert.True(Math.Abs(actual - expected) < Tolerance * LeastStatistic, $"{row.Location} {statistic} {name}: {expected:R}, {actual:R}");
                continue;
            }

            worst = Math.Max(worst, Math.Abs(actual - expected) / Math.Abs(expected));
            ReferenceTable.AssertRelative(expected, actual, Tolerance, $"{row.Location} {statistic} {name}");
        }

        Assert.True(seen > 60);
        TestContext.Current.SendDiagnosticMessage($"{cohort} {estimator} {formula}: {worst:E2}");
    }

    private static double? OfCoefficient(ModelCoefficient c, string statistic) => statistic switch
    {
        "coefficient" => c.Coefficient.Estimate,
        "se" => c.Coefficient.StandardError,
        "p" => c.Coefficient.PValue(),
        "wald_low" => Math.Log(c.Wald.Low),
        "wald_high" => Math.Log(c.Wald.High),
        "profile_low" or "spline_low" => Math.Log(c.Profile.Value!.Value.Low),
        "profile_high" or "spline_high" => Math.Log(c.Profile.Value!.Value.High),
        _ => null,
    };

    private static double OfModel(ModelSummary s, string statistic, string term) => statistic switch
    {
        "n" => s.Model.Used,
        "events" => s.Model.Events,
        "epv" => s.EventsPerVariable,
        "log likelihood" => s.Model.Fit.LogLikelihood,
        "lr" => s.Terms.Single(t => t.Name == term).LikelihoodRatio.Value!.Value,
        "lr_p" => s.Terms.Single(t => t.Name == term).P.Value!.Value,
        "vif" => s.Terms.Single(t => t.Name == term).VarianceInflation.Value!.Value,
        "brier" => s.Brier,
        "c" => s.Concordance.Estimate,
        "c_low" => s.Concordance.ConfidenceInterval().Low,
        "c_high" => s.Concordance.ConfidenceInterval().High,
        "hl" => s.HosmerLemeshow.Statistic,
        "hl_p" => s.HosmerLemeshowP.Value!.Value,
        "slope" => s.CalibrationSlope.Value!.Value,
        "risk_exposed" => s.Risks!.ExposedRisk,
        "risk_unexposed" => s.Risks!.UnexposedRisk,
        "rd" => s.Risks!.Difference.Estimate,
        "rd_low" => s.Risks!.Difference.ConfidenceInterval().Low,
        "rd_high" => s.Risks!.Difference.ConfidenceInterval().High,
        "rr" => s.Risks!.Ratio.Estimate,
        "rr_low" => s.Risks!.Ratio.ConfidenceInterval().Low,
        "rr_high" => s.Risks!.Ratio.ConfidenceInterval().High,
        _ => throw new InvalidOperationException(statistic),
    };
}
