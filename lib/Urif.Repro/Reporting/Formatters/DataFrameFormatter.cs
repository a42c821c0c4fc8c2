using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Urif.Repro.Reporting.Formatters;

/// <summary>Microsoft.Data.Analysis data frames in notebooks.</summary>
internal static class DataFrameFormatter
{
    /// <summary>Registers the formatter.</summary>
    public static void Register(Language language)
    {
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(TableOf(frame, language).ToHtml()), HtmlFormatter.MimeType);
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(TableOf(frame, language).ToText()), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(DataFrame), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }

    private static DataTable TableOf(DataFrame frame, Language language)
    {
        var ofPatients = frame.Columns.Any(c => CohortFormatter.IsOfPatients(c.Name));
        var shown = ofPatients ? 0 : (int)Math.Min(frame.Rows.Count, DataTable.MostRows);
        var columns = frame.Columns.Take(DataTable.MostColumns).Select(column => new DataColumn(
            column.Name, ColumnText.TypeName(column.DataType), [.. Enumerable.Range(0, shown).Select(i => column[i])]));
        return new DataTable(
            [.. Enumerable.Range(0, shown).Cast<object>()],
            [.. columns],
            shownColumns => DataCaption.Frame(language, frame.Rows.Count, frame.Columns.Count, shown, shownColumns));
    }
}
