using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Looks for printed rows that fit another variable better than their label: the row contradicts what another table prints
/// for the same women under its label, and lies close to what is printed for them under another label of the same kind
/// that the row's own table does not print. A suggestion with its evidence, never a verdict.
/// </summary>
internal static class LabelSuggestions
{
    // Close: means within a quarter of the pooled SD, SDs within a factor of 1.5.
    private const double Distance = 0.25;
    private const double Ratio = 1.5;

    /// <summary>The suggestions for a paper, given what the checks found.</summary>
    public static IReadOnlyList<LabelSuggestion> Of(LedgerIndex paper, IReadOnlyList<CheckResult> results)
    {
        var contradicted = results
            .Where(r => r.Verdict == Verdict.Contradicted && r.Number.Statistic == Statistic.Mean && !r.Number.InText)
            .Select(r => r.Number.Id).ToHashSet(StringComparer.Ordinal);
        var found = new List<LabelSuggestion>();
        foreach (var cells in paper.Entries.Where(c => c.Moments is { } m && contradicted.Contains(m.Mean.Id)).GroupBy(c => c.Variable.Id))
        {
            // A label is doubted only where every arm that can be compared fits the other label and not its own.
            var fits = cells.Select(c => (Entry: c, Own: Nearness(paper, c, c.Variable), Others: Others(paper, c))).ToList();
            if (fits.Any(f => f.Own is { } own && own <= Distance)) continue;
            foreach (var candidate in fits[0].Others)
            {
                var matches = fits.Select(f => f.Others.FirstOrDefault(o => o.Variable == candidate.Variable)).ToList();
                if (matches.Any(m => m.Entry is null)) continue;
                var evidence = fits.Zip(matches, (f, m) => new LabelMatch(f.Entry, m.Entry!)).ToList();
                found.Add(new([.. evidence.SelectMany(e => new[] { e.Entry.Moments!.Value.Mean, e.Entry.Moments!.Value.Sd })],
                    candidate.Variable, evidence));
                break;
            }
        }

        return found;
    }

    /// <summary>The distance between a cell and what other tables print for the same women under a label.</summary>
    private static double? Nearness(LedgerIndex paper, ArmEntry cell, Variable variable)
    {
        var m = cell.Moments!.Value;
        double? nearest = null;
        foreach (var other in paper.Everywhere(variable.Id, cell.Group.Id))
        {
            if (other.Table == cell.Table || other.Moments is not { } o) continue;
            nearest = Math.Min(nearest ?? double.PositiveInfinity, Gap(m, o));
        }

        return nearest;
    }

    private static List<(Variable Variable, ArmEntry? Entry)> Others(LedgerIndex paper, ArmEntry cell) =>
    [.. paper.Entries
        .Where(c => c.Group.Id == cell.Group.Id && c.Table != cell.Table && c.Variable.Kind == cell.Variable.Kind
            && c.Variable.Id != cell.Variable.Id && c.Moments is not null
            && paper.Find(cell.Table, c.Variable.Id, cell.Group.Id) is null
            && Gap(cell.Moments!.Value, c.Moments!.Value) <= Distance)
        .OrderBy(c => Gap(cell.Moments!.Value, c.Moments!.Value))
        .Select(c => (c.Variable, (ArmEntry?)c))];

    /// <summary>The standardised difference of two means; infinite where the SDs are too unlike.</summary>
    private static double Gap((LedgerNumber Mean, LedgerNumber Sd) a, (LedgerNumber Mean, LedgerNumber Sd) b)
    {
        double s = a.Sd.Printed.Value, t = b.Sd.Printed.Value;
        if (s <= 0 || t <= 0 || Math.Max(s, t) / Math.Min(s, t) > Ratio) return double.PositiveInfinity;
        return Math.Abs(StandardizedDifference.OfMeans(Moments(a), Moments(b)));
    }

    private static SampleMoments Moments((LedgerNumber Mean, LedgerNumber Sd) m) => new(2, m.Mean.Printed.Value, m.Sd.Printed.Value);
}
