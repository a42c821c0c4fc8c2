using System.Globalization;
using System.Text;
using Urif.Repro.Audit;

namespace Urif.Repro.Reporting.Views;

/// <summary>What became of each claim of the paper, why, and what each reading of the tables says where they differ.</summary>
public sealed class ClaimsView : IView
{
    private static readonly Localized Caption = new("What the tables say of it", "各表的支持情况");

    private static readonly Localized[] Heads = [new("Variable", "变量"), new("Numbers from", "数值取自"), new("Holds", "是否成立"), new("Recomputed", "重新计算")];

    private readonly IReadOnlyList<ClaimAudit> _claims;

    private ClaimsView(IReadOnlyList<ClaimAudit> claims) => _claims = claims;

    /// <summary>The claims of an audit.</summary>
    public static ClaimsView Of(AuditReport report) => new(report.Claims);

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        if (_claims.Count == 0) return $"<p>{Markup.Escape(None, language)}</p>";
        var html = new StringBuilder("<div class=\"urif-claims\">");
        foreach (var claim in _claims)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p style=\"margin:.9em 0 .2em\"><strong>{Markup.Escape(claim.Claim.Statement, language)}</strong></p>")
                .Append(CultureInfo.InvariantCulture, $"<p style=\"margin:0 0 .4em\">{Markup.Tag(claim.Verdict, language)}{(language == Language.Chinese ? "：" : ": ")}{Markup.Escape(claim.Explanation, language)}</p>");
            var readings = Telling(claim);
            if (readings.Count == 0) continue;
            html.Append("<table><caption>").Append(Markup.Escape(Caption, language)).Append("</caption><thead><tr>");
            foreach (var head in Heads) html.Append("<th scope=\"col\">").Append(Markup.Escape(head, language)).Append("</th>");
            html.Append("</tr></thead><tbody>");
            foreach (var reading in readings)
            {
                html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\" style=\"font-weight:400\">{Markup.Escape(reading.Variable.Label, language)}</th><td style=\"text-align:left\">{Markup.Escape(From(reading, language))}</td>")
                    .Append(CultureInfo.InvariantCulture, $"<td style=\"text-align:left;white-space:nowrap\">{Markup.Escape(Holds(reading), language)}</td><td style=\"text-align:left\">{Markup.Escape(reading.Explanation, language)}</td></tr>");
            }

            html.Append("</tbody></table>");
            if (Rest(claim, readings, language) is { Length: > 0 } rest) html.Append("<p><small>").Append(Markup.Escape(rest)).Append("</small></p>");
        }

        return html.Append("</div>").ToString();
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        if (_claims.Count == 0) return None.In(language);
        var text = new TextSheet();
        foreach (var claim in _claims)
        {
            text.Space().Prose(claim.Claim.Statement.In(language), claim.Verdict.Symbol() + " ")
                .Prose($"{claim.Verdict.Label().In(language)}{(language == Language.Chinese ? "：" : ": ")}{claim.Explanation.In(language)}", "  ");
            var readings = Telling(claim);
            if (readings.Count == 0) continue;
            text.Table([[.. Heads.Select(h => h.In(language))],
                .. readings.Select(r => (string[])[r.Variable.Label.In(language), From(r, language), Holds(r).In(language), r.Explanation.In(language)])], indent: 4);
            if (Rest(claim, readings, language) is { Length: > 0 } rest) text.Prose(rest, "    ");
        }

        return text.ToString();
    }

    private static readonly Localized None = new("The ledger states no claims.", "台账中未列结论。");

    /// <summary>The readings of the variables whose readings do not all come out the same.</summary>
    private static List<ClaimReading> Telling(ClaimAudit claim) =>
        [.. claim.Readings.GroupBy(r => r.Variable.Id).Where(g => g.Select(r => r.Holds).Distinct().Count() > 1 || (g.Count() > 1 && claim.Claim.Variables.Count == 1)).SelectMany(g => g)];

    private static string Rest(ClaimAudit claim, List<ClaimReading> shown, Language language)
    {
        var others = claim.Readings.Select(r => r.Variable).DistinctBy(v => v.Id).Where(v => shown.TrueForAll(r => r.Variable.Id != v.Id)).ToList();
        return others.Count == 0 ? "" : new Localized(
            $"The same whichever table is read: {string.Join(", ", others.Select(v => v.Label.En))}.",
            $"无论取自哪张表结果都相同：{string.Join("、", others.Select(v => v.Label.Zh))}。").In(language);
    }

    private static string From(ClaimReading reading, Language language) => reading.Reading.IsOwn
        ? new Localized($"{reading.Reading.Label.En} (its own)", $"{reading.Reading.Label.Zh}（原表）").In(language)
        : reading.Reading.Label.In(language);

    private static Localized Holds(ClaimReading reading) => reading.Holds switch
    {
        true => new("✓ yes", "✓ 是"),
        false => new("✗ no", "✗ 否"),
        null => new("? not decided", "? 未定"),
    };
}
