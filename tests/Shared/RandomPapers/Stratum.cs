namespace Urif.Tests;

/// <summary>What sets a random paper apart from one with every value, each percent of the whole arm and digits rounded once.</summary>
internal enum Stratum
{
    Plain,

    /// <summary>As a plain one, and it says that no value is missing.</summary>
    Complete,

    /// <summary>Values are missing, of which it says nothing; percents are of the women with a value.</summary>
    Missing,

    /// <summary>Values are missing, and it prints how many women have one.</summary>
    ValidN,

    /// <summary>Percents of outcomes are of the women with a clinical pregnancy.</summary>
    OtherDenominators,

    /// <summary>Digits are rounded from one digit more.</summary>
    RoundedTwice,

    /// <summary>Digits are cut off.</summary>
    Truncated,

    /// <summary>One table from R, the next from SPSS: ties are broken both ways.</summary>
    MixedTies,
}
