using System.Globalization;

namespace Urif.Statistics;

/// <summary>One coefficient of a logistic model: a log odds ratio per unit of its column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Estimate">The log odds ratio.</param>
/// <param name="StandardError">The root of its place in the inverse information.</param>
public sealed record LogisticCoefficient(string Name, double Estimate, double StandardError) : IHypothesisTest
{
    string IHypothesisTest.Name => "Wald test of a logistic coefficient";

    /// <summary>Wald's z: the estimate over its standard error.</summary>
    public double Statistic => Estimate / StandardError;

    /// <summary>exp of the estimate.</summary>
    public double OddsRatio => Math.Exp(Estimate);

    /// <inheritdoc/>
    public double PValue(Alternative alternative = Alternative.TwoSided) => Normal.PValue(Statistic, alternative);

    /// <summary>Wald's interval for the log odds ratio: the estimate, normal quantile times standard errors to each side.</summary>
    /// <param name="level">The confidence, in (0, 1).</param>
    public Interval WaldInterval(double level = 0.95)
    {
        var half = ConfidenceLevel.Z(level) * StandardError;
        return new(Estimate - half, Estimate + half);
    }
}

/// <summary>A logistic model fitted to data.</summary>
/// <remarks>Made by <see cref="LogisticRegression"/>; does not change.</remarks>
public sealed class LogisticFit
{
    private readonly double[] _coefficients;
    private readonly double[] _covariance;
    private readonly Lazy<IReadOnlyList<double[]>> _localMaxima;

    internal LogisticFit(
        DesignMatrix design, double[] response, double[]? weights, double[]? offset, LogisticOptions options, double meanWeight,
        LogisticEstimate estimate)
    {
        Design = design;
        Response = response;
        Weights = weights;
        Offset = offset;
        Options = options;
        MeanWeight = meanWeight;
        Iterations = estimate.Iterations;
        Maximum = estimate.Maximum;
        LogLikelihood = estimate.LogLikelihood;
        StandardCoefficients = estimate.Standard;
        Factor = estimate.Factor;
        _coefficients = estimate.Coefficients;
        _covariance = estimate.Covariance;
        _localMaxima = new(() => Urif.Statistics.LocalMaxima.Of(this));
    }

    /// <summary>The columns.</summary>
    public DesignMatrix Design { get; }

    /// <summary>What was maximised.</summary>
    public LogisticOptions Options { get; }

    /// <summary>The steps that the fit took.</summary>
    public int Iterations { get; }

    /// <summary>The log odds ratios, in the order of the design's columns.</summary>
    public IReadOnlyList<double> Coefficients => _coefficients;

    /// <summary>The standard errors, in the order of the design's columns.</summary>
    public IReadOnlyList<double> StandardErrors =>
        [.. Enumerable.Range(0, _coefficients.Length).Select(j => Math.Sqrt(Covariance(j, j)))];

    /// <summary>
    /// Σ w (y ln μ + (1-y) ln(1-μ)), without Firth's penalty and, for grouped rows, without the binomial coefficients, which
    /// cancel in every comparison of models (R's <c>logLik</c> has them).
    /// </summary>
    public double LogLikelihood { get; }

    /// <summary>
    /// What was maximised, at its maximum: the log likelihood, with half the log determinant of the information for Firth.
    /// </summary>
    public double Maximum { get; }

    /// <summary>Twice the log likelihood ratio to the model that fits each row exactly.</summary>
    public double Deviance => 2 * (Saturated() - LogLikelihood);

    /// <summary>
    /// The deviance of the model with intercept and offset alone; without an intercept, with the offset alone.
    /// </summary>
    public double NullDeviance
    {
        get
        {
            if (Design.HasIntercept)
                return LogisticRegression.Fit(DesignMatrix.Constant(Design.RowCount), Response, Weights, Offset).Deviance;
            using var likelihood = new LogisticLikelihood(Design, Response, Weights, Offset);
            likelihood.Evaluate(new double[Design.ColumnCount]);
            return 2 * (Saturated() - likelihood.LogLikelihood);
        }
    }

    /// <summary>Akaike's criterion, -2 <see cref="LogLikelihood"/> + 2p.</summary>
    public double Aic => 2 * (_coefficients.Length - LogLikelihood);

