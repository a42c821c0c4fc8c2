using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting;

/// <summary>What became of each claim of the paper, why, and what each reading of the tables says where they differ.</summary>
public sealed class ClaimsView : IView
{
    private static readonly Localized Caption = new("What the tables say of it", "各表的支持情况");

    private static readonly Localized[] Heads = [new("Variable", "变量"), new("Numbers from", "数值取自"), new("Holds", "是否成立"),
        new("Recomputed", "重新计算")];

    private const int MostOpen = 8;

    private readonly IReadOnlyList<ClaimAudit> _claims;

    private ClaimsView(IReadOnlyList<ClaimAudit> claims) => _claims = claims;

    /// <summary>The claims of an audit.</summary>
    public static ClaimsView Of(AuditReport report) => new(report.Claims);

    /// <inheritdoc/>
    public string ToHtml(Language language)
    {
        if (_claims.Count == 0) return Element("p", None.In(language)).ToString();
        return Element("div", [("class", "urif-claims")], [.. _claims.SelectMany(c => PartsOf(c, language))]).ToString();
    }

    private static IEnumerable<HtmlNode> PartsOf(ClaimAudit claim, Language language)
    {
        yield return Element("p", [("style", "margin:.9em 0 .2em")], Element("strong", claim.Claim.Statement.In(language)));
        yield return Element("p", [("style", "margin:0 0 .4em")],
            VerdictTag.Of(claim.Verdict, language), language == Language.Chinese ? "：" : ": ", claim.Explanation().In(language));
        var readings = Telling(claim);
        if (readings.Count > MostOpen)
        {
            // A long table stays folded.
            var summary = $"{Caption.In(language)} ({NumberFormat.Whole(readings.Count)})";
            yield return Element("details", Element("summary", summary), TableOf(readings, language));
        }
        else if (readings.Count > 0) yield return TableOf(readings, language, Element("caption", Caption.In(language)));

        if (Rest(claim, readings, language) is { Length: > 0 } rest)
            yield return Element("p", [("style", "margin:.2em 0")], Element("small", rest));
    }

    private static HtmlElement TableOf(List<ClaimReading> readings, Language language, params IReadOnlyList<HtmlNode> caption)
    {
        var rows = readings.GroupBy(r => r.Variable.Id).SelectMany(variable => variable.Select((reading, k) => Element("tr", [
            .. k > 0 ? Array.Empty<HtmlNode>()
                : [Element("th",
                    [("scope", "rowgroup"), ("rowspan", variable.Count()), ("style", "font-weight:400")],
                        reading.Variable.Label.In(language))],
            Element("td", [("style", "text-align:left")], From(reading, language)),
            Element("td", [("style", "text-align:left;white-space:nowrap")],
                VerdictTag.Symbol(Outcome(reading).Mark), " ", Outcome(reading).Word.In(language)),
            Element("td", [("style", "text-align:left")], reading.Explanation().In(language)),
        ])));
        return Element("table", [.. caption, TableHead(Heads.Select(h => h.In(language))), Element("tbody", [.. rows])]);
    }

    /// <inheritdoc/>
    public string ToText(Language language)
    {
        if (_claims.Count == 0) return None.In(language);
        var text = new TextSheet();
        foreach (var claim in _claims)
        {
            text.Space().Prose(claim.Claim.Statement.In(language), claim.Verdict.Symbol() + " ")
                .Prose(claim.Verdict.Label().In(language) + (language == Language.Chinese ? "：" : ": ")
                    + claim.Explanation().In(language), "  ");
            var readings = Telling(claim);
            if (readings.Count > 0)
            {
                text.Table([[.. Heads.Select(h => h.In(language))],
                    .. readings.Select((r, k) => (string[])
                    [
                        k > 0 && readings[k - 1].Variable.Id == r.Variable.Id ? "" : r.Variable.Label.In(language), From(r, language),
                        $"{Outcome(r).Mark.Symbol()} {Outcome(r).Word.In(language)}", r.Explanation().In(language),
                    ])], indent: 4);
            }

            if (Rest(claim, readings, language) is { Length: > 0 } rest) text.Prose(rest, "    ");
        }

        return text.ToString();
    }

    private static readonly Localized None = new("The ledger states no claims.", "台账中未列结论。");

    /// <summary>The readings of the variables whose readings do not all come out the same.</summary>
    private static List<ClaimReading> Telling(ClaimAudit claim) =>
        [.. claim.Readings.GroupBy(r => r.Variable.Id).Where(g => g.Select(r => r.Holds).Distinct().Count() > 1).SelectMany(g => g)];

    private static string Rest(ClaimAudit claim, List<ClaimReading> shown, Language language)
    {
        var others = claim.Readings.GroupBy(r => r.Variable.Id).Where(g => g.Count() > 1 && shown.TrueForAll(r => r.Variable.Id != g.Key))
            .Select(g => g.First().Variable).ToList();
        return others.Count == 0 ? "" : new Localized(
            $"The same whichever table is read: {string.Join(", ", others.Select(v => v.Label.En))}.",
            $"无论取自哪张表结果都相同：{string.Join("、", others.Select(v => v.Label.Zh))}。").In(language);
    }

    private static string From(ClaimReading reading, Language language) => reading.Reading.IsOwn
        ? new Localized($"{reading.Reading.Label().En} (its own)", $"{reading.Reading.Label().Zh}（原表）").In(language)
        : reading.Reading.Label().In(language);

    private static (Verdict Mark, Localized Word) Outcome(ClaimReading reading) => reading.Holds switch
    {
        true => (Verdict.Reproduced, new("yes", "是")),
        false => (Verdict.NotReproduced, new("no", "否")),
        null => (Verdict.NotCheckable, new("not decided", "未定")),
    };
}
