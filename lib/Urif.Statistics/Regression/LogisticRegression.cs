using System.Globalization;

namespace Urif.Statistics;

/// <summary>Logistic regression: how the odds of an event depend on several variables at once.</summary>
/// <remarks>
/// The estimates are those of <c>glm(control = list(epsilon = 1e-14, maxit = 100))</c> in R to a relative 1e-9 or better.
/// What has no estimate is an error that names the term: separation (<see cref="SeparationException"/>), a column that others
/// determine (the share of its length, its mean taken off, that they leave is below 1e-10), no events, all events, more columns than rows.
/// Source: P. McCullagh, J. A. Nelder, Generalized linear models, 2nd ed. (1989), chapter 4.
/// </remarks>
public static class LogisticRegression
{
    /// <summary>Fits a model given as a formula.</summary>
    /// <param name="formula">The model, as <see cref="ModelFormula"/> reads it.</param>
    /// <param name="columns">The data: a name and a column for each variable.</param>
    /// <param name="weights">As in <see cref="Fit(DesignMatrix, double[], double[], double[], LogisticOptions)"/>.</param>
    /// <param name="options">The estimator; maximum likelihood where null.</param>
    /// <exception cref="ModelException">The formula or the data are not in order, or no estimate exists.</exception>
    public static LogisticFit Fit(
        string formula, IReadOnlyDictionary<string, ModelColumn> columns, double[]? weights = null, LogisticOptions? options = null)
    {
        ModelFormula model = ModelFormula.Parse(formula);
        var design = DesignMatrix.Of(model, columns);
        return Fit(
            design, DesignMatrix.Response(model.Response, columns), weights, DesignMatrix.Offset(model, columns), options, model.Response);
    }

    /// <summary>Fits a model given as a design.</summary>
    /// <param name="design">The columns.</param>
    /// <param name="response">0 or 1 for each row; or the share of events among the <paramref name="weights"/> trials of the row.</param>
    /// <param name="weights">What each row counts, 0 or more: trials, or copies of the row; 1 each where null.</param>
    /// <param name="offset">What is added to each row's linear predictor; 0 where null.</param>
    /// <param name="options">The estimator; maximum likelihood where null.</param>
    /// <exception cref="ModelException">The data are not in order, or no estimate exists.</exception>
    public static LogisticFit Fit(
        DesignMatrix design, double[] response, double[]? weights = null, double[]? offset = null, LogisticOptions? options = null) =>
        Fit(design, response, weights, offset, options, "response");

