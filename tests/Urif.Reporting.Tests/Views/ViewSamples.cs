using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>Reports to be viewed, and views as a browser reads them.</summary>
internal static class ViewSamples
{
    public static AuditReport Real => Reports.Real;

    public static IReadOnlyList<string> Tables(AuditReport report) => [.. report.Numbers.Select(n => n.Number.Table).Distinct()];

    /// <summary>Every view of a report, with its name.</summary>
    public static IEnumerable<(string Name, IView View)> All(AuditReport report)
    {
        yield return ("verdicts", VerdictsView.Of(report));
        yield return ("checks", ChecksView.Of(report));
        yield return ("claims", ClaimsView.Of(report));
        yield return ("findings", FindingsView.Of(report, 2));
        yield return ("suggestions", SuggestionsView.Of(report));
        yield return ("same women", SameWomenView.Of(report));
        yield return ("steps by hand", HandWorkedView.Of(report.Numbers[0].Number.Variable.Label, [.. report.Numbers.Take(5).Select(n => n.Number).Select(n =>
            new HandWorkedStep(n.Variable.Label.En, n.Variable.Label.Zh, n.Printed.Value, n.Printed.Value + 1, n) { Consequence = n.Variable.Label })]));
        foreach (var table in Tables(report))
        {
            yield return ($"verdicts {table}", VerdictsView.Of(report, table));
            yield return ($"checks {table}", ChecksView.Of(report, table));
            yield return ($"table {table}", TableView.Of(report, table));
            yield return ($"bars {table}", AttainableView.Of(report, table));
        }

        // Numbers of every kind that has a view of its own.
        foreach (var number in report.Numbers.DistinctBy(n => (n.Number.Statistic, n.Verdict, n.Number.InText)))
            yield return ($"number {number.Number.Id}", NumberView.Of(report, number.Number.Id));
    }

    public static IDocument Parse(string html) => new HtmlParser().ParseDocument("<!doctype html><body>" + html);

    /// <summary>A random paper with slips in about a fifth of its numbers.</summary>
    public static AuditReport RandomReport(ulong number)
    {
        const ulong seed = 20251122;
        var ledger = RandomPaper.Of(seed, number).Ledger;
        var draw = new Draw(seed + 1, number);
        var numbers = ledger.Numbers.Select(n => draw.Chance(0.2) && Corruption.Of(draw, ledger, n, draw.OneOf(Enum.GetValues<Slip>())) is { } slip
            ? n with { Printed = PrintedNumber.Parse(slip.Text) } : n).ToList();
        return PaperAudit.Run(ledger with { Numbers = numbers });
    }

    /// <summary>The real ledger with labels that try to break out of HTML.</summary>
    public static AuditReport Hostile(string label)
    {
        var ledger = Real.Ledger;
        var text = new Localized(label, label);
        var variables = ledger.Variables.ToDictionary(v => v.Id, v => v with { Label = text, Unit = label });
        var numbers = ledger.Numbers.Select(n => n with { Variable = variables[n.Variable.Id], Note = label }).ToDictionary(n => n.Id);
        var comparisons = ledger.Comparisons.ToDictionary(c => c.Id, c => c with { Label = text });
        return PaperAudit.Run(ledger with
        {
            Numbers = [.. numbers.Values],
            Variables = [.. variables.Values],
            Groups = [.. ledger.Groups.Select(g => g with { Label = text })],
            Comparisons = [.. comparisons.Values],
            Claims = [.. ledger.Claims.Select(c => c with
            {
                Statement = text, Comparison = comparisons[c.Comparison.Id], Variables = [.. c.Variables.Select(v => variables[v.Id])],
                DependsOn = [.. c.DependsOn.Select(n => numbers[n.Id])],
            })],
        });
    }
}
