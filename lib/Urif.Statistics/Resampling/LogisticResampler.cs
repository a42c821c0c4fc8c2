namespace Urif.Statistics;

/// <summary>
/// Refits a logistic model to resamples of its rows, for the coefficients alone: on the distinct rows with their counts as weights,
/// from near the estimates of all rows on, in work space that is kept.
/// </summary>
/// <remarks>
/// <para>Newton's method squares the distance from the maximum: where a step of f standard errors was followed by one of e, what is
/// left after it is near (e/f²) e², and below 1e-10 at the end. A step is judged by its size, not by the likelihood; wherever
/// steps do not shrink as they do near a maximum, or fitted probabilities come near 0 or 1,
/// <see cref="LogisticRegression.Refit"/> decides, with step halving and the search for separation.</para>
/// <para>Not safe for use by two threads at once.</para>
/// </remarks>
internal sealed class LogisticResampler : IDisposable
{
    private const double SuspiciousPredictor = 15;
    private const double SquaredDistanceLeft = 1e-20;
    private const double Shrinks = 0.25;
    private const int MaximumSteps = 12;

    private readonly LogisticFit _fit;
    private readonly LogisticLikelihood? _whole;
    private readonly LogisticLikelihood? _likelihood;
    private readonly double[] _residuals;
    private readonly double[] _counted;
    private readonly double[] _standard;
    private readonly double[] _step;
    private readonly double[] _factor;
    private readonly int[] _counts;
    private readonly int[] _places;

    public LogisticResampler(LogisticFit fit)
    {
        _fit = fit;
        var p = fit.Design.ColumnCount;
        _standard = new double[p];
        _step = new double[p];
        _factor = new double[p * p];
        _residuals = fit.FittedValues();
        for (var i = 0; i < _residuals.Length; i++) _residuals[i] = fit.Weight(i) * (fit.Response[i] - _residuals[i]);
        _counted = new double[fit.Design.RowCount];
        _counts = new int[fit.Design.RowCount];
        _places = new int[fit.Design.RowCount];
        if (fit.IsPenalised) return;
        _whole = new(fit.Design, fit.Response, fit.Weights, fit.Offset);
        _likelihood = _whole.OfChosenRows();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _whole?.Dispose();
        _likelihood?.Dispose();
    }

    /// <summary>Draws as many rows as there are, with replacement.</summary>
    public void Draw(ulong seed, int replicate)
    {
        var random = new CounterRandom(seed, (ulong)replicate);
        random.FillBelow(_counts.Length, _places);
        Array.Clear(_counts);
        foreach (var row in _places) _counts[row]++;
    }

    /// <summary>Counts every row once but one.</summary>
    public void LeaveOut(int row)
    {
        Array.Fill(_counts, 1);
        _counts[row] = 0;
    }

    /// <summary>Why the last resample has no fit; null where it has one.</summary>
    public ModelFault? Fault { get; private set; }

    /// <summary>The fit of the resample; null where it has none.</summary>
    public LogisticFit? Refit()
    {
        var weights = new double[_counts.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = _counts[i] * _fit.Weight(i);
        Fault = null;
        try
        {
            return LogisticRegression.Refit(_fit, weights);
        }
        catch (ModelException error)
        {
            Fault = error.Fault;
            return null;
        }
    }

    /// <summary>The coefficients of the resample; NaN where they have no estimate.</summary>
    public void Coefficients(Span<double> coefficients)
    {
        Fault = null;
        if (Climb()) _likelihood!.FromStandard(_standard, coefficients);
        else if (Refit() is { } fit) fit.CoefficientSpan.CopyTo(coefficients);
        else coefficients.Fill(double.NaN);
    }

    private bool Climb()
    {
        if (_likelihood is null) return false;
        var (total, events) = _likelihood.Choose(_whole!, _counts, _places);
        if (events == 0 || events >= total) return false;
        int p = _standard.Length, width = _likelihood.Width;
        double unit = total / _counts.Length, previous = double.PositiveInfinity;
        Start();
        for (var step = 0; step < MaximumSteps; step++)
        {
            _likelihood.Evaluate(_standard);
            for (var i = 0; i < p; i++) _likelihood.Products.AsSpan(i * width, i + 1).CopyTo(_factor.AsSpan(i * p));
            if (!(_likelihood.LargestPredictor <= SuspiciousPredictor)
                || Cholesky.Factor(_factor, p, LogisticMaximum.RankTolerance) >= 0)
                return false;
            _likelihood.Products.AsSpan(p * width, p).CopyTo(_step);
            Cholesky.Forward(_factor, p, _step);
            double distance = 0;
            foreach (var part in _step) distance += part * part;
            if (step > 0 && !(distance <= Shrinks * previous)) return false;
            Cholesky.Backward(_factor, p, _step);
            for (var j = 0; j < p; j++) _standard[j] += _step[j];
            var left = distance * (distance / previous) * (distance / previous);
            if (distance <= SquaredDistanceLeft * unit || (step > 0 && left <= SquaredDistanceLeft * unit)) return true;
            previous = distance;
        }

        return false;
    }

    // Newton's first step with the information of all rows in place of the resample's, the infinitesimal jackknife: it takes the
    // residuals at the fit only, and comes nearly as near.
    private void Start()
    {
        var p = _standard.Length;
        for (var i = 0; i < _counted.Length; i++) _counted[i] = _counts[i] * _residuals[i];
        _whole!.FillScore(_counted, _standard);
        Cholesky.Forward(_fit.Factor, p, _standard);
        Cholesky.Backward(_fit.Factor, p, _standard);
        for (var j = 0; j < p; j++) _standard[j] += _fit.StandardCoefficients[j];
    }
}
