using System.Reflection;
using System.Runtime.Loader;

namespace Urif.Reporting;

/// <summary>
/// Lets hosts with an older FSharp.Core use the F# libraries that lie beside this one. Plotly.NET 6 and Deedle 8 need FSharp.Core
/// 10.1. The last .NET Interactive carries 10.0, which Giraffe.ViewEngine, a dependency of Plotly.NET, is content with: it would
/// get the host's FSharp.Core, Plotly.NET the newer one, and their types would not fit together.
/// </summary>
internal static class BesideLibrary
{
    // They go together, for they exchange F# types.
    private static readonly HashSet<string> Libraries = ["Deedle", "DynamicObj", "Fable.Core", "FSharp.Core", "Giraffe.ViewEngine", "Plotly.NET", "Plotly.NET.CSharp"];

    private static readonly string? Folder = Path.GetDirectoryName(typeof(BesideLibrary).Assembly.Location);

    private static readonly Lazy<FSharpContext> Context = new();

    private static int _resolving;

    /// <summary>
    /// Answers from now on where the host finds no assembly, or one that is too old. Has to be called before a method is compiled
    /// that names a type of those libraries. A second call does nothing.
    /// </summary>
    public static void Resolve()
    {
        if (string.IsNullOrEmpty(Folder) || Interlocked.Exchange(ref _resolving, 1) == 1) return;
        // Every context asks the default one before its own resolver: here this library is the first to be asked.
        AssemblyLoadContext.Default.Resolving += Find;
        if (AssemblyLoadContext.GetLoadContext(typeof(BesideLibrary).Assembly) is { } own && own != AssemblyLoadContext.Default) own.Resolving += Find;
    }

    // Newtonsoft.Json, which Plotly.NET's types are marked for, is one for all: the host's where it has it.
    private static Assembly? Find(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "Newtonsoft.Json" || Libraries.Contains(name.Name!) ? Context.Value.Find(name) : null;

    private sealed class FSharpContext() : AssemblyLoadContext("F# libraries beside Urif.Repro")
    {
        public Assembly? Find(AssemblyName name)
        {
            var path = Path.Combine(Folder!, name.Name + ".dll");
            if (!File.Exists(path)) return null;
            return name.Version is null || AssemblyName.GetAssemblyName(path).Version >= name.Version ? LoadFromAssemblyPath(path) : null;
        }

        // Before the host is asked, unlike the resolvers.
        protected override Assembly? Load(AssemblyName assemblyName) => Libraries.Contains(assemblyName.Name!) ? Find(assemblyName) : null;
    }
}
