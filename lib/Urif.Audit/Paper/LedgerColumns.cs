namespace Urif.Audit;

/// <summary>The columns of one of a ledger's CSV files.</summary>
/// <param name="File">The file.</param>
/// <param name="Usual">The columns that every ledger writes; all must be there but those that <paramref name="Omissible"/> names.</param>
/// <param name="Optional">The columns that stand only where something is stated in them.</param>
/// <param name="Omissible">Which of the usual columns a file may lack.</param>
internal sealed record LedgerColumns(string File, string[] Usual, string[] Optional, string[] Omissible)
{
    /// <summary>Every column by its place in code: the usual ones, then the optional.</summary>
    public string[] All { get; } = [.. Usual, .. Optional];
}
