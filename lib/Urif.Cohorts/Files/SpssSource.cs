using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Reads SPSS system files (.sav, .zsav), of either byte order and with any of their compressions. System-missing and user-missing
/// values are missing; numbers with a format of dates are dates; texts lose the spaces that fill them up.
/// </summary>
internal sealed class SpssSource : IRecordSource
{
    private static readonly DateTime Epoch = new(1582, 10, 14);

    private readonly FileStream _stream;
    private readonly SpssInput _input;
    private readonly SpssDictionary _dictionary;
    private readonly SpssCases _cases;

    // The text of the case's cells, each where its bytes are in the case: no cell has more characters than bytes.
    private readonly char[] _text;
    private readonly byte[] _joined;
    private long _position;

    public SpssSource(FileStream stream, string name)
    {
        _stream = stream;
        Name = name;
        _input = new SpssInput(stream, name);
        _dictionary = new SpssDictionary(_input);
        _cases = new SpssCases(_input, _dictionary);
        _text = new char[_cases.Values.Length];
        _joined = new byte[_dictionary.Variables.Max(v => v.Width)];
        var headers = _dictionary.Variables.Select(v => _dictionary.Text(v.LongName ?? v.ShortName)).ToArray();
        CohortFile.CheckHeaders(headers, i => string.Create(CultureInfo.InvariantCulture, $"{name}, variable {i + 1}"));
        var labels = new Dictionary<(object, int), IReadOnlyDictionary<string, string>>();
        Columns = [.. _dictionary.Variables.Select((v, i) => new SourceColumn(headers[i], _dictionary.Text(v.Label), Labels(v, labels)))];
    }

    public string Name { get; }

    public IReadOnlyList<SourceColumn> Columns { get; }

    public RecordPosition Position => new("case", _position);

    public bool Read()
    {
        try
        {
            if (_cases.Read())
            {
                _position++;
                return true;
            }
        }
        catch (Exception e) when (CohortFile.IsUnreadable(e))
        {
            throw CohortFile.Unreadable(Name);
        }
        if (_dictionary.Cases < 0 || _dictionary.Cases == _position) return false;
        throw new InputException(Name,
            string.Create(CultureInfo.InvariantCulture, $"has {_position} cases where its header says {_dictionary.Cases}"),
                "save it as .sav again");
    }

    public SourceCell Cell(int column)
    {
        var variable = _dictionary.Variables[column];
        var value = _cases.Values[(8 * variable.Slot)..];
        if (variable.Width == 0) return Number(_input.Double(value), variable, column);
        value = variable.Width > SpssVariable.SegmentWidth ? Join(value, variable.Width) : value[..variable.Width];
        foreach (var missing in variable.MissingTexts)
            if (value.TrimEnd("\0 "u8).SequenceEqual(missing.AsSpan().TrimEnd("\0 "u8))) return SourceCell.Missing;
        var full = value[^1] is not (0 or (byte)' ');
        value = value.TrimEnd("\0 "u8);
        return value.IsEmpty ? SourceCell.Missing : SourceCell.Of(Text(value, full, 8 * variable.Slot, column));
    }

    public void Dispose()
    {
        _cases.Dispose();
        _stream.Dispose();
    }

    private SourceCell Number(double number, SpssVariable variable, int column)
    {
        if (number == _dictionary.SystemMissing || double.IsNaN(number)
            || (number >= variable.MissingRange.Low && number <= variable.MissingRange.High)
            || Array.IndexOf(variable.MissingNumbers, number) >= 0) return SourceCell.Missing;
        if (!variable.IsDate) return SourceCell.Of(number);
        // In ticks: a date with its time of day is exact.
        var ticks = Math.Round(number * TimeSpan.TicksPerSecond);
        if (ticks < 0 || ticks > (DateTime.MaxValue - Epoch).Ticks)
            throw new InputException(Place(column), "has a number that is no date", "give a date from 1582-10-14 to 9999-12-31");
        return SourceCell.Of(Epoch.AddTicks((long)ticks));
    }

    /// <summary>The parts of a very long string, of 255 bytes each in 256, as one.</summary>
    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> value, int width)
    {
        for (var at = 0; at < width; at += SpssVariable.SegmentWidth)
        {
            var part = value.Slice(at / SpssVariable.SegmentWidth * (SpssVariable.SegmentWidth + 1),
                Math.Min(SpssVariable.SegmentWidth, width - at));
            part.CopyTo(_joined.AsSpan(at));
        }
        return _joined.AsSpan(0, width);
    }

    private ReadOnlySpan<char> Text(ReadOnlySpan<byte> value, bool full, int at, int column)
    {
        // A text that is as long as its field may have lost the rest of its last character.
        for (var cut = 0; cut <= (full ? Math.Min(3, value.Length) : 0); cut++)
        {
            try
            {
                var room = _text.AsSpan(at);
                return room[.._dictionary.Encoding.GetChars(value[..^cut], room)];
            }
            catch (DecoderFallbackException)
            {
            }
        }
        throw new InputException(Place(column), $"has text that is not {_dictionary.Encoding.WebName}",
            "save the file as UTF-8 (Unicode) in SPSS");
    }

    private string Place(int column) =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}, {Position}, column {column + 1} ({Quoted.Short(Columns[column].Name)})");

    /// <summary>The labels by code; variables that share them in the file share them here.</summary>
    private IReadOnlyDictionary<string, string> Labels(
        SpssVariable variable, Dictionary<(object, int), IReadOnlyDictionary<string, string>> known)
    {
        if (known.TryGetValue((variable.Labels, Math.Min(variable.Width, 8)), out var labels)) return labels;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (value, label) in variable.Labels)
        {
            var code = variable.Width == 0 && value.Length == 8 ? _input.Double(value).ToString("R", CultureInfo.InvariantCulture)
                : _dictionary.Text(value.AsSpan(0, Math.Min(value.Length, variable.Width)));
            texts.TryAdd(code, _dictionary.Text(label));
        }
        return known[(variable.Labels, Math.Min(variable.Width, 8))] = texts;
    }
}
