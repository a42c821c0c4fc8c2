namespace Urif.Audit;

/// <summary>
/// Looks for printed rows that fit another variable better than their label: the row contradicts what another table prints
/// for the same women under its label, and lies close to what is printed for them under another label of the same kind
/// that the row's own table does not print. A suggestion with its evidence, never a verdict.
/// </summary>
public static class LabelSuggestions
{
    // Close: means within a quarter of the pooled SD, SDs within a factor of 1.5.
    private const double Distance = 0.25;
    private const double Ratio = 1.5;

    /// <summary>The suggestions for a paper, given what the checks found.</summary>
    public static IReadOnlyList<LabelSuggestion> Of(AuditContext paper, IReadOnlyList<CheckResult> results)
    {
        var contradicted = results
            .Where(r => r.Verdict == Verdict.Contradicted && r.Number.Statistic == Statistic.Mean && !r.Number.InText)
            .Select(r => r.Number.Id).ToHashSet(StringComparer.Ordinal);
        var found = new List<LabelSuggestion>();
        foreach (var cells in paper.Cells.Where(c => c.Moments is { } m && contradicted.Contains(m.Mean.Id)).GroupBy(c => c.Variable.Id))
        {
            // A label is doubted only where every arm that can be compared fits the other label and not its own.
            var fits = cells.Select(c => (Cell: c, Own: Nearness(paper, c, c.Variable), Others: Others(paper, c))).ToList();
            if (fits.Any(f => f.Own is { } own && own <= Distance)) continue;
            foreach (var candidate in fits[0].Others)
            {
                var matches = fits.Select(f => f.Others.FirstOrDefault(o => o.Variable == candidate.Variable)).ToList();
                if (matches.Any(m => m.Cell is null)) continue;
                var evidence = fits.Zip(matches, (f, m) => (f.Cell, Match: m.Cell!)).ToList();
                var target = candidate.Variable;
                found.Add(new([.. evidence.SelectMany(e => new[] { e.Cell.Moments!.Value.Mean, e.Cell.Moments!.Value.Sd })], target, new(
                    $"The row '{fits[0].Cell.Variable.Label.En}' fits '{target.Label.En}' better: " + string.Join(", ", evidence.Select(e =>
                        $"{Words.Moments(e.Cell.Moments!.Value)} ({Words.Table(e.Cell.Table).En}) beside {Words.Moments(e.Match.Moments!.Value)} ({Words.Table(e.Match.Table).En})")) + ".",
                    $"“{fits[0].Cell.Variable.Label.Zh}”一行与“{target.Label.Zh}”更吻合：" + string.Join("，", evidence.Select(e =>
                        $"{Words.Moments(e.Cell.Moments!.Value)}（{Words.Table(e.Cell.Table).Zh}）对比 {Words.Moments(e.Match.Moments!.Value)}（{Words.Table(e.Match.Table).Zh}）")) + "。")));
                break;
            }
        }

        return found;
    }

    /// <summary>The distance between a cell and what other tables print for the same women under a label.</summary>
    private static double? Nearness(AuditContext paper, Cell cell, Variable variable)
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

    private static List<(Variable Variable, Cell? Cell)> Others(AuditContext paper, Cell cell) =>
    [.. paper.Cells
        .Where(c => c.Group.Id == cell.Group.Id && c.Table != cell.Table && c.Variable.Kind == cell.Variable.Kind
            && c.Variable.Id != cell.Variable.Id && c.Moments is not null
            && paper.Find(cell.Table, c.Variable.Id, cell.Group.Id) is null
            && Gap(cell.Moments!.Value, c.Moments!.Value) <= Distance)
        .OrderBy(c => Gap(cell.Moments!.Value, c.Moments!.Value))
        .Select(c => (c.Variable, (Cell?)c))];

    /// <summary>The standardised difference of two means; infinite where the SDs are too unlike.</summary>
    private static double Gap((LedgerNumber Mean, LedgerNumber Sd) a, (LedgerNumber Mean, LedgerNumber Sd) b)
    {
        double s = a.Sd.Printed.Value, t = b.Sd.Printed.Value;
        if (s <= 0 || t <= 0 || Math.Max(s, t) / Math.Min(s, t) > Ratio) return double.PositiveInfinity;
        return Math.Abs(a.Mean.Printed.Value - b.Mean.Printed.Value) / Math.Sqrt((s * s + t * t) / 2);
    }
}
