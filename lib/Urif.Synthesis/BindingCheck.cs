using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Synthesis;

/// <summary>
/// Whether a cohort's tables print the numbers that bind: the kit's own check of rows and the statistics of its tables, of these numbers
/// alone and without tests, which is what each of many cohorts is asked.
/// </summary>
internal sealed class BindingCheck
{
    private static readonly CohortCheckOptions OneThread = new() { Threads = 1 };
    private static readonly TableOptions Options = new();

    private readonly Asked[] _asked;

    public BindingCheck(ReadingSolution solution)
    {
        var kinds = TableDesign.AllAsPrinted(StudyDesign.Default, solution.Reading.Ledger).SelectMany(d => d.Variables)
            .DistinctBy(v => v.Name).ToDictionary(v => v.Name, v => v.Kind, StringComparer.Ordinal);
        var arms = solution.Arms.ToDictionary(a => a.Group.Id, a => a.Arm, StringComparer.Ordinal);
        _asked =
        [
            .. solution.Binding.Where(n => !n.InText).GroupBy(n => (n.Group, n.Variable)).Select(numbers => new Asked(
                arms[numbers.Key.Group], numbers.Key.Variable,
                numbers.Key.Variable.Kind == VariableKind.Size ? null : kinds[numbers.Key.Variable.Id], [.. numbers])),
        ];
    }

    /// <summary>A number that is printed otherwise, and what is printed; null where all are as they should be.</summary>
    public (LedgerNumber Number, string Printed)? FirstDifference(Cohort cohort)
    {
        var check = CohortCheck.Run(cohort, OneThread);
        var arms = cohort.Arms();
        var rows = new List<int>[Enum.GetValues<Arm>().Length];
        for (var a = 0; a < rows.Length; a++) rows[a] = [];
        foreach (var row in check.Analysed.Rows)
            if (arms[row] >= 0) rows[arms[row]].Add(row);
        int[][] women = [.. rows.Select(r => r.ToArray())];
        foreach (var asked in _asked)
        {
            var of = women[(int)asked.Arm];
            var statistics = asked.Kind is { } kind
                ? GroupStatistics.Of(cohort.Values(asked.Variable.Id), of, null, kind, Options) : null;
            foreach (var number in asked.Numbers)
            {
                double value = number.Statistic switch
                {
                    Statistic.N => statistics?.Events ?? of.Length,
                    Statistic.Percent => 100.0 * statistics!.Events / statistics.Used,
                    Statistic.Mean => statistics!.Moments.Mean,
                    Statistic.Sd => statistics!.Moments.StandardDeviation,
                    Statistic.Median => statistics!.Median,
                    Statistic.Q1 => statistics!.LowerQuartile,
                    _ => statistics!.UpperQuartile,
                };
                // A row that some women lack is not one of all women.
                if (statistics is { Missing: > 0 }) return (number, NumberFormat.Dash);
                var text = number.Statistic == Statistic.N ? NumberFormat.Fixed(value, 0) : NumberFormat.Fixed(value);
                if (!ReadingCheck.IsPrinted(number, PrintedNumber.Parse(text))) return (number, text);
            }
        }

        return null;
    }

    private sealed record Asked(Arm Arm, Variable Variable, TableVariableKind? Kind, LedgerNumber[] Numbers);
}
