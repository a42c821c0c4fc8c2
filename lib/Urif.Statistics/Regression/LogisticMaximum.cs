namespace Urif.Statistics;

/// <summary>
/// The maximum of a logistic log likelihood, penalised or not, over some of the coefficients while the others stay: Fisher
/// scoring (which is IRLS, and Newton's method for the unpenalised likelihood) with step halving.
/// </summary>
/// <remarks>
/// The last step is taken when the score statistic of the free coefficients, which is their squared distance from the maximum
/// in standard errors, is below 1e-24, so that the covariance, which is taken before it, is right to about 12 digits too.
/// </remarks>
internal sealed class LogisticMaximum
{
    /// <summary>The share of a column's own information left by the others below which it counts as their combination.</summary>
    public const double RankTolerance = 1e-11;

    // |η| = 15 is a probability within 3e-7 of 0 or 1: reason to look for separation, no proof of it.
    private const double SuspiciousPredictor = 15;
    private const double SquaredDistance = 1e-24;
    private const double Breakdown = 1e-15;
    private const double NoFurther = 1e-13;
    private const int SmallestHalving = 40;
    private const double MostExplained = 0.75;

    private readonly LogisticLikelihood _likelihood;
    private readonly bool _penalised;
    private readonly int _p;
    private readonly double[] _whole;
    private readonly double[] _free;
    private readonly double[] _step;
    private readonly double[] _trial;
    private readonly int[] _places;
    private int _freeCount;

    public LogisticMaximum(LogisticLikelihood likelihood, bool penalised)
    {
        _likelihood = likelihood;
        _penalised = penalised;
        _p = likelihood.Count;
        _whole = new double[_p * _p];
        _free = new double[_p * _p];
        _step = new double[_p];
        _trial = new double[_p];
        _places = new int[_p];
        Standard = new double[_p];
    }

    /// <summary>The standard coefficients: the start before, the maximum after <see cref="Climb"/>.</summary>
    public double[] Standard { get; }

    /// <summary>The log likelihood at the maximum, with Firth's penalty if penalised.</summary>
    public double Value { get; private set; }

    /// <summary>The log likelihood at the maximum without penalty.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>The number of steps.</summary>
    public int Iterations { get; private set; }

    /// <summary>The factor of the whole information at the maximum; <see cref="FactorWhole"/> forms it.</summary>
    public ReadOnlySpan<double> WholeFactor => _whole;

    /// <summary>How a climb ended.</summary>
    public enum Outcome
    {
        /// <summary>At the maximum.</summary>
        Maximum,

        /// <summary>The information lost its rank before the first step: <see cref="DependentColumn"/>.</summary>
        Dependent,

        /// <summary>Fitted probabilities near 0 or 1, or no maximum after all iterations.</summary>
        Doubtful,
    }

    /// <summary>
    /// Whether the columns are known to be independent. Then only a breakdown counts: weights near 0 far from the start make the
    /// information look singular.
    /// </summary>
    public bool RankIsKnown { get; set; }

    /// <summary>
    /// The total weight, where the next climb starts from equal probabilities with no coefficient fixed; else 0. Its first step is
    /// a linear regression on the response, from which division by 1 - R² makes the discriminant function's coefficients, the
    /// logistic ones for normal columns: nearer by an iteration, mostly. M. Halperin, W. C. Blackwelder, J. I. Verter, Journal of
    /// Chronic Diseases 24 (1971).
    /// </summary>
    public double TotalFromEqual { get; set; }

    /// <summary>The column that the ones before it determine.</summary>
    public int DependentColumn { get; private set; }

    /// <summary>Climbs from <see cref="Standard"/>.</summary>
    /// <param name="isFixed">Which coefficients stay; none if empty.</param>
    /// <param name="maxIterations">The most steps.</param>
    /// <param name="suspectSeparation">Whether to stop as doubtful at fitted probabilities near 0 or 1.</param>
    /// <param name="meanWeight">The mean prior weight, the unit of the log likelihood.</param>
    public Outcome Climb(ReadOnlySpan<bool> isFixed, int maxIterations, bool suspectSeparation, double meanWeight)
    {
        _freeCount = 0;
        for (var j = 0; j < _p; j++)
        {
            if (isFixed.IsEmpty || !isFixed[j]) _places[_freeCount++] = j;
        }

        Iterations = 0;
        if (!EvaluateAt(Standard)) return Dependent();
        var previous = double.PositiveInfinity;
        while (true)
        {
            var dependent = FactorFree();
            if (dependent >= 0)
            {
                DependentColumn = _places[dependent];
                return RankIsKnown ? Outcome.Doubtful : Outcome.Dependent;
            }

            RankIsKnown = true;
            var distance = SolveStep();
            var isStuck = distance >= 0.25 * previous && distance <= NoFurther * meanWeight;
            var last = isStuck || distance <= SquaredDistance * meanWeight;
            previous = distance;
            if (last)
            {
                for (var k = 0; k < _freeCount; k++) Standard[_places[k]] += _step[k];
                return Outcome.Maximum;
            }

            if (Iterations++ >= maxIterations) return Outcome.Doubtful;
            var explained = TotalFromEqual > 0 ? distance / TotalFromEqual : 0;
            TotalFromEqual = 0;
            if (!Step(explained < MostExplained ? 1 / (1 - explained) : 1)) return Outcome.Doubtful;
            if (suspectSeparation && _likelihood.LargestPredictor > SuspiciousPredictor) return Outcome.Doubtful;
        }

        Outcome Dependent()
        {
            DependentColumn = Math.Max(FactorWhole(), 0);
            return Outcome.Dependent;
        }
    }

