using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Draws the values of a whole-number variable in an arm, uniformly over the data sets that are printed as its numbers
/// say.</summary>
/// <remarks>
/// A mean with or without an SD is drawn by <see cref="DataSetSampler"/>, quartiles with or without them by <see
/// cref="QuantileDataSetSampler"/>.
/// A mean or SD that gave way is met as nearly as some
/// whole numbers can: it is replaced by the nearest one with as many digits.
/// </remarks>
internal sealed class WholeNumberDraw
{
    private const int MostTries = 100_000, MostUnitsAway = 1000;

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
            _quantiles = new(arm.Size, low, high, conditions, mean is null && sd is null ? null
                : new(arm.Size, mean ?? new(low, high), sd ?? new(0, double.PositiveInfinity), low, high));
        }
        else if (mean is not null || sd is not null || GaveWay(Statistic.Mean) is not null)
            _moments = Nearest(mean, sd, low, high)?.DataSets();
    }

    /// <summary>Whether the variable has numbers.</summary>
    public bool HasNumbers => _moments is not null || _quantiles is not null;

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
    public int[] Draw(CounterRandom random)
    {
        var values = new int[_arm.Size];
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (_moments is not null) _moments.Draw(random, values);
            else _quantiles!.Draw(random, values);
            if (IsPrinted(values)) return values;
        }

        throw new DrawException($"no {_arm.Size} values of {_variable} with the numbers of {_arm.Group.Id} were found");
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
