using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Draws a measurement of the women of an arm: a model's shape, stretched to printed quartiles, moved to printed
/// moments.</summary>
internal sealed class MeasurementDraw
{
    private const int MostTries = 50;

    private readonly ArmNumbers _arm;
    private readonly string _variable;
    private readonly double[] _steps;
    private readonly NumberBounds _bounds;
    private readonly IReadOnlyList<QuantileCondition> _conditions;

    /// <param name="arm">The arm.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="steps">The recording steps to try, the first that allows the numbers being taken.</param>
    public MeasurementDraw(ArmNumbers arm, string variable, params double[] steps)
    {
        (_arm, _variable, _steps) = (arm, variable, steps);
        _bounds = new(arm.Of(variable));
        _conditions = _bounds.Conditions(variable, arm.Size);
    }

    /// <summary>Draws the values in the order of the scores' women.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="scores">Each woman's normal score.</param>
    /// <exception cref="DrawException">None were found.</exception>
    public double[] Draw(CounterRandom random, double[] scores)
    {
        foreach (var step in _steps)
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                var (values, slots) = Start(scores, step);
                double[] none = new double[values.Length];
                Array.Fill(none, 1);
                var calibration = new MomentCalibration(none, values, step)
                {
                    XSlots = [.. none.Select(_ => new QuartileMap.Slot(1, 1))], YSlots = slots,
                    Product = new(double.NegativeInfinity, double.PositiveInfinity), Divisor = 1,
                };
                calibration.Bind(MomentProgramme.MomentAxis.Y, _arm.Of(_variable));
                if (calibration.Run(random) && PrintedCheck.Of(values, _arm.Of(_variable))) return values;
                // Other scores of the same order.
                scores = NormalOrder(random, scores);
            }
        }

        throw new DrawException($"no {_arm.Size} values of {_variable} with the numbers of {_arm.Group.Id} were found");
    }

    /// <summary>The values before they are moved, with each woman's bounds.</summary>
    public (double[] Values, QuartileMap.Slot[] Slots) Start(double[] scores, double step)
    {
        var range = _arm.RangeOf(_variable);
        var shape = ShapeOf(_arm, _variable);
        var order = Shuffle.Order(scores);
        double[] low = new double[scores.Length], high = new double[scores.Length];
        Array.Fill(low, range.Low);
        Array.Fill(high, range.High);
        var values = MeasurementShape.Values(shape, scores, low, high, _bounds.Middle(_variable, Statistic.Mean),
            _bounds.Middle(_variable, Statistic.Sd));
        double[] sorted = [.. order.Select(i => values[i])];
        var slots = QuartileMap.Apply(sorted, range, step, shape.IsLogNormal, _conditions);
        var bySlot = new QuartileMap.Slot[values.Length];
        for (var rank = 0; rank < order.Length; rank++) (values[order[rank]], bySlot[order[rank]]) = (sorted[rank], slots[rank]);
        return (values, bySlot);
    }

    /// <summary>The model's shape of a variable in an arm.</summary>
    public static Shape ShapeOf(ArmNumbers arm, string variable)
    {
        var (without, with) = arm.Reading.Model.Shapes[variable];
        return arm.IsResistant ? with : without;
    }

    /// <summary>New scores in the order of the old ones.</summary>
    public static double[] NormalOrder(CounterRandom random, double[] scores)
    {
        var drawn = new double[scores.Length];
        for (var i = 0; i < drawn.Length; i++) drawn[i] = random.NextNormal();
        Array.Sort(drawn);
        var placed = new double[scores.Length];
        var order = Shuffle.Order(scores);
        for (var rank = 0; rank < order.Length; rank++) placed[order[rank]] = drawn[rank];
        return placed;
    }
}
