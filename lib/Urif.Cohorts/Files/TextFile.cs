using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using System.Text;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// The encoding of a text file, found by reading it once to its end, so that nothing is ever decoded to a replacement character:
/// by a byte order mark UTF-8 or UTF-16; without one UTF-8 if all of it is, else GB18030 if all of it is, nearly all of its
/// characters are common ones (GB 2312), as text in a western encoding hardly ever is, and they are those of words that a cohort has,
/// which is not so of another encoding of East Asia; or the encoding that is declared.
/// </summary>
internal static class TextFile
{
    private const int BlockSize = 1 << 20;

    // How many characters beyond ASCII are looked at to tell a damaged UTF-8 file from GB18030.
    private const int MostVotes = 1 << 16;

    // Rare characters in names lie outside GB 2312.
    private const double LeastCommon = 0.9;

    /// <summary>The encodings that can be declared, by the names of their registry (IANA).</summary>
    public static IReadOnlyList<string> Names { get; } = ["utf-8", "utf-16", "gb18030", "big5", "shift_jis", "iso-8859-1", "windows-1252"];

    /// <summary>The strict encoding of a file and the length of its byte order mark.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="declared">One of <see cref="Names"/>; null where none is declared.</param>
    /// <exception cref="InputException">
    /// A byte cannot be decoded, or is NUL: the message says on which line. Or the encoding is neither declared nor sure.
    /// </exception>
    public static (Encoding Encoding, int Preamble) Detect(FileStream stream, string name, string? declared = null)
    {
        Span<byte> start = stackalloc byte[3];
        start = start[..stream.ReadAtLeast(start, 3, throwOnEndOfStream: false)];
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (Checked(new UnicodeEncoding(false, false, true), 2, "UTF-16"), 2);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (Checked(new UnicodeEncoding(true, false, true), 2, "UTF-16"), 2);

        Encoding utf8 = new UTF8Encoding(false, true);
        var preamble = start.SequenceEqual("\uFEFF"u8) ? 3 : 0;
        if (declared is not null && preamble == 0)
            return (Checked(declared == "utf-8" ? utf8 : Strict(declared), 0, declared), 0);
        if (IsUtf8(stream, preamble, name)) return (utf8, preamble);
        return preamble > 0 || IsDamagedUtf8(stream)
            ? (Checked(utf8, preamble, "UTF-8"), preamble)
            : (Sure(Checked(Strict("gb18030"), 0, "UTF-8 or GB18030")), 0);

        Encoding Sure(Encoding gb18030) => IsCommonChinese(stream) && ChineseText.IsLikely(Start(stream, gb18030)) ? gb18030
            : throw new InputException(name, "is not UTF-8, and may be in one of several encodings",
                $"save it as UTF-8, or declare its encoding: {string.Join(", ", Names)}");

        Encoding Checked(Encoding encoding, int from, string names)
        {
            Check(stream, from, encoding, name, names);
            return encoding;
        }
    }

    /// <summary>The beginning of a file that can be decoded.</summary>
    private static string Start(FileStream stream, Encoding encoding)
    {
        stream.Position = 0;
        var bytes = new byte[MostVotes];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var chars = new char[encoding.GetMaxCharCount(read)];
        // Without its last character, where that is not all there.
        return new string(chars, 0, encoding.GetDecoder().GetChars(bytes, 0, read, chars, 0, flush: false));
    }

