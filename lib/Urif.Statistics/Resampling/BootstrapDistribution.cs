using System.Globalization;

namespace Urif.Statistics;

/// <summary>The values of one statistic on resamples.</summary>
/// <remarks>
/// Quantiles are interpolated on the normal scale between order statistics, as R's <c>boot::boot.ci</c> does, to which intervals agree
/// on the same values. Source: A. C. Davison, D. V. Hinkley, Bootstrap methods and their application (1997), equation 5.8 for
/// the interpolation, sections 5.2 and 5.3 for the intervals; B. Efron, R. J. Tibshirani, An introduction to the bootstrap
/// (1993), chapters 13 and 14.
/// </remarks>
public sealed class BootstrapDistribution
{
    private readonly double[] _values;
    private readonly double[] _sorted;
    private readonly SampleMoments _moments;
    private readonly Func<double[]> _leftOut;

    /// <summary>A distribution of values from anywhere.</summary>
    /// <param name="estimate">The statistic of the whole sample.</param>
    /// <param name="values">The statistic of each resample; those not finite have no estimate.</param>
    /// <param name="leftOut">The statistic without each row in turn, for <see cref="BcaInterval"/>; asked for when that is.</param>
    public BootstrapDistribution(double estimate, double[] values, Func<double[]> leftOut)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(leftOut);
        Estimate = estimate;
        _values = values;
        _leftOut = leftOut;
        _sorted = [.. values.Where(double.IsFinite)];
        Array.Sort(_sorted);
        _moments = SampleMoments.Of(_sorted);
    }

    /// <summary>The statistic of the whole sample.</summary>
    public double Estimate { get; }

    /// <summary>The statistic of each resample, in the order of the streams; not finite where it has no estimate.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <summary>
    /// The number of resamples without an estimate; <see cref="Faults"/> says why. All else here is about the
    /// other resamples: an interval then describes samples that have an estimate, and where those without would have had an
    /// extreme one, it is too narrow.
    /// </summary>
    public int WithoutEstimate => _values.Length - _sorted.Length;

    /// <summary>Why resamples have no model, each with how many do not; a model that has no such statistic is not among them.</summary>
    public IReadOnlyDictionary<ModelFault, int> Faults { get; init; } = new Dictionary<ModelFault, int>();

    /// <summary>The mean of the values.</summary>
    public double Mean => _moments.Mean;

    /// <summary>The mean of the values minus the estimate.</summary>
    public double Bias => Mean - Estimate;

    /// <summary>The standard deviation of the values, with divisor one less than their number.</summary>
    public double StandardError => _moments.StandardDeviation;

    /// <summary>The percentile interval: the values' own quantiles.</summary>
    /// <param name="level">The confidence, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="ModelException">There are too few values for the level.</exception>
    public Interval PercentileInterval(double level = 0.95)
    {
        var tail = ConfidenceLevel.Tail(level);
        return new(Quantile(tail), Quantile(0.5 * (1 + level)));
    }

    /// <summary>
    /// The bias-corrected and accelerated interval (BCa): quantiles at levels moved by the share of values below the estimate and by
    /// the skewness of the statistic without each row in turn, which takes as many further fits as there are rows.
    /// </summary>
    /// <param name="level">The confidence, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not between 0 and 1.</exception>
    /// <exception cref="ModelException">
    /// There are too few values for the moved levels, all are on one side of the estimate, or the statistic has no estimate
    /// without some row.
    /// </exception>
    public Interval BcaInterval(double level = 0.95)
    {
        double tail = ConfidenceLevel.Tail(level), acceleration = Acceleration();
        var below = 0;
        foreach (var value in _sorted) below += value < Estimate ? 1 : 0;
        if (below == 0 || below == _sorted.Length)
        {
            throw new ModelException("all resamples are on one side of the estimate: there is no BCa interval")
            {
                Fault = ModelFault.OneSidedResamples,
            };
        }

        var correction = Normal.Quantile((double)below / _sorted.Length);
        return new(Quantile(Moved(Normal.Quantile(tail))), Quantile(Moved(Normal.Quantile(0.5 * (1 + level)))));

        double Moved(double z) => Normal.Cdf(correction + (correction + z) / (1 - acceleration * (correction + z)));
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var without = WithoutEstimate == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $", {WithoutEstimate} of them without an estimate: all else is about the others");
        return string.Create(
            CultureInfo.InvariantCulture, $"{Estimate:G6} (SE {StandardError:G6}, {_values.Length} resamples{without})");
    }

    // Efron and Tibshirani's equation 14.15.
    private double Acceleration()
    {
        var leftOut = _leftOut();
        var row = Array.FindIndex(leftOut, value => !double.IsFinite(value));
        if (row >= 0)
        {
            throw new ModelException(string.Create(
                CultureInfo.InvariantCulture, $"without row {row + 1} there is no estimate, and so there is no BCa interval"))
            {
                Fault = ModelFault.NoneWithoutARow,
            };
        }

        double mean = SampleMoments.Of(leftOut).Mean, squares = 0, cubes = 0;
        foreach (var value in leftOut)
        {
            var distance = mean - value;
            squares += distance * distance;
            cubes += distance * distance * distance;
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : 0;
    }

    private double Quantile(double share)
    {
        var place = (_sorted.Length + 1) * share;
        var below = (int)place;
        if (!(place >= 1 && place <= _sorted.Length))
        {
            throw new ModelException(string.Create(
                CultureInfo.InvariantCulture,
                $"{_sorted.Length} resamples with an estimate are too few for their quantile at {share:G4}"))
            {
                Fault = ModelFault.FewResamples,
            };
        }

        var low = _sorted[below - 1];
        if (below == place) return low;
        double all = _sorted.Length + 1, z = Normal.Quantile(below / all);
        return low + (Normal.Quantile(share) - z) / (Normal.Quantile((below + 1) / all) - z) * (_sorted[below] - low);
    }
}
