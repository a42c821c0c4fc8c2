using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Gives values printed quartiles: the order statistics that the quartiles lie between are set to values of the recording grid,
/// and the values between them are stretched to fit.
/// </summary>
internal static class QuartileMap
{
    // How much of the room beyond the outer quartiles a tail takes that would go further.
    private const double Reach = 0.98;

    /// <summary>What a rank may be: its bounds, equal where a quartile pins it.</summary>
    public readonly record struct Slot(double Low, double High);

    /// <summary>Maps values in ascending order, and says within which bounds each may move without a quartile moving.</summary>
    /// <param name="sorted">The values, ascending; become the mapped ones.</param>
    /// <param name="range">The values that one woman can have.</param>
    /// <param name="step">The recording step.</param>
    /// <param name="logarithmic">Whether the tails are stretched by factors.</param>
    /// <param name="conditions">The quartiles, ranks ascending.</param>
    /// <returns>The bounds by rank, from 0.</returns>
    /// <exception cref="DrawException">The quartiles leave no values on the grid.</exception>
    public static Slot[] Apply(double[] sorted, Interval range, double step, bool logarithmic, IReadOnlyList<QuantileCondition> conditions)
    {
        var slots = new Slot[sorted.Length];
        Array.Fill(slots, new(range.Low, range.High));
        if (conditions.Count == 0) return slots;
        var pins = new SortedDictionary<int, double>();
        var least = range.Low;
        foreach (var condition in conditions)
        {
            int below = condition.Rank - 1, above = condition.Share > 0 && condition.Rank < sorted.Length ? condition.Rank : below;
            var (low, high) = Pin(condition, sorted[below], sorted[above], above > below,
                Math.Max(least, pins.GetValueOrDefault(below, least)), range.High, step);
            if (pins.TryGetValue(below, out var pinned) && pinned != low)
                throw new DrawException("two quartiles ask for different values of one order statistic");
            (pins[below], pins[above]) = (low, high);
            least = high;
        }

        var at = pins.ToList();
        var from = sorted.ToArray();
        double T(double v) => logarithmic ? Math.Log(Math.Max(v, 1e-9)) : v;
        double U(double t) => logarithmic ? Math.Exp(t) : t;
        for (var i = 0; i < sorted.Length; i++)
        {
            var next = at.FindIndex(p => p.Key >= i);
            if (next >= 0 && at[next].Key == i)
            {
                (sorted[i], slots[i]) = (at[next].Value, new(at[next].Value, at[next].Value));
                continue;
            }

            // Between two pins the ends are those; in a tail the stretch of the nearest part between pins goes on.
            var (a, b) = next < 0 ? (Math.Max(0, at.Count - 2), at.Count - 1) : next == 0 ? (0, Math.Min(1, at.Count - 1))
                : (next - 1, next);
            while (next < 0 && a > 0 && T(from[at[b].Key]) - T(from[at[a].Key]) <= 0.05 * (T(from[^1]) - T(from[0]))) a--;
            while (next == 0 && b < at.Count - 1 && T(from[at[b].Key]) - T(from[at[a].Key]) <= 0.05 * (T(from[^1]) - T(from[0]))) b++;
            double fromA = T(from[at[a].Key]), fromB = T(from[at[b].Key]), toA = T(at[a].Value), toB = T(at[b].Value);
            var slope = fromB > fromA ? (toB - toA) / (fromB - fromA) : 1;
            var anchor = next < 0 ? (fromB, toB) : (fromA, toA);
            var mapped = U(anchor.Item2 + slope * (T(from[i]) - anchor.Item1));
            slots[i] = new(next > 0 ? at[next - 1].Value : next == 0 ? range.Low : at[^1].Value, next < 0 ? range.High : at[next].Value);
            sorted[i] = next > 0 ? Math.Clamp(mapped, slots[i].Low, slots[i].High) : mapped;
        }

        DrawIn(sorted.AsSpan(0, at[0].Key), at[0].Value, range.Low);
        DrawIn(sorted.AsSpan(at[^1].Key + 1), at[^1].Value, range.High);
        return slots;

        // A tail that goes beyond what a woman can have is drawn in, the further out the more, so that no heap forms at the end.
        void DrawIn(Span<double> tail, double pin, double end)
        {
            double room = Math.Abs(T(end) - T(pin)), reach = 0;
            foreach (var value in tail) reach = Math.Max(reach, Math.Abs(T(value) - T(pin)));
            var inward = reach > Reach * room ? room <= 0 ? double.PositiveInfinity : 1 / (Reach * room) - 1 / reach : 0;
            foreach (ref var value in tail)
            {
                double away = T(value) - T(pin), within = away / (1 + inward * Math.Abs(away));
                value = Math.Clamp(double.IsFinite(inward) ? U(T(pin) + within) : pin, Math.Min(pin, end), Math.Max(pin, end));
            }
        }
    }

    // The pair on the grid nearest to the pair given whose quantile is printed so.
    private static (double Low, double High) Pin(QuantileCondition condition, double low, double high, bool isPair, double least,
        double greatest, double step)
    {
        var middle = 0.5 * (condition.Value.Low + condition.Value.High);
        // Inside the box by a hundredth of its width, so that rounding cannot leave it.
        var slack = 0.01 * condition.Value.Width;
        var box = new Interval(condition.Value.Low + slack, condition.Value.High - slack);
        double OnGrid(double v) => Math.Round(Math.Round(v / step) * step, 10);
        if (!isPair)
        {
            var value = OnGrid(middle);
            return value >= box.Low && value <= box.High && value >= least && value <= greatest ? (value, value)
                : throw new DrawException("a quartile leaves no value on the grid");
        }

        // Shifted so that their quantile is the printed one, then looked for around there.
        var shift = middle - ((1 - condition.Share) * low + condition.Share * high);
        var best = (Low: double.NaN, High: double.NaN, Distance: double.PositiveInfinity);
        double width = Math.Min(high - low, 0.2 * Math.Abs(middle) + 5 * step), centre = Math.Clamp(low + shift, middle - width, middle);
        for (var i = -6; i <= 6; i++)
        {
            var a = OnGrid(centre + i * step);
            if (a < least || a > greatest) continue;
            var about = (middle - (1 - condition.Share) * a) / condition.Share;
            for (var j = -2; j <= 2; j++)
            {
                var b = OnGrid(about + j * step);
                var quantile = (1 - condition.Share) * a + condition.Share * b;
                if (b < a || b > greatest || quantile < box.Low || quantile > box.High) continue;
                var distance = Math.Abs(a - centre) + Math.Abs(b - a - (high - low));
                if (distance < best.Distance) best = (a, b, distance);
            }
        }

        if (double.IsFinite(best.Distance)) return (best.Low, best.High);
        var both = OnGrid(middle);
        return both >= box.Low && both <= box.High && both >= least && both <= greatest ? (both, both)
            : throw new DrawException("a quartile leaves no values on the grid");
    }
}
