using System.Text;

namespace Urif.Cli;

/// <summary>Standard output for results and standard error for notes, in UTF-8 without byte order mark, lines ended by LF.</summary>
internal static class StandardStreams
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// A buffered writer of standard output; the caller disposes it. Where the reader has gone (<c>| head</c>), the
    /// stream drops what is written.
    /// </summary>
    public static TextWriter OpenOutput() => new StreamWriter(Console.OpenStandardOutput(), Utf8, 1 << 16) { NewLine = "\n" };

    /// <summary>Writes one line to standard error.</summary>
    public static void Note(string message, bool keepLines = false)
    {
        using var error = new StreamWriter(Console.OpenStandardError(), Utf8);
        error.Write($"urif: {(keepLines ? message : message.ReplaceLineEndings(" "))}\n");
    }
}
