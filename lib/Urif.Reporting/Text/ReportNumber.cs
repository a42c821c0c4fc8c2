using System.Globalization;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>Computed numbers as report files write them.</summary>
internal static class ReportNumber
{
    /// <summary>The shortest text that is right to 9 significant digits; the value is finite.</summary>
    public static string Text(double value) =>
        (double.Parse(value.ToString("E8", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0)
        .ToString("R", CultureInfo.InvariantCulture);

    /// <summary>
    /// A union of intervals in one field: <c>0.38..0.39;4.25..4.37</c>; a single value stands alone, an end at infinity
    /// is left out (<c>..0.39</c>).
    /// </summary>
    public static string Text(IntervalUnion union) => string.Join(';', union.Select(i =>
        i.Low == i.High ? Text(i.Low) : $"{End(i.Low)}..{End(i.High)}"));

    private static string End(double end) => double.IsFinite(end) ? Text(end) : "";
}
