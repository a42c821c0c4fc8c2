using System.Buffers;
using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>A variable's values in a group, and what every table that shows the group needs of them.</summary>
internal sealed class GroupStatistics
{
    // Beyond this a histogram of values in steps of 0.01 costs more than sorting them.
    private const int MostBins = 1 << 17;

    private readonly Lazy<GroupNormality>? _normality;

    private GroupStatistics(FrequencyTable values, int missing, TableVariableKind kind, TableOptions options)
    {
        (Values, Missing) = (values, missing);
        if (kind == TableVariableKind.Binary) return;
        Moments = values.Moments();
        _normality = new(() => TestNormality(values, options.NormalityLevel));
        (LowerQuartile, Median, UpperQuartile) = (
            values.Quantile(0.25, options.Quantiles), values.Quantile(0.5, options.Quantiles), values.Quantile(0.75, options.Quantiles));
    }

    public FrequencyTable Values { get; }

    public int Used => Values.Count;

    public int Missing { get; }

    public SampleMoments Moments { get; }

    public double LowerQuartile { get; }

    public double Median { get; }

    public double UpperQuartile { get; }

    /// <summary>The test of normality, made when it is asked for.</summary>
    public GroupNormality Normality => _normality?.Value ?? new(0, false, null, null, false);

    /// <summary>For a binary variable: how many have it.</summary>
    public int Events => Values.CountOf(1);

    /// <summary>The statistics of some rows of a variable.</summary>
    /// <param name="column">The variable's values, NaN where missing.</param>
    /// <param name="rows">The rows of the group.</param>
    /// <param name="denominator">1 for rows that count, 0 for others, -1 where that is missing; null where all count.</param>
    /// <param name="kind">What the values are.</param>
    /// <param name="options">How they are summarised.</param>
    public static GroupStatistics Of(double[] column, int[] rows, sbyte[]? denominator, TableVariableKind kind, TableOptions options)
    {
        var buffer = ArrayPool<double>.Shared.Rent(rows.Length);
        try
        {
            int used = 0, missing = 0;
            foreach (var row in rows)
            {
                var counts = denominator is null ? 1 : denominator[row];
                if (counts == 0) continue;
                var value = column[row];
                if (counts < 0 || double.IsNaN(value)) missing++;
                else buffer[used++] = value;
            }

            var values = buffer.AsSpan(0, used);
            return new(Histogram(values, 1) ?? Histogram(values, 10) ?? Histogram(values, 100) ?? FrequencyTable.FromSampleInPlace(values),
                missing, kind, options);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }

    // The table of values that are all whole multiples of 1/divisor, not negative and not large; null where one is not.
    private static FrequencyTable? Histogram(ReadOnlySpan<double> values, double divisor)
    {
        var bins = ArrayPool<int>.Shared.Rent(MostBins);
        var used = 0;
        try
        {
            foreach (var value in values)
            {
                var scaled = value * divisor + 0.5;
                // False for NaN and for values that are negative or too large, which then are sorted.
                if (!(scaled >= 0 && scaled < MostBins)) return null;
                var bin = (int)scaled;
                if (bin / divisor != value) return null;
                if (bin >= used)
                {
                    Array.Clear(bins, used, bin + 1 - used);
                    used = bin + 1;
                }

                bins[bin]++;
            }

            return FrequencyTable.FromCounts(bins.AsSpan(0, used), divisor);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(bins);
        }
    }

    private static GroupNormality TestNormality(FrequencyTable values, double level)
    {
        if (values.Count < 3 || values.Values.Length < 2) return new(0, false, null, null, false);
        var sampled = values.Count > GroupNormality.MostTested;
        var ranks = new int[Math.Min(values.Count, GroupNormality.MostTested)];
        if (sampled) DrawRanks(values.Count, ranks);
        else
            for (var i = 0; i < ranks.Length; i++) ranks[i] = i + 1;
        var test = ShapiroWilkTest.FromSample(values.AtRanks(ranks));
        var p = test.PValue();
        return double.IsNaN(p) ? new(0, sampled, null, null, false) : new(ranks.Length, sampled, test.W, p, p > level);
    }

    // Ranks rather than rows are drawn, so that the order of the rows does not matter. R. W. Floyd's sampling without
    // replacement (J. Bentley and R. W. Floyd, Communications of the ACM 30 (1987) 754-757).
    private static void DrawRanks(int count, int[] ranks)
    {
        var random = new CounterRandom(GroupNormality.SampleSeed, (ulong)count);
        var drawn = new HashSet<int>(ranks.Length);
        for (var most = count - ranks.Length + 1; most <= count; most++)
        {
            var rank = 1 + (int)(random.NextDouble() * most);
            if (!drawn.Add(rank)) drawn.Add(most);
        }

        drawn.CopyTo(ranks);
        Array.Sort(ranks);
    }
}
