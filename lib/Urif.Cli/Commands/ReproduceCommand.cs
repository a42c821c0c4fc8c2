using System.Collections.Immutable;
using System.CommandLine;
using Urif.Audit;
using Urif.Notebooks.Book;
using Urif.Notebooks.Execution;
using Urif.Reporting;

namespace Urif.Cli.Commands;

/// <summary>
/// <c>urif</c> alone: audits the paper and shows the summary, then runs every notebook and writes the book. Of another paper
/// (<c>--paper</c>) it shows the summary, as the notebooks walk through the kit's own.
/// </summary>
internal static class ReproduceCommand
{
    public static int Run(ParseResult arguments)
    {
        var report = CommonOptions.Audit(arguments);
        var language = CommonOptions.LanguageOf(arguments);
        Screen.Show(SummaryPage.Of(report, language, Screen.Width));
        return CommonOptions.PaperOf(arguments) is null && Notebooks() is { } folder ? WriteBook(report, folder, language) : ExitCode.Done;
    }

    /// <summary>The folder of notebooks beside the kit's own ledger; null where there is none.</summary>
    private static string? Notebooks()
    {
        var folder = Path.GetFullPath(Path.Combine(PaperFolder.Find(), "..", "..", "notebooks"));
        return Directory.Exists(folder) && NotebookFiles.In(folder).Count > 0 ? folder : null;
    }

    private static int WriteBook(AuditReport report, string folder, Language language)
    {
        var paths = NotebookFiles.In(folder);
        var code = language == Language.Chinese ? "zh" : "en";
        // The notebooks are in English unless told otherwise.
        var options = language == Language.English ? new RunOptions()
            : new RunOptions { Parameters = ImmutableSortedDictionary<string, string>.Empty.Add("language", code) };
        var token = Interruption.Token;
        var results = NotebookProgress.ByNotebookAsync(paths,
            progress => NotebookRunner.RunAllAsync(paths, options, Environment.ProcessorCount, progress, token)).GetAwaiter().GetResult();
        if (NotebookCommand.Failures(results) is var failure and not ExitCode.Done) return failure;

        var pages = results.Select(r => new BookPage(Path.GetFileName(r.Path), r.Notebook, folder)).ToList();
        var target = Path.Combine(Path.GetDirectoryName(folder)!, "artifacts", "book");
        var paper = report.Ledger.Paper;
        var book = BookWriter.Write(pages, target, new BookOptions
        {
            Title = "Urif.Repro",
            Description = CommandText.Reproduction(paper).In(language),
            Language = code,
            PlotlyScript = NotebookOutput.OpenPlotlyScript,
        });
        foreach (var warning in book.Warnings) StandardStreams.Note(warning.ToString());
        using var output = StandardStreams.OpenOutput();
        output.WriteLine();
        output.WriteLine(CommandText.BookIsHere.In(language));
        output.WriteLine($"  {book.Index}");
        return ExitCode.Done;
    }
}
