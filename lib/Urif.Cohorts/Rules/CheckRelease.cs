using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// What of a check may be released where counts from 1 to K - 1 are hidden, or all of it. Everybody who shows a check takes its numbers
/// from here.
/// </summary>
/// <remarks>
/// <para>The flow keeps its exact numbers where steps with few rows leave none of them to be subtracted: such a step is joined with its
/// neighbour, so that the number between them is hidden, and with no neighbour left the number screened is. Reasons that apply to few rows
/// are joined likewise. With a small arm all arms are hidden, their sum being shown.</para>
/// <para>All other counts, of rules and of missing values, overlap with the flow and with tables in ways that sums do not bound: they are
/// rounded to the nearest multiple of K, so that each could be K different ones. No row is named.</para>
/// <para>Sources: secondary suppression, A. Hundepool et al., Statistical Disclosure Control (2012), section 4.3; rounding to a base,
/// OpenSAFELY and NHS England's disclosure control for counts. See docs/disclosure.md.</para>
/// </remarks>
public sealed class CheckRelease
{
    private readonly CohortCheckResult _check;

    private CheckRelease(CohortCheckResult check, int below)
    {
        (_check, Below) = (check, below);
        var flow = check.Flow;
        var excluded = flow.Steps.Select(s => CellCount.Shown(s.Excluded)).ToArray();
        var remaining = flow.Steps.Select(s => CellCount.Shown(s.Remaining)).ToArray();
        Screened = CellCount.Shown(flow.Screened);
        if (below > 0) Screened = Join(flow, excluded, remaining);
        Steps = [.. flow.Steps.Select((s, i) => new ReleasedStep(s.Stage, excluded[i], remaining[i], Reasons(s, excluded[i])))];
        Analysed = remaining.Length > 0 ? remaining[^1] : Screened;
        var hidesArms = Analysed.Value is null || flow.Arms.Any(IsSmall);
        Arms = [.. flow.Arms.Select(a => hidesArms ? CellCount.Protecting : CellCount.Shown(a))];
    }

    /// <summary>K; 0 where nothing is hidden.</summary>
    public int Below { get; }

    /// <summary>Whether anything is hidden or rounded.</summary>
    public bool Hides => Below > 0;

    /// <summary>The rows of the file.</summary>
    public CellCount Screened { get; }

    /// <summary>The steps of the flow.</summary>
    public IReadOnlyList<ReleasedStep> Steps { get; }

    /// <summary>The rows that remain.</summary>
    public CellCount Analysed { get; }

    /// <summary>How many of them are in each arm.</summary>
    public IReadOnlyList<CellCount> Arms { get; }

    /// <summary>What may be released of a check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="below">K, at least 3; 0 to hide nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="below"/> is 1, 2 or below 0.</exception>
    public static CheckRelease Of(CohortCheckResult check, int below = 0)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (below is < 0 or 1 or 2) throw new ArgumentOutOfRangeException(nameof(below), below, "The bound is at least 3, or 0 for none.");
        return new(check, below);
    }

    /// <summary>A count that is no part of the flow: of a rule, of missing values, of women.</summary>
    public CellCount Count(int count) => !Hides ? CellCount.Shown(count) : IsSmall(count) ? CellCount.Small(Below)
        : new(Rounded(count), CountVisibility.Shown, (Rounded(count) == 0 ? "" : "≈") + NumberFormat.Whole(Rounded(count)));

    /// <summary>How many rows lack a column; hidden too where few have it.</summary>
    public CellCount Missing(string column) => Within(_check.Cohort.MissingIn(column), _check.Cohort.Count);

    /// <summary>How many rows a part of all rows is.</summary>
    public CellCount Within(int count, int of) => IsSmall(of - count) ? CellCount.Protecting : Count(count);

    private bool IsSmall(int count) => count > 0 && count < Below;

    private int Rounded(int count) => (count + Below / 2) / Below * Below;

    // Steps with few rows are joined with the one before, or after, until no difference of two shown numbers is small.
    private CellCount Join(CohortFlow flow, CellCount[] excluded, CellCount[] remaining)
    {
        if (IsSmall(flow.Analysed) || IsSmall(flow.Screened))
        {
            Array.Fill(excluded, CellCount.Protecting);
            Array.Fill(remaining, CellCount.Protecting);
            return IsSmall(flow.Screened) ? CellCount.Small(Below) : CellCount.Shown(flow.Screened);
        }

        var blocks = new List<(int First, int Last, int Rows)>();
        for (var i = 0; i < flow.Steps.Count; i++)
        {
            blocks.Add((i, i, flow.Steps[i].Excluded));
            Merge(final: false);
        }

        Merge(final: true);
        foreach (var (first, last, rows) in blocks)
        {
            for (var i = first; i < last; i++) remaining[i] = CellCount.Protecting;
            if (first == last && !IsSmall(rows)) continue;
            // A step by which none left is joined as if some had.
            for (var i = first; i <= last; i++) excluded[i] = CellCount.Protecting;
        }

        return blocks.Count > 0 && IsSmall(blocks[0].Rows) ? CellCount.Protecting : CellCount.Shown(flow.Screened);

        // A small block takes in the one before it; the first of all, at the end, the next.
        void Merge(bool final)
        {
            for (var i = blocks.Count - 1; i > 0; i--)
            {
                if (!IsSmall(blocks[i].Rows) && !(final && i == 1 && IsSmall(blocks[0].Rows))) continue;
                var (before, at) = (blocks[i - 1], blocks[i]);
                blocks[i - 1] = (before.First, at.Last, before.Rows + at.Rows);
                blocks.RemoveAt(i);
            }
        }
    }

    private IReadOnlyList<ReleasedReason> Reasons(FlowStep step, CellCount excluded)
    {
        if (!Hides)
            return [.. step.Reasons.Select(r => new ReleasedReason(r.Rule, CellCount.Shown(r.Broken + r.NotDocumented), r.NotDocumented))];
        // That a reason is listed says that it applies to a woman.
        if (excluded.Value is null) return [];
        var rows = step.Reasons.Select(r => r.Broken + r.NotDocumented).ToArray();
        var hidden = Enumerable.Range(0, rows.Length).Where(i => IsSmall(rows[i])).ToHashSet();
        while (hidden.Count > 0 && (hidden.Count < 2 || hidden.Sum(i => rows[i]) < 2 * Below) && hidden.Count < rows.Length)
            hidden.Add(Enumerable.Range(0, rows.Length).Where(i => !hidden.Contains(i)).MinBy(i => rows[i]));
        if (hidden.Count == rows.Length) return [];
        return [.. step.Reasons.Select((r, i) => (r.Rule, At: i)).Where(r => !hidden.Contains(r.At))
            .Select(r => new ReleasedReason(r.Rule, CellCount.Shown(rows[r.At]), 0))];
    }
}

/// <summary>A step of the flow as it may be released.</summary>
/// <param name="Stage">Why rows leave at this step.</param>
/// <param name="Excluded">How many rows leave.</param>
/// <param name="Remaining">How many remain.</param>
/// <param name="Reasons">Why; reasons that are hidden are left out.</param>
public sealed record ReleasedStep(FlowStage Stage, CellCount Excluded, CellCount Remaining, IReadOnlyList<ReleasedReason> Reasons);

/// <summary>A reason for which rows leave, as it may be released.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Rows">How many rows it applies to.</param>
/// <param name="NotDocumented">How many of them do not say; 0 where counts are hidden.</param>
public sealed record ReleasedReason(CohortRule Rule, CellCount Rows, int NotDocumented);
