using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>Opens a file of patients, whatever its format.</summary>
public static class RecordSource
{
    private const string Formats =
        "give a .csv, .tsv or .txt, .xlsx or .xls, .parquet, or .sav or .zsav file";

    /// <summary>The encodings that can be declared.</summary>
    public static IReadOnlyList<string> Encodings => TextFile.Names;

    private enum Format
    {
        Text,
        Workbook,
        Parquet,
        DuckDb,
        Spss,
    }

    /// <summary>
    /// Opens a file by the format that its extension says, or by its first bytes where the extension is none of these: CSV and
    /// TSV, Excel workbooks (.xlsx, .xlsm, .xls), Parquet, SPSS (.sav, .zsav).
    /// </summary>
    /// <remarks>Files may be hostile.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="sheet">The sheet of a workbook, the first by default.</param>
    /// <param name="encoding">The encoding of a text file: one of <see cref="Encodings"/>; null to find it, where it is sure.</param>
    /// <param name="skipRows">How many rows above the header are left out: lines of a text file, rows of a sheet.</param>
    /// <exception cref="InputException">
    /// The file is missing, unreadable, empty, of no such format or of another than its extension says, or not a table with one
    /// name to a column.
    /// </exception>
    public static IRecordSource Open(string path, string? sheet = null, string? encoding = null, int skipRows = 0)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = CohortFile.NameOf(path);
        var stream = CohortFile.Open(path, name);
        try
        {
            var format = FormatOf(stream, path, name);
            stream.Position = 0;
            if (sheet is not null && format != Format.Workbook)
                throw new InputException(name, $"has no sheets to choose {Quoted.Short(sheet)} from", "leave the sheet out");
            if (skipRows > 0 && format is not (Format.Text or Format.Workbook))
                throw new InputException(name, "has no rows above its columns' names", "leave --skip-rows out");
            if (encoding is not null && format != Format.Text)
                throw new InputException(name, "is no text, and says itself how its words are encoded", "leave the encoding out");
            if (encoding is not null && !Encodings.Contains(encoding))
                throw new InputException(name, $"is declared to be in an encoding that is not known: {Quoted.Short(encoding)}",
                    $"give one of {string.Join(", ", Encodings)}");
            switch (format)
            {
                case Format.Text: return new DelimitedSource(stream, name, encoding, skipRows);
                case Format.Workbook:
                    return stream.ReadByte() == 'P' ? new XlsxSource(stream, name, sheet, skipRows)
                        : new XlsSource(stream, name, sheet, skipRows);
                case Format.Spss: return new SpssSource(stream, name);
                case Format.Parquet: return new ParquetSource(stream, name);
                default:
                    throw new InputException(name, "is a DuckDB database, which is not read",
                        "export its table, in DuckDB with: COPY (SELECT * FROM my_table) TO 'cohort.parquet'");
            }
        }
        catch (Exception e) when (CohortFile.IsUnreadable(e))
        {
            stream.Dispose();
            throw CohortFile.Unreadable(name);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static Format FormatOf(FileStream stream, string path, string name)
    {
        Span<byte> start = stackalloc byte[12];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        Format? content =
            start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? Format.Workbook
            : start.StartsWith("PAR1"u8) || start.StartsWith("PARE"u8) ? Format.Parquet
            : start.StartsWith("$FL"u8) ? Format.Spss
            : start.Length == 12 && start[8..].SequenceEqual("DUCK"u8) ? Format.DuckDb
            : null;
        Format? extension = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" or ".tab" or ".txt" => Format.Text,
            ".xlsx" or ".xlsm" or ".xls" => Format.Workbook,
            ".parquet" => Format.Parquet,
            ".sav" or ".zsav" => Format.Spss,
            ".duckdb" => Format.DuckDb,
            _ => null,
        };
        if (extension is null)
            return content ?? throw new InputException(name, "is of no format known by its extension or first bytes", Formats);
        if (content == extension || (content is null && extension == Format.Text)) return extension.Value;
        var named = Path.GetExtension(path).ToLowerInvariant();
        throw content switch
        {
            Format.Workbook => new InputException(
                name, $"is named {named} but is a workbook or another zip file by its content", "name an Excel file .xlsx or .xls"),
            Format.Parquet => new InputException(name, $"is named {named} but is Parquet by its content", "name it .parquet"),
            Format.Spss => new InputException(name, $"is named {named} but is an SPSS file by its content", "name it .sav"),
            Format.DuckDb => new InputException(name, $"is named {named} but is a DuckDB database by its content, which is not read",
                "export its table as .parquet"),
            _ => new InputException(name, $"is named {named} but does not begin as such a file does",
                "save it again in that format, or name a text file .csv or .tsv"),
        };
    }
}
