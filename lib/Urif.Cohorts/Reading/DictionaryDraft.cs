using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// A first dictionary and design from a file: what its headers and cells look like, for a person to correct. A reading never
/// guesses; here it is all that can be done, and nothing is read by it until somebody has looked.
/// </summary>
/// <remarks>
/// Of cells it shows the words of columns that have few, each in at least two rows, and nothing else: no number, no bound, no
/// text. Columns that identify a person are left out, and said.
/// </remarks>
public sealed class DictionaryDraft
{
    private const int MostWords = 20, RowsPerWord = 3;

    private static readonly HashSet<string> IdentifierKeys =
        ["id", "patientid", "subjectid", "participantid", "womanid", "caseid", "studyid", "patient", "subject", "participant"];

    private DictionaryDraft(string dictionary, string design, IReadOnlyList<CohortProblem> leftOut) =>
        (Dictionary, Design, LeftOut) = (dictionary, design, leftOut);

    /// <summary>The text of a dictionary.</summary>
    public string Dictionary { get; }

    /// <summary>The text of a design: one table, by the first column of few words, of all others.</summary>
    public string Design { get; }

    /// <summary>The columns that are not in it, and why.</summary>
    public IReadOnlyList<CohortProblem> LeftOut { get; }

    /// <summary>Drafts both from a file, before its first record.</summary>
    /// <exception cref="InputException">The file cannot be read on, or has no column to describe.</exception>
    public static DictionaryDraft Of(IRecordSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Column[] columns = [.. source.Columns.Select((c, place) => new Column(c, place))];
        long rows = 0;
        for (; source.Read(); rows++)
            foreach (var column in columns) column.See(source.Cell(column.Place));
        if (rows == 0) throw new InputException(source.Name, "has no rows", "give a file with a header and rows");
        var leftOut = columns.Where(c => c.Identifies is not null).Select(c => new CohortProblem(
            string.Create(CultureInfo.InvariantCulture, $"{source.Name}, column {c.Place + 1}"),
            $"is left out: it looks like {c.Identifies}, which identifies a person", "leave it out of the reading too, with --drop"))
            .ToList();
        Column[] kept = [.. columns.Where(c => c.Identifies is null && c.Header.Length > 0)];
        if (kept.Length == 0) throw new InputException(source.Name, "has no column to describe", "give a file with a row of headers");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in kept) column.Decide(rows, names);
        return new(Write(kept), WriteDesign(kept), leftOut);
    }

    private static string Write(Column[] columns)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        CsvText.WriteRow(text, "name", "label_en", "label_zh", "type", "unit", "minimum", "maximum", "required", "missing", "categories",
            "aliases", "definition_en");
        foreach (var c in columns)
        {
            var isChinese = c.Label.Any(l => l > '\u2e7f');
            CsvText.WriteRow(text, c.Name, isChinese ? "" : c.Label, isChinese ? c.Label : "", c.Type.ToString().ToLowerInvariant(), c.Unit,
                "", "", "no", "", string.Join(';', c.Words), "", "");
        }

        return text.ToString();
    }

    private static string WriteDesign(Column[] columns)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var json = new Utf8JsonWriter(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("unit_of_analysis", "rows");
            json.WriteStartArray("tables");
            if (columns.FirstOrDefault(c => c.Type == ColumnType.Boolean || c.Words.Count > 1) is { } by)
            {
                json.WriteStartObject();
                json.WriteString("id", "1");
                json.WriteString("title", $"By {by.Label}");
                json.WriteString("by", by.Name);
                json.WriteStartArray("rows");
                foreach (var row in columns.Where(c => c != by && c.HasRows)) json.WriteStringValue(row.Name);
                json.WriteEndArray();
                json.WriteBoolean("overall", true);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>What a column of the file looks like so far.</summary>
    private sealed class Column(SourceColumn from, int place)
    {
        private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);
        private readonly HashSet<string> _missing = [.. CohortSchema.UsualMissingCodes.Select(CellText.Key)];
        private readonly HashSet<string> _yesOrNo =
            [.. CohortSchema.UsualYesAndNo.SelectMany(c => c.Spellings.Prepend(c.Name)).Select(CellText.Key)];

        private bool _isYesOrNo = true, _isWhole = true, _isNumber = true, _isDate = true;
        private double _greatest;
        private long _values;

        public int Place { get; } = place;

        public string Header { get; } = from.Name.Trim();

        /// <summary>What it identifies; null where nothing.</summary>
        public string? Identifies { get; private set; } =
            DirectIdentifiers.OfHeader(from.Name) ?? DirectIdentifiers.OfHeader(from.Label) ?? DirectIdentifiers.OfValue(from.Name);

        public string Name { get; private set; } = "";

        public string Label { get; private set; } = "";

        public string Unit { get; private set; } = "";

        public ColumnType Type { get; private set; }

        public IReadOnlyList<string> Words { get; private set; } = [];

        public bool HasRows => Type is ColumnType.Number or ColumnType.Integer or ColumnType.Boolean || Words.Count > 0;

        public void See(SourceCell cell)
        {
            if (Identifies is not null || cell.Kind == SourceCellKind.Missing) return;
            if (cell.Kind == SourceCellKind.Text && (CellText.Key(cell.Text.ToString()) is "" || IsMissing(cell.Text))) return;
            _values++;
            _isDate &= cell.Kind == SourceCellKind.Date || (cell.Kind == SourceCellKind.Text && CellText.TryReadDate(cell.Text, out _));
            switch (cell.Kind)
            {
                case SourceCellKind.Number:
                    SeeNumber(cell.Number);
                    Count(cell.Number.ToString("R", CultureInfo.InvariantCulture));
                    return;
                case SourceCellKind.Boolean:
                    (_isWhole, _isNumber) = (false, false);
                    Count(cell.Number == 1 ? "yes" : "no");
                    return;
                case SourceCellKind.Date:
                    (_isYesOrNo, _isWhole, _isNumber) = (false, false, false);
                    return;
            }

            Identifies = DirectIdentifiers.OfValue(cell.Text);
            if (CellText.ReadNumber(cell.Text, false, out var number) == CellReading.Number) SeeNumber(number);
            else
            {
                (_isWhole, _isNumber) = (false, false);
                _isYesOrNo &= _yesOrNo.Contains(CellText.Key(cell.Text.ToString()));
            }

            Count(cell.Text.Trim().ToString());
        }

        public void Decide(long rows, HashSet<string> names)
        {
            (Label, Unit) = Parted(Header);
            var isIdentifier = IdentifierKeys.Contains(CellText.Key(Label)) && _values == rows;
            var few = _words.Count <= MostWords && rows >= RowsPerWord * _words.Count && _words.Values.All(n => n > 1)
                && _words.Keys.All(w => w.IndexOfAny([';', '|', '=']) < 0);
            Type = isIdentifier ? ColumnType.Text
                : _values == 0 ? ColumnType.Number
                : _isYesOrNo && (_words.Count == 2 || !_isNumber) && _words.Count <= 2 ? ColumnType.Boolean
                : _isWhole && _greatest <= short.MaxValue ? ColumnType.Integer
                : _isNumber ? ColumnType.Number
                : _isDate ? ColumnType.Date
                : ColumnType.Category;
            if (Type == ColumnType.Category && few) Words = [.. _words.Keys.Order(StringComparer.Ordinal)];
            if (isIdentifier && names.Add(CohortColumns.WomanId)) Name = CohortColumns.WomanId;
            else Name = Unused(Slug(Label), names);
        }

        private bool IsMissing(ReadOnlySpan<char> text) =>
            text.Length <= CellText.LongestText && _missing.Contains(CellText.Key(text.ToString()));

        private void SeeNumber(double number)
        {
            _isYesOrNo &= number is 0 or 1;
            _isWhole &= number == Math.Floor(number);
            _greatest = Math.Max(_greatest, Math.Abs(number));
        }

        // One word more than can be shown is enough to know that there are too many.
        private void Count(string word)
        {
            if (_words.TryGetValue(word, out var count)) _words[word] = count + 1;
            else if (_words.Count <= MostWords) _words.Add(word, 1);
        }

        // A unit stands in brackets at the end.
        private static (string Label, string Unit) Parted(string header)
        {
            var open = header.LastIndexOfAny(['(', '（', '[']);
            return open > 0 && (header[^1] is ')' or '）' or ']') && open < header.Length - 2
                ? (header[..open].TrimEnd(), header[(open + 1)..^1].Trim()) : (header, "");
        }

        private string Slug(string label)
        {
            var name = new StringBuilder();
            foreach (var c in label)
            {
                if (char.IsAsciiLetterOrDigit(c)) name.Append(char.ToLowerInvariant(c));
                else if (name.Length > 0 && name[^1] != '_') name.Append('_');
            }

            var slug = name.ToString().TrimEnd('_');
            return slug.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"column_{Place + 1}")
                : char.IsAsciiLetter(slug[0]) ? slug : "v_" + slug;
        }

        // Names that mean something to every dictionary have their own types.
        private string Unused(string name, HashSet<string> names)
        {
            if (CohortColumns.Reserved.Any(r => r.Name == name && r.Type != Type)) name += "_column";
            var unused = name;
            for (var k = 2; !names.Add(unused); k++) unused = string.Create(CultureInfo.InvariantCulture, $"{name}_{k}");
            return unused;
        }
    }
}
