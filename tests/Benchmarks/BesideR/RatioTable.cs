using System.Diagnostics;
using System.Globalization;

namespace Urif.Benchmarks;

/// <summary>
/// Times each function beside its R counterpart, in one run on one machine: rounds alternate between the two, and the
/// median of the rounds is reported, so that a change in the machine's load meets both.
/// </summary>
internal static class RatioTable
{
    private const int Rounds = 5;
    private const double SecondsPerRound = 0.25;

    /// <summary>Runs every comparison and prints the table.</summary>
    /// <returns>0; 1 if two results differ; 2 if R is missing.</returns>
    public static int Run(TextWriter output, TextWriter error)
    {
        if (!RscriptTimer.IsAvailable())
        {
            error.WriteLine("Rscript is not on the PATH: the comparison needs R.");
            return 2;
        }

        output.WriteLine(Line("function", "here", "R", "R/here", "published"));
        bool agree = true;
        foreach (Comparison comparison in Comparison.All())
        {
            Time(comparison.Ours, SecondsPerRound); // Until the runtime has compiled it for good.
            double[] ours = new double[Rounds], theirs = new double[Rounds];
            double expected = comparison.Ours();
            for (int round = 0; round < Rounds; round++)
            {
                ours[round] = Time(comparison.Ours, SecondsPerRound);
                if (comparison.RTask is null)
                    continue;
                (double seconds, double result) = RscriptTimer.Time(comparison, SecondsPerRound);
                theirs[round] = seconds / comparison.RShare;
                if (Math.Abs(result - expected) > comparison.Tolerance * Math.Abs(expected))
                {
                    agree = false;
                    error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"{comparison.Name}: {expected:G17} here, {result:G17} in R"));
                    break;
                }
            }

            double here = Median(ours), there = Median(theirs);
            output.WriteLine(Line(
                comparison.Name,
                Duration(here),
                comparison.RTask is null ? "" : Duration(there),
                comparison.RTask is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{there / here:N0}"),
                comparison.Published is { } published ? Duration(published) : ""));
        }

        output.WriteLine("R/here: how many times as long R takes. published: CLOSURE's native code, on its authors' machine.");
        return agree ? 0 : 1;
    }

    /// <summary>Seconds per call, over as many calls as fill the time.</summary>
    private static double Time(Func<double> call, double atLeastSeconds)
    {
        for (long calls = 1; ; calls *= 2)
        {
            long start = Stopwatch.GetTimestamp();
            for (long i = 0; i < calls; i++)
                call();
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (seconds >= atLeastSeconds)
                return seconds / calls;
        }
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string Duration(double seconds) => seconds switch
    {
        < 1e-6 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e9:F0} ns"),
        < 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F1} µs"),
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s"),
    };

    private static string Line(string function, string here, string r, string ratio, string published) =>
        $"{function,-46}{here,12}{r,12}{ratio,10}{published,12}";
}
