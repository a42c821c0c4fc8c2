using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine;
using Urif.Audit;
using Urif.Reporting;
using Urif.Cli.Commands;

namespace Urif.Cli;

/// <summary>The command line of <c>urif</c>: its commands, what they share, and its help.</summary>
internal static class CommandLine
{
    private const string Examples = """
        Examples:
          urif --lang zh
          urif audit --format json --output audit.json
          urif audit --fail-on impossible,contradicted
          urif cohort check patients.xlsx --unit fins=pmol/L --map headers.csv
          urif cohort tables patients.csv --format docx --output tables.docx
          urif cohort model patients.csv --formula "live_birth ~ ir*stage + age" --estimator firth
          urif synth --reading tables-1-2 --seed 1 --count 1000 --out cohorts
          urif whatif bayes --row 2:early_loss --prior sceptical:2
          urif notebook run notebooks/04-table-2.ipynb -p language=zh
          urif notebook check notebooks
        """;

    private const string Environment = """
        Environment:
          LC_ALL, LC_MESSAGES, LANG  the language where --lang is not given (zh... is Chinese)
          NO_COLOR                   if set, no colours; pipes and files never get any
          COLUMNS                    the width of pages that go to a pipe or file (default: 100)
        """;

    private const string ExitCodes = """
        Exit codes:
          0    done, whatever the paper's numbers are
          1    a verdict named by --fail-on occurred
          2    a ledger, a cohort's or notebook's file or the command line cannot be used; standard error says why
          3    a cell of a notebook failed
          4    a cell or a notebook ran longer than it may
          5    a notebook has no such parameter, or the value does not fit
          6    a notebook's outputs are not those of its code
          7    a notebook held more memory than it may
          8    a notebook's process ended by itself
          9    rows of a cohort hold errors that were not to be left out, or none is left to analyse
          70   internal error
          74   the results could not be written
          130  ended by Ctrl-C
          143  ended by SIGTERM
        """;

    /// <summary>Runs a command line.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    /// <exception cref="InputException">A ledger or the command line cannot be used.</exception>
    /// <exception cref="Notebooks.NotebookException">A notebook's file or a parameter cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The work was interrupted.</exception>
    /// <exception cref="IOException">The results could not be written.</exception>
    public static int Run(string[] arguments)
    {
        var result = Root().Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && result.Action is ParseErrorAction)
            throw new InputException("command line", Problem(result), "see urif --help");
        using var output = StandardStreams.OpenOutput();
        return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            Output = output });
    }

    private static RootCommand Root()
    {
        var root = new RootCommand(
            "Reproduces a clinical paper: audits its printed numbers, runs the notebooks, writes the book and prints the summary.")
        {
            CommonOptions.Paper, CommonOptions.Lang, CommonOptions.Verbose, AuditCommand.Create(), CohortCommand.Create(),
                SynthCommand.Create(), WhatIfCommand.Create(), NotebookCommand.Create(),
        };
        root.SetAction(ReproduceCommand.Run);
        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction help }) option.Action = new HelpWithNotes(help);
        }

        return root;
    }

    /// <summary>The first thing that is wrong with a command line.</summary>
    private static string Problem(ParseResult result) => result.UnmatchedTokens.Count > 0
        ? $"\"{result.UnmatchedTokens[0]}\" is neither a command nor an option"
        : result.Errors[0].Message.TrimEnd('.');

    /// <summary>The generated help, then what it cannot know.</summary>
    private sealed class HelpWithNotes(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            help.MaxWidth = Screen.Width;
            var code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            var notes = new List<string> { Examples, Environment, ExitCodes };
            // Verdicts are for the commands that audit.
            if (parseResult.CommandResult.Command is RootCommand or { Name: AuditCommand.Name })
                notes.Insert(0, string.Join('\n',
                    VerdictNames.InOrder.Select(v => $"  {v.Key(),-23}{v.Meaning().En}").Prepend("Verdicts:")));
            output.WriteLine(string.Join("\n\n", notes));

            return code;
        }
    }
}
