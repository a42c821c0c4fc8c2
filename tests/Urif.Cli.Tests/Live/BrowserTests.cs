using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Urif.Notebooks.Ipynb;

namespace Urif.Cli.Tests;

/// <summary>
/// A reader in front of a browser: a notebook in Jupyter, a parameter changed, all cells run, another picture. The environment variable
/// URIF_SCREENSHOTS names a folder that gets a screenshot.
/// </summary>
[Collection(nameof(JupyterSite))]
public sealed partial class BrowserTests(JupyterSite site)
{
    // What a person who waits for a kernel on a busy machine would put up with.
    private const float Patience = 300_000;

    [Fact]
    public async Task A_changed_parameter_changes_the_chart_in_Jupyter()
    {
        var chromium = ExternalTool.Require("chromium", "chromium-browser", "google-chrome");
        var jupyter = ExternalTool.Require("jupyter-notebook");
        await site.RequireAsync();
        site.Write("cut-off",
            new CodeCell("setup", """
                #r "../lib/Urif.Repro/bin/Release/net10.0/Urif.Repro.dll"
                using Urif.Audit;
                using Urif.Reporting;
                using Urif.Repro;
                """),
            new CodeCell("parameters", "var cutOff = 2.14;") { Tags = ["parameters"] },
            new CodeCell("chart", """
                var women = Study.Open("../data").ReadCohort("../data/cohort/tables-1-2-seed-1-0001-SYNTHETIC.csv").Check.Analysed;
                var label = FormattableString.Invariant($"{cutOff:F2}");
                HistogramView.Of(new Localized("HOMA-IR", "HOMA-IR"), women, "homa_ir", (cutOff, new Localized(label, label)))
                """));

        // No token, as the server is for this test alone and on the first port that is free.
        using var server = site.Start(jupyter, "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port-retries=100",
            "--NotebookApp.token=", "--NotebookApp.password=", "--NotebookApp.disable_check_xsrf=True");
        try
        {
            var address = await AddressAsync(server);
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = chromium,
                Args =
                [
                    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                ],
            });
            var page = await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1100, Height = 900 } });
            page.SetDefaultTimeout(Patience);
            await page.GotoAsync($"{address}notebooks/cut-off.ipynb");
            await page.WaitForFunctionAsync("window.Jupyter?.notebook?.kernel?.is_connected()");

            await page.Locator("#menubar").GetByText("Cell", new() { Exact = true }).ClickAsync();
            await page.Locator("#run_all_cells a").ClickAsync();
            var chart = page.Locator(".output_area svg").First;
            await Assertions.Expect(chart).ToContainTextAsync("2.14", new() { Timeout = Patience });
            var before = await chart.InnerHTMLAsync();

            await page.Locator(".cell .CodeMirror").Nth(1).ClickAsync();
            await page.Keyboard.PressAsync("Control+a");
            await page.Keyboard.TypeAsync("var cutOff = 3.50;");
            await page.Locator("#menubar").GetByText("Cell", new() { Exact = true }).ClickAsync();
            await page.Locator("#run_all_cells a").ClickAsync();
            await Assertions.Expect(page.Locator(".output_area svg")).ToContainTextAsync("3.50", new() { Timeout = Patience });
            var after = await page.Locator(".output_area svg").First.InnerHTMLAsync();
            Assert.DoesNotContain("2.14", after, StringComparison.Ordinal);
            // The line stands elsewhere, and not only under another name.
            Assert.NotEqual(Texts().Replace(before, "><"), Texts().Replace(after, "><"));
            if (Environment.GetEnvironmentVariable("URIF_SCREENSHOTS") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, "jupyter.png"), FullPage = true });
        }
        finally
        {
            // The server, and the kernel that it started.
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<string> AddressAsync(Process server)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var said = new List<string>();
        while (await server.StandardError.ReadLineAsync(cancellation) is { } line)
        {
            said.Add(line);
            if (Address().Match(line) is not { Success: true } match) continue;
            // Read on, as otherwise the server would wait for somebody to do so.
            _ = server.StandardError.ReadToEndAsync(cancellation);
            return match.Value;
        }
        throw new InvalidOperationException(string.Join('\n', said));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/")]
    private static partial Regex Address();

    [GeneratedRegex(@">[^<]*<")]
    private static partial Regex Texts();
}
