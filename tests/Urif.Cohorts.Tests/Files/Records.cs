using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts.Tests;

/// <summary>Whole files as tests compare them, and what refuses them.</summary>
internal static class Records
{
    /// <summary>The rows of a file, each its position and its cells: <c>NA</c>, a number, a text in quotes, a date, TRUE or FALSE.</summary>
    public static List<string> Read(string path, string? table = null, string? encoding = null)
    {
        using var source = RecordSource.Open(path, table, encoding);
        var rows = new List<string>();
        while (source.Read())
        {
            var cells = new string[source.Columns.Count];
            for (var i = 0; i < cells.Length; i++) cells[i] = Text(source.Cell(i));
            rows.Add($"{source.Position}: {string.Join(", ", cells)}");
        }
        return rows;
    }

    /// <summary>The headers of a file.</summary>
    public static IEnumerable<string> Headers(string path, string? table = null)
    {
        using var source = RecordSource.Open(path, table);
        return [.. source.Columns.Select(c => c.Name)];
    }

    /// <summary>A cell as R prints it, texts in quotes.</summary>
    public static string Text(SourceCell cell) => cell.Kind switch
    {
        SourceCellKind.Missing => "NA",
        SourceCellKind.Number => cell.Number.ToString("R", CultureInfo.InvariantCulture),
        SourceCellKind.Text => $"'{cell.Text}'",
        SourceCellKind.Date => cell.Date.ToString(cell.Date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFF", CultureInfo.InvariantCulture),
        _ => cell.Number == 1 ? "TRUE" : "FALSE",
    };

    /// <summary>Fails unless a file is refused with this message, somewhere in it.</summary>
    public static void AssertRefused(string message, string path, string? table = null)
    {
        var e = Assert.Throws<InputException>(() => Read(path, table));
        AssertOneLine(e.Message);
        Assert.Equal(message, e.Message);
    }

    /// <summary>Fails unless a message is one line of moderate length that a person can see all of.</summary>
    public static void AssertOneLine(string message) =>
        Assert.True(message.Length is > 0 and < 900 && !message.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'), message);
}
