using System.Collections.Frozen;
using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>Reads the cells of one column by its type; every cell gives one value, a faulty one a missing value.</summary>
internal abstract class ColumnLoader(DictionaryColumn column, int source)
{
    private int _belowLimit;

    /// <summary>The column of the dictionary.</summary>
    public DictionaryColumn Column { get; } = column;

    /// <summary>The place of the column in the file.</summary>
    public int Source { get; } = source;

    /// <summary>How many values below a limit of detection were replaced.</summary>
    public int BelowLimit => _belowLimit;

    /// <summary>Whether values depend on those before, so that blocks must be read in order.</summary>
    public virtual bool InOrder => false;

    /// <summary>Makes room for a piece of the values, which is there already or the next.</summary>
    public abstract void Reserve(int piece, int length);

    /// <summary>Reads the cells of a block, which has room; several threads may read blocks side by side.</summary>
    /// <param name="block">The block; what is wrong with cells is added to its faults.</param>
    /// <param name="place">The place of the column in the block.</param>
    public abstract void Read(RecordBlock block, int place);

    /// <summary>All values, and forgets them.</summary>
    public abstract Array Take(RowPieces layout);

    /// <summary>Counts values below a limit.</summary>
    protected void CountBelowLimit() => Interlocked.Increment(ref _belowLimit);

    /// <summary>The loader for a column.</summary>
    public static ColumnLoader For(DictionaryColumn column, int source, SourceColumn from, double factor, CohortReadOptions options)
    {
        string[] codes = [.. options.MissingCodes.Where(c => c.Column is null || c.Column == column.Name).Select(c => c.Code)];
        var missing = new MissingValues(column, from, codes);
        return column.Type switch
        {
            ColumnType.Number => new NumberLoader(column, source, missing, factor, options),
            ColumnType.Integer => new CountLoader(column, source, missing, options),
            ColumnType.Boolean => new WordLoader(column, source, missing, from),
            ColumnType.Category when column.Categories.Count > 0 => new WordLoader(column, source, missing, from),
            ColumnType.Category => new CentreLoader(column, source, missing, from),
            ColumnType.Date => new DateLoader(column, source, missing),
            _ => new IdentifierLoader(column, source, missing),
        };
    }
}

/// <summary>Reads the cells of one column to values of a type.</summary>
internal abstract class ColumnLoader<T>(DictionaryColumn column, int source) : ColumnLoader(column, source)
{
    private readonly ColumnBuffer<T> _values = new();

    public sealed override void Reserve(int piece, int length) => _values.Reserve(piece, length);

    public override void Read(RecordBlock block, int place)
    {
        var target = Target(block);
        for (var row = 0; row < target.Length; row++) ReadCell(block, place, row, out target[row]);
    }

    public sealed override Array Take(RowPieces layout) => _values.Take(layout);

    /// <summary>Where the values of a block go.</summary>
    protected Span<T> Target(RecordBlock block) => _values.Block(block.Place.Piece, block.Place.Start, block.Rows);

    /// <summary>Reads a cell of any kind.</summary>
    protected abstract CellFault Read(in SourceCell cell, out T value);

    /// <summary>Reads a cell and adds what is wrong with it to the block's faults.</summary>
    protected void ReadCell(RecordBlock block, int place, int row, out T value)
    {
        var fault = Read(block.Cell(place, row), out value);
        if (fault != CellFault.None) block.Faults.Add(new(row, place, fault));
    }
}

/// <summary>What a column has for missing values: words, and numbers that stand for one.</summary>
internal sealed class MissingValues
{
    private readonly FrozenSet<string> _words;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly double[] _numbers;

    public MissingValues(DictionaryColumn column, SourceColumn from, string[] codes)
    {
        var labelled = from.ValueLabels
            .Where(l => column.MissingCodes.Contains(l.Value.Trim(), StringComparer.OrdinalIgnoreCase)).Select(l => l.Key);
        string[] all = [.. column.MissingCodes, .. codes, .. labelled];
        _words = all.Select(CellText.Key).ToFrozenSet(StringComparer.Ordinal);
        _lookup = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        _numbers = [.. codes.Concat(labelled).Select(c => CellText.ReadNumber(c, false, out var n) == CellReading.Number ? n : double.NaN)
            .Where(n => !double.IsNaN(n)).Distinct()];
    }

    public IEnumerable<string> Words => _words;

