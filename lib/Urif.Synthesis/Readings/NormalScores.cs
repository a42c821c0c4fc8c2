using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Correlated standard normal scores, by which the measurements and counts of a woman go together (a Gaussian copula; R. L. Iman and
/// W. J. Conover, Communications in Statistics B11 (1982) 311-334, for the ranks of given values).
/// </summary>
internal sealed class NormalScores
{
    private readonly double[,] _factor;

    public NormalScores(SynthesisModel model) =>
        _factor = Factor(model) ?? throw new ArgumentException("The correlations cannot hold together.", nameof(model));

    /// <summary>The place of a variable among the scores.</summary>
    public static int PlaceOf(string variable)
    {
        for (var i = 0; i < SynthesisModel.Correlated.Count; i++)
            if (SynthesisModel.Correlated[i] == variable) return i;
        throw new ArgumentException($"\"{variable}\" has no score", nameof(variable));
    }

    /// <summary>Whether some variables have the model's correlations.</summary>
    public static bool AreCorrelations(SynthesisModel model) => Factor(model) is not null;

    /// <summary>The scores of the women of an arm, by variable.</summary>
    public double[][] Draw(CounterRandom random, int women)
    {
        var count = SynthesisModel.Correlated.Count;
        var scores = new double[count][];
        for (var i = 0; i < count; i++) scores[i] = new double[women];
        var independent = new double[count];
        for (var woman = 0; woman < women; woman++)
        {
            for (var i = 0; i < count; i++) independent[i] = random.NextNormal();
            for (var i = 0; i < count; i++)
            {
                double sum = 0;
                for (var j = 0; j <= i; j++) sum += _factor[i, j] * independent[j];
                scores[i][woman] = sum;
            }
        }

        return scores;
    }

    private static double[,]? Factor(SynthesisModel model)
    {
        var n = SynthesisModel.Correlated.Count;
        var l = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = model.Correlation(SynthesisModel.Correlated[i], SynthesisModel.Correlated[j]);
                for (var k = 0; k < j; k++) sum -= l[i, k] * l[j, k];
                if (i == j && sum <= 1e-9) return null;
                l[i, j] = i == j ? Math.Sqrt(sum) : sum / l[j, j];
            }
        }

        return l;
    }
}
