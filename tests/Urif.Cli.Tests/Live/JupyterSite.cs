using System.Diagnostics;
using Urif.Notebooks.Ipynb;

namespace Urif.Cli.Tests;

/// <summary>
/// A folder beside which notebooks find the built kit, and a Jupyter that <c>notebooks/live</c> has told of the pinned
/// .NET Interactive; neither knows of the user's own. The tests of its collection share it, one after the other.
/// </summary>
[CollectionDefinition(nameof(JupyterSite))]
public sealed class JupyterSite : ICollectionFixture<JupyterSite>, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<ProgramRun>> _live;

    public JupyterSite() => _live = new(() => UrifProgram.RunAsync(Repository.Root, Environment, [Script]));

    /// <summary>The folder of the notebooks.</summary>
    internal string Notebooks => Path.Combine(_folder.Path, "notebooks");

    /// <summary>The script of README's section "Live".</summary>
    private static string Script => Repository.PathOf("notebooks", "live");

    private (string, string)[] Environment =>
    [
        .. new[] { "DATA", "CONFIG", "RUNTIME" }.Select(kind => ($"JUPYTER_{kind}_DIR", Path.Combine(_folder.Path, "jupyter", kind))),
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1"),
    ];

    /// <summary>Makes the site on the first call; skips the test where a program is missing.</summary>
    internal async Task RequireAsync()
    {
        foreach (var program in new[] { "bash", "dotnet", "jupyter", "jupyter-nbconvert", "jupyter-kernelspec" })
            ExternalTool.Require(program);
        var live = await _live.Value;
        ExternalTool.Require(live.ExitCode == 0, "notebooks/live does not work here: " + live.Output + live.Error);
        if (Directory.Exists(Notebooks)) return;
        Directory.CreateDirectory(Notebooks);
        foreach (var name in new[] { "lib", "data", ".config" })
            Directory.CreateSymbolicLink(Path.Combine(_folder.Path, name), Repository.PathOf(name));
    }

    /// <summary>Writes a notebook of code cells, and returns its path.</summary>
    internal string Write(string name, params CodeCell[] cells)
    {
        var path = Path.Combine(Notebooks, name + ".ipynb");
        Notebook.Of(cells).Write(path);
        return path;
    }

    /// <summary>Runs a program in the notebooks' folder.</summary>
    internal Task<ProgramRun> RunAsync(params string[] command) => UrifProgram.RunAsync(Notebooks, Environment, command);

    /// <summary>Has Jupyter run a notebook and keep the outputs in it.</summary>
    /// <returns>What Jupyter and the kernel said.</returns>
    internal async Task<string> ExecuteAsync(string path)
    {
        // A busy machine may take long over the start of the kernel.
        var run = await RunAsync(ExternalTool.Require("jupyter-nbconvert"), "--to", "notebook", "--execute", "--inplace",
            "--ExecutePreprocessor.startup_timeout=600", "--ExecutePreprocessor.timeout=1200", path);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output + run.Error;
    }

    /// <summary>Starts a program in the kit's folder, as README does with Jupyter, that lives until it is ended.</summary>
    internal Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public void Dispose() => _folder.Dispose();
}
