using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// The records of a file as the file has them, one after the other: no header is mapped yet, no unit converted, no code read as
/// missing that the file itself does not declare missing. One reader per format.
/// </summary>
/// <remarks>A reading asks from several threads, never from two at a time.</remarks>
public interface IRecordSource : IDisposable
{
    /// <summary>The file, and the sheet or table in it, as messages name it.</summary>
    string Name { get; }

    /// <summary>The columns, in the order of the file.</summary>
    IReadOnlyList<SourceColumn> Columns { get; }

    /// <summary>The encoding of a text file, by the name of its registry; empty for UTF-8 and for files that are no text.</summary>
    string Encoding => "";

    /// <summary>Where the record is, as a person finds it: <c>line 17</c>, <c>row 17</c>.</summary>
    RecordPosition Position { get; }

    /// <summary>Goes to the next record.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InputException">The file cannot be read on; the message says where.</exception>
    bool Read();

    /// <summary>A cell of the record; valid until the next <see cref="Read"/>, also when other cells are asked for.</summary>
    /// <exception cref="InputException">
    /// The file has something there that is no value, such as the error #N/A of Excel. The message says where, and does not quote the
    /// cell.
    /// </exception>
    SourceCell Cell(int column);
}

/// <summary>Where a record is in its file, as a person finds it.</summary>
/// <param name="Word">What is counted: <c>line</c>, <c>row</c>, <c>case</c>.</param>
/// <param name="Number">Its number, from 1.</param>
public readonly record struct RecordPosition(string Word, long Number)
{
    /// <summary>The word and the number: <c>line 17</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Word} {Number}");
}

/// <summary>A column of a file.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Label">The longer label that some formats carry (SPSS); empty elsewhere.</param>
/// <param name="ValueLabels">What codes stand for (SPSS), by the code as the file has it; empty elsewhere.</param>
public sealed record SourceColumn(string Name, string Label, IReadOnlyDictionary<string, string> ValueLabels);

/// <summary>The types of a cell.</summary>
public enum SourceCellKind
{
    /// <summary>Empty, or declared missing by the file.</summary>
    Missing,

    /// <summary>A number that the file holds as such.</summary>
    Number,

    /// <summary>Text, which may be a number as a person wrote it.</summary>
    Text,

    /// <summary>A date that the file holds as such.</summary>
    Date,

    /// <summary>True or false that the file holds as such.</summary>
    Boolean,
}

/// <summary>A cell as the file has it.</summary>
public readonly ref struct SourceCell
{
    private SourceCell(SourceCellKind kind, double number, ReadOnlySpan<char> text, DateTime date)
    {
        Kind = kind;
        Number = number;
        Text = text;
        Date = date;
    }

    /// <summary>The type, which says which of the other members has the value.</summary>
    public SourceCellKind Kind { get; }

    /// <summary>The value of a number; 1 or 0 for true or false.</summary>
    public double Number { get; }

    /// <summary>The text, not trimmed.</summary>
    public ReadOnlySpan<char> Text { get; }

    /// <summary>The date.</summary>
    public DateTime Date { get; }

    /// <summary>A cell without a value.</summary>
    public static SourceCell Missing => default;

    /// <summary>A number.</summary>
    public static SourceCell Of(double number) => new(SourceCellKind.Number, number, default, default);

    /// <summary>A text.</summary>
    public static SourceCell Of(ReadOnlySpan<char> text) => new(SourceCellKind.Text, 0, text, default);

    /// <summary>A date.</summary>
    public static SourceCell Of(DateTime date) => new(SourceCellKind.Date, 0, default, date);

    /// <summary>True or false.</summary>
    public static SourceCell Of(bool value) => new(SourceCellKind.Boolean, value ? 1 : 0, default, default);
}
