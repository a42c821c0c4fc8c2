namespace Urif.Reporting;

/// <summary>What a line of a table is.</summary>
internal enum CohortTableLineKind
{
    Row, Heading, RowOfHeading,
}

/// <summary>A line of a table.</summary>
/// <param name="Label">The variable up to what parts it from its summary, or the heading.</param>
/// <param name="Summary">The kind of summary; empty for a heading.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Cells">The cells after the label; none for a heading.</param>
/// <param name="Why">Why the variable is summarised and tested as it is.</param>
internal sealed record CohortTableLine(string Label, string Summary, CohortTableLineKind Kind, IReadOnlyList<string> Cells, string Why);
