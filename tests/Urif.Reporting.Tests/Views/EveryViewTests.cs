using System.Globalization;
using System.Xml.Linq;
using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>What holds for every view of any report.</summary>
public class EveryViewTests
{
    private static readonly Language[] Languages = [Language.English, Language.Chinese];

    private static readonly HashSet<string> Elements =
        ["table", "caption", "thead", "tbody", "tr", "th", "td", "style", "small", "span", "data", "b", "code", "i", "br", "p", "div", "strong", "ol", "ul", "li", "details", "summary", "svg", "path", "circle", "text"];

    private static readonly HashSet<string> Attributes =
        ["class", "style", "scope", "colspan", "rowspan", "value", "title", "role", "aria-label", "aria-hidden", "data-id", "viewbox", "width", "height", "fill", "stroke",
            "stroke-width", "opacity", "d", "cx", "cy", "r", "x", "y", "dx", "font-size", "text-anchor"];

    [Fact]
    public void Random_papers_with_slips_render_as_well_formed_markup_and_as_lines_that_fit()
    {
        for (ulong number = 0; number < 25; number++)
        {
            var report = ViewSamples.RandomReport(number);
            foreach (var (name, view) in ViewSamples.All(report)) Renders(name, view);
        }
    }

    [Fact]
    public void The_paper_s_views_render_as_well_formed_markup_and_as_lines_that_fit()
    {
        foreach (var (name, view) in ViewSamples.All(ViewSamples.Real)) Renders(name, view);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("a & b &lt; c </style></svg></table>")]
    [InlineData("μU/mL 胰岛素 \u0007\u001b[31m 𠮷")]
    public void Labels_are_text_and_nothing_else(string label)
    {
        var report = ViewSamples.Hostile(label);
        foreach (var (name, view) in ViewSamples.All(report))
        {
            Renders(name, view);
            foreach (var element in ViewSamples.Parse(view.ToHtml(Language.English)).Body!.QuerySelectorAll("*"))
            {
                Assert.True(Elements.Contains(element.LocalName), $"{name}: <{element.LocalName}>");
                Assert.All(element.Attributes, a => Assert.Contains(a.Name.ToLowerInvariant(), Attributes));
            }
        }

        var shown = ViewSamples.Parse(TableView.Of(report, "1").ToHtml(Language.Chinese)).QuerySelector("tbody th")!.TextContent;
        Assert.StartsWith(string.Concat(label.Select(c => char.IsControl(c) ? '\uFFFD' : c)), shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    [InlineData("zh-CN")]
    public void The_culture_changes_nothing(string culture)
    {
        var expected = Texts();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            Assert.Equal(expected, Texts());
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }

        static List<string> Texts() => [.. ViewSamples.All(ViewSamples.Real).SelectMany(v => Languages.SelectMany(l => new[] { v.View.ToHtml(l), v.View.ToText(l) }))];
    }

    [Fact]
    public void An_unknown_table_or_number_is_answered_with_those_that_there_are()
    {
        foreach (var make in new Func<IView>[]
        {
            () => TableView.Of(ViewSamples.Real, "9"), () => AttainableView.Of(ViewSamples.Real, "9"),
            () => VerdictsView.Of(ViewSamples.Real, "9"), () => ChecksView.Of(ViewSamples.Real, "9"),
        })
        {
            Assert.Equal("the ledger has no table \"9\"; it has \"1\", \"2\", \"3\", \"4\", \"text\"", Assert.Throws<ArgumentException>(make).Message);
        }

        Assert.EndsWith("did you mean \"t1.age.p\"?", Assert.Throws<ArgumentException>(() => NumberView.Of(ViewSamples.Real, "t1.aeg.p")).Message, StringComparison.Ordinal);
        var other = Assert.Throws<ArgumentException>(() => NumberView.Of(ViewSamples.Real, "t1.something.else")).Message;
        Assert.Contains("\"t1.group_size.nonir_control.n\"", other, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', other);
        Assert.Throws<ArgumentException>(() => FindingsView.Of(ViewSamples.Real, 0));
    }

    [Fact]
    public void A_ledger_without_claims_and_findings_says_so()
    {
        var report = ViewSamples.Real with { Claims = [], Findings = [], Suggestions = [], Numbers = [.. ViewSamples.Real.Numbers.Where(n => n.Number.Table == "1")] };
        foreach (var view in new IView[] { ClaimsView.Of(report), FindingsView.Of(report), SuggestionsView.Of(report), SameWomenView.Of(report) })
        {
            Assert.All(Languages, l => Assert.Single(view.ToText(l).Split('\n')));
            Assert.Equal(view.ToText(Language.Chinese), ViewSamples.Parse(view.ToHtml(Language.Chinese)).Body!.TextContent);
        }
    }

    [Fact]
    public void Tables_name_their_columns_and_rows_for_readers_who_hear_them()
    {
        foreach (var (name, view) in ViewSamples.All(ViewSamples.Real))
        {
            foreach (var table in ViewSamples.Parse(view.ToHtml(Language.English)).QuerySelectorAll("table"))
            {
                Assert.All(table.QuerySelectorAll("th"), th => Assert.Contains(th.GetAttribute("scope"), new[] { "col", "row", "rowgroup" }));
                Assert.All(table.QuerySelectorAll("tbody tr"), tr => Assert.True(tr.QuerySelector("th") is not null || name == "claims", name));
            }
        }
    }

    /// <summary>The widths of the characters that occur here by the blocks that UAX 11 calls wide; not the program's own table.</summary>
    internal static int Cells(string line) => line.EnumerateRunes().Sum(r =>
        r.Value is >= 0x3000 and <= 0x9FFF or >= 0xFF01 and <= 0xFF60 or >= 0x20000 and <= 0x3FFFD ? 2 : 1);

    private static void Renders(string name, IView view)
    {
        foreach (var language in Languages)
        {
            var html = view.ToHtml(language);
            // Well-formed as XML is well-formed for any reader of HTML: every element closed, every attribute quoted.
            Assert.NotNull(XDocument.Parse($"<r>{html}</r>"));
            Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
            var text = view.ToText(language);
            Assert.False(text.EndsWith('\n') || text.Contains('\r'), name);
            foreach (var line in text.Split('\n'))
            {
                Assert.True(Cells(line) <= 100, $"{name}: {line}");
                Assert.Equal(line.TrimEnd(), line);
                Assert.DoesNotContain(line, char.IsControl);
            }
        }
    }
}
