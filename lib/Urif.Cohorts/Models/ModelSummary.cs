using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>What some data have an estimate of and others have not.</summary>
/// <param name="Value">The estimate; null where there is none.</param>
/// <param name="Reason">Why there is none; null where there is one.</param>
/// <typeparam name="T">A number or an interval.</typeparam>
public readonly record struct Estimated<T>(T? Value, NoEstimateReason? Reason)
    where T : struct;

/// <summary>Why data have no estimate.</summary>
public enum NoEstimateReason
{
    /// <summary>There are too few different predicted risks to group.</summary>
    FewDistinctRisks,

    /// <summary>A calibration slope is 1 on a maximum likelihood fit's own data, whatever they are.</summary>
    SlopeIsOne,

    /// <summary>Every woman has the same predicted risk.</summary>
    EqualRisks,

    /// <summary>It is infinite: the model's predicted risks tell all women with the event from all without.</summary>
    InfiniteSlope,

    /// <summary>The search did not end at a maximum, or at the end of an interval.</summary>
    NoConvergence,

    /// <summary>The penalised likelihood has a maximum above the one that the fit found.</summary>
    HigherMaximum,

    /// <summary>The likelihood takes rows as independent, and errors were asked for that do not.</summary>
    LikelihoodTakesRowsAsIndependent,

    /// <summary>Too few resamples have an estimate.</summary>
    FewResamples,

    /// <summary>All resamples are on one side of the estimate.</summary>
    OneSidedResamples,

    /// <summary>Without one of the women there is no estimate.</summary>
    NoneWithoutAWoman,

    /// <summary>The model has no intercept, which variance inflation is about.</summary>
    NoIntercept,

    /// <summary>Rounding leaves no digit of it.</summary>
    OnlyRounding,
}

/// <summary>A coefficient of a model, as an odds ratio per unit of its column.</summary>
/// <param name="Name">The column, as the design names it.</param>
/// <param name="Term">The term that it belongs to.</param>
/// <param name="Parts">What it says of each variable of the term; none for the intercept, and where the name is not understood.</param>
/// <param name="Coefficient">The log odds ratio.</param>
/// <param name="Wald">Wald's 95% interval of the odds ratio.</param>
/// <param name="Profile">The 95% profile likelihood interval of the odds ratio; for Firth's estimator of the penalised likelihood.</param>
/// <param name="Percentile">The 95% percentile interval of the odds ratio; null where nothing was resampled.</param>
/// <param name="Bca">The 95% BCa interval of the odds ratio; null where nothing was resampled.</param>
public sealed record ModelCoefficient(
    string Name, string Term, IReadOnlyList<CoefficientPart> Parts, LogisticCoefficient Coefficient, Interval Wald,
        Estimated<Interval> Profile,
    Estimated<Interval>? Percentile, Estimated<Interval>? Bca)
{
    /// <summary>Whether it is the constant: the odds where all else is 0, which nobody asks about.</summary>
    public bool IsIntercept => Name == DesignMatrix.InterceptName;

    /// <summary>The interval to show: the profile's where there is one, else Wald's.</summary>
    public Interval Shown => Profile.Value ?? Wald;
}

/// <summary>A term of a model: one variable or an interaction.</summary>
/// <param name="Name">The term.</param>
/// <param name="DegreesOfFreedom">The number of its coefficients.</param>
/// <param name="LikelihoodRatio">The statistic of the likelihood ratio test against the model without it.</param>
/// <param name="P">Its p-value.</param>
/// <param name="VarianceInflation">The variance inflation factor, generalised where there are several coefficients.</param>
public sealed record ModelTermSummary(
    string Name, int DegreesOfFreedom, Estimated<double> LikelihoodRatio, Estimated<double> P, Estimated<double> VarianceInflation);

/// <summary>A measure of how well a model predicts, on its own data and as it is to be expected on new data.</summary>
/// <param name="Apparent">On its own data.</param>
/// <param name="Corrected">Apparent minus optimism (Harrell 1996).</param>
public sealed record CorrectedMeasure(double Apparent, double Corrected);

/// <summary>What resampling rows found of a model.</summary>
/// <param name="Plan">The number of resamples, and the seed.</param>
/// <param name="WithoutEstimate">The resamples on which the model has no estimate; intervals and measures are of the others.</param>
/// <param name="Faults">Why, each with the number of resamples.</param>
/// <param name="Concordance">The c statistic.</param>
/// <param name="Brier">The Brier score.</param>
/// <param name="Slope">The calibration slope; null where it has no estimate.</param>
public sealed record ModelBootstrap(
    ResamplingPlan Plan, int WithoutEstimate, IReadOnlyDictionary<ModelFault, int> Faults, CorrectedMeasure Concordance,
    CorrectedMeasure Brier, CorrectedMeasure? Slope);

