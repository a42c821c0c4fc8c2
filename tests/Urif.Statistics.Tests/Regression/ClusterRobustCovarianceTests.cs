using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests.Regression;

/// <summary>The covariance of clustered rows against tests/reference/logistic-clusters.csv (R's sandwich::vcovCL).</summary>
public class ClusterRobustCovarianceTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Clustered_covariances_agree_with_sandwich()
    {
        foreach (var rows in Load("logistic-clusters").Rows.GroupBy(row => (row.Text("set"), row.Text("formula"), row.Text("corrected"))))
        {
            (string set, string formula, string corrected) = rows.Key;
            LogisticFit fit = LogisticData.Fit(set, formula);
            int[] clusters = [.. ((NumericColumn)LogisticData.Columns(set)[rows.First().Text("cluster")]).Values.Select(v => (int)v)];
            var covariance = ClusterRobustCovariance.Of(fit, clusters, corrected == "yes");
            Assert.Equal(clusters.Distinct().Count(), covariance.Clusters);
            foreach (ReferenceRow row in rows)
            {
                int i = (int)row.Integer("row"), j = (int)row.Integer("column");
                AssertRelative(row.Number("value"), covariance[i, j], Tolerance, row.Location);
                AssertRelative(row.Number("value"), covariance[j, i], Tolerance, row.Location);
            }

            var last = fit.Design.ColumnNames[^1];
            Assert.Equal(Math.Sqrt(covariance[fit.Coefficients.Count - 1, fit.Coefficients.Count - 1]), covariance.Coefficient(last).StandardError);
        }
    }

    [Fact]
    public void Clusters_of_one_row_give_the_covariance_of_independent_rows()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", "low ~ lwt + smoke");
        var clustered = ClusterRobustCovariance.Of(fit, [.. Enumerable.Range(0, fit.Design.RowCount)], isCorrected: false);
        AssertRelative(RobustCovariance.Of(fit)[1, 2], clustered[1, 2], 1e-13);
    }

    [Fact]
    public void Every_row_twice_says_no_more_than_once()
    {
        // The truth behind repeated cycles: the model's own errors shrink by √2, those of clusters stay.
        Dictionary<string, ModelColumn> once = LogisticData.Columns("pima");
        var twice = once.ToDictionary(c => c.Key, c => (ModelColumn)((double[])[.. Values(c.Value), .. Values(c.Value)]));
        LogisticFit single = LogisticRegression.Fit("type ~ glu + bmi", once), repeated = LogisticRegression.Fit("type ~ glu + bmi", twice);
        int[] woman = [.. Enumerable.Range(0, 400).Select(i => i % 200)];
        var clustered = ClusterRobustCovariance.Of(repeated, woman, isCorrected: false).Coefficient("glu").StandardError;
        AssertRelative(single.Coefficient("glu").StandardError / Math.Sqrt(2), repeated.Coefficient("glu").StandardError, 1e-10);
        AssertRelative(RobustCovariance.Of(single).Coefficient("glu").StandardError, clustered, 1e-10);

        static double[] Values(ModelColumn column) => ((NumericColumn)column).Values;
    }

    [Fact]
    public void There_are_two_clusters_or_more_and_a_number_for_each_row()
    {
        LogisticFit fit = LogisticData.Fit("birthwt", "low ~ lwt");
        Assert.Throws<ArgumentException>(() => ClusterRobustCovariance.Of(fit, new int[189]));
        Assert.Throws<ArgumentException>(() => ClusterRobustCovariance.Of(fit, [1, 2, 3]));
    }
}