    public bool Has(double number) => _numbers.Length > 0 && Array.IndexOf(_numbers, number) >= 0;

    public bool Has(ReadOnlySpan<char> text)
    {
        Span<char> key = stackalloc char[CellText.LongestText];
        var length = CellText.Key(text, key);
        return length == 0 || (length > 0 && _lookup.Contains(key[..length]));
    }
}

/// <summary>Measurements, converted to the column's unit.</summary>
internal sealed class NumberLoader(DictionaryColumn column, int source, MissingValues missing, double factor, CohortReadOptions options)
    : ColumnLoader<double>(column, source)
{
    private readonly bool _decimalComma = options.DecimalComma;

    protected override CellFault Read(in SourceCell cell, out double value)
    {
        var fault = ReadRaw(cell, out value);
        if (factor != 1) value /= factor;
        return fault;
    }

    private CellFault ReadRaw(in SourceCell cell, out double value)
    {
        value = double.NaN;
        switch (cell.Kind)
        {
            case SourceCellKind.Missing: return CellFault.None;
            case SourceCellKind.Date: return CellFault.IsADate;
            case SourceCellKind.Boolean: return CellFault.IsYesOrNo;
            case SourceCellKind.Number when double.IsInfinity(cell.Number): return CellFault.NotANumber;
            case SourceCellKind.Number:
                if (!missing.Has(cell.Number)) value = cell.Number;
                return CellFault.None;
        }

        var reading = CellText.ReadNumber(cell.Text, _decimalComma, out var number);
        if (reading == CellReading.Number)
        {
            if (!missing.Has(number)) value = number;
            return CellFault.None;
        }

        if (reading == CellReading.BelowLimit && options.BelowLimit != BelowLimitRule.Refuse)
        {
            value = options.BelowLimit == BelowLimitRule.HalfLimit ? number / 2 : number;
            CountBelowLimit();
            return CellFault.None;
        }

        return missing.Has(cell.Text) ? CellFault.None : CountLoader.FaultOf(reading);
    }
}

/// <summary>Whole numbers.</summary>
internal sealed class CountLoader(DictionaryColumn column, int source, MissingValues missing, CohortReadOptions options)
    : ColumnLoader<short>(column, source)
{
    private readonly bool _decimalComma = options.DecimalComma;

    public static CellFault FaultOf(CellReading reading) => reading switch
    {
        CellReading.BelowLimit => CellFault.BelowLimit,
        CellReading.AboveLimit => CellFault.AboveLimit,
        CellReading.DecimalComma => CellFault.DecimalComma,
        CellReading.DecimalPoint => CellFault.DecimalPoint,
        CellReading.Grouped => CellFault.Grouped,
        _ => CellFault.NotANumber,
    };

    protected override CellFault Read(in SourceCell cell, out short value)
    {
        value = Cohort.MissingCount;
        double number;
        switch (cell.Kind)
        {
            case SourceCellKind.Missing: return CellFault.None;
            case SourceCellKind.Date: return CellFault.IsADate;
            case SourceCellKind.Boolean: return CellFault.IsYesOrNo;
            case SourceCellKind.Number:
                number = cell.Number;
                if (double.IsNaN(number)) return CellFault.None;
                break;
            default:
                // One digit: nearly every count.
                if (cell.Text.Length == 1 && char.IsAsciiDigit(cell.Text[0])) number = cell.Text[0] - '0';
                else if (CellText.ReadNumber(cell.Text, _decimalComma, out number) is not CellReading.Number and var reading)
                    return reading == CellReading.Blank || missing.Has(cell.Text) ? CellFault.None : FaultOf(reading);
                break;
        }

        if (missing.Has(number)) return CellFault.None;
        if (Math.Abs(number) > short.MaxValue) return CellFault.TooGreat;
        if (number != Math.Floor(number)) return CellFault.NotWhole;
        value = (short)number;
        return CellFault.None;
    }
}

/// <summary>Yes or no, and words of a list, as codes.</summary>
internal sealed class WordLoader : ColumnLoader<sbyte>
{
    private const sbyte Unknown = -2;

    private readonly MissingValues _missing;
    private readonly FrozenDictionary<string, sbyte> _codeOf;
    private readonly FrozenDictionary<string, sbyte>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<double, sbyte> _codeOfNumber = [];
    private readonly sbyte[] _codeOfLetter = new sbyte[128];
    private readonly Known?[] _recent = new Known?[32];

