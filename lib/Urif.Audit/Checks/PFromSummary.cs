namespace Urif.Audit;

/// <summary>
/// A p-value for two means follows from both arms' sizes, means and SDs, each anywhere in its rounding interval. Source:
/// Student, Biometrika 1908; 6: 1; Welch, Biometrika 1947; 34: 28. Variants as for t, and the normal approximation.
/// </summary>
public sealed class PFromSummary : Check
{
    /// <inheritdoc/>
    public override string Name => "p-from-summary";

    /// <inheritdoc/>
    public override string Source => "Student 1908; Welch 1947";

    /// <inheritdoc/>
    public override Localized Question => new("Does p follow from the means and SDs?", "P 值是否可由均数与标准差得到？");

    /// <inheritdoc/>
    public override Localized Failure => new("p does not follow from the printed means and SDs", "P 值无法由所列均数与标准差得到");

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var row in paper.Rows)
        {
            if (row[Statistic.P] is not { } p || row.Moments is not { } m
                || RowTests.BasisOf(paper, row.First, row.Second) != RowTests.Basis.Means) continue;
            var judgement = RowJudgements.OfP(paper, row, p);
            var list = Words.PList(judgement.Conventions, Math.Max(3, p.Printed.Decimals), most: 2);
            yield return Result(p, judgement, m.Numbers, new(
                $"{Words.Moments(m.First)} (n = {m.N1}) and {Words.Moments(m.Second)} (n = {m.N2}) give p by {list.En}; printed {p.Printed}.",
                $"由 {Words.Moments(m.First)}（n = {m.N1}）与 {Words.Moments(m.Second)}（n = {m.N2}）得 P：{list.Zh}；文中为 {p.Printed}。"));
        }
    }
}
