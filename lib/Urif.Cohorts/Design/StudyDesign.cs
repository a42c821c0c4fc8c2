using System.Globalization;
using System.Reflection;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// The study as its data say it: arms, cut-off and comparisons of the paper's ledger, columns of the dictionary, and of
/// <c>design.json</c> which of them make the tables, the model and the criteria. Nothing of it is repeated in code. A design of
/// one's own needs no ledger: its tables are by columns.
/// </summary>
/// <remarks>What the words mean stands in <see cref="OutcomeDefinitions"/> and <see cref="InsulinIndices"/>.</remarks>
public sealed class StudyDesign
{
    private const string DesignName = "design.json", DictionaryName = "dictionary.csv";
    private const string GroupsName = "groups.csv", ComparisonsName = "comparisons.csv";
    private const string SeeSchema = "write it as data/cohort/design.schema.json describes";

    private static readonly Lazy<StudyDesign> KitsOwn = new(ReadDefault);

    private readonly DesignFile _file;
    private readonly ProblemList _problems = new();
    private readonly Dictionary<string, VariableDesign> _variables;
    private readonly Dictionary<string, Localized> _headings;
    private readonly Dictionary<string, Group> _groups;
    private readonly Dictionary<string, Comparison> _comparisons;

    private StudyDesign(DesignFile file, CohortSchema schema, IReadOnlyList<Group> groups, IReadOnlyList<Comparison> comparisons)
    {
        (_file, Schema) = (file, schema);
        _variables = Unique(file.Variables, v => v.Id, "variables");
        _headings = Unique(file.Headings, h => h.Id, "headings").ToDictionary(h => h.Key, h => h.Value.Label, StringComparer.Ordinal);
        _groups = groups.ToDictionary(g => g.Id, StringComparer.Ordinal);
        _comparisons = comparisons.ToDictionary(c => c.Id, StringComparer.Ordinal);
        foreach (var variable in file.Variables) Check(variable);
        if (Treatment is not null && schema.Find(Treatment) is not { Type: ColumnType.Boolean })
            Wrong("treatment", $"{Quoted.Short(Treatment)} is no column of yes and no", Named(Treatment, ColumnType.Boolean));
        CutOff = file.Exposure is null ? double.NaN : _problems.Read(() => CutOf(file.Exposure), double.NaN);
        Arms = file.Arms.Count == 0 ? [] : _problems.Read(() => [.. Enum.GetValues<Arm>().Select(OfArm)], Array.Empty<Group>());
        foreach (var table in Unique(file.Tables, t => t.Id, "tables").Values) Check(table);
        foreach (var criterion in Unique(file.Criteria, c => c.Id, "criteria").Values) Check(criterion);
        Formula = _problems.Read(FormulaOf, null);
        foreach (var filter in file.Model?.Where ?? []) Check(filter, "model");
        _problems.ThrowIfAny();
    }

    /// <summary>The kit's own: <c>data/cohort</c> and <c>data/paper</c>, of which the library carries a copy.</summary>
    public static StudyDesign Default => KitsOwn.Value;

    /// <summary>The columns of a cohort.</summary>
    public CohortSchema Schema { get; }

    /// <summary>What a row is, in the plural: transfer cycles; null where the design does not say.</summary>
    public Localized? UnitOfAnalysis => _file.Unit;

    /// <summary>What people are compared by; null where the design names nothing.</summary>
    public ExposureDesign? Exposure => _file.Exposure;

    /// <summary>
    /// The value of the exposure's variable from which on a woman counts as exposed, as the ledger defines the group or the design
    /// says; 1 for yes or no; NaN without an exposure.
    /// </summary>
    public double CutOff { get; }

    /// <summary>The column that says who was treated; null where there is none.</summary>
    public string? Treatment => _file.Treatment;

    /// <summary>The arms, by <see cref="Arm"/>, with what the ledger calls them; none where the design has none.</summary>
    public IReadOnlyList<Group> Arms { get; }

    /// <summary>Whether rows are in one of four arms.</summary>
    public bool HasArms => Arms.Count > 0;

    /// <summary>The design's tables.</summary>
    public IReadOnlyList<DesignedTable> Tables => _file.Tables;

