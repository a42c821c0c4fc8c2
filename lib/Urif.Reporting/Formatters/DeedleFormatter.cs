using System.Reflection;
using Deedle;
using Microsoft.DotNet.Interactive.Formatting;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Deedle frames and series in notebooks.</summary>
internal static class DeedleFormatter
{
    private static readonly MethodInfo SeriesTable =
        typeof(DeedleFormatter).GetMethod(nameof(SeriesTableOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Registers the formatters.</summary>
    public static void Register(Language language)
    {
        Formatter.Register<IFrame>((frame, writer) => writer.Write(frame.Apply(new FrameTable(language)).ToHtml().ToString()),
            HtmlFormatter.MimeType);
        Formatter.Register<IFrame>((frame, writer) => writer.Write(frame.Apply(new FrameTable(language)).ToText()),
            PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(IFrame), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);

        Formatter.Register(typeof(Series<,>), (series, writer) =>
            writer.Write(TableOf(series, language).ToHtml().ToString()), HtmlFormatter.MimeType);
        Formatter.Register(typeof(Series<,>), (series, writer) =>
            writer.Write(TableOf(series, language).ToText()), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(Series<,>), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }

    // A series has no visitor as a frame has.
    private static DataTable TableOf(object series, Language language)
    {
        var type = series.GetType();
        while (!(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Series<,>))) type = type.BaseType!;
        return (DataTable)SeriesTable.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [series, language])!;
    }

    private static DataTable SeriesTableOf<TKey, TValue>(Series<TKey, TValue> series, Language language) where TKey : notnull
    {
        // A row of a frame is a series whose keys are the frame's columns.
        var isSynthetic = false;
        if (series.Keys is IEnumerable<string> keys)
        {
            isSynthetic = keys.Index().Any(key => CohortFormatter.SaysSynthetic(key.Item, [ValueAt(series, key.Index)]));
            if (!isSynthetic && keys.Any(CohortFormatter.IsOfPatients))
                return new DataTable([], [], _ => DataCaption.Patients(language, 1, series.KeyCount));
        }

        var shown = Math.Min(series.KeyCount, DataTable.MostRows);
        return new DataTable(
            [.. series.Keys.Take(shown).Cast<object>()],
            [new DataColumn(ColumnText.TypeName(typeof(TValue)), "", First(series, shown))],
            _ => DataCaption.Series(language, series.KeyCount, shown))
        { IsSynthetic = isSynthetic, Language = language };
    }

    private static List<object?> First<TKey, TValue>(Series<TKey, TValue> series, int shown)
    {
        var values = new List<object?>(shown);
        for (var i = 0; i < shown; i++) values.Add(ValueAt(series, i));
        return values;
    }

    private static object? ValueAt<TKey, TValue>(Series<TKey, TValue> series, int place) =>
        series.TryGetAt(place) is { HasValue: true } value ? value.Value : null;

    private sealed class FrameTable(Language language) : IFrameOperation<DataTable>
    {
        public DataTable Invoke<TRow, TColumn>(Frame<TRow, TColumn> frame)
        {
            var isSynthetic = frame.ColumnKeys.Index().Any(c =>
                CohortFormatter.SaysSynthetic(ColumnText.Of(c.Item!), First(frame.Columns.GetAt(c.Index), frame.RowCount)));
            var isHidden = !isSynthetic && frame.ColumnKeys.Any(c => CohortFormatter.IsOfPatients(ColumnText.Of(c!)));
            var shown = isHidden ? 0 : Math.Min(frame.RowCount, DataTable.MostRows);
            var columns = frame.ColumnKeys.Zip(frame.ColumnTypes).Take(DataTable.MostColumns).Select((column, i) =>
                new DataColumn(ColumnText.Of(column.First!), ColumnText.TypeName(column.Second), First(frame.Columns.GetAt(i), shown)));
            return new DataTable(
                [.. frame.RowKeys.Take(shown).Cast<object>()],
                [.. columns],
                shownColumns => isHidden ? DataCaption.Patients(language, frame.RowCount, frame.ColumnCount)
                    : DataCaption.Frame(language, frame.RowCount, frame.ColumnCount, shown, shownColumns))
            { IsSynthetic = isSynthetic, Language = language };
        }
    }
}
