using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>What a variable's values are.</summary>
public enum TableVariableKind
{
    /// <summary>Measurements and counts: summarised by mean or median, as the rule decides.</summary>
    Continuous,

    /// <summary>Yes or no: summarised by count and percent.</summary>
    Binary,
}

/// <summary>A variable as a row of a table.</summary>
/// <param name="Name">The variable, as <see cref="Cohort.Values"/> knows it.</param>
/// <param name="Label">What readers call it.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Kind">What its values are.</param>
public sealed record TableVariable(string Name, Localized Label, string Unit, TableVariableKind Kind)
{
    /// <summary>The heading under which it stands; null where it stands alone.</summary>
    public Localized? Heading { get; init; }

    /// <summary>
    /// The partition that it is a row of (<c>stage</c>, <c>cycle</c>): its rows add up to the women, and one test of all is
    /// booked on the first. Null where there is none.
    /// </summary>
    public string? Partition { get; init; }

    /// <summary>The word of the partition that it counts; null where there is none.</summary>
    public string? Word { get; init; }

    /// <summary>The column of yes and no that says among whom it is counted; null for all of a group.</summary>
    public string? Among { get; init; }

    /// <summary>
    /// How the paper summarises it, where a table is to print what the paper prints: mean ± SD goes with Student's t, the median
    /// with Mann-Whitney. Null where the paper's rule is to decide. For continuous variables only.
    /// </summary>
    public SummaryKind? Summary { get; init; }

    /// <summary>Whether the design asks for <see cref="Summary"/>, rather than a paper that prints it.</summary>
    public bool IsSummaryOfDesign { get; init; }

    /// <summary>Whether its values count what the label names.</summary>
    public bool IsCount { get; init; }

    /// <summary>Whether it is an outcome, to which <see cref="TableOptions.Denominator"/> applies.</summary>
    public bool IsOutcome { get; init; }

    /// <summary>The row of a variable.</summary>
    /// <param name="design">The study.</param>
    /// <param name="name">A column of type number, integer or boolean, or a variable that the design makes of columns.</param>
    /// <exception cref="ArgumentException">There is no such variable, or it cannot be summarised in one row.</exception>
    public static TableVariable Of(StudyDesign design, string name)
    {
        ArgumentNullException.ThrowIfNull(design);
        var designed = design.Find(name);
        var (label, unit, kind) = designed switch
        {
            { Index: not null } => (designed.Label!, designed.Unit, TableVariableKind.Continuous),
            { Word: not null } => (designed.Label!, designed.Unit, TableVariableKind.Binary),
            { Label: { } said } when design.Schema.Find(name) is null => (said, designed.Unit, TableVariableKind.Binary),
            _ => OfColumn(design.Schema.Column(name)),
        };
        return new(name, label, unit, kind)
        {
            IsCount = design.Schema.Find(name)?.Type == ColumnType.Integer,
            IsOutcome = designed?.Outcome ?? false,
            Heading = design.HeadingOf(name),
            Partition = designed?.Partition,
            Word = designed?.Word,
            Among = designed?.Among,
            Summary = designed?.Summary,
            IsSummaryOfDesign = designed?.Summary is not null,
        };
    }

    /// <summary>The rows of a variable: one for each word of a column of listed words, else one.</summary>
    /// <param name="design">The study.</param>
    /// <param name="name">A variable as in <see cref="Of"/>, or a column of type category.</param>
    /// <exception cref="ArgumentException">There is no such variable, or it has no rows.</exception>
    public static IReadOnlyList<TableVariable> RowsOf(StudyDesign design, string name)
    {
        ArgumentNullException.ThrowIfNull(design);
        var designed = design.Find(name);
        if (designed is { Word: not null } || design.Schema.Find(name) is not { Type: ColumnType.Category, Categories.Count: > 0 } column)
            return [Of(design, name)];
        return
        [
            .. column.Categories.Select(c => new TableVariable($"{name}{Cohort.OfWord}{c.Name}", column.LabelOf(c.Name), "",
                TableVariableKind.Binary)
            {
                Heading = designed?.Label ?? column.Label,
                Partition = name,
                Word = c.Name,
                IsOutcome = designed?.Outcome ?? false,
                Among = designed?.Among,
            }),
        ];
    }

    private static (Localized Label, string Unit, TableVariableKind Kind) OfColumn(DictionaryColumn column) =>
        (column.Label, column.Unit, column.Type switch
    {
        ColumnType.Number or ColumnType.Integer => TableVariableKind.Continuous,
        ColumnType.Boolean => TableVariableKind.Binary,
        _ => throw new ArgumentException(
            $"\"{column.Name}\" is of type {column.Type} and has no row of its own in a table", nameof(column)),
    });
}
