namespace Urif.Cohorts;

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
