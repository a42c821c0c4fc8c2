using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Synthesis;

/// <summary>Why numbers of an arm cannot hold together, with what was assumed of its women.</summary>
internal static class Reasons
{
    public static ConflictReason Size(ArmNumbers arm) => new(ConflictKind.GroupSize, arm.Size);

    public static ConflictReason Counts(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict)
    {
        if (IsPrintedTwice(conflict)) return new(ConflictKind.PrintedTwice, arm.Size);
        return conflict is [{ Statistic: Statistic.Percent } percent]
            ? new(ConflictKind.NoCountHasPercent, arm.Size) { CountBelow = (int)Math.Floor(percent.Printed.Value * arm.Size / 100) }
            : new(ConflictKind.CountsDoNotAddUp, arm.Size);
    }

    public static ConflictReason WholeNumbers(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict)
    {
        if (IsPrintedTwice(conflict)) return new(ConflictKind.PrintedTwice, arm.Size);
        return VariablesOf(conflict) is [var only]
            ? new(ConflictKind.NoWholeNumbers, arm.Size) { Assumed = [(only, arm.RangeOf(only))] }
            : new(ConflictKind.NoHistories, arm.Size);
    }

    public static ConflictReason Measurements(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict)
    {
        if (IsPrintedTwice(conflict)) return new(ConflictKind.PrintedTwice, arm.Size);
        var variables = VariablesOf(conflict);
        var side = arm.Conditions.FirstOrDefault(c => c.Variable == CohortColumns.HomaIr);
        return side is not null && variables.Exists(v => v is CohortColumns.Fpg or CohortColumns.Fins or CohortColumns.HomaIr)
            ? new(ConflictKind.NoInsulinPairs, arm.Size) { Assumed =
                [(CohortColumns.Fpg, arm.RangeOf(CohortColumns.Fpg)), (CohortColumns.Fins, arm.RangeOf(CohortColumns.Fins))], Side = side }
            : new(ConflictKind.NoValues, arm.Size) { Assumed = [(variables[0], arm.RangeOf(variables[0]))] };
    }

    private static bool IsPrintedTwice(IReadOnlyList<LedgerNumber> conflict) =>
        conflict is [var a, var b] && a.Variable == b.Variable && a.Statistic == b.Statistic;

    private static List<string> VariablesOf(IReadOnlyList<LedgerNumber> conflict) => [.. conflict.Select(n => n.Variable.Id).Distinct()];
}
