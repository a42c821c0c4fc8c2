using Urif.Audit;
using static Urif.Audit.NumberFormat;

namespace Urif.Cohorts;

/// <summary>Summaries as the paper's tables print them.</summary>
public static class PrintedText
{
    /// <summary>Stands where a number is hidden.</summary>
    public const string Hidden = "*";

    internal static CellCount Shown(int count) => new(count, CountVisibility.Shown, Whole(count));

    internal static Localized MeanSd(double mean, double? sd)
    {
        var text = $"{Fixed(mean)}±{FixedOrDash(sd)}";
        return new(text, text);
    }

    internal static Localized Median(double median, double low, double high) =>
        new($"{Fixed(median)} ({Fixed(low)}–{Fixed(high)})", $"{Fixed(median)}（{Fixed(low)}～{Fixed(high)}）");

    internal static Localized CountPercent(int count, double percent) =>
        new($"{Whole(count)} ({Fixed(percent)})", $"{Whole(count)}（{Fixed(percent)}）");
}
