namespace Urif.Statistics;

/// <summary>Where a logistic likelihood has its maximum, and what it is there.</summary>
/// <param name="Coefficients">The log odds ratios.</param>
/// <param name="Covariance">The inverse of the information, row by row.</param>
/// <param name="Standard">The coefficients in the units of <see cref="LogisticLikelihood"/>.</param>
/// <param name="Factor">The Cholesky factor of the information in these units.</param>
/// <param name="Maximum">What was maximised.</param>
/// <param name="LogLikelihood">The log likelihood without penalty.</param>
/// <param name="Iterations">The number of steps.</param>
internal sealed record LogisticEstimate(
    double[] Coefficients, double[] Covariance, double[] Standard, double[] Factor, double Maximum, double LogLikelihood, int Iterations)
{
    /// <summary>At the end of a climb.</summary>
    public static LogisticEstimate Of(LogisticLikelihood likelihood, LogisticMaximum maximum)
    {
        var coefficients = new double[likelihood.Count];
        likelihood.FromStandard(maximum.Standard, coefficients);
        maximum.FactorWhole();
        var factor = maximum.WholeFactor.ToArray();
        return new(
            coefficients, likelihood.CovarianceFromStandard(Cholesky.Inverse(factor, likelihood.Count)), maximum.Standard, factor,
            maximum.LogLikelihood, maximum.LogLikelihood, maximum.Iterations);
    }

    /// <summary>At a maximum in coordinates of orthogonal columns.</summary>
    public static LogisticEstimate Of(LogisticLikelihood likelihood, OrthogonalColumns columns, NewtonMaximum maximum, int iterations)
    {
        double[] coefficients = new double[likelihood.Count], standard = new double[likelihood.Count];
        columns.ToCoefficients(maximum.Point, coefficients);
        likelihood.ToStandard(coefficients, standard);
        return new(
            coefficients, columns.Covariance(maximum.Factor), standard, columns.StandardFactor(maximum.Factor),
            maximum.Value + (maximum.IsPenalised ? 0.5 * columns.LogDeterminantShift : 0), maximum.LogLikelihood, iterations);
    }
}
