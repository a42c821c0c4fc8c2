using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Reporting.Tests;

/// <summary>A model as people and programs read it.</summary>
public sealed class ModelViewTests
{
    private static readonly Language[] Languages = [Language.English, Language.Chinese];

    private static readonly ResamplingPlan Plan = new(60, 1);

    /// <summary>Models of every kind: factor, interaction, no intercept, constant alone, Firth, few rows, separated resamples.</summary>
    private static IEnumerable<ModelSummary> Summaries()
    {
        var rows = ModelSamples.Rows("tables-3-4");
        yield return ModelSummary.Of(ModelSamples.Paper, Plan);
        yield return ModelSummary.Of(CohortModel.Fit(rows, "live_birth ~ ir*stage + centre*age"));
        yield return ModelSummary.Of(CohortModel.Fit(rows, "live_birth ~ 0 + centre + homa_ir + transfer_date"), Plan);
        yield return ModelSummary.Of(CohortModel.Fit(rows, "live_birth ~ 1"), Plan);
        yield return ModelSummary.Of(CohortModel.Fit(rows, "clinical_pregnancy ~ ir:metformin + gestational_sac", LogisticOptions.Firth));
        yield return ModelSummary.Of(CohortModel.Fit(ModelSamples.Of(RandomCycles.Of(5, 12)), "metformin ~ age + ir", LogisticOptions.Firth), new(30, 4));
        yield return ModelSummary.Of(CohortModel.Fit(ModelSamples.Of(RandomCycles.Of(6, 25)), "metformin ~ ir + stage"), Plan);
    }

    [Fact]
    public void Every_model_renders_as_well_formed_markup_and_as_lines_that_fit()
    {
        foreach (var summary in Summaries())
        {
            foreach (var language in Languages)
            {
                var view = ModelView.Of(summary);
                var html = view.ToHtml(language);
                Assert.NotNull(XDocument.Parse($"<r>{html}</r>"));
                Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
                Assert.DoesNotContain("Infinity", html, StringComparison.Ordinal);
                Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
                var synthetic = summary.Model.Rows.Cohort.IsSynthetic;
                Assert.All(ViewSamples.Parse(html).QuerySelectorAll("table"), t => Assert.Equal(synthetic, t.QuerySelector("caption strong") is not null));
                Assert.Equal(synthetic, view.ToText(language).StartsWith("*** ", StringComparison.Ordinal));
                foreach (var line in view.ToText(language).Split('\n'))
                {
                    Assert.True(EveryViewTests.Cells(line) <= 100, line);
                    Assert.Equal(line.TrimEnd(), line);
                }
            }
        }
    }

    [Fact]
    public void The_view_of_the_paper_s_model_is_the_one_kept()
    {
        Expectation.Matches("model.en.txt", ModelView.Of(ModelSamples.Paper, new(500, 1)).ToText(Language.English) + "\n");
        Expectation.Matches("model.zh.txt", ModelView.Of(ModelSamples.Paper, new(500, 1)).ToText(Language.Chinese) + "\n");
    }

