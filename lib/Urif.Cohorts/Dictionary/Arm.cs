namespace Urif.Cohorts;

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
