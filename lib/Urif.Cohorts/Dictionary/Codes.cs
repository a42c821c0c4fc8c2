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

/// <summary>The four arms of the study: insulin resistance by metformin. What the paper calls them stands in the design.</summary>
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
