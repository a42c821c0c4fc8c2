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

    /// <summary>The paper's tables.</summary>
    /// <param name="design">The study.</param>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant; null for the design's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cut-off is not a number.</exception>
    public static IReadOnlyList<TableDesign> AllOf(StudyDesign design, double? cutOff = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        return [.. design.Tables.Select(t => Of(design, t, cutOff))];
    }

    /// <summary>
    /// The paper's tables, with the summaries that its ledger prints: a variable with a mean or SD in a table as mean ± SD,
    /// one with a median or quartile as median (P25-P75), and by the rule where the table prints neither.
    /// </summary>
    /// <param name="design">The study.</param>
    /// <param name="ledger">The paper's printed numbers.</param>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant; null for the design's.</param>
    public static IReadOnlyList<TableDesign> AllAsPrinted(StudyDesign design, Ledger ledger, double? cutOff = null)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return [.. AllOf(design, cutOff).Select(d => d.AsPrinted(ledger))];
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
                        : printed[v.Name].Any(s => s is Statistic.Median or Statistic.Q1 or Statistic.Q3) ? SummaryKind.MedianQuartiles
                            : null,
                }),
            ],
        };
    }

    /// <summary>A table of the paper, with its groups and rows in its order.</summary>
    /// <param name="design">The study.</param>
    /// <param name="id">The table, as the ledger names it.</param>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant; null for the design's.</param>
    /// <exception cref="ArgumentException">The design has no such table.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The cut-off is not a number.</exception>
    public static TableDesign Of(StudyDesign design, string id, double? cutOff = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        return Of(design, design.Tables.FirstOrDefault(t => t.Id == id)
            ?? throw new ArgumentException(
                $"\"{id}\" is no table; there are {string.Join(' ', design.Tables.Select(t => t.Id))}", nameof(id)), cutOff);
    }

    private static TableDesign Of(StudyDesign design, PaperTable table, double? cutOff) => new()
    {
        Id = table.Id,
        Title = table.Title,
        Groups = [.. design.ColumnsOf(table).Zip(table.Columns, (arm, label) => TableGroup.OfArm(design, arm, label, cutOff))],
        Variables = [.. table.Rows.Select(row => TableVariable.Of(design, row))],
    };

    /// <summary>A table by the words of a column, yes and no of a boolean one, or its centres.</summary>
    /// <param name="column">A column of type category or boolean, or an outcome.</param>
    /// <param name="cohort">The cohort, for the names of its centres.</param>
    /// <param name="variables">The rows; none for every variable of the paper's tables but the column itself.</param>
    /// <exception cref="ArgumentException">The column is of another type: see <see cref="ByCut"/>; or a variable does not
    /// exist.</exception>
    public static TableDesign By(string column, Cohort cohort, params IReadOnlyList<string> variables)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var entry = cohort.Schema.Column(column);
        IReadOnlyList<(string Id, Localized Label)> words = entry.Type switch
        {
            ColumnType.Boolean => [("no", new("no", "否")), ("yes", new("yes", "是"))],
            ColumnType.Category when entry.Categories.Count > 0 =>
                [.. entry.Categories.Select(c => (
                c.Name, new Localized(c.Name.Replace('_', ' '), c.Spellings.FirstOrDefault(s => s.Any(l => l > '\u2e7f'), c.Name))))],
            ColumnType.Category => [.. cohort.Centres.Select(c => (c, new Localized(c, c)))],
            _ => throw new ArgumentException($"\"{column}\" has no words to group by; cut it at a value", nameof(column)),
        };
        return Grouped(cohort.Design, column, entry.Label, [.. words.Select((w, code) => new TableGroup($"{column}={w.Id}",
            new($"{entry.Label.En}: {w.Label.En}", $"{entry.Label.Zh}：{w.Label.Zh}"), [new(column, code, code + 1)]))], variables);
    }

    /// <summary>A table by whether a number is below a cut or not.</summary>
    /// <param name="design">The study.</param>
    /// <param name="variable">Any variable that <see cref="Cohort.Values"/> gives.</param>
    /// <param name="cut">The least value of the second group.</param>
    /// <param name="variables">The rows; none for every variable of the paper's tables but the one that is cut.</param>
    /// <exception cref="ArgumentException">A variable does not exist.</exception>
    public static TableDesign ByCut(StudyDesign design, string variable, double cut, params IReadOnlyList<string> variables)
    {
        var label = TableVariable.Of(design, variable).Label;
        var at = NumberFormat.Exact(cut);
        return Grouped(design, variable, label,
        [
            new($"{variable}<{at}", new($"{label.En} < {at}", $"{label.Zh} ＜ {at}"), [new(variable, double.NegativeInfinity, cut)]),
            new($"{variable}>={at}", new($"{label.En} ≥ {at}", $"{label.Zh} ≥ {at}"), [new(variable, cut, double.PositiveInfinity)]),
        ], variables);
    }

    private static TableDesign Grouped(
        StudyDesign design, string column, Localized label, IReadOnlyList<TableGroup> groups, IReadOnlyList<string> variables) => new()
    {
        Id = $"by-{column}",
        Title = new($"By {label.En}", $"按{label.Zh}分组"),
        Groups = groups,
        Variables =
        [
            .. (variables.Count > 0 ? variables : [.. design.PaperVariables.Where(v => v != column && design.Find(v)?.Partition != column)])
                .Select(v => TableVariable.Of(design, v)),
        ],
    };
}

/// <summary>A group of rows: a column of a table.</summary>
/// <param name="Id">Its name: <c>ir_control</c>, <c>cycle=fresh</c>. Groups of one name are the same women.</param>
/// <param name="Label">What readers call it.</param>
/// <param name="Conditions">What a row must meet, all of it; a row that lacks a value that is asked for is in no group.</param>
public sealed record TableGroup(string Id, Localized Label, IReadOnlyList<RowCondition> Conditions)
{
    /// <summary>An arm of the study.</summary>
    /// <param name="design">The study.</param>
    /// <param name="arm">The arm.</param>
    /// <param name="label">What the table calls it.</param>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant; null for the design's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cut-off is not a number.</exception>
    public static TableGroup OfArm(StudyDesign design, Arm arm, Localized label, double? cutOff = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        var cut = cutOff ?? design.CutOff;
        if (double.IsNaN(cut)) throw new ArgumentOutOfRangeException(nameof(cutOff), "The cut-off is not a number.");
        var exposure = design.Exposure.Variable;
        return new(design.Arms[(int)arm].Id, label,
        [
            arm is Arm.IrControl or Arm.IrMetformin
                ? new(exposure, cut, double.PositiveInfinity) : new(exposure, double.NegativeInfinity, cut),
            arm is Arm.NonIrMetformin or Arm.IrMetformin ? new(design.Treatment, 1, 2) : new(design.Treatment, 0, 1),
        ]);
    }
}

/// <summary>A condition on a row: a value lies in [AtLeast, Below). A word of code c is the condition [c, c + 1).</summary>
/// <param name="Variable">Any variable that <see cref="Cohort.Values"/> gives.</param>
/// <param name="AtLeast">The least value that meets it.</param>
/// <param name="Below">The value from which on none does.</param>
public readonly record struct RowCondition(string Variable, double AtLeast, double Below);
