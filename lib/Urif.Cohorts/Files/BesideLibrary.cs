using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Urif.Cohorts;

/// <summary>
/// Lets a host that loads the kit by its path alone find what lies beside it: F# libraries where the host's own are older, and
/// native libraries, for which a host looks only where its own packages are.
/// </summary>
/// <remarks>
/// It stands in the lowest library that needs any of them: a cell may begin with a file of a cohort, or with a chart.
/// Plotly.NET 6 and Deedle 8 need FSharp.Core 10.1. The last .NET Interactive carries 10.0, which Giraffe.ViewEngine, a dependency of
/// Plotly.NET, is content with: it would get the host's FSharp.Core, Plotly.NET the newer one, and their types would not fit together.
/// </remarks>
internal static class BesideLibrary
{
    // They go together, for they exchange F# types.
    private static readonly HashSet<string> Libraries =
        ["Deedle", "DynamicObj", "Fable.Core", "FSharp.Core", "Giraffe.ViewEngine", "Plotly.NET", "Plotly.NET.CSharp"];

    private static readonly string? Folder = Path.GetDirectoryName(typeof(BesideLibrary).Assembly.Location);

    private static readonly Lazy<FSharpContext> Context = new();

    // Those that are asked for the native libraries of an assembly beside this one.
    private static readonly ConcurrentDictionary<AssemblyLoadContext, bool> NativeContexts = [];

    // Set once, whoever is first.
    private static int _isResolving;

    /// <summary>Answers from now on where the host finds no assembly, one that is too old, or no native library.</summary>
    // Nobody can call a method of this library before it runs, and so none is compiled that names a type of those libraries.
#pragma warning disable CA2255 // It is for a library that is loaded by its path.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Resolve()
    {
        if (string.IsNullOrEmpty(Folder) || Interlocked.Exchange(ref _isResolving, 1) != 0) return;
        // Every context asks the default one before its own resolver: here this library is the first to be asked.
        AssemblyLoadContext.Default.Resolving += Find;
        var own = AssemblyLoadContext.GetLoadContext(typeof(BesideLibrary).Assembly);
        if (own is not null && own != AssemblyLoadContext.Default) own.Resolving += Find;
        // For native libraries only the context of the assembly that needs them is asked, and a host may load each assembly into one
        // of its own, as .NET Interactive's kernel does.
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => AnswerForNative(loaded.LoadedAssembly);
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies()) AnswerForNative(assembly);
    }

    private static void AnswerForNative(Assembly assembly)
    {
        if (assembly.IsDynamic || Path.GetDirectoryName(assembly.Location) != Folder) return;
        if (AssemblyLoadContext.GetLoadContext(assembly) is { } context && NativeContexts.TryAdd(context, true))
            context.ResolvingUnmanagedDll += (_, name) => NativeLibraries.Load(Folder!, name);
    }

    // Newtonsoft.Json, which Plotly.NET's types are marked for, is one for all: the host's where it has it.
    private static Assembly? Find(AssemblyLoadContext context, AssemblyName name) =>
        name.Name == "Newtonsoft.Json" || Libraries.Contains(name.Name!) ? Context.Value.Find(name) : null;

    private sealed class FSharpContext() : AssemblyLoadContext("F# libraries of the kit")
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
