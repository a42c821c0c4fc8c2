namespace Urif.Cohorts.Tests;

/// <summary>What a released model tells of cells and of one woman.</summary>
public sealed class ModelReleaseTests
{
    [Fact]
    public void A_saturated_model_with_a_small_cell_is_withheld_whole()
    {
        // 2 events among 30 exposed, 20 among 60 others: the odds ratio, intercept and risks are functions of these four counts.
        var summary = Summary(30, 2, 60, 20);
        Assert.Equal(2.0 / 30, summary.Risks!.ExposedRisk, 9);
        var release = ModelRelease.Of(summary, 5);
        Assert.Equal(WithheldReason.SmallCell, release.Whole);
        foreach (var (name, statistic) in Everything(summary))
            Assert.Null(release.Number(name, statistic).Value);
    }

    [Fact]
    public void Where_its_cells_are_large_it_is_shown_with_few_digits()
    {
        var summary = Summary(60, 18, 90, 30);
        var release = ModelRelease.Of(summary, 5);
        Assert.Null(release.Whole);
        var log = release.Number("ir", "log_odds_ratio");
        // ln((18/42)/(30/60)) = -0.15415...
        Assert.InRange(log.Value!.Value, -0.15415 - log.Step / 2 - 1e-4, -0.15415 + log.Step / 2 + 1e-4);
        Assert.True(log.Step >= 0.05);
        Assert.Null(release.Number("ir", "z").Value);
        Assert.Equal((null, ">0.1"), (release.Number("ir", "p_wald").Value, release.Number("ir", "p_wald").Level));
        Assert.Null(release.Number("", "log_likelihood").Value);
        Assert.Null(release.Number("", "something_new").Value);
        Assert.Equal((150, 48), (release.Used.Value, release.Events.Value));
    }

    [Fact]
    public void Events_below_the_bound_and_models_without_degrees_of_freedom_are_withheld()
    {
        Assert.Equal((WithheldReason.SmallCell, null), (ModelRelease.Of(Summary(40, 2, 60, 2), 5).Whole, ModelRelease.Of(Summary(40, 2, 60, 2), 5).Events.Value));
        var few = ModelRelease.Of(Summary(6, 3, 5, 2), 3);
        Assert.NotNull(few.Whole);
    }

    [Fact]
    public void No_woman_left_out_moves_a_coefficient_by_more_than_about_its_step()
    {
        var women = RandomCycles.Of(9, 160).Select(c => c with { Metformin = false }).ToArray();
        var summary = Of(women, "clinical_pregnancy ~ age + bmi");
        var release = ModelRelease.Of(summary, 5);
        for (var leave = 0; leave < women.Length; leave += 7)
        {
            var less = Of([.. women.Where((_, i) => i != leave)], "clinical_pregnancy ~ age + bmi");
            foreach (var (a, b) in summary.Coefficients.Zip(less.Coefficients))
            {
                if (release.Number(a.Name, "log_odds_ratio") is not { Value: not null } shown) continue;
                // Influence is one step of the fit without her, so that the refit may differ a little.
                Assert.True(Math.Abs(a.Coefficient.Estimate - b.Coefficient.Estimate) <= 1.1 * shown.Step, a.Name);
            }
        }
    }

    [Fact]
    public void A_level_of_few_women_is_withheld_with_what_would_tell_it()
    {
        var women = RandomCycles.Of(10, 200).Select((c, i) => c with { Metformin = false, Centre = i < 3 ? "small" : i % 2 == 0 ? "A" : "B" }).ToArray();
        var release = ModelRelease.Of(Of(women, "clinical_pregnancy ~ centre + age + bmi + fins"), 5);
        Assert.Null(release.Whole);
        Assert.Equal(WithheldReason.SmallCell, release.Number("centresmall", "odds_ratio").Withheld);
        Assert.Equal(WithheldReason.SmallCell, release.Number("centreB", "odds_ratio").Withheld);
        Assert.Equal(WithheldReason.TellsWithheld, release.Number("", "c").Withheld);
        Assert.NotNull(release.Number("age", "odds_ratio").Value);
    }

    [Fact]
    public void Few_rows_left_out_are_not_counted()
    {
        var women = RandomCycles.Of(11, 150).Select((c, i) => c with { Metformin = false, Bmi = i < 2 ? null : c.Bmi }).ToArray();
        var release = ModelRelease.Of(Of(women, "clinical_pregnancy ~ age + bmi"), 5);
        Assert.Equal((null, null, 148), (release.Rows.Value, release.Missing.Value, release.Used.Value));
        Assert.All(release.Lacking, l => Assert.Null(l.Value));
    }

    private static IEnumerable<(string, string)> Everything(ModelSummary summary) =>
        summary.Coefficients.SelectMany(c => (string[])["log_odds_ratio", "se", "odds_ratio", "z", "p_wald", "odds_ratio_wald_low", "odds_ratio_wald_high", "odds_ratio_profile_low"], (c, s) => (c.Name, s))
            .Concat(((string[])["c", "c_delong_low", "brier", "log_likelihood", "aic", "hosmer_lemeshow_chi2", "risk_if_all_exposed", "risk_if_none_exposed", "risk_difference", "risk_ratio"]).Select(s => ("", s)))
            .Concat(summary.Terms.SelectMany(t => (string[])["lr_chi2", "p_lr", "vif"], (t, s) => (t.Name, s)));

    private static ModelSummary Of(TransferCycle[] women, string formula) =>
        ModelSummary.Of(CohortModel.Fit(SyntheticCohorts.Rows(SyntheticCohorts.Of(women)), formula));

    // Women who are insulin resistant or not, of whom so many have a clinical pregnancy.
    private static ModelSummary Summary(int exposed, int exposedEvents, int others, int otherEvents)
    {
        var women = RandomCycles.Of(3, exposed + others).Select((c, i) =>
        {
            var resistant = i < exposed;
            var pregnant = resistant ? i < exposedEvents : i - exposed < otherEvents;
            return c with
            {
                Metformin = false, Fpg = 5, Fins = resistant ? 14 : 5, HcgPositive = pregnant, GestationalSac = pregnant ? GestationalSac.Intrauterine : GestationalSac.None,
                FetalHeartbeat = pregnant, PregnancyEnd = pregnant ? PregnancyEnd.LiveBirth : null, PregnancyEndWeek = pregnant ? 39 : null,
                ClinicalPregnancy = null, Ectopic = null, EarlyLoss = null, LateLoss = null, LiveBirth = null,
            };
        }).ToArray();
        return Of(women, "clinical_pregnancy ~ ir");
    }
}
