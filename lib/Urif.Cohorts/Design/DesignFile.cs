using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>What the paper compares women by: a variable from a cut-off on.</summary>
/// <param name="Id">What models call it: 1 from the cut-off on, 0 below.</param>
/// <param name="Label">What readers call it; <c>{cut}</c> stands for the cut-off.</param>
/// <param name="Group">The ledger's group whose definition has the cut-off.</param>
/// <param name="Variable">The variable that is cut.</param>
public sealed record ExposureDesign(string Id, Localized Label, string Group, string Variable);

/// <summary>An arm of the study.</summary>
/// <param name="Group">The ledger's group.</param>
/// <param name="Exposed">Whether its women lie at the cut-off or above.</param>
/// <param name="Treated">Whether they were treated.</param>
public sealed record ArmDesign(string Group, bool Exposed, bool Treated);

/// <summary>A heading of a table.</summary>
/// <param name="Id">Its name in the design.</param>
/// <param name="Label">What it says.</param>
public sealed record HeadingDesign(string Id, Localized Label);

/// <summary>What a design says of a variable besides the dictionary; its members are those of <c>design.schema.json</c>.</summary>
/// <param name="Id">The variable: a column, or a name of its own.</param>
public sealed record VariableDesign(string Id)
{
    /// <summary>What readers call it; null where the dictionary says it.</summary>
    public Localized? Label { get; init; }

    /// <summary>Its unit; empty where it has none or the dictionary says it.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The heading that it stands under; null where it stands alone.</summary>
    public string? Heading { get; init; }

    /// <summary>The column whose words split all women; null where it is no row of a partition.</summary>
    public string? Partition { get; init; }

    /// <summary>The word of that column that it counts.</summary>
    public string? Word { get; init; }

    /// <summary>The index of <see cref="InsulinIndices"/> that it is; null where it is none.</summary>
    public string? Index { get; init; }

    /// <summary>Whether it is an outcome.</summary>
    public bool Outcome { get; init; }
}

/// <summary>A table of the paper.</summary>
/// <param name="Id">The table, as the ledger names it.</param>
/// <param name="Title">The title.</param>
/// <param name="Comparison">The ledger's comparison whose groups are its columns.</param>
/// <param name="Columns">What the columns are called.</param>
/// <param name="Rows">The variables, in the order of the rows.</param>
public sealed record PaperTable(
    string Id, Localized Title, string Comparison, IReadOnlyList<Localized> Columns, IReadOnlyList<string> Rows);

/// <summary>The paper's adjusted estimate.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Comparison">The ledger's comparison whose covariates it adjusts for.</param>
public sealed record ModelDesign(string Outcome, string Comparison);

/// <summary>The kinds of criteria.</summary>
public enum CriterionKind
{
    /// <summary>Women who do not meet it are not included.</summary>
    Inclusion,

    /// <summary>Women who break it are excluded.</summary>
    Exclusion,
}

/// <summary>A criterion by which women were included or excluded: bounds of numbers, or a word that breaks it.</summary>
/// <param name="Id">Its name: <c>inclusion-bmi</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Section">The section of the paper that lists it.</param>
/// <param name="Number">Its number in that list.</param>
/// <param name="Column">The column that it asks for.</param>
public sealed record Criterion(string Id, CriterionKind Kind, string Section, int Number, string Column)
{
    /// <summary>The least value that meets it; null where there is none.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The value from which on none meets it; null where there is none.</summary>
    public double? Below { get; init; }

    /// <summary>The word that breaks it; null where it bounds numbers.</summary>
    public string? NotWord { get; init; }

    /// <summary>What a row that breaks it is; null for the label of the column.</summary>
    public Localized? Title { get; init; }

    /// <summary>A remark on how it is read.</summary>
    public string Note { get; init; } = "";
}

/// <summary><c>design.json</c> as it is written; <c>design.schema.json</c> describes it.</summary>
internal sealed record DesignFile(
    ExposureDesign Exposure, string Treatment, IReadOnlyList<ArmDesign> Arms, IReadOnlyList<HeadingDesign> Headings,
    IReadOnlyList<VariableDesign> Variables, IReadOnlyList<PaperTable> Tables, ModelDesign Model, IReadOnlyList<Criterion> Criteria)
{
    /// <summary>Reads the text of such a file.</summary>
    /// <exception cref="InputException">It is not one.</exception>
    public static DesignFile Parse(string text, string name) => JsonInput.Parse(text, name, root =>
    {
        root.With("$schema", "exposure", "treatment", "arms", "headings", "variables", "tables", "model", "criteria");
        var exposure = root["exposure"].With("id", "label", "group", "variable");
        var model = root["model"].With("outcome", "comparison");
        return new DesignFile(
            new(exposure["id"].Text(), LocalizedOf(exposure["label"]), exposure["group"].Text(), exposure["variable"].Text()),
            root["treatment"].Text(),
            [.. root["arms"].Items().Select(Arm)],
            [.. root["headings"].Items().Select(Heading)],
            [.. root["variables"].Items().Select(Variable)],
            [.. root["tables"].Items().Select(Table)],
            new(model["outcome"].Text(), model["comparison"].Text()),
            [.. root["criteria"].Items().Select(CriterionOf)]);
    });

    private static ArmDesign Arm(JsonInput node)
    {
        node.With("group", "exposed", "treated");
        return new(node["group"].Text(), node["exposed"].YesOrNo(), node["treated"].YesOrNo());
    }

    private static HeadingDesign Heading(JsonInput node)
    {
        node.With("id", "label");
        return new(node["id"].Text(), LocalizedOf(node["label"]));
    }

    private static VariableDesign Variable(JsonInput node)
    {
        node.With("id", "label", "unit", "heading", "partition", "word", "index", "outcome");
        return new(node["id"].Text())
        {
            Label = node.Optional("label") is { } text ? LocalizedOf(text) : null,
            Unit = node.Optional("unit")?.Text() ?? "",
            Heading = node.Optional("heading")?.Text(),
            Partition = node.Optional("partition")?.Text(),
            Word = node.Optional("word")?.Text(),
            Index = node.Optional("index")?.Text(),
            Outcome = node.Optional("outcome")?.YesOrNo() ?? false,
        };
    }

    private static PaperTable Table(JsonInput node)
    {
        node.With("id", "title", "comparison", "columns", "rows");
        return new(node["id"].Text(), LocalizedOf(node["title"]), node["comparison"].Text(),
            [.. node["columns"].Items().Select(LocalizedOf)], [.. node["rows"].Items().Select(r => r.Text())]);
    }

    private static Criterion CriterionOf(JsonInput node)
    {
        node.With("id", "kind", "section", "number", "column", "at_least", "below", "not_word", "title", "note");
        var kind = node["kind"].OneOf("inclusion", "exclusion") == "inclusion" ? CriterionKind.Inclusion : CriterionKind.Exclusion;
        return new(node["id"].Text(), kind, node["section"].Text(), node["number"].Whole(), node["column"].Text())
        {
            AtLeast = node.Optional("at_least")?.Number(-1e6, 1e6),
            Below = node.Optional("below")?.Number(-1e6, 1e6),
            NotWord = node.Optional("not_word")?.Text(),
            Title = node.Optional("title") is { } title ? LocalizedOf(title) : null,
            Note = node.Optional("note")?.Text() ?? "",
        };
    }

    private static Localized LocalizedOf(JsonInput node)
    {
        node.With("en", "zh");
        return new(node["en"].Text(), node["zh"].Text());
    }
}
