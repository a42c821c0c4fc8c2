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

    /// <summary>The groups, in the order of the columns. All but the one of all rows are compared.</summary>
    public required IReadOnlyList<TableGroup> Groups { get; init; }

    /// <summary>The variables, in the order of the rows. Rows of one partition follow one another.</summary>
    public required IReadOnlyList<TableVariable> Variables { get; init; }

    /// <summary>Which rows it is of, beside what its groups say, in words; all where it is empty.</summary>
    public IReadOnlyList<Localized> Restrictions { get; init; } = [];

    /// <summary>Whether a column shows how many values each row has.</summary>
    public bool ShowsCounts { get; init; }

    /// <summary>Whether a column shows the differences of two groups with 95% intervals.</summary>
    public bool ShowsDifferences { get; init; }

    /// <summary>How means are compared.</summary>
    public MeansTest Means { get; init; }

    /// <summary>What a row is, in the plural; null where the design does not say.</summary>
    public Localized? UnitOfAnalysis { get; init; }

    /// <summary>The same table with a first column of all rows that it is of, which is compared with nothing.</summary>
    public TableDesign WithOverall() => Groups.Any(g => g.IsOverall) ? this : this with
    {
        Groups = [new TableGroup("overall", new("Overall", "合计"), AllConditions) { IsOverall = true }, .. Groups],
    };

    // Who is in no group, as the value that groups is missing, is not in the table.
    private IReadOnlyList<RowCondition> AllConditions
    {
        get
        {
            var shared = Groups.Select(g => g.Conditions).Aggregate((a, b) => [.. a.Intersect(b)]);
            string[] varied = [.. Groups.SelectMany(g => g.Conditions).Except(shared).Select(c => c.Variable).Distinct()];
            return
            [
                .. shared,
                .. varied.Select(v => new RowCondition(v,
                    Groups.Min(g => g.Conditions.Where(c => c.Variable == v).Max(c => c.AtLeast)),
                    Groups.Max(g => g.Conditions.Where(c => c.Variable == v).Min(c => c.Below)))),
            ];
        }
    }

    /// <summary>The design's tables.</summary>
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

    private static TableDesign Of(StudyDesign design, DesignedTable table, double? cutOff)
    {
        RowCondition[] where = [.. table.Where.Select(f => design.BoundsOf(f) is var (least, below)
            ? new RowCondition(f.Column, least, below) : default)];
        IReadOnlyList<TableGroup> groups = table.Comparison is not null
            ? [.. design.ColumnsOf(table).Select(arm => TableGroup.OfArm(design, arm, design.Arms[(int)arm].Label, cutOff))]
            : table.Cuts.Count > 0 ? Between(design, table.By!, table.Cuts)
            : WordsOf(design.Schema.Column(table.By!), [.. table.Words]);
        var made = new TableDesign
        {
            Id = table.Id,
            Title = table.Title,
            Groups =
            [
                .. groups.Select((g, i) => g with
                {
                    Label = i < table.Columns.Count ? table.Columns[i] : g.Label,
                    Conditions = [.. g.Conditions, .. where],
                }),
            ],
            Variables = [.. table.Rows.SelectMany(row => TableVariable.RowsOf(design, row))],
            Restrictions = [.. table.Where.Select(f => InWords(design, f))],
            ShowsCounts = table.Counts,
            ShowsDifferences = table.Differences,
            Means = table.Means,
            UnitOfAnalysis = design.UnitOfAnalysis,
        };
        return table.Overall ? made.WithOverall() : made;
    }

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
        if (entry.Type is not (ColumnType.Boolean or ColumnType.Category))
            throw new ArgumentException($"\"{column}\" has no words to group by; cut it at a value", nameof(column));
        return Grouped(cohort.Design, column, entry.Label, WordsOf(entry, cohort.Words(column)), variables);
    }

    /// <summary>A table by whether a number is below a cut or not, or between which cuts it lies.</summary>
    /// <param name="design">The study.</param>
    /// <param name="variable">Any variable that <see cref="Cohort.Values"/> gives.</param>
    /// <param name="cut">The least value of the second group.</param>
    /// <param name="variables">The rows; none for every variable of the paper's tables but the one that is cut.</param>
    /// <exception cref="ArgumentException">A variable does not exist.</exception>
    public static TableDesign ByCut(StudyDesign design, string variable, double cut, params IReadOnlyList<string> variables) =>
        ByCuts(design, variable, [cut], variables);

    /// <summary>A table by where a number lies between cuts.</summary>
    /// <param name="design">The study.</param>
    /// <param name="variable">Any variable that <see cref="Cohort.Values"/> gives.</param>
    /// <param name="cuts">The least values of the groups from the second on, ascending.</param>
    /// <param name="variables">The rows; none for every variable of the design's tables but the one that is cut.</param>
    /// <exception cref="ArgumentException">A variable does not exist.</exception>
    public static TableDesign ByCuts(
        StudyDesign design, string variable, IReadOnlyList<double> cuts, params IReadOnlyList<string> variables) =>
        Grouped(design, variable, TableVariable.Of(design, variable).Label, Between(design, variable, cuts), variables);

    private static Localized InWords(StudyDesign design, RowFilter filter)
    {
        var label = design.Schema.Find(filter.Column)?.Label ?? TableVariable.Of(design, filter.Column).Label;
        if (filter.Word is { } word && LabelOf(design.Schema.Column(filter.Column), word) is var said)
            return new($"{label.En}: {said.En}", $"{label.Zh}：{said.Zh}");
        string least = filter.AtLeast is { } from ? $" ≥ {NumberFormat.Exact(from)}" : "",
            below = filter.Below is { } to ? $" < {NumberFormat.Exact(to)}" : "";
        return new(label.En + least + below, label.Zh + least + below);
    }

    private static Localized LabelOf(DictionaryColumn column, string word) => column.Type != ColumnType.Boolean ? column.LabelOf(word)
        : word == "yes" ? new Localized("yes", "是") : new("no", "否");

    private static IReadOnlyList<TableGroup> Between(StudyDesign design, string variable, IReadOnlyList<double> cuts)
    {
        var label = TableVariable.Of(design, variable).Label;
        return [.. Enumerable.Range(0, cuts.Count + 1).Select(i =>
        {
            var (least, below) = (i == 0 ? double.NegativeInfinity : cuts[i - 1], i == cuts.Count ? double.PositiveInfinity : cuts[i]);
            string from = NumberFormat.Exact(least), to = NumberFormat.Exact(below);
            var (id, text) = i == 0 ? ($"{variable}<{to}", new Localized($"{label.En} < {to}", $"{label.Zh} ＜ {to}"))
                : i == cuts.Count ? ($"{variable}>={from}", new Localized($"{label.En} ≥ {from}", $"{label.Zh} ≥ {from}"))
                : ($"{variable}>={from}<{to}", new Localized($"{label.En} {from} to < {to}", $"{label.Zh} {from}～＜{to}"));
            return new TableGroup(id, text, [new(variable, least, below)]);
        })];
    }

    // All words where none is named.
    private static IReadOnlyList<TableGroup> WordsOf(DictionaryColumn column, IReadOnlyList<string> words)
    {
        IReadOnlyList<string> all = column.Type == ColumnType.Boolean ? ["no", "yes"] : [.. column.Categories.Select(c => c.Name)];
        return [.. (words.Count > 0 ? words : all).Select((word, place) =>
        {
            var label = LabelOf(column, word);
            // The words that a file has are coded by their place among them.
            var code = column.CodeOf(word) is >= 0 and var listed ? listed : place;
            return new TableGroup($"{column.Name}={word}",
                new($"{column.Label.En}: {label.En}", $"{column.Label.Zh}：{label.Zh}"), [new(column.Name, code, code + 1)]);
        })];
    }

    private static TableDesign Grouped(
        StudyDesign design, string column, Localized label, IReadOnlyList<TableGroup> groups, IReadOnlyList<string> variables) => new()
    {
        Id = $"by-{column}",
        Title = new($"By {label.En}", $"按{label.Zh}分组"),
        Groups = groups,
        UnitOfAnalysis = design.UnitOfAnalysis,
        Variables =
        [
            .. (variables.Count > 0 ? variables : [.. design.PaperVariables.Where(v => v != column && design.Find(v)?.Partition != column)])
                .SelectMany(v => TableVariable.RowsOf(design, v)),
        ],
    };
}

