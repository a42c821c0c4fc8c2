using System.Runtime.Loader;

namespace Urif.Tests.Execution;

/// <summary>The study's library as it was built, which notebooks load by its path.</summary>
internal static class BuiltLibrary
{
    private static readonly string Folder = Repository.PathOf("lib", "Urif.Repro",
        Path.GetRelativePath(Repository.PathOf("tests", "Urif.Notebooks.Tests"), AppContext.BaseDirectory));

    /// <summary>The first cell of a notebook.</summary>
    public static string Load { get; } = $"""
        #r "{Path.Combine(Folder, "Urif.Repro.dll")}"
        using Urif.Repro;
        using Urif.Audit;
        using Urif.Reporting;
        NotebookOutput.Use();
        """;

    /// <summary>The JavaScript that comes with Plotly.NET.</summary>
    public static Stream PlotlyScript()
    {
        var context = new AssemblyLoadContext("plotly.js", isCollectible: true);
        return context.LoadFromAssemblyPath(Path.Combine(Folder, "Plotly.NET.dll")).GetManifestResourceStream("Plotly.NET.plotly-2.28.0.min.js")!;
    }
}
