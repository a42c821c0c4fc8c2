using System.Buffers;
using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Reads CSV and TSV: fields as RFC 4180 has them, separated by the comma, semicolon or tab that the header has most of, or that
/// a first line <c>sep=;</c> of Excel names. A cell is text, or missing where it is empty. Blank rows may end the file only.
/// </summary>
internal sealed class DelimitedSource : IBlockSource
{
    // Far above any row of a cohort, so that a quotation mark that is never closed is found before it fills the memory.
    private const int LongestRecord = 1 << 20;

    private static readonly IReadOnlyDictionary<string, string> NoLabels = new Dictionary<string, string>();

    private readonly FileStream stream;
    private readonly CsvDataReader csv;
    private readonly SearchValues<char> blanks;
    private readonly char delimiter;

    // The line on which the record begins, and the one after its end.
    private long line;
    private long nextLine = 1;

    private bool endsWithReturn;

    public DelimitedSource(FileStream stream, string name)
    {
        this.stream = stream;
        Name = name;
        var (encoding, preamble) = TextFile.Detect(stream, name);
        StreamReader Text()
        {
            stream.Position = preamble;
            return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, 1 << 16, leaveOpen: true);
        }

        var start = new char[1 << 16];
        var text = Text();
        start = start[..text.ReadBlock(start)];
        delimiter = SeparatorLine(start) ?? MostFrequentDelimiter(start);
        blanks = SearchValues.Create(delimiter, ' ', '\t', '"', '\r', '\n');
        text = Text();
        if (SeparatorLine(start) is not null)
        {
            text.ReadLine();
            nextLine++;
        }
        csv = CsvDataReader.Create(text, new CsvDataReaderOptions
        {
            // NUL, which the file cannot hold, as the mark of comments: none.
            HasHeaders = false, Delimiter = delimiter, Comment = '\0', CsvStyle = CsvStyle.Standard,
            BufferSize = 1 << 16, MaxBufferSize = LongestRecord,
        });
        if (!NextRecord() || IsBlank)
            throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{name}, line {line}"), "has no header",
                "give the names of the columns in the first line");
        var headers = new string[csv.RowFieldCount];
        for (var i = 0; i < headers.Length; i++) headers[i] = csv.GetFieldSpan(i).ToString();
        CohortFile.CheckHeaders(headers, i => string.Create(CultureInfo.InvariantCulture, $"{Name}, line {line}, column {i + 1}"));
        Columns = [.. headers.Select(h => new SourceColumn(h, "", NoLabels))];
    }

    public string Name { get; }

    public IReadOnlyList<SourceColumn> Columns { get; }

    public RecordPosition Position => new("line", line);

    private bool IsBlank => !csv.GetRawRecordSpan().ContainsAnyExcept(blanks);

    public bool Read()
    {
        if (!NextRecord()) return false;
        if (IsBlank)
        {
            var blank = line;
            while (NextRecord())
                if (!IsBlank)
                    throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{Name}, line {blank}"),
                        "is blank although rows follow", "remove the line");
            return false;
        }
        if (csv.RowFieldCount == Columns.Count) return true;
        var fields = csv.RowFieldCount;
        throw new InputException($"{Name}, {Position}",
            string.Create(CultureInfo.InvariantCulture, $"has {fields} field{(fields == 1 ? "" : "s")} where the header has {Columns.Count}"),
            $"give as many fields as the header, and put a field that has a {DelimiterName} in quotes");
    }

    public SourceCell Cell(int column)
    {
        var text = csv.GetFieldSpan(column);
        return text.IsEmpty ? SourceCell.Missing : SourceCell.Of(text);
    }

    public void Fill(RecordBlock block)
    {
        while (!block.IsFull && Read())
        {
            var record = csv.GetRawRecordSpan();
            if (record.Contains('"'))
            {
                block.AddRow(Position);
                for (var place = 0; place < block.Wanted.Count; place++) block.Set(place, Cell(block.Wanted[place]));
            }
            else block.AddLine(Position, record.TrimEnd("\r\n"), delimiter);
        }
    }

    public void Dispose()
    {
        csv.Dispose();
        stream.Dispose();
    }

    private string DelimiterName => delimiter switch { ',' => "comma", ';' => "semicolon", _ => "tab" };

    private bool NextRecord()
    {
        line = nextLine;
        try
        {
            if (!csv.Read()) return false;
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
                string.Create(CultureInfo.InvariantCulture, $"{Name}, line {line}, column {e.FieldOrdinal + 1}"),
                "has a quotation mark that does not open or close the field", "end a field that begins with \" by one \", and double each \" inside");
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{Name}, {Position}", "changed while it was read", "read it again");
        }
        catch (Exception e) when (CohortFile.IsUnreadable(e))
        {
            throw CohortFile.Unreadable(Name);
        }
        CountLines(csv.GetRawRecordSpan());
        return true;
    }

    private void CountLines(ReadOnlySpan<char> record)
    {
        var feeds = record.Count('\n');
        var returns = record.Count('\r');
        if (Columns is null) endsWithReturn = returns > 0 && feeds == 0; // The header decides.
        // The library breaks rows at line ends of another kind only here and there.
        var alone = endsWithReturn ? feeds : returns - (returns == 0 ? 0 : returns == 1 && record.EndsWith("\r\n") ? 1 : record.Count("\r\n"));
        if (alone > 0)
            throw new InputException($"{Name}, {Position}",
                endsWithReturn ? "has a line feed (LF) where lines end with a carriage return (CR)"
                    : "has a carriage return (CR) without a line feed (LF)",
                "end all lines alike, with LF or CR LF");
        nextLine += endsWithReturn ? returns : feeds;
    }

    /// <summary>The delimiter that a first line <c>sep=;</c> names, as Excel writes and reads it.</summary>
    private static char? SeparatorLine(ReadOnlySpan<char> text) =>
        text.Length > 5 && text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text[4] is ',' or ';' or '\t' && text[5] is '\r' or '\n'
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
