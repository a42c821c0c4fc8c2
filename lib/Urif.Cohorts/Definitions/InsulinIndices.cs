namespace Urif.Cohorts;

/// <summary>
/// Indices of insulin resistance, sensitivity and secretion from a glucose tolerance test with samples at 0 and 2 h. Glucose
/// is in mmol/L and insulin in μU/mL throughout. A value is NaN where an input is missing (NaN) or outside the domain.
/// </summary>
public static class InsulinIndices
{
    /// <summary>
    /// Milligrams per decilitre in one millimole per litre of glucose, by its molar mass of 180.16 g/mol.
    /// </summary>
    public const double GlucoseMgPerDl = 18.016;

    /// <summary>What the product of glucose and insulin is divided by: a normal 4.5 mmol/L times 5 μU/mL (Matthews et al. 1985).</summary>
    public const double HomaDivisor = 22.5;

    /// <summary>
    /// HOMA-IR = FPG · FINS / 22.5, without unit (Matthews et al. 1985, Diabetologia 28:412-419; the paper, section 1.2).
    /// </summary>
    /// <param name="fpg">Fasting glucose, mmol/L, at least 0.</param>
    /// <param name="fins">Fasting insulin, μU/mL, at least 0.</param>
    /// <returns>The double nearest to the exact quotient where that has up to nine decimals, so that a cut-off is met exactly.</returns>
    public static double HomaIr(double fpg, double fins) =>
        fpg >= 0 && fins >= 0 ? Exact(fpg * fins / HomaDivisor) : double.NaN;

    /// <summary>A HOMA-IR without the rounding noise of its computation, here or in a sheet, so that a cut-off is met exactly.</summary>
    internal static double Exact(double homa)
    {
        var near = Math.Round(homa, 9);
        // Three roundings, each of half a unit in the last place at most.
        return Math.Abs(homa - near) <= 4 * (double.BitIncrement(homa) - homa) ? near : homa;
    }

    /// <summary>
    /// Whether a HOMA-IR that a file gives is the computed one: less than one unit of its last digit from it, so that it may have been
    /// rounded either way or cut off.
    /// </summary>
    internal static bool AgreesWith(double given, double computed)
    {
        const int MostDecimals = 9;
        var off = Math.Abs(given - computed);
        var unit = 1.0;
        for (var decimals = 0; decimals < MostDecimals && Math.Round(given, decimals) != given; decimals++) unit /= 10;
        return off < unit * (1 - 1e-9);
    }

    /// <summary>
    /// HOMA-β = 20 · FINS / (FPG - 3.5), percent (Matthews et al. 1985). Defined above 3.5 mmol/L only; just above, it grows
    /// without bound.
    /// </summary>
    /// <param name="fpg">Fasting glucose, mmol/L, above 3.5.</param>
    /// <param name="fins">Fasting insulin, μU/mL, at least 0.</param>
    public static double HomaBeta(double fpg, double fins) => fpg > 3.5 && fins >= 0 ? 20 * fins / (fpg - 3.5) : double.NaN;

    /// <summary>
    /// QUICKI = 1 / (log10 FINS + log10 FPG), glucose in mg/dL within the formula, without unit (Katz et al. 2000, J Clin
    /// Endocrinol Metab 85:2402-2410). Defined where the product is above 1.
    /// </summary>
    /// <param name="fpg">Fasting glucose, mmol/L, above 0.</param>
    /// <param name="fins">Fasting insulin, μU/mL, above 0.</param>
    public static double Quicki(double fpg, double fins)
    {
        if (!(fpg > 0 && fins > 0)) return double.NaN;
        var sum = Math.Log10(fins) + Math.Log10(fpg * GlucoseMgPerDl);
        return sum > 0 ? 1 / sum : double.NaN;
    }

    /// <summary>
    /// The two-point Matsuda index 10,000 / √(G0 · I0 · G120 · I120), glucose in mg/dL within the formula (DeFronzo and Matsuda
    /// 2010, Diabetes Care 33:e93, for samples at 0 and 120 min only). It is not the five-point index of 1999 with its means.
    /// </summary>
    /// <param name="fpg">Fasting glucose, mmol/L, above 0.</param>
    /// <param name="fins">Fasting insulin, μU/mL, above 0.</param>
    /// <param name="glucose2h">Glucose at 2 h, mmol/L, above 0.</param>
    /// <param name="insulin2h">Insulin at 2 h, μU/mL, above 0.</param>
    public static double MatsudaTwoPoint(double fpg, double fins, double glucose2h, double insulin2h) =>
        fpg > 0 && fins > 0 && glucose2h > 0 && insulin2h > 0
            ? 10_000 / Math.Sqrt(fpg * GlucoseMgPerDl * fins * (glucose2h * GlucoseMgPerDl) * insulin2h)
            : double.NaN;

    /// <summary>Computes an index from fasting glucose, fasting insulin, glucose and insulin at 2 h.</summary>
    internal delegate double Formula(double fpg, double fins, double glucose2h, double insulin2h);

    /// <summary>The formula of an index by the name that a design gives it; null where there is none.</summary>
    internal static Formula? Named(string name) => name switch
    {
        CohortColumns.HomaIr => (fpg, fins, _, _) => HomaIr(fpg, fins),
        "homa_beta" => (fpg, fins, _, _) => HomaBeta(fpg, fins),
        "quicki" => (fpg, fins, _, _) => Quicki(fpg, fins),
        "matsuda" => MatsudaTwoPoint,
        _ => null,
    };
}