    public WordLoader(DictionaryColumn column, int source, MissingValues missing, SourceColumn from) : base(column, source)
    {
        _missing = missing;
        var codes = new Dictionary<string, sbyte>(StringComparer.Ordinal);
        for (var i = 0; i < column.Categories.Count; i++)
        {
            // The dictionary lists yes before no; as numbers they are 1 and 0.
            var code = (sbyte)(column.Type == ColumnType.Boolean ? 1 - i : i);
            foreach (var word in column.Categories[i].Spellings.Prepend(column.Categories[i].Name)) codes.TryAdd(CellText.Key(word), code);
        }

        foreach (var word in missing.Words) codes.TryAdd(word, Cohort.MissingCode);
        // What a code stands for in the file goes before what it looks like.
        foreach (var (code, label) in from.ValueLabels)
        {
            var meaning = codes.GetValueOrDefault(CellText.Key(label), Unknown);
            codes[CellText.Key(code)] = meaning;
            if (CellText.ReadNumber(code, false, out var number) == CellReading.Number) _codeOfNumber[number] = meaning;
        }

        _codeOf = codes.ToFrozenDictionary(StringComparer.Ordinal);
        _lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> letter = stackalloc char[1];
        for (var c = 0; c < _codeOfLetter.Length; c++)
        {
            letter[0] = (char)c;
            _codeOfLetter[c] = Find(letter);
        }
    }

    protected override CellFault Read(in SourceCell cell, out sbyte value)
    {
        var code = CodeOf(cell);
        value = Math.Max(code, Cohort.MissingCode);
        return code >= Cohort.MissingCode ? CellFault.None
            : cell.Kind == SourceCellKind.Date ? CellFault.IsADate
            : Column.Type == ColumnType.Boolean ? CellFault.NotYesOrNo : CellFault.NotAWord;
    }

    private sbyte CodeOf(in SourceCell cell)
    {
        switch (cell.Kind)
        {
            case SourceCellKind.Missing: return Cohort.MissingCode;
            case SourceCellKind.Date: return Unknown;
            case SourceCellKind.Boolean: return Column.Type == ColumnType.Boolean ? (sbyte)cell.Number : Unknown;
            case SourceCellKind.Number:
                return CodeOf(cell.Number);
            default:
                var text = cell.Text;
                return text.Length == 0 ? Cohort.MissingCode
                    : text.Length == 1 && text[0] < _codeOfLetter.Length ? _codeOfLetter[text[0]] : Recall(text);
        }
    }

    private sbyte CodeOf(double number)
    {
        if (double.IsNaN(number) || _missing.Has(number)) return Cohort.MissingCode;
        if (_codeOfNumber.TryGetValue(number, out var code)) return code;
        return number is >= 0 and <= 9 && number == Math.Floor(number) ? _codeOfLetter['0' + (int)number] : Unknown;
    }

    /// <summary>Finds a word as the file spells it; the few spellings of a column are found again without folding them.</summary>
    private sbyte Recall(ReadOnlySpan<char> text)
    {
        ref var place = ref _recent[(text.Length + 5 * text[0] + text[^1]) & (_recent.Length - 1)];
        // Another thread may put another word there at any time.
        var known = place;
        if (known is not null && text.SequenceEqual(known.Text)) return known.Code;
        var code = Find(text);
        if (code != Unknown && text.Length <= CellText.LongestText) place = new(text.ToString(), code);
        return code;
    }

    private sbyte Find(ReadOnlySpan<char> text)
    {
        Span<char> key = stackalloc char[CellText.LongestText];
        var length = CellText.Key(text, key);
        if (length == 0) return Cohort.MissingCode;
        if (length > 0 && _lookup.TryGetValue(key[..length], out var code)) return code;
        // A whole number written with decimals, as pandas writes a column that lacks values: 1.0.
        return text.Length > 1 && CellText.ReadNumber(text, false, out var number) == CellReading.Number ? CodeOf(number) : Unknown;
    }

    private sealed record Known(string Text, sbyte Code);
}

