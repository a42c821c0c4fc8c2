using Urif.Audit;
using Urif.Cohorts;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// Steps of a calculation that a notebook does by hand, each beside the library's number and the printed one, with a mark where
/// they agree.
/// </summary>
/// <remarks>
/// By hand and library agree within a relative 1e-8, which two ways of writing one formula keep. A printed number agrees where the
/// number rounds to it.
/// </remarks>
public sealed class HandWorkedView : IView
{
    /// <summary>The greatest relative difference at which two calculations are the same.</summary>
    public const double Tolerance = 1e-8;

    private const string Same = "✓", Other = "≠";

    private readonly Localized _title;
    private readonly IReadOnlyList<HandWorkedStep> _steps;
    private readonly bool _isSynthetic;

    private HandWorkedView(Localized title, IReadOnlyList<HandWorkedStep> steps, bool isSynthetic) =>
        (_title, _steps, _isSynthetic) = (title, steps, isSynthetic);

    /// <summary>Steps that start from printed numbers.</summary>
    /// <param name="title">What is worked out.</param>
    /// <param name="steps">The steps, in order.</param>
    public static HandWorkedView Of(Localized title, params IReadOnlyList<HandWorkedStep> steps) => new(title, steps, isSynthetic: false);

    /// <summary>Steps that start from rows, labelled where those are synthetic.</summary>
    /// <param name="title">What is worked out.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="steps">The steps, in order.</param>
    public static HandWorkedView OfRows(Localized title, CohortSelection rows, params IReadOnlyList<HandWorkedStep> steps)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new(title, steps, rows.Cohort.IsSynthetic);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var heads = Heads(language);
        var head = Element("thead", Element("tr",
            [.. heads.Select((h, k) => Element("th", [("scope", "col"), ("class", k > 0 && k < heads.Count - 1 ? "n" : null)], h))]));
        var body = _steps.Select(step =>
        {
            var cells = Cells(step, language);
            return Element("tr", [Element("th", [("scope", "row")], cells[0]),
                .. cells.Skip(1).Select((c, k) => Element("td", [("class", k < cells.Length - 2 ? "n" : null)], c))]);
        });
        var table = Element("table", [("class", "urif-steps")],
            Element("caption", _title.In(language)), head, Element("tbody", [.. body]));
        HtmlNode[] mark = _isSynthetic ? [SyntheticMark.InHtml(language)] : [];
        return Fragment([Stylesheet.Of("steps"), .. mark, table, Note(Key(language))]).ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var sheet = new TextSheet();
        if (_isSynthetic) sheet.Prose(SyntheticMark.InText(language));
        return sheet.Prose(_title.In(language))
            .Table([[.. Heads(language)], .. _steps.Select(s => Cells(s, language))], right: new HashSet<int> { 1, 2, 3 })
            .Prose(Key(language)).ToString();
    }

    // Columns that no step fills are left out.
    private bool HasLibrary => _steps.Any(s => s.Library is not null);

    private bool HasPrinted => _steps.Any(s => s.Printed is not null);

    private bool HasConsequence => _steps.Any(s => s.Consequence is not null);

    private List<string> Heads(Language language)
    {
        List<Localized> heads = [new("Step", "步骤"), new("By hand", "手算")];
        if (HasLibrary) heads.Add(new("Library", "程序库"));
        if (HasPrinted) heads.Add(new("Printed", "文中报告值"));
        heads.Add(HasConsequence ? new("Note", "说明") : new("", ""));
        return [.. heads.Select(h => h.In(language))];
    }

    private string[] Cells(HandWorkedStep step, Language language)
    {
        List<string> cells = [language == Language.Chinese ? step.Zh : step.En, step.ByHand is { } own ? Number(own) : NumberFormat.Dash];
        if (HasLibrary)
        {
            cells.Add(step.Library is not { } library ? ""
                : step.ByHand is { } hand ? $"{Number(library)} {(IsSame(hand, library) ? Same : Other)}" : Number(library));
        }

        if (HasPrinted)
        {
            cells.Add(step.Printed?.Printed is not { } printed ? ""
                : (step.ByHand ?? step.Library) is { } value ? $"{printed.Text} {(printed.Rounded.Contains(value) ? Same : Other)}"
                : printed.Text);
        }

        cells.Add(step.Consequence?.In(language) ?? "");
        return [.. cells];
    }

    private string Key(Language language) => ((HasLibrary, HasPrinted) switch
    {
        (true, true) => new Localized(
            "✓ by the library: the same as by hand to 1e-8. ✓ by the printed number: what was found rounds to it; ≠: it does not.",
            "程序库旁的 ✓：与手算相差不超过 1e-8；文中报告值旁的 ✓：所得结果舍入后与之相同，≠：不同。"),
        (true, false) => new Localized("✓: the same by hand and by the library, to 1e-8.", "✓：手算与程序库相差不超过 1e-8。"),
        (false, true) => new Localized("✓: what was found rounds to the printed number; ≠: it does not.",
            "✓：所得结果舍入后与文中报告值相同；≠：不同。"),
        _ => new Localized("", ""),
    }).In(language);

    private static bool IsSame(double a, double b) => Math.Abs(a - b) <= Tolerance * Math.Max(Math.Abs(a), Math.Abs(b));

    private static string Number(double value) => value == Math.Truncate(value) ? NumberFormat.Trimmed(value)
        : Math.Abs(value) < 1e-4 ? NumberFormat.Scientific(value, 3)
        : NumberFormat.Fixed(value, Math.Abs(value) >= 100 ? 2 : 4);
}
