using Microsoft.DotNet.Interactive.Events;
using Urif.Notebooks.Execution;

namespace Urif.Tests.Execution;

/// <summary>
/// Packages of <c>#r "nuget:..."</c>, through the kernel in the process of the tests. Those used here are in the package cache of any
/// machine that builds this repository: no source has to be asked.
/// </summary>
public sealed class PackageTests : IDisposable
{
    private readonly NotebookFolder _folder = new();

    public PackageTests()
    {
        File.WriteAllText(_folder.PathOf("nuget.config"), """
            <configuration><packageSources><clear /><add key="none" value="." /></packageSources></configuration>
            """);
        ValueFormat.UseDefaults();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_package_is_restored_in_its_exact_version_wherever_its_line_stands()
    {
        var (kernel, outputs) = Kernel();
        Assert.Null(await kernel.RunAsync("c1", """
            using System.Text;
            #r "nuget: CsCheck, 5.0.1"
            var name = CsCheck.Gen.Int.GetType().Assembly.GetName();
            $"{name.Name} {name.Version.Major}"
            """));
        Assert.Equal("CsCheck 5", Assert.Single(outputs.OfType<ReturnValueProduced>()).Value);
        Assert.Single(Directory.GetDirectories(_folder.PathOf("store")));

        var other = await kernel.RunAsync("c2", "#r \"nuget: CsCheck, 5.0.0\"\n1");
        Assert.Equal("#r \"nuget: CsCheck, 5.0.0\": the notebook refers to CsCheck 5.0.1 already; name one version", other!.Message);
        Assert.Null(await kernel.RunAsync("c3", "CsCheck.Gen.Bool.GetType().Name"));

        var missing = await Kernel().Kernel.RunAsync("c1", "#r \"nuget: CsCheck, 5.0.99\"\n1");
        Assert.StartsWith("#r \"nuget: CsCheck, 5.0.99\" cannot be restored: NU110", missing!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_extension_of_a_package_formats_its_types()
    {
        var (kernel, outputs) = Kernel();
        Assert.Null(await kernel.RunAsync("c1", """
            #r "nuget: Microsoft.Data.Analysis, 0.23.1"
            using Microsoft.Data.Analysis;
            new DataFrame(new PrimitiveDataFrameColumn<int>("size", new[] { 1, 2, 3 }), new StringDataFrameColumn("arm", new[] { "x", "y", null }))
            """));
        var html = Assert.Single(Assert.Single(outputs.OfType<ReturnValueProduced>()).FormattedValues, f => f.MimeType == "text/html").Value;
        Assert.Contains("<th>size</th>", html, StringComparison.Ordinal);
        Assert.Equal(4, html.Split("<tr").Length - 1);
        var result = outputs.OfType<ReturnValueProduced>().Single();
        Assert.Equal("index  size  arm\n0  1  x\n1  2  y\n2  3  <null>", ValueFormat.Of(result.Value, result.FormattedValues).Text("text/plain"));
    }

    [Fact]
    public async Task A_source_is_one_more_place_to_look_in()
    {
        var failure = await Kernel().Kernel.RunAsync("c1", "#i \"nuget:no-such-folder\"\n#r \"nuget: CsCheck, 5.0.99\"\n1");
        Assert.Contains("NU1301", failure!.Message, StringComparison.Ordinal);
        Assert.Contains("no-such-folder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_without_a_package_is_kept_for_the_cells_that_follow()
    {
        var (kernel, outputs) = Kernel();
        Assert.Null(await kernel.RunAsync("c1", "#i \"nuget:no-such-folder\"\n2"));
        Assert.Equal(2, Assert.Single(outputs.OfType<ReturnValueProduced>()).Value);
        var failure = await kernel.RunAsync("c2", "#r \"nuget: CsCheck, 5.0.99\"\n1");
        Assert.Contains("no-such-folder", failure!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nuget: CsCheck")]
    [InlineData("nuget: CsCheck, *")]
    [InlineData("nuget: CsCheck, *-*")]
    [InlineData("nuget: CsCheck, 5.*")]
    [InlineData("nuget: CsCheck, [5.0.1,)")]
    public async Task A_package_without_an_exact_version_is_refused(string reference)
    {
        var failure = await Kernel().Kernel.RunAsync("c1", $"#r \"{reference}\"\n1");
        Assert.Equal($"#r \"{reference}\" names no exact version; write #r \"nuget: CsCheck, 1.2.3\" with the version that you mean", failure!.Message);
    }

    private (NotebookKernel Kernel, List<KernelEvent> Outputs) Kernel()
    {
        var outputs = new List<KernelEvent>();
        return (new(new CSharpSession(_folder.PathOf("."), _folder.PathOf("store")), () => { }, outputs.Add), outputs);
    }
}