    /// <summary>The criteria, in the order in which they are applied.</summary>
    public IReadOnlyList<Criterion> Criteria => _file.Criteria;

    /// <summary>The design's model; null where it has none.</summary>
    public ModelDesign? Model => _file.Model;

    /// <summary>The design's model, as <see cref="Statistics.ModelFormula"/> reads it; null where it has none.</summary>
    public string? Formula { get; }

    /// <summary>The indices of insulin resistance.</summary>
    public IEnumerable<string> Indices => _file.Variables.Where(v => v.Index is not null).Select(v => v.Id);

    /// <summary>
    /// The variables of the design's tables, in the order of a table by any other grouping; every column that a table can show where
    /// the design has no table.
    /// </summary>
    public IReadOnlyList<string> PaperVariables
    {
        get
        {
            if (Tables.Count == 0)
                return [.. Schema.Columns.Where(c => c.Name != CohortColumns.Synthetic && HasRows(c)).Select(c => c.Name)];
            var rows = Tables.SelectMany(t => t.Rows).ToHashSet(StringComparer.Ordinal);
            var known = _file.Variables.Select(v => v.Id).Where(rows.Contains);
            return [.. known, .. Tables.SelectMany(t => t.Rows).Where(r => !_variables.ContainsKey(r)).Distinct()];
        }
    }

    /// <summary>Reads <c>design.json</c> and <c>dictionary.csv</c> of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="ledger">The paper's ledger.</param>
    /// <exception cref="InputException">A file cannot be used, or the files do not agree.</exception>
    public static StudyDesign Read(string folder, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ReadFiles(Path.Combine(folder, DictionaryName), Path.Combine(folder, DesignName), ledger);
    }

    /// <summary>Reads a dictionary and a design of one's own.</summary>
    /// <param name="dictionary">The dictionary's file; null for the kit's own.</param>
    /// <param name="design">The design's file; null for the kit's own, or for none beside a dictionary of one's own.</param>
    /// <param name="ledger">The ledger whose groups and comparisons the design may name; null for that of the kit's paper.</param>
    /// <exception cref="InputException">A file cannot be used, or the files do not agree: all that is wrong, line by line.</exception>
    public static StudyDesign ReadFiles(string? dictionary, string? design, Ledger? ledger = null)
    {
        var schema = dictionary is null ? CohortSchema.Default : CohortSchema.Parse(TextOf(dictionary), Path.GetFileName(dictionary));
        var file = design is not null ? DesignFile.Parse(TextOf(design), Path.GetFileName(design))
            : dictionary is null ? Default._file : new DesignFile(DesignName);
        var (groups, comparisons) = ledger is null
            ? (Default._groups.Values.ToList(), Default._comparisons.Values.ToList()) : (ledger.Groups, ledger.Comparisons);
        return new(file, schema, groups, comparisons);

        static string TextOf(string path) =>
            InputFile.Read(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".", Path.GetFileName(path));
    }

    /// <summary>The same design with the groups and comparisons of another ledger: its cut-off, its arms, its covariates.</summary>
    /// <exception cref="InputException">The ledger lacks a group or comparison that the design names.</exception>
    public StudyDesign Following(Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return new(_file, Schema, ledger.Groups, ledger.Comparisons);
    }

    /// <summary>What the design says of a variable; null where it says nothing.</summary>
    public VariableDesign? Find(string variable) => _variables.GetValueOrDefault(variable);

    /// <summary>What a variable's heading says; null where it stands alone.</summary>
    public Localized? HeadingOf(string variable) => Find(variable)?.Heading is { } heading ? _headings[heading] : null;

