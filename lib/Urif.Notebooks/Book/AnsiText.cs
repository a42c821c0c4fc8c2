using System.Globalization;
using System.Text;

namespace Urif.Notebooks.Book;

/// <summary>
/// Terminal text as HTML: colours and weights (ECMA-48 SGR) become spans, a carriage return and a backspace move to where the
/// next characters overwrite the line's, and other control sequences go.
/// </summary>
internal static class AnsiText
{
    /// <summary>The text as escaped HTML for a <c>pre</c> element.</summary>
    public static string ToHtml(string text)
    {
        var html = new StringBuilder(text.Length + 32);
        var style = Style.Plain;
        var run = 0;
        text = WithoutOverwritten(text);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] is not ('\e' or '\u009b'))
            {
                at++;
                continue;
            }
            Append(html, text.AsSpan(run, at - run), style);
            at = Skip(text, at, ref style);
            run = at;
        }
        Append(html, text.AsSpan(run), style);
        return html.ToString();
    }

    // Progress bars rewrite their line; what a terminal would show at the end is what stays.
    private static string WithoutOverwritten(string text)
    {
        text = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        if (text.AsSpan().IndexOfAny('\r', '\b') < 0) return text;
        var shown = new StringBuilder(text.Length);
        var style = "";
        foreach (var line in text.Split('\n'))
        {
            if (shown.Length > 0) shown.Append('\n');
            AppendShown(shown, line, ref style);
        }
        return shown.ToString();
    }

    // A line as a row of characters, each with the control sequences that set its style.
    private static void AppendShown(StringBuilder shown, string line, ref string style)
    {
        var row = new List<(string Style, string Text)>();
        var last = style;
        var column = 0;
        for (var at = 0; at < line.Length;)
        {
            switch (line[at])
            {
                case '\r':
                    column = 0;
                    at++;
                    break;
                case '\b':
                    column = Math.Max(0, column - 1);
                    at++;
                    break;
                case '\e' or '\u009b':
                    var ignored = Style.Plain;
                    var end = Skip(line, at, ref ignored);
                    if (line[end - 1] == 'm') style = line[at..end] is "\e[0m" or "\e[m" ? "" : style + line[at..end];
                    else if (line[end - 1] == 'K') Erase(row, column, line[at..end]);
                    at = end;
                    break;
                default:
                    var length = char.IsHighSurrogate(line[at]) && at + 1 < line.Length ? 2 : 1;
                    while (row.Count <= column) row.Add((style, " "));
                    row[column++] = (style, line.Substring(at, length));
                    at += length;
                    break;
            }
        }
        foreach (var (ofCharacter, character) in row)
        {
            Switch(ofCharacter);
            shown.Append(character);
        }
        Switch(style);

        void Switch(string to)
        {
            if (to == last) return;
            shown.Append(to.StartsWith(last, StringComparison.Ordinal) ? to[last.Length..] : "\e[0m" + to);
            last = to;
        }
    }

    // Erases the line: what follows the place, or with a parameter what precedes it, or all.
    private static void Erase(List<(string Style, string Text)> row, int column, string sequence)
    {
        if (sequence.Contains('1', StringComparison.Ordinal) || sequence.Contains('2', StringComparison.Ordinal))
        {
            for (var i = 0; i < Math.Min(column + 1, row.Count); i++) row[i] = ("", " ");
        }
        if (!sequence.Contains('1', StringComparison.Ordinal) && row.Count > column) row.RemoveRange(column, row.Count - column);
    }

    // Returns the place after the control sequence at a place; a sequence of graphics (final byte m) changes the style.
    private static int Skip(string text, int at, ref Style style)
    {
        if (text[at] == '\e')
        {
            at++;
            if (at >= text.Length) return at;
            if (text[at] == ']')
            {
                // An operating system command, such as a hyperlink: up to BEL or ESC \.
                while (at < text.Length && text[at] is not ('\a' or '\e')) at++;
                return Math.Min(at + (at < text.Length && text[at] == '\e' ? 2 : 1), text.Length);
            }
            if (text[at] != '[') return at + 1;
        }
        var start = ++at;
        while (at < text.Length && text[at] is >= '\x20' and <= '\x3f') at++;
        if (at < text.Length && text[at] == 'm') style = style.With(text[start..at]);
        return Math.Min(at + 1, text.Length);
    }

    private static void Append(StringBuilder html, ReadOnlySpan<char> text, Style style)
    {
        if (text.IsEmpty) return;
        var (classes, css) = style.Attributes();
        if (classes.Length + css.Length == 0)
        {
            HtmlText.AppendEscaped(html, text);
            return;
        }
        html.Append("<span");
        if (classes.Length > 0) html.Append(" class=\"").Append(classes).Append('"');
        if (css.Length > 0) html.Append(" style=\"").Append(css).Append('"');
        html.Append('>');
        HtmlText.AppendEscaped(html, text);
        html.Append("</span>");
    }

    // Colours: "0" to "15" are the terminal's own, which the style sheet sets; "#rrggbb" are the others.
    private readonly record struct Style(
        string Foreground, string Background, bool Bold, bool Faint, bool Italic, bool Underline, bool Inverse)
    {
        public static readonly Style Plain = new("", "", false, false, false, false, false);

        public Style With(string parameters)
        {
            var codes = parameters.Split(';', ':')
                .Select(c => int.TryParse(c, NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : 0).ToArray();
            var style = this;
            for (var i = 0; i < codes.Length; i++)
            {
                style = codes[i] switch
                {
                    0 => Plain,
                    1 => style with { Bold = true },
                    2 => style with { Faint = true },
                    3 => style with { Italic = true },
                    4 => style with { Underline = true },
                    7 => style with { Inverse = true },
                    22 => style with { Bold = false, Faint = false },
                    23 => style with { Italic = false },
                    24 => style with { Underline = false },
                    27 => style with { Inverse = false },
                    >= 30 and <= 37 => style with { Foreground = Number(codes[i] - 30) },
                    38 => style with { Foreground = Extended(codes, ref i) },
                    39 => style with { Foreground = "" },
                    >= 40 and <= 47 => style with { Background = Number(codes[i] - 40) },
                    48 => style with { Background = Extended(codes, ref i) },
                    49 => style with { Background = "" },
                    >= 90 and <= 97 => style with { Foreground = Number(codes[i] - 82) },
                    >= 100 and <= 107 => style with { Background = Number(codes[i] - 92) },
                    _ => style,
                };
            }
            return style;
        }

        public (string Classes, string Css) Attributes()
        {
            var classes = new List<string>();
            var css = new StringBuilder();
            var (foreground, background) = Inverse ? (Background, Foreground) : (Foreground, Background);
            if (Inverse && foreground.Length == 0 && background.Length == 0) classes.Add("ansi-inverse");
            Colour("fg", "color", foreground);
            Colour("bg", "background-color", background);
            if (Bold) classes.Add("ansi-bold");
            if (Faint) classes.Add("ansi-faint");
            if (Italic) classes.Add("ansi-italic");
            if (Underline) classes.Add("ansi-underline");
            return (string.Join(' ', classes), css.ToString());

            void Colour(string kind, string property, string colour)
            {
                if (colour.StartsWith('#')) css.Append(css.Length > 0 ? ";" : "").Append(property).Append(':').Append(colour);
                else if (colour.Length > 0) classes.Add($"ansi-{kind}-{colour}");
            }
        }

        // 5;n is the palette of 256 (16 own colours, a cube of 6 by 6 by 6, 24 greys); 2;r;g;b is a colour.
        private static string Extended(int[] codes, ref int i)
        {
            if (i + 2 < codes.Length && codes[i + 1] == 5)
            {
                var n = Math.Min(codes[i + 2], 255);
                i += 2;
                if (n < 16) return Number(n);
                if (n >= 232) return Rgb(8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232));
                n -= 16;
                return Rgb(Level(n / 36), Level(n / 6 % 6), Level(n % 6));
            }
            if (i + 4 < codes.Length && codes[i + 1] == 2)
            {
                i += 4;
                return Rgb(codes[i - 2], codes[i - 1], codes[i]);
            }
            return "";
        }

        private static int Level(int step) => step == 0 ? 0 : 55 + 40 * step;

        private static string Rgb(int r, int g, int b) =>
            string.Create(CultureInfo.InvariantCulture, $"#{Math.Min(r, 255):x2}{Math.Min(g, 255):x2}{Math.Min(b, 255):x2}");

        private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
    }
}
