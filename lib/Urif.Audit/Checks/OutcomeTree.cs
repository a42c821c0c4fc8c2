namespace Urif.Audit;

/// <summary>
/// Outcomes nest: those that lie inside an outcome (ectopic pregnancy, late loss, live birth inside clinical pregnancy)
/// exclude one another and add up to at most its count; an outcome that reaches across (early loss, which counts
/// biochemical pregnancies too) has at most the women of the group that are left over. Where it has fewer than the
/// containing outcome leaves over, some of that ended in none of the printed outcomes, which is named as a variant. So is, where they
/// add up to more, that some women have several of them: twins of which one is ectopic, or outcomes of several transfers together. No
/// outcome has more women than the one around it.
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
            var most = inside.Max(c => c.Events!.Value);
            yield return Result(whole[Statistic.N]!,
                fits ? Verdict.Reproduced : most <= total ? Verdict.ReproducedByVariant : Verdict.Impossible,
                new([new(Math.Min(sum, most), whole.Size)]), numbers, new Reason.ContainsOutcomes(whole[Statistic.N]!, numbers, sum),
                fits || most > total ? null : new Convention.SeveralOutcomes(sum - total),
                Math.Clamp((whole.Size - most + 1.0) / (whole.Size + 1), 0, 1));
            if (!fits) continue;
            foreach (var cell in inside)
            {
                var left = total - (sum - cell.Events!.Value);
                yield return Result(cell[Statistic.N]!, Verdict.Reproduced, new([new(0, left)]), [whole[Statistic.N]!, .. numbers],
                    new Reason.InsideOutcome(cell[Statistic.N]!, whole[Statistic.N]!, left), passShare: (left + 1.0) / (cell.Size + 1));
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
        var (verdict, variant) = count > cell.Size ? (Verdict.Impossible, (Convention?)null)
            : count > most ? (Verdict.ReproducedByVariant, new Convention.SeveralOutcomes(count - most))
            : endsOtherwise ? (Verdict.ReproducedByVariant, new Convention.OtherEndings()) : (Verdict.Reproduced, null);
        return Result(cell[Statistic.N]!, verdict, new([new(0, Math.Max(most, count > cell.Size ? most : count))]),
            [whole[Statistic.N]!, .. inside.Select(c => c[Statistic.N]!)],
            new Reason.AcrossOutcome(cell[Statistic.N]!, whole[Statistic.N]!, left, complete), variant, (most + 1.0) / (cell.Size + 1));
    }
}
