using Google.OrTools.Sat;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Synthesis;

/// <summary>
/// The counts of an arm's outcomes and of its partitions: the outcome tree as a constraint programme (CP-SAT), decided exactly.
/// </summary>
/// <remarks>
/// Every woman with positive hCG has one of: a biochemical loss, an ectopic pregnancy, or an intrauterine pregnancy that is lost
/// early, lost late, ends in a live birth or otherwise (terminated, ongoing). A clinical pregnancy is all but the first; an
/// early loss is a biochemical or an intrauterine one before week 12 (section 1.2).
/// </remarks>
internal sealed class OutcomeProgramme
{
    /// <summary>The ways in which a cycle can go, and what each counts as.</summary>
    public static IReadOnlyList<(string Way, string[] Outcomes)> Ways { get; } =
    [
        ("negative", []),
        ("biochemical_loss", [CohortColumns.EarlyLoss]),
        (CohortColumns.Ectopic, [CohortColumns.ClinicalPregnancy, CohortColumns.Ectopic]),
        ("clinical_early_loss", [CohortColumns.ClinicalPregnancy, CohortColumns.EarlyLoss]),
        (CohortColumns.LateLoss, [CohortColumns.ClinicalPregnancy, CohortColumns.LateLoss]),
        (CohortColumns.LiveBirth, [CohortColumns.ClinicalPregnancy, CohortColumns.LiveBirth]),
        ("ended_otherwise", [CohortColumns.ClinicalPregnancy]),
    ];

    /// <summary>The outcomes.</summary>
    public static string[] Outcomes { get; } = [CohortColumns.ClinicalPregnancy, CohortColumns.Ectopic, CohortColumns.EarlyLoss,
        CohortColumns.LateLoss, CohortColumns.LiveBirth];

    private readonly CpModel _model = new();
    private readonly Dictionary<string, IntVar> _ways = [];
    private readonly int _size;
    private bool _isEmpty;

    /// <summary>The tree of an arm, with some of its numbers.</summary>
    public OutcomeProgramme(int size, IReadOnlyList<LedgerNumber> numbers)
    {
        _size = size;
        foreach (var (way, _) in Ways) _ways[way] = _model.NewIntVar(0, size, way);
        _model.Add(LinearExpr.Sum(_ways.Values) == size);
        foreach (var outcome in Outcomes)
        {
            var count = _model.NewIntVar(0, size, outcome);
            _model.Add(Of(outcome) == count);
            Bind(count, [.. numbers.Where(n => n.Variable.Id == outcome)]);
        }
    }

    /// <summary>How many women have an outcome, go a way, or have positive hCG.</summary>
    public LinearExpr Of(string outcome) =>
        outcome == CohortColumns.HcgPositive ? _size - _ways["negative"]
        : _ways.TryGetValue(outcome, out var way) && !Outcomes.Contains(outcome) ? way
        : LinearExpr.Sum(Ways.Where(w => w.Outcomes.Contains(outcome)).Select(w => _ways[w.Way]));

    /// <summary>The counts of a group of so many women that are printed as the numbers say.</summary>
    public static long[] CountsOf(int size, IReadOnlyList<LedgerNumber> numbers) =>
        [.. Enumerable.Range(0, size + 1).Where(k => numbers.All(n => Prints(n, k, size))).Select(k => (long)k)];

    /// <summary>Whether a count is printed as a number says.</summary>
    public static bool Prints(LedgerNumber number, int count, int size) => number.Statistic switch
    {
        Statistic.N => number.Printed.Digits == count,
        Statistic.Percent => new PrintedBox(number).Prints(100.0 * count / size),
        _ => true,
    };

    /// <summary>Decides.</summary>
    public Decision Solve() => !_isEmpty && CpSat.New().Solve(_model) != CpSolverStatus.Infeasible ? Decision.Yes : Decision.No;

    /// <summary>Decides by hand: what <see cref="Solve"/> says.</summary>
    /// <remarks>
    /// The fewest ends that the numbers allow leave most room: ectopic pregnancies, late losses and live births are clinical
    /// pregnancies, and all other women, those with a negative test too, can have lost early.
    /// </remarks>
    public static Decision Decide(int size, IReadOnlyList<LedgerNumber> numbers)
    {
        long[] Allowed(string outcome) => CountsOf(size, [.. numbers.Where(n => n.Variable.Id == outcome)]);
        long[] clinical = Allowed(CohortColumns.ClinicalPregnancy), early = Allowed(CohortColumns.EarlyLoss);
        long[][] ends = [Allowed(CohortColumns.Ectopic), Allowed(CohortColumns.LateLoss), Allowed(CohortColumns.LiveBirth)];
        if (clinical.Length == 0 || early.Length == 0 || ends.Any(e => e.Length == 0)) return Decision.No;
        var fewest = ends.Sum(e => e[0]);
        return fewest <= clinical[^1] && early[0] <= size - fewest ? Decision.Yes : Decision.No;
    }

    /// <summary>The least and the greatest value of a count over all that the numbers allow; null where they allow nothing.</summary>
    public (int Least, int Greatest)? Range(string outcome)
    {
        if (Extreme(Of(outcome), false) is not { } least) return null;
        return ((int)least, (int)Extreme(Of(outcome), true)!.Value);
    }

    /// <summary>The least and the greatest share of one count in another over all that the numbers allow; null where it is never
    /// defined.</summary>
    public static (double Least, double Greatest)? ShareRange(
        int size, IReadOnlyList<LedgerNumber> numbers, string numerator, string denominator)
    {
        if (new OutcomeProgramme(size, numbers).Range(denominator) is not var (low, high)) return null;
        double least = double.PositiveInfinity, greatest = double.NegativeInfinity;
        for (var d = Math.Max(1, low); d <= high; d++)
        {
            var programme = new OutcomeProgramme(size, numbers);
            programme._model.Add(programme.Of(denominator) == d);
            if (programme.Range(numerator) is not var (few, many)) continue;
            least = Math.Min(least, (double)few / d);
            greatest = Math.Max(greatest, (double)many / d);
        }

        return least <= greatest ? (least, greatest) : null;
    }

    private void Bind(IntVar count, IReadOnlyList<LedgerNumber> numbers)
    {
        if (numbers.Count == 0) return;
        var allowed = CountsOf(_size, numbers);
        if (allowed.Length == 0) _isEmpty = true;
        else _model.AddLinearExpressionInDomain(count, Google.OrTools.Util.Domain.FromValues(allowed));
    }

    private long? Extreme(LinearExpr what, bool greatest)
    {
        if (_isEmpty) return null;
        if (greatest) _model.Maximize(what);
        else _model.Minimize(what);
        var solver = CpSat.New();
        return solver.Solve(_model) == CpSolverStatus.Optimal ? (long)Math.Round(solver.ObjectiveValue) : null;
    }
}
