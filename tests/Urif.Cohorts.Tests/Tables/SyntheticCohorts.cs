using System.Globalization;
using System.Text;

namespace Urif.Cohorts.Tests;

/// <summary>Cohorts of random cycles for tests of the tables.</summary>
internal static class SyntheticCohorts
{
    private static readonly string[] Columns =
    [
        "woman_id", "age", "bmi", "prior_losses", "prior_transfer_cycles", "prior_failed_cycles", "prior_cleavage_embryos", "prior_blastocysts",
        "fins", "ins_2h", "fpg", "pg_2h", "metformin", "embryos_transferred", "stage", "cycle", "hcg_positive", "clinical_pregnancy", "ectopic",
        "early_loss", "late_loss", "live_birth",
    ];

    /// <summary>The cohort of cycles as its reader loads it.</summary>
    public static Cohort Of(IEnumerable<TransferCycle> cycles) => CohortReader.Read(MemoryRecords.Of(cycles)).Cohort;

    /// <summary>All rows of a cohort that breaks no rule.</summary>
    public static CohortSelection Rows(Cohort cohort) => CohortCheck.Run(cohort, new() { ApplyEligibility = false }).Analysed;

    /// <summary>All rows of random cycles.</summary>
    public static CohortSelection Random(ulong seed, int count, double missing = 0) => Rows(Of(RandomCycles.Of(seed, count, missing)));

    /// <summary>The file that tests/reference/cohort-tables.R reads: 335 random cycles, of which some lack values.</summary>
    public static string ReferenceFile()
    {
        var text = new StringBuilder().AppendJoin(',', Columns).Append('\n');
        var cycles = RandomCycles.Of(335, 335, 0.03);
        var places = Columns.Select(c => CohortSchema.Default.Column(c).Index).ToArray();
        for (var row = 0; row < cycles.Length; row++)
        {
            // Of some pregnancies it is not known whether they were lost late.
            var cycle = row % 11 == 7 && cycles[row].ClinicalPregnancy == true ? cycles[row] with { LateLoss = null } : cycles[row];
            var cells = MemoryRecords.Cells(cycle);
            text.AppendJoin(',', places.Select(p => Convert.ToString(cells[p], CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }
}
