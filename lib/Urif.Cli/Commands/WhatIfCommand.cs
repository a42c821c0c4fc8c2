using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Urif.Audit;
using Urif.Reporting;
using Urif.Statistics;
using Urif.WhatIf;

namespace Urif.Cli.Commands;

/// <summary><c>urif whatif</c>: what becomes of a result when a choice, a bias, a belief or a trial's size is turned.</summary>
internal static class WhatIfCommand
{
    private static readonly Option<TwoByTwoTable?> CountsGiven = new("--counts")
    {
        HelpName = "A/N,C/M",
        Description = "Two groups' counts: A of N women of the first had the event, C of M of the second",
        CustomParser = ParseCounts,
    };

    private static readonly Option<string> Row = new("--row")
    {
        HelpName = "TABLE:OUTCOME",
        Description = "The counts that a table of the paper prints (default: 2:clinical_pregnancy)",
    };

    private static readonly Option<double?> Ratio = Number("--ratio", "R", "A risk ratio, or an odds ratio of a rare outcome");

    private static readonly Option<double[]> Limits = Numbers("--limits", "LOW,HIGH", "Its 95% interval");

    private static readonly Option<bool> Common = new("--common-odds-ratio")
    {
        Description = "The ratio is an odds ratio and the outcome is common (15% or more)",
    };

    private static readonly Option<double?> Alpha = Number("--alpha", "P", "The level of significance (default: 0.05)");

    private static readonly Option<string> Prior = new("--prior")
    {
        HelpName = "PRIOR",
        Description = "What was believed of the odds ratio: reference; sceptical:OR or enthusiastic:OR (5% beyond OR, or beyond 1); "
            + "MEAN,SD of its logarithm (default: reference)",
    };

    private static readonly Option<double[]> Outcome =
        Numbers("--outcome-misclassified", "SE,SP",
            "Sensitivity and specificity of the outcome; four numbers: SE of either group, SP of either");

    private static readonly Option<double[]> Exposure = Numbers(
        "--exposure-misclassified", "SE,SP",
            "Sensitivity and specificity of the exposure; four numbers: SE with the event and without, SP so too");

    private static readonly Option<double[]> Selection = Numbers(
        "--selected", "A,B,C,D", "How likely women were in the study: first group with the event and without, second group so too");

    private static readonly Option<double[]> Confounder =
        Numbers("--confounder", "RR,P1,P2", "An unmeasured confounder: its risk ratio, and how common it is in either group");

    private static readonly Option<double[]> Risks = Numbers("--risks", "P1,P2", "The risks that are assumed, treated and control");

    private static readonly Option<double?> Power = Number("--power", "P", "The power asked for (default: 0.8)");

    private static readonly Option<double?> Margin = Number("--margin", "D",
        "Non-inferiority: the greatest acceptable difference of risks");

    private static readonly Option<double?> Allocation = Number("--allocation", "R", "Treated women for each control (default: 1)");

    private static readonly Option<double?> DropOut = Number("--drop-out", "SHARE", "The share that drops out (default: 0)");

    private static readonly Option<double[]> Clusters =
        Numbers("--clusters", "SIZE,ICC", "Units come in clusters (transfers of a woman): their mean size and intracluster correlation");

    private static readonly Option<WhatIfFormat> As = new("--format")
    {
        HelpName = "table|html|csv|json",
        Description = "Text, a page of HTML, CSV by number, or JSON (default: table)",
        CustomParser = result => CommonOptions.Choice(result, "a format", ("table", WhatIfFormat.Table), ("html", WhatIfFormat.Html),
            ("csv", WhatIfFormat.Csv), ("json", WhatIfFormat.Json)),
    };

    private static readonly Option<string> To = new("--output")
    {
        HelpName = "FILE",
        Description = "Write to this file, whole or not at all",
    };

    private enum WhatIfFormat
    {
        Table,
        Html,
        Csv,
        Json,
    }

