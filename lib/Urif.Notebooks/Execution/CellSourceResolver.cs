using Microsoft.CodeAnalysis;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Finds what <c>#load</c> names, and calls every file by its place relative to the notebook's folder, so that what an exception
/// prints is the same on every machine.
/// </summary>
internal sealed class CellSourceResolver(string folder) : SourceFileResolver([], folder)
{
    /// <inheritdoc/>
    public override string? NormalizePath(string path, string? baseFilePath) => MachinePaths.Relative(path, BaseDirectory!);
}
