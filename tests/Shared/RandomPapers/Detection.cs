using System.Globalization;
using Urif.Audit;

namespace Urif.Tests;

/// <summary>How many slips of a kind the audit sees, and how many other programs would.</summary>
/// <param name="Kind">The kind of number, or of slip.</param>
/// <param name="Tried">Slips that change what is printed and that a ledger can hold.</param>
/// <param name="Detected">Those after which some number or claim is worse than reproduced by a variant.</param>
/// <param name="Refused">Slips that the ledger's reader refuses, which are counted apart.</param>
/// <param name="ByPeers">Those after which each other program would flag a number that it does not flag in the sound paper.</param>
internal sealed record DetectionRate(string Kind, int Tried, int Detected, int Refused, IReadOnlyDictionary<Peer, int> ByPeers)
{
    public double Rate => Tried == 0 ? double.NaN : (double)Detected / Tried;
}

/// <summary>One slip, and who saw it.</summary>
/// <param name="Paper">The paper's number.</param>
/// <param name="Kind">The kind of number.</param>
/// <param name="Slip">The slip.</param>
/// <param name="Seen">Whether the audit saw it; null where the reader refuses the ledger.</param>
/// <param name="By">The other programs that would.</param>
internal sealed record TriedSlip(ulong Paper, string Kind, Corruption Slip, bool? Seen, IReadOnlyList<Peer> By)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"paper {Paper}: {Slip.Number.Id} {Slip.Number.Printed.Text} -> {Slip.Text} ({string.Join(' ', By)})");
}

/// <summary>Puts one slip at a time into papers without an error, and counts how often the audit and other programs see it.</summary>
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
        var slips = Slips(seed, papers, stratum);
        return (
            [.. Kinds.Select(k => Rate(k, slips.Where(o => o.Kind == k)))],
            [.. Enum.GetValues<Slip>().Select(s => Rate(NameOf(s), slips.Where(o => o.Slip.Slip == s)))]);
    }

    /// <summary>Every slip tried, in the order of the papers.</summary>
    public static IReadOnlyList<TriedSlip> Slips(ulong seed, int papers, Stratum stratum = Stratum.Plain)
    {
        var tried = new IReadOnlyList<TriedSlip>[papers];
        Parallel.For(0, papers, number => tried[number] = Try(seed, (ulong)number, stratum));
        return [.. tried.SelectMany(t => t)];
    }

    private static DetectionRate Rate(string kind, IEnumerable<TriedSlip> slips)
    {
        var all = slips.ToList();
        var tried = all.Where(s => s.Seen is not null).ToList();
        return new(kind, tried.Count, tried.Count(s => s.Seen == true), all.Count - tried.Count,
            Enum.GetValues<Peer>().ToDictionary(p => p, p => tried.Count(s => s.By.Contains(p))));
    }

    private static List<TriedSlip> Try(ulong seed, ulong number, Stratum stratum)
    {
        var tried = new List<TriedSlip>();
        var ledger = RandomPaper.Of(seed, number, stratum).Ledger;
        var sound = Peers.Flags(ledger);
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
                    tried.Add(Look(number, kind, corruption, folder, sound));
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return tried;
    }

    private static TriedSlip Look(
        ulong number, string kind, Corruption corruption, string folder, IReadOnlyDictionary<Peer, HashSet<string>> sound)
    {
        Ledger ledger;
        try
        {
            ledger = LedgerReader.Read(folder);
        }
        catch (InputException)
        {
            return new(number, kind, corruption, null, []);
        }

        var report = PaperAudit.Run(ledger);
        var seen = report.Numbers.Any(n => n.Verdict.IsFinding()) || report.Claims.Any(c => c.Verdict.IsFinding());
        return new(number, kind, corruption, seen, [.. Peers.Flags(ledger).Where(f => !f.Value.IsSubsetOf(sound[f.Key])).Select(f => f.Key)]);
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
            $"| {r.Kind} | {r.Tried} | {r.Detected} | {Share(r, r.Detected)} | {string.Join(" | ", r.ByPeers.Values.Select(n => Share(r, n)))} | {r.Refused} |"));
        return string.Join('\n', lines.Prepend("|---|---:|---:|---:|---:|---:|---:|---:|")
            .Prepend($"| {heading} | tried | detected | rate | scrutiny | statcheck | recalc | refused as input |"));

        static string Share(DetectionRate rate, int seen) =>
            rate.Tried == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * seen / rate.Tried:F0}%");
    }
}
