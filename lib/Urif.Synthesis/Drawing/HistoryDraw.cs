using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>The earlier losses and transfers of the women of an arm.</summary>
internal readonly record struct Histories(int[] Losses, int[] Transfers, int[] Failed, int[] Cleavage, int[] Blastocysts);

/// <summary>
/// Draws the histories of the women of an arm: losses, transfer cycles, failed cycles, embryos of both stages. Variables with numbers are
/// drawn as whole numbers and paired by their scores, then re-paired where a woman would break a rule; those without follow from the others
/// or have the model's distributions.
/// </summary>
/// <remarks>
/// <para>
/// The rules: failed cycles are no more than transfer cycles; embryos of both stages are as many as transfers and as the criterion asks.
/// And where the numbers leave room: every transfer that did not fail ended in a loss (an eligible woman has had no birth of a transfer),
/// and no transfer had more than three embryos, the most that China's norms allowed (Ministry of Health, 2003).
/// </para>
/// <para>
/// Samples that no pairing fits are drawn again, all of them, so that what is drawn is uniform over the samples that can be paired,
/// as far as the search for a pairing finds one where there is one.
/// </para>
/// </remarks>
internal sealed class HistoryDraw
{
    /// <summary>The most embryos of a transfer.</summary>
    public const int MostEmbryosATransfer = 3;

    private const int MostTries = 20_000, TriesOfExample = 30, RejectionsOfExample = 20_000;

    // So often all of the rules are asked for before those are that hold where there is room.
    private const int TriesWithAllRules = 300;

    // Transfers that did not fail, of a woman, where they are not printed: in Table 1 the means of transfers and of failed ones differ by
    // 0.26 and 0.44.
    private const double NotFailed = 0.3;

    private readonly ArmNumbers _arm;
    private readonly WholeNumberDraw _losses, _transfers, _failed, _cleavage, _blastocysts;
    private readonly Lazy<DiscreteNormal> _ofTransfers, _ofCleavage, _ofBlastocysts;

    public HistoryDraw(ArmNumbers arm, PreparedDraws prepared)
    {
        _arm = arm;
        WholeNumberDraw Of(string variable) => prepared.Of(arm, variable);
        (_losses, _transfers, _failed) = (Of(CohortColumns.PriorLosses), Of(CohortColumns.PriorTransferCycles),
            Of(CohortColumns.PriorFailedCycles));
        (_cleavage, _blastocysts) = (Of(CohortColumns.PriorCleavageEmbryos), Of(CohortColumns.PriorBlastocysts));
        Lazy<DiscreteNormal> Shape(string variable) => new(() => MeasurementDraw.DiscreteShapeOf(arm, variable));
        (_ofTransfers, _ofCleavage, _ofBlastocysts) = (Shape(CohortColumns.PriorTransferCycles), Shape(CohortColumns.PriorCleavageEmbryos),
            Shape(CohortColumns.PriorBlastocysts));
    }

    /// <summary>Draws.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="scores">The women's scores, by variable.</param>
    /// <exception cref="DrawException">None were found.</exception>
    public Histories Draw(CounterRandom random, Func<string, double[]> scores)
    {
        var (l, t, f) = Cycles(random, scores);
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (Embryos(random, scores, t, tries < TriesWithAllRules ? MostEmbryosATransfer : int.MaxValue) is var (c, b))
                return new(l, t, f, c, b);
            // With these cycles perhaps no embryos can be.
            if (tries % 20 == 19) (l, t, f) = Cycles(random, scores);
        }

