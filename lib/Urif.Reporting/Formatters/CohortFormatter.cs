using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;
using Urif.Audit;
using Urif.Cohorts;
using static Urif.Audit.NumberFormat;

namespace Urif.Reporting;

/// <summary>
/// Cohorts in notebooks. A notebook goes where a patient's row must not: of rows it says how many there are and nothing of what
/// they hold. Reports, checks and tables show as their views, which hold no value of a row.
/// </summary>
internal static class CohortFormatter
{
    /// <summary>Registers the formatters.</summary>
    public static void Register(Language language)
    {
        Size<Cohort>(c => Labelled(c, new($"Cohort {c.Name}: {DataCaption.Count(c.Count, "row")}", $"队列 {c.Name}：{Thousands(c.Count)} 行")),
            language);
        Size<CohortSelection>(s => Labelled(s.Cohort,
            new($"{DataCaption.Count(s.Count, "row")} of cohort {s.Cohort.Name}", $"队列 {s.Cohort.Name} 的 {Thousands(s.Count)} 行")),
            language);
        Size<TransferCycle>(_ => new("A transfer cycle", "一个移植周期"), language);
        Size<IEnumerable<TransferCycle>>(SizeOf, language);
        View<CohortReport>(CohortReportView.Of, language);
        View<CohortCheckResult>(check => CohortReportView.Of(check), language);
        View<CohortTable>(table => CohortTableView.Of(table), language);
        View<CohortFit>(model => ModelView.Of(model), language);
        View<ModelSummary>(summary => ModelView.Of(summary), language);
        // These hold the columns that were fitted.
        Json<CohortFit>(model => ModelView.Of(model).ToText(language));
        Json<ModelSummary>(summary => ModelView.Of(summary).ToText(language));
        View<IEnumerable<CohortTable>>(tables => CohortTableView.Of([.. tables]), language);
    }

    /// <summary>Whether a column says that the rows of a frame are patients: it holds the identifier that every cohort has.</summary>
    public static bool IsOfPatients(string column) =>
        string.Equals(column.Replace("_", "", StringComparison.Ordinal), "womanid", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a column says that every row is synthetic: then nobody lives behind the rows, and they may be shown.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="values">Its values, all of them.</param>
    public static bool SaysSynthetic(string column, IEnumerable<object?> values) =>
        column == CohortColumns.Synthetic && values.All(v => v is true);

    private static Localized SizeOf(IEnumerable<TransferCycle> cycles) => cycles.TryGetNonEnumeratedCount(out var count)
        ? new(DataCaption.Count(count, "transfer cycle"), $"{Thousands(count)} 个移植周期") : new("Transfer cycles", "移植周期");

    private static Localized Labelled(Cohort cohort, Localized size) => !cohort.IsSynthetic ? size
        : new($"{size.En} ({Cohort.SyntheticLabel.En})", $"{size.Zh}（{Cohort.SyntheticLabel.Zh}）");

    private static void Size<T>(Func<T, Localized> size, Language language)
    {
        string Text(T value) => size(value).In(language) + DataCaption.NoPatients.In(language);
        Formatter.Register<T>((value, writer) => writer.Write(Html.Element("p", Text(value)).ToString()), HtmlFormatter.MimeType);
        Formatter.Register<T>((value, writer) => writer.Write(Text(value)), PlainTextFormatter.MimeType);
        // Without it, who asks for JSON would get every property.
        Formatter.Register<T>((value, writer) => writer.Write(JsonSerializer.Serialize(Text(value))), JsonFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }

    private static void Json<T>(Func<T, string> text) =>
        Formatter.Register<T>((value, writer) => writer.Write(JsonSerializer.Serialize(text(value))), JsonFormatter.MimeType);

    private static void View<T>(Func<T, IView> view, Language language)
    {
        Formatter.Register<T>((value, writer) => writer.Write(view(value).ToHtml(language)), HtmlFormatter.MimeType);
        Formatter.Register<T>((value, writer) => writer.Write(view(value).ToText(language)), PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
    }
}
