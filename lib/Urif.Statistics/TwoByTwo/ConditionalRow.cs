namespace Urif.Statistics;

/// <summary>
/// The null probabilities of every table with given group sizes and total number of events, in a buffer that is reused
/// from one total to the next.
/// </summary>
internal ref struct ConditionalRow(long row1, long row2)
{
    private readonly double[] _weights = new double[Math.Min(row1, row2) + 1];

    /// <summary>The least number of events in group 1.</summary>
    public int Low { get; private set; }

    /// <summary>The weight of each number of events in group 1 from <see cref="Low"/> up, relative to the mode's.</summary>
    public Span<double> Weights { get; private set; }

    /// <summary>The sum of <see cref="Weights"/>.</summary>
    public double Total { get; private set; }

    /// <summary>Fills the row for a total of <paramref name="events"/>.</summary>
    public void Fill(long events)
    {
        var family = new HypergeometricFamily(row1, row2, events);
        Low = (int)family.Low;
        Weights = _weights.AsSpan(0, (int)(family.High - family.Low) + 1);
        var mode = (int)(CountTails.Mode(family, 1) - family.Low);
        double weight = 1, total = 1;
        Weights[mode] = 1;
        for (var i = mode; i + 1 < Weights.Length; i++)
        {
            weight *= family.Up(family.Low + i);
            Weights[i + 1] = weight;
            total += weight;
        }

        weight = 1;
        for (var i = mode; i > 0; i--)
        {
            weight *= family.Down(family.Low + i);
            Weights[i - 1] = weight;
            total += weight;
        }

        Total = total;
    }
}