/// <summary>A group of rows: a column of a table.</summary>
/// <param name="Id">Its name: <c>ir_control</c>, <c>cycle=fresh</c>. Groups of one name are the same women.</param>
/// <param name="Label">What readers call it.</param>
/// <param name="Conditions">What a row must meet, all of it; a row that lacks a value that is asked for is in no group.</param>
public sealed record TableGroup(string Id, Localized Label, IReadOnlyList<RowCondition> Conditions)
{
    /// <summary>Whether it is all groups together, which is shown beside them and compared with none.</summary>
    public bool IsOverall { get; init; }

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
        var exposure = design.Exposure!.Variable;
        return new(design.Arms[(int)arm].Id, label,
        [
            arm is Arm.IrControl or Arm.IrMetformin
                ? new(exposure, cut, double.PositiveInfinity) : new(exposure, double.NegativeInfinity, cut),
            arm is Arm.NonIrMetformin or Arm.IrMetformin ? new(design.Treatment!, 1, 2) : new(design.Treatment!, 0, 1),
        ]);
    }
}

/// <summary>A condition on a row: a value lies in [AtLeast, Below). A word of code c is the condition [c, c + 1).</summary>
/// <param name="Variable">Any variable that <see cref="Cohort.Values"/> gives.</param>
/// <param name="AtLeast">The least value that meets it.</param>
/// <param name="Below">The value from which on none does.</param>
public readonly record struct RowCondition(string Variable, double AtLeast, double Below);
