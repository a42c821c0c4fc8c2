using static Urif.Audit.NumberFormat;

namespace Urif.Cohorts;

/// <summary>Summaries as the paper's tables print them.</summary>
public static class PrintedText
{
    /// <summary>Stands where a number is hidden.</summary>
    public const string Hidden = "*";

    internal static CellCount Shown(int count) => new(count, CountVisibility.Shown, Whole(count));

    internal static string MeanSd(double mean, double? sd) => $"{Fixed(mean)}±{FixedOrDash(sd)}";

    internal static string Median(double median, double low, double high) => $"{Fixed(median)} ({Fixed(low)}–{Fixed(high)})";

    internal static string CountPercent(int count, double percent) => $"{Whole(count)} ({Fixed(percent)})";
}
