using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// A percent printed beside its count is that count over the group's size. Source: arithmetic. Unstated denominators
/// tried: those of <see cref="Denominators"/> (live births of clinical pregnancies), and fewer women where values may be missing.
/// </summary>
internal sealed class PercentOfCount : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.PercentOfCount;

    /// <inheritdoc/>
    public override string Source => "arithmetic";

    /// <inheritdoc/>
    public override int Gravity => 1;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell[Statistic.Percent] is not { } percent || cell[Statistic.N] is not { } count || cell.Events is not { } events) continue;
            if (percent.Facts.Estimator == StatedEstimator.KaplanMeier) continue;
            var denominators = Denominators.Of(paper, cell).Select(d =>
                new Attainable(d.Convention, d.Stated, Interval.Point(100.0 * events / d.Women))).ToList();
            if (denominators.Count == 0) continue;
            var judgement = Judgement.Of(percent, r =>
            {
                var printed = percent.Printed.Values(r);
                return denominators.Exists(a => a.Values.Intersects(printed)) || Denominators.Missing(cell, printed) is not { } missing
                    ? denominators : [.. denominators, missing];
            }, Verdict.NotReproduced, pairs: true);
            yield return Result(percent, judgement, [count], new Reason.PercentOfWomen(percent, count, cell.Size));
            // A percent that fits also bounds its count; one that does not is booked on the percent alone.
            if (judgement.Verdict != Verdict.Reproduced || percent.Facts.Denominator is not null) continue;
            var bounds = percent.Printed.Rounded;
            var counts = new Interval(Math.Ceiling(bounds.Low * cell.Size / 100), Math.Floor(bounds.High * cell.Size / 100));
            yield return Result(count, Verdict.Reproduced, new([counts]), [percent],
                new Reason.CountOfPercent(count, percent, cell.Size, counts), passShare: Math.Min(1, (counts.Width + 1) / (cell.Size + 1)));
        }
    }
}
