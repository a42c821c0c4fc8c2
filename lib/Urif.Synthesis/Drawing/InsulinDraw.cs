using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;
using static Urif.Synthesis.MomentProgramme;

namespace Urif.Synthesis;

/// <summary>
/// Draws fasting glucose and insulin of the women of an arm, each woman's HOMA-IR on the arm's side of the cut-off, both with their
/// printed quartiles and moments, and their product with its printed moments and quartiles.
/// </summary>
/// <remarks>
/// Where the means of the product and of both factors are printed, with the SDs of these, so is their correlation but for rounding
/// (<see cref="ForcedCorrelation"/>): the women are paired by it from the start, so that values need not be moved far. For quartiles of
/// the product, glucose is exchanged between women until they are near, and then the women at the quartiles and those on either
/// side of them are held there while the values are moved.
/// </remarks>
internal sealed class InsulinDraw
{
    private const int MostTries = 60, MostExchanges = 20_000;
    private const double SideMargin = 1e-9, Move = 0.1;

    private readonly ArmNumbers _arm;
    private readonly MeasurementDraw _glucose, _insulin;
    private readonly double _step;
    private readonly Interval _fpg, _fins, _side;
    private readonly IReadOnlyList<LedgerNumber> _ofFpg, _ofFins, _ofHoma;
    private readonly IReadOnlyList<QuantileCondition> _conditions;
    private readonly double? _correlation;

    public InsulinDraw(ArmNumbers arm)
    {
        (_arm, _step) = (arm, arm.Reading.Model.Step);
        (_glucose, _insulin) = (new(arm, CohortColumns.Fpg, _step), new(arm, CohortColumns.Fins, _step));
        (_fpg, _fins) = (arm.RangeOf(CohortColumns.Fpg), arm.RangeOf(CohortColumns.Fins));
        _side = new(arm.Side.Low + SideMargin, arm.Side.High - SideMargin);
        (_ofFpg, _ofFins, _ofHoma) = (arm.Of(CohortColumns.Fpg), arm.Of(CohortColumns.Fins), arm.Of(CohortColumns.HomaIr));
        _conditions = new NumberBounds(_ofHoma).Conditions(CohortColumns.HomaIr, arm.Size);
        if (ForcedCorrelation.Of(arm) is { } forced)
        {
            var asked = arm.Reading.Model.Correlation(CohortColumns.Fpg, CohortColumns.Fins);
            _correlation = asked < forced.Low || asked > forced.High ? Math.Clamp(0.5 * (forced.Low + forced.High), -0.99, 0.99) : null;
        }
    }

    /// <summary>Draws glucose and insulin in the order of the scores' women.</summary>
    /// <exception cref="DrawException">None were found.</exception>
    public (double[] Fpg, double[] Fins) Draw(CounterRandom random, double[] glucoseScores, double[] insulinScores) =>
        TryDraw(random, glucoseScores, insulinScores, MostTries)
        ?? throw new DrawException($"no {_arm.Size} pairs of fasting glucose and insulin with the numbers of {_arm.Group.Id} were found");

    /// <summary>Draws glucose and insulin; null where none are found in so many tries.</summary>
    public (double[] Fpg, double[] Fins)? TryDraw(CounterRandom random, double[] glucoseScores, double[] insulinScores, int most)
    {
        var n = glucoseScores.Length;
        if (_correlation is { } wanted) glucoseScores = Correlated(glucoseScores, insulinScores, wanted);
        double[] leastFpg = new double[n], mostFpg = new double[n], low = new double[n], high = new double[n];
        Array.Fill(leastFpg, _fpg.Low);
        Array.Fill(mostFpg, _fpg.High);
        for (var tries = 0; tries < most; tries++)
        {
            if (_glucose.Start(random, glucoseScores, leastFpg, mostFpg) is var (fpg, fpgSlots) && Bound(fpg, low, high)
                && _insulin.Start(random, insulinScores, low, high) is var (fins, finsSlots))
            {
                var product = _conditions.Count == 0 ? null : Products(random, fpg, fpgSlots, fins, finsSlots);
                if (_conditions.Count == 0 || product is not null)
                {
                    var calibration = new MomentCalibration(fpg, fins, _step)
                    {
                        XSlots = fpgSlots, YSlots = finsSlots, Product = _side, Products = product, Divisor = InsulinIndices.HomaDivisor,
                    };
                    calibration.Bind(MomentAxis.X, _ofFpg);
                    calibration.Bind(MomentAxis.Y, _ofFins);
                    calibration.Bind(MomentAxis.Product, _ofHoma);
                    if (calibration.Run(random) && IsRight(fpg, fins)) return (fpg, fins);
                }
            }

            glucoseScores = MeasurementDraw.NormalOrder(random, glucoseScores);
            insulinScores = MeasurementDraw.NormalOrder(random, insulinScores);
            // A pairing that fails may fail for any values: it is loosened.
            if (tries % 10 == 9) Shuffle.InPlace<double>(insulinScores, random);
        }

        return null;
    }

