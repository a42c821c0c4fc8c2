using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// A table to make of a cohort: the groups in the order of its columns and the variables in the order of its rows. Data only,
/// so that the same design gives the same table wherever it is made.
/// </summary>
public sealed record TableDesign
{
    /// <summary>The name: <c>1</c> to <c>4</c> for the paper's tables.</summary>
    public required string Id { get; init; }

    /// <summary>The title.</summary>
    public required Localized Title { get; init; }

    /// <summary>The groups, in the order of the columns. The paper's rule tests two; more or fewer are only summarised.</summary>
    public required IReadOnlyList<TableGroup> Groups { get; init; }

    /// <summary>The variables, in the order of the rows. Rows of one partition follow one another.</summary>
    public required IReadOnlyList<TableVariable> Variables { get; init; }

    /// <summary>The paper's four tables.</summary>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant.</param>
    public static IReadOnlyList<TableDesign> AllOfPaper(double cutOff = Cohort.PaperCutOff) =>
        [Paper(1, cutOff), Paper(2, cutOff), Paper(3, cutOff), Paper(4, cutOff)];

    /// <summary>
    /// The paper's four tables, with the summaries that its ledger prints: a variable with a mean or SD in a table as mean ± SD,
    /// one with a median or quartile as median (P25-P75), and by the rule where the table prints neither.
    /// </summary>
    /// <param name="ledger">The paper's printed numbers.</param>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant.</param>
    public static IReadOnlyList<TableDesign> AllAsPrinted(Ledger ledger, double cutOff = Cohort.PaperCutOff)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return [.. AllOfPaper(cutOff).Select(d => d.AsPrinted(ledger))];
    }

    /// <summary>The same table with the summaries that a ledger's table of this name prints: see <see cref="AllAsPrinted"/>.</summary>
    /// <param name="ledger">The paper's printed numbers.</param>
    public TableDesign AsPrinted(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var printed = ledger.Numbers.Where(n => n.Table == Id).ToLookup(n => n.Variable.Id, n => n.Statistic);
        return this with
        {
            Variables =
            [
                .. Variables.Select(v => v.Kind != TableVariableKind.Continuous ? v : v with
                {
                    Summary = printed[v.Name].Any(s => s is Statistic.Mean or Statistic.Sd) ? SummaryKind.MeanSd
                        : printed[v.Name].Any(s => s is Statistic.Median or Statistic.Q1 or Statistic.Q3) ? SummaryKind.MedianQuartiles : null,
                }),
            ],
        };
    }

    /// <summary>A table of the paper, with its groups and rows in its order.</summary>
    /// <param name="number">1: baseline, 2: outcomes, each non-IR against IR without metformin; 3: metformin against control with IR, 4: without.</param>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is not 1 to 4, or the cut-off is not a number.</exception>
    public static TableDesign Paper(int number, double cutOff = Cohort.PaperCutOff)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 4);
        string[] marks = ["fins", "ins_2h", "fpg", "pg_2h"];
        string[] transfer = ["embryos_transferred", "stage_cleavage", "stage_blastocyst", "cycle_fresh", "cycle_frozen"];
        string[] treated = ["age", "bmi", "prior_losses", "prior_failed_cycles", .. transfer, .. marks, "homa_ir", "clinical_pregnancy", "live_birth", "early_loss"];
        string[] names = number switch
        {
            1 => ["age", "bmi", "prior_losses", "prior_transfer_cycles", "prior_failed_cycles", "prior_cleavage_embryos", "prior_blastocysts", .. marks],
            2 => [.. transfer, "clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth"],
            _ => treated,
        };
        var title = number switch
        {
            1 => new Localized("Baseline characteristics without metformin", "未接受二甲双胍治疗的 URIF 患者基线资料比较"),
            2 => new("Pregnancy outcomes without metformin", "未接受二甲双胍治疗的 URIF 患者妊娠结局比较"),
            3 => new("Metformin and pregnancy outcomes with IR", "二甲双胍对 IR 的 URIF 患者妊娠结局的影响"),
            _ => new("Metformin and pregnancy outcomes without IR", "二甲双胍对非 IR 的 URIF 患者妊娠结局的影响"),
        };
        Localized metformin = new("Metformin", "二甲双胍组"), control = new("Control", "对照组");
        TableGroup[] groups = number switch
        {
            1 or 2 => [TableGroup.OfArm(Arm.NonIrControl, cutOff, new("Non-IR", "非 IR 组")), TableGroup.OfArm(Arm.IrControl, cutOff, new("IR", "IR 组"))],
            3 => [TableGroup.OfArm(Arm.IrMetformin, cutOff, metformin), TableGroup.OfArm(Arm.IrControl, cutOff, control)],
            _ => [TableGroup.OfArm(Arm.NonIrMetformin, cutOff, metformin), TableGroup.OfArm(Arm.NonIrControl, cutOff, control)],
        };
        return new()
        {
            Id = number.ToString(CultureInfo.InvariantCulture),
            Title = title,
            Groups = groups,
            Variables = [.. names.Select(TableVariable.Of)],
        };
    }

    /// <summary>A table by the words of a column, yes and no of a boolean one, or its centres.</summary>
    /// <param name="column">A column of type category or boolean, or an outcome.</param>
    /// <param name="cohort">The cohort, for the names of its centres.</param>
    /// <param name="variables">The rows; none for every variable of the paper's tables but the column itself.</param>
    /// <exception cref="ArgumentException">The column is of another type: see <see cref="ByCut"/>; or a variable does not exist.</exception>
    public static TableDesign By(string column, Cohort cohort, params IReadOnlyList<string> variables)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var entry = CohortSchema.Column(column);
        IReadOnlyList<(string Id, Localized Label)> words = entry.Type switch
        {
            ColumnType.Boolean => [("no", new("no", "否")), ("yes", new("yes", "是"))],
            ColumnType.Category when entry.Categories.Count > 0 => [.. entry.Categories.Select(c => (c.Name, new Localized(c.Name.Replace('_', ' '), c.Spellings.FirstOrDefault(s => s.Any(l => l > '\u2e7f'), c.Name))))],
            ColumnType.Category => [.. cohort.Centres.Select(c => (c, new Localized(c, c)))],
            _ => throw new ArgumentException($"\"{column}\" has no words to group by; cut it at a value", nameof(column)),
        };
        return Grouped(column, entry.Label, [.. words.Select((w, code) => new TableGroup($"{column}={w.Id}",
            new($"{entry.Label.En}: {w.Label.En}", $"{entry.Label.Zh}：{w.Label.Zh}"), [new(column, code, code + 1)]))], variables);
    }

    /// <summary>A table by whether a number is below a cut or not.</summary>
    /// <param name="variable">Any variable that <see cref="Cohort.Values"/> gives.</param>
    /// <param name="cut">The least value of the second group.</param>
    /// <param name="variables">The rows; none for every variable of the paper's tables but the one that is cut.</param>
    /// <exception cref="ArgumentException">A variable does not exist.</exception>
    public static TableDesign ByCut(string variable, double cut, params IReadOnlyList<string> variables)
    {
        var label = TableVariable.Of(variable).Label;
        var at = NumberFormat.Exact(cut);
        return Grouped(variable, label,
        [
            new($"{variable}<{at}", new($"{label.En} < {at}", $"{label.Zh} ＜ {at}"), [new(variable, double.NegativeInfinity, cut)]),
            new($"{variable}>={at}", new($"{label.En} ≥ {at}", $"{label.Zh} ≥ {at}"), [new(variable, cut, double.PositiveInfinity)]),
        ], variables);
    }

    private static TableDesign Grouped(string column, Localized label, IReadOnlyList<TableGroup> groups, IReadOnlyList<string> variables) => new()
    {
        Id = $"by-{column}",
        Title = new($"By {label.En}", $"按{label.Zh}分组"),
        Groups = groups,
        Variables = [.. (variables.Count > 0 ? variables : [.. TableVariable.OfPaper.Where(v => v != column && TableVariable.Of(v).Partition != column)]).Select(TableVariable.Of)],
    };
}

