namespace Urif.Statistics.Tests;

/// <summary>
/// The draws of data sets against full enumeration of all assignments of a small range to a few observations: only those that
/// meet the conditions come, all of them come, and Pearson's goodness of fit finds them equally frequent.
/// </summary>
public sealed class DataSetSamplerTests
{
    private const int Draws = 40_000;

    public static TheoryData<int, double, double, double, double, int, int> Lattices => new()
    {
        { 4, 2.4, 2.6, 0.5, 1.5, 0, 5 },
        { 5, 1.15, 1.25, 0.4, 1.2, 0, 3 },
        { 3, 3.0, 3.0, 0.0, 3.0, 1, 6 },
        { 2, 1.5, 2.5, 0.0, 2.0, 0, 4 },
        { 1, 2.0, 3.0, 0.0, 9.0, 0, 5 },
        { 6, 0.3, 0.7, 0.6, 0.9, 0, 2 },
    };

    [Theory]
    [MemberData(nameof(Lattices))]
    public void DataSetsOfALatticeAreEquallyLikely(
        int n, double lowMean, double highMean, double lowSd, double highSd, int minimum, int maximum)
    {
        var sampler = new SampleLattice(n, new(lowMean, highMean), new(lowSd, highSd), minimum, maximum).DataSets();
        AssertUniform(n, minimum, maximum, (k, values) => sampler.Draw(new(20261124, k), values), values =>
        {
            double mean = values.Average(), squares = values.Sum(v => (v - mean) * (v - mean));
            var sd = n > 1 ? Math.Sqrt(squares / (n - 1)) : 0;
            return mean >= lowMean - 1e-9 && mean <= highMean + 1e-9 && (n == 1 || (sd >= lowSd - 1e-9 && sd <= highSd + 1e-9));
        });
    }

    [Theory]
    [InlineData(5, 0, 3, false)]
    [InlineData(6, 0, 2, false)]
    [InlineData(7, 1, 3, false)]
    [InlineData(6, 0, 3, true)]
    [InlineData(7, 1, 3, true)]
    public void DataSetsWithQuartilesAreEquallyLikely(int n, int minimum, int maximum, bool withMoments)
    {
        Interval mean = withMoments ? new(minimum + 0.7, minimum + 1.5) : new(minimum, maximum);
        Interval sd = withMoments ? new(0.6, 1.1) : new(0, 9);
        QuantileCondition[] conditions =
        [
            QuantileCondition.Of(n, 0.25, new(minimum, minimum + 0.75), QuantileType.Weibull),
            QuantileCondition.Of(n, 0.5, new(minimum + 0.5, minimum + 1.5), QuantileType.Weibull),
            QuantileCondition.Of(n, 0.75, new(minimum + 1, minimum + 2), QuantileType.Weibull),
        ];
        var sampler = new QuantileDataSetSampler(
            n, minimum, maximum, conditions, withMoments ? new SampleLattice(n, mean, sd, minimum, maximum) : null);
        AssertUniform(n, minimum, maximum, (k, values) =>
        {
            var random = new CounterRandom(7, k);
            sampler.Draw(random, values);
            // A data set drawn as a multiset becomes one in order by a random permutation.
            for (var i = values.Length - 1; i > 0; i--)
            {
                var j = (int)(random.NextDouble() * (i + 1));
                (values[i], values[j]) = (values[j], values[i]);
            }
        }, values =>
        {
            var table = FrequencyTable.FromSample([.. values.Select(v => (double)v)]);
            var moments = table.Moments();
            return moments.Mean >= mean.Low - 1e-9 && moments.Mean <= mean.High + 1e-9
                && moments.StandardDeviation >= sd.Low - 1e-9 && moments.StandardDeviation <= sd.High + 1e-9
                && conditions.Zip([0.25, 0.5, 0.75]).All(c => table.Quantile(c.Second, QuantileType.Weibull) is var q
                    && q >= c.First.Value.Low - 1e-9 && q <= c.First.Value.High + 1e-9);
        });
    }

