namespace Urif.Statistics;

/// <summary>
/// The maximum of a logistic log likelihood: Fisher scoring, which is IRLS and Newton's method, with step halving. It is the climb of
/// every fit by maximum likelihood; <see cref="NewtonMaximum"/> is for the penalised likelihood, and for coefficients that stay.
/// </summary>
/// <remarks>
/// The last step is taken when the score statistic, which is the squared distance from the maximum in standard errors, is below
/// 1e-24, so that the covariance, which is taken before it, is right to about 12 digits too.
/// </remarks>
internal sealed class LogisticMaximum
{
    /// <summary>The share of a column's own information left by the others below which scoring does not trust it.</summary>
    public const double RankTolerance = 1e-11;

    // |η| = 15 is a probability within 3e-7 of 0 or 1: reason to look for separation, no proof of it.
    private const double SuspiciousPredictor = 15;
    private const double SquaredDistance = 1e-24;
    private const double Breakdown = 1e-15;
    private const double NoFurther = 1e-13;
    private const int SmallestHalving = 40;
    private const double MostExplained = 0.75;

    private readonly LogisticLikelihood _likelihood;
    private readonly int _p;
    private readonly double[] _whole;
    private readonly double[] _step;
    private readonly double[] _trial;

    public LogisticMaximum(LogisticLikelihood likelihood)
    {
        _likelihood = likelihood;
        _p = likelihood.Count;
        _whole = new double[_p * _p];
        _step = new double[_p];
        _trial = new double[_p];
        Standard = new double[_p];
    }

    /// <summary>The standard coefficients: the start before, the maximum after <see cref="Climb"/>.</summary>
    public double[] Standard { get; }

    /// <summary>The log likelihood at the maximum.</summary>
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

        /// <summary>The information had less than its rank before the first step: columns are dependent, or nearly so.</summary>
        Dependent,

        /// <summary>Fitted probabilities near 0 or 1, or no maximum after all iterations.</summary>
        Doubtful,
    }

    /// <summary>
    /// Whether the columns are known to be independent. Then only a breakdown counts: weights near 0 far from the start make the
    /// information look singular.
    /// </summary>
    private bool RankIsKnown { get; set; }

    /// <summary>
    /// The total weight, where the next climb starts from equal probabilities with no coefficient fixed; else 0. Its first step is
    /// a linear regression on the response, from which division by 1 - R² makes the discriminant function's coefficients, the
    /// logistic ones for normal columns: nearer by an iteration, mostly. M. Halperin, W. C. Blackwelder, J. I. Verter, Journal of
    /// Chronic Diseases 24 (1971).
    /// </summary>
    public double TotalFromEqual { get; set; }

    /// <summary>Climbs from <see cref="Standard"/>.</summary>
    /// <param name="maxIterations">The most steps.</param>
    /// <param name="suspectSeparation">Whether to stop as doubtful at fitted probabilities near 0 or 1.</param>
    /// <param name="meanWeight">The mean prior weight, the unit of the log likelihood.</param>
    public Outcome Climb(int maxIterations, bool suspectSeparation, double meanWeight)
    {
        Iterations = 0;
        Evaluate(Standard);
        var previous = double.PositiveInfinity;
        while (true)
        {
            if (FactorWhole() >= 0) return RankIsKnown ? Outcome.Doubtful : Outcome.Dependent;
            RankIsKnown = true;
            var distance = SolveStep();
            var isStuck = distance >= 0.25 * previous && distance <= NoFurther * meanWeight;
            var last = isStuck || distance <= SquaredDistance * meanWeight;
            previous = distance;
            if (last)
            {
                for (var k = 0; k < _p; k++) Standard[k] += _step[k];
                return Outcome.Maximum;
            }

            if (Iterations++ >= maxIterations) return Outcome.Doubtful;
            var explained = TotalFromEqual > 0 ? distance / TotalFromEqual : 0;
            TotalFromEqual = 0;
            if (!Step(explained < MostExplained ? 1 / (1 - explained) : 1)) return Outcome.Doubtful;
            if (suspectSeparation && _likelihood.LargestPredictor > SuspiciousPredictor) return Outcome.Doubtful;
        }
    }

    /// <summary>Forms the factor of the information at the last evaluation.</summary>
    /// <returns>The first dependent column; -1 where there is none.</returns>
    public int FactorWhole()
    {
        for (var i = 0; i < _p; i++)
            _likelihood.Products.AsSpan(i * _likelihood.Width, i + 1).CopyTo(_whole.AsSpan(i * _p));
        return Cholesky.Factor(_whole, _p, Tolerance);
    }

    private double Tolerance => RankIsKnown ? Breakdown : RankTolerance;

    // Along the step until the likelihood is no lower; true unless even the shortest step lowers it.
    private bool Step(double share)
    {
        double before = LogLikelihood, slack = 1e-12 * (Math.Abs(before) + 0.1);
        for (var halving = 0; halving < SmallestHalving; halving++, share *= 0.5)
        {
            Standard.CopyTo(_trial, 0);
            for (var k = 0; k < _p; k++) _trial[k] += share * _step[k];
            Evaluate(_trial);
            if (!(LogLikelihood >= before - slack)) continue;
            _trial.CopyTo(Standard, 0);
            return true;
        }

        return false;
    }

    private void Evaluate(double[] standard)
    {
        _likelihood.Evaluate(standard);
        LogLikelihood = _likelihood.LogLikelihood;
    }

    // The step, and the squared distance from the maximum that it stands for.
    private double SolveStep()
    {
        for (var k = 0; k < _p; k++) _step[k] = _likelihood.Score(k);
        Cholesky.Forward(_whole, _p, _step);
        double distance = 0;
        foreach (var part in _step) distance += part * part;
        Cholesky.Backward(_whole, _p, _step);
        return distance;
    }
}
