using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// What comes before the data of an SPSS system file: the header, the variables, and the records that extend them.
/// </summary>
/// <remarks>
/// Source: PSPP Developers Guide, appendix "System File Format" (Free Software Foundation), which describes the records by number:
/// 2 variables, 3 and 4 value labels, 6 documents, 7 extensions (3 integers, 4 floating point, 13 long names, 14 very long
/// strings, 16 number of cases, 20 encoding, 21 and 22 labels and missing values of long strings), 999 the end.
/// </remarks>
internal sealed class SpssDictionary
{
    private const int MostVariables = 1 << 16;
    private const int WidestString = 32767;

    private readonly SpssInput _input;
    private readonly List<SpssVariable> _variables = [];

    // The variable that begins at each slot; none for the others of a string.
    private readonly List<SpssVariable?> _slots = [];
    private readonly Dictionary<string, SpssVariable> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<byte[]> _labelsOfLongStrings = [];
    private readonly List<byte[]> _missingOfLongStrings = [];
    private byte[]? _encodingName;
    private byte[] _veryLongStrings = [];
    private byte[] _longNames = [];
    private int _codePage;

    /// <summary>Reads from the first byte of the file to the first of the data.</summary>
    /// <exception cref="InputException">The file breaks the rules of the format; the message says at which byte.</exception>
    public SpssDictionary(SpssInput input)
    {
        _input = input;
        ReadHeader();
        while (input.Int32() is var type && type != 999)
        {
            switch (type)
            {
                case 2: ReadVariable(); break;
                case 3: ReadValueLabels(); break;
                case 6: input.Skip(80L * input.Int32()); break;
                case 7: ReadExtension(); break;
                default: throw input.Damaged(string.Create(
                    CultureInfo.InvariantCulture, $"has a record of type {type}, which there is not"));
            }
        }
        input.Int32();
        if (_variables.Count == 0) throw input.Damaged("has no variables");
        if (_slots.Count != _variables[^1].Slot + _variables[^1].Slots) throw input.Damaged("breaks off a string");
        Encoding = FindEncoding();
        SlotIsText = [.. _slots.Select((_, i) => i).Select(IsText)];
        JoinSegments();
        NameVariables();
        ReadLabelsOfLongStrings();
        ReadMissingOfLongStrings();

        // A slot is text unless it is that of a number; those after the first of a string have no variable.
        bool IsText(int slot) => _slots[slot] is not { Width: 0 };
    }

    /// <summary>The variables, a very long string being one.</summary>
    public IReadOnlyList<SpssVariable> Variables => _variables;

    /// <summary>For each unit of 8 bytes of a case, whether it belongs to a string.</summary>
    public bool[] SlotIsText { get; }

    /// <summary>0 for none, 1 for bytecode, 2 for bytecode in zlib blocks.</summary>
    public int Compression { get; private set; }

    /// <summary>What to take from a byte code to have its number.</summary>
    public double Bias { get; private set; }

    /// <summary>The number that stands for no value.</summary>
    public double SystemMissing { get; private set; } = -double.MaxValue;

    /// <summary>How many cases there are; below 0 if the file does not say.</summary>
    public long Cases { get; private set; }

    /// <summary>The encoding of all text, strict.</summary>
    public Encoding Encoding { get; }

    /// <summary>Text of the file, without the spaces that fill it up; what is left of a character that was cut off at the end is no
    /// part.</summary>
    public string Text(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.TrimEnd("\0 "u8);
        for (var cut = 0; cut <= Math.Min(3, bytes.Length); cut++)
        {
            try
            {
                return Encoding.GetString(bytes[..^cut]);
            }
            catch (DecoderFallbackException)
            {
            }
        }
        throw _input.Damaged($"has a name or label that is not {Encoding.WebName}");
    }

    private void ReadHeader()
    {
        var magic = _input.Bytes(4);
        if (!magic.AsSpan().SequenceEqual("$FL2"u8) && !magic.AsSpan().SequenceEqual("$FL3"u8))
            throw _input.Damaged("does not begin with $FL2 or $FL3");
        _input.Skip(60);
        var layout = _input.Int32();
        if (layout is not (2 or 3))
        {
            _input.IsBigEndian = true;
            if (layout is not (0x02000000 or 0x03000000)) throw _input.Damaged("has a layout code that is neither 2 nor 3");
        }
        _input.Int32();
        Compression = _input.Int32();
        if (Compression is < 0 or > 2) throw _input.Damaged(
            string.Create(CultureInfo.InvariantCulture, $"has the compression {Compression}, which is none of 0, 1 and 2"));
        _input.Int32();
        Cases = _input.Int32();
        Bias = _input.Double();
        _input.Skip(84);
    }

