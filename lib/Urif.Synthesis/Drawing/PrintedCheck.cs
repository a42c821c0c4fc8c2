using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Whether values are printed as numbers say, by the conventions of the kit's tables.</summary>
internal static class PrintedCheck
{
    /// <summary>Whether a sample is printed as all numbers say.</summary>
    public static bool Of(FrequencyTable table, IReadOnlyList<LedgerNumber> numbers)
    {
        var moments = table.Moments();
        foreach (var number in numbers)
        {
            var value = number.Statistic switch
            {
                Statistic.Mean => moments.Mean,
                Statistic.Sd => moments.StandardDeviation,
                Statistic.Median => table.Quantile(0.5, QuantileType.Weibull),
                Statistic.Q1 => table.Quantile(0.25, QuantileType.Weibull),
                Statistic.Q3 => table.Quantile(0.75, QuantileType.Weibull),
                _ => throw new ArgumentException($"{number.Id} is not of a sample", nameof(numbers)),
            };
            if (!new PrintedBox(number).Prints(value)) return false;
        }

        return true;
    }

    /// <inheritdoc cref="Of(FrequencyTable, IReadOnlyList{LedgerNumber})"/>
    public static bool Of(double[] values, IReadOnlyList<LedgerNumber> numbers) =>
        numbers.Count == 0 || Of(FrequencyTable.FromSample(values), numbers);
}
