namespace Urif.Statistics;

/// <summary>
/// The profile of a coefficient: the greatest likelihood, over all other coefficients, at each of its values; and where it has
/// fallen by a stated amount.
/// </summary>
/// <remarks>
/// <para>The end of an interval is where the signed root z = √(2(max - profile)) is the normal quantile. Newton's method on z,
/// which is nearly linear, with the slope from the score (the other components of which are 0), inside a bracket; the other coefficients
/// start along the profile's own direction. R's <c>confint.glm</c> interpolates z between some ten fitted values by a spline, with an
/// error up to 1e-3; here the profile is solved itself, to a relative 1e-10.</para>
/// <para>Where there is a maximum, the likelihood falls without bound in every direction, and so does each profile: an interval has both
/// ends. A likelihood without penalty is concave; its profile has one maximum and crosses any level once. The penalised likelihood can
/// have several maxima at a fixed value: at an end that one of them gives, others are looked for, and where one is higher, the search
/// goes on outward from there. The interval is then of the values around the estimate up to the first that the test rejects.</para>
/// <para>Source: D. J. Venzon, S. H. Moolgavkar, A method for computing profile-likelihood-based confidence intervals, Applied
/// Statistics 37 (1988); for the penalised likelihood, G. Heinze, M. Schemper, Statistics in Medicine 21 (2002).</para>
/// </remarks>
internal sealed class LogisticProfile : IDisposable
{
    private const int MaximumIterations = 200;
    private const int MaximumBranches = 20;
    private const double Tolerance = 1e-12;
    private const double ShortestStride = 1e-6;
    private const double Above = 1e-8;

    private readonly LogisticFit _fit;
    private readonly string _name;
    private readonly OrthogonalColumns _columns;
    private readonly LogisticLikelihood _likelihood;
    private readonly NewtonMaximum _maximum;
    private readonly double _top;
    private readonly double[] _peak;
    private readonly double[] _inside;
    private readonly double[] _direction;
    private readonly double[] _peakDirection;
    private readonly double _peakCurvature;

    public LogisticProfile(LogisticFit fit, int column)
    {
        _fit = fit;
        _name = fit.Design.ColumnNames[column];
        _columns = new(fit.Design, fit.Weights, column, 1);
        _likelihood = new(_columns, fit.Response, fit.Weights, fit.Offset);
        var p = _likelihood.Count;
        _maximum = new(_likelihood, fit.IsPenalised, p - 1);
        _peak = new double[p];
        _inside = new double[p];
        _direction = new double[p];
        _peakDirection = new double[p];
        _columns.FromCoefficients(fit.CoefficientSpan, _maximum.Point);
        if (!_maximum.Climb(_fit.Options.MaxIterations, _fit.MeanWeight)) throw NotFound();
        _maximum.Point.CopyTo(_peak, 0);
        _top = _maximum.Value;
        _peakCurvature = _maximum.Conditional(_peakDirection);
    }

    /// <inheritdoc/>
    public void Dispose() => _likelihood.Dispose();

    /// <summary>The interval in which |z| is at most <paramref name="quantile"/>.</summary>
    public Interval Interval(double quantile)
    {
        double one = End(-1, quantile), other = End(1, quantile);
        return new(Math.Min(one, other), Math.Max(one, other));
    }

    /// <summary>Adds the maxima with the coefficient held where the profile along the estimate's own maxima falls to the
    /// quantile.</summary>
    public void AddMaxima(double quantile, List<double[]> maxima)
    {
        var highest = Highest();
        for (var side = highest.IsDoubtful ? -1 : 2; side < 2; side += 2, highest = Highest())
        {
            var end = Crossing(side, quantile, Start(quantile));
            ClimbFrom(highest, end);
            highest.Explore();
            foreach (var point in highest.Found)
            {
                var coefficients = new double[point.Length];
                _columns.ToCoefficients(point, coefficients);
                maxima.Add(coefficients);
            }
        }
    }

