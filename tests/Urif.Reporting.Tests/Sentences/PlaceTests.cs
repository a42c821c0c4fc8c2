using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>Where in a paper's text a number stands, for readers.</summary>
public sealed class PlaceTests
{
    [Theory]
    [InlineData("results_2_2", "results 2.2", "结果 2.2")]
    [InlineData("abstract_en", "English abstract", "英文摘要")]
    [InlineData("abstract_zh", "Chinese abstract", "中文摘要")]
    [InlineData("methods", "methods", "方法")]
    [InlineData("figure_3_legend", "figure legend 3", "figurelegend 3")]
    [InlineData("en", "en", "en")]
    [InlineData("", "", "")]
    public void Is_said_in_words(string place, string english, string chinese) =>
        Assert.Equal(new Localized(english, chinese), LedgerText.Place(place));
}
