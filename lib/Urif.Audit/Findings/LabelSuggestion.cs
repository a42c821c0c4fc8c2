namespace Urif.Audit;

/// <summary>A printed row that fits another variable better than its label; a suggestion, not a verdict.</summary>
/// <param name="Numbers">The numbers of the row in question.</param>
/// <param name="Variable">The variable that they fit.</param>
/// <param name="Evidence">For each arm its entry in the row, beside the other label's.</param>
public sealed record LabelSuggestion(IReadOnlyList<LedgerNumber> Numbers, Variable Variable, IReadOnlyList<LabelMatch> Evidence);

/// <summary>An arm's entry, and the one that another table prints under another label.</summary>
public sealed record LabelMatch(ArmEntry Entry, ArmEntry Other);
