namespace Urif.Audit;

/// <summary>
/// Conventions belong to a paper, not to a number: a paper that cuts digits off does so throughout. A departure from what is stated
/// excuses a number unless the other numbers speak against it: at least <see cref="FewestThatExclude"/> others, which pass as stated, do
/// not have it, and none of the others needs it. And one table is not rounded both down and up. Where nothing else tells the two apart,
/// the departure remains an excuse, and is named. Two at once excuse a number where none of the others speaks against either (where
/// the paper has the convention, each of them passes by it too), and, of two that papers choose once, another has the rounding.
/// </summary>
/// <remarks>
/// Evidence is counted by numbers, over the scope of a <see cref="ConventionChoice"/>. A number excludes a choice where it passes as
/// stated by every rule and, whatever else it may depart by, does not pass with the choice; it needs the choice where it does not pass as
/// stated and does with it alone. Of a paper that has the convention, no number excludes it, so a sound number that needs it is never
/// refused.
/// </remarks>
internal static class SharedConventions
{
    /// <summary>So many other numbers without a convention speak against it.</summary>
    public const int FewestThatExclude = 2;

    /// <summary>Judges results anew by what the whole paper allows.</summary>
    public static IReadOnlyList<CheckResult> Settle(PaperInfo paper, IReadOnlyList<CheckResult> results)
    {
        var judged = new HashSet<Judgement>(results.Select(r => r.Judgement).OfType<Judgement>(), ReferenceEqualityComparer.Instance);
        var departures = new Dictionary<Way, IReadOnlyList<ConventionChoice>>(ReferenceEqualityComparer.Instance);
        foreach (var judgement in judged)
            foreach (var way in judgement.Ways) departures[way] = ConventionChoice.Departures(way, judgement.Number, paper);
        var evidence = new Evidence(judged, departures);
        var settled = new Dictionary<Judgement, Judgement>(ReferenceEqualityComparer.Instance);
        foreach (var judgement in judged)
        {
            // Each choice is looked up once for a number, however many ways have it.
            var allowed = new Dictionary<IReadOnlyList<ConventionChoice>, bool>(ReferenceEqualityComparer.Instance);
            settled.Add(judgement, judgement.By(w => departures[w], d => allowed.TryGetValue(d, out var known) ? known
                : allowed[d] = IsAllowed(paper, evidence, judgement, d, [])));
        }

        foreach (var (judgement, against) in OppositeRoundings(settled, (judgement, against) =>
            judgement.By(w => departures[w], d => IsAllowed(paper, evidence, judgement, d, against)).Passes))
            settled[judgement] = judgement.By(w => departures[w], d => IsAllowed(paper, evidence, judgement, d, against));
        // What a check knows of the row beyond the ways stands.
        return [.. results.Select(r => r.Judgement is { } j && (r.Verdict, r.Variant) == j.ByWays
            ? r.By(settled[j], Refused(evidence, j, settled[j], departures)) : r)];
    }

    private static bool IsAllowed(PaperInfo paper, Evidence evidence, Judgement judgement, IReadOnlyList<ConventionChoice> departures,
        IReadOnlyList<Rounding> against)
    {
        foreach (var d in departures)
        {
            if (d.Convention is Convention.Digits { Rounding: var rounding } && (against.Contains(rounding) || IsRuledOut(paper, rounding)))
                return false;
            if (evidence.IsRefused(d, judgement.Number)) return false;
        }

        return departures.Count < 2 || judgement.TriesPairs || Judgement.IsTwice(departures)
            || departures.All(d => d.Dimension == ConventionDimension.None || evidence.MayBeOfAll(d, judgement.Number))
                && evidence.IsSupported(departures, judgement.Number);
    }

    /// <summary>Who says that digits are rounded to nearest does not cut them off; twice to nearest is still to nearest.</summary>
    private static bool IsRuledOut(PaperInfo paper, Rounding rounding) =>
        ConventionChoice.StatedRounding(paper) == Rounding.Nearest && rounding is Rounding.Truncated or Rounding.Ceiling
            && paper.Rounding is not null;

    /// <summary>
    /// In tables where some numbers need truncation and others rounding up: those that fewer need, on a tie both. p, which many round
    /// up to be safe, and the other numbers do not speak of each other.
    /// </summary>
    /// <param name="settled">How each number is judged so far.</param>
    /// <param name="passesWithout">Whether a number passes without some roundings too.</param>
    private static List<(Judgement Judgement, IReadOnlyList<Rounding> Against)> OppositeRoundings(
        Dictionary<Judgement, Judgement> settled, Func<Judgement, IReadOnlyList<Rounding>, bool> passesWithout)
    {
        var found = new List<(Judgement, IReadOnlyList<Rounding>)>();
        foreach (var table in settled.Where(s => NeededRounding(s.Value) is Rounding.Truncated or Rounding.Ceiling
                && !passesWithout(s.Key, [NeededRounding(s.Value)!.Value]))
            .GroupBy(s => (s.Key.Number.Table, s.Key.Number.Statistic == Statistic.P)))
        {
            int down = Numbers(table, Rounding.Truncated), up = Numbers(table, Rounding.Ceiling);
            if (down == 0 || up == 0) continue;
            Rounding[] against = down > up ? [Rounding.Ceiling] : down < up ? [Rounding.Truncated]
                : [Rounding.Truncated, Rounding.Ceiling];
            foreach (var (judgement, now) in table)
                if (against.Contains(NeededRounding(now)!.Value)) found.Add((judgement, against));
        }

        return found;

        static int Numbers(IEnumerable<KeyValuePair<Judgement, Judgement>> table, Rounding rounding) =>
            table.Where(s => NeededRounding(s.Value) == rounding).DistinctBy(s => s.Key.Number.Id).Count();
    }

