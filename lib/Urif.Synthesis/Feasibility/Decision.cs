namespace Urif.Synthesis;

/// <summary>Whether some rows have certain numbers.</summary>
internal enum Decision
{
    /// <summary>No rows have them: this is proved.</summary>
    No,

    /// <summary>No proof against them was found; the rows that are drawn show it.</summary>
    Yes,
}