        throw Failure();
    }

    /// <summary>Whether, in a few tries, women are found who have the numbers and keep the rules that the numbers are decided by.</summary>
    public bool HasExample(CounterRandom random)
    {
        int[]? Try(WholeNumberDraw draw) => draw.HasNumbers ? draw.TryDraw(random, TriesOfExample, RejectionsOfExample) : null;
        (string Variable, WholeNumberDraw Draw)[] all =
        [
            (CohortColumns.PriorTransferCycles, _transfers), (CohortColumns.PriorFailedCycles, _failed),
            (CohortColumns.PriorCleavageEmbryos, _cleavage), (CohortColumns.PriorBlastocysts, _blastocysts),
        ];
        WholeNumberDraw[] asked = [.. all.Where(a => _arm.Binds(a.Variable)).Select(a => a.Draw)];
        // Of one alone its data sets are decided without an example.
        if (asked.Length < 2 || asked.Any(d => d.IsRare || !d.HasNumbers)) return false;
        for (var tries = 0; tries < TriesOfExample; tries++)
        {
            int[]? t = Try(_transfers), f = Try(_failed), c = Try(_cleavage), b = Try(_blastocysts);
            if (asked.Length != new[] { t, f, c, b }.Count(d => d is not null)) return false;
            if (t is not null && f is not null && !IsDominated(f, t)) continue;
            if (c is null || b is null) return true;
            if (CanReach(c, b) && PairSum(random, c, b, t ?? new int[c.Length], int.MaxValue)) return true;
        }

        return false;
    }

    private DrawException Failure() => new($"no histories with the numbers of {_arm.Group.Id} were found");

    private (int[] Losses, int[] Transfers, int[] Failed) Cycles(CounterRandom random, Func<string, double[]> scores)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // Each two that a rule binds are drawn until they can be paired at all.
            var t = _transfers.HasNumbers ? _transfers.Draw(random) : null;
            var f = _failed.HasNumbers ? _failed.Draw(random) : null;
            if (t is not null && f is not null && !IsDominated(f, t)) continue;
            var l = _losses.HasNumbers ? _losses.Draw(random) : null;
            if (t is not null) Place(t, scores(CohortColumns.PriorTransferCycles));
            if (f is not null) Place(f, scores(CohortColumns.PriorFailedCycles));
            if (l is not null) Place(l, scores(CohortColumns.PriorLosses));
            if (t is not null && f is not null) PairNoMore(f, t);

            var range = _arm.RangeOf(CohortColumns.PriorTransferCycles);
            if (f is null) t ??= [.. scores(CohortColumns.PriorTransferCycles).Select(_ofTransfers.Value.At)];
            // What did not fail has been lost: so many losses at the least, known or not.
            int[] lost = t is not null && f is not null ? [.. t.Zip(f, (all, failed) => all - failed)]
                : f is not null ? [.. f.Select(k => Math.Max(0, (int)range.Low - k))] : new int[t!.Length];
            var isAccounted = true;
            if (l is null) l = Losses(random, lost);
            else isAccounted = PairAtLeast(random, l, lost);
            if (!isAccounted && tries < TriesWithAllRules) continue;
            if (t is null)
                t = [.. f!.Select((k, i) => Math.Min((int)range.High, k + Math.Max(lost[i], Math.Min(l[i], random.Poisson(NotFailed)))))];
            var least = (int)_arm.RangeOf(CohortColumns.PriorFailedCycles).Low;
            f ??= [.. t.Select((k, i) => Math.Max(Math.Min(least, k), k - Math.Min(l[i], random.Poisson(NotFailed))))];
            return (l, t, f);
        }

        throw Failure();
    }

    // Each further loss is as much rarer as the model says.
    private int[] Losses(CounterRandom random, int[] least)
    {
        var range = _arm.RangeOf(CohortColumns.PriorLosses);
        var further = _arm.Reading.Model.Rates[SynthesisModel.FurtherLoss];
        var losses = new int[least.Length];
        for (var i = 0; i < losses.Length; i++)
        {
            losses[i] = Math.Max(least[i], (int)range.Low);
            while (losses[i] < (int)range.High && random.NextDouble() < further) losses[i]++;
        }

        return losses;
    }

    private (int[] Cleavage, int[] Blastocysts)? Embryos(CounterRandom random, Func<string, double[]> scores, int[] transfers, int most)
    {
        int[] One(WholeNumberDraw draw, Lazy<DiscreteNormal> shape, string variable) =>
            draw.HasNumbers ? draw.Draw(random) : Array.ConvertAll(scores(variable), shape.Value.At);
        var c = One(_cleavage, _ofCleavage, CohortColumns.PriorCleavageEmbryos);
        var b = One(_blastocysts, _ofBlastocysts, CohortColumns.PriorBlastocysts);
        var areBound = _cleavage.HasNumbers && _blastocysts.HasNumbers;
        if (areBound && !CanReach(c, b)) return null;
        if (_cleavage.HasNumbers) Place(c, scores(CohortColumns.PriorCleavageEmbryos));
        if (_blastocysts.HasNumbers) Place(b, scores(CohortColumns.PriorBlastocysts));
        if (PairSum(random, c, b, transfers, most)) return (c, b);
        if (areBound) return null;
        // Embryos that nothing is printed of are as many as it takes.
        var (free, other) = _cleavage.HasNumbers ? (b, c) : (c, b);
        var range = _arm.RangeOf(_cleavage.HasNumbers ? CohortColumns.PriorBlastocysts : CohortColumns.PriorCleavageEmbryos);
        for (var i = 0; i < free.Length; i++)
        {
            int sum = other[i] + free[i], fault = Fault(transfers[i], sum, most);
            free[i] = (int)Math.Clamp(free[i] + (sum < LeastOf(transfers[i]) ? fault : -fault), range.Low, range.High);
        }

        return (c, b);
    }

    // How many embryos too few or too many so many transfers have had.
    private static int Fault(int transfers, int embryos, int most) =>
        LeastOf(transfers) is var least && embryos < least ? least - embryos
        : Math.Max(0, embryos - (int)Math.Min(int.MaxValue, (long)most * transfers));

    private static int LeastOf(int transfers) => Math.Max(transfers, WholeNumberBlock.LeastEmbryos);

    // In some pairing each sum is what the criterion asks for exactly where, for each k, no more women have at most k of the one than have
    // at least as many of the other as are then lacking (the least with the greatest).
    private static bool CanReach(int[] first, int[] second)
    {
        for (var k = 0; k < WholeNumberBlock.LeastEmbryos; k++)
        {
            int few = 0, enough = 0;
            foreach (var value in first)
                if (value <= k) few++;
            foreach (var value in second)
                if (value >= WholeNumberBlock.LeastEmbryos - k) enough++;
            if (few > enough) return false;
        }

        return true;
    }

    // Values in the order of the scores.
    internal static void Place(int[] values, double[] scores)
    {
        Array.Sort(values);
        var order = Shuffle.Order(scores);
        var placed = new int[values.Length];
        for (var rank = 0; rank < order.Length; rank++) placed[order[rank]] = values[rank];
        placed.CopyTo(values, 0);
    }

    private static bool IsDominated(int[] less, int[] more)
    {
        int[] a = [.. less], b = [.. more];
        Array.Sort(a);
        Array.Sort(b);
        for (var i = 0; i < a.Length; i++)
            if (a[i] > b[i]) return false;
        return true;
    }

    // Swaps values of the first until none is above the second; possible, as the sorted samples are.
    private static void PairNoMore(int[] first, int[] second)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] <= second[i]) continue;
            var swap = 0;
            while (swap < first.Length && (first[swap] > second[i] || first[i] > second[swap])) swap++;
            if (swap < first.Length)
            {
                (first[i], first[swap]) = (first[swap], first[i]);
                continue;
            }

            // No single swap helps: the whole goes into the order of the second.
            Place(first, Array.ConvertAll(second, v => (double)v));
            return;
        }
    }

    // Swaps values until each is at least what is asked; whether that was found.
    private static bool PairAtLeast(CounterRandom random, int[] values, int[] least)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] >= least[i]) continue;
            int from = random.Below(values.Length), k = 0;
            for (; k < values.Length; k++)
            {
                var other = (from + k) % values.Length;
                if (values[other] < least[i] || values[i] < least[other]) continue;
                (values[i], values[other]) = (values[other], values[i]);
                break;
            }

            if (k == values.Length) return false;
        }

        return true;
    }

    // Swaps values of the one or of the other between women until no sum is at fault; no swap adds to what is.
    private static bool PairSum(CounterRandom random, int[] c, int[] b, int[] transfers, int most)
    {
        int n = c.Length;
        int[] fault = new int[n], wrong = new int[n];
        for (var i = 0; i < n; i++) fault[i] = Fault(transfers[i], c[i] + b[i], most);
        for (var round = 0; round < 20 * n; round++)
        {
            var count = 0;
            for (var i = 0; i < n; i++)
                if (fault[i] > 0) wrong[count++] = i;
            if (count == 0) return true;
            var woman = wrong[random.Below(count)];
            var (best, gain, ofFirst) = (-1, -1, false);
            var from = random.Below(n);
            for (var k = 0; k < n; k++)
            {
                var other = (from + k) % n;
                if (other == woman) continue;
                var now = fault[woman] + fault[other];
                var (one, two) = (transfers[woman], transfers[other]);
                var bySecond = now - Fault(one, c[woman] + b[other], most) - Fault(two, c[other] + b[woman], most);
                var byFirst = now - Fault(one, c[other] + b[woman], most) - Fault(two, c[woman] + b[other], most);
                if (Math.Max(bySecond, byFirst) > gain) (best, gain, ofFirst) = (other, Math.Max(bySecond, byFirst), byFirst > bySecond);
            }

            if (best < 0) return false;
            if (ofFirst) (c[woman], c[best]) = (c[best], c[woman]);
            else (b[woman], b[best]) = (b[best], b[woman]);
            foreach (var i in (ReadOnlySpan<int>)[woman, best]) fault[i] = Fault(transfers[i], c[i] + b[i], most);
        }

        return false;
    }
}
