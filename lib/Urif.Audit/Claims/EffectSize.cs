using Urif.Statistics;

namespace Urif.Audit;

/// <summary>How far two arms are apart by their own numbers, with a confidence interval at the paper's level.</summary>
/// <param name="Kind">
/// A difference of risks in percentage points (interval of Newcombe 1998), a ratio of risks (Katz et al. 1978: Wald's on the log
/// scale), or a difference of means (by the paper's test of means).
/// </param>
/// <param name="Estimate">The first arm's value less the second's, or over it, from the numbers as printed.</param>
/// <param name="Limits">The interval.</param>
public sealed record EffectSize(Statistic Kind, double Estimate, Interval Limits)
{
    /// <summary>Every effect that two arms' numbers give; none for quartiles.</summary>
    internal static IReadOnlyList<EffectSize> Of(LedgerIndex paper, ArmEntry first, ArmEntry second)
    {
        var level = paper.Ledger.Paper.ConfidenceLevel;
        switch (RowTests.BasisOf(paper, first, second))
        {
            case RowTests.Basis.Counts:
                var table = RowTests.Tables(paper, first, second).First().Table;
                if (table.Row1 == 0 || table.Row2 == 0) return [];
                var difference = new RiskDifference(table);
                var points = difference.ConfidenceInterval(RiskDifferenceInterval.Newcombe, level);
                var found = new List<EffectSize>
                {
                    new(Statistic.RiskDifference, 100 * difference.Estimate, new(100 * points.Low, 100 * points.High)),
                };
                var ratio = new RiskRatio(table);
                if (double.IsFinite(ratio.Estimate) && ratio.Estimate > 0)
                    found.Add(new(Statistic.RiskRatio, ratio.Estimate, ratio.ConfidenceInterval(level: level)));
                return found;
            case RowTests.Basis.Means:
                return [OfMeans(RowTests.Pair(first, second), paper.Ledger.Paper.MeansTest, level)];
            default:
                return [];
        }
    }

    private static EffectSize OfMeans(SummaryPair m, TestMethod test, double level)
    {
        double n1 = m.N1, n2 = m.N2, s1 = Sd(m.First.Sd, n1), s2 = Sd(m.Second.Sd, n2), v1 = s1 * s1 / n1, v2 = s2 * s2 / n2;
        var welch = test == TestMethod.Welch && v1 + v2 > 0;
        var df = welch ? (v1 + v2) * (v1 + v2) / (v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1)) : n1 + n2 - 2;
        var error = welch ? Math.Sqrt(v1 + v2) : Math.Sqrt(((n1 - 1) * s1 * s1 + (n2 - 1) * s2 * s2) / df * (1 / n1 + 1 / n2));
        double estimate = m.First.Mean.Printed.Value - m.Second.Mean.Printed.Value, half = -StudentT.Quantile((1 - level) / 2, df) * error;
        return new(Statistic.MeanDifference, estimate, new(estimate - half, estimate + half));

        static double Sd(LedgerNumber spread, double n) => spread.Printed.Value * (spread.Statistic == Statistic.Se ? Math.Sqrt(n) : 1);
    }
}
