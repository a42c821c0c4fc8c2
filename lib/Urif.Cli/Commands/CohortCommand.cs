using System.CommandLine.Parsing;
using System.CommandLine;
using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Reporting;

namespace Urif.Cli.Commands;

/// <summary><c>urif cohort</c>: whether a file of patients is this study's cohort, the paper's tables of it, and its model.</summary>
internal static class CohortCommand
{
    // More than a page can show side by side.
    private const int MostGroups = 20;

    private static readonly Option<string[]> Which = new("--table")
    {
        HelpName = "ID",
        Description = "One of the design's tables, such as the paper's 2 (default: all); may be repeated; with --by, its rows",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string> By = new("--by")
    {
        HelpName = "COLUMN[:CUTS]",
        Description = "Group by the words of a column, or by a number between cuts: centre, age:35, age:30,35 "
            + "(default: the design's groups)",
    };

    private static readonly Option<bool> Overall = new("--overall")
    {
        Description = "Add a column of all groups together",
    };

    private static readonly Option<bool> Counts = new("--n")
    {
        Description = "Add a column with how many values each row has",
    };

    private static readonly Option<bool> Differences = new("--differences")
    {
        Description = "Add a column with the difference of two groups and its 95% interval",
    };

    private static readonly Option<MeansTest?> Means = new("--means")
    {
        HelpName = "student|welch",
        Description = "Compare means by a common variance, or by each group's own (default: as the design says, else student)",
        CustomParser = result => CommonOptions.Choice(
            result, "a test of means", ("student", (MeansTest?)MeansTest.Student), ("welch", MeansTest.Welch)),
    };

    private static readonly Option<Summaries> Summarised = new("--summaries")
    {
        HelpName = "rule|printed",
        Description = "Mean or median by the Shapiro-Wilk test, or as the paper prints each variable (default: rule)",
        CustomParser = result => CommonOptions.Choice(
            result, "a choice of summaries", ("rule", Summaries.Rule), ("printed", Summaries.Printed)),
    };

    private static readonly Option<OutcomeDenominator> Denominator = new("--denominator")
    {
        HelpName = "transfer|hcg|clinical",
        Description = "Count outcomes among transfers, positive hCG or clinical pregnancies (default: transfer, as the paper)",
        CustomParser = result => CommonOptions.Choice(result, "a denominator", ("transfer", OutcomeDenominator.Transfer),
            ("hcg", OutcomeDenominator.PositiveHcg), ("clinical", OutcomeDenominator.ClinicalPregnancy)),
    };

    private static readonly Option<int?> RoundTo = new("--round-to")
    {
        HelpName = "B",
        Description = "With --suppress-below: round all other counts to a multiple of B (default: K where groups are cut at a value of "
            + "your own, else 1, as they are)",
        CustomParser = ParseBase,
    };

    private static readonly Option<TablesFormat> As = new("--format")
    {
        HelpName = "table|html|csv|json|ard|docx|ledger",
        Description = "Text, a page of HTML, CSV by number, JSON, ARD for R's cards, Word, or a ledger for urif audit --paper (default: "
            + "table)",
        CustomParser = result => CommonOptions.Choice(
            result, "a format", ("table", TablesFormat.Table), ("html", TablesFormat.Html), ("csv", TablesFormat.Csv),
            ("json", TablesFormat.Json), ("ard", TablesFormat.Ard), ("docx", TablesFormat.Docx), ("ledger", TablesFormat.Ledger)),
    };

    private static readonly Option<string> To = new("--output")
    {
        HelpName = "FILE|DIR",
        Description = "Write to this file, whole or not at all; Word needs it, and a ledger a new folder",
    };

    private enum Summaries
    {
        Rule,
        Printed,
    }

    private enum TablesFormat
    {
        Table,
        Html,
        Csv,
        Json,
        Ard,
        Docx,
        Ledger,
    }

    public static Command Create()
    {
        var check = new Command("check", "Load a file of patients and check every row; show what was found and the flow from screened to "
            + "analysed.") { CommonOptions.Paper };
        CohortInput.AddTo(check);
        check.SetAction(Check);
        var tables = new Command("tables", "Make the paper's four tables of a file of patients, tables of a design of your own, or by any "
            + "other grouping.") { Which, By, Overall, Counts, Differences, Means, Summarised, CommonOptions.Paper, Denominator,
            RoundTo, As, To };
        CohortInput.AddTo(tables);
        tables.SetAction(Tables);
        return new Command("cohort", "Check a file of patients, make the paper's tables of it, and fit its model.") {
            CohortDictionaryCommand.Create(), check, tables, CohortModelCommand.Create() };
    }

    private static int Check(ParseResult arguments)
    {
        if (CohortInput.Load(arguments) is not var (report, check)) return ExitCode.BadInput;
        var language = CommonOptions.LanguageOf(arguments);
        var suppressed = CohortInput.SuppressedBelow(arguments);
        using (var output = StandardStreams.OpenOutput())
        {
            output.WriteLine(CohortReportView.Of(check, report, suppressed).ToText(language, Screen.Width));
            output.WriteLine();
            output.WriteLine(FlowDiagramView.Of(check, suppressed).ToText(language, Screen.Width));
        }

        return Verdict(check, suppressed);
    }

    private static int Tables(ParseResult arguments)
    {
        var format = arguments.GetValue(As);
        var to = arguments.GetValue(To);
        var folder = format == TablesFormat.Ledger ? LedgerFolder(arguments, to) : null;
        var file = to is not null && folder is null ? new ResultFile(to) : null;
        if (format == TablesFormat.Docx && file is null)
            throw new InputException("--format docx", "cannot be shown on a screen", "name a file with --output FILE");
        if (arguments.GetValue(RoundTo) is not null && CohortInput.SuppressedBelow(arguments) == 0)
            throw new InputException("--round-to", "is asked for where no count is hidden", "give --suppress-below K too");
        var isPrinted = arguments.GetValue(Summarised) == Summaries.Printed;
        var ledger = isPrinted || folder is not null ? CommonOptions.LedgerOf(arguments) : null;
        if (CohortInput.Load(arguments, ledger) is not var (_, check)) return ExitCode.BadInput;
        var designs = Designs(arguments, check.Cohort, isPrinted ? ledger : null).Select(d => With(arguments, d)).ToList();
        var suppressed = CohortInput.SuppressedBelow(arguments);
        if (Verdict(check, suppressed) is var verdict and not ExitCode.Done) return verdict;
        var denominator = arguments.GetValue(Denominator);
        if (denominator != OutcomeDenominator.Transfer && !check.Cohort.Schema.HasDefinitions)
            throw new InputException("--denominator", $"is of the paper's outcomes, which {check.Cohort.Schema.Name} does not have",
                "give variables of the design among, a column of yes and no");
        var options = new TableOptions
        {
            Denominator = denominator,
            SuppressBelow = suppressed,
            RoundTo = arguments.GetValue(RoundTo) ?? (folder is null && IsOwnCut(arguments, check.Cohort.Design) ? suppressed : 0),
        };
        var together = Protected(arguments, check.Cohort, designs, isPrinted ? ledger : null);
        if (folder is not null)
        {
            var tables = CohortLedger.Of(ledger!, check.Analysed, designs, options, TableText.LedgerTitle(ledger!.Paper), together);
            folder.Write(at => LedgerWriter.Write(tables, at));
        }
        else
        {
            var asked = designs.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
            Write([.. CohortTables.Of(check.Analysed, together, options)
                .Where(t => asked.Contains(t.Design.Id))], format, CommonOptions.LanguageOf(arguments), file);
        }

        NoteLeftOut(check, suppressed);
        return ExitCode.Done;
    }

    private static ResultFolder LedgerFolder(ParseResult arguments, string? to)
    {
        const string where = "--format ledger";
        if (to is null) throw new InputException(where, "is a folder of files", "name a folder with --output DIR");
        if (arguments.GetValue(By) is not null) throw new InputException(where, "is for the paper's tables", "leave --by out");
        if (arguments.GetValue(RoundTo) > 1)
            throw new InputException(where, "holds counts that add up", "leave --round-to out, or give another format");
        if (arguments.GetValue(Denominator) != OutcomeDenominator.Transfer)
            throw new InputException(where, "holds percents of all women of a group", "leave --denominator out, or give another format");
        return new(to);
    }

    private static TableDesign With(ParseResult arguments, TableDesign design)
    {
        design = design with
        {
            ShowsCounts = design.ShowsCounts || arguments.GetValue(Counts),
            ShowsDifferences = design.ShowsDifferences || arguments.GetValue(Differences),
            Means = arguments.GetValue(Means) ?? design.Means,
        };
        return arguments.GetValue(Overall) ? design.WithOverall() : design;
    }

    // Groups that can be cut anywhere can be cut on both sides of one woman.
    private static bool IsOwnCut(ParseResult arguments, StudyDesign design) =>
        arguments.GetValue(By)?.Contains(':', StringComparison.Ordinal) == true
        || (CohortInput.CutOffOf(arguments) is { } cutOff && cutOff != design.CutOff);

    private static int? ParseBase(ArgumentResult result)
    {
        var given = result.Tokens[0].Value;
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var @base) && @base is >= 1 and <= 1000) return @base;
        result.AddError($"\"{given}\" is not a base to round counts to; give a whole number from 1 (as they are) to 1000");
        return null;
    }

    // The design's tables are protected together, whichever of them are asked for: else two runs could be subtracted.
    private static IReadOnlyList<TableDesign> Protected(
        ParseResult arguments, Cohort cohort, IReadOnlyList<TableDesign> asked, Ledger? printed)
    {
        if (CohortInput.SuppressedBelow(arguments) == 0 || arguments.GetValue(By) is not null) return asked;
        var cutOff = CohortInput.CutOffOf(arguments);
        var all = printed is null ? TableDesign.AllOf(cohort.Design, cutOff) : TableDesign.AllAsPrinted(cohort.Design, printed, cutOff);
        return [.. all.Select(d => With(arguments, d))];
    }

    private static IReadOnlyList<TableDesign> Designs(ParseResult arguments, Cohort cohort, Ledger? printed)
    {
        var asked = arguments.GetValue(Which)!;
        var study = cohort.Design;
        var cutOff = CohortInput.CutOffOf(arguments);
        var papers = TableDesign.AllOf(study, cutOff);
        if (papers.Count == 0 && arguments.GetValue(By) is null)
            throw new InputException("command line", "names no design, and so no table",
                "give --design FILE, or --by COLUMN; urif cohort dictionary drafts a design");
        if (asked.FirstOrDefault(a => papers.All(p => p.Id != a)) is { } unknown)
            throw new InputException($"--table {Quoted.Short(unknown)}", "is not a table of the design",
                $"give one of {string.Join(' ', papers.Select(p => p.Id))}");
        if (asked.Length > 0) papers = [.. papers.Where(p => asked.Contains(p.Id))];
        if (arguments.GetValue(By) is not { } by) return printed is null ? papers : [.. papers.Select(p => p.AsPrinted(printed))];
        if (printed is not null) throw new InputException(
            "--summaries printed", "is asked of a grouping that the paper does not print", "leave --by or --summaries out");
        var parts = by.Split(':', 2);
        var where = $"--by \"{by}\"";
        var column = study.Schema.Find(parts[0]);
        var isNumber = study.Indices.Contains(parts[0]) || column?.Type is ColumnType.Number or ColumnType.Integer;
        if (!isNumber && column?.Type is not (ColumnType.Category or ColumnType.Boolean))
        {
            throw new InputException(where, column is null ? "names no column of the cohort"
                : "names a column without words or numbers to group by",
                Spelling.Advice(parts[0], study.Schema.Columns.Select(c => c.Name))
                    ?? $"give a column of {string.Join(", ", study.Indices.Prepend(study.Schema.Name))}");
        }

        if (column is { DerivedFrom.Count: 0 } && !cohort.Has(column.Name))
            throw new InputException(where, $"names a column that {cohort.Name} does not have", "group by a column of the file");
        string[] rows = asked.Length == 0 ? []
            : [.. papers.SelectMany(p => p.Variables).Where(v => v.Name != parts[0] && v.Partition != parts[0]).Select(v => v.Name)
                .Distinct()];
        if (!isNumber)
        {
            if (parts.Length > 1) throw new InputException(where, "cuts a column of words", $"write {parts[0]} alone");
            var design = TableDesign.By(parts[0], cohort, rows);
            return design.Groups.Count <= MostGroups ? [design] : throw new InputException(where,
                string.Create(CultureInfo.InvariantCulture, $"makes {design.Groups.Count} groups, and a table has room for {MostGroups}"),
                    "group by another column");
        }

        if (parts.Length == 1 && parts[0] == study.Exposure?.Variable)
            return [TableDesign.ByCut(study, parts[0], cutOff ?? study.CutOff, rows)];
        return parts.Length == 2 && CutsOf(parts[1]) is { } cuts
            ? [TableDesign.ByCuts(study, parts[0], cuts, rows)]
            : throw new InputException(where, "does not say where to cut the numbers",
                $"write the least value of the upper group with a decimal point: {parts[0]}:35; of more groups in ascending order, "
                    + $"{parts[0]}:30,35");
    }

    private static double[]? CutsOf(string text)
    {
        string[] parts = text.Split(',');
        var cuts = new double[parts.Length];
        for (var i = 0; i < cuts.Length; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out cuts[i]) || !double.IsFinite(cuts[i])
                || (i > 0 && cuts[i] <= cuts[i - 1])) return null;
        return cuts.Length < MostGroups ? cuts : null;
    }

    private static void Write(IReadOnlyList<CohortTable> tables, TablesFormat format, Language language, ResultFile? file)
    {
        if (format == TablesFormat.Docx)
        {
            using var document = new MemoryStream();
            CohortTableWord.Write(tables, language, document);
            file!.Write(document.ToArray());
            return;
        }

        using var text = file is null ? StandardStreams.OpenOutput() : new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        switch (format)
        {
            case TablesFormat.Html:
                CohortTableHtml.Write(tables, language, text);
                break;
            case TablesFormat.Csv:
                CohortTableCsv.Write(tables, text);
                break;
            case TablesFormat.Json:
                CohortTableJson.Write(tables, text);
                break;
            case TablesFormat.Ard:
                CohortTableArd.Write(tables, text);
                break;
            default:
                text.WriteLine(CohortTableView.Of(tables).ToText(language, file is null ? Screen.Width : Screen.FileWidth));
                break;
        }

        file?.Write(text.ToString()!);
    }

    /// <summary>Tells standard error where not every row is analysed.</summary>
    public static void NoteLeftOut(CohortCheckResult check, int suppressed = 0)
    {
        if (check.Flow.Analysed == check.Flow.Screened) return;
        // How many rows are left out could give a hidden count away.
        var how = suppressed > 0 ? "not every row is"
            : string.Create(CultureInfo.InvariantCulture, $"{check.Flow.Analysed} of {check.Flow.Screened} rows are");
        StandardStreams.Note($"{check.Cohort.Name}: {how} analysed; urif cohort check says why");
    }

    /// <summary>Whether the rows can be analysed; where they cannot, standard error is told why.</summary>
    public static int Verdict(CohortCheckResult check, int suppressed = 0)
    {
        if (check.Refused)
        {
            var rows = suppressed > 0 ? "some rows hold errors" : string.Create(CultureInfo.InvariantCulture,
                $"{check.ErrorRows} row{(check.ErrorRows == 1 ? " holds an error" : "s hold errors")}");
            StandardStreams.Note(
                $"{check.Cohort.Name}: {rows}; correct the file, or leave such rows out with --exclude-errors");
            return ExitCode.NotTheCohort;
        }

        if (check.Flow.Analysed > 0) return ExitCode.Done;
        StandardStreams.Note($"{check.Cohort.Name}: no row is left to analyse; the flow of urif cohort check says why");
        return ExitCode.NotTheCohort;
    }
}
