using static Urif.Audit.NumberFormat;

namespace Urif.Cohorts;

/// <summary>Summaries as the paper's tables print them.</summary>
public static class PrintedText
{
    /// <summary>Stands where a number is hidden.</summary>
    public const string Hidden = CellCount.Star;

    internal static CellCount Shown(int count) => CellCount.Shown(count);

    internal static string MeanSd(double mean, double? sd, int decimals = 2) => $"{Fixed(mean, decimals)}±{FixedOrDash(sd, decimals)}";

    internal static string Median(double median, double low, double high, int decimals = 2) =>
        $"{Fixed(median, decimals)} ({Fixed(low, decimals)}–{Fixed(high, decimals)})";

    internal static string CountPercent(int count, double percent) => $"{Whole(count)} ({Fixed(percent)})";
}
