using System.Text;
using Urif.Audit;
using Urif.Synthesis;

namespace Urif.Reporting;

/// <summary>The printed numbers of a reading that no women can have together: of each arm the sets, why, and which number gives way.</summary>
public sealed class ConflictsView : IView
{
    private const string Style =
        "<style>.urif-conflicts th,.urif-conflicts td{text-align:left;vertical-align:top}.urif-conflicts tbody th{font-weight:400}"
        + ".urif-conflicts .g th{padding-top:1em;font-weight:600}.urif-conflicts .n{display:block}.urif-conflicts i{font-style:normal;white-space:nowrap}"
        + "@media (max-width:40rem){.urif-conflicts{font-size:.85em}.urif-conflicts th,.urif-conflicts td{padding:.3rem .35rem}}</style>";

    private static readonly Localized GivesWay = new("◂ gives way", "◂ 让步"), Numbers = new("Numbers", "数值"), Why = new("Why they cannot hold together", "为何不能同时成立");

    private readonly ReadingSolution solution;

    private ConflictsView(ReadingSolution solution) => this.solution = solution;

    /// <summary>What becomes of a reading.</summary>
    public static ConflictsView Of(ReadingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return new(solution);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        if (solution.Conflicts.Count == 0) return $"<p>{Markup.Escape(Title, language)}</p>";
        var html = new StringBuilder(Style).Append("<table class=\"urif-conflicts\"><caption>").Append(Markup.Escape(Title, language)).Append("</caption><thead><tr>");
        foreach (var head in (Localized[])[Numbers, Why]) html.Append("<th scope=\"col\">").Append(Markup.Escape(head, language)).Append("</th>");
        html.Append("</tr></thead>");
        foreach (var arm in solution.Conflicts.GroupBy(c => c.Group))
        {
            html.Append("<tbody><tr class=\"g\"><th scope=\"rowgroup\" colspan=\"2\">").Append(Markup.Escape(Label(arm.Key), language)).Append("</th></tr>");
            foreach (var conflict in arm)
            {
                html.Append("<tr><th scope=\"row\">");
                foreach (var number in conflict.Numbers)
                {
                    html.Append("<span class=\"n\">").Append(Markup.Escape(Name(number), language));
                    if (ReferenceEquals(number, conflict.Dropped)) html.Append(" <i><b>").Append(Markup.Escape(GivesWay, language)).Append("</b></i>");
                    html.Append("</span>");
                }

                html.Append("</th><td>").Append(Markup.Escape(conflict.Explanation(), language)).Append("</td></tr>");
            }

            html.Append("</tbody>");
        }

        return html.Append("</table>").ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        var text = new TextSheet().Prose(Title.In(language));
        foreach (var arm in solution.Conflicts.GroupBy(c => c.Group))
        {
            text.Space().Prose(Label(arm.Key).In(language));
            foreach (var conflict in arm)
            {
                text.Prose(conflict.Explanation().In(language), "  - ");
                foreach (var number in conflict.Numbers)
                    text.Prose(Name(number).In(language) + (ReferenceEquals(number, conflict.Dropped) ? $" {GivesWay.In(language)}" : ""), "      ", 8);
            }
        }

        return text.ToString();
    }

    private Localized Title
    {
        get
        {
            int all = solution.Reading.Binding.Count, way = solution.Conflicts.Count;
            var (name, title) = (solution.Reading.Name, solution.Reading.Title);
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
        return new($"{number.Variable.Label.En}: {statistic.En} {number.Printed.Text} ({table.En})", $"{number.Variable.Label.Zh}：{statistic.Zh} {number.Printed.Text}（{table.Zh}）");
    }
}
