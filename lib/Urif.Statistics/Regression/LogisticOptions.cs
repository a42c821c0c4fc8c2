namespace Urif.Statistics;

/// <summary>What a logistic fit maximises.</summary>
public enum LogisticEstimator
{
    /// <summary>The likelihood.</summary>
    MaximumLikelihood,

    /// <summary>
    /// The likelihood times the root of the information's determinant (Jeffreys' prior): estimates are finite whatever the
    /// data, and their bias of order 1/n is gone. D. Firth, Bias reduction of maximum likelihood estimates, Biometrika 80
    /// (1993); for separated data G. Heinze, M. Schemper, A solution to the problem of separation in logistic regression,
    /// Statistics in Medicine 21 (2002).
    /// </summary>
    Firth,
}

/// <summary>How to fit a logistic model.</summary>
public sealed record LogisticOptions
{
    /// <summary>Maximum likelihood.</summary>
    public static LogisticOptions Default { get; } = new();

    /// <summary>Firth's penalised likelihood.</summary>
    public static LogisticOptions Firth { get; } = new() { Estimator = LogisticEstimator.Firth };

    /// <summary>What is maximised.</summary>
    public LogisticEstimator Estimator { get; init; }

    /// <summary>The most steps; a fit that needs more is an error.</summary>
    public int MaxIterations { get; init; } = 500;
}
