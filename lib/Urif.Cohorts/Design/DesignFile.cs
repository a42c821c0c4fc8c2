using System.Text.Json;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>What a study compares people by: yes or no, or a number from a cut-off on.</summary>
/// <param name="Id">What models call it: 1 from the cut-off on, 0 below.</param>
/// <param name="Label">What readers call it; <c>{cut}</c> stands for the cut-off.</param>
/// <param name="Group">The ledger's group whose definition has the cut-off; null where there is none or the design has it.</param>
/// <param name="Variable">The variable that is cut, or a column of yes and no.</param>
public sealed record ExposureDesign(string Id, Localized Label, string? Group, string Variable)
{
    /// <summary>The cut-off, where the design says it.</summary>
    public double? Cut { get; init; }
}

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

    /// <summary>The column of yes and no that says among whom it is counted; null for all of a group.</summary>
    public string? Among { get; init; }

    /// <summary>Mean or median, where the design rather than the test of normality decides.</summary>
    public SummaryKind? Summary { get; init; }
}

/// <summary>A condition on rows: bounds of a number, or a word.</summary>
/// <param name="Column">The column.</param>
public sealed record RowFilter(string Column)
{
    /// <summary>The least value that meets it; null where there is none.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The value from which on none meets it; null where there is none.</summary>
    public double? Below { get; init; }

    /// <summary>The word that meets it; null where it bounds numbers.</summary>
    public string? Word { get; init; }
}

/// <summary>A table of a design: by a comparison of the paper's ledger, or by a column.</summary>
/// <param name="Id">The table; of the paper's, as the ledger names it.</param>
/// <param name="Title">The title.</param>
/// <param name="Rows">The variables, in the order of the rows.</param>
public sealed record DesignedTable(string Id, Localized Title, IReadOnlyList<string> Rows)
{
    /// <summary>The ledger's comparison whose groups are its columns; null where it is by a column.</summary>
    public string? Comparison { get; init; }

    /// <summary>The column whose words, or whose values between cuts, are its groups; null where it is by a comparison.</summary>
    public string? By { get; init; }

    /// <summary>Where a column of numbers is cut, ascending: each cut is the least value of a group.</summary>
    public IReadOnlyList<double> Cuts { get; init; } = [];

    /// <summary>Which words of the column are groups, in this order; all where it is empty.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>What the columns are called; empty where they are called by the words or cuts.</summary>
    public IReadOnlyList<Localized> Columns { get; init; } = [];

    /// <summary>Which rows it is of; all where it is empty.</summary>
    public IReadOnlyList<RowFilter> Where { get; init; } = [];

    /// <summary>Whether a column shows all groups together.</summary>
    public bool Overall { get; init; }

    /// <summary>Whether a column shows how many values each row has.</summary>
    public bool Counts { get; init; }

    /// <summary>Whether a column shows the differences of two groups with their intervals.</summary>
    public bool Differences { get; init; }

    /// <summary>How means are compared.</summary>
    public MeansTest Means { get; init; }
}

/// <summary>The adjusted estimate of a study.</summary>
public sealed record ModelDesign
{
    /// <summary>The outcome, where the ledger says what is adjusted for.</summary>
    public string? Outcome { get; init; }

    /// <summary>The ledger's comparison whose covariates it adjusts for; null where there is a formula.</summary>
    public string? Comparison { get; init; }

    /// <summary>The model, as <see cref="Statistics.ModelFormula"/> reads it; null where the ledger says it.</summary>
    public string? Formula { get; init; }

    /// <summary>Which rows it is of; all where it is empty.</summary>
    public IReadOnlyList<RowFilter> Where { get; init; } = [];

    /// <summary>Whether a model of each variable alone stands beside it.</summary>
    public bool Univariable { get; init; }
}

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
/// <param name="Section">The section of the paper that lists it; empty where no paper does.</param>
/// <param name="Number">Its number in that list; 0 where there is none.</param>
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
/// <param name="Name">What messages call the file.</param>
internal sealed record DesignFile(string Name)
{
    private const double Greatest = 1e9;

    public Localized? Unit { get; init; }

    public ExposureDesign? Exposure { get; init; }

    public string? Treatment { get; init; }

    public IReadOnlyList<ArmDesign> Arms { get; init; } = [];

    public IReadOnlyList<HeadingDesign> Headings { get; init; } = [];

    public IReadOnlyList<VariableDesign> Variables { get; init; } = [];

    public IReadOnlyList<DesignedTable> Tables { get; init; } = [];

    public ModelDesign? Model { get; init; }

    public IReadOnlyList<Criterion> Criteria { get; init; } = [];

    /// <summary>Reads the text of such a file.</summary>
    /// <exception cref="InputException">It is not one; everything that is wrong is said.</exception>
    public static DesignFile Parse(string text, string name) => JsonInput.Parse(text, name, root =>
    {
        var problems = new ProblemList();
        problems.Check(() => root.With(
            "$schema", "unit_of_analysis", "exposure", "treatment", "arms", "headings", "variables", "tables", "model", "criteria"));
        T? One<T>(string member, Func<JsonInput, T> read)
            where T : class => problems.Read(() => root.Optional(member) is { } node ? read(node) : null, null);
        IReadOnlyList<T> Each<T>(string member, Func<JsonInput, T> read)
            where T : class =>
            [.. (One(member, list => list.Items().ToList()) ?? []).Select(n => problems.Read<T?>(() => read(n), null)).OfType<T>()];
        if (root.Element.ValueKind != JsonValueKind.Object) problems.ThrowIfAny();
        var file = new DesignFile(name)
        {
            Unit = One("unit_of_analysis", LocalizedOf),
            Exposure = One("exposure", ExposureOf),
            Treatment = One("treatment", node => node.Text()),
            Arms = Each("arms", Arm),
            Headings = Each("headings", Heading),
            Variables = Each("variables", Variable),
            Tables = Each("tables", Table),
            Model = One("model", ModelOf),
            Criteria = Each("criteria", CriterionOf),
        };
        problems.ThrowIfAny();
        return file;
    });

