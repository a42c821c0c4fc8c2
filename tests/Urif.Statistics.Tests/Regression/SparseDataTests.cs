using System.Globalization;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests.Regression;

/// <summary>
/// Logistic models of sparse data: closed forms, tests/reference/logistic-sparse.csv (a slow maximiser in R, brglm2), and random
/// designs of which each number is checked by what defines it.
/// </summary>
public class SparseDataTests(ITestOutputHelper output)
{
    // More designs, or those from one number up to another: URIF_SPARSE_DESIGNS=10000 (or 250-300) dotnet test -c Release --project tests/Urif.Statistics.Tests -- --filter-class '*SparseDataTests'
    // qchisq(0.95, 1)
    private const double ChiSquareOf95 = 3.841458820694124;
    private const string Range = "URIF_SPARSE_DESIGNS", Designs = "24";

    [Theory]
    [InlineData(0, 1, 13, 16)]
    [InlineData(1, 0, 13, 16)]
    [InlineData(0, 1, 1, 28)]
    [InlineData(1, 0, 0, 40)]
    [InlineData(3, 0, 5, 8)]
    [InlineData(2, 7, 100, 4)]
    public void Of_a_two_by_two_table_Firth_adds_one_half_to_each_cell(int a, int b, int c, int d)
    {
        // D. Firth (1993), section 3.3: the penalty of a saturated model is that of half an event and half a non-event more in each group.
        double[] x = [.. Enumerable.Repeat(1.0, a + b), .. Enumerable.Repeat(0.0, c + d)];
        double[] y = [.. Enumerable.Repeat(1.0, a), .. Enumerable.Repeat(0.0, b), .. Enumerable.Repeat(1.0, c), .. Enumerable.Repeat(0.0, d)];
        LogisticFit fit = LogisticRegression.Fit(DesignMatrix.OfColumns(["x"], [x]), y, null, null, LogisticOptions.Firth);
        double odds = (a + 0.5) / (b + 0.5), reference = (c + 0.5) / (d + 0.5);
        Assert.Equal(Math.Log(reference), fit.Coefficients[0], 1e-12);
        Assert.Equal(Math.Log(odds / reference), fit.Coefficients[1], 1e-12);

        // The information is that of the fitted probabilities with the women that there are.
        double p = odds / (1 + odds), q = reference / (1 + reference);
        Assert.Equal(1 / ((a + b) * p * (1 - p)) + 1 / ((c + d) * q * (1 - q)), fit.Covariance(1, 1), 1e-10);
    }

    [Fact]
    public void Of_groups_Firth_adds_one_half_to_each_cell()
    {
        int[] events = [4, 0, 1, 2], women = [19, 5, 1, 2];
        int[] codes = [.. women.SelectMany((n, group) => Enumerable.Repeat(group, n))];
        double[] y = [.. women.SelectMany((n, group) => Enumerable.Range(0, n).Select(i => i < events[group] ? 1.0 : 0))];
        LogisticFit fit = LogisticRegression.Fit(
            "y ~ g", new Dictionary<string, ModelColumn> { ["y"] = y, ["g"] = new FactorColumn(codes, ["a", "b", "c", "d"]) }, null,
            LogisticOptions.Firth);
        double[] logit = [.. events.Select((k, group) => Math.Log((k + 0.5) / (women[group] - k + 0.5)))];
        for (var k = 1; k < 4; k++) Assert.Equal(logit[k] - logit[0], fit.Coefficients[k], 1e-12);
    }

    [Fact]
    public void Only_resamples_without_the_exposed_lack_a_Firth_estimate()
    {
        // Three exposed among 30: of the resamples, those without any of them, whose column is constant.
        double[] x = [.. Enumerable.Range(0, 30).Select(i => i < 3 ? 1.0 : 0)], y = [.. Enumerable.Range(0, 30).Select(i => i % 7 < 3 ? 1.0 : 0)];
        LogisticFit fit = LogisticRegression.Fit(DesignMatrix.OfColumns(["x"], [x]), y, null, null, LogisticOptions.Firth);
        var without = 0;
        var places = new int[30];
        for (var replicate = 0; replicate < 500; replicate++)
        {
            new CounterRandom(3, (ulong)replicate).FillBelow(30, places);
            without += places.All(place => place >= 3) ? 1 : 0;
        }

        Assert.InRange(without, 5, 50);
        var resampled = Bootstrap.OfCoefficients(fit, new(500, 3))[1];
        Assert.Equal(without, resampled.WithoutEstimate);
        Assert.Equal([KeyValuePair.Create(ModelFault.Dependent, without)], resampled.Faults);
    }

