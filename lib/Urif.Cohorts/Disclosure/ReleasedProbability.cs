namespace Urif.Cohorts;

/// <summary>A p-value where small counts are hidden: only below which of the usual levels it is.</summary>
/// <remarks>
/// A p, t or z of measurements moves with each woman's value: two of them, of groups that differ by one woman, give the value back to
/// a fraction of a standard deviation. A level tells what readers ask of p and leaves that open. A p of counts that are shown
/// says nothing new and stays.
/// </remarks>
internal static class ReleasedProbability
{
    private static readonly (double Level, string Printed)[] Levels = [(0.001, "<0.001"), (0.01, "<0.01"), (0.05, "<0.05"), (0.1, "<0.1")];

    /// <summary>The text; null for what is no probability.</summary>
    public static string? Of(double p)
    {
        if (double.IsNaN(p)) return null;
        foreach (var (level, printed) in Levels)
            if (p < level) return printed;
        return ">0.1";
    }
}
