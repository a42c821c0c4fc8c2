using System.Text.RegularExpressions;
using System.Xml.Linq;
using Urif.Audit;
using static Urif.Reporting.Html;

namespace Urif.Reporting.Tests;

/// <summary>Parts of pages: what they write, and that styles stand alone.</summary>
public partial class HtmlTests
{
    [Fact]
    public void A_text_is_escaped_once_where_it_is_written()
    {
        const string text = "a < b & \"c\" > 'd' &lt; μ 胰岛素 𠮷\n";
        var page = Element("p", [("title", text)], text);
        const string escaped = "a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39; &amp;lt; μ 胰岛素 𠮷\n";
        Assert.Equal($"<p title=\"{escaped}\">{escaped}</p>", page.ToString());
        Assert.Equal(text, XElement.Parse(page.ToString()).Value);
    }

    [Fact]
    public void What_no_page_can_hold_becomes_a_replacement_character() =>
        Assert.Equal("<b>\uFFFD[31m\uFFFD\t\uFFFD</b>", Element("b", "\u001b[31m\ud800\t\u0007").ToString());

    [Fact]
    public void An_attribute_without_a_value_is_left_out_and_numbers_are_written_as_places()
    {
        string? none = null;
        Assert.Equal("<rect x=\"1\" y=\"2.3\" width=\"0\"/>", Element("rect", [("x", 1), ("y", 2.26), ("class", none), ("width", -0.01)]).ToString());
        Assert.Equal(["8", "8.3", "-0.5", "0"], new[] { 8.0, 8.26, -0.5, -0.04 }.Select(Place));
    }

    [Fact]
    public void Elements_hold_elements_in_their_order()
    {
        var page = Fragment(
            Element("div", [("class", "a")], "x", Break, Element("small", "y")), Lines(["1", "2", "3"]), Note("n"), TableHead(["A", "B"]), Element("td"));
        Assert.Equal(
            "<div class=\"a\">x<br/><small>y</small></div>1<br/>2<br/>3<p><small>n</small></p>"
            + "<thead><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead><td></td>", page.ToString());
    }

    [Fact]
    public void Styles_are_files_written_without_what_only_explains()
    {
        Assert.NotEmpty(Names());
        foreach (var name in Names())
        {
            var style = Stylesheet.Of(name).ToString();
            Assert.Matches(@"^<style>[^<&\n]+</style>$", style);
            Assert.DoesNotContain("/*", style, StringComparison.Ordinal);
            Assert.Equal(style.Count(c => c == '{'), style.Count(c => c == '}'));
        }

        Assert.Throws<ArgumentException>(() => Stylesheet.Of("no such style"));
    }

    /// <summary>A page that carries no colours of its own shows them all the same.</summary>
    [Fact]
    public void A_colour_of_the_page_has_a_fallback()
    {
        var texts = Names().Select(name => Stylesheet.Of(name).Css)
            .Concat(ViewSamples.All(ViewSamples.Real).Select(v => v.View.ToHtml(Language.English))).ToList();
        Assert.NotEmpty(texts.SelectMany(text => Property().Matches(text)));
        Assert.All(texts.SelectMany(text => Property().Matches(text)), use => Assert.Matches("^var\\(--[a-z-]+,#[0-9A-F]+\\)$", use.Value));
    }

    [Theory]
    [InlineData(Verdict.ReproducedByVariant, "inherit")]
    [InlineData(Verdict.NotReproduced, "650")]
    [InlineData(Verdict.Contradicted, "650")]
    [InlineData(Verdict.Impossible, "650")]
    [InlineData(Verdict.NotCheckable, "inherit")]
    public void A_table_has_the_colour_of_each_verdict(Verdict verdict, string weight)
    {
        var (css, name, colour) = (Stylesheet.Of("table").Css, TableView.ClassOf(verdict), Colours.Of(verdict));
        Assert.Contains($".urif-table .{name}{{border-bottom:2px solid {colour};font-weight:{weight}}}.urif-table .{name} b{{color:{colour}}}", css, StringComparison.Ordinal);
    }

    private static List<string> Names() => [.. typeof(Stylesheet).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".css", StringComparison.Ordinal)).Select(name => Path.GetFileNameWithoutExtension(name))];

    [GeneratedRegex(@"var\([^)]*\)")]
    private static partial Regex Property();
}