    private static Encoding Strict(string name) =>
        (CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
            ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback))!;

    /// <summary>
    /// Whether nearly all characters of a file in GB18030 that are not ASCII are those of GB 2312, or have four bytes: both patterns
    /// that letters with accents among plain ones do not make.
    /// </summary>
    private static bool IsCommonChinese(FileStream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            stream.Position = 0;
            int common = 0, rare = 0, read;
            int lead = -1, skip = 0;
            while (common + rare < MostVotes && (read = stream.Read(buffer, 0, BlockSize)) > 0)
            {
                foreach (var b in buffer.AsSpan(0, read))
                {
                    if (skip-- > 0) continue;
                    if (lead < 0)
                    {
                        if (b >= 0x80) lead = b;
                        continue;
                    }

                    // The second of four bytes is a digit.
                    var isOfFour = b is >= (byte)'0' and <= (byte)'9';
                    if (isOfFour) skip = 2;
                    if (isOfFour || (lead is >= 0xA1 and <= 0xF7 && b >= 0xA1)) common++;
                    else rare++;
                    lead = -1;
                }
            }

            return common >= LeastCommon * (common + rare);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static bool IsUtf8(FileStream stream, int from, string name)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            stream.Position = from;
            long line = 1;
            var valid = true;
            var kept = 0;
            for (int read; (read = stream.Read(buffer, kept, BlockSize - kept)) > 0;)
            {
                var block = buffer.AsSpan(0, kept + read);
                var nul = block.IndexOf((byte)0);
                if (nul >= 0)
                    throw Nul(name, line + block[..nul].Count((byte)'\n'));
                if (valid)
                {
                    // A character may begin in this block and end in the next.
                    var whole = WholeCharacters(block);
                    valid = Utf8.IsValid(block[..whole]);
                    line += block[..whole].Count((byte)'\n');
                    block[whole..].CopyTo(buffer);
                    kept = block.Length - whole;
                }
                else
                {
                    line += block.Count((byte)'\n');
                    kept = 0;
                }
            }
            return valid && kept == 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The length of a block without a last character that is not all there.</summary>
    private static int WholeCharacters(ReadOnlySpan<byte> block)
    {
        for (var back = 1; back <= Math.Min(3, block.Length); back++)
        {
            var b = block[^back];
            if (b < 0x80) break;
            if (b >= 0xC0) return (b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2) > back ? block.Length - back : block.Length;
        }
        return block.Length;
    }

    /// <summary>
    /// Whether a file that is not UTF-8 was meant to be: it has more characters beyond ASCII that are than bytes that are not. In
    /// GB18030 hardly any pair of bytes is UTF-8 by chance.
    /// </summary>
    private static bool IsDamagedUtf8(FileStream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            stream.Position = 0;
            int are = 0, areNot = 0, read;
            while (are + areNot < MostVotes && (read = stream.Read(buffer, 0, BlockSize)) > 0)
            {
                var block = buffer.AsSpan(0, read);
                block = block[..WholeCharacters(block)];
                for (int next; are + areNot < MostVotes && (next = block.IndexOfAnyExceptInRange((byte)0, (byte)0x7F)) >= 0;)
                {
                    block = block[next..];
                    if (Rune.DecodeFromUtf8(block, out _, out var length) == OperationStatus.Done) are++;
                    else areNot++;
                    block = block[length..];
                }
            }
            return are > areNot;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void Check(FileStream stream, int from, Encoding encoding, string name, string encodings)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(BlockSize);
        var chars = ArrayPool<char>.Shared.Rent(encoding.GetMaxCharCount(BlockSize));
        try
        {
            var good = DecodableBlocks(stream, from, encoding, name, bytes, chars);
            if (good < 0) return;

            // Once more up to that block, and then byte by byte to the place.
            stream.Position = from;
            var decoder = encoding.GetDecoder();
            long line = 1, character = 1, block = 0;
            try
            {
                for (int read; (read = stream.ReadAtLeast(bytes.AsSpan(0, BlockSize), BlockSize, throwOnEndOfStream: false)) > 0; block++)
                {
                    var step = block < good ? read : 1;
                    for (var at = 0; at < read; at += step)
                    {
                        var text = chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(at, step), chars, flush: false));
                        line += text.Count('\n');
                        character = text.LastIndexOf('\n') is >= 0 and var last ? text.Length - last : character + text.Length;
                    }
                }
                decoder.GetChars([], chars, flush: true);
            }
            catch (DecoderFallbackException e)
            {
                var value = e.BytesUnknown is { Length: > 0 } unknown
                    ? $" (byte{(unknown.Length > 1 ? "s" : "")} {Convert.ToHexString(unknown)})" : "";
                throw new InputException(
                    string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}, character {character}"),
                    $"is not {encodings}{value}", "save it as UTF-8");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private static InputException Nul(string name, long line) => new(
        string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}"),
        "has a NUL character, which no text has", "save it as UTF-8, or as UTF-16 with a byte order mark (BOM)");

    /// <summary>How many blocks come before the one that cannot be decoded; -1 if all can.</summary>
    private static long DecodableBlocks(FileStream stream, int from, Encoding encoding, string name, byte[] bytes, char[] chars)
    {
        stream.Position = from;
        var decoder = encoding.GetDecoder();
        long blocks = 0, line = 1;
        try
        {
            for (int read; (read = stream.ReadAtLeast(bytes.AsSpan(0, BlockSize), BlockSize, throwOnEndOfStream: false)) > 0; blocks++)
            {
                var text = chars.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false));
                if (text.IndexOf('\0') is >= 0 and var nul) throw Nul(name, line + text[..nul].Count('\n'));
                line += text.Count('\n');
            }
            decoder.GetChars([], chars, flush: true);
            return -1;
        }
        catch (DecoderFallbackException)
        {
            return blocks;
        }
    }
}
