namespace Urif.Audit;

/// <summary>The names that rows of data files have.</summary>
public static class Identifier
{
    /// <summary>Whether a text can be one: ASCII letters, digits, and <c>_ . -</c>.</summary>
    public static bool IsValid(string text)
    {
        foreach (var c in text)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')) return false;
        return text.Length > 0;
    }
}