    private double End(int side, double quantile)
    {
        var stride = Start(quantile);
        for (var branch = 0; branch < MaximumBranches; branch++)
        {
            var end = Crossing(side, quantile, stride);
            if (!_fit.IsPenalised || !IsHigherElsewhere(end, quantile)) return _columns.LastCoefficient(end);
            _maximum.Point.CopyTo(_inside, 0);
            _maximum.Conditional(_direction);
        }

        throw NotFound();
    }

    // Inside is the estimate; the distance at which a parabola would fall to the quantile.
    private double Start(double quantile)
    {
        _peak.CopyTo(_inside, 0);
        _peakDirection.CopyTo(_direction, 0);
        return quantile / Math.Sqrt(_peakCurvature);
    }

    // Where the maxima that go on from the ones inside fall to the quantile.
    private double Crossing(int side, double quantile, double stride)
    {
        double center = _peak[^1], inside = side * (_inside[^1] - center), outside = double.PositiveInfinity;
        var distance = inside == 0 ? stride : inside + 0.1 * stride;
        for (var i = 0; i < MaximumIterations; i++)
        {
            if (!ClimbAt(center + side * distance))
            {
                // Too far for the direction to hold.
                if (!(distance - inside > ShortestStride * stride)) throw NotFound();
                distance = inside + 0.25 * (distance - inside);
                continue;
            }

            if (_maximum.Value > _top + Above) throw Surpassed();
            var z = Math.Sqrt(Math.Max(0, 2 * (_top - _maximum.Value)));
            var next = z == 0 ? double.NaN : distance - side * (quantile - z) * z / _maximum.LastSlope();
            if (z < quantile)
            {
                inside = distance;
                _maximum.Point.CopyTo(_inside, 0);
                _maximum.Conditional(_direction);
            }
            else outside = distance;

            if (Math.Abs(next - distance) <= Tolerance * distance || outside - inside <= Tolerance * distance)
                return center + side * distance;
            var limit = double.IsInfinity(outside) ? 4 * distance : outside;
            distance = next > inside && next < limit ? next
                : double.IsInfinity(outside) ? 2 * distance
                : 0.5 * (inside + outside);
        }

        throw NotFound();
    }

    private bool ClimbAt(double value)
    {
        var step = value - _inside[^1];
        for (var k = 0; k < _inside.Length; k++) _maximum.Point[k] = _inside[k] + step * _direction[k];
        _maximum.Point[^1] = value;
        return _maximum.Climb(_fit.Options.MaxIterations, _fit.MeanWeight);
    }

    // Whether another maximum at the same value of the coefficient is above the level of the end.
    private bool IsHigherElsewhere(double end, double quantile)
    {
        var highest = Highest();
        ClimbFrom(highest, end);
        foreach (var coefficients in _fit.LocalMaxima)
        {
            _columns.FromCoefficients(coefficients, _maximum.Point);
            _maximum.Point[^1] = end;
            highest.Climb();
        }

        if (highest.Value > _top + Above) throw Surpassed();
        return highest.Return() && highest.Value > _top - 0.5 * quantile * quantile + Above;
    }

    private HighestMaximum Highest() => new(_maximum, _fit.Options.MaxIterations, _fit.MeanWeight, _fit.Rarer);

    // From the maxima on the way to the end, from equal probabilities, and from the estimates.
    private void ClimbFrom(HighestMaximum highest, double end)
    {
        if (ClimbAt(end)) highest.Climb();
        Array.Clear(_maximum.Point);
        _maximum.Point[^1] = end;
        highest.Climb();
        _peak.CopyTo(_maximum.Point, 0);
        _maximum.Point[^1] = end;
        highest.Climb();
    }

    private ModelException Surpassed() => new(_name, "the penalised likelihood has a maximum above the one that was found")
    {
        Fault = ModelFault.HigherMaximum,
    };

    private ModelException NotFound() => new(_name, "the end of the profile likelihood interval was not found")
    {
        Fault = ModelFault.NoConvergence,
    };
}