/// <summary>A group of rows: a column of a table.</summary>
/// <param name="Id">Its name: <c>ir_control</c>, <c>cycle=fresh</c>. Groups of one name are the same women.</param>
/// <param name="Label">What readers call it.</param>
/// <param name="Conditions">What a row must meet, all of it; a row that lacks a value that is asked for is in no group.</param>
public sealed record TableGroup(string Id, Localized Label, IReadOnlyList<RowCondition> Conditions)
{
    /// <summary>An arm of the study.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant.</param>
    /// <param name="label">What the table calls it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cut-off is not a number.</exception>
    public static TableGroup OfArm(Arm arm, double cutOff, Localized label)
    {
        if (double.IsNaN(cutOff)) throw new ArgumentOutOfRangeException(nameof(cutOff), "The cut-off is not a number.");
        var (id, resistant, treated) = arm switch
        {
            Arm.NonIrControl => ("nonir_control", false, false),
            Arm.IrControl => ("ir_control", true, false),
            Arm.NonIrMetformin => ("nonir_metformin", false, true),
            Arm.IrMetformin => ("ir_metformin", true, true),
            _ => throw new ArgumentOutOfRangeException(nameof(arm)),
        };
        return new(id, label,
        [
            resistant ? new("homa_ir", cutOff, double.PositiveInfinity) : new("homa_ir", double.NegativeInfinity, cutOff),
            treated ? new("metformin", 1, 2) : new("metformin", 0, 1),
        ]);
    }
}

/// <summary>A condition on a row: a value lies in [AtLeast, Below). A word of code c is the condition [c, c + 1).</summary>
/// <param name="Variable">Any variable that <see cref="Cohort.Values"/> gives.</param>
/// <param name="AtLeast">The least value that meets it.</param>
/// <param name="Below">The value from which on none does.</param>
public readonly record struct RowCondition(string Variable, double AtLeast, double Below);
