namespace Urif.Audit;

/// <summary>What the numbers of a ledger are to one another: whose valid n, whose limit, of which arms.</summary>
public sealed class LedgerLinks
{
    private readonly Ledger _ledger;
    private readonly Dictionary<(string Table, string Variable, string Group, string Time), LedgerNumber> _validN = [];
    private readonly Dictionary<string, LedgerNumber> _estimateOf;
    private readonly Dictionary<string, Comparison> _comparisons;
    private readonly Dictionary<string, Group> _groups;
    private readonly ILookup<string, Comparison> _comparedIn;

    /// <summary>Links the numbers of a ledger.</summary>
    public LedgerLinks(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        _ledger = ledger;
        _comparisons = ledger.Comparisons.ToDictionary(c => c.Id, StringComparer.Ordinal);
        _groups = ledger.Groups.ToDictionary(g => g.Id, StringComparer.Ordinal);
        _comparedIn = ledger.Comparisons.SelectMany(c => c.Tables, (c, table) => (c, table))
            .ToLookup(p => p.table, p => p.c, StringComparer.Ordinal);
        foreach (var n in ledger.Numbers.Where(n => n.Statistic == Statistic.ValidN))
            _validN.TryAdd((n.Table, n.Variable.Id, n.Group, n.Facts.Time), n);
        _estimateOf = Limits(ledger.Numbers).ToDictionary(p => p.Limit.Id, p => p.Estimate, StringComparer.Ordinal);
    }

    /// <summary>
    /// The printed number of women with a value behind an arm's entry; null where none is printed. One printed without a time
    /// holds for every time.
    /// </summary>
    public LedgerNumber? ValidN(string table, string variable, string group, string time = "") =>
        _validN.GetValueOrDefault((table, variable, group, time)) ?? _validN.GetValueOrDefault((table, variable, group, ""));

    /// <summary>
    /// The estimate whose confidence limit a number is; null where none is printed beside it. Of several estimates in one
    /// place it is the one that the limit follows.
    /// </summary>
    public LedgerNumber? EstimateOf(LedgerNumber limit) => _estimateOf.GetValueOrDefault(limit.Id);

    /// <summary>The comparison that a number is of; null for a number of a group, and where a table of several leaves it open.</summary>
    public Comparison? ComparisonOf(LedgerNumber number) =>
        number.Group.Length > 0 ? _comparisons.GetValueOrDefault(number.Group)
        : _comparedIn[number.Table].ToList() is [var only] ? only : null;

    /// <summary>
    /// The groups that a number is of: its group; those of its comparison; or, for a test of a table of several comparisons that
    /// names none, all that the table compares, each once.
    /// </summary>
    public IReadOnlyList<Group> ArmsOf(LedgerNumber number) =>
        _groups.TryGetValue(number.Group, out var group) ? [group]
        : ComparisonOf(number) is { } comparison ? [.. comparison.Arms.Select(a => _groups[a])]
        : ArmsOf(number.Table);

    /// <summary>The groups that a table compares, each once, in the order of its comparisons.</summary>
    public IReadOnlyList<Group> ArmsOf(string table) => [.. _comparedIn[table].SelectMany(c => c.Arms).Distinct().Select(a => _groups[a])];

    /// <summary>Whether a number stands in a column of all women of several arms ("Overall"): a group that arms of its table are parts
    /// of.</summary>
    public bool IsOverall(LedgerNumber number) =>
        !number.InText && _groups.ContainsKey(number.Group) && ArmsOf(number.Table) is { Count: > 0 } arms
            && arms.All(a => a.Id != number.Group);

    /// <summary>The groups that a group has as parts, as far as the ledger lists them.</summary>
    public IReadOnlyList<Group> PartsOf(Group whole) => [.. _ledger.Groups.Where(g => g.Parent == whole.Id)];

    /// <summary>Each confidence limit with its estimate, where one stands in its place.</summary>
    internal static IEnumerable<(LedgerNumber Limit, LedgerNumber Estimate)> Limits(IEnumerable<LedgerNumber> numbers)
    {
        foreach (var place in numbers.GroupBy(n => (n.Table, n.Variable.Id, n.Group, n.Facts.Time)))
        {
            var estimates = place.Where(n => IsEstimate(n.Statistic)).ToList();
            if (estimates.Count == 0) continue;
            foreach (var end in (Statistic[])[Statistic.CiLow, Statistic.CiHigh])
            {
                // As many limits as estimates go with them in order; otherwise each with the estimate that it follows.
                var inOrder = place.Count(n => n.Statistic == end) == estimates.Count;
                var (last, k) = (estimates[0], 0);
                foreach (var number in place)
                {
                    if (IsEstimate(number.Statistic)) last = number;
                    if (number.Statistic == end) yield return (number, inOrder ? estimates[k++] : last);
                }
            }
        }
    }

    /// <summary>Whether a statistic is one that confidence limits can be of.</summary>
    internal static bool IsEstimate(Statistic statistic) => statistic is Statistic.OddsRatio or Statistic.RiskRatio or Statistic.HazardRatio
        or Statistic.RiskDifference or Statistic.MeanDifference or Statistic.R or Statistic.Mean or Statistic.Median or Statistic.Percent;
}
