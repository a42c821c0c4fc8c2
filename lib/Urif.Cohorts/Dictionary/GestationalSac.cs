namespace Urif.Cohorts;

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
