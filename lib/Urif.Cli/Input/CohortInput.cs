using System.CommandLine.Parsing;
using System.CommandLine;
using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Cli;

/// <summary>A file of patients on the command line: how it is read, and how its rows are checked.</summary>
internal static class CohortInput
{
    private const char Assigns = '=';

    // With 2, a hidden count could only be 1.
    private const int LeastSuppressed = 3;

    private static readonly Argument<string> File = new("FILE")
    {
        Description = "CSV, TSV, Excel (.xlsx, .xls), Parquet or SPSS (.sav, .zsav); one row for each transfer cycle",
    };

    private static readonly Option<string> From = new("--from")
    {
        HelpName = "NAME",
        Description = "The sheet of a workbook (default: the first)",
    };

    private static readonly Option<string> Encoding = new("--encoding")
    {
        HelpName = "NAME",
        Description = $"The encoding of a text file: {string.Join(", ", RecordSource.Encodings)} (default: found, where it is sure)",
    };

    private static readonly Option<string> Dictionary = new("--dictionary")
    {
        HelpName = "FILE",
        Description = "The columns of a study of your own, written as data/cohort/dictionary.csv (default: that one)",
    };

    private static readonly Option<string> Design = new("--design")
    {
        HelpName = "FILE",
        Description = "The tables and the model of a study of your own, as data/cohort/design.schema.json describes (default: the paper's)",
    };

    private static readonly Option<int> SkipRows = new("--skip-rows")
    {
        HelpName = "N",
        Description = "Leave out the first N rows, which are titles above the names of the columns (text files and sheets)",
        CustomParser = ParseRows,
    };

    private static readonly Option<string> Map = new("--map")
    {
        HelpName = "FILE",
        Description = "A table header,column that says which column of the dictionary each header means",
    };

    private static readonly Option<string[]> Units = Several("--unit", "COLUMN=UNIT", "The unit of a column: fins=pmol/L, fpg=mg/dL");

    private static readonly Option<string[]> Confirmed = Several(
        "--confirm-unit", "COLUMN", "Believe a column's unit although its median speaks against it");

    private static readonly Option<string[]> Drop = Several("--drop", "HEADER", "Leave a column out, unread");

    private static readonly Option<bool> IgnoreUnknown = new("--ignore-unknown")
    {
        Description = "Leave out columns whose headers mean nothing",
    };

    private static readonly Option<string[]> Missing = Several(
        "--na", "[COLUMN=]CODE", "A code for a missing value, in every column or in one: 999, bmi=0");

    private static readonly Option<bool> DecimalComma = new("--decimal-comma")
    {
        Description = "Decimals follow a comma: 5,3",
    };

    private static readonly Option<BelowLimitRule> BelowLimit = new("--below-limit")
    {
        HelpName = "half|limit",
        Description = "Take <0.5 as half the limit or as the limit (default: refuse it)",
        CustomParser = result => CommonOptions.Choice(
            result, "a rule for values below a limit", ("half", BelowLimitRule.HalfLimit), ("limit", BelowLimitRule.Limit)),
    };

    private static readonly Option<bool> SeveralCycles = new("--several-cycles")
    {
        Description = "Analyse every cycle of a woman (default: a second one is an error)",
    };

    private static readonly Option<Criteria> Eligibility = new("--eligibility")
    {
        HelpName = "full|available|none",
        Description = "Apply all of the paper's criteria, those that the file has columns for, or none (default: full)",
        CustomParser = result => CommonOptions.Choice(
            result, "a choice of criteria", ("full", Criteria.Full), ("available", Criteria.Available), ("none", Criteria.None)),
    };

    private static readonly Option<bool> AcceptUndocumented = new("--accept-undocumented")
    {
        Description = "Take a criterion that a row does not document to be met (default: leave the row out)",
    };

    private static readonly Option<bool> ExcludeErrors = new("--exclude-errors")
    {
        Description = "Leave rows with errors out (default: analyse nothing until they are corrected)",
    };

    private static readonly Option<double?> CutOff = new("--cut-off")
    {
        HelpName = "HOMA-IR",
        Description = "The HOMA-IR from which on a woman counts as insulin resistant (default: as groups.csv defines it)",
        CustomParser = ParseCutOff,
    };

    private static readonly Option<int> SuppressBelow = new("--suppress-below")
    {
        HelpName = "K",
        Description = "Hide counts from 1 to K - 1 and values of single women, and whatever would tell them (K is at least 3; default: "
            + "hide nothing)",
        CustomParser = ParseBound,
    };

    private enum Criteria
    {
        Full,
        Available,
        None,
    }

    /// <summary>Gives a command the file and everything about reading and checking it.</summary>
    public static void AddTo(Command command)
    {
        command.Arguments.Add(File);
        foreach (var option in (Option[])
            [From, Encoding, SkipRows, Dictionary, Design, Map, Units, Confirmed, Drop, IgnoreUnknown, Missing, DecimalComma, BelowLimit,
                SeveralCycles, Eligibility, AcceptUndocumented, ExcludeErrors, CutOff, SuppressBelow])
            command.Options.Add(option);
    }

    /// <summary>The HOMA-IR from which on a woman counts as insulin resistant; null for the cut-off of the design.</summary>
    public static double? CutOffOf(ParseResult arguments) => arguments.GetValue(CutOff);

    /// <summary>The bound below which counts are hidden; 0 to hide nothing.</summary>
    public static int SuppressedBelow(ParseResult arguments) => arguments.GetValue(SuppressBelow);

