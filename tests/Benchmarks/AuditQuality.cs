using System.Diagnostics;
using System.Globalization;

namespace Urif.Benchmarks;

/// <summary>How often the audit accuses a paper without an error, and how often it sees an error that is there.</summary>
internal static class AuditQuality
{
    /// <summary>"false-positives --papers N --seed S": the accusations against N papers without an error, as a Markdown table.</summary>
    public static int FalsePositives(string[] options, TextWriter output, TextWriter log)
    {
        var (papers, seed) = Options(options, 20_000);
        var watch = Stopwatch.StartNew();
        var counts = Tests.FalsePositives.Count(seed, papers, progress: done => log.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{done} papers, {watch.Elapsed.TotalSeconds:F0} s")));
        foreach (var accusation in counts.SelectMany(c => c.Accusations)) output.WriteLine(accusation);
        output.WriteLine(Tests.FalsePositives.Markdown(counts));
        return counts.All(c => c.Accusations.Count == 0) ? 0 : 1;
    }

    /// <summary>
    /// "detection --papers N --seed S": the share of slips that the audit and other programs see, as Markdown tables; with
    /// "--stratum complete" in papers that say that no value is missing.
    /// </summary>
    public static int Detection(string[] options, TextWriter output, TextWriter log)
    {
        var (papers, seed) = Options(options, 300);
        var watch = Stopwatch.StartNew();
        var complete = Array.IndexOf(options, "complete") > 0;
        var (byNumber, bySlip) = Tests.Detection.Measure(seed, papers, complete ? Tests.Stratum.Complete : Tests.Stratum.Plain);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:F0} s"));
        output.WriteLine(Tests.Detection.Markdown("kind of number", byNumber));
        output.WriteLine();
        output.WriteLine(Tests.Detection.Markdown("kind of slip", bySlip));
        return 0;
    }

    private static (int Papers, ulong Seed) Options(string[] options, int papers)
    {
        ulong seed = 1;
        for (var k = 0; k + 1 < options.Length; k += 2)
        {
            if (options[k] == "--papers") papers = int.Parse(options[k + 1], NumberStyles.None, CultureInfo.InvariantCulture);
            else if (options[k] == "--seed") seed = ulong.Parse(options[k + 1], NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return (papers, seed);
    }
}