    /// <summary>
    /// Events per variable: the events or the non-events, whichever are fewer, over the number of coefficients but the
    /// intercept. Below 10, estimates were found unreliable by P. Peduzzi et al., Journal of Clinical Epidemiology 49 (1996).
    /// </summary>
    public double EventsPerVariable => Rarer / (_coefficients.Length - (Design.HasIntercept ? 1 : 0));

    /// <summary>The linear predictor of each row, offset included.</summary>
    public double[] LinearPredictor() => Design.LinearPredictor(_coefficients, Offset);

    /// <summary>The fitted probability of each row.</summary>
    public double[] FittedValues()
    {
        var values = LinearPredictor();
        for (var i = 0; i < values.Length; i++) values[i] = Probability(values[i]);
        return values;
    }

    /// <summary>The covariance of two coefficients: the inverse of the information.</summary>
    public double Covariance(int i, int j) => _covariance[i * _coefficients.Length + j];

    /// <summary>A coefficient by the place of its column.</summary>
    public LogisticCoefficient Coefficient(int column) =>
        new(Design.ColumnNames[column], _coefficients[column], Math.Sqrt(Covariance(column, column)));

    /// <summary>A coefficient by its column's name.</summary>
    /// <exception cref="ModelException">No column has the name.</exception>
    public LogisticCoefficient Coefficient(string column) => Coefficient(Place(column));

    /// <summary>
    /// The profile likelihood interval of a coefficient: the values that the likelihood ratio test does not reject; for
    /// a Firth fit, of the penalised likelihood.
    /// </summary>
    /// <param name="column">The column's name.</param>
    /// <param name="level">The confidence, in (0, 1).</param>
    /// <exception cref="ModelException">No column has the name, or the profile has no such end.</exception>
    public Interval ProfileInterval(string column, double level = 0.95)
    {
        using var profile = new LogisticProfile(this, Place(column));
        return profile.Interval(ConfidenceLevel.Z(level));
    }

    /// <summary>The test that all coefficients of a term are 0, the other terms in the model.</summary>
    /// <param name="term">The term's name.</param>
    /// <param name="method">Which of the three classical tests.</param>
    /// <exception cref="ModelException">There is no such term, or the score test is asked of a Firth fit.</exception>
    public TermTest Test(string term, TermTestMethod method = TermTestMethod.LikelihoodRatio) =>
        TermTest.Of(this, Design.Term(term), method);

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Enumerable.Range(0, _coefficients.Length).Select(Coefficient).Select(
        c => string.Create(CultureInfo.InvariantCulture, $"{c.Name}: {c.Estimate:G6} (SE {c.StandardError:G6})")));

    /// <summary>The probability at a linear predictor, to full relative accuracy near 0.</summary>
    internal static double Probability(double predictor)
    {
        var small = Math.Exp(-Math.Abs(predictor));
        return (predictor < 0 ? small : 1) / (1 + small);
    }

    internal double[] Response { get; }

    internal double[]? Weights { get; }

    internal double[]? Offset { get; }

    internal double MeanWeight { get; }

    // The weight of the events or of the non-events, whichever is less.
    internal double Rarer
    {
        get
        {
            double events = 0, others = 0;
            for (var i = 0; i < Response.Length; i++)
            {
                events += Weight(i) * Response[i];
                others += Weight(i) * (1 - Response[i]);
            }

            return Math.Min(events, others);
        }
    }

    // In the units of LogisticLikelihood: the coefficients, and the Cholesky factor of their information.
    internal double[] StandardCoefficients { get; }

    internal double[] Factor { get; }

    // Starts for what the penalised likelihood is with some coefficients held; see LocalMaxima.
    internal IReadOnlyList<double[]> LocalMaxima => _localMaxima.Value;

    internal ReadOnlySpan<double> CoefficientSpan => _coefficients;

    internal bool IsPenalised => Options.Estimator == LogisticEstimator.Firth;

    internal double Weight(int row) => Weights is null ? 1 : Weights[row];

    internal int Place(string column)
    {
        for (var j = 0; j < Design.ColumnCount; j++)
        {
            if (Design.ColumnNames[j] == column) return j;
        }

        throw new ModelException(column, "the model has no such column");
    }

    private double Saturated()
    {
        double sum = 0;
        for (var i = 0; i < Response.Length; i++)
        {
            var y = Response[i];
            if (y is > 0 and < 1) sum += Weight(i) * (y * Math.Log(y) + (1 - y) * Math.Log(1 - y));
        }

        return sum;
    }
}
