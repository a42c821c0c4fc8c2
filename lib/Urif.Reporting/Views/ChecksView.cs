using Urif.Audit;
using Urif.Statistics;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>
/// What could be recomputed and how: for each check that applied the question it asks, what became of the numbers it was asked of, how
/// many values it would have let pass (its power), and its source.
/// </summary>
public sealed class ChecksView : IView
{
    private readonly Localized _title;
    private readonly IReadOnlyList<CountsOfCheck> _rows;
    private readonly IReadOnlyList<NumberAudit> _unchecked;
    private readonly int _total;

    private ChecksView(Localized title, IReadOnlyList<NumberAudit> numbers)
    {
        (_title, _total) = (title, numbers.Count);
        _unchecked = [.. numbers.Where(n => n.Verdict == Verdict.NotCheckable)];
        _rows = [.. CheckCatalogue.All.Select(check =>
        {
            var results = numbers.SelectMany(n => n.Checks)
                .Where(c => c.Check == check.Name && c.Verdict != Verdict.NotCheckable).ToList();
            var worst = results.GroupBy(r => r.Number.Id).Select(g => g.Max(r => r.Verdict)).ToList();
            return new CountsOfCheck(check, worst.Count,
                worst.Count(v => v == Verdict.Reproduced), worst.Count(v => v == Verdict.ReproducedByVariant),
                worst.Count(v => v == Verdict.Consistent), worst.Count(v => v.IsFinding()),
                Median(results.Select(r => r.PassShare).OfType<double>()));
        }).Where(r => r.Numbers > 0)];
    }

    /// <summary>The checks of a table's numbers, or of all.</summary>
    /// <param name="report">The audit.</param>
    /// <param name="table">The table; null for the whole paper.</param>
    /// <exception cref="ArgumentException">The ledger has no such table.</exception>
    public static ChecksView Of(AuditReport report, string? table = null) =>
        new(AuditSelection.Title(report, table), AuditSelection.Of(report, table));

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        var rows = _rows.Select(row => Element("tr", [
            Element("th", [("scope", "row")], CheckText.Question(row.Check.Name).In(language), Break, Element("small", row.Check.Source)),
            .. row.Counts().Append(Power(row)).Select(text => Element("td", text)),
        ]));
        return Fragment(
            Stylesheet.Of("checks"),
            Element("table", [("class", "urif-checks")],
                Element("caption", Title(language)), TableHead(Heads.SkipLast(1).Select(h => h.In(language))), Element("tbody", [.. rows])),
            Note(Legend.In(language)),
            Element("p", Unchecked(language))).ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language) => new TextSheet().Prose(Title(language)).Table(
        [[.. Heads.Select(h => h.In(language))],
            .. _rows.Select(r => (string[])[CheckText.Question(r.Check.Name).In(language), .. r.Counts(), Power(r), r.Check.Source])],
        right: new HashSet<int> { 1, 2, 3, 4, 5, 6 }).Space().Prose(Legend.In(language)).Prose(Unchecked(language)).ToString();

    private static readonly Localized[] Heads =
    [
        new("Question", "问题"), new("Numbers", "个数"), new("Recomputed", "算得"), new("Variant", "变通"),
        new("Consistent", "相符"), new("Failed", "未通过"),
        new("Would let pass", "会放行"), new("Source", "出处"),
    ];

    private static readonly Localized Legend = new(
        "Recomputed: few other values would have passed. Variant: recomputed only by a convention that the paper does not state. "
            + "Consistent: not ruled out, but many values would have passed. Would let pass: of all values with as many digits that could "
            + "have stood in the number's place, how many the check would have let pass (the median over its numbers). The fewer, the more "
            + "a pass says.",
        "算得：其他数值很少能通过。变通：仅按文中未说明的做法算得。相符：未被排除，但许多数值都能通过。会放行：在同样位数的所有可能数值中，该核查会放行的比例（各数值的中位数）。比例越小，通过越有意义。");

    private static string Power(CountsOfCheck row)
    {
        if (row.PassShare is not { } share) return NumberFormat.Dash;
        const double least = 0.001;
        return share is > 0 and < least ? "< " + NumberFormat.Percent(least, 1) : NumberFormat.Percent(share, share < 0.01 ? 1 : 0);
    }

    private string Title(Language language) => new Localized($"{_title.En}: what was checked", $"{_title.Zh}：核查内容").In(language);

    private string Unchecked(Language language)
    {
        if (_unchecked.Count == 0) return new Localized($"All {_total} numbers could be checked.", $"全部 {_total} 个数值均可核查。").In(language);
        var kinds = _unchecked.GroupBy(n => (n.Number.Variable.Id, n.Number.Statistic)).Select(g => g.First().Number).ToList();
        const int most = 6;
        string Item(LedgerNumber n, Language l) =>
            $"{n.Variable.Label.In(l)}{(l == Language.Chinese ? "的" : " ")}{LedgerText.Name(n.Statistic).In(l)}";
        var more = kinds.Count - most;
        return new Localized(
            $"Not checkable: {_unchecked.Count} of {_total} numbers, which nothing else printed bounds "
                + $"({string.Join(", ", kinds.Take(most).Select(n => Item(n, Language.English)))}{(more > 0 ? $" and {more} more" : "")}).",
            $"无法核查：{_total} 个数值中的 {_unchecked.Count} 个，"
                + $"文中没有可供核对的数值（"
                + $"{string.Join("、", kinds.Take(most).Select(n => Item(n, Language.Chinese)))}{(more > 0 ? $"，另有 {more} 项" : "")}）。")
                    .In(language);
    }

    private static double? Median(IEnumerable<double> shares) =>
        SampleQuantile.Of([.. shares.Order()], 0.5, QuantileType.Linear) is var median && double.IsNaN(median) ? null : median;

    private sealed record CountsOfCheck(
        Check Check, int Numbers, int Recomputed, int ByVariant, int Consistent, int Failed, double? PassShare)
    {
        public IEnumerable<string> Counts() =>
            new[] { Numbers, Recomputed, ByVariant, Consistent, Failed }.Select(c => NumberFormat.Whole(c));
    }
}
