using Urif.Audit;

namespace Urif.Reporting;

/// <summary>A number that a notebook works out in its own cells, beside what the library and the paper have.</summary>
/// <param name="En">What is worked out, in English.</param>
/// <param name="Zh">The same in Chinese.</param>
/// <param name="ByHand">What the cell found; null where only the library did.</param>
/// <param name="Library">What the library found; null where it was not asked.</param>
/// <param name="Printed">What the paper prints; null where it prints none.</param>
public sealed record HandWorkedStep(string En, string Zh, double? ByHand, double? Library = null, LedgerNumber? Printed = null)
{
    /// <summary>What follows from the number, such as which test it leads to.</summary>
    public Localized? Consequence { get; init; }
}