/// <summary>Names of centres, as numbers in the order in which they occur.</summary>
internal sealed class CentreLoader(DictionaryColumn column, int source, MissingValues missing, SourceColumn from)
    : ColumnLoader<int>(column, source)
{
    private const int MostCentres = 1000;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _codeOf =
        new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The names, by number.</summary>
    public List<string> Names { get; } = [];

    public override bool InOrder => true;

    protected override CellFault Read(in SourceCell cell, out int code)
    {
        Span<char> buffer = stackalloc char[CellText.LongestText];
        var fault = IdentifierLoader.TextOf(cell, buffer, out var text);
        code = Cohort.MissingNumber;
        // No word for a missing value has a code.
        if (fault == CellFault.None && text.Length > 0 && !_codeOf.TryGetValue(text, out code))
        {
            code = Cohort.MissingNumber;
            if (missing.Has(text)) return fault;
            if (DirectIdentifiers.OfValue(text) is not null) fault = CellFault.Identifier;
            else if (Names.Count == MostCentres) fault = CellFault.TooManyCentres;
            else
            {
                var name = text.ToString();
                _codeOf.Dictionary.Add(name, code = Names.Count);
                Names.Add(from.ValueLabels.GetValueOrDefault(name, name));
            }
        }

        return fault;
    }
}

/// <summary>Days.</summary>
internal sealed class DateLoader(DictionaryColumn column, int source, MissingValues missing)
    : ColumnLoader<int>(column, source)
{
    protected override CellFault Read(in SourceCell cell, out int day)
    {
        (day, var fault) = Read(cell);
        return fault;
    }

    private (int Day, CellFault Fault) Read(in SourceCell cell)
    {
        switch (cell.Kind)
        {
            case SourceCellKind.Missing: return (Cohort.MissingNumber, CellFault.None);
            case SourceCellKind.Date: return (DateOnly.FromDateTime(cell.Date).DayNumber, CellFault.None);
            case SourceCellKind.Boolean: return (Cohort.MissingNumber, CellFault.NotADate);
            case SourceCellKind.Number:
                return (Cohort.MissingNumber, double.IsNaN(cell.Number) || missing.Has(cell.Number) ? CellFault.None
                    : CellFault.SerialDate);
        }

        if (CellText.TryReadDate(cell.Text, out var date)) return (date.DayNumber, CellFault.None);
        var fault = missing.Has(cell.Text) ? CellFault.None
            : CellText.ReadNumber(cell.Text, false, out _) == CellReading.Number ? CellFault.SerialDate
            : CellFault.NotADate;
        return (Cohort.MissingNumber, fault);
    }
}

/// <summary>Identifiers, as numbers in the order in which they occur.</summary>
internal sealed class IdentifierLoader(DictionaryColumn column, int source, MissingValues missing)
    : ColumnLoader<int>(column, source)
{
    private readonly IdentifierPool _pool = new();

    public override bool InOrder => true;

    /// <summary>A cell as trimmed text with ASCII for full-width characters: the cell's own text where it is that already, else in a
    /// buffer.</summary>
    public static CellFault TextOf(in SourceCell cell, Span<char> buffer, out ReadOnlySpan<char> text)
    {
        text = default;
        int length;
        switch (cell.Kind)
        {
            case SourceCellKind.Missing: return CellFault.None;
            case SourceCellKind.Date: return CellFault.IsADate;
            case SourceCellKind.Boolean: return CellFault.IsYesOrNo;
            case SourceCellKind.Number:
                if (double.IsNaN(cell.Number)) return CellFault.None;
                cell.Number.TryFormat(buffer, out length, "R", CultureInfo.InvariantCulture);
                break;
            default:
                if (cell.Text.Length <= CellText.LongestText && !cell.Text.ContainsAnyExceptInRange('!', '~'))
                {
                    text = cell.Text;
                    return CellFault.None;
                }

                if (!CellText.TryFold(cell.Text, buffer, out length)) return CellFault.TooLong;
                break;
        }

        text = buffer[..length];
        return CellFault.None;
    }

    protected override CellFault Read(in SourceCell cell, out int number)
    {
        Span<char> buffer = stackalloc char[CellText.LongestText];
        var fault = TextOf(cell, buffer, out var text);
        if (fault == CellFault.None)
        {
            fault = text.Length == 0 || (text[0] is < '0' or > '9' && missing.Has(text)) ? CellFault.Blank
                : text.Length > 1 && (DirectIdentifiers.IsChineseName(text) || DirectIdentifiers.OfValue(text) is not null)
                    ? CellFault.Identifier
                : CellFault.None;
        }

        number = fault == CellFault.None ? _pool.NumberOf(text) : Cohort.MissingNumber;
        return fault;
    }
}
