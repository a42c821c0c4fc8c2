using System.Globalization;
using Urif.Cohorts;

namespace Urif.Synthesis;

/// <summary>A synthetic cohort: rows of women who do not exist.</summary>
public sealed class SyntheticCohort
{
    /// <summary>The word in the name of every file and in every row.</summary>
    public const string Mark = "SYNTHETIC";

    private readonly Lazy<Cohort> _cohort;

    internal SyntheticCohort(Reading reading, ulong seed, int number, IReadOnlyList<TransferCycle> rows)
    {
        (Reading, Seed, Number, Rows) = (reading, seed, number, rows);
        _cohort = new(() => Cohort.Of(FileName, Rows));
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
    public Cohort Cohort => _cohort.Value;

    /// <summary>The name of its file: the reading, the seed, the number and what it is.</summary>
    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{Reading.Name}-seed-{Seed}-{Number:0000}-{Mark}.csv");

    /// <summary>Writes the rows as a file that <c>urif cohort</c> reads: every column of the dictionary, UTF-8, line feeds.</summary>
    public void WriteCsv(TextWriter output) =>
        CohortCsv.Write(Cohort, output, row => string.Create(CultureInfo.InvariantCulture, $"{Mark}-{row + 1:000}"));
}
