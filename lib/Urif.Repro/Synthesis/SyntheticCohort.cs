using System.Globalization;
using Urif.Repro.Cohorts;

namespace Urif.Repro.Synthesis;

/// <summary>A synthetic cohort: rows of women who do not exist.</summary>
public sealed class SyntheticCohort
{
    /// <summary>The word in the name of every file and in every row.</summary>
    public const string Mark = "SYNTHETIC";

    private readonly Lazy<Cohort> cohort;

    internal SyntheticCohort(Reading reading, ulong seed, int number, IReadOnlyList<TransferCycle> rows)
    {
        (Reading, Seed, Number, Rows) = (reading, seed, number, rows);
        cohort = new(() => Cohort.Of(FileName, Rows));
    }

    /// <summary>The reading.</summary>
    public Reading Reading { get; }

    /// <summary>The seed.</summary>
    public ulong Seed { get; }

    /// <summary>Which of the seed's cohorts it is, from 1.</summary>
    public int Number { get; }

    /// <summary>The rows.</summary>
    public IReadOnlyList<TransferCycle> Rows { get; }

    /// <summary>The rows as a cohort, for checks and tables.</summary>
    public Cohort Cohort => cohort.Value;

    /// <summary>The name of its file: the reading, the seed, the number and what it is.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Reading.Name}-seed-{Seed}-{Number:0000}-{Mark}.csv");

    /// <summary>Writes the rows as a file that <c>urif cohort</c> reads: every column of the dictionary, UTF-8, line feeds.</summary>
    public void WriteCsv(TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var columns = CohortSchema.Columns;
        var fields = new string[columns.Count];
        for (var c = 0; c < fields.Length; c++) fields[c] = columns[c].Name;
        CsvText.WriteRow(output, fields);
        for (var row = 0; row < Cohort.Count; row++)
        {
            for (var c = 0; c < fields.Length; c++) fields[c] = Cell(columns[c], row);
            CsvText.WriteRow(output, fields);
        }
    }

    private string Cell(DictionaryColumn column, int row)
    {
        switch (column.Name)
        {
            case "woman_id": return string.Create(CultureInfo.InvariantCulture, $"{Mark}-{row + 1:000}");
            case "cycle_id": return "1";
            case "centre": return Cohort.CentreCodes[row] is >= 0 and var centre ? Cohort.Centres[centre] : "";
        }

        return Cohort.Column(column) switch
        {
            double[] numbers => double.IsNaN(numbers[row]) ? "" : numbers[row].ToString("R", CultureInfo.InvariantCulture),
            short[] counts => counts[row] == Cohort.MissingCount ? "" : counts[row].ToString(CultureInfo.InvariantCulture),
            sbyte[] codes when codes[row] < 0 => "",
            sbyte[] codes when column.Type == ColumnType.Boolean => codes[row] == 1 ? "yes" : "no",
            sbyte[] codes => column.Categories[codes[row]].Name,
            int[] days => days[row] == Cohort.MissingNumber ? "" : DateOnly.FromDayNumber(days[row]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException(),
        };
    }
}
