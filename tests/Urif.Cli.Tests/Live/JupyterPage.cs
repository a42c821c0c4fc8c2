using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Urif.Cli.Tests;

/// <summary>
/// A reader in front of a browser: a Jupyter server of its own, and a notebook open in Chromium with its kernel. The environment variable
/// URIF_SCREENSHOTS names a folder that gets screenshots.
/// </summary>
internal sealed partial class JupyterPage : IAsyncDisposable
{
    /// <summary>Milliseconds that a person would put up with who waits for a kernel on a busy machine.</summary>
    public const float Patience = 300_000;

    private readonly Process _server;
    private readonly string _notebook;
    private readonly ConcurrentBag<string> _requests = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private JupyterPage(Process server, string notebook) => (_server, _notebook) = (server, notebook);

    /// <summary>The page.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>What the page asked of anybody until now, by scheme and host.</summary>
    public IEnumerable<string> Hosts => _requests.Select(r => new Uri(r)).Where(r => r.Scheme is not ("data" or "blob")).Select(r => r.Host);

    /// <summary>Starts the server in the site's folder and opens one of its notebooks; skips the test where a program is missing.</summary>
    public static async Task<JupyterPage> OpenAsync(JupyterSite site, string notebook)
    {
        var chromium = ExternalTool.Require("chromium", "chromium-browser", "google-chrome");
        var jupyter = ExternalTool.Require("jupyter-notebook");
        // No token, as the server is for this test alone and on the first port that is free.
        var page = new JupyterPage(site.Start(jupyter, "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port-retries=100",
            "--NotebookApp.token=", "--NotebookApp.password=", "--NotebookApp.disable_check_xsrf=True"), notebook);
        try
        {
            await page.OpenAsync(chromium);
            return page;
        }
        catch
        {
            await page.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs all cells, by the menu.</summary>
    public async Task RunAllAsync()
    {
        await Page.Locator("#menubar").GetByText("Cell", new() { Exact = true }).ClickAsync();
        await Page.Locator("#run_all_cells a").ClickAsync();
    }

    /// <summary>Waits until an expression holds in the page; an error of a cell ends it.</summary>
    public async Task WaitForAsync(string expression)
    {
        const string errors = "Array.from(document.querySelectorAll('.output_error'), e => e.textContent)";
        await Page.WaitForFunctionAsync($"{errors}.length > 0 || {expression}");
        Assert.Empty(await Page.EvaluateAsync<string[]>(errors));
    }

    /// <summary>Types a new source into a cell.</summary>
    public async Task TypeAsync(int cell, string source)
    {
        await Page.Locator(".cell .CodeMirror").Nth(cell).ClickAsync();
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.TypeAsync(source);
    }

    /// <summary>Saves the notebook and opens it anew.</summary>
    public async Task SaveAndReopenAsync()
    {
        await Page.Keyboard.PressAsync("Control+s");
        await Page.WaitForFunctionAsync("!window.Jupyter.notebook.dirty");
        await Page.ReloadAsync();
    }

    /// <summary>Keeps a screenshot, where one is wanted.</summary>
    public async Task ScreenshotAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("URIF_SCREENSHOTS") is { Length: > 0 } folder)
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        // The server, and the kernel that it started.
        _server.Kill(entireProcessTree: true);
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    private async Task OpenAsync(string chromium)
    {
        var address = await AddressAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        });
        Page = await _browser.NewPageAsync(new() { ViewportSize = new() { Width = 1100, Height = 900 } });
        Page.SetDefaultTimeout(Patience);
        Page.Request += (_, request) => _requests.Add(request.Url);
        Page.WebSocket += (_, socket) => _requests.Add(socket.Url);
        await Page.GotoAsync($"{address}notebooks/notebooks/{_notebook}.ipynb");
        await Page.WaitForFunctionAsync("window.Jupyter?.notebook?.kernel?.is_connected()");
    }

    private async Task<string> AddressAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var said = new List<string>();
        while (await _server.StandardError.ReadLineAsync(cancellation) is { } line)
        {
            said.Add(line);
            if (Address().Match(line) is not { Success: true } match) continue;
            // Read on, as otherwise the server would wait for somebody to do so.
            _ = _server.StandardError.ReadToEndAsync(cancellation);
            return match.Value;
        }
        throw new InvalidOperationException(string.Join('\n', said));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+/")]
    private static partial Regex Address();
}