    [Fact]
    public void Resamples_say_why_they_have_no_estimate()
    {
        // Two events among ten women, of whom two are exposed, one with the event: counted by the counts of each cell that are drawn.
        double[] x = [1, 1, 0, 0, 0, 0, 0, 0, 0, 0], y = [1, 0, 1, 0, 0, 0, 0, 0, 0, 0];
        LogisticFit fit = LogisticRegression.Fit(DesignMatrix.OfColumns(["x"], [x]), y);
        int separated = 0, constant = 0, oneOutcome = 0;
        var places = new int[10];
        for (var replicate = 0; replicate < 400; replicate++)
        {
            new CounterRandom(3, (ulong)replicate).FillBelow(10, places);
            int Drawn(double exposed, double outcome) => places.Count(i => x[i] == exposed && y[i] == outcome);
            int a = Drawn(1, 1), b = Drawn(1, 0), c = Drawn(0, 1), d = Drawn(0, 0);
            if (a + c == 0 || b + d == 0) oneOutcome++;
            else if (a + b == 0 || c + d == 0) constant++;
            else if (a * b * c * d == 0) separated++;
        }

        var resampled = Bootstrap.OfCoefficients(fit, new(400, 3))[1];
        Assert.Equal(
            new Dictionary<ModelFault, int>
            {
                [ModelFault.Separated] = separated, [ModelFault.Dependent] = constant, [ModelFault.OneOutcome] = oneOutcome,
            },
            resampled.Faults);
        Assert.Equal(separated + constant + oneOutcome, resampled.WithoutEstimate);
    }

    [Fact]
    public void Columns_that_nearly_determine_each_other_have_estimates_and_those_that_do_have_none()
    {
        // A second column within 2e-7 of twice the first, of which R's glm, too, makes an estimate; and one that is twice it but for rounding.
        double[] age = [.. Enumerable.Range(0, 40).Select(i => 24.0 + i * 7 % 20)], y = [.. Enumerable.Range(0, 40).Select(i => i * i % 7 < 3 ? 1.0 : 0)];
        double[] noise = [.. Enumerable.Range(0, 40).Select(i => i * i % 11 - 4.5)];
        foreach (var options in new[] { LogisticOptions.Default, LogisticOptions.Firth })
        {
            var near = LogisticRegression.Fit(
                DesignMatrix.OfColumns(["a", "b"], [age, [.. age.Zip(noise, (a, e) => 2 * a + 1e-6 * e)]]), y, null, null, options);
            var far = LogisticRegression.Fit(DesignMatrix.OfColumns(["a", "b"], [age, noise]), y, null, null, options);
            Assert.Equal(far.LogLikelihood, near.LogLikelihood, 1e-9);
            Assert.Equal(far.Coefficients[2], near.Coefficients[2] * 1e-6, 1e-8);
            var error = Assert.Throws<ModelException>(() => LogisticRegression.Fit(
                DesignMatrix.OfColumns(["a", "b"], [age, [.. age.Select(a => 0.1 * a + 0.3)]]), y, null, null, options));
            Assert.Equal("b: the column b is a linear combination of a", error.Message);
            Assert.Equal(ModelFault.Dependent, error.Fault);
        }
    }

    [Fact]
    public void Women_with_the_same_risk_are_tied()
    {
        // Cells of the same share of events, 3 of 7, whose predictions come out of different sums: centre by age, a cell for each.
        double[] age = [.. Enumerable.Range(0, 28).Select(i => i % 2 == 0 ? 31.0 : 37)];
        int[] centre = [.. Enumerable.Range(0, 28).Select(i => i / 14)], events = [3, 2, 5, 3], seen = new int[4];
        double[] y = [.. Enumerable.Range(0, 28).Select(i => seen[2 * centre[i] + i % 2]++ < events[2 * centre[i] + i % 2] ? 1.0 : 0)];
        LogisticFit fit = LogisticRegression.Fit("y ~ centre*age", new Dictionary<string, ModelColumn>
        {
            ["y"] = y, ["age"] = age, ["centre"] = new FactorColumn(centre, ["A", "B"]),
        });
        double[] exact = [.. Enumerable.Range(0, 28).Select(i => (double)events[2 * centre[i] + i % 2])];
        var expected = Concordance.Of(exact, y);
        Assert.Equal(expected.Estimate, Concordance.Of(fit).Estimate, 1e-14);
        Assert.Equal(expected.StandardError, Concordance.Of(fit).StandardError, 1e-14);
        Assert.Equal([7.0, 14, 7], HosmerLemeshowTest.Of(fit).Groups.Select(group => group.Count));
    }

