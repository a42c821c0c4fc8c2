namespace Urif.Repro.Tests;

/// <summary>What cells of notebooks find beside the library.</summary>
public sealed class CellLibraryTests
{
    [Fact]
    public void The_metadata_names_the_libraries_of_cells_and_they_lie_beside()
    {
        var named = typeof(Study).Assembly.GetReferencedAssemblies().Select(a => a.Name).ToList();
        foreach (var type in CellLibraries.Entrances)
        {
            Assert.Contains(type.Assembly.GetName().Name, named);
            Assert.True(File.Exists(Beside(type.Assembly.GetName().Name + ".dll")));
        }
    }

    [Fact]
    public void The_script_of_charts_lies_beside_as_Plotly_NET_brings_it()
    {
        using var own = Urif.Reporting.NotebookOutput.OpenPlotlyScript();
        using var bytes = new MemoryStream();
        own.CopyTo(bytes);
        Assert.Equal(bytes.ToArray(), File.ReadAllBytes(Repository.PathOf("lib", "Urif.Repro", "bin", "Release", "net10.0", "plotly.js")));
    }

    private static string Beside(string file) => Path.Combine(Path.GetDirectoryName(typeof(Study).Assembly.Location)!, file);
}
