using System.CommandLine.Parsing;
using System.CommandLine;
using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Reporting;
using Urif.Statistics;

namespace Urif.Cli.Commands;

/// <summary><c>urif cohort model</c>: a logistic model of a file of patients.</summary>
internal static class CohortModelCommand
{
    private const int MostReplicates = 100_000;

    private static readonly Option<string> Formula = new("--formula")
    {
        HelpName = "FORMULA",
        Description = "The model, as in R: \"early_loss ~ ir + age\", a*b with interaction; "
            + "log(x), I(x^2), I(x/10), rcs(x, 4); ir is HOMA-IR at least the cut-off (default: the design's)",
    };

    private static readonly Option<Women> Among = new("--among")
    {
        HelpName = "controls|all",
        Description = "Fit it to those whom the design names, in the paper the women without metformin, or to all (default: controls)",
        CustomParser = result => CommonOptions.Choice(result, "a choice of women", ("controls", Women.Controls), ("all", Women.All)),
    };

    private static readonly Option<bool> Univariable = new("--univariable")
    {
        Description = "Also fit a model of each variable alone, and show both side by side (default: as the design says)",
    };

    private static readonly Option<LogisticEstimator> Estimator = new("--estimator")
    {
        HelpName = "ml|firth",
        Description = "Maximum likelihood, or Firth's penalised likelihood, which separated data have an estimate by (default: ml)",
        CustomParser = result => CommonOptions.Choice(
            result, "an estimator", ("ml", LogisticEstimator.MaximumLikelihood), ("firth", LogisticEstimator.Firth)),
    };

    private static readonly Option<ModelErrors> Errors = new("--errors")
    {
        HelpName = "model|robust|woman",
        Description = "Standard errors: the model's, robust (sandwich, HC0), or clustered by woman for women with several rows, "
            + "whose transfers are not independent (default: model)",
        CustomParser = result => CommonOptions.Choice(result, "a kind of errors", ("model", ModelErrors.Information),
            ("robust", ModelErrors.Robust), ("woman", ModelErrors.ByWoman)),
    };

    private static readonly Option<int?> Replicates = new("--bootstrap")
    {
        HelpName = "N",
        Description = "Resample the rows N times (1 to 100000): percentile and BCa intervals, "
            + "measures corrected for optimism; needs --seed",
        CustomParser = ParseReplicates,
    };

    private static readonly Option<ulong?> Seed = new("--seed")
    {
        HelpName = "S",
        Description = "The seed of the resamples; the same seed gives the same bytes",
        CustomParser = ParseSeed,
    };

    private static readonly Option<ModelFormat> As = new("--format")
    {
        HelpName = "table|html|csv|json",
        Description = "Text, a page of HTML with a forest plot, CSV by number, or JSON (default: table)",
        CustomParser = result => CommonOptions.Choice(
            result, "a format", ("table", ModelFormat.Table), ("html", ModelFormat.Html), ("csv", ModelFormat.Csv),
            ("json", ModelFormat.Json)),
    };

    private static readonly Option<string> To = new("--output")
    {
        HelpName = "FILE",
        Description = "Write to this file, whole or not at all",
    };

    private enum Women
    {
        Controls,
        All,
    }

    private enum ModelFormat
    {
        Table,
        Html,
        Csv,
        Json,
    }

    public static Command Create()
    {
        var command = new Command("model",
            "Fit a logistic model to a file of patients: odds ratios with intervals and tests, how well it predicts, standardised risks.")
        {
            Formula, CommonOptions.Paper, Among, Univariable, Estimator, Errors, Replicates, Seed, As, To,
        };
        CohortInput.AddTo(command);
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var file = arguments.GetValue(To) is { } to ? new ResultFile(to) : null;
        var plan = Plan(arguments);
        var formula = arguments.GetValue(Formula);
        if (CohortInput.Load(arguments) is not var (_, check)) return ExitCode.BadInput;
        var suppressed = CohortInput.SuppressedBelow(arguments);
        if (CohortCommand.Verdict(check, suppressed) is var verdict and not ExitCode.Done) return verdict;
        var rows = arguments.GetValue(Among) == Women.All ? check.Analysed : CohortModel.Controls(check.Analysed);
        if (rows.Count == 0)
            throw new InputException("--among controls", check.Cohort.Design.HasArms
                ? "no row that is analysed is of a woman without metformin" : "no row that is analysed meets the model's conditions",
                "give --among all");
        var fit = CohortModel.Fit(rows, formula, new() { Estimator = arguments.GetValue(Estimator) }, CohortInput.CutOffOf(arguments));
        var isBeside = arguments.GetValue(Univariable) || (formula is null && check.Cohort.Design.Model?.Univariable == true);
        var summary = ModelSummary.Of(fit, plan, arguments.GetValue(Errors)) with { Univariable = isBeside ? UnivariableModel.Of(fit)
            : null };
        Write(summary, suppressed > 0 ? ModelRelease.Of(summary, suppressed) : null, arguments.GetValue(As),
            CommonOptions.LanguageOf(arguments), file);
        CohortCommand.NoteLeftOut(check, suppressed);
        return ExitCode.Done;
    }

    private static ResamplingPlan? Plan(ParseResult arguments) => (arguments.GetValue(Replicates), arguments.GetValue(Seed)) switch
    {
        ({ } replicates, { } seed) => new(replicates, seed),
        (null, null) => null,
        (null, _) => throw new InputException("--seed", "has nothing to resample", "give --bootstrap N, or leave --seed out"),
        _ => throw new InputException("--bootstrap", "has no seed, and so could not be repeated", "give --seed S"),
    };

    private static void Write(ModelSummary summary, ModelRelease? release, ModelFormat format, Language language, ResultFile? file)
    {
        using var text = file is null ? StandardStreams.OpenOutput() : new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        switch (format)
        {
            case ModelFormat.Html:
                ModelFile.WriteHtml(summary, language, text, release);
                break;
            case ModelFormat.Csv:
                ModelFile.WriteCsv(summary, text, release);
                break;
            case ModelFormat.Json:
                ModelFile.WriteJson(summary, text, release);
                break;
            default:
                text.WriteLine(ModelView.Released(summary, release).ToText(language, file is null ? Screen.Width : Screen.FileWidth));
                break;
        }

        file?.Write(text.ToString()!);
    }

    private static int? ParseReplicates(ArgumentResult result)
    {
        var given = result.Tokens[0].Value;
        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var replicates) && replicates
            is >= 1 and <= MostReplicates) return replicates;
        result.AddError($"\"{given}\" is not a number of resamples; give a whole number from 1 to {MostReplicates}");
        return null;
    }

    private static ulong? ParseSeed(ArgumentResult result)
    {
        var given = result.Tokens[0].Value;
        if (ulong.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)) return seed;
        result.AddError($"\"{given}\" is not a seed; give a whole number from 0 to {ulong.MaxValue}");
        return null;
    }
}
