using Urif.Audit;

namespace Urif.Cli;

/// <summary>The notebooks that a command line names.</summary>
internal static class NotebookFiles
{
    /// <summary>The files named, and of each folder its notebooks by name.</summary>
    /// <exception cref="InputException">There is nothing of that name, a folder has no notebook, or a notebook is named twice.</exception>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> paths)
    {
        var files = paths.SelectMany(Expand).ToList();
        if (files.GroupBy(Path.GetFullPath, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new InputException(twice.First(), "is named twice", "name each notebook once");
        return files;
    }

    private static IEnumerable<string> Expand(string path)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path))
            throw new InputException($"\"{path}\"", "does not exist", "give a notebook (.ipynb) or a folder of notebooks");
        var files = In(path);
        return files.Count > 0 ? files : throw new InputException($"\"{path}\"", "has no notebooks", "give a folder with .ipynb files");
    }

    /// <summary>What stands for <c>.ipynb</c> in the name of a notebook that a failed run in place left behind.</summary>
    public const string FailedSuffix = ".failed.ipynb";

    /// <summary>The notebooks of a folder, by name, but not those that failed runs left behind.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Directory.GetFiles(folder, "*.ipynb").Where(f => !f.EndsWith(FailedSuffix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
}
