namespace Urif.Cohorts;

/// <summary>
/// One transfer cycle: a row of a cohort with the columns of the data dictionary as properties, null where a value is missing.
/// For those who go on by hand; loops over a cohort use its columns.
/// </summary>
public sealed record TransferCycle
{
    /// <summary>The woman, a number without meaning.</summary>
    public int? WomanId { get; init; }

    /// <summary>The transfer cycle, a number without meaning.</summary>
    public int? CycleId { get; init; }

    /// <summary>The centre.</summary>
    public string? Centre { get; init; }

    /// <summary>The day of the transfer.</summary>
    public DateOnly? TransferDate { get; init; }

    /// <summary>Age, years.</summary>
    public double? Age { get; init; }

    /// <summary>Body mass index, kg/m².</summary>
    public double? Bmi { get; init; }

    /// <summary>Pregnancies lost before this cycle.</summary>
    public int? PriorLosses { get; init; }

    /// <summary>Transfer cycles before this one.</summary>
    public int? PriorTransferCycles { get; init; }

    /// <summary>Transfer cycles before this one that failed.</summary>
    public int? PriorFailedCycles { get; init; }

    /// <summary>Cleavage-stage embryos transferred before this cycle.</summary>
    public int? PriorCleavageEmbryos { get; init; }

    /// <summary>Blastocysts transferred before this cycle.</summary>
    public int? PriorBlastocysts { get; init; }

    /// <summary>Fasting insulin, μU/mL.</summary>
    public double? Fins { get; init; }

    /// <summary>Insulin at 2 h, μU/mL.</summary>
    public double? Ins2h { get; init; }

    /// <summary>Fasting glucose, mmol/L.</summary>
    public double? Fpg { get; init; }

    /// <summary>Glucose at 2 h, mmol/L.</summary>
    public double? Pg2h { get; init; }

    /// <summary>HOMA-IR, as the file gives it.</summary>
    public double? GivenHomaIr { get; init; }

    /// <summary>Whether metformin was taken.</summary>
    public bool? Metformin { get; init; }

    /// <summary>Embryos transferred in this cycle.</summary>
    public int? EmbryosTransferred { get; init; }

    /// <summary>The stage of the embryos.</summary>
    public EmbryoStage? Stage { get; init; }

    /// <summary>Fresh or frozen embryos.</summary>
    public CycleType? Cycle { get; init; }

    /// <summary>Whether β-hCG was positive two weeks after the transfer.</summary>
    public bool? HcgPositive { get; init; }

    /// <summary>What ultrasound showed five weeks after the transfer.</summary>
    public GestationalSac? GestationalSac { get; init; }

    /// <summary>Whether ultrasound showed a heartbeat.</summary>
    public bool? FetalHeartbeat { get; init; }

    /// <summary>How an intrauterine pregnancy ended.</summary>
    public PregnancyEnd? PregnancyEnd { get; init; }

    /// <summary>Weeks of gestation when it ended.</summary>
    public double? PregnancyEndWeek { get; init; }

    /// <summary>A clinical pregnancy, as the file gives it.</summary>
    public bool? ClinicalPregnancy { get; init; }

    /// <summary>An ectopic pregnancy, as the file gives it.</summary>
    public bool? Ectopic { get; init; }

    /// <summary>An early pregnancy loss, as the file gives it.</summary>
    public bool? EarlyLoss { get; init; }

    /// <summary>A late pregnancy loss, as the file gives it.</summary>
    public bool? LateLoss { get; init; }

    /// <summary>A live birth, as the file gives it.</summary>
    public bool? LiveBirth { get; init; }

    /// <summary>Whether an earlier embryo transfer succeeded.</summary>
    public bool? PriorSuccess { get; init; }

    /// <summary>Good-quality embryos transferred before this cycle.</summary>
    public int? GoodQualityEmbryos { get; init; }

    /// <summary>Whether the uterus is of normal shape.</summary>
    public bool? UterusNormal { get; init; }

    /// <summary>Endometriosis, fibroids, polyps or adhesions.</summary>
    public bool? EndometrialDisease { get; init; }

