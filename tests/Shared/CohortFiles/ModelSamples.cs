using Urif.Cohorts;

namespace Urif.Tests;

/// <summary>The rows of this kit's synthetic cohorts, and random cycles.</summary>
internal static class ModelSamples
{
    private static readonly Dictionary<string, CohortSelection> Kept = [];

    /// <summary>The analysed rows of <c>tables-1-2</c> or <c>tables-3-4</c>.</summary>
    public static CohortSelection Rows(string reading)
    {
        lock (Kept)
        {
            if (Kept.TryGetValue(reading, out var rows)) return rows;
            using var source = RecordSource.Open(Repository.PathOf("data", "cohort", $"{reading}-seed-1-0001-SYNTHETIC.csv"));
            return Kept[reading] = CohortCheck.Run(CohortReader.Read(source).Cohort).Analysed;
        }
    }

    /// <summary>The rows of some cycles, whatever they hold.</summary>
    public static CohortSelection Of(IEnumerable<TransferCycle> cycles) =>
        CohortCheck.Run(Cohort.Of("cycles", [.. cycles]), new() { Errors = ErrorRows.Exclude, ApplyEligibility = false }).Analysed;

    /// <summary>The paper's model of the first cohort.</summary>
    public static CohortFit Paper { get; } = CohortModel.Fit(CohortModel.Controls(Rows("tables-1-2")));
}