    private static LogisticFit Fit(
        DesignMatrix design, double[] response, double[]? weights, double[]? offset, LogisticOptions? options, string name)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(response);
        options ??= LogisticOptions.Default;
        var (total, events) = Check(design, response, weights, offset, name, needsBoth: true);
        return Climb(design, response, weights, offset, options, total, events, null);
    }

    /// <summary>
    /// The same model with other weights, 0 or more, from the estimates of the first on: what each row counts in a resample, or 0.
    /// A penalised fit has estimates also where the resample has no events, or only events.
    /// </summary>
    /// <exception cref="ModelException">No estimate exists.</exception>
    internal static LogisticFit Refit(LogisticFit fit, double[] weights)
    {
        var (total, events) = Check(fit.Design, fit.Response, weights, fit.Offset, "response", needsBoth: !fit.IsPenalised);
        return Climb(fit.Design, fit.Response, weights, fit.Offset, fit.Options, total, events, fit);
    }

    private static LogisticFit Climb(
        DesignMatrix design, double[] response, double[]? weights, double[]? offset, LogisticOptions options, double total,
        double events, LogisticFit? start)
    {
        using var likelihood = new LogisticLikelihood(design, response, weights, offset);
        var meanWeight = total / design.RowCount;
        var estimate = options.Estimator == LogisticEstimator.Firth
            ? Penalised(design, response, weights, offset, options, likelihood, total, events, start)
            : Unpenalised(design, response, weights, offset, options, likelihood, total, events, start);
        return new(design, response, weights, offset, options, meanWeight, estimate);
    }

    private static LogisticEstimate Unpenalised(
        DesignMatrix design, double[] response, double[]? weights, double[]? offset, LogisticOptions options,
        LogisticLikelihood likelihood, double total, double events, LogisticFit? start)
    {
        var fromEqual = start is null && design.HasIntercept && offset is null;
        var maximum = new LogisticMaximum(likelihood) { TotalFromEqual = fromEqual ? total : 0 };
        if (start is not null) start.StandardCoefficients.CopyTo(maximum.Standard, 0);
        else if (fromEqual) maximum.Standard[0] = Math.Log(events / (total - events));
        var meanWeight = total / design.RowCount;
        switch (maximum.Climb(options.MaxIterations, true, meanWeight))
        {
            case LogisticMaximum.Outcome.Dependent:
                return NearlyDependent(design, response, weights, offset, options, likelihood, meanWeight);
            case LogisticMaximum.Outcome.Doubtful:
                // Not at a maximum yet; if no combination separates, there is one further up.
                if (Separation.Detect(design, response, weights) is { Kind: not SeparationKind.None } separation)
                    throw new SeparationException(separation);
                if (maximum.Climb(options.MaxIterations, false, meanWeight) != LogisticMaximum.Outcome.Maximum)
                    throw NotFound(maximum.Iterations);
                break;
        }

        return LogisticEstimate.Of(likelihood, maximum);
    }

    // Sums of products of columns that nearly determine each other lose half of the digits; orthogonal columns lose none.
    private static LogisticEstimate NearlyDependent(
        DesignMatrix design, double[] response, double[]? weights, double[]? offset, LogisticOptions options,
        LogisticLikelihood likelihood, double meanWeight)
    {
        var columns = new OrthogonalColumns(design, weights);
        if (columns.DependentColumn >= 0) throw Dependent(design, columns);
        if (Separation.Detect(design, response, weights) is { Kind: not SeparationKind.None } separation)
            throw new SeparationException(separation);
        using var orthogonal = new LogisticLikelihood(columns, response, weights, offset);
        var maximum = new NewtonMaximum(orthogonal, penalised: false, design.ColumnCount);
        if (!maximum.Climb(options.MaxIterations, meanWeight)) throw NotFound(maximum.Iterations);
        return LogisticEstimate.Of(likelihood, columns, maximum, maximum.Iterations);
    }

    // Where the columns are independent, the penalised likelihood falls without bound in every direction, and has a maximum.
    private static LogisticEstimate Penalised(
        DesignMatrix design, double[] response, double[]? weights, double[]? offset, LogisticOptions options,
        LogisticLikelihood likelihood, double total, double events, LogisticFit? start)
    {
        var columns = new OrthogonalColumns(design, weights);
        if (columns.DependentColumn >= 0) throw Dependent(design, columns);
        using var orthogonal = new LogisticLikelihood(columns, response, weights, offset);
        var maximum = new NewtonMaximum(orthogonal, penalised: true, design.ColumnCount);
        var highest = new HighestMaximum(maximum, options.MaxIterations, total / design.RowCount, Math.Min(events, total - events));
        if (start is not null)
        {
            columns.FromCoefficients(start.CoefficientSpan, maximum.Point);
            highest.Climb();
        }

        // Of a resample, two starts that end at the same maximum are enough.
        if (start is null || highest.IsDoubtful || double.IsNegativeInfinity(highest.Value))
        {
            var raw = new double[design.ColumnCount];
            if (design.HasIntercept && offset is null) raw[0] = Math.Log((events + 0.5) / (total - events + 0.5));
            columns.FromCoefficients(raw, maximum.Point);
            if (!highest.Climb()) highest.Explore();
        }

        if (!highest.Return()) throw NotFound(highest.Iterations);
        return LogisticEstimate.Of(likelihood, columns, maximum, highest.Iterations);
    }

    private static ModelException NotFound(int iterations) => new(string.Create(
        CultureInfo.InvariantCulture, $"no maximum of the likelihood was found in {iterations} iterations"))
            { Fault = ModelFault.NoConvergence };

    /// <exception cref="ModelException">A value is not from 0 to 1, or there are more or fewer than rows.</exception>
    internal static void RequireShares(double[] values, int rows, string name)
    {
        RequireLength(values, rows, name);
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] is >= 0 and <= 1)) throw Value(name, i, values[i], "from 0 to 1");
        }
    }

    private static (double Total, double Events) Check(
        DesignMatrix design, double[] response, double[]? weights, double[]? offset, string name, bool needsBoth)
    {
        var n = design.RowCount;
        RequireShares(response, n, name);
        RequireLength(weights, n, "weights");
        RequireLength(offset, n, "offset");
        double total = 0, events = 0;
        var counted = 0;
        for (var i = 0; i < n; i++)
        {
            var weight = weights is null ? 1 : weights[i];
            if (!(weight >= 0 && double.IsFinite(weight))) throw Value("weights", i, weight, "0 or more");
            if (offset is not null && !double.IsFinite(offset[i])) throw Value("offset", i, offset[i], "finite");
            total += weight;
            events += weight * response[i];
            counted += weight > 0 ? 1 : 0;
        }

        if (counted == 0) throw new ModelException(name, "there are no rows");
        if (events == 0 && needsBoth)
            throw new ModelException(name, string.Create(CultureInfo.InvariantCulture, $"no events in {counted} rows"))
            {
                Fault = ModelFault.OneOutcome,
            };
        if (events >= total && needsBoth)
            throw new ModelException(name, string.Create(CultureInfo.InvariantCulture, $"all {counted} rows are events"))
            {
                Fault = ModelFault.OneOutcome,
            };
        if (design.ColumnCount > counted)
        {
            throw new ModelException(design.TermOf(counted).Name, string.Create(
                CultureInfo.InvariantCulture,
                $"the model has {design.ColumnCount} columns and {counted} rows; this is the first term too many"))
            {
                Fault = ModelFault.Dependent,
            };
        }

        return (total, events);
    }

    private static ModelException Dependent(DesignMatrix design, OrthogonalColumns columns)
    {
        var column = columns.DependentColumn;
        string[] others = [.. columns.Combination().Where(j => j > 0 || !design.HasIntercept).Select(j => design.ColumnNames[j])];
        var name = design.ColumnNames[column];
        return new(design.TermOf(column).Name, others.Length == 0
            ? $"the column {name} is 0 or constant in the rows that count"
            : $"the column {name} is a linear combination of {string.Join(", ", others)}") { Fault = ModelFault.Dependent };
    }

    private static ModelException Value(string name, int row, double value, string domain) =>
        new(name, string.Create(CultureInfo.InvariantCulture, $"the value in row {row + 1} is {value:R}, and must be {domain}"));

    private static void RequireLength(double[]? values, int rows, string name)
    {
        if (values is not null && values.Length != rows)
        {
            throw new ModelException(name, string.Create(
                CultureInfo.InvariantCulture, $"{values.Length} rows where the design has {rows}"));
        }
    }
}
