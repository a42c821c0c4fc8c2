using System.Diagnostics;
using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Findings and suggestions, each in a sentence with the numbers.</summary>
public static class FindingText
{
    private const int MostItems = 4;

    /// <summary>What was found.</summary>
    public static Localized Sentence(this Finding finding) => finding.Reason switch
    {
        FindingReason.OfCheck reason => OfCheck(finding.Check, reason),
        FindingReason.OfGroup reason => OfGroup(reason),
        _ => throw new UnreachableException(),
    };

    /// <summary>The evidence for another label.</summary>
    public static Localized Explanation(this LabelSuggestion suggestion)
    {
        Localized own = suggestion.Evidence[0].Entry.Variable.Label, other = suggestion.Variable.Label;
        string Item(LabelMatch m, Localized beside, Func<string, string> table) =>
            $"{LedgerText.Moments(m.Entry)}{table(m.Entry.Table)}{beside.En}{LedgerText.Moments(m.Other)}{table(m.Other.Table)}";
        return new(
            $"The row '{own.En}' fits '{other.En}' better: "
                + $"{string.Join(", ", suggestion.Evidence.Select(m =>
                    Item(m, new(" beside ", ""), t => $" ({LedgerText.Table(t).En})")))}.",
            $"“{own.Zh}”一行与“{other.Zh}”更吻合："
                + $"{string.Join("，", suggestion.Evidence.Select(m => Item(m, new("对比 ", ""), t => $"（{LedgerText.Table(t).Zh}）")))}。");
    }

    private static Localized OfCheck(string check, FindingReason.OfCheck reason)
    {
        var (failure, example, place) = (CheckText.Failure(check), reason.Example.Explanation(), Place(reason.Example.Number));
        var share = reason.Tried == 1 ? new Localized("", "")
            : new Localized($" ({reason.Failed} of {reason.Tried} numbers checked)", $"（所核查 {reason.Tried} 个数值中有 {reason.Failed} 个）");
        var lead = reason.Failed == 1 ? new Localized(", in", "，") : new Localized(", as in", "，例如");
        return new($"{failure.En}{share.En}{lead.En} {place.En}: {example.En}", $"{failure.Zh}{share.Zh}{lead.Zh}{place.Zh}：{example.Zh}");
    }

    private static Localized OfGroup(FindingReason.OfGroup reason)
    {
        var (group, more) = (reason.Group, reason.Pairs.Count - MostItems);
        string Items(Language language, string comma) => string.Join(comma, reason.Pairs.Take(MostItems)
            .Select(p => $"{p.First.Variable.Label.In(language)} {p.First.Printed} / {p.Second.Printed}"));
        return new(
            $"The tables disagree about the same {group.Size} women ({group.Label.En}; Tables {string.Join(", ", reason.Tables)}): "
                + $"{Items(Language.English, ", ")}{(more > 0 ? $", and {more} more" : "")}.",
            $"各表对同一组 {group.Size} 例患者（{group.Label.Zh}；表{string.Join("、", reason.Tables)}）的数值不一致："
                + $"{Items(Language.Chinese, "，")}{(more > 0 ? $"，另有 {more} 项" : "")}。");
    }

    private static Localized Place(LedgerNumber number)
    {
        var table = LedgerText.Table(number.Table);
        return new($"{table.En}, {number.Variable.Label.En}", $"{table.Zh}，{number.Variable.Label.Zh}");
    }
}
