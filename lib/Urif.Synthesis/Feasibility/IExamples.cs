using Urif.Audit;

namespace Urif.Synthesis;

/// <summary>Looks for women who have some numbers: one example shows that they can hold together, where a proof would take
/// longer.</summary>
internal interface IExamples
{
    /// <summary>Whether an example was found; if not, nothing is known.</summary>
    bool Exists(NumberBlock block, IReadOnlyList<LedgerNumber> numbers);
}