    /// <summary>Reads and checks the file.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="ledger">The paper's ledger, whose cut-off and arms hold; null for that of --paper, else the kit's own.</param>
    /// <returns>What was found; null where the file cannot be used, which standard error has been told, line by line.</returns>
    /// <exception cref="InputException">The file cannot be read, or an option does not fit it.</exception>
    public static (CohortReport Report, CohortCheckResult Check)? Load(ParseResult arguments, Ledger? ledger = null)
    {
        ledger ??= arguments.GetValue(CommonOptions.Paper) is null ? null : CommonOptions.LedgerOf(arguments);
        var options = ReadOptions(arguments, DesignOf(arguments, ledger));
        CohortReport report;
        using (var source = Open(arguments))
            report = CohortReader.Read(source, options);
        if (report.Succeeded)
        {
            return (report, CohortCheck.Run(report.Cohort, new()
            {
                Errors = arguments.GetValue(ExcludeErrors) ? ErrorRows.Exclude : ErrorRows.Refuse,
                FurtherCycles = arguments.GetValue(SeveralCycles) ? FurtherCycles.Allow : FurtherCycles.Refuse,
                Undocumented = arguments.GetValue(AcceptUndocumented) ? UndocumentedCriterion.Accept : UndocumentedCriterion.Exclude,
                ApplyEligibility = arguments.GetValue(Eligibility) != Criteria.None,
                CutOff = CutOffOf(arguments),
            }));
        }

        foreach (var problem in report.Problems) StandardStreams.Note(problem.ToString());
        var more = report.ProblemCount - report.Problems.Count;
        if (more > 0) StandardStreams.Note(string.Create(
            CultureInfo.InvariantCulture, $"{report.Name}: {more} more problem{(more == 1 ? "" : "s")}, {report.ProblemCount} in all"));
        return null;
    }

    /// <summary>Gives a command the file and what finds it, nothing about its columns.</summary>
    public static void AddFileTo(Command command)
    {
        command.Arguments.Add(File);
        foreach (var option in (Option[])[From, Encoding, SkipRows]) command.Options.Add(option);
    }

    /// <summary>Opens the file.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static IRecordSource Open(ParseResult arguments) =>
        RecordSource.Open(
            arguments.GetValue(File)!, arguments.GetValue(From), arguments.GetValue(Encoding), arguments.GetValue(SkipRows));

    private static StudyDesign DesignOf(ParseResult arguments, Ledger? ledger)
    {
        var (dictionary, design) = (arguments.GetValue(Dictionary), arguments.GetValue(Design));
        var study = dictionary is null && design is null
            ? ledger is null ? StudyDesign.Default : StudyDesign.Default.Following(ledger)
            : StudyDesign.ReadFiles(dictionary, design, ledger);
        return study.Exposure is not null || CutOffOf(arguments) is null ? study
            : throw new InputException("--cut-off", "has no exposure to cut in this design",
                "give the design an exposure, or leave it out");
    }

    private static CohortReadOptions ReadOptions(ParseResult arguments, StudyDesign design)
    {
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, unit) in arguments.GetValue(Units)!.Select(u => Assignment("--unit", u)))
            if (!units.TryAdd(column, unit))
                throw new InputException("--unit", $"gives {column} for the second time", "give each column one unit");
        return new()
        {
            Design = design,
            Headers = arguments.GetValue(Map) is { } map ? ReadMap(map, design.Schema) : HeaderMap.None,
            Drop = arguments.GetValue(Drop)!,
            AllowUnmapped = arguments.GetValue(IgnoreUnknown),
            RequireEligibility = arguments.GetValue(Eligibility) == Criteria.Full,
            Units = units,
            ConfirmedUnits = arguments.GetValue(Confirmed)!,
            DecimalComma = arguments.GetValue(DecimalComma),
            BelowLimit = arguments.GetValue(BelowLimit),
            MissingCodes = [.. arguments.GetValue(Missing)!.Select(code =>
                code.Contains(Assigns, StringComparison.Ordinal) && Assignment("--na", code) is var (column, value)
                    ? new MissingCode(value, column) : new MissingCode(code))],
        };
    }

    private static HeaderMap ReadMap(string path, CohortSchema schema)
    {
        using var source = RecordSource.Open(path);
        return HeaderMap.Read(source, schema);
    }

    private static (string Column, string Value) Assignment(string option, string given)
    {
        var at = given.IndexOf(Assigns, StringComparison.Ordinal);
        return at > 0 && at < given.Length - 1 ? (given[..at], given[(at + 1)..])
            : throw new InputException(option, $"\"{given}\" has no column and value", $"write {option} COLUMN=VALUE");
    }

    private static int ParseBound(ArgumentResult result)
    {
        var given = result.Tokens[0].Value;
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var bound) && bound >= LeastSuppressed) return bound;
        result.AddError($"\"{given}\" is not a bound for small counts; give a whole number from 3 on");
        return 0;
    }

    private static int ParseRows(ArgumentResult result)
    {
        var given = result.Tokens[0].Value;
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var rows) && rows is > 0 and < 1000) return rows;
        result.AddError($"\"{given}\" is not a number of rows to skip; give a whole number from 1 to 999");
        return 0;
    }

    private static double? ParseCutOff(ArgumentResult result)
    {
        var given = result.Tokens[0].Value;
        if (double.TryParse(given, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cutOff) && cutOff
            is > 0 and < 1000) return cutOff;
        result.AddError($"\"{given}\" is not a HOMA-IR; give a number above 0 with a decimal point");
        return null;
    }

    private static Option<string[]> Several(string name, string value, string description) => new(name)
    {
        HelpName = value,
        Description = description + "; may be repeated",
        DefaultValueFactory = _ => [],
    };
}
