using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>Intervals and p-values as sentences write them.</summary>
internal static class NumberText
{
    /// <summary>A p-value with at least three decimals and as many as the printed one.</summary>
    internal static Func<double, string> PLike(PrintedNumber printed) => P(Math.Max(3, printed.Decimals));

    /// <summary>A p-value with a fixed number of decimals: "&lt; 0.001" where they show nothing else.</summary>
    internal static Func<double, string> P(int decimals) => p => NumberFormat.P(p, PSpelling.Sentence, decimals);

    /// <summary>A number with the decimals of a printed one.</summary>
    internal static Func<double, string> Like(PrintedNumber printed) => v => NumberFormat.Fixed(v, printed.Decimals);

    /// <summary>An interval, or the one value it holds.</summary>
    internal static Localized Range(Interval interval, int decimals) => Range(interval, v => NumberFormat.Fixed(v, decimals));

    /// <summary>A union of intervals.</summary>
    internal static Localized Ranges(IntervalUnion union, int decimals) => Ranges(union, v => NumberFormat.Fixed(v, decimals));

    /// <summary>A union of intervals, each end written by a function.</summary>
    internal static Localized Ranges(IntervalUnion union, Func<double, string> write)
    {
        if (union.Count == 0) return new("no value", "无值");
        var parts = union.Select(i => Range(i, write)).ToList();
        return new(string.Join(" or ", parts.Select(p => p.En).Distinct()), string.Join(" 或 ", parts.Select(p => p.Zh).Distinct()));
    }

    private static Localized Range(Interval interval, Func<double, string> write)
    {
        string low = write(interval.Low), high = write(interval.High);
        if (low == high) return new(low, low);
        if (double.IsNegativeInfinity(interval.Low)) return new($"at most {high}", $"≤ {high}");
        if (double.IsPositiveInfinity(interval.High)) return new($"at least {low}", $"≥ {low}");
        return new($"{low} to {high}", $"{low} 至 {high}");
    }
}
