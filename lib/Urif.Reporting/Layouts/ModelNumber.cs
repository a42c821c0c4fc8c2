using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>A number of a model, as files hold them.</summary>
/// <param name="Part"><c>model</c>, <c>coefficient</c> or <c>term</c>.</param>
/// <param name="Name">The coefficient or term; empty for the model.</param>
/// <param name="Label">What readers call it.</param>
/// <param name="Statistic">What the number is.</param>
/// <param name="Value">The number; null where there is none.</param>
/// <param name="Reason">Why there is none.</param>
internal sealed record ModelNumber(string Part, string Name, Localized Label, string Statistic, double? Value, Localized? Reason)
{
    /// <summary>The part of models of each variable alone.</summary>
    public const string Univariable = "univariable";

    private const string Model = "model";

    /// <summary>The numbers of a model that may be released; those that may not stay, without value, with the reason.</summary>
    public static IEnumerable<ModelNumber> Of(ModelSummary s, ModelRelease? release) =>
        release is null ? Of(s) : Of(s).Select(n => Released(n, n.Part is Model or "coefficient" or "term"
            ? release.Number(n.Name, n.Statistic) : new(null, 1, WithheldReason.SumOverWomen)));

    private static ModelNumber Released(ModelNumber number, ReleasedNumber released) => number with
    {
        Value = released.Value,
        Reason = released.Withheld is { } why ? DisclosureText.Of(why, released.Level) : number.Reason,
    };

    /// <summary>The numbers of a model: of the whole, of each coefficient, of each term.</summary>
    public static IEnumerable<ModelNumber> Of(ModelSummary s)
    {
        var whole = ModelLayout.TitleOf(s);
        ModelNumber Number(string statistic, double value) => new(Model, "", whole, statistic, double.IsFinite(value) ? value : null, null);
        yield return Number("rows", s.Model.Rows.Count);
        yield return Number("used", s.Model.Used);
        yield return Number("missing", s.Model.Missing);
        yield return Number("events", s.Model.Events);
        yield return Number("events_per_variable", s.EventsPerVariable);
        yield return Number("log_likelihood", s.Model.Fit.LogLikelihood);
        yield return Number("aic", s.Model.Fit.Aic);
        yield return Number("c", s.Concordance.Estimate);
        foreach (var number in Ends(Model, "", whole, "c_delong",
            new(double.IsFinite(s.Concordance.StandardError) ? s.Concordance.ConfidenceInterval() : null, null))) yield return number;
        yield return Number("brier", s.Brier);
        yield return Number("hosmer_lemeshow_chi2", s.HosmerLemeshow.Statistic);
        yield return Number("hosmer_lemeshow_df", s.HosmerLemeshow.DegreesOfFreedom);
        yield return new(Model, "", whole, "hosmer_lemeshow_p", s.HosmerLemeshowP.Value, Why(s.HosmerLemeshowP.Reason));
        yield return new(Model, "", whole, "calibration_slope", s.CalibrationSlope.Value, Why(s.CalibrationSlope.Reason));
        if (s.Risks is { } risks)
        {
            yield return Number("risk_if_all_exposed", risks.ExposedRisk);
            yield return Number("risk_if_none_exposed", risks.UnexposedRisk);
            foreach (var (name, effect) in new[] { ("risk_difference", risks.Difference), ("risk_ratio", risks.Ratio) })
            {
                yield return Number(name, effect.Estimate);
                foreach (var number in Ends(Model, "", whole, name, new(effect.ConfidenceInterval(), null))) yield return number;
            }
        }

        if (s.Bootstrap is { } b)
        {
            yield return Number("bootstrap_replicates", b.Plan.Replicates);
            yield return Number("bootstrap_without_estimate", b.WithoutEstimate);
            foreach (var (fault, resamples) in b.Faults.OrderBy(f => f.Key)) yield return Number($"bootstrap_{NameOf(fault)}", resamples);
            yield return Number("c_corrected", b.Concordance.Corrected);
            yield return Number("brier_corrected", b.Brier.Corrected);
            if (b.Slope is { } slope) yield return Number("calibration_slope_corrected", slope.Corrected);
        }

        foreach (var c in s.Coefficients)
        {
            var label = ModelText.Label(s.Model, c);
            ModelNumber Own(string statistic, double value) => new("coefficient", c.Name, label, statistic, value, null);
            yield return Own("log_odds_ratio", c.Coefficient.Estimate);
            yield return Own("se", c.Coefficient.StandardError);
            yield return Own("odds_ratio", c.Coefficient.OddsRatio);
            yield return Own("z", c.Coefficient.Statistic);
            yield return Own("p_wald", c.Coefficient.PValue());
            foreach (var (kind, interval) in new (
                string, Estimated<Interval>?)[] { ("profile", c.Profile), ("wald", new(c.Wald, null)), ("percentile", c.Percentile),
                ("bca", c.Bca) })
            {
                if (interval is not { } known) continue;
                foreach (var number in Ends("coefficient", c.Name, label, "odds_ratio_" + kind, known)) yield return number;
            }
        }

        foreach (var t in s.Terms)
        {
            ModelNumber Own(string statistic, Estimated<double> value) =>
                new("term", t.Name, new(t.Name, t.Name), statistic, value.Value, Why(value.Reason));
            yield return Own("df", new(t.DegreesOfFreedom, null));
            yield return Own("lr_chi2", t.LikelihoodRatio);
            yield return Own("p_lr", t.P);
            yield return Own("vif", t.VarianceInflation);
        }

        foreach (var alone in s.Univariable ?? [])
            foreach (var number in Alone(alone)) yield return number;
    }

    private static IEnumerable<ModelNumber> Alone(UnivariableModel alone)
    {
        if (alone.Summary is not { } s)
        {
            yield return new(Univariable, alone.Term, new(alone.Term, alone.Term), "odds_ratio", null, new(alone.Problem!, alone.Problem!));
            yield break;
        }

        foreach (var c in s.Coefficients.Where(c => !c.IsIntercept))
        {
            var label = ModelText.Label(s.Model, c);
            yield return new(Univariable, c.Name, label, "odds_ratio", c.Coefficient.OddsRatio, null);
            foreach (var end in Ends(Univariable, c.Name, label, "odds_ratio_profile", c.Profile)) yield return end;
            foreach (var end in Ends(Univariable, c.Name, label, "odds_ratio_wald", new(c.Wald, null))) yield return end;
            yield return new(Univariable, c.Name, label, "p_wald", c.Coefficient.PValue(), null);
            yield return new(Univariable, c.Name, label, "p_lr", s.Terms[0].P.Value, Why(s.Terms[0].P.Reason));
        }
    }

    /// <summary>The number as files write it; null where there is none.</summary>
    public string? Text => Value is { } value && double.IsFinite(value) ? NumberFormat.Data(value) : null;

    private static string NameOf(ModelFault fault) => fault switch
    {
        ModelFault.Dependent => "dependent",
        ModelFault.OneOutcome => "one_outcome",
        ModelFault.Separated => "separated",
        _ => "no_convergence",
    };

    private static Localized? Why(NoEstimateReason? reason) => reason is { } known ? ModelText.Of(known) : null;

    private static IEnumerable<ModelNumber> Ends(string part, string name, Localized label, string statistic, Estimated<Interval> interval)
    {
        yield return new(part, name, label, statistic + "_low", interval.Value?.Low, Why(interval.Reason));
        yield return new(part, name, label, statistic + "_high", interval.Value?.High, Why(interval.Reason));
    }
}