/// <summary>What a statistician wants to see of a logistic model; no value of a row is in it.</summary>
/// <remarks>
/// Where data have no estimate (a profile that does not end, a test whose smaller model has no maximum), the reason stands in its place.
/// Sources: <see cref="LogisticFit"/> and what it names; events per variable, P. Peduzzi et al., Journal of Clinical Epidemiology 49
/// (1996); the choice of what to report, TRIPOD (G. S. Collins et al., BMJ 350 (2015)), items 15 and 16.
/// </remarks>
public sealed record ModelSummary
{
    /// <summary>The events per variable below which estimates were found unreliable (Peduzzi 1996).</summary>
    public const double FewEvents = 10;

    /// <summary>The women below whom errors clustered by woman are too small (Cameron and Miller 2015 speak of 20 to 50).</summary>
    public const int FewClusters = 40;

    private ModelSummary()
    {
    }

    /// <summary>The model.</summary>
    public required CohortFit Model { get; init; }

    /// <summary>What standard errors, z, P and Wald's intervals of the coefficients are taken from.</summary>
    public required ModelErrors Errors { get; init; }

    /// <summary>The coefficients, in the order of the design, the intercept included.</summary>
    public required IReadOnlyList<ModelCoefficient> Coefficients { get; init; }

    /// <summary>The terms, in the order of the design, without the intercept.</summary>
    public required IReadOnlyList<ModelTermSummary> Terms { get; init; }

    /// <summary>The c statistic, with DeLong's error.</summary>
    public required Concordance Concordance { get; init; }

    /// <summary>The Brier score.</summary>
    public required double Brier { get; init; }

    /// <summary>The Brier score of a model that gives every woman the mean risk.</summary>
    public required double BrierOfMeanRisk { get; init; }

    /// <summary>The Hosmer-Lemeshow test in ten groups.</summary>
    public required HosmerLemeshowTest HosmerLemeshow { get; init; }

    /// <summary>Its p-value.</summary>
    public required Estimated<double> HosmerLemeshowP { get; init; }

    /// <summary>
    /// The calibration slope on the model's own data: of Firth's estimator only, for by maximum likelihood it is 1 whatever the data.
    /// </summary>
    public required Estimated<double> CalibrationSlope { get; init; }

    /// <summary>The risks if all women were exposed and if none were; null where the model does not have the exposure.</summary>
    public RiskComparison? Risks { get; init; }

    /// <summary>A model of each variable alone; null where none is asked for.</summary>
    public IReadOnlyList<UnivariableModel>? Univariable { get; init; }

    /// <summary>What resampling found; null where nothing was resampled.</summary>
    public ModelBootstrap? Bootstrap { get; init; }

    /// <summary>The events per variable.</summary>
    public double EventsPerVariable => Model.Fit.EventsPerVariable;

    /// <summary>Whether there are so few events that estimates are unreliable.</summary>
    public bool HasFewEvents => EventsPerVariable < FewEvents;

    /// <summary>Whether it is Firth's estimator.</summary>
    public bool IsPenalised => Model.Fit.Options.Estimator == LogisticEstimator.Firth;

    /// <summary>The summary of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="bootstrap">How often to resample its rows, and the seed; null not to.</param>
    /// <param name="errors">What standard errors are taken from.</param>
    public static ModelSummary Of(CohortFit model, ResamplingPlan? bootstrap = null, ModelErrors errors = ModelErrors.Information)
    {
        ArgumentNullException.ThrowIfNull(model);
        var fit = model.Fit;
        var exposure = model.Rows.Cohort.Design.Exposure?.Id;
        var resampled = bootstrap is null ? null : Urif.Statistics.Bootstrap.OfCoefficients(fit, bootstrap);
        var names = fit.Design.ColumnNames;
        var hosmer = HosmerLemeshowTest.Of(fit);
        var mean = (double)model.Events / model.Used;
        Func<string, LogisticCoefficient> of = errors switch
        {
            ModelErrors.Robust => RobustCovariance.Of(fit).Coefficient,
            ModelErrors.ByWoman => ClusterRobustCovariance.Of(fit, model.Women).Coefficient,
            _ => fit.Coefficient,
        };
        return new()
        {
            Model = model,
            Errors = errors,
            Coefficients = [.. Enumerable.Range(0, names.Count).Select(k => Coefficient(model, of(names[k]), errors, resampled?[k]))],
            Terms = Inflated(fit, errors),
            Concordance = Urif.Statistics.Concordance.Of(fit),
            Brier = BrierScore.Of(fit),
            BrierOfMeanRisk = mean * (1 - mean),
            HosmerLemeshow = hosmer,
            HosmerLemeshowP = hosmer.DegreesOfFreedom > 0 && double.IsFinite(hosmer.Statistic) ? new(hosmer.PValue(), null)
                : new(null, NoEstimateReason.FewDistinctRisks),
            CalibrationSlope = fit.Options.Estimator != LogisticEstimator.Firth
                ? new(null, NoEstimateReason.SlopeIsOne)
                : Try(() => Slope(fit.LinearPredictor(), Response(model), null)),
            Risks = exposure is not null && model.Formula.Terms.Any(t => t.Variables.Contains(exposure))
                ? StandardizedRisks.Of(fit, exposure) : null,
            Bootstrap = bootstrap is null ? null : Corrected(model, bootstrap, resampled!),
        };
    }

