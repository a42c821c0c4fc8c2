using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Numbers of an arm that bear on one another and on no others: whether some of them can hold together can be asked of the block
/// alone.
/// </summary>
internal abstract class NumberBlock
{
    private readonly Dictionary<string, Decision> _known = [];

    protected NumberBlock(ArmNumbers arm, params string[] variables) => (Arm, Variables, Numbers) = (arm, variables, arm.Of(variables));

    /// <summary>The arm.</summary>
    public ArmNumbers Arm { get; }

    /// <summary>The variables.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>The numbers of the block that bind.</summary>
    public IReadOnlyList<LedgerNumber> Numbers { get; }

    /// <summary>Looks for women who have the numbers before a programme is asked; null where none are looked for.</summary>
    public IExamples? Examples { get; private init; }

    /// <summary>Whether some of the block's numbers can hold together.</summary>
    public Decision Decide(IReadOnlyList<LedgerNumber> numbers)
    {
        var key = string.Join(' ', numbers.Select(n => n.Id));
        if (!_known.TryGetValue(key, out var decision))
        {
            var bounds = new NumberBounds(numbers);
            _known[key] = decision = bounds.IsEmpty ? Decision.No
                : Examples?.Exists(this, numbers) == true ? Decision.Yes : Decides(numbers, bounds);
        }

        return decision;
    }

    /// <summary>Why numbers cannot hold together.</summary>
    public abstract ConflictReason Reason(IReadOnlyList<LedgerNumber> conflict);

    protected abstract Decision Decides(IReadOnlyList<LedgerNumber> numbers, NumberBounds bounds);

    /// <summary>The blocks of an arm.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="examples">What looks for examples; null for none.</param>
    public static IEnumerable<NumberBlock> Of(ArmNumbers arm, IExamples? examples = null)
    {
        yield return new SizeBlock(arm);
        yield return new MeasurementBlock(arm, CohortColumns.Age) { Examples = examples };
        yield return new MeasurementBlock(arm, CohortColumns.Bmi) { Examples = examples };
        yield return new WholeNumberBlock(arm, CohortColumns.PriorLosses);
        yield return new WholeNumberBlock(arm, CohortColumns.PriorTransferCycles, CohortColumns.PriorFailedCycles,
            CohortColumns.PriorCleavageEmbryos, CohortColumns.PriorBlastocysts) { Examples = examples };
        yield return new WholeNumberBlock(arm, CohortColumns.EmbryosTransferred);
        yield return new PartitionBlock(arm, "stage_cleavage", "stage_blastocyst");
        yield return new PartitionBlock(arm, "cycle_fresh", "cycle_frozen");
        yield return new InsulinBlock(arm) { Examples = examples };
        yield return new MeasurementBlock(arm, CohortColumns.Ins2h) { Examples = examples };
        yield return new MeasurementBlock(arm, CohortColumns.Pg2h) { Examples = examples };
        yield return new OutcomeBlock(arm);
    }
}

/// <summary>The size of the arm.</summary>
internal sealed class SizeBlock(ArmNumbers arm) : NumberBlock(arm, "group_size")
{
    protected override Decision Decides(IReadOnlyList<LedgerNumber> numbers, NumberBounds bounds) =>
        numbers.All(n => n.Printed.Digits == Arm.Size) ? Decision.Yes : Decision.No;

    public override ConflictReason Reason(IReadOnlyList<LedgerNumber> conflict) => Reasons.Size(Arm);
}

/// <summary>Whole numbers, with the rules between those of the history of transfers.</summary>
internal sealed class WholeNumberBlock(ArmNumbers arm, params string[] variables) : NumberBlock(arm, variables)
{
    /// <summary>The embryos that the criteria ask for (section 1.1, inclusion 2): at least four of good quality.</summary>
    public const int LeastEmbryos = 4;

    // Of more women counting takes longer than the programme.
    private const int MostCounted = 500;

