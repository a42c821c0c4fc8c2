using System.Globalization;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Urif.Notebooks.Book;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Book;

/// <summary>The book as a browser shows it, from disk and without a network.</summary>
public sealed class BookInBrowserTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("urif-browser-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData(360, false)]
    [InlineData(360, true)]
    [InlineData(1280, false)]
    public async Task No_page_is_wider_than_its_window(int width, bool singleFile)
    {
        var pages = WriteBook(singleFile);
        var seen = await Look(pages, width, dark: false, "doc.documentElement.scrollWidth");
        Assert.All(seen, page => Assert.True(page.Value.GetInt32() <= width, $"{page.Key} is {page.Value} wide"));
    }

    [Fact]
    public async Task Colours_follow_the_readers_preference()
    {
        var pages = WriteBook(singleFile: false);
        const string background = "win.getComputedStyle(doc.body).backgroundColor";
        Assert.All(await Look(pages, 800, dark: false, background), page => Assert.Equal("rgb(253, 252, 250)", page.Value.GetString()));
        Assert.All(await Look(pages, 800, dark: true, background), page => Assert.Equal("rgb(21, 24, 28)", page.Value.GetString()));
    }

    [Fact]
    public async Task The_switch_of_colours_works_by_style_and_is_remembered()
    {
        var seen = await Look(WriteBook(singleFile: false), 800, dark: false, """
            (() => {
              const dark = doc.querySelector('input[value="dark"]');
              dark.click();
              const result = [win.getComputedStyle(doc.body).backgroundColor, win.localStorage.getItem('book-scheme')];
              doc.querySelector('input[value="auto"]').click();
              return [...result, win.localStorage.getItem('book-scheme')];
            })()
            """);
        Assert.All(seen, page => Assert.Equal("""["rgb(21, 24, 28)","dark",null]""", page.Value.GetRawText()));
    }

    [Fact]
    public async Task Formulas_have_their_font_charts_are_drawn_and_code_opens()
    {
        var pages = WriteBook(singleFile: false);
        var seen = await Look(pages, 800, dark: true, """
            (() => {
              const fold = doc.querySelector('.fold');
              if (fold) fold.click();
              return {
                font: doc.fonts.check('16px "Book Math"') && [...doc.fonts].some(f => f.status === 'loaded'),
                formulas: doc.querySelectorAll('math').length,
                fractions: [...doc.querySelectorAll('mfrac')].filter(f => f.getBoundingClientRect().height > 15).length,
                chart: doc.querySelector('.plotly')?.dataset.font ?? null,
                closed: doc.querySelectorAll('details.source:not([open])').length,
              };
            })()
            """);
        Assert.All(seen.Values, page => Assert.Equal(0, page.GetProperty("closed").GetInt32()));
        var formulas = seen["07-formulas.html"];
        Assert.True(formulas.GetProperty("font").GetBoolean());
        Assert.True(formulas.GetProperty("fractions").GetInt32() >= 8);
        Assert.Equal("rgb(221, 225, 230)", seen["03-table-1.html"].GetProperty("chart").GetString());
    }

    [Fact]
    public async Task Keys_turn_pages_but_not_where_a_reader_types()
    {
        WriteBook(singleFile: false);
        var turned = await Look(["03-table-1.html"], 800, dark: false, """
            (async () => {
              const ends = [];
              for (const [key, target] of [["n", "main"], ["ArrowRight", "main"], ["p", "main"], ["ArrowLeft", "main"], ["n", "input"]]) {
                const loaded = new Promise(done => { frame.onload = done; });
                frame.src = "book/03-table-1.html?" + ends.length;
                await loaded;
                const inner = frame.contentWindow;
                inner.document.querySelector(target).dispatchEvent(new inner.KeyboardEvent("keydown", { key, bubbles: true }));
                await new Promise(r => setTimeout(r, 300));
                ends.push(frame.contentWindow.location.pathname.split("/").pop());
              }
              return ends.join(" ");
            })()
            """);
        Assert.Equal("07-formulas.html 07-formulas.html 00-the-whole-game.html 00-the-whole-game.html 03-table-1.html",
            turned["03-table-1.html"].GetString());
    }

    [Fact]
    public async Task No_script_of_markdown_runs()
    {
        ExternalTool.Require("chromium", "chromium-browser", "google-chrome");
        var cells = HostileHtml.All.Select((row, i) => (Cell)new MarkdownCell($"cell-{i}", "Text\n\n" + row.Data)).ToList();
        BookWriter.Write([new BookPage("a.ipynb", Notebook.Of(cells))], Path.Combine(_root, "book"));
        var seen = await Look(["a.html"], 800, dark: false, $$"""
            (() => {
              for (const e of doc.querySelectorAll('.text *')) if (e.click) e.click();
              return [doc.documentElement.dataset.hit ?? 'none', doc.querySelectorAll('main > article > .text > .cell').length];
            })()
            """);
        Assert.Equal($"""["none",{cells.Count}]""", seen["a.html"].GetRawText());
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(500, true)]
    public async Task A_screenshot_is_not_empty(int width, bool dark)
    {
        WriteBook(singleFile: false);
        var image = Path.Combine(_root, "page.png");
        var size = width.ToString(CultureInfo.InvariantCulture);
        await Chromium(dark, $"--window-size={size},1000", $"--screenshot={image}", Address("book/03-table-1.html"));
        Assert.True(new FileInfo(image).Length > 20_000);
    }

    private List<string> WriteBook(bool singleFile)
    {
        ExternalTool.Require("chromium", "chromium-browser", "google-chrome");
        BookWriter.Write(SampleBook.Pages, Path.Combine(_root, "book"), new BookOptions
        {
            SingleFile = singleFile,
            PlotlyScript = () => new MemoryStream(Encoding.UTF8.GetBytes(SampleBook.Plotly)),
        });
        return [.. Directory.GetFiles(Path.Combine(_root, "book"), "*.html").Select(f => Path.GetFileName(f))];
    }

    // Opens each page in a frame of a width, and returns what an expression on its document says. The frames stand in a
    // page beside the book, so that a window narrower than a browser's least width can be had.
    private async Task<Dictionary<string, JsonElement>> Look(IReadOnlyList<string> pages, int width, bool dark, string expression)
    {
        var harness = Path.Combine(_root, "look.html");
        await File.WriteAllTextAsync(harness, $$"""
            <!DOCTYPE html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><script type="module">
            const seen = {};
            for (const page of {{JsonSerializer.Serialize(pages)}}) {
              const frame = document.createElement("iframe");
              frame.style.cssText = "border:0;width:{{width.ToString(CultureInfo.InvariantCulture)}}px;height:800px";
              const loaded = new Promise(done => { frame.onload = done; });
              frame.src = "book/" + encodeURIComponent(page);
              document.body.append(frame);
              await loaded;
              const win = frame.contentWindow, doc = win.document;
              await doc.fonts.ready;
              await new Promise(r => setTimeout(r, 50));
              try { seen[page] = await (async () => {{expression}})(); } catch (e) { seen[page] = String(e); }
              frame.remove();
            }
            document.body.append(Object.assign(document.createElement("pre"), { id: "seen", textContent: JSON.stringify(seen) }));
            </script><body></body>
            """, TestContext.Current.CancellationToken);
        var dom = await Chromium(dark, "--window-size=1400,900", "--virtual-time-budget=20000", "--dump-dom", Address("look.html"));
        var json = new HtmlParser().ParseDocument(dom).GetElementById("seen")?.TextContent;
        Assert.True(json is not null, dom);
        return JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json!)!;
    }

    private string Address(string path) => new Uri(Path.Combine(_root, path)).AbsoluteUri;

    private async Task<string> Chromium(bool dark, params string[] arguments)
    {
        var chromium = ExternalTool.Require("chromium", "chromium-browser", "google-chrome");
        var (exitCode, output, error) = await ExternalTool.RunAsync(chromium,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--allow-file-access-from-files", "--hide-scrollbars",
            "--host-resolver-rules=MAP * ~NOTFOUND", $"--user-data-dir={Path.Combine(_root, "profile")}",
            $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}", .. arguments,
        ]);
        Assert.True(exitCode == 0, error);
        return output;
    }
}
