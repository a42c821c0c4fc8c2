namespace Urif.Audit;

/// <summary>One of the things a reader should know first.</summary>
/// <param name="Verdict">The worst verdict behind it.</param>
/// <param name="Check">The check that found it.</param>
/// <param name="Numbers">The printed numbers it is about.</param>
/// <param name="Reason">What was found.</param>
public sealed record Finding(Verdict Verdict, string Check, IReadOnlyList<LedgerNumber> Numbers, FindingReason Reason);

/// <summary>What a finding sums up.</summary>
public abstract record FindingReason
{
    // Closed: every kind is listed here.
    private FindingReason()
    {
    }

    /// <summary>The failures of one check.</summary>
    /// <param name="Example">The one that shows it best.</param>
    /// <param name="Failed">How many numbers failed.</param>
    /// <param name="Tried">How many numbers the check was tried on.</param>
    public sealed record OfCheck(CheckResult Example, int Failed, int Tried) : FindingReason;

    /// <summary>What tables disagree on about one group of women.</summary>
    /// <param name="Group">The group.</param>
    /// <param name="Tables">The tables.</param>
    /// <param name="Pairs">The numbers that differ, the weightiest first.</param>
    public sealed record OfGroup(Group Group, IReadOnlyList<string> Tables, IReadOnlyList<DifferingPrints> Pairs) : FindingReason;
}

/// <summary>A number of the same women printed in two ways.</summary>
public sealed record DifferingPrints(LedgerNumber First, LedgerNumber Second);
