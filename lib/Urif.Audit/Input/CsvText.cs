namespace Urif.Audit;

/// <summary>
/// Comma-separated values as RFC 4180 has them, except that lines end with a line feed alone: a field is quoted where it
/// holds a comma, a quote or a line break, and quotes within it are doubled.
/// </summary>
public static class CsvText
{
    /// <summary>Writes one record.</summary>
    public static void WriteRow(TextWriter output, params ReadOnlySpan<string> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) output.Write(',');
            WriteField(output, fields[i]);
        }

        output.Write('\n');
    }

    private static void WriteField(TextWriter output, string field)
    {
        if (field.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            output.Write(field);
            return;
        }

        output.Write('"');
        output.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        output.Write('"');
    }
}
