namespace Urif.Audit;

/// <summary>
/// Outcomes nest: those that lie inside an outcome (ectopic pregnancy, late loss, live birth inside clinical pregnancy)
/// exclude one another and add up to at most its count; an outcome that reaches across (early loss, which counts
/// biochemical pregnancies too) has at most the women of the group that are left over. Where it has fewer than the
/// containing outcome leaves over, some of that ended in none of the printed outcomes, which is named as a variant.
/// Source: the definitions of the outcomes.
/// </summary>
public sealed class OutcomeTree : Check
{
    private const string OtherEndings = "other endings than the printed ones";

    /// <inheritdoc/>
    public override string Name => "outcome-tree";

    /// <inheritdoc/>
    public override string Source => "definitions of the outcomes";

    /// <inheritdoc/>
    public override Localized Question => new("Can the outcomes be counted within one another?", "各结局例数之间的包含关系是否成立？");

    /// <inheritdoc/>
    public override Localized Failure => new("Outcomes cannot be counted within one another", "各结局例数之间的包含关系不成立");

    /// <inheritdoc/>
    public override int Gravity => 3;

    /// <inheritdoc/>
    public override IEnumerable<CheckResult> Run(AuditContext paper)
    {
        foreach (var whole in paper.Cells)
        {
            if (whole.Events is not { } total) continue;
            var members = paper.Ledger.Variables.Where(v => v.PartOf == whole.Variable.Id)
                .Select(v => paper.Find(whole.Table, v.Id, whole.Group.Id)).Where(c => c?.Events is not null).Select(c => c!).ToList();
            var inside = members.Where(c => !c.Variable.Across).ToList();
            if (inside.Count == 0) continue;
            var sum = inside.Sum(c => c.Events!.Value);
            var numbers = inside.Select(c => c[Statistic.N]!).ToList();
            var (parts, partsZh) = (Join(inside, l => l.En), Join(inside, l => l.Zh));
            var (label, labelZh) = (whole.Variable.Label.En, whole.Variable.Label.Zh);
            var fits = sum <= total;
            yield return Result(whole[Statistic.N]!, fits ? Verdict.Reproduced : Verdict.Impossible,
                new([new(sum, whole.Size)]), numbers, new(
                $"{label} contains {parts}: at least {sum}; printed {total}.", $"{labelZh}包含{partsZh}：至少 {sum} 例；文中为 {total} 例。"),
                passShare: (whole.Size - sum + 1.0) / (whole.Size + 1));
            if (!fits) continue;
            foreach (var cell in inside)
            {
                var most = total - (sum - cell.Events!.Value);
                yield return Result(cell[Statistic.N]!, Verdict.Reproduced, new([new(0, most)]), [whole[Statistic.N]!, .. numbers], new(
                    $"{label} {total} leaves at most {most}; printed {cell.Events}.", $"{labelZh} {total} 例，本项至多 {most} 例；文中为 {cell.Events} 例。"),
                    passShare: (most + 1.0) / (cell.Size + 1));
            }

            foreach (var cell in members.Where(c => c.Variable.Across)) yield return Across(paper, whole, cell, inside, total, sum);
        }
    }

    private CheckResult Across(AuditContext paper, Cell whole, Cell cell, List<Cell> inside, int total, int sum)
    {
        // Only where every outcome inside is printed is what they leave over known.
        var complete = inside.Count == paper.Ledger.Variables.Count(v => v.PartOf == whole.Variable.Id && !v.Across);
        int count = cell.Events!.Value, left = total - sum, most = cell.Size - sum;
        // A cohort may have endings that no row prints: an induced abortion is none of the paper's outcomes.
        var endsOtherwise = complete && count < left;
        var verdict = count > most ? Verdict.Impossible : endsOtherwise ? Verdict.ReproducedByVariant : Verdict.Reproduced;
        return Result(cell[Statistic.N]!, verdict, new([new(0, most)]),
            [whole[Statistic.N]!, .. inside.Select(c => c[Statistic.N]!)], Explain(whole.Variable.Label, total, left, count, complete),
            verdict == Verdict.ReproducedByVariant ? OtherEndings : null, (most + 1.0) / (cell.Size + 1));
    }

    private static Localized Explain(Localized whole, int total, int left, int count, bool complete)
    {
        if (complete && count < left)
        {
            return new(
                $"{whole.En} {total} leaves {left} for it; {count} printed, so that {left - count} or more would have ended in none of the printed outcomes.",
                $"{whole.Zh} {total} 例中{left} 例属于本项；文中 {count} 例，即至少 {left - count} 例的结局未列出。");
        }

        int outsideLow = Math.Max(0, count - left), outsideHigh = complete ? outsideLow : count;
        var outside = outsideLow == outsideHigh ? $"{outsideLow}" : $"{outsideLow} to {outsideHigh}";
        var outsideZh = outsideLow == outsideHigh ? $"{outsideLow}" : $"{outsideLow} 至 {outsideHigh}";
        return new(
            $"{whole.En} {total} leaves {(complete ? "" : "at most ")}{left} for it; of the {count} printed, {outside} lie outside {whole.En}.",
            $"{whole.Zh} {total} 例中{(complete ? "" : "至多 ")}{left} 例属于本项；文中 {count} 例，其中 {outsideZh} 例在{whole.Zh}之外。");
    }

    private static string Join(List<Cell> cells, Func<Localized, string> language) =>
        string.Join(", ", cells.Select(c => $"{language(c.Variable.Label)} {c.Events}"));
}
