namespace Urif.Statistics;

/// <summary>The three classical tests of a hypothesis about some of a model's coefficients.</summary>
public enum TermTestMethod
{
    /// <summary>The distance of the estimates from 0, in the metric of their covariance: b'V⁻¹b.</summary>
    Wald,

    /// <summary>Twice the fall of the log likelihood when the term leaves; for a Firth fit, of the penalised likelihood.</summary>
    LikelihoodRatio,

    /// <summary>Rao's test: the score at the fit without the term, in the metric of the information there.</summary>
    Score,
}

/// <summary>The test that a term's coefficients are all 0, given the other terms.</summary>
/// <param name="Term">The term.</param>
/// <param name="Method">Wald, likelihood ratio or score.</param>
/// <param name="Statistic">Chi-square distributed under the hypothesis, in large samples.</param>
/// <param name="DegreesOfFreedom">The number of the term's coefficients.</param>
/// <remarks>
/// <para>The other columns stay as they are, also the interactions that contain the term; the test of a main effect beside its
/// interaction is then about the reference level.</para>
/// <para>For a Firth fit the likelihood ratio holds the coefficients at 0 and keeps the penalty of the whole model, as Heinze and
/// Schemper (2002) and R's <c>logistf</c>.</para>
/// Source: C. R. Rao, Linear statistical inference and its applications, 2nd ed. (1973), section 6e.
/// </remarks>
public sealed record TermTest(string Term, TermTestMethod Method, double Statistic, int DegreesOfFreedom) : IHypothesisTest
{
    /// <inheritdoc/>
    public string Name => Method switch
    {
        TermTestMethod.Wald => "Wald test",
        TermTestMethod.Score => "score test",
        _ => "likelihood ratio test",
    };

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alternative"/> is one-sided: the test has no direction.</exception>
    public double PValue(Alternative alternative = Alternative.TwoSided)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(alternative, Alternative.TwoSided);
        return ChiSquare.UpperTail(Statistic, DegreesOfFreedom);
    }

    internal static TermTest Of(LogisticFit fit, DesignTerm term, TermTestMethod method) =>
        new(term.Name, method, method == TermTestMethod.Wald ? Wald(fit, term) : Constrained(fit, term, method), term.Count);

    private static double Wald(LogisticFit fit, DesignTerm term)
    {
        var q = term.Count;
        double[] factor = new double[q * q], estimates = new double[q];
        for (var i = 0; i < q; i++)
        {
            estimates[i] = fit.Coefficients[term.First + i];
            for (var j = 0; j <= i; j++) factor[i * q + j] = fit.Covariance(term.First + i, term.First + j);
        }

        Cholesky.Factor(factor, q, 0);
        Cholesky.Forward(factor, q, estimates);
        return estimates.Sum(part => part * part);
    }

    private static double Constrained(LogisticFit fit, DesignTerm term, TermTestMethod method)
    {
        if (fit.IsPenalised && method == TermTestMethod.Score)
            throw new ModelException(term.Name, "a penalised fit has a likelihood ratio and a Wald test, no score test");
        var columns = new OrthogonalColumns(fit.Design, fit.Weights, term.First, term.Count);
        using var likelihood = new LogisticLikelihood(columns, fit.Response, fit.Weights, fit.Offset);
        var maximum = new NewtonMaximum(likelihood, fit.IsPenalised, likelihood.Count - term.Count);
        var highest = new HighestMaximum(maximum, fit.Options.MaxIterations, fit.MeanWeight, fit.Rarer);
        highest.Climb();
        highest.Explore();
        foreach (var coefficients in highest.IsDoubtful ? fit.LocalMaxima : [])
        {
            columns.FromCoefficients(coefficients, maximum.Point);
            maximum.Point.AsSpan(likelihood.Count - term.Count).Clear();
            highest.Climb();
        }

        if (!highest.Return())
        {
            throw new ModelException(term.Name, "no maximum of the likelihood without the term was found")
            {
                Fault = ModelFault.NoConvergence,
            };
        }

        return method == TermTestMethod.Score ? maximum.ScoreStatistic()
            : Math.Max(0, 2 * (fit.Maximum - maximum.Value - (fit.IsPenalised ? 0.5 * columns.LogDeterminantShift : 0)));
    }
}
