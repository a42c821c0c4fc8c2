using System.Globalization;
using Urif.Audit;

namespace Urif.Cli;

/// <summary>The reader's language, from the environment.</summary>
internal static class ReaderLanguage
{
    /// <summary>
    /// Chinese where the locale of messages is a Chinese one. The first of <c>LC_ALL</c>, <c>LC_MESSAGES</c> and
    /// <c>LANG</c> that is set decides, as in POSIX; where none is, as on Windows, the language of the user's desktop.
    /// </summary>
    public static Language FromEnvironment()
    {
        var locale = Set("LC_ALL") ?? Set("LC_MESSAGES") ?? Set("LANG") ?? CultureInfo.CurrentUICulture.Name;
        return locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English;

        static string? Set(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
    }
}
