using Urif.Statistics;

namespace Urif.Audit;

/// <summary>What one check found about one printed number.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Number">The number it is booked on.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Attainable">
/// The printed values that would have passed, under any convention tried, as a union of intervals whose ends carry the
/// digits printed; where single values are attainable, those nearest to the printed one. Null where none was computed.
/// </param>
/// <param name="Variant">The unstated convention under which it passes; null where none is needed or none helps.</param>
/// <param name="Involves">The other numbers that the check used.</param>
/// <param name="Explanation">What was compared with what, in a sentence with the numbers.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="PassShare">
/// The share of values of that many digits that the check would have let pass, over the range that its documentation
/// names; null where it has no meaning. A pass with a share near 1 says little.
/// </param>
public sealed record CheckResult(
    string Check, LedgerNumber Number, Verdict Verdict, IntervalUnion? Attainable, string? Variant,
    IReadOnlyList<LedgerNumber> Involves, Localized Explanation, string Source, double? PassShare);

/// <summary>A rule that printed numbers must keep.</summary>
public interface ICheck
{
    /// <summary>The check's name, as in reports.</summary>
    string Name { get; }

    /// <summary>Where the rule comes from.</summary>
    string Source { get; }

    /// <summary>What the check asks, for readers.</summary>
    Localized Question { get; }

    /// <summary>What a failure of it means, for readers.</summary>
    Localized Failure { get; }

    /// <summary>How much a failure says of the data behind the numbers: 1 a slip of one number, 3 the data themselves.</summary>
    int Gravity { get; }

    /// <summary>Applies the rule wherever the paper prints what it needs.</summary>
    IEnumerable<CheckResult> Run(AuditContext paper);
}
