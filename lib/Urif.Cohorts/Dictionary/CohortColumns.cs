namespace Urif.Cohorts;

/// <summary>
/// The columns that code names: those of the definitions (outcomes, indices, rules of logic, identifiers) and of the women that
/// <c>Urif.Synthesis</c> draws. All other columns are known from the dictionary alone, and no other file spells one.
/// </summary>
public static class CohortColumns
{
    /// <summary>Woman.</summary>
    public const string WomanId = "woman_id";

    /// <summary>Transfer cycle.</summary>
    public const string CycleId = "cycle_id";

    /// <summary>Centre.</summary>
    public const string Centre = "centre";

    /// <summary>Date of transfer.</summary>
    public const string TransferDate = "transfer_date";

    /// <summary>Age.</summary>
    public const string Age = "age";

    /// <summary>Body mass index.</summary>
    public const string Bmi = "bmi";

    /// <summary>Prior pregnancy losses.</summary>
    public const string PriorLosses = "prior_losses";

    /// <summary>Prior transfer cycles.</summary>
    public const string PriorTransferCycles = "prior_transfer_cycles";

    /// <summary>Prior failed transfer cycles.</summary>
    public const string PriorFailedCycles = "prior_failed_cycles";

    /// <summary>Prior cleavage-stage embryos transferred.</summary>
    public const string PriorCleavageEmbryos = "prior_cleavage_embryos";

    /// <summary>Prior blastocysts transferred.</summary>
    public const string PriorBlastocysts = "prior_blastocysts";

    /// <summary>Fasting insulin.</summary>
    public const string Fins = "fins";

    /// <summary>2 h insulin.</summary>
    public const string Ins2h = "ins_2h";

    /// <summary>Fasting glucose.</summary>
    public const string Fpg = "fpg";

    /// <summary>2 h glucose.</summary>
    public const string Pg2h = "pg_2h";

    /// <summary>HOMA-IR, as a file gives it.</summary>
    public const string HomaIr = "homa_ir";

    /// <summary>Metformin.</summary>
    public const string Metformin = "metformin";

    /// <summary>Embryos transferred.</summary>
    public const string EmbryosTransferred = "embryos_transferred";

    /// <summary>Stage of the embryos.</summary>
    public const string Stage = "stage";

    /// <summary>Fresh or frozen cycle.</summary>
    public const string Cycle = "cycle";

    /// <summary>Β-hCG positive.</summary>
    public const string HcgPositive = "hcg_positive";

    /// <summary>Gestational sac.</summary>
    public const string GestationalSac = "gestational_sac";

    /// <summary>Fetal heartbeat.</summary>
    public const string FetalHeartbeat = "fetal_heartbeat";

    /// <summary>End of the pregnancy.</summary>
    public const string PregnancyEnd = "pregnancy_end";

    /// <summary>Week in which the pregnancy ended.</summary>
    public const string PregnancyEndWeek = "pregnancy_end_week";

    /// <summary>Clinical pregnancy.</summary>
    public const string ClinicalPregnancy = "clinical_pregnancy";

    /// <summary>Ectopic pregnancy.</summary>
    public const string Ectopic = "ectopic";

    /// <summary>Early pregnancy loss.</summary>
    public const string EarlyLoss = "early_loss";

    /// <summary>Late pregnancy loss.</summary>
    public const string LateLoss = "late_loss";

    /// <summary>Live birth.</summary>
    public const string LiveBirth = "live_birth";

    /// <summary>Good-quality embryos transferred.</summary>
    public const string GoodQualityEmbryos = "good_quality_embryos";

    /// <summary>Synthetic.</summary>
    public const string Synthetic = "synthetic";

    /// <summary>Names that mean the same in every dictionary, the type that they then have, and what they say.</summary>
    internal static IReadOnlyList<(string Name, ColumnType Type, string Says)> Reserved { get; } =
    [
        (WomanId, ColumnType.Text, "says which rows are of the same woman"),
        (CycleId, ColumnType.Text, "says which rows are of the same transfer cycle"),
        (Synthetic, ColumnType.Boolean, "says whether a random number generator made the row"),
    ];

    /// <summary>
    /// The columns without which the definitions mean nothing, and their types: a dictionary that lacks one is of another study.
    /// </summary>
    internal static IReadOnlyList<(string Name, ColumnType Type)> Needed { get; } =
    [
        (WomanId, ColumnType.Text),
        (CycleId, ColumnType.Text),
        (Centre, ColumnType.Category),
        (TransferDate, ColumnType.Date),
        (Fpg, ColumnType.Number),
        (Fins, ColumnType.Number),
        (Pg2h, ColumnType.Number),
        (Ins2h, ColumnType.Number),
        (PriorFailedCycles, ColumnType.Integer),
        (PriorTransferCycles, ColumnType.Integer),
        (PriorCleavageEmbryos, ColumnType.Integer),
        (PriorBlastocysts, ColumnType.Integer),
        (GoodQualityEmbryos, ColumnType.Integer),
        (EmbryosTransferred, ColumnType.Integer),
        (Stage, ColumnType.Category),
        (HcgPositive, ColumnType.Boolean),
        (GestationalSac, ColumnType.Category),
        (FetalHeartbeat, ColumnType.Boolean),
        (PregnancyEnd, ColumnType.Category),
        (PregnancyEndWeek, ColumnType.Number),
        (ClinicalPregnancy, ColumnType.Boolean),
        (Ectopic, ColumnType.Boolean),
        (EarlyLoss, ColumnType.Boolean),
        (LateLoss, ColumnType.Boolean),
        (LiveBirth, ColumnType.Boolean),
        (Synthetic, ColumnType.Boolean),
    ];
}
