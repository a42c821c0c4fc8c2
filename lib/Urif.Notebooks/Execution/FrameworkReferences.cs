using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace Urif.Notebooks.Execution;

/// <summary>The assemblies that every cell can use: the framework that the host runs on, .NET Interactive, and <c>display</c>.</summary>
internal static class FrameworkReferences
{
    private static readonly FrozenDictionary<string, string> Paths = FrameworkPaths();

    /// <summary>The assemblies through which a notebook and the host talk: a notebook has no copy of its own.</summary>
    public static FrozenSet<string> Shared { get; } = FrozenSet.Create(
        "Urif.Notebooks", "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.Formatting",
        "Microsoft.DotNet.Interactive.Documents", "Microsoft.AspNetCore.Html.Abstractions", "System.Reactive");

    /// <summary>The references, made once in a process: the compiler keeps what it reads of them.</summary>
    public static ImmutableArray<MetadataReference> All { get; } = [.. Paths.Values
        .Append(typeof(Formatter).Assembly.Location)
        .Append(typeof(Microsoft.DotNet.Interactive.Kernel).Assembly.Location)
        .Append(typeof(Microsoft.AspNetCore.Html.IHtmlContent).Assembly.Location)
        .Append(typeof(NotebookDisplay).Assembly.Location)
        .Select(Reference)];

    /// <summary>
    /// A reference to an assembly. Of the file it reads what the compiler needs; <see cref="MetadataReference.CreateFromFile(string,
    /// MetadataReferenceProperties, DocumentationProvider?)"/> reads all, and most of it is machine code: 70 MB for the framework.
    /// </summary>
    public static PortableExecutableReference Reference(string path)
    {
        using var file = File.OpenRead(path);
        try
        {
            return AssemblyMetadata.CreateFromStream(file, PEStreamOptions.PrefetchMetadata).GetReference(filePath: path);
        }
        catch (BadImageFormatException)
        {
            // No assembly: the compiler says so of this one.
            return MetadataReference.CreateFromFile(path);
        }
    }

    /// <summary>Whether the framework has an assembly of this name, of this version or a later one.</summary>
    public static bool Has(AssemblyName name) =>
        Paths.TryGetValue(name.Name!, out var path)
        && (name.Version is null || AssemblyName.GetAssemblyName(path).Version >= name.Version);

    /// <summary>The path of a framework assembly, or null where there is none of that name.</summary>
    public static string? Find(string name) => Paths.GetValueOrDefault(name);

    /// <summary>The path of an assembly that notebooks share with the host, or null.</summary>
    public static string? FindShared(string name) =>
        Shared.Contains(name) && AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is string all
        ? all.Split(Path.PathSeparator).FirstOrDefault(path => Path.GetFileNameWithoutExtension(path) == name)
        : null;

    private static FrozenDictionary<string, string> FrameworkPaths()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == folder)
            .Distinct()
            .ToFrozenDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
    }
}
