using System.Globalization;
using Spectre.Console;
using Urif.Audit;
using Urif.Reporting;
using Urif.Synthesis;

namespace Urif.Cli;

/// <summary>What becomes of a reading: how many numbers bind, and which sets of them no women can have together.</summary>
internal static class SynthPage
{
    private static readonly Style Heading = new(decoration: Decoration.Bold), Quiet = new(decoration: Decoration.Dim);

    public static Page Of(ReadingSolution solution, Language language, int width)
    {
        var page = new Page(width);
        var reading = solution.Reading;
        page.Prose($"{reading.Name}: {reading.Title.In(language)}", 0, Heading);
        int all = reading.Binding.Count, left = solution.Binding.Count;
        page.Prose(new Localized(
            string.Create(CultureInfo.InvariantCulture, $"{left} of {all} numbers hold together; {all - left} give way."),
            string.Create(CultureInfo.InvariantCulture, $"{all} 个数值中 {left} 个可同时成立，{all - left} 个让步。")).In(language));
        foreach (var group in solution.Conflicts.GroupBy(c => c.Group))
        {
            page.End().Write(group.Key.Label.In(language), Heading).End();
            foreach (var conflict in group)
            {
                page.Write("  - ").Prose(SynthesisText.Reason(conflict).In(language), 4);
                var (en, zh) = (LedgerText.Name(conflict.Dropped.Statistic).En, LedgerText.Name(conflict.Dropped.Statistic).Zh);
                page.Write("    ").Prose(new Localized(
                    $"Gives way: {conflict.Dropped.Variable.Label.En}, {en} {conflict.Dropped.Printed} "
                        + $"({LedgerText.Table(conflict.Dropped.Table).En})",
                    $"让步：{conflict.Dropped.Variable.Label.Zh}{zh} {conflict.Dropped.Printed}"
                        + $"（{LedgerText.Table(conflict.Dropped.Table).Zh}）").In(language), 6, Quiet);
            }
        }

        return page;
    }

    /// <summary>The ranges of what is not printed, beside what is.</summary>
    public static Page Of(IReadOnlyList<CompatibleRange> ranges, Language language, int width)
    {
        var page = new Page(width);
        page.End().Write(new Localized("Over all cohorts that have these numbers", "在具有上述数值的所有队列中").In(language), Heading).End();
        const int cells = 20;
        foreach (var range in ranges)
        {
            string low = NumberFormat.Fixed(range.Value.Low, 2), high = NumberFormat.Fixed(range.Value.High, 2);
            var value = low == high ? low : new Localized($"{low} to {high}", $"{low} 至 {high}").In(language);
            page.Write("  ").Column(value, cells, right: true).Write("  ");
            var printed = range.Printed is { } p ? new Localized(
                $" (printed {p.Printed}, {LedgerText.Table(p.Table).En})", $"（{LedgerText.Table(p.Table).Zh}为 {p.Printed}）").In(language)
                : "";
            page.Prose(SynthesisText.Quantity(range).In(language) + printed, cells + 4);
        }

        return page;
    }
}
