using System.CommandLine;
using System.Text;
using Urif.Cohorts;

namespace Urif.Cli.Commands;

/// <summary><c>urif cohort dictionary</c>: the first draft of a dictionary and a design from a file of one's own.</summary>
internal static class CohortDictionaryCommand
{
    private static readonly Option<string> To = new("--output")
    {
        HelpName = "DIR",
        Description = "Write dictionary.csv and design.json into this new folder (default: show the dictionary)",
    };

    public static Command Create()
    {
        var command = new Command("dictionary",
            "Draft a dictionary and a design from a file: a name, a label and a type for each column, for you to correct.") { To };
        CohortInput.AddFileTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var folder = arguments.GetValue(To) is { } to ? new ResultFolder(to) : null;
        DictionaryDraft draft;
        using (var source = CohortInput.Open(arguments)) draft = DictionaryDraft.Of(source);
        if (folder is not null)
        {
            folder.Write(at =>
            {
                File.WriteAllText(Path.Combine(at, "dictionary.csv"), draft.Dictionary, new UTF8Encoding(false));
                File.WriteAllText(Path.Combine(at, "design.json"), draft.Design, new UTF8Encoding(false));
            });
        }
        else
        {
            using var output = StandardStreams.OpenOutput();
            output.Write(draft.Dictionary);
        }

        foreach (var header in draft.LeftOut)
            StandardStreams.Note($"{header.Where}: {header.Problem}; {header.Remedy}");
        return ExitCode.Done;
    }
}
