using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Draws a measurement of the women of an arm: a model's shape, stretched to printed quartiles, moved to printed
/// moments.</summary>
internal sealed class MeasurementDraw
{
    private const int MostTries = 50;
    private const double AlmostHalf = 0.49;

    private readonly ArmNumbers _arm;
    private readonly string _variable;
    private readonly double _step;
    private readonly NumberBounds _bounds;
    private readonly IReadOnlyList<QuantileCondition> _conditions;
    private readonly IReadOnlyList<LedgerNumber> _numbers;
    private readonly Interval _range;
    private readonly Shape _shape;

    /// <param name="arm">The arm.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="step">The recording step.</param>
    public MeasurementDraw(ArmNumbers arm, string variable, double step)
    {
        (_arm, _variable, _step) = (arm, variable, step);
        (_numbers, _shape) = (arm.Of(variable), ShapeOf(arm, variable));
        var range = arm.RangeOf(variable);
        // Whole years at the ends are rounded from as much on either side as others.
        _range = step < 1 ? range : new(Math.Ceiling(range.Low) - AlmostHalf, Math.Floor(range.High) + AlmostHalf);
        _bounds = new(_numbers);
        _conditions = _bounds.Conditions(variable, arm.Size);
    }

    /// <summary>Draws the values in the order of the scores' women.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="scores">Each woman's normal score.</param>
    /// <param name="least">What each woman has at the least, where the numbers leave room; null where the range says it.</param>
    /// <exception cref="DrawException">None were found.</exception>
    public double[] Draw(CounterRandom random, double[] scores, double[]? least = null) =>
        (least is null ? null : TryDraw(random, scores, least, MostTries)) ?? TryDraw(random, scores, null, MostTries)
        ?? throw new DrawException($"no {_arm.Size} values of {_variable} with the numbers of {_arm.Group.Id} were found");

    /// <summary>Draws the values; null where none are found in so many tries.</summary>
    public double[]? TryDraw(CounterRandom random, double[] scores, double[]? least, int most)
    {
        double[] low = new double[scores.Length], high = new double[scores.Length];
        Array.Fill(high, _range.High);
        for (var i = 0; i < low.Length; i++)
        {
            low[i] = least is null ? _range.Low : Math.Max(_range.Low, least[i]);
            if (low[i] > high[i]) return null;
        }

        for (var tries = 0; tries < most; tries++)
        {
            if (Start(random, scores, low, high) is var (values, slots))
            {
                for (var i = 0; i < slots.Length; i++) slots[i] = slots[i] with { Low = Math.Max(slots[i].Low, low[i]) };
                var calibration = new MomentCalibration(null, values, _step) { YSlots = slots };
                calibration.Bind(MomentProgramme.MomentAxis.Y, _numbers);
                if (calibration.Run(random) && PrintedCheck.Of(values, _numbers)) return values;
            }

            // Other scores of the same order.
            scores = NormalOrder(random, scores);
        }

        return null;
    }

    /// <summary>The values before they are moved, with the bounds that the quartiles put on each woman; null where no ranks fit the women's
    /// own bounds.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="scores">Each woman's normal score.</param>
    /// <param name="low">What each woman has at the least.</param>
    /// <param name="high">What each woman has at the most.</param>
    public (double[] Values, QuartileMap.Slot[] Slots)? Start(CounterRandom random, double[] scores, double[] low, double[] high)
    {
        var n = scores.Length;
        double? mean = _bounds.Middle(_variable, Statistic.Mean), sd = _bounds.Middle(_variable, Statistic.Sd);
        var values = new double[n];
        var slots = new QuartileMap.Slot[n];
        if (_conditions.Count == 0)
        {
            Array.Fill(slots, new(_range.Low, _range.High));
            return (MeasurementShape.Values(_shape, scores, low, high, mean, sd), slots);
        }

        // The ranks' values and bounds by the quartiles, then which woman has which rank.
        var order = Shuffle.Order(scores);
        double[] least = new double[n], most = new double[n], sorted = new double[n];
        Array.Fill(least, _range.Low);
        Array.Fill(most, _range.High);
        for (var rank = 0; rank < n; rank++) sorted[rank] = scores[order[rank]];
        sorted = MeasurementShape.Values(_shape, sorted, least, most, mean, sd);
        var bySlot = QuartileMap.Apply(sorted, _range, _step, _shape.IsLogNormal, _conditions);
        var rankOf = new int[n];
        for (var rank = 0; rank < n; rank++) rankOf[order[rank]] = rank;
        bool Fits(int woman, int rank) => bySlot[rank].High >= low[woman] && bySlot[rank].Low <= high[woman];
        for (var woman = 0; woman < n; woman++)
        {
            if (Fits(woman, rankOf[woman])) continue;
            // The nearest rank that can be exchanged, so that the order of the scores is kept as far as it can be.
            var found = -1;
            for (var away = 1; away < n && found < 0; away++)
            {
                foreach (var rank in (ReadOnlySpan<int>)[rankOf[woman] - away, rankOf[woman] + away])
                {
                    if (rank < 0 || rank >= n || !Fits(woman, rank) || !Fits(order[rank], rankOf[woman])) continue;
                    found = rank;
                    break;
                }
            }

            if (found < 0) return null;
            var other = order[found];
            (order[rankOf[woman]], order[found]) = (other, woman);
            (rankOf[woman], rankOf[other]) = (found, rankOf[woman]);
        }

        for (var woman = 0; woman < n; woman++)
        {
            var slot = bySlot[rankOf[woman]];
            var value = sorted[rankOf[woman]];
            double from = Math.Max(slot.Low, low[woman]), to = Math.Min(slot.High, high[woman]);
            // Within the bounds in the same proportion, so that no heap forms at them.
            values[woman] = value >= from && value <= to ? value
                : slot.High > slot.Low ? from + (to - from) * (value - slot.Low) / (slot.High - slot.Low) * 0.999 : from;
            slots[woman] = slot;
        }

        return (values, slots);
    }

    /// <summary>The model's shape of a variable in an arm.</summary>
    public static Shape ShapeOf(ArmNumbers arm, string variable)
    {
        var (without, with) = arm.Reading.Model.Shapes[variable];
        return arm.IsResistant ? with : without;
    }

    /// <summary>The model's shape of a variable of whole numbers in an arm.</summary>
    public static DiscreteNormal DiscreteShapeOf(ArmNumbers arm, string variable)
    {
        var shape = ShapeOf(arm, variable);
        return new(shape.Centre, Math.Max(shape.Spread, 1e-3), arm.RangeOf(variable));
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
