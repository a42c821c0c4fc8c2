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
        page.Prose(CommandText.HoldTogether(left, all).In(language));
        foreach (var group in solution.Conflicts.GroupBy(c => c.Group))
        {
            page.End().Write(group.Key.Label.In(language), Heading).End();
            foreach (var conflict in group)
            {
                page.Write("  - ").Prose(SynthesisText.Reason(conflict).In(language), 4);
                page.Write("    ").Prose(CommandText.GivesWay(conflict).In(language), 6, Quiet);
            }
        }

        foreach (var (arm, asked, attainable) in CompatibleRanges.ForcedCorrelations(solution))
            page.End().Prose(AssumptionText.Forced(arm, asked, attainable).In(language));
        return page;
    }

    /// <summary>The ranges of what is not printed, beside what is.</summary>
    public static Page Of(IReadOnlyList<CompatibleRange> ranges, Language language, int width)
    {
        var page = new Page(width);
        page.End().Write(CommandText.OverAllCohorts.In(language), Heading).End();
        const int cells = 20;
        foreach (var range in ranges)
        {
            page.Write("  ").Column(CommandText.Range(range).In(language), cells, right: true).Write("  ");
            page.Prose(SynthesisText.Quantity(range).In(language) + CommandText.Printed(range).In(language), cells + 4);
        }

        return page;
    }
}
