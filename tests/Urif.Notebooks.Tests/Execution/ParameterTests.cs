using System.Collections.Immutable;
using Urif.Notebooks;
using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Execution;

public class ParameterTests
{
    private static readonly Notebook Template = Notebook.Of(
        new MarkdownCell("title", "# Parameters"),
        new CodeCell("settings", "int n = 5;\ndouble cutoff = 2.14;\nvar name = \"all\";\nbool strict = false;\nconst int k = 1;\nTimeSpan gap;")
        {
            Tags = ["parameters"],
        },
        new CodeCell("use", "$\"{n} {cutoff} {name} {strict}\""));

    [Fact]
    public async Task Values_take_the_place_of_those_in_the_notebook()
    {
        using var folder = new NotebookFolder();
        var path = folder.Write(Template);
        var options = new RunOptions { Parameters = Values(("n", "7"), ("cutoff", "1e-3"), ("name", "a \"b\"\\"), ("strict", "true")) };
        var run = await NotebookRunner.RunAsync(path, options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("7 0.001 a \"b\"\\ True", run.Value("use"));
        Assert.Equal(["title", "settings", "injected-parameters", "use"], run.Notebook.Cells.Select(c => c.Id));
        Assert.Equal(["injected-parameters"], run.Notebook.Cells[2].Tags);

        // Run again from its own output, it has one injected cell still.
        run.Notebook.Write(path);
        var again = await NotebookRunner.RunAsync(path, options with { Parameters = Values(("n", "8")) }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("8 2.14 all False", again.Value("use"));
        Assert.Equal("// Parameters\nn = 8;", again.Notebook.Cells[2].Source);
        Assert.Equal(4, again.Notebook.Cells.Length);
    }

    [Theory]
    [InlineData("n", "2.5", "n.ipynb: n: is of type int, and \"2.5\" is not; write a whole number")]
    [InlineData("n", "99999999999", "n.ipynb: n: is of type int, and \"99999999999\" is not; write a whole number")]
    [InlineData("cutoff", "2,14", "n.ipynb: cutoff: is of type double, and \"2,14\" is not; write a number such as 2.14")]
    [InlineData("strict", "1", "n.ipynb: strict: is of type bool, and \"1\" is not; write true or false")]
    [InlineData("k", "2", "n.ipynb: k: is a constant; declare it without const")]
    [InlineData("gap", "2", "n.ipynb: gap: is declared TimeSpan; a parameter is a string, bool, int, long, float, double, decimal, DateOnly or DateTime, nullable or not, or a list of them")]
    [InlineData("N", "2", "n.ipynb: N: is not a parameter; the parameters are double cutoff, TimeSpan gap, int k, int n, string name, bool strict")]
    public void What_does_not_fit_is_refused(string name, string value, string message)
    {
        var e = Assert.Throws<NotebookException>(() => ParameterInjection.Inject(Template, "n.ipynb", Values((name, value))));
        Assert.Equal((NotebookFault.BadParameter, message), (e.Fault, e.Message));
    }

    [Theory]
    [InlineData("int? n = null;", "3", "3")]
    [InlineData("int? n = 3;", "null", "null")]
    [InlineData("float n = 1f;", "2.5", "2.5F")]
    [InlineData("var n = 1f;", "2.5", "2.5F")]
    [InlineData("DateOnly n = default;", "2024-01-31", "new DateOnly(2024, 1, 31)")]
    [InlineData("var n = new DateTime(2020, 1, 1);", "2024-01-31T09:30", "new DateTime(2024, 1, 31, 9, 30, 0)")]
    [InlineData("var n = new[] { 1, 2 };", "[3, 4]", "[3, 4]")]
    [InlineData("double[] n = { 1 };", "[1.5, -2]", "[1.5D, -2D]")]
    [InlineData("System.Collections.Generic.List<string> n = new();", "[\"a\", \"b\"]", "[\"a\", \"b\"]")]
    [InlineData("var n = new List<double?>();", "[1, null]", "[1D, null]")]
    public void Values_of_each_type_become_code(string declaration, string value, string literal)
    {
        var notebook = Notebook.Of(new CodeCell("p", declaration) { Tags = ["parameters"] });
        Assert.Equal($"// Parameters\nn = {literal};", ParameterInjection.Inject(notebook, "n.ipynb", Values(("n", value))).Cells[1].Source);
    }

    [Theory]
    [InlineData("int n = 1;", "null")]
    [InlineData("DateOnly n = default;", "31.01.2024")]
    [InlineData("int[] n = { 1 };", "1, 2")]
    [InlineData("int[] n = { 1 };", "[1, null]")]
    [InlineData("int[] n = { 1 };", "[1.5]")]
    public void Values_that_are_not_of_the_type_are_refused(string declaration, string value)
    {
        var notebook = Notebook.Of(new CodeCell("p", declaration) { Tags = ["parameters"] });
        Assert.Throws<NotebookException>(() => ParameterInjection.Inject(notebook, "n.ipynb", Values(("n", value))));
    }

    [Fact]
    public void A_notebook_without_parameters_takes_none()
    {
        var notebook = Notebook.Of(new CodeCell("a", "int n = 1;"));
        Assert.Equal("n.ipynb: has no parameters; tag the cell that declares them \"parameters\"",
            Assert.Throws<NotebookException>(() => ParameterInjection.Inject(notebook, "n.ipynb", Values(("n", "2")))).Message);
    }

    private static ImmutableSortedDictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToImmutableSortedDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
}