    [Fact]
    public void Few_events_are_warned_of_and_many_are_not()
    {
        Assert.True(ModelSummary.Of(ModelSamples.Paper).HasFewEvents);
        Assert.Contains("⚠ Fewer than 10 events per variable", ModelView.Of(ModelSamples.Paper).ToText(Language.English), StringComparison.Ordinal);
        var crude = ModelView.Of(CohortModel.Fit(ModelSamples.Rows("tables-1-2"), "early_loss ~ ir"));
        Assert.DoesNotContain("Fewer than", crude.ToText(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Standardised_risks_of_the_crude_model_are_the_shares_of_the_arms()
    {
        var rows = ModelSamples.Rows("tables-1-2");
        var summary = ModelSummary.Of(CohortModel.Fit(rows, "early_loss ~ ir"));
        double[] ir = ((NumericColumn)summary.Model.Columns["ir"]).Values, loss = ((NumericColumn)summary.Model.Columns["early_loss"]).Values;
        double Share(double exposed) => ir.Zip(loss).Where(r => r.First == exposed).Average(r => r.Second);
        Assert.Equal(Share(1), summary.Risks!.ExposedRisk, 1e-12);
        Assert.Equal(Share(0), summary.Risks.UnexposedRisk, 1e-12);
        Assert.Null(ModelSummary.Of(CohortModel.Fit(rows, "early_loss ~ age")).Risks);
    }

    [Fact]
    public void What_has_no_estimate_is_a_dash_with_the_reason()
    {
        var summary = ModelSummary.Of(ModelSamples.Paper, new(20, 1));
        Assert.All(summary.Coefficients, c => Assert.Equal(NoEstimateReason.FewResamples, c.Percentile!.Value.Reason));
        var text = ModelView.Of(summary).ToText(Language.English);
        Assert.Contains("– percentile interval of age, per year: too few resamples have an estimate", text.ReplaceLineEndings(" ").Replace("    ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        var json = JsonNode.Parse(Json(summary))!;
        Assert.Null(json["coefficients"]![1]!["odds_ratio_bca_low"]);
        Assert.NotNull(json["coefficients"]![1]!["reasons"]!["odds_ratio_bca_low"]!["zh"]);
    }

    [Fact]
    public void A_calibration_slope_without_bound_is_said_to_be_infinite()
    {
        // HOMA-IR defines insulin resistance, so that predicted risks separate it.
        var summary = ModelSummary.Of(CohortModel.Fit(ModelSamples.Rows("tables-1-2"), "ir ~ homa_ir", LogisticOptions.Firth));
        Assert.Equal(NoEstimateReason.InfiniteSlope, summary.CalibrationSlope.Reason);
    }

    [Fact]
    public void Errors_by_woman_are_those_of_her_rows_counted_once()
    {
        // Each woman twice: scores are twice, the inverse information half; what is left is the sandwich of one row each, times G/(G - 1).
        TransferCycle[] cycles = RandomCycles.Of(8, 150);
        TransferCycle[] twice = [.. cycles, .. cycles.Select(c => c with { CycleId = 1 })];
        var options = new CohortCheckOptions { Errors = ErrorRows.Exclude, ApplyEligibility = false, FurtherCycles = FurtherCycles.Allow };
        var once = ModelSummary.Of(CohortModel.Fit(ModelSamples.Of(cycles), "metformin ~ age + ir"), errors: ModelErrors.Robust);
        var both = ModelSummary.Of(
            CohortModel.Fit(CohortCheck.Run(Cohort.Of("twice", twice), options).Analysed, "metformin ~ age + ir"), errors: ModelErrors.ByWoman);
        var women = both.Model.Women.Distinct().Count();
        Assert.Equal(2 * women, both.Model.Used);
        foreach (var (one, other) in once.Coefficients.Zip(both.Coefficients))
        {
            Assert.Equal(one.Coefficient.StandardError * Math.Sqrt(women / (women - 1.0)), other.Coefficient.StandardError, 1e-9);
            Assert.Equal(NoEstimateReason.LikelihoodTakesRowsAsIndependent, other.Profile.Reason);
        }

        var text = string.Join(' ', ModelView.Of(both).ToText(Language.English).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"clustered by woman (sandwich, {women} women)", text, StringComparison.Ordinal);
        Assert.Contains($"{women} rows are of women who have an earlier row", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_outcome_among_the_covariates_and_the_category_that_is_the_event_are_said()
    {
        var rows = ModelSamples.Rows("tables-1-2");
        string Text(string formula) => string.Join(' ', ModelView.Of(CohortModel.Fit(rows, formula)).ToText(Language.English)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("clinical pregnancy among the covariates: an outcome", Text("ir ~ age + clinical_pregnancy"), StringComparison.Ordinal);
        Assert.DoesNotContain("among the covariates", Text("clinical_pregnancy ~ age + ir"), StringComparison.Ordinal);
        Assert.Contains("The event is blastocyst, and not cleavage.", Text("stage ~ age"), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_hold_every_number_once_and_the_culture_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            foreach (var summary in Summaries())
            {
                CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
                var (csv, json, text) = (Csv(summary), Json(summary), ModelView.Of(summary).ToHtml(Language.Chinese));
                CultureInfo.CurrentCulture = new("de-DE");
                Assert.Equal((csv, json, text), (Csv(summary), Json(summary), ModelView.Of(summary).ToHtml(Language.Chinese)));
                var lines = csv.TrimEnd('\n').Split('\n');
                Assert.Equal(lines.Length, lines.Distinct().Count());
                Assert.Equal(summary.Coefficients.Count, JsonNode.Parse(json)!["coefficients"]!.AsArray().Count);
                Assert.Equal(summary.Model.Rows.Cohort.IsSynthetic, JsonNode.Parse(json)!["synthetic"] is not null);
                Assert.Equal(summary.Model.Rows.Cohort.IsSynthetic ? lines.Length - 1 : 0, lines.Count(l => l.Contains("SYNTHETIC: made", StringComparison.Ordinal)));
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_and_another_does_not()
    {
        Assert.Equal(Csv(ModelSummary.Of(ModelSamples.Paper, new(50, 7) { Threads = 1 })), Csv(ModelSummary.Of(ModelSamples.Paper, new(50, 7) { Threads = 2 })));
        Assert.NotEqual(Csv(ModelSummary.Of(ModelSamples.Paper, new(50, 7))), Csv(ModelSummary.Of(ModelSamples.Paper, new(50, 8))));
    }

    private static string Csv(ModelSummary summary)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ModelFile.WriteCsv(summary, text);
        return text.ToString();
    }

    private static string Json(ModelSummary summary)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ModelFile.WriteJson(summary, text);
        return text.ToString();
    }
}
