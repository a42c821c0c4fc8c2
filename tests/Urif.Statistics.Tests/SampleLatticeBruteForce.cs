using Urif.Statistics;

namespace Urif.Tests;

/// <summary>
/// An independent enumeration to hold the lattice against: every sorted sample, one observation at a time, judged in
/// exact decimal arithmetic from the printed decimals.
/// </summary>
internal sealed record SampleLatticeBruteForce(
    int N, decimal Mean, decimal MeanHalfUnit, decimal Sd, decimal SdHalfUnit, int Minimum, int Maximum)
{
    /// <summary>The same question put to the library, in binary floating point.</summary>
    public SampleLattice Lattice() => new(
        N,
        new Interval((double)(Mean - MeanHalfUnit), (double)(Mean + MeanHalfUnit)),
        new Interval((double)(Sd - SdHalfUnit), (double)(Sd + SdHalfUnit)),
        Minimum,
        Maximum);

    /// <summary>The sorted samples, in lexicographic order.</summary>
    public List<int[]> Samples()
    {
        var found = new List<int[]>();
        Extend(new int[N], 0, Minimum, found);
        return found;
    }

    private void Extend(int[] sample, int placed, int least, List<int[]> found)
    {
        if (placed == N)
        {
            if (Fits(sample)) found.Add([.. sample]);
            return;
        }

        for (var value = least; value <= Maximum; value++)
        {
            sample[placed] = value;
            Extend(sample, placed + 1, value, found);
        }
    }

    private bool Fits(int[] sample)
    {
        decimal sum = sample.Sum(), squares = sample.Sum(x => x * x);
        if (Math.Abs(sum - N * Mean) > N * MeanHalfUnit) return false;
        decimal low = Math.Max(0, Sd - SdHalfUnit), high = Sd + SdHalfUnit;
        if (high < 0) return false;
        // With one observation the SD is undefined and binds nothing.
        decimal spread = N * squares - sum * sum, pairs = N * (N - 1);
        return N == 1 || (low * low * pairs <= spread && spread <= high * high * pairs);
    }
}
