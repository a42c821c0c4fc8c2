using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>How many cells characters take, by the properties that Unicode gives them (UAX 11).</summary>
public class CellWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("age, 34.94 ± 3.47", 17)]
    [InlineData("μU/mL χ² ≥ – — “x” …", 20)]
    [InlineData("胰岛素（μU/mL）", 15)]
    [InlineData("，。；：、《》「」％", 20)]
    [InlineData("𠮷", 2)]
    [InlineData("한글", 4)]
    [InlineData("ｱ", 1)]
    [InlineData("Ａ", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("a\u200Db", 2)]
    [InlineData("─│┌▶█▁·●○◂┊", 11)]
    [InlineData("✓≠✗⚠", 4)]
    [InlineData("\u001b\n", 0)]
    public void A_text_takes_the_cells_of_its_characters(string text, int cells) => Assert.Equal(cells, CellWidth.Of(text));

    /// <summary>The texts of this kit, by the blocks that hold the wide characters among them.</summary>
    [Theory]
    [InlineData(Language.English)]
    [InlineData(Language.Chinese)]
    public void Every_line_that_is_shown_is_as_wide_as_its_characters(Language language)
    {
        foreach (var (name, view) in ViewSamples.All(ViewSamples.Real))
            Assert.All(view.ToText(language).Split('\n'), line => Assert.True(EveryViewTests.Cells(line) == CellWidth.Of(line), $"{name}: {line}"));
    }

    [Fact]
    public void A_character_is_never_cut_in_two() => Assert.Equal([2, 1], "𠮷x".EnumerateRunes().Select(rune => CellWidth.Of(rune)));
}
