using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Urif.Notebooks.Execution;

/// <summary>Finds what <c>#r</c> names: a path relative to the notebook's folder, or a framework assembly.</summary>
internal sealed class CellReferenceResolver(string folder, NotebookLoadContext context) : MetadataReferenceResolver
{
    private readonly Dictionary<string, PortableExecutableReference> _references = [];

    /// <inheritdoc/>
    public override bool ResolveMissingAssemblies => true;

    /// <inheritdoc/>
    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var path = Path.GetFullPath(reference, folder);
        if (File.Exists(path))
        {
            context.AddLibrary(path);
            return [Reference(path)];
        }
        return FrameworkReferences.Find(reference) is { } framework ? [Reference(framework)] : [];
    }

    /// <inheritdoc/>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        (context.FindDependency(new AssemblyName(referenceIdentity.GetDisplayName()))
            ?? FrameworkReferences.FindShared(referenceIdentity.Name))
            is { } path ? Reference(path) : null;

    /// <inheritdoc/>
    public override bool Equals(object? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary>The reference to an assembly, the same one each time.</summary>
    public PortableExecutableReference Reference(string path)
    {
        if (!_references.TryGetValue(path, out var reference))
        {
            reference = FrameworkReferences.Reference(path);
            _references.Add(path, reference);
        }
        return reference;
    }
}
