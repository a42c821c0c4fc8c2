using System.Globalization;
using Urif.Audit;

namespace Urif.Tests;

/// <summary>How many slips of a kind the audit sees.</summary>
/// <param name="Kind">The kind of number, or of slip.</param>
/// <param name="Tried">Slips that change what is printed and that a ledger can hold.</param>
/// <param name="Detected">Those after which some number or claim is worse than reproduced by a variant.</param>
/// <param name="Refused">Slips that the ledger's reader refuses, which are counted apart.</param>
internal sealed record DetectionRate(string Kind, int Tried, int Detected, int Refused)
{
    public double Rate => Tried == 0 ? double.NaN : (double)Detected / Tried;
}

/// <summary>Puts one slip at a time into papers without an error, and counts how often the audit sees it.</summary>
internal static class Detection
{
    private static readonly string[] Kinds =
    [
        "group size", "n", "percent", "mean of counts", "SD of counts", "mean, continuous", "SD, continuous", "median", "quartile",
        "t", "z", "chi-square", "p", "odds ratio", "confidence limit",
    ];

    /// <summary>
    /// For each paper, of each kind of number one number drawn at random, with one slip of each kind. Rates by kind of number,
    /// and by kind of slip.
    /// </summary>
    public static (IReadOnlyList<DetectionRate> ByNumber, IReadOnlyList<DetectionRate> BySlip) Measure(
        ulong seed, int papers, Stratum stratum = Stratum.Plain)
    {
        var outcomes = new List<(string Kind, Slip Slip, bool? Seen)>();
        Parallel.For(0, papers, number =>
        {
            var own = Try(seed, (ulong)number, stratum);
            lock (outcomes) outcomes.AddRange(own);
        });
        return (
            [.. Kinds.Select(k => Rate(k, outcomes.Where(o => o.Kind == k)))],
            [.. Enum.GetValues<Slip>().Select(s => Rate(NameOf(s), outcomes.Where(o => o.Slip == s)))]);
    }

    private static DetectionRate Rate(string kind, IEnumerable<(string, Slip, bool? Seen)> outcomes)
    {
        var seen = outcomes.Select(o => o.Seen).ToList();
        return new(kind, seen.Count(s => s is not null), seen.Count(s => s == true), seen.Count(s => s is null));
    }

    private static List<(string Kind, Slip Slip, bool? Seen)> Try(ulong seed, ulong number, Stratum stratum)
    {
        var outcomes = new List<(string, Slip, bool?)>();
        var ledger = RandomPaper.Of(seed, number, stratum).Ledger;
        // The slips have a stream of their own, so that a change in them leaves the papers as they are.
        var draw = new Draw(seed, number | 1UL << 63);
        var folder = Directory.CreateTempSubdirectory("paper-").FullName;
        try
        {
            foreach (var kind in Kinds)
            {
                var candidates = ledger.Numbers.Where(n => KindOf(n) == kind).ToArray();
                if (candidates.Length == 0) continue;
                foreach (var slip in Enum.GetValues<Slip>())
                {
                    if (Corruption.Of(draw, ledger, draw.OneOf<LedgerNumber>(candidates), slip) is not { } corruption) continue;
                    LedgerWriter.Write(ledger with { Numbers = [.. ledger.Numbers.Select(n => n.Id == corruption.Number.Id ? n with { Printed = PrintedNumber.Parse(corruption.Text) } : n)] }, folder);
                    outcomes.Add((kind, slip, IsSeen(folder)));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return outcomes;
    }

    /// <summary>Whether the audit finds anything; null where the reader refuses the ledger.</summary>
    private static bool? IsSeen(string folder)
    {
        Ledger ledger;
        try
        {
            ledger = LedgerReader.Read(folder);
        }
        catch (InputException)
        {
            return null;
        }

        var report = PaperAudit.Run(ledger);
        return report.Numbers.Any(n => n.Verdict.IsFinding()) || report.Claims.Any(c => c.Verdict.IsFinding());
    }

    private static string KindOf(LedgerNumber number) => number.Statistic switch
    {
        Statistic.N => number.Variable.Kind == VariableKind.Size ? "group size" : "n",
        Statistic.Percent => "percent",
        Statistic.Mean => number.Variable.Kind == VariableKind.Count ? "mean of counts" : "mean, continuous",
        Statistic.Sd => number.Variable.Kind == VariableKind.Count ? "SD of counts" : "SD, continuous",
        Statistic.Median => "median",
        Statistic.Q1 or Statistic.Q3 => "quartile",
        Statistic.T => "t",
        Statistic.Z => "z",
        Statistic.Chi2 => "chi-square",
        Statistic.P => "p",
        Statistic.OddsRatio => "odds ratio",
        _ => "confidence limit",
    };

    private static string NameOf(Slip slip) => slip switch
    {
        Slip.SwappedDigits => "two digits swapped",
        Slip.ChangedDigit => "a digit changed",
        Slip.ShiftedPoint => "decimal point shifted",
        Slip.OffByOne => "last digit off by one",
        Slip.NeighboursValue => "the other arm's value",
        _ => "minus sign lost",
    };

    /// <summary>The rates as a Markdown table.</summary>
    public static string Markdown(string heading, IEnumerable<DetectionRate> rates)
    {
        var lines = rates.Where(r => r.Tried + r.Refused > 0).Select(r => string.Create(CultureInfo.InvariantCulture,
            $"| {r.Kind} | {r.Tried} | {r.Detected} | {(r.Tried == 0 ? "" : $"{100 * r.Rate:F0}%")} | {r.Refused} |"));
        return string.Join('\n', lines.Prepend("|---|---:|---:|---:|---:|").Prepend($"| {heading} | tried | detected | rate | refused as input |"));
    }
}
