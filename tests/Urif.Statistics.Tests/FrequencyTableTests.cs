using CsCheck;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>Frequency tables against the sample that they are of, and quantiles against tests/reference/quantiles.csv (R).</summary>
public class FrequencyTableTests
{
    private static readonly Gen<double[]> Samples = Gen.OneOf(
        Gen.Int[-3, 3].Select(i => (double)i).Array[0, 40], Gen.Double[-1e3, 1e3].Array[0, 40],
        Gen.Int[0, 500].Select(i => i / 100.0).Array[0, 40]);

    [Theory]
    [InlineData(QuantileType.Weibull, 6)]
    [InlineData(QuantileType.Linear, 7)]
    [InlineData(QuantileType.TukeyHinges, 10)]
    public void Quantiles_agree_with_R(QuantileType type, int number)
    {
        // The values of tests/reference/quantiles.R.
        double[] values = [3.1, 0.4, 7.9, 7.9, 1.2, 15.5, 0.4, 22.3, 9.6, 4.7, 30.1, 2.8, 11.4, 0.9, 41.2, 6.6, 6.6];
        foreach (var row in Load("quantiles").Rows)
        {
            if (row.Integer("definition") != number) continue;
            var table = FrequencyTable.FromSample(values.AsSpan(0, row.Integer("n")));
            AssertRelative(row.Number("quantile"), table.Quantile(row.Number("order"), type), 1e-12, row.Location);
        }
    }

    [Fact]
    public void Ranks_counts_and_moments_are_those_of_the_sample() => Samples.Sample(sample =>
    {
        var table = FrequencyTable.FromSample(sample);
        double[] sorted = [.. sample.Order()];
        int[] ranks = [.. Enumerable.Range(1, sample.Length)];
        Assert.Equal(sorted.Length, table.Count);
        Assert.Equal(sorted, table.AtRanks(ranks));
        Assert.Equal(sorted, ranks.Select(table.AtRank));
        Assert.Equal(sorted.Distinct(), table.Values.ToArray());
        foreach (var value in sorted) Assert.Equal(sorted.Count(v => v == value), table.CountOf(value));
        Assert.Equal(0, table.CountOf(0.123));
        SampleMoments expected = SampleMoments.Of(sample), moments = table.Moments();
        Assert.Equal(expected.Count, moments.Count);
        if (sample.Length == 0) return;
        Assert.Equal(expected.Mean, moments.Mean, 1e-10);
        if (sample.Length > 1) Assert.Equal(expected.StandardDeviation, moments.StandardDeviation, 1e-9);
    });

    [Fact]
    public void Counts_of_steps_are_the_table_of_their_values() => Gen.Int[0, 4].Array[0, 30].Sample(counts =>
    {
        var sample = counts.SelectMany((c, k) => Enumerable.Repeat(k / 100.0, c)).ToArray();
        FrequencyTable one = FrequencyTable.FromCounts(counts, 100), other = FrequencyTable.FromSample(sample);
        Assert.Equal(other.Values.ToArray(), one.Values.ToArray());
        Assert.Equal(other.Count, one.Count);
        Assert.Equal(other.Moments(), one.Moments());
    });

    [Fact]
    public void Equal_values_have_no_deviation() =>
        Assert.Equal(new SampleMoments(7, 0.1, 0), FrequencyTable.FromSample([.. Enumerable.Repeat(0.1, 7)]).Moments());

    [Fact]
    public void Empty_samples_have_no_quantiles_and_bad_input_is_refused()
    {
        var empty = FrequencyTable.FromSample([]);
        Assert.Equal((0, double.NaN, double.NaN), (empty.Count, empty.Moments().Mean, empty.Quantile(0.5, QuantileType.Linear)));
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromSample([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => FrequencyTable.FromSample([double.PositiveInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyTable.FromCounts([1, -1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => empty.Quantile(1.1, QuantileType.Linear));
        Assert.Throws<ArgumentOutOfRangeException>(() => empty.Quantile(0.3, QuantileType.TukeyHinges));
        Assert.Throws<ArgumentOutOfRangeException>(() => empty.AtRank(1));
    }
}
