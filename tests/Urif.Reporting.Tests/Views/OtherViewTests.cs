using System.Globalization;
using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>Verdicts, checks, claims, findings, repeated numbers and single numbers, as shown.</summary>
public class OtherViewTests
{
    [Fact]
    public void Verdicts_are_counted()
    {
        var rows = ViewSamples.Parse(VerdictsView.Of(ViewSamples.Real, "2").ToHtml(Language.English)).QuerySelectorAll("tbody tr").ToList();
        var numbers = ViewSamples.Real.Numbers.Where(n => n.Number.Table == "2").ToList();
        Assert.Equal(VerdictNames.InOrder.Select(v => v.Tag(Language.English) + v.Meaning().En), rows.Select(r => r.QuerySelector("th")!.TextContent));
        Assert.Equal(VerdictNames.InOrder.Select(v => numbers.Count(n => n.Verdict == v)), rows.Select(r => int.Parse(r.QuerySelector("td")!.TextContent, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Checks_that_applied_are_listed_with_how_many_numbers_they_were_asked_of()
    {
        var results = ViewSamples.Real.Numbers.SelectMany(n => n.Checks).Where(c => c.Verdict != Verdict.NotCheckable).ToList();
        var rows = ViewSamples.Parse(ChecksView.Of(ViewSamples.Real).ToHtml(Language.English)).QuerySelectorAll("tbody tr")
            .ToDictionary(r => r.QuerySelector("th")!.FirstChild!.TextContent, r => r.QuerySelectorAll("td").Select(d => d.TextContent).ToList());
        Assert.Equal(results.Select(r => r.Check).Distinct().Count(), rows.Count);
        foreach (var check in CheckCatalogue.All.Where(c => rows.ContainsKey(CheckText.Question(c.Name).En)))
        {
            var numbers = results.Where(r => r.Check == check.Name).GroupBy(r => r.Number.Id).ToList();
            var failed = numbers.Count(n => n.Any(r => r.Verdict.IsFinding()));
            var row = rows[CheckText.Question(check.Name).En];
            Assert.Equal((numbers.Count.ToString(CultureInfo.InvariantCulture), failed.ToString(CultureInfo.InvariantCulture), row.Count), (row[0], row[4], 6));
            Assert.Equal(numbers.Count, row.Skip(1).Take(4).Sum(c => int.Parse(c, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void Claims_show_their_readings_where_these_differ()
    {
        var page = ViewSamples.Parse(ClaimsView.Of(ViewSamples.Real).ToHtml(Language.English));
        foreach (var claim in ViewSamples.Real.Claims)
        {
            Assert.Contains(claim.Claim.Statement.En, page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains(claim.Explanation().En, page.Body.TextContent, StringComparison.Ordinal);
        }

        var differing = ViewSamples.Real.Claims.SelectMany(c => c.Readings.GroupBy(r => r.Variable.Id).Where(g => g.Select(r => r.Holds).Distinct().Count() > 1)).ToList();
        Assert.True(differing.Count > 3);
        Assert.Equal(differing.Sum(g => g.Count()), page.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public void Findings_stand_in_their_order()
    {
        var items = ViewSamples.Parse(FindingsView.Of(ViewSamples.Real, 5).ToHtml(Language.English)).QuerySelectorAll("li").Select(l => l.TextContent).ToList();
        Assert.Equal(ViewSamples.Real.Findings.Take(5).Select(f => $"{f.Verdict.Tag(Language.English)}: {f.Sentence().En}"), items);
    }

    [Fact]
    public void Numbers_printed_twice_stand_side_by_side_and_those_that_differ_first()
    {
        var page = ViewSamples.Parse(SameWomenView.Of(ViewSamples.Real).ToHtml(Language.English));
        foreach (var group in page.QuerySelectorAll("tbody"))
        {
            var rows = group.QuerySelectorAll("tr").Skip(1).ToList();
            var differ = rows.Select(r => r.QuerySelectorAll("td").Select(d => d.TextContent).Skip(1).SkipLast(1).Where(t => t.Length > 0).Distinct().Count() > 1).ToList();
            Assert.Equal(differ.OrderDescending(), differ);
            Assert.Equal(differ.Select(d => d ? "≠ differ" : "✓ agree"), rows.Select(r => r.QuerySelector("td:last-child")!.TextContent));
        }

        var tables = ViewSamples.Real.Numbers.Where(n => !n.Number.InText && n.Number.Group.Length > 0)
            .GroupBy(n => (n.Number.Variable.Id, n.Number.Group, n.Number.Statistic)).Count(g => g.Select(n => n.Number.Table).Distinct().Count() > 1);
        Assert.Equal(tables, page.QuerySelectorAll("th[scope=row]").Length);
    }

    [Fact]
    public void A_number_shows_every_check_with_its_picture()
    {
        foreach (var audit in ViewSamples.Real.Numbers.Where(n => n.Checks.Count > 1).Take(40))
        {
            var page = ViewSamples.Parse(NumberView.Of(ViewSamples.Real, audit.Number.Id).ToHtml(Language.English));
            var rows = page.QuerySelectorAll("tbody tr").ToList();
            Assert.Equal(audit.Checks.Select(c => c.Explanation().En), rows.Select(r => r.QuerySelectorAll("td")[2].TextContent));
            Assert.Equal(audit.Checks.Select(c => c.Attainable is not null), rows.Select(r => r.QuerySelector("svg") is not null));
            Assert.Contains(audit.Verdict.Tag(Language.English), page.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_arm_three_arms_and_several_comparisons_fit_a_table_too()
    {
        AuditReport[] reports =
        [
            new SmallLedger(20, 30).Sizes().Print("a", "n 20").Counted("items").Print("a", "mean 5.15 sd 1.2").Audit(),
            new SmallLedger(20, 30).Measured("length").Print("whole", "median 7.1").Print("a", "q1 6.0 q3 8.0 mean 7.0").Print("b", "sd 2.0 median 7.5").Audit(),
            new SmallLedger(20, 30).YesOrNo("event").Print("a", "percent 35.0").Print("b", "n 3").Print("a_vs_b", "p 0.05").Print("a_vs_b_adjusted", "odds_ratio 2.0 ci_low 1.0 p 0.05").Audit(),
            new SmallLedger(20, 30).YesOrNo("event").Print("", "chi2 2.0 odds_ratio 2.0 ci_low 1.0 ci_high 4.0 p <0.05").Print("a", "n 7 n 8").Print("a_vs_b", "p 0.05", Ledger.Text).Audit(),
        ];
        foreach (var report in reports)
        {
            foreach (var (_, view) in ViewSamples.All(report))
                Assert.NotEqual(view.ToHtml(Language.English), view.ToText(Language.English));
            var shown = ViewSamples.Parse(TableView.Of(report, "1").ToHtml(Language.English)).QuerySelectorAll("data").Select(d => d.GetAttribute("value"));
            Assert.Equal(report.Numbers.Where(n => n.Number.Table == "1").Select(n => n.Number.Id).Order(), shown.Order());
        }
    }
}
