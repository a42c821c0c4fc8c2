using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Whether a row's statistic or p is that of fewer women than the groups have, by the test that is stated: the fewest missing
/// values that explain it. Both have to hold for the same women.
/// </summary>
internal static class FewerWomen
{
    /// <summary>The convention with the fewest women missing that gives the number; null where none does.</summary>
    public static Attainable? Explaining(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (!(row.First.MayLack || row.Second.MayLack) || number.Printed.Relation != Relation.Equal) return null;
        return RowTests.BasisOf(paper, row.First, row.Second) switch
        {
            RowTests.Basis.Means => OfMeans(paper, row, number),
            RowTests.Basis.Counts => OfCounts(paper, row, number),
            _ => null,
        };
    }

    private static Attainable? OfMeans(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (row.Moments is not { } all) return null;
        int least1 = Least(row.First), least2 = Least(row.Second);
        var other = number.Statistic == Statistic.P ? row[Statistic.T] : row[Statistic.P];
        // |t| shrinks with the women: what even the fewest do not reach, none between does.
        if (!Reaches(Values(number, least1, least2))) return null;
        foreach (var (n1, n2) in UnstatedLosses.Sizes((least1, all.N1), (least2, all.N2)))
        {
            var values = Values(number, n1, n2);
            if (values.Intersects(number.Printed.Rounded) && (other is null || Values(other, n1, n2).Intersects(other.Printed.Rounded)))
                return new(new Convention.Missing(all.N1 - n1 + all.N2 - n2), false, values);
        }

        return null;

        IntervalUnion Values(LedgerNumber of, int n1, int n2)
        {
            var pair = all with { N1 = n1, N2 = n2 };
            var by = of.Statistic == Statistic.P
                ? RowTests.MeanPValues(paper, pair, Rounding.Nearest).Where(c => c.Convention is Convention.Test { OneSided: false })
                : RowTests.MeanStatistics(paper, pair, Rounding.Nearest)
                    .Select(c => c with { Values = new(c.Values.SelectMany(v => new[] { v, new Interval(-v.High, -v.Low) })) });
            return new(StatedTests.Narrow([.. by], of.Facts).Where(c => c.Stated).SelectMany(c => c.Values));
        }

        // Whether the number lies between those of the fewest women and of all.
        bool Reaches(IntervalUnion values)
        {
            if (values.Count == 0) return false;
            var printed = number.Printed.Rounded;
            if (number.Statistic == Statistic.P) return values[^1].High >= printed.Low;
            return values.Min(v => v.Low <= 0 && v.High >= 0 ? 0 : Math.Min(Math.Abs(v.Low), Math.Abs(v.High)))
                <= RowTests.Magnitude(printed).High;
        }
    }

    private static int Least(ArmEntry arm) => Math.Max(2, Math.Max(arm.LeastSize, UnstatedLosses.Fewest(arm.Size)));

    private static Attainable? OfCounts(LedgerIndex paper, ComparisonRow row, LedgerNumber number)
    {
        if (row.First.Events is not { } a || row.Second.Events is not { } b) return null;
        var (first, second) = (ArmCounts.Women(row.First, a), ArmCounts.Women(row.Second, b));
        if (first.Least == first.Most && second.Least == second.Most) return null;
        var chi2 = number.Statistic == Statistic.Chi2 ? number : row[Statistic.Chi2];
        var p = number.Statistic == Statistic.Chi2 ? row[Statistic.P] : number;
        foreach (var (n1, n2) in UnstatedLosses.Sizes(first, second, most: 400))
        {
            var table = TwoByTwoTable.FromEvents(a, n1, b, n2);
            var pearson = new PearsonChiSquareTest(table);
            var yates = new YatesChiSquareTest(table);
            if (chi2 is not null && !IsOneOf(chi2, pearson.Statistic, yates.Statistic)) continue;
            if (p is not null && !IsOneOf(p, pearson.PValue(), yates.PValue()) && !IsOneOf(p, new FisherExactTest(table).PValue())) continue;
            return new(new Convention.Missing(row.First.Size - n1 + row.Second.Size - n2), false, new IntervalUnion([number.Printed.Rounded]));
        }

        return null;

        static bool IsOneOf(LedgerNumber printed, params ReadOnlySpan<double> values)
        {
            foreach (var v in values)
                if (printed.Printed.Rounded.Contains(v)) return true;
            return false;
        }
    }
}
