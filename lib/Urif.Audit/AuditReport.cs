namespace Urif.Audit;

/// <summary>A printed number with every check that applied to it.</summary>
/// <param name="Number">The number.</param>
/// <param name="Verdict">The worst verdict of its checks; not checkable where none applied.</param>
/// <param name="Checks">What each check found, in the order of the catalogue.</param>
public sealed record NumberAudit(LedgerNumber Number, Verdict Verdict, IReadOnlyList<CheckResult> Checks);

/// <summary>A claim of the paper, with what became of it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Explanation">Why, in a sentence with the numbers.</param>
/// <param name="Readings">What each reading of the tables says of it, where there is more than one.</param>
public sealed record ClaimAudit(Claim Claim, Verdict Verdict, Localized Explanation, IReadOnlyList<ClaimReading> Readings);

/// <summary>What one reading of the tables says of a claim for one variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Reading">Which tables the arms' numbers are taken from.</param>
/// <param name="Holds">Whether the claim holds under it; null where the summaries do not decide.</param>
/// <param name="Explanation">The arms' numbers and the recomputed p.</param>
public sealed record ClaimReading(Variable Variable, TableReading Reading, bool? Holds, Localized Explanation);

/// <summary>One of the things a reader should know first.</summary>
/// <param name="Verdict">The worst verdict behind it.</param>
/// <param name="Check">The check that found it.</param>
/// <param name="Numbers">The printed numbers it is about.</param>
/// <param name="Sentence">What was found, in a sentence with the numbers.</param>
public sealed record Finding(Verdict Verdict, string Check, IReadOnlyList<LedgerNumber> Numbers, Localized Sentence);

/// <summary>A printed row that fits another variable better than its label; a suggestion, not a verdict.</summary>
/// <param name="Numbers">The numbers of the row in question.</param>
/// <param name="Variable">The variable that they fit.</param>
/// <param name="Explanation">The evidence.</param>
public sealed record LabelSuggestion(IReadOnlyList<LedgerNumber> Numbers, Variable Variable, Localized Explanation);

/// <summary>What an audit of a ledger found.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Numbers">Every printed number, in the order of the ledger.</param>
/// <param name="Claims">Every claim, in the order of the ledger.</param>
/// <param name="Findings">What a reader should know first, the weightiest first.</param>
/// <param name="Suggestions">Rows that fit another label.</param>
public sealed record AuditReport(
    Ledger Ledger, IReadOnlyList<NumberAudit> Numbers, IReadOnlyList<ClaimAudit> Claims,
    IReadOnlyList<Finding> Findings, IReadOnlyList<LabelSuggestion> Suggestions)
{
    /// <summary>How many numbers have each verdict, all verdicts listed.</summary>
    public IReadOnlyDictionary<Verdict, int> Summary { get; } =
        VerdictNames.InOrder.ToDictionary(v => v, v => Numbers.Count(n => n.Verdict == v));
}
