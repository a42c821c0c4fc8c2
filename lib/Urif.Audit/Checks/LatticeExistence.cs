using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Some sample of n whole numbers within the possible range has the printed mean and SD together. Source: CORVIDS
/// (Wilner, Wood and Simons 2020); CLOSURE (2025). Existence is decided exactly (<see cref="SampleLattice"/>). Stronger than
/// grimmer and sd-bounds together near the ends of a range. Not applied where no total gives the mean. The pass share is
/// taken over the SDs within fifty units of the last digit. What a budget of steps does not decide is not checkable.
/// </summary>
internal sealed class LatticeExistence : Check
{
    // Beyond this many steps of the last digit the neighbours of a failing SD are not looked for.
    private const int NeighbourSteps = 300;

    /// <inheritdoc/>
    public override string Name => CheckNames.LatticeExistence;

    /// <inheritdoc/>
    public override string Source => "CORVIDS 2020; CLOSURE 2025";

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var cell in paper.Entries)
        {
            if (cell.Variable is not { Kind: VariableKind.Count, Granularity: 1 } || cell.Moments is not { } m || cell.Size < 2) continue;
            var range = paper.Range(cell.Variable, cell.Group);
            if (!double.IsFinite(range.Width)) continue;
            if ((range.Width + 1) * cell.Size > SampleLattice.MaximumExtent)
            {
                yield return Result(m.Sd, Verdict.NotCheckable, null, [m.Mean], new Reason.TooMuchWork(m.Sd, cell.Size, range));
                continue;
            }

            var lattice = new Lattice(cell.Size, (int)Math.Ceiling(range.Low), (int)Math.Floor(range.High));
            var (mean, sd) = (m.Mean.Printed, m.Sd.Printed);
            if (!lattice.HasMean(mean.Rounded)) continue;
            var work = new Work();
            var mayBeErrors = SdBounds.MayBeErrors(paper, cell.Table);
            var judgement = Judge(cell, lattice, m.Mean, m.Sd, mayBeErrors, work);
            if (work.IsExhausted && !judgement.Passes)
            {
                yield return Result(m.Sd, Verdict.NotCheckable, null, [m.Mean], new Reason.TooMuchWork(m.Sd, cell.Size, range));
                continue;
            }

            IntervalUnion attainable = judgement.Passes ? new([Interval.Point(sd.Value)])
                : new(Neighbours(lattice, mean.Rounded, sd, work).Select(Interval.Point));
            var share = Share(cell, lattice, m, mayBeErrors, work);
            yield return Result(m.Sd, judgement with { Attainable = attainable, PassShare = share }, [m.Mean],
                new Reason.WholeSample(m.Mean, m.Sd, cell.Size, lattice.Minimum, lattice.Maximum, judgement.Passes, attainable));
        }
    }

    private static Judgement Judge(
        ArmEntry cell, Lattice lattice, LedgerNumber mean, LedgerNumber sd, bool mayBeErrors, Work work) =>
        Judgement.Of(sd, r =>
        {
            Interval means = mean.Printed.Values(r), sds = sd.Printed.Values(r);
            if (lattice.Exists(means, sds, work)) return [new(new Convention.Sd(SdDenominator.NMinusOne), true, sds)];
            // An SD with denominator n is smaller by sqrt((n-1)/n), a standard error by sqrt(n).
            double toSample = Math.Sqrt(lattice.Size / (lattice.Size - 1.0)), toSd = Math.Sqrt(lattice.Size);
            return [
                new(new Convention.Sd(SdDenominator.NMinusOne), true, IntervalUnion.Empty),
                Tried(new Convention.Sd(SdDenominator.N), lattice.Exists(means, new(sds.Low * toSample, sds.High * toSample), work)),
                .. mayBeErrors ? [Tried(new Convention.StandardErrorsAsSds(),
                    lattice.Exists(means, new(sds.Low * toSd, sds.High * toSd), work))] : Array.Empty<Attainable>(),
                .. MissingValues.Fewest(cell, n => n > 1 && (lattice with { Size = n }).Exists(means, sds, work)) is { } missing
                    ? [Tried(new Convention.Missing(missing), true)]
                    : MissingValues.Fewest(cell,
                        n => n > 1 && (lattice with { Size = n }).Exists(means, OfSample(sds, n), work)) is { } fewer
                    ? [Tried(new Convention.Both(new Convention.Missing(fewer), new Convention.Sd(SdDenominator.N)), true)]
                    : Array.Empty<Attainable>()];

            static Interval OfSample(Interval sds, int n) => new(sds.Low * Math.Sqrt(n / (n - 1.0)), sds.High * Math.Sqrt(n / (n - 1.0)));

            Attainable Tried(Convention convention, bool exists) => new(convention, false, exists ? new([sds]) : IntervalUnion.Empty);
        }, Verdict.Impossible);

    /// <summary>The share of SDs near the printed one that pass, rounded to nearest; of fewer women the range is left aside.</summary>
    private static double? Share(
        ArmEntry cell, Lattice lattice, (LedgerNumber Mean, LedgerNumber Sd) m, bool mayBeErrors, Work work)
    {
        const int steps = 50;
        int passing = 0, all = 0;
        var (mean, sd) = (m.Mean.Printed.Rounded, m.Sd.Printed);
        double unit = (double)sd.Unit, toSample = Math.Sqrt(lattice.Size / (lattice.Size - 1.0));
        int[] fewer = cell.MayLack && WholeNumbers.CanList(m.Mean, cell.Size, 1) && WholeNumbers.HasWholeSquares(m.Sd, cell.Size, 1)
            ? [.. Enumerable.Range(cell.LeastSize, cell.Size - cell.LeastSize)
                .Where(n => n > 1 && WholeNumbers.HaveMean(mean, n, 1)).Take(steps)]
            : [];
        for (var k = -steps; k <= steps; k++)
        {
            var other = sd.Value + k * unit;
            if (other < -unit / 4) continue;
            all++;
            var sds = new Interval(other - unit / 2, other + unit / 2);
            if (mayBeErrors || lattice.Exists(mean, sds, work) || Array.Exists(fewer, n => WholeNumbers.HaveMoments(mean, sds, n, 1, n - 1))
                || lattice.Exists(mean, new(sds.Low * toSample, sds.High * toSample), work)) passing++;
        }

        return work.IsExhausted ? null : (double)passing / all;
    }

    /// <summary>The nearest printed SDs below and above that some sample has.</summary>
    private static IEnumerable<double> Neighbours(Lattice lattice, Interval mean, PrintedNumber sd, Work work)
    {
        var unit = (double)sd.Unit;
        foreach (var direction in new[] { -1, 1 })
        {
            for (var k = 1; k <= NeighbourSteps; k++)
            {
                var at = sd.Value + direction * k * unit;
                if (at < 0) break;
                if (!lattice.Exists(mean, new(at - unit / 2, at + unit / 2), work)) continue;
                yield return Math.Round(at, sd.Decimals);
                break;
            }
        }
    }

    private readonly record struct Lattice(int Size, int Minimum, int Maximum)
    {
        public bool HasMean(Interval mean) =>
            Math.Floor(Math.Min(mean.High, Maximum) * Size) >= Math.Ceiling(Math.Max(mean.Low, Minimum) * Size);

        public bool Exists(Interval mean, Interval sd, Work work) => sd.High >= 0 && HasMean(mean)
            && work.Decide(new SampleLattice(Size, mean, new(Math.Max(0, sd.Low), sd.High), Minimum, Maximum));
    }

    /// <summary>A budget of decisions for one number, the same on every machine.</summary>
    private sealed class Work
    {
        // Steps of the search; a number usually takes some hundreds.
        private long _left = 300_000;

        /// <summary>Whether some decision was left open.</summary>
        public bool IsExhausted { get; private set; }

        public bool Decide(SampleLattice lattice)
        {
            if (IsExhausted) return false;
            var exists = lattice.Exists(ref _left);
            IsExhausted |= exists is null;
            return exists ?? false;
        }
    }
}
