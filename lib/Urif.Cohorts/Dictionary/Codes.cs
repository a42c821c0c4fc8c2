namespace Urif.Cohorts;

/// <summary>The stage of the embryos transferred.</summary>
public enum EmbryoStage
{
    /// <summary>Cleavage stage, day 2 or 3.</summary>
    Cleavage,

    /// <summary>Blastocyst, day 5 or 6.</summary>
    Blastocyst,
}

/// <summary>The type of a transfer cycle.</summary>
public enum CycleType
{
    /// <summary>Fresh embryos.</summary>
    Fresh,

    /// <summary>Frozen and thawed embryos.</summary>
    Frozen,
}

/// <summary>What ultrasound showed five weeks after the transfer.</summary>
public enum GestationalSac
{
    /// <summary>No sac.</summary>
    None,

    /// <summary>A sac in the uterus.</summary>
    Intrauterine,

    /// <summary>A sac outside the uterus.</summary>
    Ectopic,
}

/// <summary>How an intrauterine pregnancy ended.</summary>
public enum PregnancyEnd
{
    /// <summary>It was lost without intervention.</summary>
    SpontaneousLoss,

    /// <summary>It was terminated.</summary>
    Termination,

    /// <summary>The child was born dead.</summary>
    Stillbirth,

    /// <summary>A child was born alive.</summary>
    LiveBirth,

    /// <summary>It has not ended.</summary>
    Ongoing,
}

/// <summary>The four arms of the study.</summary>
public enum Arm
{
    /// <summary>No insulin resistance, no metformin.</summary>
    NonIrControl,

    /// <summary>Insulin resistance, no metformin.</summary>
    IrControl,

    /// <summary>No insulin resistance, metformin.</summary>
    NonIrMetformin,

    /// <summary>Insulin resistance, metformin.</summary>
    IrMetformin,
}

/// <summary>The outcomes of a transfer cycle.</summary>
public enum Outcome
{
    /// <summary>β-hCG positive and a gestational sac, in or outside the uterus.</summary>
    ClinicalPregnancy,

    /// <summary>β-hCG positive without a gestational sac. A part of <see cref="EarlyLoss"/>; no file gives it on its own.</summary>
    BiochemicalLoss,

    /// <summary>A clinical pregnancy outside the uterus.</summary>
    Ectopic,

    /// <summary>A biochemical loss, or a spontaneous loss of an intrauterine pregnancy before week 12.</summary>
    EarlyLoss,

    /// <summary>A spontaneous loss from week 12 on, or a stillbirth.</summary>
    LateLoss,

    /// <summary>An intrauterine pregnancy that ended with a live birth.</summary>
    LiveBirth,
}

/// <summary>What the dictionary calls the outcomes.</summary>
public static class OutcomeColumns
{
    /// <summary>The dictionary's column of an outcome; null where there is none.</summary>
    public static string? ColumnName(this Outcome outcome) => outcome switch
    {
        Outcome.ClinicalPregnancy => "clinical_pregnancy",
        Outcome.BiochemicalLoss => null,
        Outcome.Ectopic => "ectopic",
        Outcome.EarlyLoss => "early_loss",
        Outcome.LateLoss => "late_loss",
        _ => "live_birth",
    };
}
