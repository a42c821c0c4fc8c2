using System.Globalization;
using Urif.Audit;
using Urif.Synthesis;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>What a reading's model asks for where the paper prints nothing, beside what its cohorts have, arm by arm.</summary>
public sealed class AssumptionsView : IView
{
    private static readonly Localized Assumed = new("Assumed", "假设"), Asked = new("Asked", "设定值");

    private static readonly Localized Legend = new(
        "Averages over the cohorts. Correlations are asked of normal scores and found as Pearson's r of the values; in brackets what the "
            + "printed numbers leave. The centre is the mean, or the median of a log-normal variable; the spread the SD, or that of its "
            + "logarithms. "
            + "An arm has a dash where its numbers are printed. Two values asked are without and with insulin resistance.",
        "各队列的平均值。相关系数按正态得分设定，按实际数值的 Pearson r 计算；括号内为文中数值所允许的范围。中心为均数（对数正态变量为中位数），离散度为标准差"
            + "（对数正态变量为对数的标准差）。该组已有文中数值者以短横表示。两个设定值依次为无、有胰岛素抵抗者。");

    private readonly IReadOnlyList<Assumption> _assumptions;
    private readonly Ledger _ledger;
    private readonly int _cohorts;

    private AssumptionsView(ReadingSolution solution, IReadOnlyList<Assumption> assumptions, int cohorts) =>
        (_ledger, _assumptions, _cohorts) = (solution.Reading.Ledger, assumptions, cohorts);

    /// <summary>What became of a reading's assumptions in some cohorts.</summary>
    /// <exception cref="ArgumentException">There are no cohorts.</exception>
    public static AssumptionsView Of(ReadingSolution solution, params IReadOnlyList<SyntheticCohort> cohorts)
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(cohorts);
        if (cohorts.Count == 0) throw new ArgumentException("There are no cohorts to look at.", nameof(cohorts));
        return new(solution, AssumptionCheck.Of(solution, cohorts), cohorts.Count);
    }

    /// <inheritdoc/>
    public string ToHtml(Language language) => Fragment(
        Stylesheet.Of("compatible"),
        Element("table", [("class", "urif-compatible")],
            Element("caption", SyntheticMark.InHtml(language), Title.In(language)), TableHead(Heads(language)),
            Element("tbody", [.. Rows(language).Select(row => Element("tr",
                [Element("th", [("scope", "row")], row[0]), .. row.Skip(1).Select(cell => Element("td", cell))]))])),
        Note(Legend.In(language))).ToString();

    /// <inheritdoc/>
    public string ToText(Language language) => new TextSheet().Prose(SyntheticMark.InText(language)).Prose(Title.In(language))
        .Table([[.. Heads(language)], .. Rows(language)]).Space().Prose(Legend.In(language)).ToString();

    private Localized Title => new(
        string.Create(CultureInfo.InvariantCulture, $"What is assumed, and what {_cohorts} synthetic cohorts have"),
        string.Create(CultureInfo.InvariantCulture, $"各项假设及 {_cohorts} 个合成队列的实际值"));

    private List<Group> Arms => [.. _assumptions.Select(a => a.Arm).Distinct()];

    private IEnumerable<string> Heads(Language language) =>
        [Assumed.In(language), Asked.In(language), .. Arms.Select(a => a.Label.In(language))];

    private IEnumerable<string[]> Rows(Language language)
    {
        var arms = Arms;
        foreach (var one in _assumptions.GroupBy(a => (a.Kind, a.Variable, a.Other)).OrderBy(g => g.Key.Kind))
        {
            var asked = one.Select(a => NumberFormat.Trimmed(a.Asked, 3)).Distinct();
            yield return
            [
                AssumptionText.What(one.First(), _ledger).In(language), string.Join(" / ", asked),
                .. arms.Select(arm => one.FirstOrDefault(a => a.Arm == arm) is { } found ? AssumptionText.Found(found).In(language)
                    : NumberFormat.Dash),
            ];
        }
    }
}
