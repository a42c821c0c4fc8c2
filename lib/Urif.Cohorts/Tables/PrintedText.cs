using System.Globalization;

namespace Urif.Cohorts;

/// <summary>Numbers as the paper's tables print them, rounded half away from zero as SPSS does.</summary>
public static class PrintedText
{
    /// <summary>Stands where there is no number.</summary>
    public const string Dash = "–";

    /// <summary>Stands where a number is hidden.</summary>
    public const string Hidden = "*";

    /// <summary>A number with so many decimals.</summary>
    /// <remarks>
    /// What is rounded are the first 15 digits, so that 2.675, which no double is, gives 2.68. Numbers beyond the range of
    /// decimals are beyond any table.
    /// </remarks>
    public static string Number(double value, int decimals = 2)
    {
        if (!(Math.Abs(value) < 1e15)) return value.ToString("G6", CultureInfo.InvariantCulture);
        var rounded = Math.Round((decimal)value, decimals, MidpointRounding.AwayFromZero);
        // Adding 0 removes the sign of a zero.
        return (rounded == 0 ? 0m : rounded).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A number, or a dash where there is none.</summary>
    public static string NumberOrDash(double? value) => value is { } v ? Number(v) : Dash;

    /// <summary>A p-value with three decimals; below 0.001 only that.</summary>
    public static string P(double p) => p < 0.001 ? "<0.001" : Number(p, 3);

    /// <summary>A whole number.</summary>
    public static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    internal static CellCount Shown(int count) => new(count, CountVisibility.Shown, Whole(count));

    internal static string MeanSd(double mean, double? sd) => $"{Number(mean)}±{NumberOrDash(sd)}";

    internal static string Median(double median, double low, double high) => $"{Number(median)} ({Number(low)}–{Number(high)})";

    internal static string CountPercent(int count, double percent) => $"{Whole(count)} ({Number(percent)})";
}
