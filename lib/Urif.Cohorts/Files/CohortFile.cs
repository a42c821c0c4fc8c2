using System.Security;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>What all readers of patient files share: opening them, and the rules that headers keep.</summary>
internal static class CohortFile
{
    /// <summary>The file as messages name it: without its folder, on one line.</summary>
    public static string NameOf(string path)
    {
        var name = Path.GetFileName(path);
        var quoted = Quoted.Whole(name);
        return quoted.Length == name.Length + 2 && name.Length > 0 ? name : quoted;
    }

    /// <summary>Opens a regular file that is not empty.</summary>
    /// <exception cref="InputException">It is not there, or cannot be read.</exception>
    public static FileStream Open(string path, string name)
    {
        try
        {
            // Before it is opened: a pipe might never answer, and has no size.
            var info = new FileInfo(path);
            if (Directory.Exists(path)) throw new InputException(name, "is a folder", "give a file in it");
            if (!info.Exists) throw new InputException(name, "is not there", "check the path");
            if (info.Length == 0) throw new InputException(name, "is empty", "give a file with a header and rows");
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, FileOptions.SequentialScan);
        }
        catch (ArgumentException)
        {
            throw new InputException(name, "is no path", "check the path");
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw Unreadable(name);
        }
    }

    /// <summary>Whether an exception says that the file, not what is in it, cannot be had.</summary>
    public static bool IsUnreadable(Exception e) =>
        e is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException;

    /// <summary>The message for a file that cannot be read.</summary>
    public static InputException Unreadable(string name) => new(name, "cannot be read", "check its permissions and its disk");

    /// <summary>
    /// Checks that each column has a name of its own. The first may have none, as the names of rows have in files of R and pandas.
    /// </summary>
    /// <param name="names">The headers in order.</param>
    /// <param name="place">Where the header of a column, from 0, is.</param>
    /// <exception cref="InputException">A header is blank, or is there twice.</exception>
    public static void CheckHeaders(IReadOnlyList<string> names, Func<int, string> place)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (i > 0 && string.IsNullOrWhiteSpace(names[i]))
                throw new InputException(place(i), "has no header", "give each column a name in the first row");
            if (!first.TryAdd(names[i].Trim(), i))
                throw new InputException(place(i),
                    $"has the header {Quoted.Short(names[i])} of an earlier column ({place(first[names[i].Trim()])})",
                    "give each column a name of its own");
        }
    }
}
