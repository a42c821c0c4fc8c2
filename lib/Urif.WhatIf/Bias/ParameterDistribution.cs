using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>What is believed of a bias parameter: a distribution, by its quantiles.</summary>
public abstract record ParameterDistribution
{
    // Closed: every kind is listed here.
    private ParameterDistribution()
    {
    }

    /// <summary>The value below which a share of the belief lies.</summary>
    /// <param name="share">The share, between 0 and 1.</param>
    public abstract double Quantile(double share);

    /// <summary>One value, for sure.</summary>
    public sealed record Constant(double Value) : ParameterDistribution
    {
        /// <inheritdoc/>
        public override double Quantile(double share) => Value;
    }

    /// <summary>Zero outside [low, high], constant within [firstMode, secondMode], linear between.</summary>
    /// <remarks>Uniform where the modes are the ends, triangular where they are one.</remarks>
    public sealed record Trapezoidal : ParameterDistribution
    {
        /// <summary>With its four corners.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The corners are not in order, or there is no room between them.</exception>
        public Trapezoidal(double low, double firstMode, double secondMode, double high)
        {
            if (!(low <= firstMode && firstMode <= secondMode && secondMode <= high && low < high))
                throw new ArgumentOutOfRangeException(nameof(low), low,
                    "The corners of a trapezoid stand in order, the first below the last.");
            (Low, FirstMode, SecondMode, High) = (low, firstMode, secondMode, high);
        }

        /// <summary>The least value.</summary>
        public double Low { get; }

        /// <summary>The first of the most likely values.</summary>
        public double FirstMode { get; }

        /// <summary>The last of the most likely values.</summary>
        public double SecondMode { get; }

        /// <summary>The greatest value.</summary>
        public double High { get; }

        /// <inheritdoc/>
        public override double Quantile(double share)
        {
            var height = 2 / (High + SecondMode - Low - FirstMode);
            double left = 0.5 * height * (FirstMode - Low), right = 0.5 * height * (High - SecondMode);
            return share < left ? Low + Math.Sqrt(2 * share * (FirstMode - Low) / height)
                : share <= 1 - right ? FirstMode + (share - left) / height
                : High - Math.Sqrt(2 * (1 - share) * (High - SecondMode) / height);
        }
    }

    /// <summary>The beta distribution: what a validation study of a - 1 right and b - 1 wrong leaves.</summary>
    public sealed record Beta : ParameterDistribution
    {
        /// <summary>With its two shapes.</summary>
        /// <exception cref="ArgumentOutOfRangeException">A shape is not above 0.</exception>
        public Beta(double a, double b)
        {
            if (!(a > 0)) throw new ArgumentOutOfRangeException(nameof(a), a, "A shape is a number above 0.");
            if (!(b > 0)) throw new ArgumentOutOfRangeException(nameof(b), b, "A shape is a number above 0.");
            (A, B) = (a, b);
        }

        /// <summary>The first shape.</summary>
        public double A { get; }

        /// <summary>The second shape.</summary>
        public double B { get; }

        /// <inheritdoc/>
        /// <remarks>By the F distribution's tail: x/(1 - x) times b/a has it with 2a and 2b degrees of freedom.</remarks>
        public override double Quantile(double share) =>
            Roots.Turn(0, 1, x => FDistribution.UpperTail(x / (1 - x) * B / A, 2 * A, 2 * B) > 1 - share);
    }

    /// <summary>The logarithm is normal: for ratios. Given by the limits that hold a share of the belief.</summary>
    public sealed record LogNormal : ParameterDistribution
    {
        /// <summary>With the limits of its central interval.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The limits are not above 0 and in order, or the level is not between 0 and
        /// 1.</exception>
        public LogNormal(double low, double high, double level = 0.95)
        {
            if (!(low > 0 && low < high)) throw new ArgumentOutOfRangeException(nameof(low), low, "Limits are above 0, the lower first.");
            if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
            (Low, High, Level) = (low, high, level);
        }

        /// <summary>The lower limit.</summary>
        public double Low { get; }

        /// <summary>The upper limit.</summary>
        public double High { get; }

        /// <summary>The share of the belief between them.</summary>
        public double Level { get; }

        /// <inheritdoc/>
        public override double Quantile(double share) => Math.Sqrt(Low * High)
            * Math.Exp(Normal.Quantile(share) * Math.Log(High / Low) / (-2 * Normal.Quantile((1 - Level) / 2)));
    }
}
