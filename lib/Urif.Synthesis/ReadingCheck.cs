using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Synthesis;

/// <summary>A number that a cohort's tables print otherwise than a reading has it.</summary>
/// <param name="Number">The number.</param>
/// <param name="Printed">What the cohort's tables print; null where they do not show it.</param>
public sealed record Difference(LedgerNumber Number, string? Printed);

/// <summary>Holds a cohort against the numbers of a reading, by the kit's own check and tables.</summary>
public static class ReadingCheck
{
    /// <summary>The numbers that the cohort's tables do not print as the reading has them: none for a cohort made of it.</summary>
    /// <param name="solution">The reading; only the numbers that bind after all are asked for.</param>
    /// <param name="cohort">The cohort. Rows with errors, or outside the paper's criteria, are not in its tables.</param>
    public static IReadOnlyList<Difference> Differences(ReadingSolution solution, Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(cohort);
        var ledger = solution.Reading.Ledger;
        var analysed = CohortCheck.Run(cohort).Analysed;
        var printed = CohortLedger.Of(ledger, analysed, TableDesign.AllAsPrinted(cohort.Design.Following(ledger), ledger)).Numbers
            .ToDictionary(n => n.Id, n => n.Printed, StringComparer.Ordinal);
        var differences = new List<Difference>();
        foreach (var number in solution.Binding)
        {
            if (number.InText) continue;
            if (!printed.TryGetValue(number.Id, out var text)) differences.Add(new(number, null));
            else if (!IsPrinted(number, text)) differences.Add(new(number, text.Text));
        }

        return differences;
    }

    /// <summary>Whether what the tables print is a number: they print two decimals, another paper's may be fewer.</summary>
    internal static bool IsPrinted(LedgerNumber number, PrintedNumber text) => decimal.Round(
        text.Digits, Math.Min(text.Decimals, number.Printed.Decimals), MidpointRounding.AwayFromZero) == number.Printed.Digits;
}
