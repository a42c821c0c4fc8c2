using Urif.Audit;

namespace Urif.Cli;

/// <summary>Finds the paper's ledger where the command line names none.</summary>
internal static class PaperFolder
{
    /// <summary>
    /// The folder <c>data/paper</c> of the current directory or of the nearest folder above it, else of the program's
    /// directory or of a folder above that.
    /// </summary>
    /// <exception cref="InputException">There is none.</exception>
    public static string Find()
    {
        var current = Directory.GetCurrentDirectory();
        return Above(current) ?? Above(AppContext.BaseDirectory) ?? throw new InputException(
            "data/paper/datapackage.json",
            $"is neither in \"{current}\" nor in the program's directory, nor in a folder above them",
            "name the ledger's folder with --paper DIR");
    }

    private static string? Above(string start)
    {
        for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "data", "paper");
            if (File.Exists(Path.Combine(folder, "datapackage.json"))) return folder;
        }

        return null;
    }
}