    private void ReadVariable()
    {
        var width = _input.Int32();
        var hasLabel = _input.Int32();
        var missing = _input.Int32();
        var format = (_input.Int32() >> 16) & 0xFF;
        _input.Int32();
        var shortName = _input.Bytes(8);
        byte[] label = [];
        if (hasLabel == 1)
        {
            var length = _input.Int32();
            label = _input.Bytes(length);
            _input.Skip((4 - length % 4) % 4);
        }
        else if (hasLabel != 0) throw _input.Damaged("has a variable that neither has nor lacks a label");
        if (missing is < -3 or > 3 or -1 || (missing < 0 && width != 0))
            throw _input.Damaged("has a variable whose missing values cannot be told");
        var values = new byte[Math.Abs(missing)][];
        for (var i = 0; i < values.Length; i++) values[i] = _input.Bytes(8);
        if (_slots.Count == MostVariables)
            throw _input.Damaged(string.Create(CultureInfo.InvariantCulture, $"has more than {MostVariables} variables"));
        if (width == -1)
        {
            if (_variables is not [.., { Width: > 8 } last] || _slots.Count >= last.Slot + last.Slots)
                throw _input.Damaged("goes on with a string that is not there");
            _slots.Add(null);
            return;
        }
        if (width is < -1 or > SpssVariable.SegmentWidth) throw _input.Damaged("has a string of more than 255 bytes");
        if (_variables is [.., var before] && _slots.Count != before.Slot + before.Slots) throw _input.Damaged("breaks off a string");
        var numbers = width == 0 ? Array.ConvertAll(values, v => _input.Double(v)) : [];
        var variable = new SpssVariable
        {
            ShortName = shortName, Width = width, Slot = _slots.Count, Format = format, Label = label,
            MissingTexts = width == 0 ? [] : values,
            MissingNumbers = missing < 0 ? numbers[2..] : numbers,
            MissingRange = width == 0 && missing < 0 ? (numbers[0], numbers[1]) : (1, 0),
        };
        _slots.Add(variable);
        _variables.Add(variable);
        _byName.TryAdd(Key(shortName), variable);
    }

    private void ReadValueLabels()
    {
        var labels = new List<(byte[], byte[])>();
        for (var count = _input.Int32(); count > 0; count--)
        {
            var value = _input.Bytes(8);
            var length = _input.Bytes(1)[0];
            labels.Add((value, _input.Bytes(length)));
            _input.Skip((8 - (length + 1) % 8) % 8);
        }
        if (_input.Int32() != 4) throw _input.Damaged("has value labels that are not followed by their variables");
        for (var count = _input.Int32(); count > 0; count--)
        {
            var index = _input.Int32();
            if (index < 1 || index > _slots.Count || _slots[index - 1] is not { } variable)
                throw _input.Damaged(string.Create(
                    CultureInfo.InvariantCulture, $"has value labels for variable {index}, which is not there"));
            variable.Labels = labels;
        }
    }

    private void ReadExtension()
    {
        var subtype = _input.Int32();
        long size = _input.Int32(), count = _input.Int32();
        if (size < 0 || count < 0) throw _input.Damaged("has a length below zero");
        var length = size * count;
        switch (subtype)
        {
            case 3 when length == 32:
                _input.Skip(16);
                if (_input.Int32() is not (0 or 1)) throw _input.Damaged("has floating-point numbers that are not IEEE 754");
                _input.Skip(8);
                _codePage = _input.Int32();
                break;
            case 4 when length == 24:
                SystemMissing = _input.Double();
                _input.Skip(16);
                break;
            case 13:
                _longNames = _input.Bytes(length);
                break;
            case 14:
                _veryLongStrings = _input.Bytes(length);
                break;
            case 16 when length == 16:
                _input.Int64();
                Cases = _input.Int64();
                break;
            case 20:
                _encodingName = _input.Bytes(length);
                break;
            case 21:
                _labelsOfLongStrings.Add(_input.Bytes(length));
                break;
            case 22:
                _missingOfLongStrings.Add(_input.Bytes(length));
                break;
            default:
                _input.Skip(length);
                break;
        }
    }

    private Encoding FindEncoding()
    {
        if (_encodingName is not null)
        {
            var name = System.Text.Encoding.Latin1.GetString(_encodingName).Trim('\0', ' ');
            return Find(name)
                ?? throw _input.Damaged($"has text in the encoding {Quoted.Short(name)}, which is not known");
        }
        // 2 and 3 say "ASCII" whatever the encoding was: so did SPSS on a Chinese Windows.
        return _codePage is 0 or 2 or 3 ? Find("GB18030")!
            : Find(_codePage.ToString(CultureInfo.InvariantCulture))
                ?? throw _input.Damaged(string.Create(
                    CultureInfo.InvariantCulture, $"has text in the code page {_codePage}, which is not known"));
    }

