namespace Urif.Audit;

/// <summary>
/// Outcomes nest: those that lie inside an outcome (ectopic pregnancy, late loss, live birth inside clinical pregnancy)
/// exclude one another and add up to at most its count; an outcome that reaches across (early loss, which counts
/// biochemical pregnancies too) has at most the women of the group that are left over. Where it has fewer than the
/// containing outcome leaves over, some of that ended in none of the printed outcomes, which is named as a variant.
/// Source: the definitions of the outcomes.
/// </summary>
internal sealed class OutcomeTree : Check
{
    /// <inheritdoc/>
    public override string Name => CheckNames.OutcomeTree;

    /// <inheritdoc/>
    public override string Source => "definitions of the outcomes";

    /// <inheritdoc/>
    public override int Gravity => 3;

    internal override IEnumerable<CheckResult> Run(LedgerIndex paper)
    {
        foreach (var whole in paper.Entries)
        {
            if (whole.Events is not { } total) continue;
            var members = paper.Ledger.Variables.Where(v => v.PartOf == whole.Variable.Id)
                .Select(v => paper.Find(whole.Table, v.Id, whole.Group.Id)).Where(c => c?.Events is not null).Select(c => c!).ToList();
            var inside = members.Where(c => !c.Variable.Across).ToList();
            if (inside.Count == 0) continue;
            var sum = inside.Sum(c => c.Events!.Value);
            var numbers = inside.Select(c => c[Statistic.N]!).ToList();
            var fits = sum <= total;
            yield return Result(whole[Statistic.N]!, fits ? Verdict.Reproduced : Verdict.Impossible,
                new([new(sum, whole.Size)]), numbers, new Reason.ContainsOutcomes(whole[Statistic.N]!, numbers, sum),
                passShare: (whole.Size - sum + 1.0) / (whole.Size + 1));
            if (!fits) continue;
            foreach (var cell in inside)
            {
                var most = total - (sum - cell.Events!.Value);
                yield return Result(cell[Statistic.N]!, Verdict.Reproduced, new([new(0, most)]), [whole[Statistic.N]!, .. numbers],
                    new Reason.InsideOutcome(cell[Statistic.N]!, whole[Statistic.N]!, most), passShare: (most + 1.0) / (cell.Size + 1));
            }

            foreach (var cell in members.Where(c => c.Variable.Across)) yield return Across(paper, whole, cell, inside, total, sum);
        }
    }

    private CheckResult Across(LedgerIndex paper, ArmEntry whole, ArmEntry cell, List<ArmEntry> inside, int total, int sum)
    {
        // Only where every outcome inside is printed is what they leave over known.
        var complete = inside.Count == paper.Ledger.Variables.Count(v => v.PartOf == whole.Variable.Id && !v.Across);
        int count = cell.Events!.Value, left = total - sum, most = cell.Size - sum;
        // A cohort may have endings that no row prints: an induced abortion is none of the paper's outcomes.
        var endsOtherwise = complete && count < left;
        var verdict = count > most ? Verdict.Impossible : endsOtherwise ? Verdict.ReproducedByVariant : Verdict.Reproduced;
        return Result(cell[Statistic.N]!, verdict, new([new(0, most)]),
            [whole[Statistic.N]!, .. inside.Select(c => c[Statistic.N]!)], 
            new Reason.AcrossOutcome(cell[Statistic.N]!, whole[Statistic.N]!, left, complete),
            verdict == Verdict.ReproducedByVariant ? new Convention.OtherEndings() : null, (most + 1.0) / (cell.Size + 1));
    }
}
