using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests.Regression;

/// <summary>Logistic fits, tests and intervals against tests/reference/logistic-fits.csv (R's glm, confint, brglm2, optim).</summary>
public class LogisticAgreementTests
{
    // glm.fit and brglm_fit stop at a criterion, and uniroot and optim at some 1e-10 of the end.
    private const double Tolerance = 1e-9;

    // confint.glm interpolates the profile by a spline; the error it leaves, in widths of the interval.
    private const double SplineTolerance = 2e-3;

    public static TheoryData<string, string, string> Models =>
        [.. Load("logistic-fits").Rows.Select(row => (row.Text("estimator"), row.Text("set"), row.Text("formula"))).Distinct()];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_fit_agrees_with_R(string estimator, string set, string formula)
    {
        LogisticFit fit = LogisticData.Fit(set, formula, estimator);
        var fitted = fit.FittedValues();
        var last = fit.Coefficients.Count - 1;
        foreach (var row in Load("logistic-fits").Rows)
        {
            if ((row.Text("estimator"), row.Text("set"), row.Text("formula")) != (estimator, set, formula)) continue;
            string name = row.Text("name"), statistic = row.Text("statistic");
            var expected = row.Number("value");
            if (statistic.StartsWith("spline", StringComparison.Ordinal))
            {
                Interval interval = fit.ProfileInterval(name);
                var end = statistic == "spline_low" ? interval.Low : interval.High;
                Assert.True(Math.Abs(end - expected) < SplineTolerance * interval.Width, $"{row.Location}: {expected}, {end}");
                continue;
            }

            var actual = statistic switch
            {
                "coefficient" => fit.Coefficient(name).Estimate,
                "se" => fit.Coefficient(name).StandardError,
                "covariance" => name == "last two" ? fit.Covariance(last, last - 1) : fit.Covariance(0, last),
                "deviance" => fit.Deviance,
                "null deviance" => fit.NullDeviance,
                "log likelihood" => fit.LogLikelihood,
                "maximum" => fit.Maximum,
                "fitted" => name == "first" ? fitted[0] : fitted[^1],
                "profile_low" => fit.ProfileInterval(name).Low,
                "profile_high" => fit.ProfileInterval(name).High,
                "wald" => fit.Test(name, TermTestMethod.Wald).Statistic,
                "lr" => fit.Test(name).Statistic,
                "lr_p" => fit.Test(name).PValue(),
                "score" => fit.Test(name, TermTestMethod.Score).Statistic,
                _ => throw new InvalidOperationException(statistic),
            };
            AssertRelative(expected, actual, Tolerance, $"{row.Location} {statistic} {name}");
        }
    }
}
