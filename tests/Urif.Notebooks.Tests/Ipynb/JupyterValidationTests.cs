using Urif.Notebooks.Execution;
using Urif.Tests.Execution;

namespace Urif.Tests.Ipynb;

/// <summary>Notebooks that this kit writes, before Jupyter's own reader.</summary>
public class JupyterValidationTests
{
    // As strict as Jupyter can be: what it would repair with a warning is an error.
    private const string Validate = """
        import sys, json, warnings, nbformat
        warnings.simplefilter("error")
        for path in sys.argv[1:]:
            with open(path, encoding="utf-8") as file:
                nbformat.validate(json.load(file), version=4, version_minor=5)
            cells = nbformat.read(path, as_version=4).cells
            print(path, len(cells), sum(len(c.get("outputs", [])) for c in cells))
        """;

    private static readonly string[] OtherOutputs =
    [
        """
        Console.WriteLine("out");
        Console.Error.WriteLine("err 胰岛素");
        display(HTML("<b>displayed</b>"));
        display("text");
        null
        """,
        "display(1.5).Update(2.5);",
        "throw new InvalidOperationException(\"a failure\");",
    ];

    [Fact]
    public async Task Jupyter_reads_what_we_write()
    {
        var python = await PythonAsync();
        using var folder = new NotebookFolder();
        var path = folder.Write([.. NotebookOutputTests.Cells[..^1], .. OtherOutputs]);
        var run = await NotebookRunner.RunAsync(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(RunStatus.CellFailed, run.Status);
        run.Notebook.Write(path);
        var kinds = run.Notebook.Cells.OfType<Urif.Notebooks.Ipynb.CodeCell>().SelectMany(c => c.Outputs).Select(o => o.GetType().Name).Distinct();
        Assert.Equal(["DisplayData", "ErrorOutput", "ExecuteResult", "StreamOutput"], kinds.Order(StringComparer.Ordinal));
        await ValidateAsync(python, path);
    }

    [Fact]
    public async Task Jupyter_reads_the_notebooks_of_the_kit()
    {
        var python = await PythonAsync();
        var folder = Repository.PathOf("notebooks");
        var notebooks = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.ipynb").Order(StringComparer.Ordinal).ToArray() : [];
        if (notebooks.Length > 0) await ValidateAsync(python, notebooks);
    }

    // A machine may have several, and a package manager's libraries belong to its own.
    private static async Task<string> PythonAsync()
    {
        ExternalTool.Require("python3");
        foreach (var folder in Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator))
        {
            var python = Path.Combine(folder, "python3");
            if (File.Exists(python) && (await ExternalTool.RunAsync(python, "-c", "import nbformat")).ExitCode == 0) return python;
        }
        ExternalTool.Require(false, "no python3 on the PATH has nbformat");
        return "";
    }

    private static async Task ValidateAsync(string python, params string[] paths)
    {
        var (exitCode, output, error) = await ExternalTool.RunAsync(python, ["-c", Validate, .. paths]);
        Assert.True(exitCode == 0, error);
        Assert.Equal(paths.Length, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
