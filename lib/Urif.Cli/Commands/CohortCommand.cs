using System.CommandLine;
using System.Globalization;
using Urif.Repro.Cohorts;
using Urif.Repro.Reporting.Views;

namespace Urif.Cli.Commands;

/// <summary><c>urif cohort</c>: whether a file of patients is this study's cohort, and the paper's tables of it.</summary>
internal static class CohortCommand
{
    public static Command Create()
    {
        var check = new Command("check", "Load a file of patients and check every row; show what was found and the flow from screened to analysed.");
        CohortInput.AddTo(check);
        check.SetAction(Check);
        return new Command("cohort", "Check a file of patients, and make the paper's tables of it.") { check };
    }

    private static int Check(ParseResult arguments)
    {
        if (CohortInput.Load(arguments) is not var (report, check)) return ExitCode.BadInput;
        var language = CommandLine.LanguageOf(arguments);
        using (var output = StandardStreams.OpenOutput())
        {
            output.WriteLine(CohortReportView.Of(check, report).ToText(language, Screen.Width));
            output.WriteLine();
            output.WriteLine(FlowDiagramView.Of(check).ToText(language, Screen.Width));
        }

        return Verdict(check);
    }

    /// <summary>Whether the rows can be analysed; where they cannot, standard error is told why.</summary>
    private static int Verdict(CohortCheckResult check)
    {
        if (check.Refused)
        {
            StandardStreams.Note(string.Create(CultureInfo.InvariantCulture,
                $"{check.Cohort.Name}: {check.ErrorRows} row{(check.ErrorRows == 1 ? " holds an error" : "s hold errors")}; correct the file, or leave such rows out with --exclude-errors"));
            return ExitCode.NotTheCohort;
        }

        if (check.Flow.Analysed > 0) return ExitCode.Done;
        StandardStreams.Note($"{check.Cohort.Name}: no row is left to analyse; the flow of urif cohort check says why");
        return ExitCode.NotTheCohort;
    }
}
