using System.Globalization;
using System.Numerics;
using Urif.Audit;

namespace Urif.Synthesis.Tests;

/// <summary>
/// What small samples of whole numbers are printed as, in whole-number arithmetic and rounded half up; quartiles by the positions of
/// SPSS, k(n + 1)/4.
/// </summary>
internal static class Enumerated
{
    /// <summary>All samples, ascending.</summary>
    public static IEnumerable<int[]> Samples(int n, int least, int greatest)
    {
        if (n == 0)
        {
            yield return [];
            yield break;
        }

        for (var first = least; first <= greatest; first++)
            foreach (var rest in Samples(n - 1, first, greatest)) yield return [first, .. rest];
    }

    /// <summary>All orders of a sample.</summary>
    public static IEnumerable<int[]> Orders(int[] sample)
    {
        if (sample.Length == 0)
        {
            yield return [];
            yield break;
        }

        foreach (var first in sample.Distinct())
        {
            List<int> rest = [.. sample];
            rest.Remove(first);
            foreach (var order in Orders([.. rest])) yield return [first, .. order];
        }
    }

    public static string Mean(int[] sample, int decimals = 2) => Rounded(sample.Sum(), sample.Length, decimals);

    public static string Sd(int[] sample, int decimals = 2)
    {
        long n = sample.Length, spread = n * sample.Sum(v => (long)v * v) - (long)sample.Sum() * sample.Sum(), scale = 1;
        for (var i = 0; i < decimals; i++) scale *= 10;
        // The greatest k with (k - 1/2)/scale no more than the SD.
        long k = 0;
        while ((2 * k + 1) * (2 * k + 1) * n * (n - 1) <= 4 * scale * scale * spread) k++;
        return Text(k, decimals);
    }

    /// <summary>A quartile of an ascending sample.</summary>
    public static string Quartile(int[] sample, int k, int decimals = 2)
    {
        // Four times the position, from 1 to n.
        var position = Math.Clamp(k * (sample.Length + 1), 4, 4 * sample.Length);
        int below = position / 4, share = position % 4;
        return Rounded((4 - share) * sample[below - 1] + share * sample[Math.Min(below, sample.Length - 1)], 4, decimals);
    }

    public static string Of(int[] sample, Statistic statistic, int decimals = 2) => statistic switch
    {
        Statistic.Mean => Mean(sample, decimals),
        Statistic.Sd => Sd(sample, decimals),
        Statistic.Q1 => Quartile(sample, 1, decimals),
        Statistic.Median => Quartile(sample, 2, decimals),
        _ => Quartile(sample, 3, decimals),
    };

    /// <summary>So many units of the last decimal as a text.</summary>
    public static string Text(long units, int decimals)
    {
        var scale = (long)BigInteger.Pow(10, decimals);
        return decimals == 0 ? units.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{units / scale}.{(units % scale).ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0')}");
    }

    /// <summary>A fraction, rounded half up.</summary>
    public static string Rounded(long numerator, long denominator, int decimals)
    {
        var scale = (long)BigInteger.Pow(10, decimals);
        return Text((2 * numerator * scale + denominator) / (2 * denominator), decimals);
    }
}
