using Urif.Repro.Paper;
using Urif.Repro.Synthesis.Feasibility;
using Urif.Statistics;

namespace Urif.Repro.Synthesis.Drawing;

/// <summary>
/// Draws the values of a whole-number variable in an arm: with numbers, uniformly over the data sets that are printed as they are;
/// without, null.
/// </summary>
/// <remarks>
/// A mean with or without an SD, or quartiles, are drawn uniformly (<see cref="DataSetSampler"/>, <see cref="QuantileDataSetSampler"/>).
/// Both together are drawn by rejection of the one by the other. An SD without a mean is given the mean nearest to the middle of the
/// range that it can have.
/// </remarks>
internal sealed class WholeNumberDraw
{
    private const int MostTries = 100_000;

    private readonly ArmNumbers arm;
    private readonly string variable;
    private readonly DataSetSampler? moments;
    private readonly QuantileDataSetSampler? quantiles;

    public WholeNumberDraw(ArmNumbers arm, string variable)
    {
        (this.arm, this.variable) = (arm, variable);
        var bounds = new NumberBounds(arm.Of(variable));
        var range = arm.RangeOf(variable);
        int low = (int)Math.Ceiling(range.Low), high = (int)Math.Floor(range.High);
        var conditions = bounds.Quantiles(variable).Select(q => QuantileCondition.Of(arm.Size, q.Order, q.Value, QuantileType.Weibull)).ToList();
        Interval? mean = bounds.Of(variable, Statistic.Mean), sd = bounds.Of(variable, Statistic.Sd);
        if (conditions.Count > 0) quantiles = new(arm.Size, low, high, conditions);
        else if (mean is not null || sd is not null) moments = Lattice(arm.Size, mean, sd ?? new(0, double.PositiveInfinity), low, high).DataSets();
    }

    /// <summary>Whether the variable has numbers.</summary>
    public bool HasNumbers => moments is not null || quantiles is not null;

    /// <summary>Whether some whole numbers have the variable's mean and SD.</summary>
    public static bool Exists(ArmNumbers arm, string variable)
    {
        var bounds = new NumberBounds(arm.Of(variable));
        var range = arm.RangeOf(variable);
        return bounds.Quantiles(variable).Count == 0 && bounds.Of(variable, Statistic.Mean) is { } mean
            && new SampleLattice(arm.Size, mean, bounds.Of(variable, Statistic.Sd) ?? new(0, double.PositiveInfinity), (int)range.Low, (int)range.High).Exists();
    }

    /// <summary>Draws the values, in no order.</summary>
    /// <exception cref="DrawException">None were found.</exception>
    public int[] Draw(CounterRandom random)
    {
        var values = new int[arm.Size];
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (moments is not null) moments.Draw(random, values);
            else quantiles!.Draw(random, values);
            if (IsPrinted(values)) return values;
        }

        throw new DrawException($"no {arm.Size} values of {variable} with the numbers of {arm.Group.Id} were found");
    }

    private bool IsPrinted(int[] values)
    {
        var table = FrequencyTable.FromSample(Array.ConvertAll(values, v => (double)v));
        return PrintedCheck.Of(table, arm.Of(variable));
    }

    private static SampleLattice Lattice(int n, Interval? mean, Interval sd, int low, int high)
    {
        if (mean is { } known) return new(n, known, sd, low, high);
        var middle = (long)n * (low + high) / 2;
        for (long away = 0; away <= (long)n * (high - low); away++)
        {
            foreach (var sum in new[] { middle - away, middle + away })
            {
                var lattice = new SampleLattice(n, Interval.Point((double)sum / n), sd, low, high);
                if (lattice.Exists()) return lattice;
            }
        }

        throw new DrawException("no whole numbers have the SD");
    }
}
