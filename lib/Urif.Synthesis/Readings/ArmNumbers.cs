using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>An arm with the numbers that bind in it, and the values that its women can have.</summary>
internal sealed class ArmNumbers
{
    private readonly Dictionary<(string Variable, Statistic Statistic), LedgerNumber[]> _numbers;

    public ArmNumbers(Reading reading, Group group, Arm arm, IEnumerable<LedgerNumber> binding, IReadOnlyList<LedgerNumber> gaveWay)
    {
        (Reading, Group, Arm, GaveWay) = (reading, group, arm, gaveWay);
        All = [.. binding.Where(n => n.Group == group.Id)];
        _numbers = All.GroupBy(n => (n.Variable.Id, n.Statistic)).ToDictionary(g => g.Key, g => g.ToArray());
        Conditions = ConditionsOf(reading.Ledger, group);
        var homa = RangeOf(CohortColumns.HomaIr);
        var isBelow = Conditions.Any(c => c.Variable == CohortColumns.HomaIr && c.Operator == "<");
        Side = new(homa.Low, isBelow ? Math.BitDecrement(homa.High) : homa.High);
    }

    /// <summary>The reading.</summary>
    public Reading Reading { get; }

    /// <summary>The group.</summary>
    public Group Group { get; }

    /// <summary>The arm.</summary>
    public Arm Arm { get; }

    /// <summary>How many women it has.</summary>
    public int Size => Group.Size;

    /// <summary>The numbers that bind.</summary>
    public IReadOnlyList<LedgerNumber> All { get; }

    /// <summary>The numbers of the arm that were to bind and gave way.</summary>
    public IReadOnlyList<LedgerNumber> GaveWay { get; }

    /// <summary>What each woman fulfils by the definition of the arm and of the groups that it is part of.</summary>
    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>The HOMA-IR that a woman of the arm can have, both ends included.</summary>
    public Interval Side { get; }

    /// <summary>Whether its women are insulin resistant.</summary>
    public bool IsResistant => Arm is Arm.IrControl or Arm.IrMetformin;

    /// <summary>The numbers of some variables.</summary>
    public IReadOnlyList<LedgerNumber> Of(params ReadOnlySpan<string> variables)
    {
        var of = new List<LedgerNumber>();
        foreach (var number in All)
            if (variables.Contains(number.Variable.Id)) of.Add(number);
        return of;
    }

    /// <summary>A number that binds; null where none does.</summary>
    public PrintedBox? this[string variable, Statistic statistic] =>
        _numbers.TryGetValue((variable, statistic), out var found) ? new(found[0]) : null;

    /// <summary>Whether any number of a variable binds.</summary>
    public bool Binds(string variable) => All.Any(n => n.Variable.Id == variable);

    /// <summary>The values one woman can have: the model's, within the paper's criteria for the arm.</summary>
    public Interval RangeOf(string variable)
    {
        var range = Reading.Model.Ranges.TryGetValue(variable, out var given) ? given
            : variable == CohortColumns.HomaIr ? new(0, double.PositiveInfinity) : new Interval(0, 1);
        foreach (var condition in Conditions)
        {
            if (condition.Variable != variable) continue;
            var closure = condition.Closure;
            range = new(Math.Max(range.Low, closure.Low), Math.Min(range.High, closure.High));
        }

        return range;
    }

    private static List<Condition> ConditionsOf(Ledger ledger, Group group)
    {
        var conditions = new List<Condition>();
        for (Group? at = group; at is not null; at = ledger.Groups.FirstOrDefault(g => g.Id == at.Parent))
            conditions.AddRange(at.Conditions);
        return conditions;
    }
}