    private static ModelCoefficient Coefficient(
        CohortFit model, LogisticCoefficient coefficient, ModelErrors errors, BootstrapDistribution? resampled)
    {
        var fit = model.Fit;
        var column = fit.Design.ColumnNames.ToList().IndexOf(coefficient.Name);
        return new(coefficient.Name, fit.Design.TermOf(column).Name, CoefficientPart.Of(model, column), coefficient,
            Exp(coefficient.WaldInterval()),
            errors == ModelErrors.Information ? Try(() => Exp(fit.ProfileInterval(coefficient.Name)))
                : new(null, NoEstimateReason.LikelihoodTakesRowsAsIndependent),
            resampled is null ? null : Try(() => Exp(resampled.PercentileInterval())),
            resampled is null ? null : Try(() => Exp(resampled.BcaInterval())));
    }

    private static ModelTermSummary[] Inflated(LogisticFit fit, ModelErrors errors)
    {
        var terms = fit.Design.Terms.Skip(fit.Design.HasIntercept ? 1 : 0).ToList();
        var inflation = fit.Design.HasIntercept ? VarianceInflation.Of(fit).ToDictionary(v => v.Term, v => v.Generalised) : [];
        return [.. terms.Select(term =>
        {
            Estimated<double> test = errors == ModelErrors.Information ? Try(() => fit.Test(term.Name).Statistic)
                : new(null, NoEstimateReason.LikelihoodTakesRowsAsIndependent);
            return new ModelTermSummary(term.Name, term.Count, test,
                new(test.Value is { } lr ? ChiSquare.UpperTail(lr, term.Count) : null, test.Reason),
                !inflation.TryGetValue(term.Name, out var factor) ? new(null, NoEstimateReason.NoIntercept)
                    : double.IsFinite(factor) ? new(factor, null) : new(null, NoEstimateReason.OnlyRounding));
        })];
    }

    private static ModelBootstrap Corrected(CohortFit model, ResamplingPlan plan, IReadOnlyList<BootstrapDistribution> resampled)
    {
        var fit = model.Fit;
        CorrectedMeasure Of(PredictionMeasure measure) =>
            OptimismCorrection.Of(fit, measure, plan) is var o ? new(o.Apparent, o.Corrected) : null!;
        CorrectedMeasure? slope = null;
        try
        {
            slope = Of(Slope);
        }
        catch (ModelException)
        {
            // All women have the same risk.
        }

        return new(plan, resampled[0].WithoutEstimate, resampled[0].Faults,
            Of((predictor, response, weights) => Urif.Statistics.Concordance.Of(predictor, response, weights).Estimate),
            Of((predictor, response, weights) => BrierScore.Of(
                Array.ConvertAll(predictor, eta => 1 / (1 + Math.Exp(-eta))), response, weights)), slope);
    }

    private static double Slope(double[] predictor, double[] response, double[]? weights) =>
        Calibration.SlopeOf(predictor, response, weights).Estimate;

    internal static double[] Response(CohortFit model) => model.Columns[model.Formula.Response] switch
    {
        FactorColumn factor => Array.ConvertAll(factor.Codes, c => c == factor.Reference ? 0.0 : 1),
        var numbers => ((NumericColumn)numbers).Values,
    };

    private static Interval Exp(Interval log) => new(Math.Exp(log.Low), Math.Exp(log.High));

    private static Estimated<T> Try<T>(Func<T> estimate)
        where T : struct
    {
        try
        {
            return new(estimate(), null);
        }
        catch (ModelException error)
        {
            return new(null, ReasonOf(error.Fault));
        }
    }

    // A model that has a fit has independent columns, and events and non-events; only the calibration slope, a model of the predicted
    // risks alone, can find these all equal, or separated.
    private static NoEstimateReason ReasonOf(ModelFault fault) => fault switch
    {
        ModelFault.Dependent => NoEstimateReason.EqualRisks,
        ModelFault.Separated => NoEstimateReason.InfiniteSlope,
        ModelFault.NoConvergence => NoEstimateReason.NoConvergence,
        ModelFault.HigherMaximum => NoEstimateReason.HigherMaximum,
        ModelFault.FewResamples => NoEstimateReason.FewResamples,
        ModelFault.OneSidedResamples => NoEstimateReason.OneSidedResamples,
        ModelFault.NoneWithoutARow => NoEstimateReason.NoneWithoutAWoman,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fitted model has no such fault."),
    };
}
