using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Microsoft.Data.Analysis data frames in notebooks.</summary>
internal static class DataFrameFormatter
{
    /// <summary>Registers the formatter.</summary>
    public static void Register(Language language)
    {
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(TableOf(frame, language).ToHtml().ToString()),
            HtmlFormatter.MimeType);
        Formatter.Register<DataFrame>((frame, writer) => writer.Write(TableOf(frame, language).ToText()), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(DataFrame), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);

        Formatter.Register<DataFrameRow>((row, writer) => writer.Write(TableOf(row, language).ToHtml().ToString()), HtmlFormatter.MimeType);
        Formatter.Register<DataFrameRow>((row, writer) => writer.Write(TableOf(row, language).ToText()), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(DataFrameRow), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }

    private static DataTable TableOf(DataFrameRow row, Language language)
    {
        var values = row.GetValues().ToList();
        var isSynthetic = values.Exists(v => CohortFormatter.SaysSynthetic(v.Key, [v.Value]));
        return !isSynthetic && values.Exists(v => CohortFormatter.IsOfPatients(v.Key))
            ? new DataTable([], [], _ => DataCaption.Patients(language, 1, values.Count))
            : new DataTable([0], [.. values.Take(DataTable.MostColumns).Select(v => new DataColumn(v.Key, "", [v.Value]))],
                shownColumns => DataCaption.Frame(language, 1, values.Count, 1, shownColumns))
            { IsSynthetic = isSynthetic, Language = language };
    }

    private static DataTable TableOf(DataFrame frame, Language language)
    {
        var isSynthetic = frame.Columns.Any(c => CohortFormatter.SaysSynthetic(c.Name, c.Cast<object?>()));
        var isHidden = !isSynthetic && frame.Columns.Any(c => CohortFormatter.IsOfPatients(c.Name));
        var shown = isHidden ? 0 : (int)Math.Min(frame.Rows.Count, DataTable.MostRows);
        var columns = frame.Columns.Take(DataTable.MostColumns).Select(column => new DataColumn(
            column.Name, ColumnText.TypeName(column.DataType), [.. Enumerable.Range(0, shown).Select(i => column[i])]));
        return new DataTable(
            [.. Enumerable.Range(0, shown).Cast<object>()],
            [.. columns],
            shownColumns => isHidden ? DataCaption.Patients(language, frame.Rows.Count, frame.Columns.Count)
                : DataCaption.Frame(language, frame.Rows.Count, frame.Columns.Count, shown, shownColumns))
        { IsSynthetic = isSynthetic, Language = language };
    }
}
