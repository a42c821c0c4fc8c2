using System.Reflection;
using System.Runtime.Loader;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Where the assemblies of a notebook live: its cells, the libraries it refers to, and their dependencies as their
/// <c>.deps.json</c> says. What a notebook refers to wins over what the host happens to carry, except for the framework and for
/// the assemblies through which the two talk.
/// </summary>
internal sealed class NotebookLoadContext() : AssemblyLoadContext("notebook")
{
    private readonly List<(string Path, AssemblyDependencyResolver Resolver)> _libraries = [];
    private readonly Dictionary<string, Assembly> _cells = [];

    /// <summary>Makes the dependencies of a library known.</summary>
    public void AddLibrary(string path)
    {
        lock (_libraries)
        {
            if (!_libraries.Exists(l => l.Path == path)) _libraries.Add((path, new AssemblyDependencyResolver(path)));
        }
    }

    /// <summary>Loads the assembly of a cell.</summary>
    public Assembly LoadCell(Stream code, Stream symbols)
    {
        var assembly = LoadFromStream(code, symbols);
        _cells.Add(assembly.GetName().Name!, assembly);
        return assembly;
    }

    /// <summary>Loads a library that no cell refers to, such as an extension of the kernel.</summary>
    public Assembly LoadLibrary(string path)
    {
        AddLibrary(path);
        return LoadFromAssemblyPath(path);
    }

    /// <summary>Whether an assembly is that of a cell.</summary>
    public bool IsCell(Assembly assembly) => _cells.ContainsValue(assembly);

    /// <summary>The path of an assembly that a library needs, or null where none of the libraries knows it.</summary>
    public string? FindDependency(AssemblyName name)
    {
        lock (_libraries)
        {
            foreach (var (path, resolver) in _libraries)
            {
                if (Path.GetFileNameWithoutExtension(path) == name.Name) return path;
                if (resolver.ResolveAssemblyToPath(name) is { } dependency) return dependency;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (_cells.TryGetValue(assemblyName.Name!, out var cell)) return cell;
        if (FrameworkReferences.Shared.Contains(assemblyName.Name!) || FrameworkReferences.Has(assemblyName)) return null;
        return FindDependency(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        lock (_libraries)
        {
            foreach (var (_, resolver) in _libraries)
            {
                if (resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path) return LoadUnmanagedDllFromPath(path);
            }
        }
        return 0;
    }
}
