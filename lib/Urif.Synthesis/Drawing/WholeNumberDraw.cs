using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Draws the values of a whole-number variable in an arm, uniformly over the data sets that are printed as its numbers
/// say.</summary>
/// <remarks>
/// A mean with or without an SD is drawn by <see cref="DataSetSampler"/>, quartiles with or without them by <see
/// cref="QuantileDataSetSampler"/>. Quartiles alone say nothing of earlier losses beyond them, which all data sets alike would spread
/// evenly up to the most that a woman can have: there each further loss weighs as the model says.
/// A mean or SD that gave way is met as nearly as some whole numbers can: it is replaced by the nearest one with as many digits, of
/// values within three of the printed SDs where there are any.
/// </remarks>
internal sealed class WholeNumberDraw
{
    private const int MostTries = 100_000, MostUnitsAway = 1000, SdsAway = 3;

    private readonly ArmNumbers _arm;
    private readonly string _variable;
    private readonly DataSetSampler? _moments;
    private readonly QuantileDataSetSampler? _quantiles;

    public WholeNumberDraw(ArmNumbers arm, string variable)
    {
        (_arm, _variable) = (arm, variable);
        var bounds = new NumberBounds(arm.Of(variable));
        var range = arm.RangeOf(variable);
        int low = (int)Math.Ceiling(range.Low), high = (int)Math.Floor(range.High);
        var conditions = bounds.Conditions(variable, arm.Size);
        Interval? mean = bounds.Of(variable, Statistic.Mean), sd = bounds.Of(variable, Statistic.Sd);
        if (conditions.Count > 0)
        {
            var areAlone = mean is null && sd is null;
            IsRare = !areAlone;
            _quantiles = new(arm.Size, low, high, conditions,
                areAlone ? null : new(arm.Size, mean ?? new(low, high), sd ?? new(0, double.PositiveInfinity), low, high),
                areAlone && variable == CohortColumns.PriorLosses ? LossWeights(arm, low, high) : null);
        }
        else if (mean is not null || sd is not null || GaveWay(Statistic.Mean) is not null)
            _moments = Nearest(mean, sd, low, high)?.DataSets();
    }

    // What so many losses weigh: each further one as the model says, a thousandth at the least.
    private static double[] LossWeights(ArmNumbers arm, int low, int high)
    {
        var further = Math.Max(arm.Reading.Model.Rates[SynthesisModel.FurtherLoss], 1e-3);
        return [.. Enumerable.Range(0, high - low + 1).Select(v => Math.Pow(further, v))];
    }

    /// <summary>Whether the variable has numbers.</summary>
    public bool HasNumbers => _moments is not null || _quantiles is not null;

    /// <summary>Whether data sets may be so rare among those with the variable's quartiles that drawing one takes long.</summary>
    public bool IsRare { get; }

    /// <summary>Whether some whole numbers have the variable's mean and SD.</summary>
    public static bool Exists(ArmNumbers arm, string variable)
    {
        var bounds = new NumberBounds(arm.Of(variable));
        var range = arm.RangeOf(variable);
        return bounds.Quantiles(variable).Count == 0 && bounds.Of(variable, Statistic.Mean) is { } mean
            && new SampleLattice(arm.Size, mean, bounds.Of(variable, Statistic.Sd) ?? new(0, double.PositiveInfinity), (int)range.Low,
                (int)range.High).Exists();
    }

    /// <summary>Draws the values, in no order.</summary>
    /// <exception cref="DrawException">None were found.</exception>
    public int[] Draw(CounterRandom random) => TryDraw(random, MostTries, DataSetSampler.MaximumRejections)
        ?? throw new DrawException($"no {_arm.Size} values of {_variable} with the numbers of {_arm.Group.Id} were found");

    /// <summary>Draws the values, in no order; null where none are found in so many tries of so many rejections each.</summary>
    public int[]? TryDraw(CounterRandom random, int most, int rejections)
    {
        var values = new int[_arm.Size];
        for (var tries = 0; tries < most; tries++)
        {
            if (_quantiles is not null) _quantiles.Draw(random, values);
            else if (!_moments!.TryDraw(random, values, rejections)) return null;
            if (IsPrinted(values)) return values;
        }

        return null;
    }

    private bool IsPrinted(int[] values)
    {
        var table = FrequencyTable.FromSample(Array.ConvertAll(values, v => (double)v));
        return PrintedCheck.Of(table, _arm.Of(_variable));
    }

    private LedgerNumber? GaveWay(Statistic statistic) =>
        _arm.GaveWay.FirstOrDefault(n => n.Variable.Id == _variable && n.Statistic == statistic);

    // The lattice of the bounds, those that gave way moved by whole units of their last digit until some data set has them all.
    private SampleLattice? Nearest(Interval? mean, Interval? sd, int low, int high)
    {
        var (lostMean, lostSd) = (mean is null ? GaveWay(Statistic.Mean) : null, sd is null ? GaveWay(Statistic.Sd) : null);
        if ((mean ?? Moved(lostMean, 0)) is { } m && (sd ?? Moved(lostSd, 0)) is { } s && (lostMean ?? lostSd) is not null)
        {
            int least = Math.Max(low, (int)Math.Ceiling(m.Low - SdsAway * s.High)), most = Math.Min(high, (int)(m.High + SdsAway * s.High));
            if (least <= most && Nearest(mean, sd, lostMean, lostSd, least, most) is { } likely) return likely;
        }

        return Nearest(mean, sd, lostMean, lostSd, low, high);
    }

    private SampleLattice? Nearest(Interval? mean, Interval? sd, LedgerNumber? lostMean, LedgerNumber? lostSd, int low, int high)
    {
        for (var away = 0; away <= MostUnitsAway; away++)
        {
            for (var i = lostMean is null ? 0 : -away; i <= (lostMean is null ? 0 : away); i++)
            {
                var rest = away - Math.Abs(i);
                foreach (var j in rest == 0 || lostSd is null ? new[] { 0 } : [-rest, rest])
                {
                    if (lostSd is null && Math.Abs(i) != away) continue;
                    var m = mean ?? Moved(lostMean, i) ?? new(low, high);
                    var s = sd ?? Moved(lostSd, j) ?? new(0, double.PositiveInfinity);
                    if (m.High < low || m.Low > high || s.High < 0) continue;
                    var lattice = new SampleLattice(_arm.Size, m, s, low, high);
                    if (lattice.Exists()) return lattice;
                }
            }
        }

        return null;
    }

    private static Interval? Moved(LedgerNumber? number, int units)
    {
        if (number is null) return null;
        var box = new PrintedBox(number).Closed;
        var by = units * (double)number.Printed.Unit;
        return new(box.Low + by, box.High + by);
    }
}