    [Fact]
    public void Firth_fits_of_sparse_data_agree_with_a_slow_maximiser_in_R()
    {
        foreach (var rows in Load("logistic-sparse").Rows.GroupBy(row => row.Text("set")))
        {
            Dictionary<string, double[]> data = rows.Where(row => row.Text("statistic") == "data")
                .ToDictionary(row => row.Text("name"), row => row.Numbers("value"));
            string[] names = [.. data.Keys.Where(name => name != "y")];
            LogisticFit fit = LogisticRegression.Fit(
                DesignMatrix.OfColumns(names, [.. names.Select(name => data[name])]), data["y"], null, null, LogisticOptions.Firth);
            foreach (ReferenceRow row in rows)
            {
                var name = row.Text("name");
                switch (row.Text("statistic"))
                {
                    case "maximum":
                        AssertRelative(row.Number("value"), fit.Maximum, 1e-9, row.Location);
                        break;
                    case "coefficient":
                        AssertRelative(row.Number("value"), fit.Coefficient(name).Estimate, 1e-7, row.Location);
                        break;
                    case "brglm2":
                        AssertRelative(row.Number("value"), fit.Coefficient(name).Estimate, 1e-6, row.Location);
                        break;
                    case "profile_low" or "profile_high":
                        Interval interval = fit.ProfileInterval(name);
                        var end = row.Text("statistic") == "profile_low" ? interval.Low : interval.High;
                        Assert.True(
                            Math.Abs(end - row.Number("value")) < 1e-7 * interval.Width, $"{row.Location}: {row.Number("value")}, {end}");
                        break;
                }
            }
        }
    }

    [Fact]
    public void A_profile_follows_the_highest_maximum_and_not_the_one_that_it_started_on()
    {
        // At both ends there is a next lower maximum, of deviance 4.03 and 4.91, which a single climb takes for the profile.
        ReferenceRow[] rows = [.. Load("logistic-local-maxima").Rows];
        double[] Of(string statistic, string name) =>
            rows.Single(row => row.Text("statistic") == statistic && row.Text("name") == name).Numbers("value");
        string[] names = [.. rows.Where(row => row.Text("statistic") == "data").Select(row => row.Text("name")).Skip(1)];
        LogisticFit fit = LogisticRegression.Fit(
            DesignMatrix.OfColumns(names, [.. names.Select(name => Of("data", name))]), Of("data", "y"), null, null, LogisticOptions.Firth);
        AssertRelative(Of("maximum", "")[0], fit.Maximum, 1e-9, "maximum");
        foreach (var (name, isHigh) in new[] { ("prior_losses", true), ("ir", false) })
        {
            double[] values = Of("values", name), deviances = Of("deviances", name);
            double level = ChiSquareOf95, end = isHigh ? fit.ProfileInterval(name).High : fit.ProfileInterval(name).Low;
            Assert.True(deviances[0] < level && deviances[1] > level && Of("greatest_between", name)[0] < level);
            Assert.True(Of("next_deviance", name)[0] > level);
            Assert.InRange(end, values.Min(), values.Max());
        }
    }

    [Fact]
    public void Random_sparse_designs_have_the_numbers_that_their_definitions_give()
    {
        int[] range = [.. (Environment.GetEnvironmentVariable(Range) is { Length: > 0 } given ? given : Designs).Split('-')
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
        int first = range.Length > 1 ? range[0] : 0, designs = range[^1] - first;
        var report = new SparseReport();
        Parallel.For(first, first + designs, number => report.Add(number));
        output.WriteLine(report.ToString());
        Assert.True(report.Faults.Count == 0, string.Join('\n', report.Faults.Take(100)));
        Assert.True(report.Fits > designs && report.Ends > 4 * designs, report.ToString());
    }
}
