using Urif.Audit;

namespace Urif.Synthesis;

/// <summary>Why numbers of a block cannot hold together.</summary>
internal static class Reasons
{
    public static ConflictReason Counts(IReadOnlyList<LedgerNumber> conflict) =>
        IsPrintedTwice(conflict) ? new ConflictReason.PrintedTwice()
        : conflict is [{ Statistic: Statistic.Percent }] ? new ConflictReason.NoCount()
        : new ConflictReason.NotAddingUp();

    public static ConflictReason WholeNumbers(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict) =>
        IsPrintedTwice(conflict) ? new ConflictReason.PrintedTwice()
        : conflict.Select(n => n.Variable).Distinct().ToList() is [var only] ? new ConflictReason.NoValues(arm.RangeOf(only.Id), AreWhole: true)
        : new ConflictReason.NoHistory();

    public static ConflictReason Measurements(ArmNumbers arm, IReadOnlyList<LedgerNumber> conflict)
    {
        if (IsPrintedTwice(conflict)) return new ConflictReason.PrintedTwice();
        var side = arm.Conditions.FirstOrDefault(c => c.Variable == "homa_ir");
        return side is not null && conflict.Any(n => n.Variable.Id is "fpg" or "fins" or "homa_ir")
            ? new ConflictReason.NoInsulin(side, arm.RangeOf("fpg"), arm.RangeOf("fins"))
            : new ConflictReason.NoValues(arm.RangeOf(conflict[0].Variable.Id), AreWhole: false);
    }

    private static bool IsPrintedTwice(IReadOnlyList<LedgerNumber> conflict) =>
        conflict is [var a, var b] && a.Variable == b.Variable && a.Statistic == b.Statistic;
}