    private static Rounding? NeededRounding(Judgement judgement) => judgement.Variant switch
    {
        Convention.Digits digits => digits.Rounding,
        Convention.Both { Second: Convention.Digits digits } => digits.Rounding,
        _ => null,
    };

    /// <summary>What a number would have passed under, had the others not spoken against it; null where that is not the reason.</summary>
    private static RefusedConvention? Refused(Evidence evidence, Judgement before, Judgement after,
        Dictionary<Way, IReadOnlyList<ConventionChoice>> departures)
    {
        if (before.Variant is not { } variant || after.Passes) return null;
        var others = before.Ways.Where(w => w.Passes).SelectMany(w => departures[w])
            .Where(d => d.Convention == variant
                || variant is Convention.Both both && (d.Convention == both.First || d.Convention == both.Second))
            .Select(d => evidence.Excluding(d, before.Number)).DefaultIfEmpty(0).Max();
        return new(variant, others);
    }

    /// <summary>Which numbers speak for and against each choice.</summary>
    private sealed class Evidence
    {
        private readonly Dictionary<ConventionChoice, HashSet<string>> _excluding = [], _needing = [];
        private readonly Dictionary<Convention, HashSet<string>> _unlikeStated = [];

        public Evidence(IEnumerable<Judgement> judged, Dictionary<Way, IReadOnlyList<ConventionChoice>> departures)
        {
            var all = judged.Select(j => (Judgement: j, IsPlain: j.Ways.Any(w => w.Passes && departures[w].Count == 0))).ToList();
            // What one rule lets pass as stated and another does not speaks for nothing.
            var unlike = all.Where(j => !j.IsPlain).Select(j => j.Judgement.Number.Id).ToHashSet(StringComparer.Ordinal);
            var passing = new Dictionary<ConventionChoice, bool>();
            foreach (var (judgement, isPlain) in all)
            {
                if (isPlain && unlike.Contains(judgement.Number.Id)) continue;
                passing.Clear();
                // Against a choice speaks what no way that has it lets pass; for it only what it alone explains: two explain too much.
                foreach (var way in judgement.Ways)
                {
                    if (!isPlain && way.Passes) AddRounding(departures[way], judgement.Number);
                    if (!isPlain && departures[way].Count > 1) continue;
                    foreach (var choice in departures[way].Where(d => d.Dimension != ConventionDimension.None))
                        passing[choice] = way.Passes || passing.GetValueOrDefault(choice);
                }

                foreach (var (choice, passes) in passing)
                {
                    if (passes == isPlain) continue;
                    var side = isPlain ? _excluding : _needing;
                    if (!side.TryGetValue(choice, out var numbers)) side.Add(choice, numbers = []);
                    numbers.Add(judgement.Number.Id);
                }
            }
        }

        public int Excluding(ConventionChoice choice, LedgerNumber number) => Others(_excluding, choice, number);

        public int Needing(ConventionChoice choice, LedgerNumber number) => Others(_needing, choice, number);

        public bool IsRefused(ConventionChoice choice, LedgerNumber number) => choice.Dimension != ConventionDimension.None
            && Excluding(choice, number) >= FewestThatExclude && Needing(choice, number) == 0;

        /// <summary>
        /// Whether one of two departures is a number's own; or another number, of whatever kind, that does not pass as stated has the
        /// rounding of two of the paper's too.
        /// </summary>
        public bool IsSupported(IReadOnlyList<ConventionChoice> departures, LedgerNumber number) =>
            departures.Count(d => d.Dimension != ConventionDimension.None) is var shared && (shared == 1 || shared > 1
                && departures.Any(d => d.Dimension == ConventionDimension.Rounding
                    && _unlikeStated.TryGetValue(d.Convention, out var numbers) && numbers.Any(id => id != number.Id)));

        private void AddRounding(IReadOnlyList<ConventionChoice> departures, LedgerNumber number)
        {
            foreach (var d in departures.Where(d => d.Dimension == ConventionDimension.Rounding))
            {
                if (!_unlikeStated.TryGetValue(d.Convention, out var numbers)) _unlikeStated.Add(d.Convention, numbers = []);
                numbers.Add(number.Id);
            }
        }

        /// <summary>
        /// Whether each of the other numbers passes by the choice, alone or beside another; or as many need it as do not have it.
        /// </summary>
        public bool MayBeOfAll(ConventionChoice choice, LedgerNumber number) =>
            Excluding(choice, number) is var against && (against == 0 || Needing(choice, number) >= Math.Min(against, FewestThatExclude));

        private static int Others(Dictionary<ConventionChoice, HashSet<string>> side, ConventionChoice choice, LedgerNumber number) =>
            side.TryGetValue(choice, out var numbers) ? numbers.Count - (numbers.Contains(number.Id) ? 1 : 0) : 0;
    }
}
