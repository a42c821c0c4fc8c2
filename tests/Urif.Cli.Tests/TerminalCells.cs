namespace Urif.Cli.Tests;

/// <summary>
/// How many cells of a terminal a text takes, by the blocks of Unicode that hold wide characters (UAX 11) and occur
/// here; not the table that the program uses.
/// </summary>
internal static class TerminalCells
{
    public static int Of(string text) => text.EnumerateRunes().Sum(r => IsWide(r.Value) ? 2 : 1);

    /// <summary>The cell at which a part of a line begins.</summary>
    public static int Before(string line, string part) => Of(line[..line.IndexOf(part, StringComparison.Ordinal)]);

    // CJK symbols and punctuation to ideographs; full-width forms; rare ideographs.
    private static bool IsWide(int c) => c is >= 0x3000 and <= 0x9FFF or >= 0xFF01 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x20000 and <= 0x3FFFD;
}
