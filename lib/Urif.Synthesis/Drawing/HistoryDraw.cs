using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Draws the history of transfers of the women of an arm: transfer cycles, failed cycles, embryos of both stages. Variables with
/// numbers are drawn as whole numbers and paired by their scores, then re-paired where a woman would break a rule; those without
/// follow from the others.
/// </summary>
/// <remarks>
/// Samples that no pairing fits are drawn again, all of them, so that what is drawn is uniform over the samples that can be paired,
/// as far as the search for a pairing finds one where there is one.
/// </remarks>
internal sealed class HistoryDraw
{
    private const int MostTries = 20_000;
    private const double ExtraTransfers = 0.3, ExtraEmbryos = 1.5, ShareCleavage = 0.55;

    private readonly ArmNumbers _arm;
    private readonly WholeNumberDraw _transfers, _failed, _cleavage, _blastocysts;

    public HistoryDraw(ArmNumbers arm)
    {
        _arm = arm;
        _transfers = new(arm, CohortColumns.PriorTransferCycles);
        _failed = new(arm, CohortColumns.PriorFailedCycles);
        _cleavage = new(arm, CohortColumns.PriorCleavageEmbryos);
        _blastocysts = new(arm, CohortColumns.PriorBlastocysts);
    }

    /// <summary>Draws.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="scores">The women's scores, by variable.</param>
    /// <exception cref="DrawException">None were found.</exception>
    public (int[] Transfers, int[] Failed, int[] Cleavage, int[] Blastocysts) Draw(CounterRandom random, Func<string, double[]> scores)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            // Each two that a rule binds are drawn until they can be paired at all; the four are drawn again if they cannot.
            var (t, f) = Two(random, _transfers, _failed, (more, less) => IsDominated(less, more));
            if (t is not null) Place(t, scores(CohortColumns.PriorTransferCycles));
            if (f is not null) Place(f, scores(CohortColumns.PriorFailedCycles));
            if (t is not null && f is not null) PairNoMore(f, t);
            t ??= TransfersFrom(random, f);
            f ??= [.. t.Select(k => Math.Max(0, k - (random.NextDouble() < 0.2 ? 1 : 0)))];

            var (c, b) = Two(random, _cleavage, _blastocysts, CanReach);
            int[] needed = [.. t.Select(k => Math.Max(k, WholeNumberBlock.LeastEmbryos))];
            if (c is not null) Place(c, scores(CohortColumns.PriorCleavageEmbryos));
            if (b is not null) Place(b, scores(CohortColumns.PriorBlastocysts));
            if (c is null || b is null) Fill(random, ref c, ref b, needed);
            else if (!PairSum(random, c, b, needed)) continue;
            return (t, f, c!, b!);
        }

        throw new DrawException($"no histories with the numbers of {_arm.Group.Id} were found");
    }

    private (int[]? First, int[]? Second) Two(CounterRandom random, WholeNumberDraw first, WholeNumberDraw second, Func<int[], int[],
        bool> canPair)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var (a, b) = (first.HasNumbers ? first.Draw(random) : null, second.HasNumbers ? second.Draw(random) : null);
            if (a is null || b is null || canPair(a, b)) return (a, b);
        }

        throw new DrawException($"no histories with the numbers of {_arm.Group.Id} were found");
    }

    // The least with the greatest, the next with the next: no other pairing has a greater least sum.
    private static bool CanReach(int[] first, int[] second)
    {
        int[] a = [.. first.Order()], b = [.. second.OrderDescending()];
        return !a.Where((v, i) => v + b[i] < WholeNumberBlock.LeastEmbryos).Any();
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
        int[] a = [.. less.Order()], b = [.. more.Order()];
        return !a.Where((v, i) => v > b[i]).Any();
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
            Array.Sort(first);
            var order = Shuffle.Order(Array.ConvertAll(second, v => (double)v));
            var placed = new int[first.Length];
            for (var rank = 0; rank < order.Length; rank++) placed[order[rank]] = first[rank];
            placed.CopyTo(first, 0);
            return;
        }
    }

    private int[] TransfersFrom(CounterRandom random, int[]? f)
    {
        var range = _arm.RangeOf(CohortColumns.PriorTransferCycles);
        return [.. Enumerable.Range(0, _arm.Size).Select(i =>
            (int)Math.Min(range.High, Math.Max(range.Low, f is null ? 3 + random.Poisson(1.1) : f[i]) + random.Poisson(ExtraTransfers)))];
    }

    // Swaps values of the one or of the other between women until each sum is at least what is needed; no swap adds to what is lacking.
    private static bool PairSum(CounterRandom random, int[] c, int[] b, int[] needed)
    {
        int n = c.Length;
        int Lack(int woman, int first, int second) => Math.Max(0, needed[woman] - first - second);
        for (var round = 0; round < 20 * n; round++)
        {
            var lacking = new List<int>();
            for (var i = 0; i < n; i++)
                if (Lack(i, c[i], b[i]) > 0) lacking.Add(i);
            if (lacking.Count == 0) return true;
            var woman = lacking[random.Below(lacking.Count)];
            var (best, most, ofFirst) = (-1, -1, false);
            var from = random.Below(n);
            for (var k = 0; k < n; k++)
            {
                var other = (from + k) % n;
                if (other == woman) continue;
                var now = Lack(woman, c[woman], b[woman]) + Lack(other, c[other], b[other]);
                var bySecond = now - Lack(woman, c[woman], b[other]) - Lack(other, c[other], b[woman]);
                var byFirst = now - Lack(woman, c[other], b[woman]) - Lack(other, c[woman], b[other]);
                if (Math.Max(bySecond, byFirst) > most) (best, most, ofFirst) = (other, Math.Max(bySecond, byFirst), byFirst > bySecond);
            }

            if (best < 0) return false;
            if (ofFirst) (c[woman], c[best]) = (c[best], c[woman]);
            else (b[woman], b[best]) = (b[best], b[woman]);
        }

        return false;
    }

    private void Fill(CounterRandom random, ref int[]? c, ref int[]? b, int[] needed)
    {
        var (known, isCleavage) = c is not null ? (c, true) : b is not null ? (b, false) : (null, false);
        int[] first = new int[needed.Length], second = new int[needed.Length];
        double mostFirst = _arm.RangeOf(isCleavage || known is null ? CohortColumns.PriorBlastocysts
            : CohortColumns.PriorCleavageEmbryos).High;
        for (var i = 0; i < needed.Length; i++)
        {
            if (known is not null)
            {
                first[i] = (int)Math.Min(mostFirst, Math.Max(0, needed[i] - known[i]) + random.Poisson(ExtraEmbryos));
                continue;
            }

            var sum = needed[i] + random.Poisson(ExtraEmbryos);
            second[i] = random.Binomial(sum, ShareCleavage);
            first[i] = sum - second[i];
        }

        if (known is null) (c, b) = (second, first);
        else if (isCleavage) b = first;
        else c = first;
    }
}
