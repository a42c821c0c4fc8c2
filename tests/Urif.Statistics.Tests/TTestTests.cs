using CsCheck;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>Student's and Welch's t-tests against tests/reference/t_tests.csv (R's t.test).</summary>
public class TTestTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Summaries_and_samples_agree_with_R()
    {
        foreach (var row in Load("t_tests").Rows)
        {
            double[] x = row.Numbers("x"), y = row.Numbers("y");
            int n1 = row.Integer("n1"), n2 = row.Integer("n2");
            double mean1 = row.Number("mean1"), sd1 = row.Number("sd1"), mean2 = row.Number("mean2"), sd2 = row.Number("sd2");
            if (row.Text("kind") == "student")
            {
                Check(StudentTTest.FromSummary(n1, mean1, sd1, n2, mean2, sd2));
                if (x.Length > 0) Check(StudentTTest.FromSamples(x, y));
            }
            else
            {
                Check(WelchTTest.FromSummary(n1, mean1, sd1, n2, mean2, sd2));
                if (x.Length > 0) Check(WelchTTest.FromSamples(x, y));
            }

            void Check(IHypothesisTest test)
            {
                var (df, se, difference, ci95, ci99) = test switch
                {
                    StudentTTest s => (
                        s.DegreesOfFreedom, s.StandardError, s.MeanDifference,
                        s.ConfidenceInterval(), s.ConfidenceInterval(0.99)),
                    WelchTTest w => (
                        w.DegreesOfFreedom, w.StandardError, w.MeanDifference,
                        w.ConfidenceInterval(), w.ConfidenceInterval(0.99)),
                    _ => throw new InvalidOperationException(),
                };
                AssertRelative(row.Number("t"), test.Statistic, Tolerance, $"{row} t");
                AssertRelative(row.Number("t"), difference / se, Tolerance, $"{row} t");
                AssertRelative(row.Number("df"), df, Tolerance, $"{row} df");
                AssertRelative(row.Number("se"), se, Tolerance, $"{row} se");
                AssertRelative(row.Number("less"), test.PValue(Alternative.Less), Tolerance, $"{row} less");
                AssertRelative(row.Number("two_sided"), test.PValue(), Tolerance, $"{row} two-sided");
                AssertRelative(row.Number("greater"), test.PValue(Alternative.Greater), Tolerance, $"{row} greater");
                AssertRelative(row.Number("low95"), ci95.Low, Tolerance, $"{row} low95");
                AssertRelative(row.Number("high95"), ci95.High, Tolerance, $"{row} high95");
                AssertRelative(row.Number("low99"), ci99.Low, Tolerance, $"{row} low99");
                AssertRelative(row.Number("high99"), ci99.High, Tolerance, $"{row} high99");
            }
        }
    }

    [Fact]
    public void A_confidence_interval_excludes_zero_when_the_test_rejects() =>
        Gen.Select(Gen.Int[2, 300], Gen.Int[2, 300], Gen.Double[-3, 3], Gen.Double[0.1, 5], Gen.Double[0.5, 0.999])
            .Sample((n1, n2, difference, sd, level) =>
            {
                var student = StudentTTest.FromSummary(n1, difference, sd, n2, 0, 1);
                var welch = WelchTTest.FromSummary(n1, difference, sd, n2, 0, 1);
                Assert.Equal(student.PValue() >= 1 - level, student.ConfidenceInterval(level).Contains(0));
                Assert.Equal(welch.PValue() >= 1 - level, welch.ConfidenceInterval(level).Contains(0));
            });

    [Fact]
    public void Constant_groups_give_what_the_documentation_says()
    {
        double[] low = [0.1, 0.1, 0.1], high = [0.3, 0.3, 0.3, 0.3];
        var student = StudentTTest.FromSamples(low, high);
        Assert.Equal((double.NegativeInfinity, 0, 0), (student.T, student.StandardError, student.PValue()));
        Assert.Equal((0, 1), (student.PValue(Alternative.Less), student.PValue(Alternative.Greater)));
        Assert.True(double.IsNaN(StudentTTest.FromSamples(low, low).PValue()));

        var welch = WelchTTest.FromSamples(low, high);
        Assert.Equal((0, double.NaN, double.NaN), (welch.StandardError, welch.DegreesOfFreedom, welch.PValue()));
    }

    [Fact]
    public void Groups_too_small_for_a_variance_give_NaN()
    {
        Assert.True(double.IsNaN(StudentTTest.FromSamples([1], [2]).PValue()));
        Assert.True(double.IsNaN(StudentTTest.FromSamples([], [2, 3]).PValue()));
        Assert.True(double.IsNaN(WelchTTest.FromSamples([1], [2, 3]).PValue()));
        Assert.True(double.IsNaN(WelchTTest.FromSamples([1], [2, 3]).ConfidenceInterval().Low));
    }

    [Fact]
    public void Negative_sizes_and_deviations_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentTTest.FromSummary(-1, 0, 1, 3, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StudentTTest.FromSummary(3, 0, 1, 3, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WelchTTest.FromSummary(3, 0, 1, -3, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => WelchTTest.FromSummary(3, 0, -1, 3, 0, 1));
    }
}