    // Scores of glucose that go with those of insulin as wanted, and with all else as before.
    private double[] Correlated(double[] glucose, double[] insulin, double wanted)
    {
        var now = _arm.Reading.Model.Correlation(CohortColumns.Fpg, CohortColumns.Fins);
        var rest = Math.Sqrt((1 - wanted * wanted) / (1 - now * now));
        var scores = new double[glucose.Length];
        for (var i = 0; i < scores.Length; i++) scores[i] = wanted * insulin[i] + rest * (glucose[i] - now * insulin[i]);
        return scores;
    }

    private bool IsRight(double[] fpg, double[] fins)
    {
        var homa = new double[fpg.Length];
        for (var i = 0; i < homa.Length; i++)
        {
            homa[i] = InsulinIndices.HomaIr(fpg[i], fins[i]);
            if (homa[i] < _arm.Side.Low || homa[i] > _arm.Side.High) return false;
        }

        return PrintedCheck.Of(fpg, _ofFpg) && PrintedCheck.Of(fins, _ofFins) && PrintedCheck.Of(homa, _ofHoma);
    }

    // What a woman's glucose leaves of insulin; false where it leaves some woman nothing.
    private bool Bound(double[] fpg, double[] low, double[] high)
    {
        for (var i = 0; i < fpg.Length; i++)
        {
            double least = Math.Max(_fins.Low, _arm.Side.Low * InsulinIndices.HomaDivisor / fpg[i]),
                most = Math.Min(_fins.High, _arm.Side.High * InsulinIndices.HomaDivisor / fpg[i]);
            (low[i], high[i]) = (_step * Math.Ceiling(least / _step - 1e-9), _step * (Math.Ceiling(most / _step - 1e-9) - 1));
            if (low[i] > high[i]) return false;
        }

        return true;
    }

    // What each woman's product may be so that its quartiles are the printed ones; null where none are near.
    private Interval[]? Products(
        CounterRandom random, double[] fpg, QuartileMap.Slot[] fpgSlots, double[] fins, QuartileMap.Slot[] finsSlots)
    {
        var n = fpg.Length;
        var products = new double[n];
        for (var i = 0; i < n; i++) products[i] = InsulinIndices.HomaIr(fpg[i], fins[i]);
        double away = Away(products);
        for (var tries = 0; tries < MostExchanges && away > 0; tries++)
        {
            // Glucose of two women is exchanged, with its bounds; or insulin of one is moved within its own.
            int i = random.Below(n), j = random.Below(n);
            var (fpgI, fpgJ, finsI) = (fpg[i], fpg[j], fins[i]);
            var isExchange = random.NextDouble() < 0.5;
            if (isExchange) (fpg[i], fpg[j]) = (fpgJ, fpgI);
            else fins[i] = Math.Clamp(finsI * (1 + Move * (random.NextDouble() - 0.5)), finsSlots[i].Low, finsSlots[i].High);
            double oldI = products[i], oldJ = products[j];
            products[i] = InsulinIndices.HomaIr(fpg[i], fins[i]);
            products[j] = InsulinIndices.HomaIr(fpg[j], fins[j]);
            var now = IsInside(products[i]) && IsInside(products[j]) ? Away(products) : double.PositiveInfinity;
            if (now <= away)
            {
                away = now;
                if (isExchange) (fpgSlots[i], fpgSlots[j]) = (fpgSlots[j], fpgSlots[i]);
                continue;
            }

            (fpg[i], fpg[j], fins[i], products[i], products[j]) = (fpgI, fpgJ, finsI, oldI, oldJ);
        }

        return away > 0 ? null : Held(products);
    }

    private bool IsInside(double product) => product >= _side.Low && product <= _side.High;

    // How far the order statistics that the quartiles lie between are from where the quartiles are printed.
    private double Away(double[] products)
    {
        var sorted = products.ToArray();
        Array.Sort(sorted);
        double away = 0;
        foreach (var condition in _conditions)
        {
            foreach (var rank in (ReadOnlySpan<int>)[condition.Rank - 1, Above(condition, sorted.Length)])
                away += Math.Max(0, Math.Max(condition.Value.Low - sorted[rank], sorted[rank] - condition.Value.High));
        }

        return away;
    }

    private static int Above(QuantileCondition condition, int n) =>
        condition.Share > 0 && condition.Rank < n ? condition.Rank : condition.Rank - 1;

    // The women at a quartile stay within its box, those between two quartiles between the two.
    private Interval[] Held(double[] products)
    {
        var order = Shuffle.Order(products);
        var held = new Interval[products.Length];
        var from = _side.Low;
        var next = 0;
        foreach (var condition in _conditions)
        {
            int first = condition.Rank - 1, last = Above(condition, products.Length);
            var middle = 0.5 * (condition.Value.Low + condition.Value.High);
            // Others keep to the side of the nearest of the women at the quartile.
            double least = products[order[first]], most = products[order[last]];
            for (; next < first; next++) held[order[next]] = new(from, least);
            Interval atQuartile = new(Math.Max(condition.Value.Low, Math.Min(least, middle)),
                Math.Min(condition.Value.High, Math.Max(most, middle)));
            for (; next <= last; next++) held[order[next]] = atQuartile;
            from = most;
        }

        for (; next < products.Length; next++) held[order[next]] = new(from, _side.High);
        return held;
    }
}
