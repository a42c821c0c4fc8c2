using Urif.Audit;
using Urif.Synthesis;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>The printed numbers of a reading that no women can have together: of each arm the sets, why, and which number gives
/// way.</summary>
public sealed class ConflictsView : IView
{
    private static readonly Localized GivesWay = new("◂ gives way", "◂ 让步"), Numbers = new("Numbers", "数值"),
        Why = new("Why they cannot hold together", "为何不能同时成立");

    private readonly ReadingSolution _solution;

    private ConflictsView(ReadingSolution solution) => _solution = solution;

    /// <summary>What becomes of a reading.</summary>
    public static ConflictsView Of(ReadingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return new(solution);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        if (_solution.Conflicts.Count == 0) return Element("p", Title.In(language)).ToString();
        var arms = _solution.Conflicts.GroupBy(c => c.Group).Select(arm => Element("tbody", [
            Element("tr", [("class", "g")], Element("th", [("scope", "rowgroup"), ("colspan", 2)], Label(arm.Key).In(language))),
            .. arm.Select(conflict => Element("tr",
                Element("th", [("scope", "row")], [.. conflict.Numbers.Select(number => NumberOf(conflict, number, language))]),
                Element("td", SynthesisText.Reason(conflict).In(language)))),
        ]));
        return Fragment(Stylesheet.Of("conflicts"), Element("table", [("class", "urif-conflicts")],
            [Element("caption", Title.In(language)), TableHead([Numbers.In(language), Why.In(language)]), .. arms])).ToString();
    }

    private static HtmlElement NumberOf(Conflict conflict, LedgerNumber number, Language language) => Element("span", [("class", "n")],
        [
            Name(number).In(language),
            .. !ReferenceEquals(number, conflict.Dropped) ? Array.Empty<HtmlNode>()
                : [" ", Element("i", Element("b", GivesWay.In(language)))],
        ]);

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var text = new TextSheet().Prose(Title.In(language));
        foreach (var arm in _solution.Conflicts.GroupBy(c => c.Group))
        {
            text.Space().Prose(Label(arm.Key).In(language));
            foreach (var conflict in arm)
            {
                text.Prose(SynthesisText.Reason(conflict).In(language), "  - ");
                foreach (var number in conflict.Numbers)
                    text.Prose(Name(number).In(language) + (ReferenceEquals(number, conflict.Dropped) ? $" {GivesWay.In(language)}" : ""),
                        "      ", 8);
            }
        }

        return text.ToString();
    }

    private Localized Title
    {
        get
        {
            int all = _solution.Reading.Binding.Count, way = _solution.Conflicts.Count;
            var (name, title) = (_solution.Reading.Name, _solution.Reading.Title);
            return way == 0
                ? new($"{name}: {title.En}. All {all} numbers can hold together", $"{name}：{title.Zh}。{all} 个数值可全部同时成立")
                : new($"{name}: {title.En}. {all - way} of {all} numbers can hold together, {way} give way",
                    $"{name}：{title.Zh}。{all} 个数值中 {all - way} 个可同时成立，{way} 个让步");
        }
    }

    private static Localized Label(Group group) => new($"{group.Label.En} (n = {group.Size})", $"{group.Label.Zh}（n = {group.Size}）");

    private static Localized Name(LedgerNumber number)
    {
        var (statistic, table) = (LedgerText.Name(number.Statistic), LedgerText.Table(number.Table));
        return new($"{number.Variable.Label.En}: {statistic.En} {number.Printed.Text} ({table.En})",
            $"{number.Variable.Label.Zh}：{statistic.Zh} {number.Printed.Text}（{table.Zh}）");
    }
}
