using System.Globalization;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Urif.Notebooks.Book;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Book;

public sealed class BookWriterTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("urif-book-").FullName;

    private string Folder => Path.Combine(_root, "book");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_contents_list_each_notebook_with_its_title_and_first_sentence()
    {
        WriteSample();
        var index = Page("index");
        var items = index.QuerySelectorAll(".toc li").ToList();
        Assert.Equal(SampleBook.Pages.Count, items.Count);
        Assert.Equal("The whole game: claims and verdicts", items[0].QuerySelector(".name")!.TextContent);
        Assert.Equal("00-the-whole-game.html", items[0].QuerySelector("a")!.GetAttribute("href"));
        var sentence = items[0].QuerySelector("p")!.TextContent.Replace('\n', ' ');
        Assert.EndsWith("and whether metformin helps.", sentence, StringComparison.Ordinal);
        Assert.Equal("每一个印刷的数字都得到一个判定，并附上它必须落入的区间。", items[4].QuerySelector("p")!.TextContent);
    }

    // The tags of Jupyter Book and nbconvert, and the comments of Quarto.
    [Theory]
    [InlineData("plain", "1;", true, true)]
    [InlineData("hide-input", "1;", true, true)]
    [InlineData("remove-cell", "1;", false, false)]
    [InlineData("remove_cell", "1;", false, false)]
    [InlineData("remove-input", "1;", false, true)]
    [InlineData("hide-output", "1;", true, false)]
    [InlineData("remove_output", "1;", true, false)]
    [InlineData("remove-stdout", "1;", true, false)]
    [InlineData("remove-stderr", "1;", true, true)]
    [InlineData("plain", "//| echo: false\n1;", false, true)]
    [InlineData("plain", "#| echo: false\n1;", false, true)]
    [InlineData("plain", "//| output: false\n1;", true, false)]
    [InlineData("plain", "//| include: false\n1;", false, false)]
    [InlineData("plain", "1;\n//| echo: false", true, true)]
    public void Tags_say_what_of_a_cell_is_shown(string tag, string source, bool input, bool output)
    {
        var cell = new CodeCell("c", source) { Tags = [tag], Outputs = [new StreamOutput("stdout", "shown")] };
        Write([new BookPage("n", Notebook.Of(new MarkdownCell("t", "# Title"), cell))], null);
        var page = Page("n");
        Assert.Equal(input, page.QuerySelector("details.source") is not null);
        Assert.Equal(output, page.QuerySelector(".output") is not null);
        if (input && !source.StartsWith("1;\n", StringComparison.Ordinal)) Assert.DoesNotContain("|", page.QuerySelector("pre.code")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "jupyter": { "outputs_hidden": true } }""", false)]
    [InlineData("""{ "jupyter": { "outputs_hidden": false } }""", true)]
    public void Outputs_that_were_folded_in_Jupyter_are_left_out(string metadata, bool output)
    {
        var notebook = Notebook.Parse($$"""
            { "cells": [{ "cell_type": "code", "id": "c", "metadata": {{metadata}}, "source": "1", "execution_count": 1,
                "outputs": [{ "output_type": "stream", "name": "stdout", "text": "shown" }] }],
              "metadata": {}, "nbformat": 4, "nbformat_minor": 5 }
            """);
        Write([new BookPage("n", notebook)], null);
        Assert.Equal(output, Page("n").QuerySelector(".output") is not null);
    }

    [Fact]
    public void What_the_kernel_adds_in_Jupyter_is_left_out()
    {
        var bootstrap = new DisplayData(MimeBundle.Empty.With("text/html", "<div id=\"dotnet-interactive-this-cell-1.0\">10.0.0.7</div>"));
        Write([new BookPage("n", Notebook.Of(new CodeCell("c", "1") { Outputs = [bootstrap, new StreamOutput("stdout", "shown")] }))], null);
        Assert.Equal("shown", Assert.Single(Page("n").QuerySelectorAll(".output")).TextContent.Trim());
    }

    [Fact]
    public void Every_page_is_whole_and_every_link_within_the_book_leads_somewhere()
    {
        var report = WriteSample();
        var pages = Directory.GetFiles(Folder, "*.html").ToDictionary(f => Path.GetFileName(f), f => Parse(File.ReadAllText(f)));
        Assert.Equal(report.Pages + 1, pages.Count);
        foreach (var (name, page) in pages)
        {
            Assert.Equal("en", page.DocumentElement.GetAttribute("lang"));
            Assert.NotEmpty(page.Title!);
            Assert.Single(page.QuerySelectorAll("main"));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.Empty(page.QuerySelectorAll("img:not([alt])"));
            var ids = page.All.Select(e => e.Id).OfType<string>().Where(id => id.Length > 0).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            foreach (var link in page.QuerySelectorAll("a[href], link[href], script[src]"))
            {
                var href = link.GetAttribute("href") ?? link.GetAttribute("src")!;
                if (href.StartsWith("https:", StringComparison.Ordinal) || href == "data:,"
                    || href.Contains("10-what-if.ipynb", StringComparison.Ordinal)) continue;
                var parts = href.Split('#');
                var file = Uri.UnescapeDataString(parts[0]);
                Assert.True(file.Length == 0 || File.Exists(Path.Combine(Folder, file)), $"{name}: {href}");
                if (parts.Length > 1)
                {
                    var target = (file.Length == 0 ? page : pages[file]).GetElementById(Uri.UnescapeDataString(parts[1]));
                    Assert.True(target is not null, $"{name}: {href}");
                }
            }
        }
    }

    [Fact]
    public void A_single_file_holds_all_pages_and_all_its_links_lead_within_it()
    {
        WriteSample(new BookOptions { SingleFile = true, PlotlyScript = Plotly });
        Assert.Equal(["index.html"], Directory.EnumerateFileSystemEntries(Folder).Select(Path.GetFileName));
        var page = Page("index");
        Assert.Equal(SampleBook.Pages.Count, page.QuerySelectorAll("article").Length);
        var ids = page.All.Select(e => e.Id).OfType<string>().Where(id => id.Length > 0).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty(page.QuerySelectorAll("[src]:not([src^='data:'])"));
        foreach (var link in page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith('#')))
            Assert.True(page.GetElementById(Uri.UnescapeDataString(link[1..])) is not null, link);
        Assert.NotNull(page.QuerySelector("a[href='#03-table-1.recomputed']"));
    }

    [Fact]
    public void Notebook_links_become_page_links_and_those_that_lead_nowhere_are_reported()
    {
        var report = Write(
            new BookPage("a.ipynb", Notebook.Of(new MarkdownCell("m", "# A\n\n"
                + "[1](b.ipynb) [2](./b.ipynb#cell) [3](b.ipynb#Two-words) [4](b.ipynb#none) [5](c.ipynb#x) [6](#m) [7](../data/x.csv) "
                + "[8](javascript:alert(1)) <a href=\"java&#10;script:alert(1)\">9</a>"))),
            new BookPage("b.ipynb", Notebook.Of(new CodeCell("cell", "1"), new MarkdownCell("h", "## Two words"))));
        Assert.Equal(
            ["b.html", "b.html#cell", "b.html#two-words", "b.html#none", "c.ipynb#x", "#m", "../data/x.csv", null, null],
            Page("a").QuerySelectorAll("#m p a").Select(a => a.GetAttribute("href")));
        Assert.Equal(
            [
                "a.ipynb#m: the link c.ipynb#x is to a notebook that is not in the book",
                "a.ipynb#m: the link ../data/x.csv leads out of the book",
                "a.ipynb#m: a link of scheme javascript: is left out",
                "a.ipynb#m: a link of scheme javascript: is left out",
                "a.ipynb#m: the link b.ipynb#none leads to no place in b.ipynb",
            ],
            report.Warnings.Select(w => w.ToString()));
    }

    [Fact]
    public void Titles_ids_code_and_outputs_stand_as_text_whatever_they_hold()
    {
        const string hostile = "</title></pre><script>evil()</script>\"'&";
        Write([new("x\"><script>evil()</script>.ipynb", Notebook.Of(
            new MarkdownCell("m", "# `" + hostile + "`\n\nText"),
            new CodeCell("c\" onclick=\"evil()", hostile)
            {
                Outputs =
                [
                    new StreamOutput("stdout", hostile), new StreamOutput("stderr", hostile), new ErrorOutput(hostile, hostile, [hostile]),
                    new ExecuteResult(MimeBundle.Empty.With("text/plain", hostile), 1),
                    new DisplayData(MimeBundle.Empty.With("application/json", System.Text.Json.JsonSerializer.SerializeToElement(hostile))),
                    new DisplayData(MimeBundle.Empty.With("application/vnd.plotly.v1+json", System.Text.Json.JsonSerializer.SerializeToElement(hostile))),
                ],
            },
            new RawCell("r", hostile)))], new BookOptions { Title = hostile, PlotlyScript = Plotly });
        foreach (var file in Directory.GetFiles(Folder, "*.html"))
        {
            var page = Parse(File.ReadAllText(file));
            Assert.Contains(hostile, page.Title, StringComparison.Ordinal);
            Assert.DoesNotContain(page.Scripts, s => s.Text.StartsWith("evil", StringComparison.Ordinal));
            Assert.Empty(page.QuerySelectorAll("[onclick]"));
        }
        var chapter = Parse(File.ReadAllText(Directory.GetFiles(Folder, "x*.html").Single()));
        Assert.Equal(hostile, chapter.QuerySelector("h1")!.TextContent);
        Assert.Equal(hostile, chapter.QuerySelector("details.source code")!.TextContent);
        Assert.All(chapter.QuerySelectorAll(".output pre").Take(2), pre => Assert.Equal(hostile, pre.TextContent));
    }

    [Fact]
    public void Raw_html_in_markdown_keeps_what_is_harmless()
    {
        var report = Write(new BookPage("a.ipynb", Notebook.Of(new MarkdownCell("m", """
            # A

            H<sub>2</sub>O <b onclick="x()" style="position:fixed">bold</b> List<int> <script>evil()</script><iframe src="x"></iframe>

            <details><summary>More</summary>

            *inside*

            </details></div></main>

            <img src="https://example.org/a.png" alt="a"> <a href="https://example.org">out</a> <form><input name="q"></form>
            """))));
        var cell = Page("a").GetElementById("m")!;
        Assert.Equal("inside", cell.QuerySelector("details em")!.TextContent);
        Assert.Contains("List<int>", cell.TextContent, StringComparison.Ordinal);
        Assert.Empty(cell.QuerySelectorAll("script, iframe, form, input, img, [onclick], [style]"));
        Assert.Equal("https://example.org", cell.QuerySelector("p > a")!.GetAttribute("href"));
        Assert.Contains("https://example.org/a.png", cell.QuerySelector(".note")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, report.Warnings.Count);
        Assert.NotNull(Page("a").QuerySelector("main > article > .text > .cell"));
    }

    [Theory]
    [InlineData("<script src='https://cdn.example.org/a.js'></script>")]
    [InlineData("<script src='//cdn.example.org/a.js'></script>")]
    [InlineData("<script>import('https://cdn.example.org/a.js')</script>")]
    [InlineData("<script type='module'>import x from \"https://cdn.example.org/a.js\"</script>")]
    [InlineData("<script>require.config({paths:{p:'https://cdn.example.org/a.js'}})</script>")]
    [InlineData("<script>var s=document.createElement('script'); s.src = 'https://cdn.example.org/a.js';</script>")]
    [InlineData("<script>fetch(`https://cdn.example.org/a.js`)</script>")]
    [InlineData("<link rel='stylesheet' href='https://cdn.example.org/a.js'>")]
    [InlineData("<style>@import url(https://cdn.example.org/a.js);</style>")]
    [InlineData("<style>p{background:url('//cdn.example.org/a.js')}</style>")]
    [InlineData("<img srcset='a.png 1x, https://cdn.example.org/a.js 2x'>")]
    [InlineData("<iframe src=' https://cdn.example.org/a.js'></iframe>")]
    [InlineData("<svg><image href='https://cdn.example.org/a.js'/></svg>")]
    [InlineData("<video poster='https://cdn.example.org/a.js'></video>")]
    public void An_output_that_loads_from_a_network_gives_way_to_a_note(string html)
    {
        var report = Write(OfOutput(html + "<b>kept</b>"));
        var output = Page("a").QuerySelector(".output")!;
        Assert.Contains("cdn.example.org/a.js", output.QuerySelector(".note code")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("kept", output.QuerySelector("b")!.TextContent);
        Assert.Empty(output.QuerySelectorAll("script, link, style, img, iframe, image, video"));
        Assert.Single(report.Warnings);
    }

    [Fact]
    public void An_outputs_own_script_and_style_stay()
    {
        const string html = "<style>td{color:red}</style><div id=\"d\"></div><script>"
            + "document.getElementById('d').innerHTML = '<a href=\"https://example.org\">x</a>' + (1 < 2);</script>";
        Assert.Empty(Write(OfOutput(html)).Warnings);
        Assert.Contains(html, File.ReadAllText(Path.Combine(Folder, "a.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Plotly_is_carried_once_and_only_where_a_chart_needs_it()
    {
        var asked = 0;
        WriteSample(new BookOptions { PlotlyScript = () => { asked++; return Plotly(); } });
        Assert.Equal(1, asked);
        Assert.Equal(SampleBook.Plotly, File.ReadAllText(Path.Combine(Folder, "assets", "plotly.js")));
        Assert.Single(Page("03-table-1").QuerySelectorAll("script[src='assets/plotly.js']"));
        Assert.Empty(Page("08-outputs").QuerySelectorAll("script[src='assets/plotly.js']"));
        Assert.Contains("</script>", System.Text.Json.JsonDocument.Parse(Page("03-table-1").QuerySelector(".plotly script")!.TextContent)
            .RootElement.GetProperty("layout").GetProperty("title").GetProperty("text").GetString(), StringComparison.Ordinal);

        const string html = "<script src=\"https://cdn.plot.ly/plotly-2.28.js\"></script><div id=\"p\"></div>"
            + "<script>Plotly.newPlot('p', [])</script>";
        var report = Write([OfOutput(html)], new BookOptions { PlotlyScript = Plotly });
        Assert.Empty(report.Warnings);
        Assert.Equal(["assets/plotly.js"], Page("a").QuerySelectorAll(".cell script[src]").Select(s => s.GetAttribute("src")));
    }

    [Fact]
    public void Without_plotly_a_chart_shows_its_next_format()
    {
        var chart = MimeBundle.Empty.With("text/html", "<script>Plotly.newPlot()</script>").With("text/plain", "a chart of p-values");
        var report = Write(new BookPage("a.ipynb", Notebook.Of(new CodeCell("c", "1") { Outputs = [new DisplayData(chart)] })));
        Assert.Equal("a chart of p-values", Page("a").QuerySelector(".output pre")!.TextContent);
        Assert.Single(report.Warnings);
    }

    [Fact]
    public void Images_become_part_of_the_page()
    {
        File.WriteAllBytes(Path.Combine(_root, "dot.png"), [1, 2, 3]);
        var notebook = Notebook.Parse("""
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown","id":"m","metadata":{},
             "attachments":{"a b.png":{"image/png":"AQID"}},
             "source":"# T\n\n![one](attachment:a%20b.png) ![two](dot.png) ![](gone.png)"}]}
            """);
        var report = Write(new BookPage("a.ipynb", notebook, _root));
        var images = Page("a").QuerySelectorAll("img").ToList();
        Assert.Equal(["data:image/png;base64,AQID", "data:image/png;base64,AQID", "gone.png"], images.Select(i => i.GetAttribute("src")));
        Assert.Equal(["one", "two", ""], images.Select(i => i.GetAttribute("alt")));
        Assert.Equal("a.ipynb#m: the image gone.png is not beside the notebook", Assert.Single(report.Warnings).ToString());
    }

    [Fact]
    public void Svg_figures_keep_their_names_apart_and_have_a_text_for_screen_readers()
    {
        const string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\">"
            + "<defs><clipPath id=\"c\"/></defs><g clip-path=\"url(#c)\"><use href=\"#c\"/></g></svg>";
        Write(new BookPage("a.ipynb", Notebook.Of(new CodeCell("one", "1")
        {
            Outputs = [.. Enumerable.Repeat(new DisplayData(MimeBundle.Empty.With("image/svg+xml", svg)), 2)],
        })));
        var figures = Page("a").QuerySelectorAll("svg").ToList();
        Assert.Equal(["one-0-c", "one-1-c"], figures.Select(f => f.QuerySelector("[id]")!.Id));
        Assert.Equal("url(#one-1-c)", figures[1].QuerySelector("g")!.GetAttribute("clip-path"));
        Assert.Equal("#one-1-c", figures[1].QuerySelector("use")!.GetAttribute("href"));
        Assert.All(figures, f => Assert.Equal("Figure of cell one", f.GetAttribute("aria-label")));
    }

    [Fact]
    public void Footnotes_of_two_cells_do_not_meet()
    {
        Write(new BookPage("a.ipynb", Notebook.Of(
            new MarkdownCell("one", "A[^1]\n\n[^1]: First."), new MarkdownCell("two", "B[^1]\n\n[^1]: Second."))));
        var page = Page("a");
        var id = Uri.UnescapeDataString(page.QuerySelector("#two .footnote-ref")!.GetAttribute("href")![1..]);
        Assert.Equal("Second.", page.GetElementById(id)!.QuerySelector("p")!.FirstChild!.TextContent);
    }

    [Fact]
    public void Chinese_lines_join_without_a_space()
    {
        const string text = "# 审\n\n印刷的数字，\n都得到一个\n**判定**\nin English\n也行";
        Write([new BookPage("a.ipynb", Notebook.Of(new MarkdownCell("m", text)))], new BookOptions { Language = "zh" });
        var page = Page("a");
        Assert.Equal("印刷的数字，都得到一个判定\nin English\n也行", page.QuerySelector("#m p")!.TextContent);
        Assert.Equal("zh-Hans", page.DocumentElement.GetAttribute("lang"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_same_notebooks_give_the_same_bytes_in_every_culture(bool singleFile)
    {
        var options = new BookOptions { SingleFile = singleFile, PlotlyScript = Plotly };
        WriteSample(options);
        var expected = Bytes();
        var culture = CultureInfo.CurrentCulture;
        try
        {
            foreach (var name in new[] { "de-DE", "zh-CN", "tr-TR", "ar-SA" })
            {
                CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(name);
                WriteSample(options);
                Assert.Equal(expected, Bytes());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
        }
    }

    [Fact]
    public void A_failure_while_writing_leaves_the_previous_book()
    {
        WriteSample();
        var before = Bytes();
        var options = new BookOptions { Title = "Other", PlotlyScript = () => throw new IOException("the script is gone") };
        Assert.Throws<IOException>(() => WriteSample(options));
        Assert.Equal(before, Bytes());
        Assert.Equal(["book"], Directory.EnumerateFileSystemEntries(_root).Select(Path.GetFileName));
    }

    [Fact]
    public void What_cannot_be_a_book_is_refused()
    {
        var page = OfOutput("x");
        Assert.Throws<ArgumentException>(() => BookWriter.Write([], Folder));
        Assert.Throws<ArgumentException>(() => BookWriter.Write([page, page], Folder));
        Assert.Throws<ArgumentException>(() => BookWriter.Write([page], Folder, new BookOptions { Language = "fr" }));
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "index.html"), "<title>My site</title>");
        Assert.Throws<IOException>(() => BookWriter.Write([page], Folder));
        Assert.Equal("<title>My site</title>", File.ReadAllText(Path.Combine(Folder, "index.html")));
    }

    [Fact]
    public void Names_that_would_meet_get_pages_of_their_own()
    {
        Write(new("index.ipynb", Notebook.Of()), new("A.ipynb", Notebook.Of()), new("a.ipynb", Notebook.Of()), new("?.ipynb", Notebook.Of()));
        Assert.Equal(["a-1.html", "a.html", "index-1.html", "index.html", "section.html"],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("index.ipynb", Page("index-1").QuerySelector("h1")!.TextContent);
    }

    private static Stream Plotly() => new MemoryStream(Encoding.UTF8.GetBytes(SampleBook.Plotly));

    private static BookPage OfOutput(string html) => new("a.ipynb", Notebook.Of(
        new CodeCell("c", "1") { Outputs = [new DisplayData(MimeBundle.Empty.With("text/html", html))] }));

    private BookReport WriteSample(BookOptions? options = null) =>
        Write(SampleBook.Pages, options ?? new BookOptions { PlotlyScript = Plotly });

    private BookReport Write(params BookPage[] pages) => Write(pages, null);

    private BookReport Write(IReadOnlyList<BookPage> pages, BookOptions? options) => BookWriter.Write(pages, Folder, options);

    private IHtmlDocument Page(string name) => Parse(File.ReadAllText(Path.Combine(Folder, name + ".html")));

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private SortedDictionary<string, string> Bytes() => new(
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(Folder, f), f => Convert.ToHexString(File.ReadAllBytes(f))),
        StringComparer.Ordinal);
}
