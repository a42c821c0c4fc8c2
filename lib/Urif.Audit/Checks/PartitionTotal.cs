using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// The rows of a partition (fresh and frozen cycles) add up to the group. Source: arithmetic. More women than the group
/// has is impossible; fewer can be missing values and is not reproduced. Where one row alone disagrees with its own
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
            .GroupBy(c => (c.Table, c.Group.Id, c.Variable.Partition)))
        {
            var cells = partition.ToList();
            var expected = paper.Ledger.Variables.Count(v => v.Partition == partition.Key.Partition);
            if (cells.Count != expected) continue;
            var size = cells[0].Size;
            var total = cells.Sum(c => c.Events!.Value);
            var numbers = cells.Select(c => c[Statistic.N]!).ToList();
            var suspects = total == size ? cells : cells.Where(c => !AgreesWithItsPercent(c)).ToList();
            if (suspects.Count != 1) suspects = cells;
            foreach (var cell in suspects)
            {
                var number = cell[Statistic.N]!;
                var fitting = size - (total - cell.Events!.Value);
                var verdict = total == size ? Verdict.Reproduced : total > size ? Verdict.Impossible : Verdict.NotReproduced;
                yield return Result(number, verdict, new(fitting < 0 ? [] : [Interval.Point(fitting)]), numbers,
                    new Reason.SumOfPartition(numbers, total, size), passShare: 1.0 / (size + 1));
            }
        }
    }

    private static bool AgreesWithItsPercent(ArmEntry cell) =>
        cell[Statistic.Percent] is not { } percent
        || percent.Printed.Rounded.Contains(100.0 * cell.Events!.Value / cell.Size);
}
