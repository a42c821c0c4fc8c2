using System.Buffers;
using System.Text;

namespace Urif.Reporting;

/// <summary>Passes UTF-8 on as text, part by part: a report of a megabyte is never in memory whole, let alone twice.</summary>
internal sealed class Utf8ToText(TextWriter output) : IBufferWriter<byte>
{
    // A character's bytes may stand in two parts.
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private byte[] _bytes = new byte[1 << 15];
    private char[] _chars = [];

    /// <inheritdoc/>
    public void Advance(int count)
    {
        var longest = Encoding.UTF8.GetMaxCharCount(count);
        if (_chars.Length < longest) _chars = new char[longest];
        output.Write(_chars, 0, _decoder.GetChars(_bytes, 0, count, _chars, 0));
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_bytes.Length < sizeHint) _bytes = new byte[sizeHint];
        return _bytes;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
}
