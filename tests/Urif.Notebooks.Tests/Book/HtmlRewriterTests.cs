using AngleSharp.Html.Parser;
using CsCheck;
using Urif.Notebooks.Book;

namespace Urif.Tests.Book;

public sealed class HtmlRewriterTests
{
    [Theory]
    [InlineData("<p>a <b>b</b></p>", "<p>a <b>b</b></p>")]
    [InlineData("</div></main>x", "x")]
    [InlineData("<div><p>x", "<div><p>x</p></div>")]
    [InlineData("<b><i>x</b></i>", "<b><i>x</i></b>")]
    [InlineData("a<!-- b -->c<!-- d", "ac")]
    [InlineData("<!DOCTYPE html><?xml version='1.0'?>x", "x")]
    [InlineData("1 < 2 <3 a<", "1 &lt; 2 &lt;3 a&lt;")]
    [InlineData("<a title='\"<x>' b c=d>y</a>", "<a title=\"&quot;&lt;x&gt;\" b=\"\" c=\"d\">y</a>")]
    [InlineData("<a title='&quot; &amp;amp;'>y</a>", "<a title=\"&quot; &amp;amp;\">y</a>")]
    [InlineData("<br><img src=x><hr/>", "<br><img src=\"x\"><hr>")]
    [InlineData("<svg viewBox='0 0 1 1'><path d='M0'/></svg>", "<svg viewBox=\"0 0 1 1\"><path d=\"M0\"></path></svg>")]
    [InlineData("<script>if (a < b) '</div>'</script>", "<script>if (a < b) '</div>'</script>")]
    [InlineData("<script>never closed", "<script>never closed</script>")]
    [InlineData("<svg><style>a>b</style></svg>", "<svg><style>a&gt;b</style></svg>")]
    [InlineData("<svg><style><![CDATA[a>b]]></style></svg>", "<svg><style>a&gt;b</style></svg>")]
    [InlineData("<a href=x", "")]
    [InlineData("<p \"onclick=x>y</p>", "<p>y</p>")]
    public void What_is_kept_comes_out_balanced(string html, string expected) =>
        Assert.Equal(expected, HtmlRewriter.Rewrite(html, _ => ElementFate.Keep));

    [Theory]
    [InlineData("a<x>b<y>c</y></x>d", "ad")]
    [InlineData("a<x>b<br><p>c</x>d</p></x>e", "ae")]
    [InlineData("<p><x>b</p>c", "<p></p>c")]
    [InlineData("a<y>b</y>c", "abc")]
    [InlineData("List<z>", "List&lt;z&gt;")]
    public void A_policy_drops_unwraps_or_shows(string html, string expected) =>
        Assert.Equal(expected, HtmlRewriter.Rewrite(html, tag => tag.LocalName switch
        {
            "x" => ElementFate.Drop,
            "y" => ElementFate.Unwrap,
            "z" => ElementFate.Show,
            _ => ElementFate.Keep,
        }));

    [Fact]
    public void No_fragment_ends_the_element_around_it()
    {
        var parser = new HtmlParser();
        string[] kept = ["path", "svg", "div", "p", "table", "tr", "td", "a", "li", "script", "style"];
        var pieces = Gen.OneOf("<div>", "</div>", "<p>", "</p>", "</main>", "<table>", "<tr>", "<td>", "</table>", "<svg>", "</svg>",
            "<path/>", "<!--", "-->", "<script>", "</script>", "<style>", "</style>", "<a b=\"", "\"", "'", ">", "<", "<li>", "</ul>",
            "<title>", "</title>", "<textarea>", "</body>", "</html>", "text ", "/>", "=");
        Check.Sample(pieces.Array[0, 14].Select(string.Concat), fragment =>
        {
            var html = HtmlRewriter.Rewrite(fragment, tag => kept.Contains(tag.LocalName) ? ElementFate.Keep : ElementFate.Drop);
            var document = parser.ParseDocument($"<body><main><div id=\"outer\">{html}</div><i id=\"after\"></i></main></body>");
            Assert.Equal("MAIN", document.GetElementById("after")?.ParentElement?.TagName);
        }, iter: 20_000);
    }
}
