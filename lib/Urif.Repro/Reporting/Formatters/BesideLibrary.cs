using System.Reflection;
using System.Runtime.Loader;

namespace Urif.Repro.Reporting.Formatters;

/// <summary>
/// Lets a host find the assemblies that lie beside this library where its own are too old. Plotly.NET 6 and Deedle 8 need
/// FSharp.Core 10.1; the last .NET Interactive carries 10.0, which its own search ends at.
/// </summary>
internal static class BesideLibrary
{
    private static readonly string? Folder = Path.GetDirectoryName(typeof(BesideLibrary).Assembly.Location);

    // The host's context may hold an older assembly of the same name, and then takes no second one: it goes in a context of its own.
    private static readonly Lazy<AssemblyLoadContext> Newer = new(() => new AssemblyLoadContext("beside Urif.Repro"));

    private static int _resolving;

    /// <summary>Answers for the load context of this library from now on. A second call does nothing.</summary>
    public static void Resolve()
    {
        if (string.IsNullOrEmpty(Folder) || Interlocked.Exchange(ref _resolving, 1) == 1) return;
        if (AssemblyLoadContext.GetLoadContext(typeof(BesideLibrary).Assembly) is { } context) context.Resolving += Find;
    }

    private static Assembly? Find(AssemblyLoadContext context, AssemblyName name)
    {
        var path = Path.Combine(Folder!, name.Name + ".dll");
        if (!File.Exists(path)) return null;
        var version = AssemblyName.GetAssemblyName(path).Version;
        return name.Version is null || version >= name.Version ? Newer.Value.LoadFromAssemblyPath(path) : null;
    }
}
