namespace Urif.Statistics;

/// <summary>
/// A maximum of a logistic log likelihood, penalised or not, over the leading coordinates of <see cref="OrthogonalColumns"/> while the
/// last ones stay: Newton's method, damped where the likelihood is not concave, with step halving.
/// </summary>
/// <remarks>
/// <para>Fisher scoring has no place beside Firth's penalty: where a row has leverage 1, say the only woman of a level, the information is
/// half the curvature, each step lands as far on the other side of the maximum, and the steps never end. With the whole curvature,
/// steps square the distance.</para>
/// <para>Steps are taken in the coordinates Lᵀγ, with LLᵀ the information at γ: there the information is the unit matrix, the
/// curvature without penalty as well, and damping needs no unit.</para>
/// <para>A point counts as a maximum where the curvature is positive definite and a step of Newton's would raise the likelihood by less
/// than 1e-18; it is then taken. Rounding can end the steps before, but not above 1e-13.</para>
/// </remarks>
internal sealed class NewtonMaximum
{
    private const double Breakdown = 1e-15;
    private const double LeastCurvature = 1e-9;
    private const double SmallestDamping = 1.0 / 16;
    private const double GreatestDamping = 1e9;
    private const double NoRise = 1e-18;
    private const double Noise = 1e-13;
    private const double ShareOfRise = 1e-4;
    private const int SmallestHalving = 50;

    private readonly LogisticLikelihood _likelihood;
    private readonly bool _penalised;
    private readonly int _p;
    private readonly int _free;
    private readonly double[] _factor;
    private readonly double[] _score;
    private readonly double[] _curvature;
    private readonly double[] _damped;
    private readonly double[] _step;
    private readonly double[] _trial;

    /// <param name="likelihood">The likelihood, of orthogonal columns.</param>
    /// <param name="penalised">Whether Firth's penalty is part of what is maximised.</param>
    /// <param name="free">The number of leading coordinates that are free.</param>
    public NewtonMaximum(LogisticLikelihood likelihood, bool penalised, int free)
    {
        _likelihood = likelihood;
        _penalised = penalised;
        _p = likelihood.Count;
        _free = free;
        Point = new double[_p];
        _factor = new double[_p * _p];
        _score = new double[_p];
        _curvature = new double[_p * _p];
        _damped = new double[_p * _p];
        _step = new double[_p];
        _trial = new double[_p];
    }

    /// <summary>Whether Firth's penalty is part of what is maximised.</summary>
    public bool IsPenalised => _penalised;

    /// <summary>The coordinates: the start before, the maximum after <see cref="Climb"/>.</summary>
    public double[] Point { get; }

    /// <summary>What is maximised, at the maximum.</summary>
    public double Value { get; private set; }

    /// <summary>The log likelihood at the maximum, without penalty.</summary>
    public double LogLikelihood => _likelihood.LogLikelihood;

    /// <summary>The number of steps.</summary>
    public int Iterations { get; private set; }

    /// <summary>The Cholesky factor of the information of all coordinates at the maximum.</summary>
    public ReadOnlySpan<double> Factor => _factor;

    /// <summary>Climbs from <see cref="Point"/>.</summary>
    /// <param name="maxIterations">The most steps.</param>
    /// <param name="meanWeight">The mean prior weight, the unit of the log likelihood.</param>
    /// <returns>Whether it ended at a maximum.</returns>
    public bool Climb(int maxIterations, double meanWeight)
    {
        Iterations = 0;
        if (!Evaluate(Point)) return false;
        double previous = double.PositiveInfinity, unit = Math.Max(1, meanWeight);
        for (Complete(); ; Complete())
        {
            var isConcave = FactorCurvature();
            var rise = SolveStep();
            if (!double.IsFinite(rise)) return false;
            var isStuck = rise >= 0.25 * previous && rise <= Noise * unit;
            previous = rise;
            if (rise <= NoRise * unit || isStuck)
            {
                if (!isConcave)
                {
                    if (Iterations++ >= maxIterations || !Escape()) return false;
                    continue;
                }

                Move(1);
                if (!Evaluate(_trial)) return false;
                _trial.CopyTo(Point, 0);
                Complete();
                return true;
            }

            if (Iterations++ >= maxIterations) return false;
            if (!Rise(rise)) return isConcave && rise <= Noise * unit && Evaluate(Point) && Completed();
        }

        bool Completed()
        {
            Complete();
            return true;
        }
    }

    /// <summary>The slope of what is maximised along the last coordinate, at the last point.</summary>
    public double LastSlope()
    {
        double slope = 0;
        for (var k = 0; k < _p; k++) slope += _factor[(_p - 1) * _p + k] * _score[k];
        return slope;
    }

