using System.Globalization;
using Urif.Statistics;

namespace Urif.Audit;

/// <summary>
/// Some sample of n whole numbers within the possible range has the printed mean and SD together. Source: CORVIDS
/// (Wilner, Wood and Simons 2020); CLOSURE (2025). Existence is decided exactly (<see cref="SampleLattice"/>). Stronger than
/// grimmer and sd-bounds together near the ends of a range. Not applied where no total gives the mean. The pass share is
/// taken over the SDs within fifty units of the last digit.
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
            if (!double.IsFinite(range.Width) || range.Width > 10_000) continue;
            var lattice = new Lattice(cell.Size, (int)Math.Ceiling(range.Low), (int)Math.Floor(range.High));
            var (mean, sd) = (m.Mean.Printed, m.Sd.Printed);
            if (!lattice.HasMean(mean.Rounded)) continue;
            var (verdict, variant) = Judge(lattice, mean, sd);
            IntervalUnion attainable = verdict.IsFinding()
                ? new(Neighbours(lattice, mean.Rounded, sd).Select(Interval.Point))
                : new([Interval.Point(sd.Value)]);
            yield return Result(m.Sd, verdict, attainable, [m.Mean],
                new Reason.WholeSample(m.Mean, m.Sd, cell.Size, lattice.Minimum, lattice.Maximum, !verdict.IsFinding(), attainable),
                    variant, Share(lattice, mean, sd));
        }
    }

    private static (Verdict Verdict, Convention? Variant) Judge(Lattice lattice, PrintedNumber mean, PrintedNumber sd)
    {
        foreach (var rounding in RoundingRules.All)
        {
            if (!lattice.Exists(mean.Values(rounding), sd.Values(rounding))) continue;
            return rounding == Rounding.Nearest ? (Verdict.Reproduced, null)
                : (Verdict.ReproducedByVariant, new Convention.Digits(rounding));
        }

        // An SD with denominator n is smaller by sqrt((n-1)/n).
        var toSample = Math.Sqrt(lattice.Size / (lattice.Size - 1.0));
        var sample = new Interval(sd.Rounded.Low * toSample, sd.Rounded.High * toSample);
        return lattice.Exists(mean.Rounded, sample) ? (Verdict.ReproducedByVariant, new Convention.Sd(SdDenominator.N))
            : (Verdict.Impossible, null);
    }

    private static double Share(Lattice lattice, PrintedNumber mean, PrintedNumber sd)
    {
        const int steps = 50;
        int passing = 0, all = 0;
        for (var k = -steps; k <= steps; k++)
        {
            if (!PrintedNumber.TryParse((sd.Digits + k * sd.Unit).ToString(CultureInfo.InvariantCulture), out var other)
                || other!.Digits < 0) continue;
            all++;
            if (!Judge(lattice, mean, other).Verdict.IsFinding()) passing++;
        }

        return (double)passing / all;
    }

    /// <summary>The nearest printed SDs below and above that some sample has.</summary>
    private static IEnumerable<double> Neighbours(Lattice lattice, Interval mean, PrintedNumber sd)
    {
        var unit = (double)sd.Unit;
        foreach (var direction in new[] { -1, 1 })
        {
            for (var k = 1; k <= NeighbourSteps; k++)
            {
                var at = sd.Value + direction * k * unit;
                if (at < 0) break;
                if (!lattice.Exists(mean, new(at - unit / 2, at + unit / 2))) continue;
                yield return Math.Round(at, sd.Decimals);
                break;
            }
        }
    }

    private readonly record struct Lattice(int Size, int Minimum, int Maximum)
    {
        public bool HasMean(Interval mean) =>
            Math.Floor(Math.Min(mean.High, Maximum) * Size) >= Math.Ceiling(Math.Max(mean.Low, Minimum) * Size);

        public bool Exists(Interval mean, Interval sd) =>
            sd.High >= 0 && HasMean(mean) && new SampleLattice(Size, mean, new(Math.Max(0, sd.Low), sd.High), Minimum, Maximum).Exists();
    }
}