    /// <summary>A malformation of the uterus.</summary>
    public bool? UterineMalformation { get; init; }

    /// <summary>A tubal or pelvic factor.</summary>
    public bool? TubalPelvicFactor { get; init; }

    /// <summary>An autoimmune disease or thrombophilia.</summary>
    public bool? AutoimmuneThrombophilia { get; init; }

    /// <summary>PCOS or another endocrine disease.</summary>
    public bool? EndocrineDisease { get; init; }

    /// <summary>Medicines that act on sex hormones or insulin within three months.</summary>
    public bool? RecentMedication { get; init; }

    /// <summary>A chromosomal abnormality.</summary>
    public bool? ChromosomalAbnormality { get; init; }

    /// <summary>Smoking or heavy drinking.</summary>
    public bool? SmokingAlcohol { get; init; }

    /// <summary>Whether a random number generator made it, so that it is no patient.</summary>
    public bool? Synthetic { get; init; }

    /// <summary>HOMA-IR (<see cref="InsulinIndices.HomaIr"/>), as given where fasting glucose or insulin is missing.</summary>
    public double? HomaIr => Known(InsulinIndices.HomaIr(Fpg ?? double.NaN, Fins ?? double.NaN)) 
        ?? (GivenHomaIr is { } given ? InsulinIndices.Exact(given) : null);

    /// <summary>HOMA-β, percent (<see cref="InsulinIndices.HomaBeta"/>).</summary>
    public double? HomaBeta => Known(InsulinIndices.HomaBeta(Fpg ?? double.NaN, Fins ?? double.NaN));

    /// <summary>QUICKI (<see cref="InsulinIndices.Quicki"/>).</summary>
    public double? Quicki => Known(InsulinIndices.Quicki(Fpg ?? double.NaN, Fins ?? double.NaN));

    /// <summary>The two-point Matsuda index (<see cref="InsulinIndices.MatsudaTwoPoint"/>).</summary>
    public double? Matsuda => Known(InsulinIndices.MatsudaTwoPoint(
        Fpg ?? double.NaN, Fins ?? double.NaN, Pg2h ?? double.NaN, Ins2h ?? double.NaN));

    /// <summary>The arm; null where HOMA-IR or metformin is missing.</summary>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant; null for the kit's own design.</param>
    public Arm? ArmAt(double? cutOff = null) =>
        Cohort.ArmOf(HomaIr ?? double.NaN, Code(Metformin), cutOff ?? StudyDesign.Default.CutOff) is >= 0 and var arm ? (Arm)arm : null;

    /// <summary>An outcome: as given, else as derived (see <see cref="Cohort.OutcomeOf"/>); null where it is not known.</summary>
    public bool? OutcomeOf(Outcome outcome)
    {
        var derived = new OutcomeDefinitions(
            Code(HcgPositive), (sbyte)((int?)GestationalSac ?? -1), (sbyte)((int?)PregnancyEnd ?? -1), PregnancyEndWeek ?? double.NaN);
        var clinical = OutcomeDefinitions.Resolve(
            Outcome.ClinicalPregnancy, Code(ClinicalPregnancy), derived[Outcome.ClinicalPregnancy], Cohort.MissingCode);
        var given = outcome switch
        {
            Outcome.ClinicalPregnancy => ClinicalPregnancy,
            Outcome.Ectopic => Ectopic,
            Outcome.EarlyLoss => EarlyLoss,
            Outcome.LateLoss => LateLoss,
            Outcome.LiveBirth => LiveBirth,
            _ => null,
        };
        var value = OutcomeDefinitions.Resolve(outcome, Code(given), derived[outcome], clinical);
        return value < 0 ? null : value == 1;
    }

    /// <summary>That it is a transfer cycle, and nothing of it: rows of patients are not printed by accident.</summary>
    public override string ToString() => nameof(TransferCycle);

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    private static sbyte Code(bool? value) => value is { } v ? (sbyte)(v ? 1 : 0) : Cohort.MissingCode;
}