    /// <summary>
    /// At a maximum over all coordinates but the last: how the others move with the last one, and the curvature of the profile.
    /// </summary>
    /// <param name="direction">The derivatives of all coordinates by the last; that of the last is 1.</param>
    public double Conditional(Span<double> direction)
    {
        FactorCurvature();
        var last = _p - 1;
        var row = _curvature.AsSpan(last * _p, last);
        var others = direction[..last];
        row.CopyTo(others);
        Cholesky.Forward(_damped, _free, others);
        Cholesky.Backward(_damped, _free, others);
        var scale = _factor[last * _p + last];
        var curvature = _curvature[last * _p + last] - InnerProduct.Of(row, others);
        InnerProduct.Multiply(-scale, others, others);
        direction[last] = scale;
        Cholesky.Backward(_factor, _p, direction);
        return scale * scale * curvature;
    }

    /// <summary>The score statistic of all coordinates at the maximum.</summary>
    public double ScoreStatistic() => InnerProduct.Of(_score, _score);

    /// <summary>Moves the free coordinates of <see cref="Point"/> by standard errors of the information at the maximum.</summary>
    public void Shift(ReadOnlySpan<double> standardErrors)
    {
        standardErrors[.._free].CopyTo(_step);
        ToCoordinates();
        for (var k = 0; k < _free; k++) Point[k] += _step[k];
    }

    // False where a penalty is wanted and the information is singular to rounding.
    private bool Evaluate(double[] point)
    {
        _likelihood.Evaluate(point);
        for (var i = 0; i < _p; i++)
            _likelihood.Products.AsSpan(i * _likelihood.Width, i + 1).CopyTo(_factor.AsSpan(i * _p));
        if (Cholesky.Factor(_factor, _p, Breakdown) >= 0) return false;
        Value = _likelihood.LogLikelihood + (_penalised ? 0.5 * Cholesky.LogDeterminant(_factor, _p) : 0);
        return double.IsFinite(Value);
    }

    // Score and curvature at the last evaluation.
    private void Complete()
    {
        for (var j = 0; j < _p; j++) _score[j] = _likelihood.Score(j);
        Cholesky.Forward(_factor, _p, _score);
        Array.Clear(_curvature);
        for (var j = 0; j < _p; j++) _curvature[j * _p + j] = 1;
        if (_penalised) _likelihood.AddPenalty(_factor, _score, _curvature);
    }

    // Of the free coordinates' curvature, with as much damping as makes it positive definite; true where none was needed.
    private bool FactorCurvature()
    {
        for (double damping = 0; damping < GreatestDamping; damping = damping == 0 ? SmallestDamping : 4 * damping)
        {
            for (var i = 0; i < _free; i++)
            {
                _curvature.AsSpan(i * _p, i + 1).CopyTo(_damped.AsSpan(i * _free));
                _damped[i * _free + i] += damping;
            }

            if (Cholesky.Factor(_damped, _free, LeastCurvature) < 0) return damping == 0;
        }

        // Not even numbers: scoring.
        _damped.AsSpan(0, _free * _free).Clear();
        for (var i = 0; i < _free; i++) _damped[i * _free + i] = 1;
        return false;
    }

    // The step, and twice the rise that it promises.
    private double SolveStep()
    {
        var step = _step.AsSpan(0, _free);
        _score.AsSpan(0, _free).CopyTo(step);
        Cholesky.Forward(_damped, _free, step);
        var rise = InnerProduct.Of((ReadOnlySpan<double>)step, step);
        Cholesky.Backward(_damped, _free, step);
        ToCoordinates();
        return rise;
    }

    private void ToCoordinates()
    {
        for (var i = _free - 1; i >= 0; i--)
        {
            var sum = _step[i];
            for (var k = i + 1; k < _free; k++) sum -= _factor[k * _p + i] * _step[k];
            _step[i] = sum / _factor[i * _p + i];
        }
    }

    private void Move(double share)
    {
        Point.CopyTo(_trial, 0);
        for (var k = 0; k < _free; k++) _trial[k] += share * _step[k];
    }

    // Along the step until the likelihood has risen by a share of what was promised; true unless even the shortest step lowers it.
    private bool Rise(double promised)
    {
        double before = Value, slack = 1e-13 * (Math.Abs(before) + 1), share = 1;
        for (var halving = 0; halving < SmallestHalving; halving++, share *= 0.5)
        {
            Move(share);
            if (!Evaluate(_trial) || !(Value >= before + ShareOfRise * share * promised - slack)) continue;
            _trial.CopyTo(Point, 0);
            return true;
        }

        return false;
    }

    // From a saddle, along the direction of the most negative curvature, to the side that is higher.
    private bool Escape()
    {
        var step = _step.AsSpan(0, _free);
        for (var k = 0; k < _free; k++) step[k] = 1 + 0.1 * k;
        for (var i = 0; i < 8; i++)
        {
            Cholesky.Forward(_damped, _free, step);
            Cholesky.Backward(_damped, _free, step);
            InnerProduct.Multiply(1 / Math.Sqrt(InnerProduct.Of((ReadOnlySpan<double>)step, step)), step, step);
        }

        ToCoordinates();
        var before = Value;
        for (double share = 1; share > 1e-4; share *= -0.5)
        {
            Move(share);
            if (!Evaluate(_trial) || !(Value > before)) continue;
            _trial.CopyTo(Point, 0);
            return true;
        }

        return false;
    }
}