    private static Encoding? Find(string name)
    {
        // "CP936" and "windows-936" are code pages by number too.
        foreach (var prefix in (ReadOnlySpan<string>)["windows-", "cp", "ms", "x-"])
            if (name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                name = name[prefix.Length..];
        var provider = CodePagesEncodingProvider.Instance;
        EncoderFallback encoder = EncoderFallback.ExceptionFallback;
        DecoderFallback decoder = DecoderFallback.ExceptionFallback;
        try
        {
            var encoding = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                ? provider.GetEncoding(page, encoder, decoder) ?? System.Text.Encoding.GetEncoding(page, encoder, decoder)
                : provider.GetEncoding(name, encoder, decoder) ?? System.Text.Encoding.GetEncoding(name, encoder, decoder);
            // Those that have no more characters than bytes, and the space as ASCII has it, which fills fields up.
            return (encoding.IsSingleByte && encoding.GetString(" "u8) == " ")
                || encoding.CodePage is 65001 or 54936 or 936 or 20936 or 950 or 932 or 949 or 51932 or 51949 ? encoding : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private void JoinSegments()
    {
        foreach (var (key, value) in Pairs(_veryLongStrings))
        {
            if (!_byName.TryGetValue(Key(key), out var first)
                || !int.TryParse(Ascii(value), NumberStyles.None, CultureInfo.InvariantCulture, out var width) || width > WidestString)
                throw _input.Damaged("has a very long string that is not there or too long");
            if (width <= SpssVariable.SegmentWidth) continue;
            var at = _variables.IndexOf(first);
            var segments = (width + 251) / 252;
            if (at < 0 || _variables.Count - at < segments) throw _input.Damaged("has a very long string without all its parts");
            for (var i = 0; i < segments; i++)
                if (_variables[at + i].Width is var part
                    && (i < segments - 1 ? part != SpssVariable.SegmentWidth : part < width - 252 * (segments - 1)))
                    throw _input.Damaged("has a very long string whose parts do not fit");
            first.Width = width;
            _variables.RemoveRange(at + 1, segments - 1);
        }
    }

    private void NameVariables()
    {
        foreach (var (key, value) in Pairs(_longNames))
            if (_byName.TryGetValue(Key(key), out var variable)) variable.LongName = value;
        foreach (var variable in _variables)
            if (variable.LongName is { } name) _byName[Key(name)] = variable;
    }

    private void ReadLabelsOfLongStrings()
    {
        foreach (var record in _labelsOfLongStrings)
        {
            for (var left = new Bytes(record, _input); !left.AtEnd;)
            {
                var name = left.Take(left.Int32());
                left.Int32();
                var labels = new List<(byte[], byte[])>();
                for (var count = left.Int32(); count > 0; count--) labels.Add((left.Take(left.Int32()), left.Take(left.Int32())));
                if (_byName.TryGetValue(Key(name), out var variable)) variable.Labels = labels;
            }
        }
    }

    private void ReadMissingOfLongStrings()
    {
        foreach (var record in _missingOfLongStrings)
        {
            for (var left = new Bytes(record, _input); !left.AtEnd;)
            {
                var name = left.Take(left.Int32());
                var values = new byte[left.Take(1)[0]][];
                if (values.Length > 3) throw _input.Damaged("has more than three missing values for a string");
                for (var i = 0; i < values.Length; i++) values[i] = left.Take(left.Int32());
                if (_byName.TryGetValue(Key(name), out var variable) && variable.Width > 0) variable.MissingTexts = values;
            }
        }
    }

    /// <summary>What stands as KEY=VALUE, separated by tabs, and by NUL before them.</summary>
    private static IEnumerable<(byte[] Key, byte[] Value)> Pairs(byte[] text)
    {
        for (var start = 0; start < text.Length;)
        {
            var end = Array.IndexOf(text, (byte)'\t', start);
            if (end < 0) end = text.Length;
            var pair = text.AsSpan(start, end - start).TrimEnd((byte)0);
            start = end + 1;
            if (pair.IndexOf((byte)'=') is > 0 and var equals) yield return (pair[..equals].ToArray(), pair[(equals + 1)..].ToArray());
        }
    }

    // Names are compared by their bytes, whatever they encode.
    private static string Key(ReadOnlySpan<byte> name) => Ascii(name.TrimEnd("\0 "u8));

    private static string Ascii(ReadOnlySpan<byte> bytes) => System.Text.Encoding.Latin1.GetString(bytes);

    /// <summary>The bytes of an extension record in order.</summary>
    private sealed class Bytes(byte[] bytes, SpssInput input)
    {
        private int _at;

        public bool AtEnd => _at == bytes.Length;

        public int Int32()
        {
            var four = Take(4);
            return input.IsBigEndian ? System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(four)
                : System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(four);
        }

        public byte[] Take(int count)
        {
            if (count < 0 || count > bytes.Length - _at) throw input.Damaged("has an extension record that ends too early");
            _at += count;
            return bytes[(_at - count).._at];
        }
    }
}
