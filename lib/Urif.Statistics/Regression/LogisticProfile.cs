namespace Urif.Statistics;

/// <summary>
/// The profile of a coefficient: the greatest likelihood, over all other coefficients, at each of its values; and where it has
/// fallen by a stated amount.
/// </summary>
/// <remarks>
/// <para>The end of an interval is where the signed root z = √(2(max - profile)) is the normal quantile. Newton's method on z,
/// which is nearly linear, with the slope from the score (the other components of which are 0), inside a bracket. R's
/// <c>confint.glm</c> interpolates z between some ten fitted values by a spline, with an error up to 1e-3; here the profile is
/// solved itself, to a relative 1e-10.</para>
/// <para>Source: D. J. Venzon, S. H. Moolgavkar, A method for computing profile-likelihood-based confidence intervals, Applied
/// Statistics 37 (1988); for the penalised likelihood, G. Heinze, M. Schemper, Statistics in Medicine 21 (2002).</para>
/// </remarks>
internal sealed class LogisticProfile : IDisposable
{
    private const int MaximumIterations = 200;
    private const double Tolerance = 1e-12;

    private readonly LogisticFit _fit;
    private readonly int _column;
    private readonly LogisticLikelihood _likelihood;
    private readonly LogisticMaximum _maximum;
    private readonly bool[] _isFixed;
    private readonly double[] _peak;

    public LogisticProfile(LogisticFit fit, int column)
    {
        _fit = fit;
        _column = column;

        // The intercept of centred columns is another coefficient than the intercept.
        var isIntercept = column == 0 && fit.Design.HasIntercept;
        _likelihood = new(fit.Design, fit.Response, fit.Weights, fit.Offset, centered: !isIntercept);
        _maximum = new(_likelihood, fit.IsPenalised) { RankIsKnown = true };
        _isFixed = new bool[_likelihood.Count];
        _isFixed[column] = true;
        _peak = new double[_likelihood.Count];
        _likelihood.ToStandard(fit.CoefficientSpan, _peak);
    }

    /// <inheritdoc/>
    public void Dispose() => _likelihood.Dispose();

    /// <summary>The interval in which |z| is at most <paramref name="quantile"/>.</summary>
    public Interval Interval(double quantile) => new(End(-1, quantile), End(1, quantile));

    private double End(int side, double quantile)
    {
        var unit = 1 / Math.Sqrt(_fit.Covariance(_column, _column));
        var raw = new double[_peak.Length];
        double center = _peak[_column], stride = InStandardUnits(1 / unit) * quantile;
        double inside = 0, outside = double.PositiveInfinity, distance = stride;
        _peak.CopyTo(_maximum.Standard, 0);
        for (var i = 0; i < MaximumIterations; i++)
        {
            var (z, slope) = At(center + side * distance);
            if (z < quantile) inside = distance;
            else outside = distance;
            var next = distance + (quantile - z) / (side * slope);
            if (Math.Abs(next - distance) <= Tolerance * distance)
            {
                _peak.CopyTo(_maximum.Standard, 0);
                _maximum.Standard[_column] = center + side * next;
                _likelihood.FromStandard(_maximum.Standard, raw);
                return raw[_column];
            }

            var limit = double.IsInfinity(outside) ? 4 * distance : outside;
            distance = next > inside && next < limit ? next
                : double.IsInfinity(outside) ? 2 * distance
                : 0.5 * (inside + outside);
        }

        throw new ModelException(
            _fit.Design.ColumnNames[_column], "the profile likelihood does not fall far enough to end the interval");
    }

    // z and its slope, both positive above the peak; starts from the coefficients of the last call.
    private (double Z, double Slope) At(double value)
    {
        _maximum.Standard[_column] = value;
        if (_maximum.Climb(_isFixed, _fit.Options.MaxIterations, false, _fit.MeanWeight) != LogisticMaximum.Outcome.Maximum)
            throw new ModelException(_fit.Design.ColumnNames[_column], "the profile likelihood has no maximum at a fixed value");
        var z = Math.Sqrt(Math.Max(0, 2 * (_fit.Maximum - _maximum.Value)));
        return (z, -_likelihood.Score(_column) / z);
    }

    private double InStandardUnits(double raw)
    {
        double[] ones = new double[_peak.Length], standard = new double[_peak.Length];
        ones[_column] = 1;
        _likelihood.ToStandard(ones, standard);
        return raw * standard[_column];
    }
}
