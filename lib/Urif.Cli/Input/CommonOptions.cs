using System.CommandLine;
using System.CommandLine.Parsing;
using Urif.Audit;

namespace Urif.Cli;

/// <summary>Options that several commands share, and what they come to.</summary>
internal static class CommonOptions
{
    /// <summary>The ledger, for the commands that read one.</summary>
    public static readonly Option<string> Paper = new("--paper")
    {
        HelpName = "DIR",
        Description = "The paper's ledger (default: data/paper, here or in a folder above)",
    };

    /// <summary>The language of pages.</summary>
    public static readonly Option<Language?> Lang = new("--lang")
    {
        HelpName = "en|zh",
        Description = "The language of pages (default: the environment's)",
        Recursive = true,
        CustomParser = result => Choice(result, "a language", ("en", (Language?)Language.English), ("zh", Language.Chinese)),
    };

    /// <summary>Whether an internal error shows its trace.</summary>
    public static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show where an internal error arose",
        Recursive = true,
    };

    /// <summary>The ledger that the command line names; null where it names none.</summary>
    public static string? PaperOf(ParseResult arguments) => arguments.GetValue(Paper);

    /// <summary>The ledger that the command line names, or the kit's own.</summary>
    /// <exception cref="InputException">There is none, or it cannot be read.</exception>
    public static Ledger LedgerOf(ParseResult arguments) => LedgerReader.Read(PaperOf(arguments) ?? PaperFolder.Find());

    /// <summary>The audit of the ledger that the command line names, or of the kit's own.</summary>
    public static AuditReport Audit(ParseResult arguments) => PaperAudit.Run(LedgerOf(arguments));

    /// <summary>The language of pages.</summary>
    public static Language LanguageOf(ParseResult arguments) => arguments.GetValue(Lang) ?? ReaderLanguage.FromEnvironment();

    /// <summary>The value of an option that is one of a few words.</summary>
    public static T? Choice<T>(ArgumentResult result, string what, params (string Name, T Value)[] choices)
    {
        var given = result.Tokens[0].Value;
        foreach (var (name, value) in choices)
            if (name == given) return value;
        result.AddError($"\"{given}\" is not {what}; give {string.Join(", ", choices.SkipLast(1).Select(c => c.Name))} or "
            + $"{choices[^1].Name}");
        return default;
    }
}
