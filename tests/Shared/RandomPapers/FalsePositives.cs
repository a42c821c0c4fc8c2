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
/// <param name="Papers">How many papers.</param>
/// <param name="Numbers">How many printed numbers.</param>
/// <param name="Checked">How many of them some check judged.</param>
/// <param name="Claims">How many claims.</param>
/// <param name="Accusations">Every number or claim worse than reproduced by a variant.</param>
internal sealed record FalsePositiveCount(int Papers, long Numbers, long Checked, long Claims, IReadOnlyList<Accusation> Accusations);

/// <summary>Audits papers without an error: whatever is held against them is a bug of the audit.</summary>
internal static class FalsePositives
{
    /// <summary>Papers 0 to <paramref name="papers"/> - 1 of a seed, on all processors; the result does not depend on their number.</summary>
    public static FalsePositiveCount Count(ulong seed, int papers, Stratum stratum = Stratum.Plain)
    {
        var found = new List<Accusation>();
        long numbers = 0, judged = 0, claims = 0;
        Parallel.For(0, papers, number =>
        {
            var paper = RandomPaper.Of(seed, (ulong)number, stratum);
            var report = PaperAudit.Run(paper.Ledger);
            var against = Against(seed, (ulong)number, report).Select(a => a with { Habits = paper.Description }).ToList();
            lock (found)
            {
                found.AddRange(against);
                numbers += report.Numbers.Count;
                judged += report.Numbers.Count(n => n.Verdict != Verdict.NotCheckable);
                claims += report.Claims.Count;
            }
        });
        return new(papers, numbers, judged, claims, [.. found.OrderBy(a => a.Paper).ThenBy(a => a.Id, StringComparer.Ordinal)]);
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
