namespace Urif.Audit;

/// <summary>A sentence or label in the two languages of the readers.</summary>
/// <param name="En">English.</param>
/// <param name="Zh">Simplified Chinese.</param>
public sealed record Localized(string En, string Zh)
{
    /// <summary>The text in a language.</summary>
    public string In(Language language) => language == Language.Chinese ? Zh : En;
}

/// <summary>The languages of the readers.</summary>
public enum Language
{
    /// <summary>English.</summary>
    English,

    /// <summary>Simplified Chinese.</summary>
    Chinese,
}
