using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting.Tests.Views;

/// <summary>What is withheld of a model or a check is in no form of it.</summary>
public sealed partial class ReleasedViewTests
{
    private static readonly CohortSelection Women = CohortModel.Controls(CohortTableSamples.Rows);

    // A level of few women, and rows left out for few missing values.
    private static readonly ModelSummary Summary = ModelSummary.Of(CohortModel.Fit(Women, "clinical_pregnancy ~ ir + age + bmi"));

    private static readonly ModelRelease Release = ModelRelease.Of(Summary, 40);

    [Fact]
    public void Every_number_of_a_model_in_every_form_is_one_that_was_released()
    {
        Assert.Contains(ModelNumber.Of(Summary, Release), n => n.Value is null && n.Part == "coefficient");
        var json = JsonNode.Parse(Written((s, w) => ModelFile.WriteJson(s, w, Release)))!;
        Assert.Equal(2, json["disclosure"]!.AsArray().Count);
        foreach (var coefficient in json["coefficients"]!.AsArray())
        {
            var name = (string)coefficient!["name"]!;
            foreach (var (statistic, value) in coefficient.AsObject().Where(p => p.Value is JsonValue v && v.GetValueKind() == System.Text.Json.JsonValueKind.Number))
                Assert.Equal(Release.Number(name, statistic).Value!.Value, (double)value!, 8);
        }

        var csv = Written((s, w) => ModelFile.WriteCsv(s, w, Release));
        var secrets = Summary.Coefficients.SelectMany(c => new[] { c.Coefficient.Estimate, c.Coefficient.OddsRatio, c.Coefficient.PValue(), c.Wald.Low })
            .Concat([Summary.Model.Fit.LogLikelihood, Summary.Model.Fit.Aic, Summary.Concordance.Estimate, Summary.Brier]).ToList();
        string[] forms =
        [
            json.ToJsonString(), csv, Written((s, w) => ModelFile.WriteHtml(s, Language.English, w, Release)), ModelView.Released(Summary, Release).ToText(Language.English),
            ModelView.Released(Summary, Release).ToText(Language.Chinese),
        ];
        foreach (var form in forms)
            foreach (var secret in secrets) Assert.DoesNotContain(Math.Abs(secret).ToString("F4", CultureInfo.InvariantCulture), form, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_release_a_model_is_written_as_before() =>
        Assert.Equal(Written((s, w) => ModelFile.WriteCsv(s, w)), Written((s, w) => ModelFile.WriteCsv(s, w, null)));

    [Fact]
    public void A_released_check_names_no_row_and_no_small_count()
    {
        var women = RandomCycles.Of(21, 130);
        for (var i = 0; i < 3; i++) women[i] = women[i] with { PriorFailedCycles = women[i].PriorTransferCycles + 2 };
        for (var i = 3; i < 20; i++) women[i] = women[i] with { Bmi = 34 };
        for (var i = 20; i < 24; i++) women[i] = women[i] with { PriorLosses = null };
        var check = CohortCheck.Run(Cohort.Of("women", women), new() { Errors = ErrorRows.Exclude });
        foreach (var language in Enum.GetValues<Language>())
        {
            foreach (var text in (string[])[CohortReportView.Of(check, null, 5).ToText(language), CohortReportView.Of(check, null, 5).ToHtml(language), FlowDiagramView.Of(check, 5).ToText(language), FlowDiagramView.Of(check, 5).ToHtml(language)])
            {
                Assert.DoesNotMatch(SmallCount(), text);
                // 130 less 127 would be the rows with errors.
                Assert.DoesNotContain("127", text, StringComparison.Ordinal);
            }

            Assert.Contains("n = 3)", FlowDiagramView.Of(check).ToText(language).Replace('）', ')'), StringComparison.Ordinal);
            Assert.Contains(DisclosureText.WithinOneOutput.In(language)[..20], CohortReportView.Of(check, null, 5).ToText(language).Replace("\n", " ", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private static string Written(Action<ModelSummary, TextWriter> write)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        write(Summary, text);
        return text.ToString();
    }

    [GeneratedRegex(@"n = [1-4](?!\d)|(line|row|第) \d+(, \d+)*(?= |$)")]
    private static partial Regex SmallCount();
}