    protected override Decision Decides(IReadOnlyList<LedgerNumber> numbers, NumberBounds bounds)
    {
        string[] bound = [.. Variables.Where(v => bounds.Has(v))];
        if (bound.Length == 0) return Decision.Yes;
        if (bound is [var only] && bounds.Quantiles(only).Count == 0 && bounds.Of(only, Statistic.Mean) is { } mean)
        {
            var range = Arm.RangeOf(only);
            var sd = bounds.Of(only, Statistic.Sd) ?? new(0, double.PositiveInfinity);
            return new SampleLattice(Arm.Size, mean, sd, (int)range.Low, (int)range.High).Exists() ? Decision.Yes : Decision.No;
        }

        if (bound is [var one] && bounds.Of(one, Statistic.Mean) is null && bounds.Of(one, Statistic.Sd) is null
            && Arm.Size <= MostCounted && Arm.RangeOf(one) is var whole)
        {
            // Of quartiles alone all data sets are counted.
            return new QuantileDataSetSampler(Arm.Size, (int)Math.Ceiling(whole.Low), (int)Math.Floor(whole.High),
                bounds.Conditions(one, Arm.Size)).Exists ? Decision.Yes : Decision.No;
        }

        var programme = new WholeNumberProgramme(Arm.Size, bounds);
        var counts = new Dictionary<string, WholeNumberProgramme.Counts>();
        foreach (var variable in bound)
        {
            if (programme.Add(variable, Arm.RangeOf(variable)) is not { } added) return Decision.No;
            counts[variable] = added;
        }

        if (counts.TryGetValue(CohortColumns.PriorFailedCycles, out var failed)
            && counts.TryGetValue(CohortColumns.PriorTransferCycles, out var transfers))
            programme.NoMore(failed, transfers);
        if (counts.TryGetValue(CohortColumns.PriorCleavageEmbryos, out var cleavage)
            && counts.TryGetValue(CohortColumns.PriorBlastocysts, out var blastocysts))
            programme.SumAtLeast(cleavage, blastocysts, counts.GetValueOrDefault(CohortColumns.PriorTransferCycles), LeastEmbryos);
        return programme.Solve();
    }

    public override ConflictReason Reason(IReadOnlyList<LedgerNumber> conflict) => Reasons.WholeNumbers(Arm, conflict);
}

/// <summary>Counts that split the arm.</summary>
internal sealed class PartitionBlock(ArmNumbers arm, params string[] variables) : NumberBlock(arm, variables)
{
    protected override Decision Decides(IReadOnlyList<LedgerNumber> numbers, NumberBounds bounds) =>
        OutcomeProgramme.CountsOf(Arm.Size, Of(numbers, Variables[0])).Any(k =>
            Of(numbers, Variables[1]).All(n => OutcomeProgramme.Prints(n, Arm.Size - (int)k, Arm.Size))) ? Decision.Yes : Decision.No;

    public override ConflictReason Reason(IReadOnlyList<LedgerNumber> conflict) => Reasons.Counts(Arm, conflict);

    private static List<LedgerNumber> Of(IReadOnlyList<LedgerNumber> numbers, string variable) =>
        [.. numbers.Where(n => n.Variable.Id == variable)];
}

/// <summary>The outcomes.</summary>
internal sealed class OutcomeBlock(ArmNumbers arm) : NumberBlock(arm, OutcomeProgramme.Outcomes)
{
    protected override Decision Decides(IReadOnlyList<LedgerNumber> numbers, NumberBounds bounds) =>
        OutcomeProgramme.Decide(Arm.Size, numbers);

    public override ConflictReason Reason(IReadOnlyList<LedgerNumber> conflict) => Reasons.Counts(Arm, conflict);
}

/// <summary>One measurement.</summary>
internal sealed class MeasurementBlock(ArmNumbers arm, string variable) : NumberBlock(arm, variable)
{
    protected override Decision Decides(IReadOnlyList<LedgerNumber> numbers, NumberBounds bounds) =>
        new MomentSearch(Arm, bounds, null, Variables[0], null).Decide();

    public override ConflictReason Reason(IReadOnlyList<LedgerNumber> conflict) => Reasons.Measurements(Arm, conflict);
}

/// <summary>Fasting glucose and insulin with HOMA-IR, their product, which defines the arm.</summary>
internal sealed class InsulinBlock(ArmNumbers arm) : NumberBlock(arm, CohortColumns.Fpg, CohortColumns.Fins, CohortColumns.HomaIr)
{
    protected override Decision Decides(IReadOnlyList<LedgerNumber> numbers, NumberBounds bounds) => Search(Arm, bounds).Decide();

    /// <summary>The search for rows of glucose and insulin.</summary>
    public static MomentSearch Search(ArmNumbers arm, NumberBounds bounds) =>
        new(arm, bounds, CohortColumns.Fpg, CohortColumns.Fins, CohortColumns.HomaIr);

    public override ConflictReason Reason(IReadOnlyList<LedgerNumber> conflict) => Reasons.Measurements(Arm, conflict);
}