    /// <summary>Forms the factor of the whole information at the last evaluation.</summary>
    /// <returns>The first dependent column; -1 where there is none.</returns>
    public int FactorWhole()
    {
        for (var i = 0; i < _p; i++)
            _likelihood.Products.AsSpan(i * _likelihood.Width, i + 1).CopyTo(_whole.AsSpan(i * _p));
        return Cholesky.Factor(_whole, _p, Tolerance);
    }

    /// <summary>After a failed <see cref="FactorWhole"/>: the columns that the dependent one is a combination of.</summary>
    public IEnumerable<int> Combination()
    {
        var column = FactorWhole();
        if (column < 1) return [];
        var coefficients = _whole[(column * _p)..(column * _p + column)];
        var leading = new double[column * column];
        for (var i = 0; i < column; i++) _whole.AsSpan(i * _p, column).CopyTo(leading.AsSpan(i * column));
        Cholesky.Backward(leading, column, coefficients);
        var largest = coefficients.Max(Math.Abs);
        return Enumerable.Range(0, column).Where(j => Math.Abs(coefficients[j]) > 1e-6 * largest);
    }

    /// <summary>The score statistic of all coefficients at the last evaluation; needs <see cref="FactorWhole"/>.</summary>
    public double ScoreStatistic()
    {
        double sum = 0;
        for (var j = 0; j < _p; j++) _trial[j] = _likelihood.Score(j);
        Cholesky.Forward(_whole, _p, _trial);
        foreach (var part in _trial) sum += part * part;
        return sum;
    }

    private double Tolerance => RankIsKnown ? Breakdown : RankTolerance;

    // Along the step until the likelihood is no lower; true unless even the shortest step lowers it.
    private bool Step(double share)
    {
        double before = Value, slack = 1e-12 * (Math.Abs(before) + 0.1);
        for (var halving = 0; halving < SmallestHalving; halving++, share *= 0.5)
        {
            Standard.CopyTo(_trial, 0);
            for (var k = 0; k < _freeCount; k++) _trial[_places[k]] += share * _step[k];
            if (!EvaluateAt(_trial) || !(Value >= before - slack)) continue;
            _trial.CopyTo(Standard, 0);
            return true;
        }

        return false;
    }

    // False where a penalty is wanted and the information is singular.
    private bool EvaluateAt(double[] standard)
    {
        _likelihood.Evaluate(standard);
        Value = LogLikelihood = _likelihood.LogLikelihood;
        if (!_penalised) return true;
        if (FactorWhole() >= 0) return false;
        Value += 0.5 * (Cholesky.LogDeterminant(_whole, _p) + _likelihood.LogDeterminantShift);
        _likelihood.AddPenaltyScore(_whole);
        return true;
    }

    private int FactorFree()
    {
        for (var i = 0; i < _freeCount; i++)
        {
            for (var j = 0; j <= i; j++)
                _free[i * _freeCount + j] = _likelihood.Products[_places[i] * _likelihood.Width + _places[j]];
        }

        return Cholesky.Factor(_free.AsSpan(0, _freeCount * _freeCount), _freeCount, Tolerance);
    }

    // The step, and the squared distance from the maximum that it stands for.
    private double SolveStep()
    {
        var step = _step.AsSpan(0, _freeCount);
        for (var k = 0; k < step.Length; k++) step[k] = _likelihood.Score(_places[k]);
        Cholesky.Forward(_free, _freeCount, step);
        double distance = 0;
        foreach (var part in step) distance += part * part;
        Cholesky.Backward(_free, _freeCount, step);
        return distance;
    }
}
