using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>Steps by hand beside the library's number and the printed one.</summary>
public class HandWorkedViewTests
{
    private static readonly Localized Title = new("A step", "一步");

    [Theory]
    [InlineData(2.0, 2.0 + 1e-9, "✓")]
    [InlineData(2.0, 2.0 + 1e-7, "≠")]
    [InlineData(2e-12, 2e-12 * (1 + 1e-9), "✓")]
    [InlineData(2e-12, 2.1e-12, "≠")]
    [InlineData(-1.5, 1.5, "≠")]
    public void Hand_and_library_agree_within_a_relative_1e8(double hand, double library, string mark)
    {
        var row = Row(new HandWorkedStep("x", "x", hand, library));
        Assert.EndsWith(mark, row, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(34.9449, "✓")]
    [InlineData(34.9351, "✓")]
    [InlineData(34.946, "≠")]
    public void A_printed_number_agrees_where_what_was_found_rounds_to_it(double hand, string mark)
    {
        // 34.94, the mean age of Table 1.
        var number = ViewSamples.Real.Ledger.Numbers.Single(n => n.Id == "t1.age.nonir_control.mean");
        Assert.EndsWith($"34.94 {mark}", Row(new HandWorkedStep("x", "x", hand, null, number)), StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_of_synthetic_rows_say_so_and_are_in_the_readers_language()
    {
        var rows = CohortTableSamples.All(CohortTableSamples.Mixed(analysed: true));
        var view = HandWorkedView.OfRows(Title, rows, new HandWorkedStep("mean", "均数", 1.5, 1.5));
        Assert.Contains("SYNTHETIC", view.ToText(Language.English), StringComparison.Ordinal);
        Assert.Contains("合成数据", view.ToHtml(Language.Chinese), StringComparison.Ordinal);
        Assert.Contains("均数", view.ToText(Language.Chinese), StringComparison.Ordinal);
        Assert.DoesNotContain("By hand", view.ToText(Language.Chinese), StringComparison.Ordinal);
    }

    private static string Row(HandWorkedStep step) => HandWorkedView.Of(Title, step).ToText(Language.English).Split('\n')[3];
}
