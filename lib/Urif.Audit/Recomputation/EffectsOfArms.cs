using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The estimate and the limits that the arms' own numbers give a crude comparison, by every method that programs print, and with either
/// arm set against the other.
/// </summary>
internal sealed class EffectsOfArms
{
    private static readonly bool[] Directions = [false, true];

    private readonly Statistic _kind;
    private readonly double _level;
    private readonly List<TwoByTwoTable> _tables = [];
    private readonly SummaryPair? _means;
    private readonly LedgerNumber[] _percents;

    private EffectsOfArms(LedgerIndex paper, ComparisonRow row, Statistic kind)
    {
        (_kind, _level, Row) = (kind, paper.Ledger.Paper.ConfidenceLevel, row);
        var basis = RowTests.BasisOf(paper, row.First, row.Second);
        if (kind == Statistic.MeanDifference) _means = basis == RowTests.Basis.Means ? row.Moments : null;
        else if (basis == RowTests.Basis.Counts) _tables.AddRange(RowTests.Tables(paper, row.First, row.Second).Select(t => t.Table));
        _percents = kind == Statistic.RiskDifference && row.First[Statistic.Percent] is { } a && row.Second[Statistic.Percent] is { } b
            ? [a, b] : [];
    }

    /// <summary>The row.</summary>
    public ComparisonRow Row { get; }

    /// <summary>The tables of counts; none for means.</summary>
    public IReadOnlyList<TwoByTwoTable> Tables => _tables;

    /// <summary>The numbers used.</summary>
    public IEnumerable<LedgerNumber> Inputs => _means?.Numbers ?? [.. new[] { Row.First, Row.Second }
        .Select(e => e[Statistic.N] ?? e[Statistic.Percent]).OfType<LedgerNumber>()];

    /// <summary>What the arms of a crude comparison give; null where it is adjusted, by another estimator, or they give nothing.</summary>
    public static EffectsOfArms? Of(LedgerIndex paper, EffectEstimate estimate) =>
        Of(paper, estimate.Estimate, estimate.Estimate.Statistic, estimate.StatedEstimator);

    /// <summary>The same for a number of a row: an estimate, or a limit printed without one.</summary>
    public static EffectsOfArms? Of(LedgerIndex paper, LedgerNumber number, Statistic kind, StatedEstimator? estimator)
    {
        if (kind == Statistic.HazardRatio || number.Facts.Test is StatedTest.Adjusted or StatedTest.Ancova or StatedTest.Paired
            || estimator is not (null or StatedEstimator.Crude or StatedEstimator.Exact or StatedEstimator.Logistic
                or StatedEstimator.Poisson or StatedEstimator.Firth)
            || paper.Rows.FirstOrDefault(r => r.Tests.Contains(number)) is not { Comparison.AdjustedFor.Count: 0 } row) return null;
        var found = new EffectsOfArms(paper, row, kind);
        return found._means is null && found._tables.Count == 0 && found._percents.Length == 0 ? null : found;
    }

    /// <summary>The estimates.</summary>
    public IReadOnlyList<Attainable> Estimates(Rounding rounding)
    {
        var found = new List<Attainable>();
        foreach (var second in Directions)
        {
            if (_means is { } m)
            {
                var (m1, _, m2, _) = RowTests.Box(m, rounding);
                Add(EffectMethod.Wald, Directed(new(m1.Low - m2.High, m1.High - m2.Low), second));
            }

            if (_percents is [var a, var b])
            {
                Interval p = a.Printed.Values(rounding), q = b.Printed.Values(rounding);
                Add(EffectMethod.Wald, Directed(new(p.Low - q.High, p.High - q.Low), second));
            }

            foreach (var table in _tables)
            {
                var t = second ? table.SwapRows() : table;
                Add(EffectMethod.Wald, Slack(_kind switch
                {
                    Statistic.RiskRatio => new RiskRatio(t).Estimate,
                    Statistic.RiskDifference => 100 * new RiskDifference(t).Estimate,
                    _ => new OddsRatio(t).Estimate,
                }));
                if (_kind != Statistic.OddsRatio) continue;
                Add(EffectMethod.Exact, Slack(new OddsRatio(t).ConditionalEstimate));
                Add(EffectMethod.MidP, Slack(new OddsRatio(t).MedianUnbiasedEstimate));
                Add(EffectMethod.HalfAdded, Slack((t.A + 0.5) * (t.D + 0.5) / ((t.B + 0.5) * (t.C + 0.5))));
            }

            void Add(EffectMethod method, Interval values)
            {
                if (!double.IsNaN(values.Low)) found.Add(new(new Convention.Effect(method, second), method == EffectMethod.Wald, values));
            }
        }

        return found;
    }