    /// <summary>Each observation has the weight of its value, and a data set the product: so often does it come.</summary>
    [Theory]
    [InlineData(5, 0, 3)]
    [InlineData(6, 1, 3)]
    public void DataSetsWithQuartilesComeAsOftenAsTheirValuesWeigh(int n, int minimum, int maximum)
    {
        QuantileCondition[] conditions =
        [
            QuantileCondition.Of(n, 0.25, new(minimum, minimum + 0.75), QuantileType.Weibull),
            QuantileCondition.Of(n, 0.5, new(minimum, minimum + 1), QuantileType.Weibull),
        ];
        double[] weights = [.. Enumerable.Range(0, maximum - minimum + 1).Select(v => Math.Pow(0.6, v) * (v == 1 ? 1.5 : 1))];
        var sampler = new QuantileDataSetSampler(n, minimum, maximum, conditions, weights: weights);
        AssertFrequencies(n, minimum, maximum, (k, values) =>
        {
            var random = new CounterRandom(8, k);
            sampler.Draw(random, values);
            for (var i = values.Length - 1; i > 0; i--)
            {
                var j = (int)(random.NextDouble() * (i + 1));
                (values[i], values[j]) = (values[j], values[i]);
            }
        }, values =>
        {
            var sorted = FrequencyTable.FromSample([.. values.Select(v => (double)v)]);
            var belongs = conditions.Zip([0.25, 0.5]).All(c => sorted.Quantile(c.Second, QuantileType.Weibull) is var q
                && q >= c.First.Value.Low - 1e-9 && q <= c.First.Value.High + 1e-9);
            return belongs ? values.Aggregate(1.0, (product, v) => product * weights[v - minimum]) : 0;
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void EachValueHasOneWeightAboveNone(int values)
    {
        QuantileCondition[] none = [];
        Assert.Throws<ArgumentException>(() => new QuantileDataSetSampler(4, 0, 1, none, weights: Enumerable.Repeat(1.0, values).ToArray()));
        Assert.Throws<ArgumentException>(() => new QuantileDataSetSampler(4, 0, 1, none, weights: [1, 0]));
    }

    [Fact]
    public void NothingIsDrawnFromNothing()
    {
        Assert.Throws<InvalidOperationException>(() => new SampleLattice(10, new(1.45, 1.45), new(0, 9), 0, 5).DataSets());
        Assert.False(new QuantileDataSetSampler(9, 0, 5, [QuantileCondition.Of(9, 0.5, new(2.4, 2.6), QuantileType.Weibull)]).Exists);
    }

    private static void AssertUniform(int n, int minimum, int maximum, Action<ulong, int[]> draw, Func<int[], bool> belongs) =>
        AssertFrequencies(n, minimum, maximum, draw, values => belongs(values) ? 1 : 0);

    private static void AssertFrequencies(int n, int minimum, int maximum, Action<ulong, int[]> draw, Func<int[], double> weight)
    {
        var all = new Dictionary<string, int>();
        var weights = new Dictionary<string, double>();
        var values = new int[n];
        Array.Fill(values, minimum);
        for (var more = true; more;)
        {
            if (weight(values) is > 0 and var w)
            {
                all.Add(string.Join(',', values), 0);
                weights.Add(string.Join(',', values), w);
            }

            more = false;
            for (var i = 0; i < n && !more; i++)
            {
                if (values[i] < maximum)
                {
                    values[i]++;
                    more = true;
                }
                else
                {
                    values[i] = minimum;
                }
            }
        }

        Assert.True(all.Count > 1);
        for (ulong k = 0; k < Draws; k++)
        {
            draw(k, values);
            all[string.Join(',', values)]++;
        }

        var total = weights.Values.Sum();
        var statistic = all.Sum(set =>
        {
            var expected = Draws * weights[set.Key] / total;
            Assert.True(expected >= 5, "too many data sets for so few draws");
            return (set.Value - expected) * (set.Value - expected) / expected;
        });
        Assert.True(
            ChiSquare.UpperTail(statistic, all.Count - 1) > 1e-4,
            $"chi-square {statistic} with {all.Count - 1} degrees of freedom");
    }
}