    /// <summary>The arms that are the columns of a table by a comparison, in its order.</summary>
    /// <exception cref="ArgumentException">The table is by a column.</exception>
    public IReadOnlyList<Arm> ColumnsOf(DesignedTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Comparison is null) throw new ArgumentException($"table {table.Id} is by a column", nameof(table));
        var comparison = ComparisonOf(table.Comparison, $"table {table.Id}");
        return [ArmOf(comparison.First, table.Id), ArmOf(comparison.Second, table.Id)];
    }

    /// <summary>The values that meet a filter: from the first on, below the second.</summary>
    internal (double AtLeast, double Below) BoundsOf(RowFilter filter) => filter.Word is { } word
        && Schema.Column(filter.Column).CodeOf(word) is var code ? (code, code + 1)
            : (filter.AtLeast ?? double.NegativeInfinity, filter.Below ?? double.PositiveInfinity);

    private static StudyDesign ReadDefault()
    {
        var (groups, comparisons) = LedgerReader.ReadGroups(
            Resource("paper-variables.csv"), Resource("paper-groups.csv"), Resource("paper-comparisons.csv"));
        return new(DesignFile.Parse(Resource("cohort-design.json"), DesignName), CohortSchema.Default, groups, comparisons);
    }

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private Dictionary<string, T> Unique<T>(IReadOnlyList<T> items, Func<T, string> id, string where)
    {
        var unique = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
            if (!unique.TryAdd(id(item), item)) Wrong(where, $"{Quoted.Short(id(item))} is there twice", "give each an id of its own");
        return unique;
    }

    private void Wrong(string where, string problem, string remedy) => _problems.Add(Refusal(where, problem, remedy));

    private InputException Refusal(string where, string problem, string remedy) => new($"{_file.Name}, {where}", problem, remedy);

    /// <summary>What to name instead: the nearest name, or where names stand.</summary>
    private string Named(string word, params ReadOnlySpan<ColumnType> types)
    {
        var names = new List<string>();
        foreach (var column in Schema.Columns)
            if (types.IsEmpty || types.Contains(column.Type)) names.Add(column.Name);
        return Spelling.Advice(word, names) ?? $"name a column of {Schema.Name}"
            + (types.IsEmpty ? "" : $" of type {string.Join(" or ", types.ToArray().Select(t => t.ToString().ToLowerInvariant()))}");
    }

    private bool HasNumbers(string variable) =>
        Find(variable) is { Index: not null } || Schema.Find(variable) is { Type: ColumnType.Number or ColumnType.Integer };

    private static bool HasRows(DictionaryColumn column) =>
        column.Type is ColumnType.Number or ColumnType.Integer or ColumnType.Boolean || column.Categories.Count > 0;

    private void Check(VariableDesign variable)
    {
        var where = $"variable {Quoted.Short(variable.Id)}";
        if (variable.Heading is { } heading && !_headings.ContainsKey(heading))
            Wrong(where, $"names no heading: {Quoted.Short(heading)}", Spelling.Advice(heading, _headings.Keys) ?? "add it to headings");
        if (variable.Index is { } index && InsulinIndices.Named(index) is null)
            Wrong(where, $"names no index: {Quoted.Short(index)}", SeeSchema);
        if (variable.Word is { } word && Schema.Find(variable.Partition ?? "")?.Categories.Any(c => c.Name == word) != true)
            Wrong(where, $"names no word of a partition: {Quoted.Short(word)}", "give partition, a column, and one of its words");
        if (variable.Among is { } among && Schema.Find(among) is not { Type: ColumnType.Boolean })
            Wrong(where, $"is counted among no column of yes and no: {Quoted.Short(among)}", Named(among, ColumnType.Boolean));
        if (variable.Summary is not null && !HasNumbers(variable.Id))
            Wrong(where, "has a summary of numbers, and no numbers", "leave summary out");
        var isMade = variable.Index is not null || OutcomeNames.Named(variable.Id) is not null;
        if (isMade && !Schema.HasDefinitions)
            Wrong(where, $"is computed from columns that {Schema.Name} lacks",
                "keep the columns that outcomes and indices are computed from");
        else if (Schema.Find(variable.Id) is null && (!(isMade || variable.Word is not null) || variable.Label is null))
            Wrong(where, "is no column, and not said to be anything else with a label", Named(variable.Id));
    }

    private void Check(DesignedTable table)
    {
        var where = $"table {table.Id}";
        foreach (var row in table.Rows)
            if (Find(row) is null && !(Schema.Find(row) is { } column && HasRows(column)))
                Wrong(where, $"{Quoted.Short(row)} is no variable with rows", Spelling.Advice(row,
                    [.. _variables.Keys, .. Schema.Columns.Where(HasRows).Select(c => c.Name)])
                        ?? $"name a column of {Schema.Name} with numbers, yes and no, or listed words");
        foreach (var filter in table.Where) Check(filter, where);
        if (table.Rows.Count == 0) Wrong(where, "has no rows", "name variables");
        var groups = table.Comparison is not null ? 2 : GroupsBy(table, where);
        if (table.Comparison is not null) _problems.Check(() => ColumnsOf(table));
        if (table.Columns.Count != groups && groups > 0 && (table.Comparison is not null || table.Columns.Count > 0))
            Wrong(where, string.Create(CultureInfo.InvariantCulture, $"names {table.Columns.Count} columns, and has {groups} groups"),
                "name each column, in the order of the groups");
        if (table.Differences && groups > 2)
            Wrong(where, string.Create(CultureInfo.InvariantCulture, $"asks for differences of {groups} groups"),
                "leave differences out, or name two words or one cut");
    }

    /// <summary>How many groups a table by a column has; 0 where it cannot be made.</summary>
    private int GroupsBy(DesignedTable table, string where)
    {
        if (HasNumbers(table.By!))
        {
            if (table.Cuts.Count > 0 && table.Words.Count == 0) return table.Cuts.Count + 1;
            Wrong(where, $"does not say where to cut {table.By}", "give cuts: [20, 30], each the least value of a group, and no words");
            return 0;
        }

        if (Schema.Find(table.By!) is not { Categories.Count: > 0 } column)
        {
            Wrong(where, $"is by {Quoted.Short(table.By!)}, which has neither numbers nor listed words",
                Named(table.By!, ColumnType.Boolean, ColumnType.Category, ColumnType.Number, ColumnType.Integer));
            return 0;
        }

        if (table.Cuts.Count > 0) Wrong(where, $"cuts {table.By}, which has words", "leave cuts out");
        foreach (var word in table.Words.Where(w => column.CodeOf(w) < 0))
            Wrong(where, $"{Quoted.Short(word)} is no word of {column.Name}", Words(column, word));
        int[] codes = [.. table.Words.Select(w => (int)column.CodeOf(w)).Order()];
        if (table.Overall && codes.Length > 0 && codes[^1] - codes[0] >= codes.Length)
            Wrong(where, "has an overall column of words that do not follow one another in the dictionary",
                $"leave overall out, or bring them together in {Schema.Name}");
        if (table.Words.GroupBy(w => w).FirstOrDefault(w => w.Count() > 1) is { } twice)
            Wrong(where, $"names {Quoted.Short(twice.Key)} twice", "name each word once");
        return table.Words.Count > 0 ? table.Words.Count : column.Categories.Count;
    }

    private static string Words(DictionaryColumn column, string word) =>
        Spelling.Advice(word, column.Categories.Select(c => c.Name))
            ?? $"use one of {string.Join(' ', column.Categories.Select(c => c.Name))}";

    private void Check(RowFilter filter, string where)
    {
        var isBounded = (filter.AtLeast ?? filter.Below) is not null;
        if (HasNumbers(filter.Column) ? isBounded && filter.Word is null : false) return;
        if (Schema.Find(filter.Column) is not { } column)
            Wrong(where, $"asks for {Quoted.Short(filter.Column)}, which is no column", Named(filter.Column));
        else if (column.Categories.Count == 0)
            Wrong(where, $"does not say which values of {column.Name} it wants", "give at_least, below or both for numbers");
        else if (isBounded || filter.Word is null || column.CodeOf(filter.Word) < 0)
            Wrong(where, $"does not name a word of {column.Name}", Words(column, filter.Word ?? ""));
    }

    private void Check(Criterion criterion)
    {
        var where = $"criterion {Quoted.Short(criterion.Id)}";
        if (Schema.Find(criterion.Column) is not { } column)
        {
            Wrong(where, $"names no column: {Quoted.Short(criterion.Column)}", Named(criterion.Column));
            return;
        }

        var fits = column.Type switch
        {
            ColumnType.Number or ColumnType.Integer => criterion.NotWord is null && (criterion.AtLeast ?? criterion.Below) is not null,
            ColumnType.Boolean or ColumnType.Category =>
                criterion is { AtLeast: null, Below: null, NotWord: { } word } && column.CodeOf(word) >= 0,
            _ => false,
        };
        if (!fits) Wrong(where, $"does not say what of {column.Name} breaks it", "give bounds of a number, or a word");
    }

    private string? FormulaOf()
    {
        if (_file.Model is not { } designed) return null;
        if (designed.Formula is { } formula) return formula;
        if (Exposure is null)
            throw Refusal("model", "adjusts an exposure, and the design has none", "give exposure, or a formula");
        return $"{designed.Outcome} ~ {string.Join(" + ", ComparisonOf(designed.Comparison!, "model").AdjustedFor.Prepend(Exposure.Id))}";
    }

    // The bound that the design or the ledger's group has; yes or no is cut at yes.
    private double CutOf(ExposureDesign exposure)
    {
        if (exposure.Group is null && exposure.Cut is null && Schema.Find(exposure.Variable) is { Type: ColumnType.Boolean }) return 1;
        if (!HasNumbers(exposure.Variable))
            throw Refusal("exposure", $"{Quoted.Short(exposure.Variable)} has no numbers to cut, and is no column of yes and no",
                Named(exposure.Variable, ColumnType.Boolean, ColumnType.Number, ColumnType.Integer));
        if (exposure.Cut is { } cut) return cut;
        if (exposure.Group is null) throw Refusal("exposure", $"does not say where to cut {exposure.Variable}", "give cut, a number");
        var conditions = _groups.GetValueOrDefault(exposure.Group)?.Conditions.Where(c => c.Variable == exposure.Variable).ToList();
        return conditions is [{ Operator: ">=" } only] ? only.Bound
            : throw new InputException(GroupsName,
                $"has no group {exposure.Group} that is defined by {exposure.Variable} >= a number",
                    $"give the group of {_file.Name} its definition");
    }

    // An arm's own conditions and those of the groups that it is a part of may not say otherwise.
    private Group OfArm(Arm arm)
    {
        var (exposed, treated) = (arm is Arm.IrControl or Arm.IrMetformin, arm is Arm.IrMetformin or Arm.NonIrMetformin);
        if (Exposure is null || Treatment is null)
            throw Refusal("arms", "need an exposure and a treatment", "give both, or leave arms out");
        if (_file.Arms.Where(a => a.Exposed == exposed && a.Treated == treated).ToList() is not [var named])
            throw Refusal("arms", "are not the four that two yes or no make", SeeSchema);
        if (!_groups.TryGetValue(named.Group, out var group))
            throw new InputException(GroupsName, $"has no group {named.Group}, an arm of {_file.Name}", "add it");
        for (var at = group; at is not null; at = at.Parent is { } parent ? _groups[parent] : null)
        {
            foreach (var condition in at.Conditions)
            {
                if (condition.Variable != Exposure.Variable) continue;
                if (condition.Operator == (exposed ? ">=" : "<") && condition.Bound == CutOff) continue;
                throw new InputException(GroupsName, string.Create(CultureInfo.InvariantCulture,
                    $"defines {at.Id} by {condition.Variable} {condition.Operator} {condition.Bound}, and {Exposure.Group} by {CutOff}"),
                    "give both groups one cut-off");
            }
        }

        return group;
    }

    private Comparison ComparisonOf(string id, string where) => _comparisons.TryGetValue(id, out var comparison) ? comparison
        : throw new InputException(ComparisonsName, $"has no comparison {id}, which {where} of {_file.Name} names", "add it");

    private Arm ArmOf(string group, string table) => _file.Arms.FirstOrDefault(a => a.Group == group) is { } arm
        ? (arm.Exposed, arm.Treated) switch
        {
            (false, false) => Arm.NonIrControl,
            (true, false) => Arm.IrControl,
            (false, true) => Arm.NonIrMetformin,
            _ => Arm.IrMetformin,
        }
        : throw Refusal($"table {table}", $"compares {Quoted.Short(group)}, which is no arm", "name a comparison of two arms");
}
