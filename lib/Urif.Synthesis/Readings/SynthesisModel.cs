using System.Collections.Frozen;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// What a synthetic cohort takes where the paper prints nothing: possible values, distributions of variables without numbers,
/// how variables go together, outcomes that are not counted. Every default can be set in a reading's file.
/// </summary>
/// <remarks>
/// <para>
/// Nothing of it is estimated from patients of this study. Sources of the defaults: possible values of glucose are those below the
/// limits of diabetes (World Health Organization 2006: fasting 7.0, two hours 11.1 mmol/L), since endocrine disease is an
/// exclusion; age, body mass index and three earlier transfers are the paper's own criteria (section 1.1); distributions of variables
/// that an arm's tables leave out are those of Table 1. Correlations are orders of size: HOMA-IR goes with body mass by 0.52 and with
/// glucose at two hours by 0.35 in NHANES (J. W. Dietrich et al., Scientific Reports 12 (2022) 17659, table 4, Spearman), and the factors
/// of insulin and of glucose overlap (PLoS ONE 7 (2012) e34410, table 1); fasting glucose and insulin are taken to go together by 0.3. The
/// direction of the effects of age and body mass on loss is that of A.-M. Nybo Andersen et al., BMJ 320 (2000) 1708-1712 (fetal loss rises
/// with age), and C. Boots and M. D. Stephenson, Seminars in Reproductive Medicine 29 (2011) 507-513 (miscarriage is more frequent with
/// obesity), their size chosen small. The share of twins is that of P. Chen et al., BMC Pregnancy and Childbirth 22 (2022).
/// </para>
/// </remarks>
public sealed record SynthesisModel
{
    internal const string TwinBirth = "twin_birth", FurtherLoss = "further_loss";

    /// <summary>The measurements, in the order in which <see cref="Correlations"/> speaks of them.</summary>
    internal static IReadOnlyList<string> Correlated { get; } =
    [
        CohortColumns.Age, CohortColumns.Bmi, CohortColumns.Fins, CohortColumns.Ins2h, CohortColumns.Fpg, CohortColumns.Pg2h,
            CohortColumns.PriorLosses, CohortColumns.PriorTransferCycles, CohortColumns.PriorFailedCycles,
        CohortColumns.PriorCleavageEmbryos, CohortColumns.PriorBlastocysts, CohortColumns.EmbryosTransferred,
    ];

    /// <summary>The values that one woman can have, in the variable's unit.</summary>
    public IReadOnlyDictionary<string, Interval> Ranges { get; init; } = new Dictionary<string, Interval>
    {
        [CohortColumns.Age] = new(20, 40),
        [CohortColumns.Bmi] = new(16, 29.99),
        [CohortColumns.PriorLosses] = new(0, 8),
        [CohortColumns.PriorTransferCycles] = new(3, 15),
        [CohortColumns.PriorFailedCycles] = new(2, 15),
        [CohortColumns.PriorCleavageEmbryos] = new(0, 30),
        [CohortColumns.PriorBlastocysts] = new(0, 20),
        [CohortColumns.Fins] = new(1, 100),
        [CohortColumns.Ins2h] = new(2, 600),
        [CohortColumns.Fpg] = new(3.5, 6.99),
        [CohortColumns.Pg2h] = new(3, 11.09),
        [CohortColumns.EmbryosTransferred] = new(1, 3),
    }.ToFrozenDictionary();

    /// <summary>The step in which measurements are recorded.</summary>
    public double Step { get; init; } = 0.01;

    /// <summary>
    /// Distributions of variables of which an arm has no numbers: of women without, then with insulin resistance. Whole numbers have the
    /// discrete distribution of greatest entropy with this mean and SD.
    /// </summary>
    public IReadOnlyDictionary<string, (Shape Without, Shape With)> Shapes { get; init; } = new Dictionary<string, (Shape, Shape)>
    {
        [CohortColumns.Age] = (new(34.94, 3.47, false), new(34.22, 4.08, false)),
        [CohortColumns.Bmi] = (new(21.65, 3.02, false), new(23.21, 2.66, false)),
        [CohortColumns.Fins] = (new(6.03, 0.20, true), new(12.80, 0.36, true)),
        [CohortColumns.Ins2h] = (new(42.04, 0.70, true), new(85.02, 0.60, true)),
        [CohortColumns.Fpg] = (new(5.33, 0.055, true), new(5.52, 0.07, true)),
        [CohortColumns.Pg2h] = (new(6.47, 0.16, true), new(7.36, 0.21, true)),
        [CohortColumns.PriorTransferCycles] = (new(4.12, 1.39, false), new(4.16, 1.55, false)),
        [CohortColumns.PriorCleavageEmbryos] = (new(3.29, 2.98, false), new(2.89, 2.93, false)),
        [CohortColumns.PriorBlastocysts] = (new(2.67, 2.23, false), new(2.80, 2.58, false)),
        [CohortColumns.EmbryosTransferred] = (new(1.52, 0.50, false), new(1.37, 0.49, false)),
    }.ToFrozenDictionary();

