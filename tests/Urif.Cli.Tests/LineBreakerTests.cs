using CsCheck;
using Urif.Reporting;

namespace Urif.Cli.Tests;

/// <summary>Where sentences may be broken.</summary>
public class LineBreakerTests
{
    private static readonly Gen<string> Sentences =
        Gen.OneOf("age", "34.94", "±", "3.47", "(n = 138)", "Table 4", "同一组", "138", "例患者，", "（表 2）", "P", "<", "0.001", "。", "a-rather-long-word", "𠮷")
            .Array[0, 30].Select(Gen.Bool, (words, spaced) => string.Join(spaced ? " " : "", words));

    [Theory]
    [InlineData("mean 34.94 ± 3.47 of them", 12, "mean|34.94 ± 3.47|of them")]
    [InlineData("see Table 4 and others", 9, "see|Table 4|and|others")]
    [InlineData("it has p < 0.001 here", 11, "it has|p < 0.001|here")]
    [InlineData("同一组患者，为34.94。", 12, "同一组患者，|为34.94。")]
    [InlineData("（表4）与（表2）", 9, "（表4）与|（表2）")]
    [InlineData("一二三四五。", 10, "一二三四|五。")]
    public void Lines_break_where_a_reader_expects_it(string text, int width, string expected) =>
        Assert.Equal(expected.Split('|'), LineBreaker.Lines(text, width, width));

    [Fact]
    public void A_first_line_that_is_too_short_for_a_word_stays_empty() =>
        Assert.Equal(["", "seventeen"], LineBreaker.Lines("seventeen", 4, 20));

    [Fact]
    public void Nothing_is_lost_and_no_line_is_too_wide() =>
        Gen.Select(Sentences, Gen.Int[8, 60]).Sample((text, width) =>
        {
            var lines = LineBreaker.Lines(text, width, width).ToList();
            Assert.All(lines, l => Assert.True(TerminalCells.Of(l) <= width && l == l.TrimEnd()));
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        });
}