    /// <summary>The lower or upper limits, by the stated method or by all.</summary>
    public IReadOnlyList<Attainable> Limits(Rounding rounding, bool high, StatedInterval? stated)
    {
        var found = new List<Attainable>();
        foreach (var second in Directions)
        {
            foreach (var (method, low, up) in _means is { } m ? OfMeans(m, rounding, second) : _tables.SelectMany(t =>
                OfCounts(second ? t.SwapRows() : t)))
            {
                var values = high ? up : low;
                if (double.IsNaN(values.Low) || !IsOf(method, stated)) continue;
                found.Add(new(new Convention.Effect(method, second),
                    stated is not null || method is EffectMethod.Wald or EffectMethod.Student, values));
            }
        }

        return found;
    }

    /// <summary>Wald's limit with this arm first, for how far another method's may lie; null where there is none.</summary>
    public IEnumerable<(Interval Low, Interval High)> WaldIntervals() => Directions.SelectMany(second =>
        _means is { } m ? OfMeans(m, Rounding.Nearest, second).Take(1).Select(x => (x.Low, x.High))
            : _tables.SelectMany(t => OfCounts(second ? t.SwapRows() : t).Take(1)).Select(x => (x.Low, x.High)));

    /// <summary>The fewest women without a value with whom the estimate and both limits are Wald's; null where none are.</summary>
    public int? Missing(LedgerIndex paper, EffectEstimate estimate)
    {
        if (!UnstatedLosses.Possible(paper) || _tables.Count == 0
            || Row.First.Events is not { } a || Row.Second.Events is not { } b) return null;
        var (first, second) = (ArmCounts.Women(Row.First, a), ArmCounts.Women(Row.Second, b));
        foreach (var (n1, n2) in UnstatedLosses.Sizes(first, second))
        {
            if (n1 == Row.First.Size && n2 == Row.Second.Size) continue;
            var table = TwoByTwoTable.FromEvents(a, n1, b, n2);
            foreach (var t in (TwoByTwoTable[])[table, table.SwapRows()])
            {
                var (value, interval) = _kind switch
                {
                    Statistic.RiskRatio => (new RiskRatio(t).Estimate, new RiskRatio(t).ConfidenceInterval(level: _level)),
                    Statistic.RiskDifference => (100 * new RiskDifference(t).Estimate,
                        Percent(new RiskDifference(t).ConfidenceInterval(level: _level))),
                    _ => (new OddsRatio(t).Estimate, new OddsRatio(t).ConfidenceInterval(level: _level)),
                };
                if (estimate.Estimate.Printed.Rounded.Contains(value) && estimate.Low.Printed.Rounded.Contains(interval.Low)
                    && estimate.High.Printed.Rounded.Contains(interval.High))
                    return Row.First.Size - n1 + Row.Second.Size - n2;
            }
        }

        return null;
    }

    private IEnumerable<(EffectMethod Method, Interval Low, Interval High)> OfMeans(SummaryPair m, Rounding rounding, bool second)
    {
        var (m1, s1, m2, s2) = RowTests.Box(m, rounding);
        var difference = Directed(new(m1.Low - m2.High, m1.High - m2.Low), second);
        double tail = (1 - _level) / 2, n1 = m.N1, n2 = m.N2;
        var student = -StudentT.Quantile(tail, n1 + n2 - 2);
        yield return Of(EffectMethod.Student, new(student * Pooled(s1.Low, s2.Low), student * Pooled(s1.High, s2.High)));
        var df = TwoMeanBounds.WelchDegreesOfFreedom(m.N1, s1, m.N2, s2);
        yield return Of(EffectMethod.Welch, new(-StudentT.Quantile(tail, df.High) * Separate(s1.Low, s2.Low),
            -StudentT.Quantile(tail, Math.Max(1, df.Low)) * Separate(s1.High, s2.High)));
        var z = -Normal.Quantile(tail);
        yield return Of(EffectMethod.Wald, new(z * Separate(s1.Low, s2.Low), z * Separate(s1.High, s2.High)));

        (EffectMethod, Interval, Interval) Of(EffectMethod method, Interval half) => (method,
            new(difference.Low - half.High, difference.High - half.Low), new(difference.Low + half.Low, difference.High + half.High));

        double Pooled(double a, double b) => Math.Sqrt(((n1 - 1) * a * a + (n2 - 1) * b * b) / (n1 + n2 - 2) * (1 / n1 + 1 / n2));

        double Separate(double a, double b) => Math.Sqrt(a * a / n1 + b * b / n2);
    }