    private static ExposureDesign ExposureOf(JsonInput node)
    {
        node.With("id", "label", "group", "variable", "cut");
        var id = node["id"].Text();
        return new(id, LocalizedOf(node["label"]), node.Optional("group")?.Text(), node.Optional("variable")?.Text() ?? id)
        {
            Cut = node.Optional("cut")?.Number(-Greatest, Greatest),
        };
    }

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
        node.With("id", "label", "unit", "heading", "partition", "word", "index", "outcome", "among", "summary");
        return new(node["id"].Text())
        {
            Label = node.Optional("label") is { } text ? LocalizedOf(text) : null,
            Unit = node.Optional("unit")?.Text() ?? "",
            Heading = node.Optional("heading")?.Text(),
            Partition = node.Optional("partition")?.Text(),
            Word = node.Optional("word")?.Text(),
            Index = node.Optional("index")?.Text(),
            Outcome = node.Optional("outcome")?.YesOrNo() ?? false,
            Among = node.Optional("among")?.Text(),
            Summary = node.Optional("summary")?.OneOf("mean", "median") switch
            {
                "mean" => SummaryKind.MeanSd,
                "median" => SummaryKind.MedianQuartiles,
                _ => null,
            },
        };
    }

    private static DesignedTable Table(JsonInput node)
    {
        node.With("id", "title", "comparison", "by", "cuts", "words", "columns", "where", "rows", "overall", "n", "differences", "means");
        var (comparison, by) = (node.Optional("comparison")?.Text(), node.Optional("by")?.Text());
        if (comparison is null == by is null)
            throw node.Fail(by is null ? "does not say what its groups are" : "has groups by a comparison and by a column",
                "give by, a column, or comparison, of the paper's ledger");
        var cuts = node.Optional("cuts")?.Items().Select(c => (Node: c, At: c.Number(-Greatest, Greatest))).ToList() ?? [];
        for (var i = 1; i < cuts.Count; i++)
            if (cuts[i].At <= cuts[i - 1].At) throw cuts[i].Node.Fail("is not above the cut before it", "give cuts in ascending order");
        return new(node["id"].Id(), LocalizedOf(node["title"]), [.. node["rows"].Items().Select(r => r.Text())])
        {
            Comparison = comparison,
            By = by,
            Cuts = [.. cuts.Select(c => c.At)],
            Words = [.. node.Optional("words")?.Items().Select(w => w.Text()) ?? []],
            Columns = [.. node.Optional("columns")?.Items().Select(LocalizedOf) ?? []],
            Where = Filters(node),
            Overall = node.Optional("overall")?.YesOrNo() ?? false,
            Counts = node.Optional("n")?.YesOrNo() ?? false,
            Differences = node.Optional("differences")?.YesOrNo() ?? false,
            Means = node.Optional("means")?.OneOf("student", "welch") == "welch" ? MeansTest.Welch : MeansTest.Student,
        };
    }

    private static ModelDesign ModelOf(JsonInput node)
    {
        node.With("outcome", "comparison", "formula", "where", "univariable");
        var model = new ModelDesign
        {
            Outcome = node.Optional("outcome")?.Text(),
            Comparison = node.Optional("comparison")?.Text(),
            Formula = node.Optional("formula")?.Text(),
            Where = Filters(node),
            Univariable = node.Optional("univariable")?.YesOrNo() ?? false,
        };
        return model.Formula is null == model.Comparison is null || model.Outcome is null != model.Comparison is null
            ? throw node.Fail("is not said in one way", "give a formula, or outcome and comparison of the paper's ledger") : model;
    }

    private static IReadOnlyList<RowFilter> Filters(JsonInput node) => [.. node.Optional("where")?.Items().Select(filter =>
    {
        filter.With("column", "at_least", "below", "word");
        return new RowFilter(filter["column"].Text())
        {
            AtLeast = filter.Optional("at_least")?.Number(-Greatest, Greatest),
            Below = filter.Optional("below")?.Number(-Greatest, Greatest),
            Word = filter.Optional("word")?.Text(),
        };
    }) ?? []];

    private static Criterion CriterionOf(JsonInput node)
    {
        node.With("id", "kind", "section", "number", "column", "at_least", "below", "not_word", "title", "note");
        var kind = node["kind"].OneOf("inclusion", "exclusion") == "inclusion" ? CriterionKind.Inclusion : CriterionKind.Exclusion;
        return new(node["id"].Text(), kind, node.Optional("section")?.Text() ?? "", node.Optional("number")?.Whole() ?? 0,
            node["column"].Text())
        {
            AtLeast = node.Optional("at_least")?.Number(-1e6, 1e6),
            Below = node.Optional("below")?.Number(-1e6, 1e6),
            NotWord = node.Optional("not_word")?.Text(),
            Title = node.Optional("title") is { } title ? LocalizedOf(title) : null,
            Note = node.Optional("note")?.Text() ?? "",
        };
    }

    /// <summary>A label: a text for both languages, or a text for each; where one is left out, the other's stands for it.</summary>
    private static Localized LocalizedOf(JsonInput node)
    {
        if (node.Element.ValueKind == JsonValueKind.String) return new(node.Text(), node.Text());
        node.With("en", "zh");
        var (en, zh) = (node.Optional("en")?.Text(), node.Optional("zh")?.Text());
        return en is null && zh is null ? throw node.Fail("has no text", "give a text, or en and zh") : new(en ?? zh!, zh ?? en!);
    }
}