    /// <summary>Correlations of the normal scores of two variables, by both names; others are 0.</summary>
    public IReadOnlyDictionary<(string, string), double> Correlations { get; init; } = new Dictionary<(string, string), double>
    {
        [(CohortColumns.Bmi, CohortColumns.Fins)] = 0.35,
        [(CohortColumns.Bmi, CohortColumns.Ins2h)] = 0.25,
        [(CohortColumns.Bmi, CohortColumns.Fpg)] = 0.15,
        [(CohortColumns.Bmi, CohortColumns.Pg2h)] = 0.15,
        [(CohortColumns.Fins, CohortColumns.Ins2h)] = 0.5,
        [(CohortColumns.Fins, CohortColumns.Fpg)] = 0.3,
        [(CohortColumns.Fins, CohortColumns.Pg2h)] = 0.3,
        [(CohortColumns.Ins2h, CohortColumns.Fpg)] = 0.2,
        [(CohortColumns.Fpg, CohortColumns.Pg2h)] = 0.4,
        [(CohortColumns.Ins2h, CohortColumns.Pg2h)] = 0.45,
        [(CohortColumns.Age, CohortColumns.PriorTransferCycles)] = 0.15,
        [(CohortColumns.Age, CohortColumns.PriorLosses)] = 0.15,
        [(CohortColumns.PriorTransferCycles, CohortColumns.PriorFailedCycles)] = 0.8,
        [(CohortColumns.PriorCleavageEmbryos, CohortColumns.PriorBlastocysts)] = -0.3,
        [(CohortColumns.PriorTransferCycles, CohortColumns.PriorCleavageEmbryos)] = 0.3,
        [(CohortColumns.PriorTransferCycles, CohortColumns.PriorBlastocysts)] = 0.2,
    }.ToFrozenDictionary();

    /// <summary>How the log odds of an outcome change per SD of a measurement within an arm.</summary>
    public IReadOnlyDictionary<(string Outcome, string Variable), double> Effects { get; init; } = new Dictionary<(string, string), double>
    {
        [(CohortColumns.ClinicalPregnancy, CohortColumns.Age)] = -0.25,
        [(CohortColumns.EarlyLoss, CohortColumns.Age)] = 0.2,
        [(CohortColumns.EarlyLoss, CohortColumns.Bmi)] = 0.1,
    }.ToFrozenDictionary();

    /// <summary>
    /// The shares of pregnancies by how they go, where an arm's tables do not count them: clinical and biochemical of transfers, the
    /// others of clinical pregnancies. Also how many live births after two embryos or more are of twins, and how much less each further
    /// earlier loss weighs where quartiles alone are printed, or nothing.
    /// </summary>
    public IReadOnlyDictionary<string, double> Rates { get; init; } = new Dictionary<string, double>
    {
        [CohortColumns.ClinicalPregnancy] = 0.40,
        ["biochemical_loss"] = 0.06,
        [CohortColumns.Ectopic] = 0.02,
        [CohortColumns.LateLoss] = 0.02,
        [CohortColumns.LiveBirth] = 0.70,
        ["ended_otherwise"] = 0,
        [TwinBirth] = 0.24,
        [FurtherLoss] = 0.5,
        ["stage_cleavage"] = 0.35,
        ["cycle_fresh"] = 0.29,
    }.ToFrozenDictionary();

    /// <summary>The share of cells left empty, by column; only columns without binding numbers may have empty cells.</summary>
    public IReadOnlyDictionary<string, double> Missing { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>The correlation of two variables.</summary>
    public double Correlation(string first, string second) =>
        first == second ? 1 : Correlations.GetValueOrDefault((first, second), Correlations.GetValueOrDefault((second, first)));
}

/// <summary>A distribution of a measurement.</summary>
/// <param name="Centre">The mean; the median where it is log-normal.</param>
/// <param name="Spread">The SD; that of the logarithm where it is log-normal.</param>
/// <param name="IsLogNormal">Whether it is log-normal rather than normal.</param>
public readonly record struct Shape(double Centre, double Spread, bool IsLogNormal)
{
    /// <summary>The value at a normal score.</summary>
    public double At(double score) => IsLogNormal ? Centre * Math.Exp(Spread * score) : Centre + Spread * score;
}