    public static Command Create()
    {
        var command = new Command("whatif", "Turn a choice, a bias, a belief or a trial's size, and see what becomes of a result.");
        command.Add(Analysis("evalue", "How strong an unmeasured confounder would have to be.", EValueOf, Ratio, Limits, Common));
        command.Add(Analysis("fragility", "How few women with another outcome would turn the result.", FragilityOf,
            CountsGiven, Row, CommonOptions.Paper, Alpha));
        command.Add(Analysis("bayes", "What a reader with a given belief concludes from the counts.", BayesOf,
            CountsGiven, Row, CommonOptions.Paper, Prior));
        command.Add(Analysis("bias", "What is left of an effect when biases are undone.", BiasOf,
            CountsGiven, Row, CommonOptions.Paper, Outcome, Exposure, Selection, Confounder));
        command.Add(Analysis("power", "How many women a trial takes.", PowerOf, Risks, Power, Alpha, Margin, Allocation, DropOut,
            Clusters));
        return command;
    }

    private static Command Analysis(string name, string description, Func<ParseResult, WhatIfResult> analysis, params Option[] options)
    {
        var command = new Command(name, description);
        foreach (var option in options) command.Add(option);
        command.Add(As);
        command.Add(To);
        command.SetAction(arguments => Run(arguments, analysis));
        return command;
    }

    private static int Run(ParseResult arguments, Func<ParseResult, WhatIfResult> analysis)
    {
        var file = arguments.GetValue(To) is { } to ? new ResultFile(to) : null;
        WhatIfResult result;
        try
        {
            result = analysis(arguments);
        }
        catch (ArgumentException e)
        {
            // What is outside a formula's domain is said by the formula; its message ends with the parameter's name and value.
            throw new InputException("command line", e.Message.Split(" (Parameter")[0].TrimEnd('.'), "see urif whatif --help");
        }

        Write(result, arguments.GetValue(As), CommonOptions.LanguageOf(arguments), file);
        return ExitCode.Done;
    }

    private static WhatIfResult EValueOf(ParseResult arguments)
    {
        var estimate = arguments.GetValue(Ratio) ?? throw Missing("--ratio", "give --ratio R --limits LOW,HIGH");
        if (Values(arguments, Limits, 2) is not [var low, var high]) throw Missing("--limits", "give --limits LOW,HIGH");
        var ratio = new RatioEstimate(estimate, new(low, high));
        var isCommon = arguments.GetValue(Common);
        return WhatIfText.Of(ratio, isCommon ? EValue.OfCommonOddsRatio(ratio) : EValue.OfRiskRatio(ratio), isCommon);
    }

    private static WhatIfResult FragilityOf(ParseResult arguments)
    {
        var groups = Groups(arguments);
        var alpha = arguments.GetValue(Alpha) ?? 0.05;
        return WhatIfText.Of(groups, FragilityIndex.Least(groups.Counts, alpha), FragilityIndex.OfFewerEvents(groups.Counts, alpha), alpha);
    }

    private static WhatIfResult BayesOf(ParseResult arguments)
    {
        var groups = Groups(arguments);
        var prior = PriorOf(arguments.GetValue(Prior));
        return WhatIfText.Of(groups, prior, new TwoArmPosterior(groups.Counts, prior));
    }

    private static WhatIfResult BiasOf(ParseResult arguments)
    {
        var groups = Groups(arguments);
        var biases = new List<Bias>();
        if (Values(arguments, Outcome, 2, 4) is { } o)
            biases.Add(o is [var se, var sp] ? new Bias.OutcomeMisclassified(se, se, sp, sp) : new Bias.OutcomeMisclassified(o[0], o[1],
                o[2], o[3]));
        if (Values(arguments, Exposure, 2, 4) is { } e)
            biases.Add(e is [var se, var sp] ? new Bias.ExposureMisclassified(se, se, sp, sp) : new Bias.ExposureMisclassified(e[0], e[1],
                e[2], e[3]));
        if (Values(arguments, Selection, 4) is { } s) biases.Add(new Bias.Selected(s[0], s[1], s[2], s[3]));
        if (Values(arguments, Confounder, 3) is { } c) biases.Add(new Bias.Confounded(c[0], c[1], c[2]));
        if (biases.Count == 0)
        {
            throw Missing("a bias",
                "give --outcome-misclassified, --exposure-misclassified, --selected or --confounder");
        }

        return WhatIfText.Of(groups, Bias.UndoAll(biases, ExpectedTable.Of(groups.Counts)));
    }

    private static WhatIfResult PowerOf(ParseResult arguments)
    {
        if (Values(arguments, Risks, 2) is not [var treated, var control]) throw Missing("--risks", "give --risks P1,P2");
        var design = new TrialDesign(
            treated, control, arguments.GetValue(Alpha) ?? 0.05, arguments.GetValue(Allocation) ?? 1, arguments.GetValue(Margin));
        var effect = Values(arguments, Clusters, 2) is [var size, var correlation] ? TrialPower.DesignEffect(size, correlation) : 1;
        return WhatIfText.Of(design, arguments.GetValue(Power) ?? 0.8, arguments.GetValue(DropOut) ?? 0, effect);
    }

