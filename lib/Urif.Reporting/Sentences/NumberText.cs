using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>Numbers as sentences write them.</summary>
public static class NumberText
{
    /// <summary>A number with a fixed number of decimals.</summary>
    public static string Fixed(double value, int decimals) =>
        double.IsPositiveInfinity(value) ? "∞" : double.IsNegativeInfinity(value) ? "-∞"
        : (Math.Round(value, Math.Min(decimals, 15)) + 0.0).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A p-value: three decimals, or "&lt; 0.001".</summary>
    internal static string PValue(double p) => p < 0.001 ? "< 0.001" : Fixed(p, 3);

    /// <summary>A p-value with its sign: "= 0.048", "&lt; 0.001".</summary>
    internal static string PEquals(double p) => p < 0.001 ? "< 0.001" : "= " + Fixed(p, 3);

    /// <summary>A p-value with at least three decimals and as many as the printed one.</summary>
    internal static Func<double, string> PLike(PrintedNumber printed) => P(Math.Max(3, printed.Decimals));

    /// <summary>A p-value with a fixed number of decimals: "&lt; 0.001" where they show nothing else.</summary>
    internal static Func<double, string> P(int decimals)
    {
        var least = Math.Pow(10, -decimals);
        return p => p < least ? "< " + Fixed(least, decimals) : Fixed(p, decimals);
    }

    /// <summary>A number with the decimals of a printed one.</summary>
    internal static Func<double, string> Like(PrintedNumber printed) => v => Fixed(v, printed.Decimals);

    /// <summary>An interval, or the one value it holds.</summary>
    internal static Localized Range(Interval interval, int decimals) => Range(interval, v => Fixed(v, decimals));

    /// <summary>A union of intervals.</summary>
    internal static Localized Ranges(IntervalUnion union, int decimals) => Ranges(union, v => Fixed(v, decimals));

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
