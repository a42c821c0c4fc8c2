using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>What an assumption is of.</summary>
public enum AssumptionKind
{
    /// <summary>How two variables go together: asked of normal scores, found as Pearson's r of the values.</summary>
    Correlation,

    /// <summary>
    /// How the log odds of an outcome change per SD of a variable: found as the difference of the variable's means between women with the
    /// outcome and without, in SDs within both, which is that of normal values.
    /// </summary>
    Effect,

    /// <summary>A share of women, or of their pregnancies.</summary>
    Rate,

    /// <summary>The mean of a variable without numbers; the median where it is log-normal.</summary>
    Centre,

    /// <summary>The SD of a variable without numbers; that of the logarithms where it is log-normal.</summary>
    Spread,

    /// <summary>The mean gestation at live births of one transferred embryo, in weeks.</summary>
    BirthWeek,

    /// <summary>The share of live births of one transferred embryo before week 37.</summary>
    BirthBefore37,

    /// <summary>The share of women of whom every earlier transfer failed or is among the losses.</summary>
    TransfersAccounted,

    /// <summary>The share of women with at least one earlier embryo a transfer and at most three.</summary>
    EmbryosOfTransfers,

    /// <summary>The share of women whose insulin at two hours is not below the fasting one.</summary>
    InsulinRises,
}

/// <summary>Something that is assumed of an arm's women because nothing is printed, and what became of it.</summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Variable">The variable, or the outcome; empty where the kind says all.</param>
/// <param name="Other">The other variable of a correlation or of an effect; empty for others.</param>
/// <param name="Asked">What the model asks for.</param>
/// <param name="Found">What the cohorts have, on average; NaN where none has it.</param>
/// <param name="Attainable">What the printed numbers leave; null where that is not known.</param>
public sealed record Assumption(
    AssumptionKind Kind, Group Arm, string Variable, string Other, double Asked, double Found, Interval? Attainable);
