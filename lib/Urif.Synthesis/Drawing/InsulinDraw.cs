using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Draws fasting glucose and insulin of the women of an arm, each woman's HOMA-IR on the arm's side of the cut-off, both with their
/// printed quartiles and moments, and their product with its printed moments.
/// </summary>
internal sealed class InsulinDraw
{
    private const int MostTries = 60;
    private const double SideMargin = 1e-9;

    private readonly ArmNumbers _arm;
    private readonly MeasurementDraw _glucose;
    private readonly NumberBounds _bounds;
    private readonly double _step;
    private readonly IReadOnlyList<QuantileCondition> _conditions;

    public InsulinDraw(ArmNumbers arm)
    {
        (_arm, _step) = (arm, arm.Reading.Model.Step);
        _glucose = new(arm, CohortColumns.Fpg, _step);
        _bounds = new(arm.Of(CohortColumns.Fpg, CohortColumns.Fins, CohortColumns.HomaIr));
        _conditions = _bounds.Conditions(CohortColumns.Fins, arm.Size);
    }

    /// <summary>Draws glucose and insulin in the order of the scores' women.</summary>
    /// <exception cref="DrawException">None were found.</exception>
    public (double[] Fpg, double[] Fins) Draw(CounterRandom random, double[] glucoseScores, double[] insulinScores)
    {
        var numbers = _arm.Of(CohortColumns.HomaIr);
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (fpg, fpgSlots) = _glucose.Start(glucoseScores, _step);
            if (Insulin(random, fpg, insulinScores) is var (fins, finsSlots))
            {
                var calibration = new MomentCalibration(fpg, fins, _step)
                {
                    XSlots = fpgSlots, YSlots = finsSlots, Product = new(_arm.Side.Low + SideMargin, _arm.Side.High - SideMargin),
                        Divisor = InsulinIndices.HomaDivisor,
                };
                calibration.Bind(MomentProgramme.MomentAxis.X, _arm.Of(CohortColumns.Fpg));
                calibration.Bind(MomentProgramme.MomentAxis.Y, _arm.Of(CohortColumns.Fins));
                calibration.Bind(MomentProgramme.MomentAxis.Product, numbers);
                if (calibration.Run(random) && IsRight(fpg, fins)) return (fpg, fins);
            }

            glucoseScores = MeasurementDraw.NormalOrder(random, glucoseScores);
            insulinScores = MeasurementDraw.NormalOrder(random, insulinScores);
            // A pairing that fails may fail for any values: it is loosened.
            if (tries % 10 == 9) Shuffle.InPlace<double>(insulinScores, random);
        }

        throw new DrawException($"no {_arm.Size} pairs of fasting glucose and insulin with the numbers of {_arm.Group.Id} were found");
    }

    private bool IsRight(double[] fpg, double[] fins)
    {
        var homa = fpg.Zip(fins, InsulinIndices.HomaIr).ToArray();
        return homa.All(h => h >= _arm.Side.Low && h <= _arm.Side.High)
            && PrintedCheck.Of(fpg, _arm.Of(CohortColumns.Fpg)) && PrintedCheck.Of(fins, _arm.Of(CohortColumns.Fins))
                && PrintedCheck.Of(homa, _arm.Of(CohortColumns.HomaIr));
    }

    private (double Low, double High) Bounds(double fpg)
    {
        var range = _arm.RangeOf(CohortColumns.Fins);
        double low = Math.Max(range.Low, _arm.Side.Low * InsulinIndices.HomaDivisor / fpg),
            high = Math.Min(range.High, _arm.Side.High * InsulinIndices.HomaDivisor / fpg);
        return (_step * Math.Ceiling(low / _step - 1e-9), _step * (Math.Ceiling(high / _step - 1e-9) - 1));
    }

    private (double[] Values, QuartileMap.Slot[] Slots)? Insulin(CounterRandom random, double[] fpg, double[] scores)
    {
        var n = fpg.Length;
        var shape = MeasurementDraw.ShapeOf(_arm, CohortColumns.Fins);
        var range = _arm.RangeOf(CohortColumns.Fins);
        double[] low = new double[n], high = new double[n];
        for (var i = 0; i < n; i++)
        {
            (low[i], high[i]) = Bounds(fpg[i]);
            if (low[i] > high[i]) return null;
        }

        if (_conditions.Count == 0)
        {
            var values = MeasurementShape.Values(shape, scores, low, high, _bounds.Middle(CohortColumns.Fins, Statistic.Mean),
                _bounds.Middle(CohortColumns.Fins, Statistic.Sd));
            return (values, [.. Enumerable.Repeat(new QuartileMap.Slot(range.Low, range.High), n)]);
        }

        // The ranks' values and bounds by the quartiles, then which woman has which rank.
        var order = Shuffle.Order(scores);
        double[] sorted = [.. order.Select(i => shape.At(scores[i]))];
        for (var i = 0; i < n; i++) sorted[i] = Math.Clamp(sorted[i], range.Low, range.High);
        var slots = QuartileMap.Apply(sorted, range, _step, shape.IsLogNormal, _conditions);
        var rankOf = new int[n];
        for (var rank = 0; rank < n; rank++) rankOf[order[rank]] = rank;
        bool Fits(int woman, int rank) => slots[rank].High >= low[woman] && slots[rank].Low <= high[woman];
        for (var woman = 0; woman < n; woman++)
        {
            if (Fits(woman, rankOf[woman])) continue;
            var from = random.Below(n);
            var found = false;
            for (var k = 0; k < n && !found; k++)
            {
                var other = (from + k) % n;
                if (!Fits(woman, rankOf[other]) || !Fits(other, rankOf[woman])) continue;
                (rankOf[woman], rankOf[other]) = (rankOf[other], rankOf[woman]);
                found = true;
            }

            if (!found) return null;
        }

        var fins = new double[n];
        var bySlot = new QuartileMap.Slot[n];
        for (var woman = 0; woman < n; woman++)
        {
            var slot = slots[rankOf[woman]];
            var value = sorted[rankOf[woman]];
            double from = Math.Max(slot.Low, low[woman]), to = Math.Min(slot.High, high[woman]);
            // Within the bounds in the same proportion, so that no heap forms at the cut-off.
            fins[woman] = value >= from && value <= to ? value
                : slot.High > slot.Low ? from + (to - from) * (value - slot.Low) / (slot.High - slot.Low) * 0.999 : from;
            bySlot[woman] = slot;
        }

        return (fins, bySlot);
    }
}