    private IEnumerable<(EffectMethod Method, Interval Low, Interval High)> OfCounts(TwoByTwoTable t)
    {
        if (t.HasEmptyMargin) return [];
        return _kind switch
        {
            Statistic.RiskRatio => Ratio(new RiskRatio(t)),
            Statistic.RiskDifference => Difference(new RiskDifference(t)),
            _ => Odds(new OddsRatio(t)),
        };

        IEnumerable<(EffectMethod, Interval, Interval)> Odds(OddsRatio or)
        {
            yield return Of(EffectMethod.Wald, or.ConfidenceInterval(OddsRatioInterval.Woolf, _level));
            yield return Of(EffectMethod.Profile, or.ConfidenceInterval(OddsRatioInterval.Profile, _level));
            yield return Of(EffectMethod.Exact, or.ConfidenceInterval(OddsRatioInterval.Exact, _level));
            yield return Of(EffectMethod.MidP, or.ConfidenceInterval(OddsRatioInterval.MidP, _level));
            yield return Of(EffectMethod.MiettinenNurminen, or.ConfidenceInterval(OddsRatioInterval.MiettinenNurminen, _level));
            yield return Of(EffectMethod.Score, or.ConfidenceInterval(OddsRatioInterval.Cornfield, _level));
            double a = t.A + 0.5, b = t.B + 0.5, c = t.C + 0.5, d = t.D + 0.5;
            var factor = Math.Exp(-Normal.Quantile((1 - _level) / 2) * Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d));
            yield return Of(EffectMethod.HalfAdded, new(a * d / (b * c) / factor, a * d / (b * c) * factor));
        }

        IEnumerable<(EffectMethod, Interval, Interval)> Ratio(RiskRatio rr)
        {
            yield return Of(EffectMethod.Wald, rr.ConfidenceInterval(RiskRatioInterval.Katz, _level));
            yield return Of(EffectMethod.Score, rr.ConfidenceInterval(RiskRatioInterval.Koopman, _level));
            yield return Of(EffectMethod.MiettinenNurminen, rr.ConfidenceInterval(RiskRatioInterval.MiettinenNurminen, _level));
        }

        IEnumerable<(EffectMethod, Interval, Interval)> Difference(RiskDifference rd)
        {
            yield return Of(EffectMethod.Wald, Percent(rd.ConfidenceInterval(RiskDifferenceInterval.Wald, _level)));
            yield return Of(EffectMethod.Newcombe, Percent(rd.ConfidenceInterval(RiskDifferenceInterval.Newcombe, _level)));
            yield return Of(EffectMethod.MiettinenNurminen,
                Percent(rd.ConfidenceInterval(RiskDifferenceInterval.MiettinenNurminen, _level)));
        }

        static (EffectMethod, Interval, Interval) Of(EffectMethod method, Interval i) => (method, Slack(i.Low), Slack(i.High));
    }

    private static bool IsOf(EffectMethod method, StatedInterval? stated) => stated switch
    {
        null => true,
        StatedInterval.Wald => method is EffectMethod.Wald or EffectMethod.Student or EffectMethod.Welch or EffectMethod.HalfAdded,
        StatedInterval.Profile => method == EffectMethod.Profile,
        StatedInterval.Exact => method is EffectMethod.Exact or EffectMethod.MidP,
        StatedInterval.Score => method is EffectMethod.MiettinenNurminen or EffectMethod.Score or EffectMethod.Newcombe,
        _ => false,
    };

    private static Interval Directed(Interval difference, bool second) =>
        second ? new(-difference.High, -difference.Low) : difference;

    private static Interval Percent(Interval i) => new(100 * i.Low, 100 * i.High);

    /// <summary>A computed value with the slack of its computation.</summary>
    private static Interval Slack(double value) => double.IsInfinity(value) ? Interval.Point(value)
        : new(value - 1e-9 * Math.Abs(value), value + 1e-9 * Math.Abs(value));
}
