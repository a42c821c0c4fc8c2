using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Tests;

/// <summary>What the audit says against a paper that has no error.</summary>
/// <param name="Seed">The paper's seed.</param>
/// <param name="Paper">The paper's number under that seed.</param>
/// <param name="Id">The number or claim in question.</param>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Checks">The names of the checks that fail; "claim" for a claim.</param>
/// <param name="Details">The printed number and the explanations.</param>
internal sealed record Accusation(ulong Seed, ulong Paper, string Id, Verdict Verdict, string Checks, string Details)
{
    /// <summary>The conventions of the paper.</summary>
    public string Habits { get; init; } = "";

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"seed {Seed} paper {Paper}: {Id} {Verdict.Key()} [{Checks}] {Details} ({Habits})");
}

/// <summary>What auditing many papers without an error found.</summary>
/// <param name="Stratum">Of which circumstance.</param>
/// <param name="Papers">How many papers.</param>
/// <param name="Numbers">How many printed numbers.</param>
/// <param name="Checked">How many of them some check judged.</param>
/// <param name="Claims">How many claims.</param>
/// <param name="Accusations">Every number or claim worse than reproduced by a variant.</param>
internal sealed record FalsePositiveCount(
    Stratum Stratum, int Papers, long Numbers, long Checked, long Claims, IReadOnlyList<Accusation> Accusations)
{
    /// <summary>Both together, the accusations in the order of the papers.</summary>
    public FalsePositiveCount And(FalsePositiveCount other) => new(Stratum, Papers + other.Papers, Numbers + other.Numbers,
        Checked + other.Checked, Claims + other.Claims, other.Accusations.Count == 0 ? Accusations
            : [.. Accusations.Concat(other.Accusations).OrderBy(a => a.Paper).ThenBy(a => a.Id, StringComparer.Ordinal)]);
}

/// <summary>Audits papers without an error: whatever is held against them is a bug of the audit.</summary>
internal static class FalsePositives
{
    private const int Piece = 2000;

    /// <summary>
    /// Papers 0 to <paramref name="papers"/> - 1 of a seed, each stratum in turn, or all of one; on all processors, whose number
    /// does not change the result.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="papers">How many papers.</param>
    /// <param name="stratum">The stratum of all; null for each in turn.</param>
    /// <param name="progress">Told after every 2,000 papers how many are done.</param>
    public static IReadOnlyList<FalsePositiveCount> Count(ulong seed, int papers, Stratum? stratum = null, Action<int>? progress = null)
    {
        var strata = stratum is { } one ? [one] : Enum.GetValues<Stratum>();
        var counts = strata.ToDictionary(s => s, s => new FalsePositiveCount(s, 0, 0, 0, 0, []));
        for (var from = 0; from < papers; from += Piece)
        {
            var to = Math.Min(papers, from + Piece);
            Parallel.For(from, to, number =>
            {
                var own = Audit(seed, (ulong)number, strata[number % strata.Length]);
                lock (counts) counts[own.Stratum] = counts[own.Stratum].And(own);
            });
            progress?.Invoke(to);
        }

        return [.. strata.Select(s => counts[s])];
    }

    /// <summary>Paper number <paramref name="number"/> of a seed, with its conventions.</summary>
    public static (Ledger Ledger, string Description) Paper(ulong seed, ulong number, Stratum stratum)
    {
        switch (stratum)
        {
            case <= Stratum.MixedTies:
                var paper = RandomPaper.Of(seed, number, stratum);
                return (paper.Ledger, paper.Description);
            case Stratum.BirthWeight:
                return (RealPaper.Of(RealWomen.BirthWeight, seed, number), "");
            case Stratum.Infertility:
                return (RealPaper.Of(RealWomen.Infertility, seed, number), "");
            case Stratum.Diabetes:
                return (RealPaper.Of(RealWomen.Diabetes, seed, number), "");
            default:
                return (OrdinaryPaper.Of(stratum, seed, number), "");
        }
    }

    /// <summary>The counts as a Markdown table, with their sums.</summary>
    public static string Markdown(IReadOnlyList<FalsePositiveCount> counts)
    {
        var lines = counts.Select(c => Line(Words(c.Stratum), c)).Append(Line("all", counts.Aggregate((a, b) => a.And(b))));
        return string.Join('\n', lines.Prepend("|---|---:|---:|---:|---:|---:|").Prepend("| stratum | papers | numbers | judged | claims | accusations |"));

        static string Line(string name, FalsePositiveCount c) => string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {c.Papers:N0} | {c.Numbers:N0} | {c.Checked:N0} | {c.Claims:N0} | {c.Accusations.Count:N0} |");

        // "RoundedTwice" is "rounded twice".
        static string Words(Stratum stratum) => string.Concat(stratum.ToString().Select((letter, at) =>
            char.IsAsciiLetterUpper(letter) ? (at == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));
    }

    private static FalsePositiveCount Audit(ulong seed, ulong number, Stratum stratum)
    {
        var (ledger, habits) = Paper(seed, number, stratum);
        var report = PaperAudit.Run(ledger);
        return new(stratum, 1, report.Numbers.Count, report.Numbers.Count(n => n.Verdict != Verdict.NotCheckable), report.Claims.Count,
            [.. Against(seed, number, report).Select(a => a with { Habits = habits })]);
    }

    /// <summary>Every number and claim of a report that is worse than reproduced by a variant.</summary>
    public static IEnumerable<Accusation> Against(ulong seed, ulong paper, AuditReport report)
    {
        foreach (var audit in report.Numbers.Where(n => n.Verdict.IsFinding()))
        {
            var failing = audit.Checks.Where(c => c.Verdict.IsFinding()).ToList();
            var details = new StringBuilder(audit.Number.Printed.Text);
            foreach (var check in failing) details.Append(CultureInfo.InvariantCulture, $" | {check.Reason}");
            yield return new(seed, paper, audit.Number.Id, audit.Verdict, string.Join(' ', failing.Select(c => c.Check).Distinct()), details.ToString());
        }

        foreach (var claim in report.Claims.Where(c => c.Verdict.IsFinding()))
            yield return new(seed, paper, claim.Claim.Id, claim.Verdict, "claim", $"{claim.Claim.Kind} {claim.Claim.FirstIsHigher}: {claim.Reason}");
    }
}
