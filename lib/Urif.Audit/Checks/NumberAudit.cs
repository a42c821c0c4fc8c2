namespace Urif.Audit;

/// <summary>A printed number with every check that applied to it.</summary>
/// <param name="Number">The number.</param>
/// <param name="Verdict">The worst verdict of its checks; not checkable where none applied.</param>
/// <param name="Checks">What each check found, in the order of the catalogue.</param>
public sealed record NumberAudit(LedgerNumber Number, Verdict Verdict, IReadOnlyList<CheckResult> Checks)
{
    /// <summary>The first check with the number's verdict; null where none applied.</summary>
    public CheckResult? First => Checks.FirstOrDefault(c => c.Verdict == Verdict);

    /// <summary>
    /// The check that tells the most of the values that the number could have: one that computed such values before one that did
    /// not, then one of the worst verdict. Among failed checks, what the arms' summaries give for a statistic or p comes before what
    /// these two say of each other; among passed ones, the check that would have let the fewest values pass comes first. Null where
    /// no check applied.
    /// </summary>
    public CheckResult? Deciding
    {
        get
        {
            var failed = Checks.Any(c => c.Verdict.IsFinding());
            return Checks.Where(c => c.Verdict.IsFinding() == failed)
                .OrderBy(c => c.Attainable is null ? 1 : 0).ThenByDescending(c => c.Verdict)
                .ThenBy(c => failed ? (c.Check == CheckNames.PFromStatistic ? 1 : 0) : c.PassShare ?? 1).FirstOrDefault();
        }
    }

    /// <summary>
    /// The check that recomputes a test statistic or p from its arms' summaries, unless these allow any value; else that of p by its
    /// statistic; null where there is neither.
    /// </summary>
    public CheckResult? Recomputation =>
        Checks.FirstOrDefault(c => c.Reason is Reason.FromArms && !(c.PassShare >= 1))
        ?? Checks.FirstOrDefault(c => c.Reason is Reason.PByStatistic);
}