    private static ComparedGroups Groups(ParseResult arguments)
    {
        if (arguments.GetValue(CountsGiven) is { } counts) return ComparedGroups.Unnamed(counts);
        var row = (arguments.GetValue(Row) ?? "2:clinical_pregnancy").Split(':');
        return row is [var table, var outcome] ? ComparedGroups.Printed(CommonOptions.LedgerOf(arguments), table, outcome)
            : throw new InputException("--row", $"\"{arguments.GetValue(Row)}\" is not a table and an outcome",
                "give it as 2:clinical_pregnancy");
    }

    private static NormalPrior PriorOf(string? given)
    {
        if (given is null or "reference") return NormalPrior.Reference;
        var parts = given.Split(':');
        if (parts is [var kind, var effect] && TryNumber(effect, out var oddsRatio))
        {
            if (kind == "sceptical") return NormalPrior.Sceptical(oddsRatio);
            if (kind == "enthusiastic") return NormalPrior.Enthusiastic(oddsRatio);
        }

        if (given.Split(',') is [var m, var s] && TryNumber(m, out var mean) && TryNumber(s, out var spread)) return new(mean, spread);
        throw new InputException("--prior", $"\"{given}\" is not a prior", "give reference, sceptical:OR, enthusiastic:OR or MEAN,SD");
    }

    // As many numbers as an analysis takes; null where the option is not given.
    private static double[]? Values(ParseResult arguments, Option<double[]> option, params int[] lengths)
    {
        if (arguments.GetValue(option) is not { Length: > 0 } values) return null;
        return lengths.Contains(values.Length) ? values : throw new InputException(option.Name,
            string.Create(CultureInfo.InvariantCulture, $"has {values.Length} numbers"), "give " + option.HelpName);
    }

    private static InputException Missing(string what, string remedy) => new("command line", what + " is missing", remedy);

    private static void Write(WhatIfResult result, WhatIfFormat format, Language language, ResultFile? file)
    {
        using var text = file is null ? StandardStreams.OpenOutput() : new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        switch (format)
        {
            case WhatIfFormat.Html:
                WhatIfFile.WriteHtml(result, language, text);
                break;
            case WhatIfFormat.Csv:
                WhatIfFile.WriteCsv(result, text);
                break;
            case WhatIfFormat.Json:
                WhatIfFile.WriteJson(result, text);
                break;
            default:
                text.WriteLine(WhatIfView.Of(result).ToText(language, file is null ? Screen.Width : Screen.FileWidth));
                break;
        }

        file?.Write(text.ToString()!);
    }

    private static Option<double?> Number(string name, string help, string description) => new(name)
    {
        HelpName = help,
        Description = description,
        CustomParser = result =>
        {
            if (TryNumber(result.Tokens[0].Value, out var number)) return number;
            result.AddError($"{name}: \"{result.Tokens[0].Value}\" is not a number");
            return null;
        },
    };

    private static Option<double[]> Numbers(string name, string help, string description) => new(name)
    {
        HelpName = help,
        Description = description,
        CustomParser = result =>
        {
            var numbers = new List<double>();
            foreach (var part in result.Tokens[0].Value.Split(','))
            {
                if (!TryNumber(part, out var number))
                {
                    result.AddError($"{name}: \"{part}\" is not a number; give {help}");
                    return null;
                }

                numbers.Add(number);
            }

            return [.. numbers];
        },
    };

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static TwoByTwoTable? ParseCounts(ArgumentResult result)
    {
        var given = result.Tokens[0].Value;
        var parts = given.Split(',').SelectMany(g => g.Split('/')).ToArray();
        var counts = parts.Select(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).ToArray();
        if (given.Split(',').Length == 2 && counts is [var a, var n1, var c, var n2] && counts.All(n => n >= 0) && a <= n1 && c <= n2
            && n1 > 0 && n2 > 0)
        {
            return TwoByTwoTable.FromEvents(a, n1, c, n2);
        }

        result.AddError($"\"{given}\" is not two groups' counts; give events and women of each, as 59/138,43/112");
        return null;
    }
}
