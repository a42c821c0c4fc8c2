using System.Globalization;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests.Regression;

/// <summary>
/// Standardised and weighted risks, and robust errors, against tests/reference/logistic-effects.csv (R's predict, vcov, sandwich).
/// </summary>
public class RiskComparisonTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<string, string, string, string> Models =>
        [.. Load("logistic-effects").Rows.Select(
            row => (row.Text("kind"), row.Text("set"), row.Text("formula"), row.Text("exposure"))).Distinct()];

    [Theory]
    [MemberData(nameof(Models))]
    public void Risks_effects_and_errors_agree_with_R(string kind, string set, string formula, string exposure)
    {
        Dictionary<string, ModelColumn> columns = Columns(set);
        var groups = set == "esoph" ? ((NumericColumn)columns["total"]).Values : null;
        LogisticFit fit = LogisticRegression.Fit(formula, columns, groups);
        var weighted = kind == "weighted" ? InverseProbabilityWeighting.Of(exposure, formula, columns) : null;
        RiskComparison risks = weighted?.Risks ?? StandardizedRisks.Of(fit, exposure);
        var robust = RobustCovariance.Of(fit);
        foreach (ReferenceRow row in Load("logistic-effects").Rows)
        {
            if ((row.Text("kind"), row.Text("set"), row.Text("formula"), row.Text("exposure")) != (kind, set, formula, exposure))
                continue;
            var name = row.Text("name");
            RiskEffect effect = name switch { "ratio" => risks.Ratio, "odds ratio" => risks.OddsRatio, _ => risks.Difference };
            var actual = row.Text("statistic") switch
            {
                "unexposed" => risks.UnexposedRisk,
                "exposed" => risks.ExposedRisk,
                "estimate" => effect.Estimate,
                "se" => effect.StandardError,
                "low" => effect.ConfidenceInterval().Low,
                "high" => effect.ConfidenceInterval().High,
                "p" => effect.PValue(),
                "weight" => weighted!.Weights[int.Parse(name, CultureInfo.InvariantCulture) - 1],
                "robust se" => robust.Coefficient(name).StandardError,
                "robust covariance" => robust[0, fit.Coefficients.Count - 1],
                var other => throw new InvalidOperationException(other),
            };
            AssertRelative(row.Number("value"), actual, Tolerance, $"{row.Location} {row.Text("statistic")} {name}");
        }
    }

    [Fact]
    public void Groups_with_counts_have_the_risks_of_their_persons_one_by_one()
    {
        Dictionary<string, ModelColumn> groups = Columns("esoph");
        double[] total = ((NumericColumn)groups["total"]).Values, cases = ((NumericColumn)groups["ncases"]).Values;
        int[] persons = [.. Enumerable.Range(0, total.Length).SelectMany(i => Enumerable.Repeat(i, (int)total[i]))];
        var single = groups.ToDictionary(column => column.Key, column => Rows(column.Value, persons));
        int[] nth = [.. persons.Select((group, person) => persons[..person].Count(other => other == group))];
        single["cases"] = persons.Select((group, person) => nth[person] < cases[group] ? 1.0 : 0).ToArray();

        const string Formula = "cases ~ agegp + heavy*tobgp";
        RiskComparison expected = StandardizedRisks.Of(LogisticRegression.Fit(Formula, single), "heavy");
        RiskComparison actual = StandardizedRisks.Of(LogisticRegression.Fit(Formula, groups, total), "heavy");
        AssertRelative(expected.Difference.Estimate, actual.Difference.Estimate, 1e-11);
        AssertRelative(expected.Ratio.StandardError, actual.Ratio.StandardError, 1e-11);
    }

    [Fact]
    public void Without_other_variables_both_methods_give_the_risks_of_the_two_by_two_table()
    {
        Dictionary<string, ModelColumn> data = LogisticData.Columns("birthwt");
        double[] smoke = ((NumericColumn)data["smoke"]).Values, low = ((NumericColumn)data["low"]).Values;
        int Count(double x, double y) => smoke.Zip(low).Count(row => row == (x, y));
        var table = new TwoByTwoTable(Count(1, 1), Count(1, 0), Count(0, 1), Count(0, 0));
        LogisticFit constant = LogisticRegression.Fit(DesignMatrix.OfColumns(["1/2"], [[.. low.Select(_ => 0.5)]], false), smoke);
        foreach (RiskComparison risks in (RiskComparison[])[
            StandardizedRisks.Of(LogisticRegression.Fit("low ~ smoke", data), "smoke"),
            StandardizedRisks.Of(LogisticRegression.Fit(DesignMatrix.OfColumns(["smoke"], [smoke]), low), "smoke"),
            InverseProbabilityWeighting.Of(constant, low).Risks])
        {
            Assert.Equal(table.Proportion1, risks.ExposedRisk, 1e-14);
            Assert.Equal(table.Proportion2, risks.UnexposedRisk, 1e-14);
            Assert.Equal(new RiskRatio(table).StandardError, risks.Ratio.StandardError, 1e-13);
            Assert.Equal(new RiskRatio(table).ConfidenceInterval().High, risks.Ratio.ConfidenceInterval().High, 1e-12);
        }
    }

    [Fact]
    public void An_arm_without_events_has_a_difference_and_no_end_to_its_ratio()
    {
        var risks = InverseProbabilityWeighting.Of(
            "y", "a ~ x", new Dictionary<string, ModelColumn>
            {
                ["y"] = new double[] { 0, 0, 0, 0, 1, 0, 1, 0 },
                ["a"] = new double[] { 1, 1, 1, 1, 0, 0, 0, 0 },
                ["x"] = new double[] { 1, 2, 3, 5, 2, 3, 4, 1 },
            }).Risks;
        Assert.Equal(0, risks.ExposedRisk);
        Assert.True(risks.Difference.ConfidenceInterval().High < 0.2);
        Assert.Equal(new Interval(0, double.PositiveInfinity), risks.Ratio.ConfidenceInterval());
        Assert.Equal(new Interval(0, double.PositiveInfinity), risks.OddsRatio.ConfidenceInterval());
    }

    [Fact]
    public void Every_fault_is_one_line_that_names_its_variable()
    {
        Dictionary<string, ModelColumn> data = Columns("pima");
        LogisticFit fit = LogisticRegression.Fit("type ~ glu + obese + npreg", data);
        Fails("bmi: the model has no such variable", () => StandardizedRisks.Of(fit, "bmi"));
        Fails("type: the model has no such variable", () => StandardizedRisks.Of(fit, "type"));
        Fails("obeseyes: the model has no such variable", () => StandardizedRisks.Of(fit, "obeseyes"));
        Fails("glu: an exposure is 0 or 1, and row 1 has 86", () => StandardizedRisks.Of(fit, "glu"));
        Fails("race: an exposure has two levels, and this factor has 3", () => StandardizedRisks.Of(
            LogisticRegression.Fit("low ~ race", LogisticData.Columns("birthwt")), "race"));
        Fails("(Intercept): the model has no such variable", () => StandardizedRisks.Of(
            LogisticRegression.Fit(DesignMatrix.OfColumns(["x"], [[1, 2, 3, 4]]), [0, 1, 0, 1]), "(Intercept)"));

        Fails("nothing: no such column; there are age, bmi, bp, far, glu, npreg, obese, ped, share, skin, split, type",
            () => InverseProbabilityWeighting.Of("nothing", "obese ~ age", With(data)));
        Fails("share: an exposure is 0 or 1, and row 1 has 0.5", () => InverseProbabilityWeighting.Of("type", "share ~ age", With(data)));
        Fails("glu: the value in row 1 is 86, and must be from 0 to 1", () => InverseProbabilityWeighting.Of("glu", "obese ~ age", data));
        Fails("obese: the weight of row 1 is infinite, as the propensity model gives its exposure the probability 0",
            () => InverseProbabilityWeighting.Of("type", "obese ~ age + offset(far)", With(data)));
        Assert.StartsWith("split: complete separation", Assert.Throws<SeparationException>(
            () => InverseProbabilityWeighting.Of("type", "obese ~ age + split", With(data))).Message, StringComparison.Ordinal);
        Fails("outcome: 2 rows where the design has 200", () => InverseProbabilityWeighting.Of(
            LogisticRegression.Fit("obese ~ age", data), [0, 1]));
    }

    private static Dictionary<string, ModelColumn> With(Dictionary<string, ModelColumn> pima)
    {
        var bmi = ((NumericColumn)pima["bmi"]).Values;
        return new(pima)
        {
            ["share"] = bmi.Select((_, i) => i == 0 ? 0.5 : i % 2).ToArray(),
            ["far"] = bmi.Select((value, i) => i > 0 ? 0.0 : value >= 30 ? -2000 : 2000).ToArray(),
            ["split"] = bmi.Select(value => value >= 30 ? 1.0 : 0).ToArray(),
        };
    }

    private static void Fails(string message, Func<object> call) => Assert.Equal(message, Assert.Throws<ModelException>(call).Message);

    // The data sets with the variables that logistic-effects.R adds.
    private static Dictionary<string, ModelColumn> Columns(string set)
    {
        Dictionary<string, ModelColumn> columns = LogisticData.Columns(set);
        if (set == "infert")
            columns["before"] = ((NumericColumn)columns["spontaneous"]).Values.Select(value => value > 0 ? 1.0 : 0).ToArray();
        if (set == "pima")
            columns["obese"] = FactorColumn.Of([.. ((NumericColumn)columns["bmi"]).Values.Select(bmi => bmi >= 30 ? "yes" : "no")]);
        if (set == "esoph")
            columns["heavy"] = ((FactorColumn)columns["alcgp"]).Codes.Select(code => code >= 2 ? 1.0 : 0).ToArray();
        return columns;
    }

    private static ModelColumn Rows(ModelColumn column, int[] rows) => column is FactorColumn factor
        ? factor with { Codes = [.. rows.Select(row => factor.Codes[row])] }
        : rows.Select(row => ((NumericColumn)column).Values[row]).ToArray();
}
