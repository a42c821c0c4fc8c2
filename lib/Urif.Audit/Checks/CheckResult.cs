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
/// <param name="Reason">What was compared with what.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="PassShare">
/// The share of values of that many digits that the check would have let pass, over the range that its documentation
/// names; null where it has no meaning. A pass with a share near 1 says little.
/// </param>
public sealed record CheckResult(
    string Check, LedgerNumber Number, Verdict Verdict, IntervalUnion? Attainable, Convention? Variant,
    IReadOnlyList<LedgerNumber> Involves, Reason Reason, string Source, double? PassShare);
