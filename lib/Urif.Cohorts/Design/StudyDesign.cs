using System.Globalization;
using System.Reflection;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// The study as its data say it: arms, cut-off and comparisons of the paper's ledger, columns of the dictionary, and of
/// <c>design.json</c> which of them make the tables, the model and the criteria. Nothing of it is repeated in code.
/// </summary>
/// <remarks>What the words mean stands in <see cref="OutcomeDefinitions"/> and <see cref="InsulinIndices"/>.</remarks>
public sealed class StudyDesign
{
    private const string DesignName = "design.json", DictionaryName = "dictionary.csv";
    private const string GroupsName = "groups.csv", ComparisonsName = "comparisons.csv";

    private static readonly Lazy<StudyDesign> KitsOwn = new(ReadDefault);

    private readonly DesignFile _file;
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
        foreach (var table in Unique(file.Tables, t => t.Id, "tables").Values) Check(table);
        foreach (var criterion in Unique(file.Criteria, c => c.Id, "criteria").Values) Check(criterion);
        if (schema.Find(Treatment) is not { Type: ColumnType.Boolean })
            throw Wrong("treatment", $"{Quoted.Short(Treatment)} is no column of yes and no");
        if (!HasNumbers(Exposure.Variable)) throw Wrong("exposure", $"{Quoted.Short(Exposure.Variable)} has no numbers to cut");
        CutOff = CutOf(file.Exposure);
        Arms = [.. Enum.GetValues<Arm>().Select(OfArm)];
        var model = ComparisonOf(file.Model.Comparison, "model");
        Formula = $"{file.Model.Outcome} ~ {string.Join(" + ", model.AdjustedFor.Prepend(Exposure.Id))}";
    }

    /// <summary>The kit's own: <c>data/cohort</c> and <c>data/paper</c>, of which the library carries a copy.</summary>
    public static StudyDesign Default => KitsOwn.Value;

    /// <summary>The columns of a cohort.</summary>
    public CohortSchema Schema { get; }

    /// <summary>What the paper compares women by.</summary>
    public ExposureDesign Exposure => _file.Exposure;

    /// <summary>The value of the exposure's variable from which on a woman counts as exposed, as the ledger defines the group.</summary>
    public double CutOff { get; }

    /// <summary>The column that says who was treated.</summary>
    public string Treatment => _file.Treatment;

    /// <summary>The arms, by <see cref="Arm"/>, with what the ledger calls them.</summary>
    public IReadOnlyList<Group> Arms { get; }

    /// <summary>The paper's tables.</summary>
    public IReadOnlyList<PaperTable> Tables => _file.Tables;

    /// <summary>The criteria, in the order in which they are applied.</summary>
    public IReadOnlyList<Criterion> Criteria => _file.Criteria;

    /// <summary>The paper's model, as <see cref="Statistics.ModelFormula"/> reads it.</summary>
    public string Formula { get; }

    /// <summary>The indices of insulin resistance.</summary>
    public IEnumerable<string> Indices => _file.Variables.Where(v => v.Index is not null).Select(v => v.Id);

    /// <summary>The variables of the paper's tables, in the order of a table by any other grouping.</summary>
    public IReadOnlyList<string> PaperVariables
    {
        get
        {
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
        var file = DesignFile.Parse(InputFile.Read(folder, DesignName), DesignName);
        return new(file, CohortSchema.Parse(InputFile.Read(folder, DictionaryName), DictionaryName), ledger.Groups, ledger.Comparisons);
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

    /// <summary>The arms that are the columns of a table, in its order.</summary>
    public IReadOnlyList<Arm> ColumnsOf(PaperTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var comparison = ComparisonOf(table.Comparison, $"table {table.Id}");
        return [ArmOf(comparison.First, table.Id), ArmOf(comparison.Second, table.Id)];
    }

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

    private static Dictionary<string, T> Unique<T>(IReadOnlyList<T> items, Func<T, string> id, string where)
    {
        var unique = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
            if (!unique.TryAdd(id(item), item)) throw Wrong(where, $"{Quoted.Short(id(item))} is there twice");
        return unique;
    }

    private static InputException Wrong(string where, string problem) =>
        new($"{DesignName}, {where}", problem, "write it as design.schema.json describes, with names of dictionary.csv and the ledger");

    private bool HasNumbers(string variable) =>
        Find(variable) is { Index: not null } || Schema.Find(variable) is { Type: ColumnType.Number or ColumnType.Integer };

    private void Check(VariableDesign variable)
    {
        var where = $"variable {Quoted.Short(variable.Id)}";
        if (variable.Heading is { } heading && !_headings.ContainsKey(heading))
            throw Wrong(where, $"names no heading: {Quoted.Short(heading)}");
        if (variable.Index is { } index && InsulinIndices.Named(index) is null)
            throw Wrong(where, $"names no index: {Quoted.Short(index)}");
        if (variable.Word is { } word && Schema.Find(variable.Partition ?? "")?.Categories.Any(c => c.Name == word) != true)
            throw Wrong(where, $"names no word of a partition: {Quoted.Short(word)}");
        var isDerived = variable.Index is not null || variable.Word is not null || OutcomeNames.Named(variable.Id) is not null;
        if (Schema.Find(variable.Id) is null && (!isDerived || variable.Label is null))
            throw Wrong(where, "is no column, and not said to be anything else with a label");
    }

    private void Check(PaperTable table)
    {
        foreach (var row in table.Rows)
        {
            if (Find(row) is null && Schema.Find(row) is not { Type: ColumnType.Number or ColumnType.Integer or ColumnType.Boolean })
                throw Wrong($"table {table.Id}", $"{Quoted.Short(row)} is no variable with a row of its own");
        }

        if (table.Columns.Count != 2) throw Wrong($"table {table.Id}", "does not name its two columns");
        ColumnsOf(table);
    }

    private void Check(Criterion criterion)
    {
        var where = $"criterion {Quoted.Short(criterion.Id)}";
        if (Schema.Find(criterion.Column) is not { } column) throw Wrong(where, $"names no column: {Quoted.Short(criterion.Column)}");
        var fits = column.Type switch
        {
            ColumnType.Number or ColumnType.Integer => criterion.NotWord is null && (criterion.AtLeast ?? criterion.Below) is not null,
            ColumnType.Boolean or ColumnType.Category =>
                criterion is { AtLeast: null, Below: null, NotWord: { } word } && column.CodeOf(word) >= 0,
            _ => false,
        };
        if (!fits) throw Wrong(where, $"does not say what of {column.Name} breaks it: bounds of a number, or a word");
    }

    // The bound that the ledger's group has.
    private double CutOf(ExposureDesign exposure)
    {
        var conditions = _groups.GetValueOrDefault(exposure.Group)?.Conditions.Where(c => c.Variable == exposure.Variable).ToList();
        return conditions is [{ Operator: ">=" } only] ? only.Bound
            : throw new InputException(GroupsName,
                $"has no group {exposure.Group} that is defined by {exposure.Variable} >= a number",
                    "give the group of design.json its definition");
    }

    // An arm's own conditions and those of the groups that it is a part of may not say otherwise.
    private Group OfArm(Arm arm)
    {
        var (exposed, treated) = (arm is Arm.IrControl or Arm.IrMetformin, arm is Arm.IrMetformin or Arm.NonIrMetformin);
        if (_file.Arms.Where(a => a.Exposed == exposed && a.Treated == treated).ToList() is not [var named])
            throw Wrong("arms", "are not the four that two yes or no make");
        if (!_groups.TryGetValue(named.Group, out var group))
            throw new InputException(GroupsName, $"has no group {named.Group}, an arm of design.json", "add it");
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
        : throw new InputException(ComparisonsName, $"has no comparison {id}, which {where} of design.json names", "add it");

    private Arm ArmOf(string group, string table) => _file.Arms.FirstOrDefault(a => a.Group == group) is { } arm
        ? (arm.Exposed, arm.Treated) switch
        {
            (false, false) => Arm.NonIrControl,
            (true, false) => Arm.IrControl,
            (false, true) => Arm.NonIrMetformin,
            _ => Arm.IrMetformin,
        }
        : throw Wrong($"table {table}", $"compares {Quoted.Short(group)}, which is no arm");
}
