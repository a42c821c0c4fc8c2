using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using System.Text;

namespace Urif.Audit;

/// <summary>
/// A text file that the kit reads whole (of a ledger folder, a reading): UTF-8, at most 16 MiB. A byte order mark and CR LF, as
/// Excel writes them, are read.
/// </summary>
public static class InputFile
{
    private const int MaximalSize = 16 << 20;

    // C0, DEL and C1 controls, and Unicode's line and paragraph separators.
    private static readonly SearchValues<char> ControlsButLineFeed = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c != '\n'), '\u2028', '\u2029']);

    /// <summary>
    /// Reads a file whose only control character is the line feed; for JSON, its other white space too. The text that is returned
    /// has no byte order mark, and of CR LF the line feed.
    /// </summary>
    /// <exception cref="InputException">The file is missing, unreadable, empty, too big, or not such a text.</exception>
    public static string Read(string folder, string file)
    {
        var bytes = ReadBytes(folder, file);
        var valid = ValidLength(bytes);
        var text = Encoding.UTF8.GetString(bytes, 0, valid);
        var control = FirstControl(text, json: file.EndsWith(".json", StringComparison.Ordinal));
        if (control >= 0)
        {
            var (problem, remedy) = text[control] switch
            {
                '\r' => ("has a carriage return (CR) alone", "end lines with LF or CR LF"),
                '\t' => ("has a tab", "separate fields by commas, and words by spaces"),
                var c => (string.Create(CultureInfo.InvariantCulture, $"has the control character U+{(int)c:X4}"), "remove it"),
            };
            throw new InputException(Place(file, bytes, Encoding.UTF8.GetByteCount(text.AsSpan(0, control))), problem, remedy);
        }
        if (valid < bytes.Length)
            throw new InputException(Place(file, bytes, valid),
                string.Create(CultureInfo.InvariantCulture, $"is not UTF-8 (byte {bytes[valid]:X2})"), "save it as UTF-8");
        return WithoutMark(text).Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static byte[] ReadBytes(string folder, string file)
    {
        try
        {
            var info = new FileInfo(Path.Combine(folder, file));
            if (!info.Exists)
                throw new InputException(file, $"is not in the folder {Quoted.Whole(folder)}", "add it, or give another folder");
            // Before it is opened: a device or pipe has no size and might never end.
            if (info.Length == 0)
                throw new InputException(file, "is empty", "restore it");
            using var handle = File.OpenHandle(info.FullName);
            var length = RandomAccess.GetLength(handle);
            if (length > MaximalSize)
                throw new InputException(file,
                    string.Create(CultureInfo.InvariantCulture, $"has {length} bytes"),
                    string.Create(CultureInfo.InvariantCulture, $"a ledger's file has at most 16 MiB ({MaximalSize} bytes)"));
            var bytes = new byte[length];
            var read = 0;
            for (int more; read < bytes.Length && (more = RandomAccess.Read(handle, bytes.AsSpan(read), read)) > 0;) read += more;
            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(file, $"cannot be read from the folder {Quoted.Whole(folder)}", "check its permissions and its disk");
        }
    }

    /// <summary>How many bytes come before the first that is not UTF-8.</summary>
    private static int ValidLength(byte[] bytes)
    {
        if (Utf8.IsValid(bytes)) return bytes.Length;
        Utf8.ToUtf16(bytes, new char[bytes.Length], out var read, out _, replaceInvalidSequences: false);
        return read;
    }

    private static int FirstControl(string text, bool json)
    {
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i < text.Length; i++)
        {
            var next = text.AsSpan(i).IndexOfAny(ControlsButLineFeed);
            if (next < 0) return -1;
            i += next;
            if (text[i] is '\r' or '\t' && json) continue;
            if (text[i] != '\r' || i + 1 == text.Length || text[i + 1] != '\n') return i;
        }
        return -1;
    }

    private static string WithoutMark(string text) => text.StartsWith('\uFEFF') ? text[1..] : text;

    private static string Place(string file, byte[] bytes, int offset)
    {
        var before = bytes.AsSpan(0, offset);
        return string.Create(CultureInfo.InvariantCulture,
            $"{file}, line {before.Count((byte)'\n') + 1}, byte {offset - before.LastIndexOf((byte)'\n')}");
    }
}
