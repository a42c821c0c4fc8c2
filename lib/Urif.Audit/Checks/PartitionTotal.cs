using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The rows of a partition (fresh and frozen cycles) add up to the group, and their percents, where no counts are printed, to 100. Source:
/// arithmetic. More women than the group has is impossible. Fewer are missing values, a variant, where each row's percent is one of all
/// women or of those in the rows, and the paper does not say that none is missing. Where one row alone disagrees with its own
/// percent, the failure is booked on that row.
/// </summary>
internal sealed class PartitionTotal : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.PartitionTotal;

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override int Gravity => 1;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var partition in paper.Entries.Where(c => c.Variable.Partition.Length > 0 && c.Events is not null)
            .GroupBy(c => (c.Table, c.Group.Id, c.Variable.Partition, c.Time)))
        {
            var cells = partition.ToList();
            var expected = paper.Ledger.Variables.Count(v => v.Partition == partition.Key.Partition);
            if (cells.Count != expected) continue;
            var size = cells[0].Size;
            var total = cells.Sum(c => c.Events!.Value);
            var numbers = cells.Select(c => c[Statistic.N]!).ToList();
            var suspects = total == size ? cells : cells.Where(c => !AgreesWithItsPercent(c, total)).ToList();
            var lost = total < size && suspects.Count == 0 && cells.TrueForAll(c => c.MayLack)
                ? new Convention.Missing(size - total) : null;
            if (suspects.Count != 1) suspects = cells;
            foreach (var cell in suspects)
            {
                var number = cell[Statistic.N]!;
                var fitting = size - (total - cell.Events!.Value);
                var verdict = total == size ? Verdict.Reproduced : total > size ? Verdict.Impossible
                    : lost is not null ? Verdict.ReproducedByVariant : Verdict.NotReproduced;
                yield return Result(number, verdict,
                    new(fitting < 0 ? [] : [lost is null ? Interval.Point(fitting) : new(cell.Events.Value, fitting)]), numbers,
                    new Reason.SumOfPartition(numbers, total, size), lost, lost is null ? 1.0 / (size + 1) : null);
            }
        }

        foreach (var result in Percents(paper)) yield return result;
    }

    private IEnumerable<CheckResult> Percents(LedgerIndex paper)
    {
        foreach (var partition in paper.Entries.Where(c => c.Variable.Partition.Length > 0 && c[Statistic.Percent] is not null)
            .GroupBy(c => (c.Table, c.Group.Id, c.Variable.Partition, c.Time)))
        {
            var cells = partition.ToList();
            if (cells.Count != paper.Ledger.Variables.Count(v => v.Partition == partition.Key.Partition)
                || cells.Exists(c => c.Events is not null
                    || c[Statistic.Percent]!.Facts.Denominator is { Kind: not DenominatorKind.Group })) continue;
            var percents = cells.Select(c => c[Statistic.Percent]!).ToList();
            foreach (var percent in percents)
            {
                var others = percents.Where(p => p != percent).ToList();
                var judgement = Judgement.Of(percent, r =>
                {
                    double low = 100 - others.Sum(o => o.Printed.Values(r).High), high = 100 - others.Sum(o => o.Printed.Values(r).Low);
                    var all = new Attainable(new Convention.Plain(), true, new Interval(low, high));
                    return cells[0].MayLack ? [all, new(new Convention.Missing(1), false, new Interval(Math.Min(0, low), high))] : [all];
                }, Verdict.Impossible);
                yield return Result(percent, judgement, others,
                    new Reason.SumOfPercents(percents, percents.Sum(p => p.Printed.Digits)));
            }
        }
    }

    private static bool AgreesWithItsPercent(ArmEntry cell, int total) =>
        cell[Statistic.Percent] is not { } percent || ((int[])[cell.Size, total])
            .Any(n => RoundingRules.All.Any(r => percent.Printed.Values(r).Contains(100.0 * cell.Events!.Value / n)));
}
