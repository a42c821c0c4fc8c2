using System.Text;
using System.Text.RegularExpressions;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Takes the machine out of outputs: the folder of the notebook is <c>.</c>, those above it are <c>..</c> and <c>../..</c>, and
/// the files in a printed stack trace are named without their folders, which are those of the machine that compiled them.
/// </summary>
internal sealed partial class MachinePaths
{
    // Folders so near to the root are no place of a project.
    private const int FewestParts = 2;

    private readonly List<(byte[] Bytes, Regex Pattern, string Replacement)> _folders = [];

    /// <summary>The paths of a notebook.</summary>
    /// <param name="folder">The notebook's folder.</param>
    public MachinePaths(string folder)
    {
        var replacement = ".";
        for (var at = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)); at is not null && _folders.Count < 3;
            at = Path.GetDirectoryName(at), replacement = replacement == "." ? ".." : replacement + "/..")
        {
            if (at.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Length < FewestParts) break;
            // As it stands in a line of JSON.
            var text = at.Replace("\\", "\\\\", StringComparison.Ordinal);
            _folders.Add((Encoding.UTF8.GetBytes(text),
                new Regex($@"(?<![\w.\-/\\]){Regex.Escape(text)}(?![\w\-])(?!\.\w)", RegexOptions.CultureInvariant), replacement));
        }
    }

    /// <summary>A file relative to a folder, with the same separators on every system.</summary>
    public static string Relative(string path, string folder) =>
        Path.GetRelativePath(folder, Path.GetFullPath(path, folder)).Replace('\\', '/');

    /// <summary>A line of JSON without the machine's paths.</summary>
    public byte[] Without(byte[] line)
    {
        var isTrace = line.AsSpan().IndexOf(":line "u8) >= 0;
        if (!isTrace && !_folders.Exists(f => line.AsSpan().IndexOf(f.Bytes) >= 0)) return line;
        var text = Encoding.UTF8.GetString(line);
        if (isTrace) text = TraceFile.Replace(text, " in ");
        foreach (var (_, pattern, replacement) in _folders) text = pattern.Replace(text, replacement);
        return Encoding.UTF8.GetBytes(text);
    }

    [GeneratedRegex(@" in (?:[A-Za-z]:)?[/\\][^:""\n]*[/\\](?=[^/\\:""\n]+:line [0-9]+)")]
    private static partial Regex TraceFile { get; }
}
