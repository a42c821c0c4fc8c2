using System.CommandLine.Parsing;
using System.CommandLine;
using System.Globalization;
using Urif.Audit;
using Urif.Reporting;

namespace Urif.Cli.Commands;

/// <summary><c>urif audit</c>: every printed number with its verdict and the reason, as a page or for programs.</summary>
internal static class AuditCommand
{
    public const string Name = "audit";

    private static readonly Option<AuditFormat> As = new("--format")
    {
        HelpName = "table|json|csv|ard",
        Description = "A page, JSON, CSV by check, or ARD for R's cards (default: table)",
        CustomParser = result => CommonOptions.Choice(result, "a format",
            ("table", AuditFormat.Table), ("json", AuditFormat.Json), ("csv", AuditFormat.Csv), ("ard", AuditFormat.Ard)),
    };

    private static readonly Option<string> To = new("--output")
    {
        HelpName = "FILE",
        Description = "Write to this file, whole or not at all",
    };

    private static readonly Option<Verdict[]> FailOn = new("--fail-on")
    {
        HelpName = "VERDICT[,VERDICT]",
        Description = "Exit with 1 if a number or claim has one of these",
        CustomParser = ParseVerdicts,
        DefaultValueFactory = _ => [],
    };

    private enum AuditFormat
    {
        Table,
        Json,
        Csv,
        Ard,
    }

    public static Command Create()
    {
        var command = new Command(Name, "List every printed number with its verdict and the reason.") { CommonOptions.Paper, As, To,
            FailOn };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult arguments)
    {
        var file = arguments.GetValue(To) is { } path ? new ResultFile(path) : null;
        var report = CommonOptions.Audit(arguments);
        Write(report, arguments.GetValue(As), CommonOptions.LanguageOf(arguments), file);
        var hit = VerdictNames.InOrder.Where(arguments.GetValue(FailOn)!.Contains)
            .Select(v => (Verdict: v, Count: report.Summary[v] + report.Claims.Count(c => c.Verdict == v)))
            .Where(v => v.Count > 0).ToList();
        if (hit.Count == 0) return ExitCode.Done;
        StandardStreams.Note("--fail-on: " + string.Join(", ",
            hit.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Count} {v.Verdict.Key()}"))) + " (numbers and claims)");
        return ExitCode.FailOn;
    }

    private static void Write(AuditReport report, AuditFormat format, Language language, ResultFile? file)
    {
        if (format == AuditFormat.Table && file is null)
        {
            Screen.Show(AuditPage.Of(report, language, Screen.Width));
            return;
        }

        using var text = file is null ? StandardStreams.OpenOutput() : new StringWriter(CultureInfo.InvariantCulture);
        switch (format)
        {
            case AuditFormat.Json:
                AuditJson.Write(report, text);
                break;
            case AuditFormat.Csv:
                AuditCsv.Write(report, text);
                break;
            case AuditFormat.Ard:
                AuditArd.Write(report, text);
                break;
            default:
                text.Write(Screen.Text(AuditPage.Of(report, language, Screen.FileWidth)));
                break;
        }

        file?.Write(text.ToString()!);
    }

    private static Verdict[]? ParseVerdicts(ArgumentResult result)
    {
        var verdicts = new List<Verdict>();
        foreach (var name in result.Tokens[0].Value.Split(','))
        {
            if (VerdictNames.TryParse(name, out var verdict))
            {
                verdicts.Add(verdict);
                continue;
            }

            result.AddError($"\"{name}\" is not a verdict; give one or more of "
                + $"{string.Join(", ", VerdictNames.InOrder.Select(v => v.Key()))}");
            return null;
        }

        return [.. verdicts];
    }
}
