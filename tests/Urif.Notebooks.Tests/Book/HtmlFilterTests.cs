using AngleSharp.Html.Parser;
using Urif.Notebooks.Book;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Book;

public sealed class HtmlFilterTests
{
    private static readonly Chapter Page = Chapter.Of([new BookPage("a.ipynb", Notebook.Of(new MarkdownCell("m", "# A")))])[0];

    /// <summary>Read with scripts and without, and read again from what the reader would write.</summary>
    [Theory]
    [MemberData(nameof(HostileHtml.All), MemberType = typeof(HostileHtml))]
    public void Nothing_of_markdown_runs_however_it_is_read(string html)
    {
        var clean = Markdown(html);
        foreach (var scripting in new[] { false, true })
        {
            var parser = new HtmlParser(new HtmlParserOptions { IsScripting = scripting });
            var around = $"<body><main><div id=\"outer\">{clean}</div><i id=\"after\"></i></main></body>";
            for (var round = 0; round < 3; round++)
            {
                var document = parser.ParseDocument(around);
                Assert.Equal("MAIN", document.GetElementById("after")!.ParentElement!.TagName);
                foreach (var element in document.GetElementById("outer")!.QuerySelectorAll("*"))
                {
                    Assert.DoesNotContain(element.LocalName, (string[])
                        ["script", "style", "svg", "iframe", "object", "embed", "form", "button", "base", "meta", "template", "noscript"]);
                    Assert.DoesNotContain(element.Attributes, a => a.Name.StartsWith("on", StringComparison.Ordinal));
                    Assert.DoesNotContain(element.Attributes, a =>
                        a.Name is "xlink:href" or "style" or "srcdoc" or "formaction" or "action");
                    if (element.GetAttribute("href") is { } href) Assert.Matches(@"\A(https?:|#|[^:]*\z)", href);
                    if (element.GetAttribute("src") is { } source) Assert.Matches(@"\A(data:image/|[^:]*\z)", source);
                }
                around = document.Body!.OuterHtml;
            }
        }
    }

    [Theory]
    [MemberData(nameof(HostileHtml.All), MemberType = typeof(HostileHtml))]
    public void No_output_ends_the_element_around_it_nor_keeps_it_open(string html)
    {
        var clean = Output(html);
        foreach (var scripting in new[] { false, true })
        {
            var document = new HtmlParser(new HtmlParserOptions { IsScripting = scripting })
                .ParseDocument($"<body><main><div id=\"outer\">{clean}</div><i id=\"after\"></i></main></body>");
            Assert.Equal("MAIN", document.GetElementById("after")?.ParentElement?.TagName);
        }
    }

    [Theory]
    [InlineData("List<String> and <p>x</p>", "List&lt;String&gt; and <p>x</p>")]
    [InlineData("<Foo Bar='>' b>x</Foo>", "&lt;Foo Bar=&#39;&gt;&#39; b&gt;x")]
    [InlineData("<article onclick=x><b>x</b></article>", "<b>x</b>")]
    [InlineData("<td style='text-align: right'>x", "x")]
    [InlineData("<table><tr><td style='text-align: right' onclick=x>1</table>",
        "<table><tbody><tr><td style=\"text-align: right\">1</td></tr></tbody></table>")]
    [InlineData("<table><tr><td style='text-align: right;color:red'>1</table>", "<table><tbody><tr><td>1</td></tr></tbody></table>")]
    [InlineData("<mi>x</mi><math><mi>y</mi><mi><b>z</b></mi></math>", "x<math><mi>y</mi><mi><b>z</b></mi></math>")]
    [InlineData("<input type=checkbox checked onclick=x><input type=password>", "<input type=\"checkbox\" checked=\"\">")]
    [InlineData("<p href=x src=y>a<a href=https://example.org/ src=y>b</a>", "<p>a<a href=\"https://example.org/\">b</a></p>")]
    [InlineData("<img src=data:image/png;base64,AQID>", "<img src=\"data:image/png;base64,AQID\" alt=\"\">")]
    [InlineData("<pre>\n\n x</pre>", "<pre>\n\n x</pre>")]
    [InlineData("a&nbsp;&lt;&copy;", "a\u00a0&lt;©")]
    public void Markdown_keeps_what_the_policy_names(string html, string expected) => Assert.Equal(expected, Markdown(html));

    // An address in a network is noted once, and no address of a file.
    [Theory]
    [InlineData("video", "poster")]
    [InlineData("video", "src")]
    [InlineData("audio", "src")]
    [InlineData("source", "srcset")]
    [InlineData("track", "src")]
    [InlineData("embed", "src")]
    [InlineData("object", "data")]
    [InlineData("input", "src")]
    [InlineData("iframe", "src")]
    [InlineData("img", "src")]
    public void An_attribute_of_an_output_that_loads_is_looked_at(string element, string attribute)
    {
        var links = Links();
        Assert.Equal("<span class=\"note\">Not loaded, this book is offline: <code>//example.org/x</code></span>",
            Output($"<{element} {attribute}=\"//example.org/x\">", links));
        Assert.Equal($"a.ipynb#m: <{element}> is left out, it loads //example.org/x", Assert.Single(links.Warnings()).ToString());
        Assert.StartsWith($"<{element} {attribute}=\"data:x\">", Output($"<{element} {attribute}=\"data:x\">"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_stands_before_a_drawing_which_it_would_end() =>
        Assert.Equal("<span class=\"note\">Not loaded, this book is offline: <code>//example.org/x</code></span>"
            + "<svg><g><path></path></g></svg>",
            Output("<svg><g><image xlink:href='//example.org/x'/><path/></g></svg>"));

    [Theory]
    [InlineData("<div>")]
    [InlineData("<svg>")]
    [InlineData("<div><math>")]
    public void Markup_nested_without_end_keeps_its_text_and_no_more_than_256_levels(string tag)
    {
        var html = string.Concat(Enumerable.Repeat(tag, 5_000)) + "text";
        foreach (var clean in new[] { Markdown(html), Output(html) })
        {
            if (clean.Length == 0 && tag == "<svg>") continue;
            Assert.Contains("text", clean, StringComparison.Ordinal);
            var depth = 0;
            foreach (var part in clean.Split('<').Skip(1))
            {
                depth += part.StartsWith('/') ? -1 : 1;
                Assert.InRange(depth, 0, 256);
            }
            Assert.Equal(0, depth);
        }
    }

    private static BookLinks Links() => new([Page], singleFile: false);

    private static string Markdown(string html) =>
        new MarkdownHtmlFilter(Page, "m", Links(), BookLabels.Of("en"), new Dictionary<string, MimeBundle>()).Clean(html);

    private static string Output(string html, BookLinks? links = null) =>
        new OutputHtmlFilter(Page, "m", links ?? Links(), BookLabels.Of("en"), carriesPlotly: false).Clean(html);
}
