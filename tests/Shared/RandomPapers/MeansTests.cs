using Urif.Statistics;

namespace Urif.Tests;

/// <summary>Tests of means straight from their definitions, written without the audit's code.</summary>
internal static class MeansTests
{
    public static (double T, double Df) Student(double[] x, double[] y) =>
        Student(x.Length, Sample.Mean(x), Sample.Sd(x), y.Length, Sample.Mean(y), Sample.Sd(y));

    /// <summary>Student 1908, of a pooled variance.</summary>
    public static (double T, double Df) Student(double n1, double m1, double s1, double n2, double m2, double s2) => (
        (m1 - m2) / Math.Sqrt(((n1 - 1) * s1 * s1 + (n2 - 1) * s2 * s2) / (n1 + n2 - 2) * (1 / n1 + 1 / n2)), n1 + n2 - 2);

    public static (double T, double Df) Welch(double[] x, double[] y) =>
        Welch(x.Length, Sample.Mean(x), Sample.Sd(x), y.Length, Sample.Mean(y), Sample.Sd(y));

    /// <summary>Welch 1947.</summary>
    public static (double T, double Df) Welch(double n1, double m1, double s1, double n2, double m2, double s2)
    {
        double v1 = s1 * s1 / n1, v2 = s2 * s2 / n2;
        return ((m1 - m2) / Math.Sqrt(v1 + v2), (v1 + v2) * (v1 + v2) / (v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1)));
    }

    public static (double T, double Df) Paired(double[] x, double[] y)
    {
        double[] differences = [.. x.Select((v, k) => v - y[k])];
        return (Sample.Mean(differences) / (Sample.Sd(differences) / Math.Sqrt(x.Length)), x.Length - 1);
    }

    public static OneWayAnova Anova(IEnumerable<double[]> arms) =>
        OneWayAnova.FromSummary([.. arms.Select(x => (x.Length, Sample.Mean(x), Sample.Sd(x)))]);

    /// <summary>Of both tails.</summary>
    public static double PValue((double T, double Df) test) => StudentT.TwoSided(Math.Abs(test.T), test.Df);
}
