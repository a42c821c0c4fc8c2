using Urif.Notebooks.Book;

namespace Urif.Tests.Book;

/// <summary>Terminal text; the palette of 256 colours is that of xterm (256colres.h).</summary>
public sealed class AnsiTextTests
{
    [Theory]
    [InlineData("plain <b> & \"text\"", "plain &lt;b&gt; &amp; &quot;text&quot;")]
    [InlineData("\e[31mred\e[0m.", "<span class=\"ansi-fg-1\">red</span>.")]
    [InlineData("\e[1;92;41mx", "<span class=\"ansi-fg-10 ansi-bg-1 ansi-bold\">x</span>")]
    [InlineData("\e[38;5;9mx", "<span class=\"ansi-fg-9\">x</span>")]
    [InlineData("\e[38;5;208mx", "<span style=\"color:#ff8700\">x</span>")]
    [InlineData("\e[48;2;1;2;255mx", "<span style=\"background-color:#0102ff\">x</span>")]
    [InlineData("\e[38;5;15mx", "<span class=\"ansi-fg-15\">x</span>")]
    [InlineData("\e[48;5;3mx", "<span class=\"ansi-bg-3\">x</span>")]
    [InlineData("\e[38;5;16mx", "<span style=\"color:#000000\">x</span>")]
    [InlineData("\e[38;5;21mx", "<span style=\"color:#0000ff\">x</span>")]
    [InlineData("\e[38;5;46mx", "<span style=\"color:#00ff00\">x</span>")]
    [InlineData("\e[38;5;110mx", "<span style=\"color:#87afd7\">x</span>")]
    [InlineData("\e[38:5:196mx", "<span style=\"color:#ff0000\">x</span>")]
    [InlineData("\e[38;5;231mx", "<span style=\"color:#ffffff\">x</span>")]
    [InlineData("\e[38;5;232mx", "<span style=\"color:#080808\">x</span>")]
    [InlineData("\e[48;5;255mx", "<span style=\"background-color:#eeeeee\">x</span>")]
    [InlineData("\e[48;5;110;1mx", "<span class=\"ansi-bold\" style=\"background-color:#87afd7\">x</span>")]
    [InlineData("\e[38;5;196;48;5;46mx", "<span style=\"color:#ff0000;background-color:#00ff00\">x</span>")]
    [InlineData("\e[38;5;196;7mx", "<span style=\"background-color:#ff0000\">x</span>")]
    [InlineData("\e[38;5;244mx", "<span style=\"color:#808080\">x</span>")]
    [InlineData("\e[7mx\e[27my", "<span class=\"ansi-inverse\">x</span>y")]
    [InlineData("\e[2Kx\e[10;20Hy", "xy")]
    [InlineData("\e]8;;https://example.org\e\\link\e]8;;\e\\", "link")]
    [InlineData("10 %\r100 %\nb", "100 %\nb")]
    [InlineData("abc\rX\n12345\b\bZZ", "Xbc\n123ZZ")]
    [InlineData("\b\ba\b", "a")]
    [InlineData("abc\r\e[Kx", "x")]
    [InlineData("\e[31mabc\e[0m\rX", "X<span class=\"ansi-fg-1\">bc</span>")]
    [InlineData("a\r\nb\r", "a\nb")]
    [InlineData("a\0\bb", "ab")]
    [InlineData("\e", "")]
    [InlineData("\e[", "")]
    [InlineData("\e[31", "")]
    [InlineData("\e]0", "")]
    [InlineData("\e[99999999999mx", "x")]
    public void Terminal_text_becomes_html(string text, string expected) => Assert.Equal(expected, AnsiText.ToHtml(text));
}
