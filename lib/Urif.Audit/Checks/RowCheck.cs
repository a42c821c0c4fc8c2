namespace Urif.Audit;

/// <summary>A check that redoes a row's statistic and p from the row's own summaries.</summary>
internal abstract class RowCheck : Check
{
    /// <summary>What becomes of a row's statistic or p; null where its summaries allow no test.</summary>
    private protected CheckResult? OfRow(
        LedgerIndex paper, ComparisonRow row, LedgerNumber number, IEnumerable<LedgerNumber> inputs, Func<Judgement, Reason> reason)
    {
        if (Circumstances.OutOfReach(row, number) is { } beyond)
            return Result(number, Verdict.NotCheckable, null, inputs, new Reason.Explained(number, beyond));
        var isP = number.Statistic == Statistic.P;
        var judgement = isP ? RowJudgements.OfP(paper, row, number) : RowJudgements.OfStatistic(paper, row, number);
        if (judgement.Alternatives.Count == 0) return null;
        var circumstance = RowJudgements.PassesForSure(judgement) ? null
            : isP ? Circumstances.Of(paper, row, number)
            : Circumstances.IsOfSeveralArms(paper, row) && number.Facts.Test is null ? Circumstance.SeveralArms : (Circumstance?)null;
        return circumstance is { } by
            ? Result(number, Verdict.NotCheckable, null, inputs, new Reason.Explained(number, by))
            : Result(number, judgement, inputs, reason(judgement));
    }
}
