using System.Buffers;
using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Reads CSV and TSV: fields as RFC 4180 has them, separated by the comma, semicolon or tab that the header has most of, or that
/// a first line <c>sep=;</c> of Excel names, after lines that are to be skipped. A cell is text, or missing where it is empty.
/// Blank rows may end the file only.
/// </summary>
internal sealed class DelimitedSource : IBlockSource
{
    // Far above any row of a cohort, so that a quotation mark that is never closed is found before it fills the memory.
    private const int LongestRecord = 1 << 20;

    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private readonly FileStream _stream;
    private readonly CsvDataReader _csv;
    private readonly SearchValues<char> _blanks;
    private readonly char _delimiter;

    // The line on which the record begins, and the one after its end.
    private long _line;
    private long _nextLine = 1;

    private bool _endsWithReturn;

    public DelimitedSource(FileStream stream, string name, string? declared = null, int skipLines = 0)
    {
        _stream = stream;
        Name = name;
        var (encoding, preamble) = TextFile.Detect(stream, name, declared);
        Encoding = encoding is UTF8Encoding ? "" : encoding.WebName;
        StreamReader Text()
        {
            stream.Position = preamble;
            return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
        }

        var first = new char[6];
        first = first[..Text().ReadBlock(first)];
        var named = SeparatorLine(first);
        var toSkip = skipLines + (named is null ? 0 : 1);
        StreamReader AfterSkipped()
        {
            var text = Text();
            for (var left = toSkip; left > 0; left--)
                if (!SkipLine(text))
                    throw new InputException(name, string.Create(CultureInfo.InvariantCulture, $"has no more than {toSkip - left} lines"),
                        "skip fewer rows: --skip-rows");
            return text;
        }

        var start = new char[1 << 16];
        start = start[..AfterSkipped().ReadBlock(start)];
        _delimiter = named ?? MostFrequentDelimiter(start);
        _nextLine += toSkip;
        _blanks = SearchValues.Create(_delimiter, ' ', '\t', '"', '\r', '\n');
        _csv = CsvDataReader.Create(AfterSkipped(), new CsvDataReaderOptions
        {
            // NUL, which the file cannot hold, as the mark of comments: none.
            HasHeaders = false, Delimiter = _delimiter, Comment = '\0', CsvStyle = CsvStyle.Standard,
            BufferSize = 1 << 16, MaxBufferSize = LongestRecord,
        });
        if (TitleLines.Above(start) is > 0 and var titles)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{name}, line {_nextLine}"),
                "is a title, and not the names of the columns",
                string.Create(CultureInfo.InvariantCulture, $"leave such lines out with --skip-rows {skipLines + titles}"));
        if (!NextRecord() || IsBlank)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{name}, line {_line}"), "has no header",
                "give the names of the columns in the first line");
        var headers = new string[_csv.RowFieldCount];
        for (var i = 0; i < headers.Length; i++) headers[i] = _csv.GetFieldSpan(i).ToString();
        CohortFile.CheckHeaders(headers, i => string.Create(CultureInfo.InvariantCulture, $"{Name}, line {_line}, column {i + 1}"));
        Columns = [.. headers.Select(h => new SourceColumn(h, "", NoLabels))];
    }

    public string Name { get; }

    public string Encoding { get; }

    public IReadOnlyList<SourceColumn> Columns { get; }

    public RecordPosition Position => new("line", _line);

    private bool IsBlank => !_csv.GetRawRecordSpan().ContainsAnyExcept(_blanks);

    public bool Read()
    {
        if (!NextRecord()) return false;
        if (IsBlank)
        {
            var blank = _line;
            while (NextRecord())
                if (!IsBlank)
                    throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Name}, line {blank}"),
                        "is blank although rows follow", "remove the line");
            return false;
        }
        if (_csv.RowFieldCount == Columns.Count) return true;
        var fields = _csv.RowFieldCount;
        throw new InputException($"{Name}, {Position}",
            string.Create(CultureInfo.InvariantCulture,
                $"has {fields} field{(fields == 1 ? "" : "s")} where the header has {Columns.Count}"),
            $"give as many fields as the header, and put a field that has a {DelimiterName} in quotes");
    }

    public SourceCell Cell(int column)
    {
        var text = _csv.GetFieldSpan(column);
        return text.IsEmpty ? SourceCell.Missing : SourceCell.Of(text);
    }

    public void Fill(RecordBlock block)
    {
        while (!block.IsFull && Read())
        {
            var record = _csv.GetRawRecordSpan();
            if (record.Contains('"'))
            {
                block.AddRow(Position);
                for (var place = 0; place < block.Wanted.Count; place++) block.Set(place, Cell(block.Wanted[place]));
            }
            else block.AddLine(Position, record.TrimEnd("\r\n"), _delimiter);
        }
    }

    public void Dispose()
    {
        _csv.Dispose();
        _stream.Dispose();
    }

    private string DelimiterName => _delimiter switch { ',' => "comma", ';' => "semicolon", _ => "tab" };

    private bool NextRecord()
    {
        _line = _nextLine;
        try
        {
            if (!_csv.Read()) return false;
        }
        catch (CsvRecordTooLargeException)
        {
            throw new InputException($"{Name}, {Position}",
                string.Create(CultureInfo.InvariantCulture, $"begins a row of more than {LongestRecord} characters"),
                "close the quotation mark of each field with \"");
        }
        catch (CsvFormatException e)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{Name}, line {_line}, column {e.FieldOrdinal + 1}"),
                "has a quotation mark that does not open or close the field",
                    "end a field that begins with \" by one \", and double each \" inside");
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{Name}, {Position}", "changed while it was read", "read it again");
        }
        catch (Exception e) when (CohortFile.IsUnreadable(e))
        {
            throw CohortFile.Unreadable(Name);
        }
        CountLines(_csv.GetRawRecordSpan());
        return true;
    }

    private void CountLines(ReadOnlySpan<char> record)
    {
        var feeds = record.Count('\n');
        var returns = record.Count('\r');
        if (Columns is null) _endsWithReturn = returns > 0 && feeds == 0; // The header decides.
        // The library breaks rows at line ends of another kind only here and there.
        var alone = _endsWithReturn ? feeds : returns - (
            returns == 0 ? 0 : returns == 1 && record.EndsWith("\r\n") ? 1 : record.Count("\r\n"));
        if (alone > 0)
            throw new InputException($"{Name}, {Position}",
                _endsWithReturn ? "has a line feed (LF) where lines end with a carriage return (CR)"
                    : "has a carriage return (CR) without a line feed (LF)",
                "end all lines alike, with LF or CR LF");
        _nextLine += _endsWithReturn ? returns : feeds;
    }

    /// <summary>Passes over a line, however it ends.</summary>
    /// <returns>Whether there was one.</returns>
    private static bool SkipLine(StreamReader text)
    {
        if (text.Peek() < 0) return false;
        for (int c; (c = text.Read()) >= 0;)
        {
            if (c == '\n') return true;
            if (c != '\r') continue;
            if (text.Peek() == '\n') text.Read();
            return true;
        }

        return true;
    }

    /// <summary>The delimiter that a first line <c>sep=;</c> names, as Excel writes and reads it.</summary>
    private static char? SeparatorLine(ReadOnlySpan<char> text) =>
        text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[4] is ',' or ';' or '\t' && text[5]
            is '\r' or '\n'
            ? text[4] : null;

    private static char MostFrequentDelimiter(ReadOnlySpan<char> text)
    {
        int commas = 0, semicolons = 0, tabs = 0;
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"') quoted = !quoted;
            if (quoted) continue;
            if (c is '\n' or '\r') break;
            if (c == ',') commas++;
            else if (c == ';') semicolons++;
            else if (c == '\t') tabs++;
        }
        return tabs > 0 && tabs >= commas && tabs >= semicolons ? '\t' : semicolons > 0 && semicolons >= commas ? ';' : ',';
    }
}
