using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Draws how each woman's cycle goes: the counts as printed, those not printed from the model's shares; which women they are, at random
/// with the model's effects of age and body mass.
/// </summary>
internal sealed class OutcomeDraw
{
    private const int MostTries = 100_000;

    private readonly ArmNumbers _arm;
    private readonly Dictionary<string, int[]> _counts;

    public OutcomeDraw(ArmNumbers arm)
    {
        _arm = arm;
        _counts = OutcomeProgramme.Outcomes.Where(o => arm.Binds(o)).ToDictionary(o => o,
            o => OutcomeProgramme.CountsOf(arm.Size, arm.Of(o)).Select(k => (int)k).ToArray());
    }

    /// <summary>Draws the way of each woman, a place in <see cref="OutcomeProgramme.Ways"/>.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="scores">The women's scores, by variable.</param>
    /// <exception cref="DrawException">None were found.</exception>
    public int[] Draw(CounterRandom random, Func<string, double[]> scores)
    {
        var ways = Counts(random);
        var free = Enumerable.Range(0, _arm.Size).ToList();
        var way = new int[_arm.Size];
        int clinical = ways.Skip(2).Sum();
        var pregnant = Take(random, free, clinical, CohortColumns.ClinicalPregnancy, scores);
        Assign(Take(random, pregnant, ways[3], CohortColumns.EarlyLoss, scores), 3);
        Assign(Take(random, pregnant, ways[5], CohortColumns.LiveBirth, scores), 5);
        foreach (var rest in new[] { 2, 4, 6 }) Assign(Take(random, pregnant, ways[rest], "", scores), rest);
        Assign(Take(random, free, ways[1], CohortColumns.EarlyLoss, scores), 1);
        return way;

        void Assign(List<int> women, int to)
        {
            foreach (var woman in women) way[woman] = to;
        }
    }

    private int[] Counts(CounterRandom random)
    {
        var rates = _arm.Reading.Model.Rates;
        int n = _arm.Size;
        for (var tries = 0; tries < MostTries; tries++)
        {
            int clinical = One(CohortColumns.ClinicalPregnancy, n, rates[CohortColumns.ClinicalPregnancy]),
                ectopic = One(CohortColumns.Ectopic, clinical, rates[CohortColumns.Ectopic]),
                late = One(CohortColumns.LateLoss, clinical, rates[CohortColumns.LateLoss]),
                    live = One(CohortColumns.LiveBirth, clinical, rates[CohortColumns.LiveBirth]);
            var rest = clinical - ectopic - late - live;
            if (rest < 0) continue;
            var otherwise = Math.Min(rest, random.Binomial(clinical, rates["ended_otherwise"]));
            int biochemical;
            if (_counts.TryGetValue(CohortColumns.EarlyLoss, out var early))
            {
                var all = early[random.Below(early.Length)];
                // Where there are fewer early losses than pregnancies without another end, some ended otherwise.
                otherwise = Math.Max(otherwise, rest - all);
                biochemical = all - (rest - otherwise);
            }
            else
            {
                biochemical = random.Binomial(n - clinical,
                    rates["biochemical_loss"] / Math.Max(0.01, 1 - rates[CohortColumns.ClinicalPregnancy]));
            }

            if (biochemical < 0 || clinical + biochemical > n) continue;
            return [n - clinical - biochemical, biochemical, ectopic, rest - otherwise, late, live, otherwise];
        }

        throw new DrawException($"no outcomes with the numbers of {_arm.Group.Id} were found");

        int One(string outcome, int of, double rate) =>
            _counts.TryGetValue(outcome, out var allowed) ? allowed[random.Below(allowed.Length)] : random.Binomial(of, Math.Min(1, rate));
    }

    // So many of the women, one after another, each with odds that rise with her scores as the model says (weighted sampling without
    // replacement: P. S. Efraimidis and P. G. Spirakis, Information Processing Letters 97 (2006) 181-185).
    private List<int> Take(CounterRandom random, List<int> women, int count, string outcome, Func<string, double[]> scores)
    {
        var effects = _arm.Reading.Model.Effects.Where(e => e.Key.Outcome == outcome && e.Value != 0)
            .OrderBy(e => e.Key.Variable, StringComparer.Ordinal)
            .Select(e => (Scores: scores(e.Key.Variable), Effect: e.Value)).ToArray();
        var keys = new double[women.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            double effect = 0;
            foreach (var (of, size) in effects) effect += size * of[women[i]];
            keys[i] = Math.Log(-Math.Log(1 - random.NextDouble() + 1e-300)) - effect;
        }

        var order = Shuffle.Order(keys);
        List<int> taken = [.. order.Take(count).Select(i => women[i])];
        women.RemoveAll(taken.ToHashSet().Contains);
        return taken;
    }
}
