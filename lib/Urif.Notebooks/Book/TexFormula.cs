using System.Text;

namespace Urif.Notebooks.Book;

/// <summary>
/// Turns a TeX formula into MathML at build time, so that it shows offline and without a script.
/// </summary>
/// <remarks>
/// The subset: fractions, binomials, roots, sub- and superscripts, primes, Greek, operators, big operators with limits,
/// named functions, text and upright or bold letters, accents, <c>\left \right</c>, spaces, and the environments
/// aligned, cases and matrix. MathML Core (W3C) is written, which every current browser draws. Anything else is
/// a <see cref="TexFormulaException"/>: a formula is shown whole or as its source, never in part.
/// </remarks>
internal static class TexFormula
{
    /// <summary>The <c>math</c> element of a formula; its TeX source goes along as an annotation.</summary>
    /// <exception cref="TexFormulaException">The formula has a command outside the subset, or braces that do not match.</exception>
    public static string ToMathML(string tex, bool display)
    {
        var block = display ? " display=\"block\"" : "";
        var source = $"<annotation encoding=\"application/x-tex\">{HtmlText.Escape(tex.Trim())}</annotation>";
        return $"<math{block}><semantics>{Presentation(tex, display)}{source}</semantics></math>";
    }

    /// <summary>The presentation markup of a formula: one MathML element.</summary>
    /// <exception cref="TexFormulaException">The formula has a command outside the subset, or braces that do not match.</exception>
    public static string Presentation(string tex, bool display) => new Parser(tex, display).Parse();

    // How scripts attach to a node: beside it, or below and above it in displayed formulas, or always.
    private enum Limits { Beside, InDisplay, Always }

    private readonly record struct Symbol(string Markup, Limits Limits = Limits.Beside);

    private sealed class Parser(string tex, bool display)
    {
        // A formula nested deeper than this is a mistake; the bound keeps the recursion off the end of the stack.
        private const int DeepestNesting = 100;

        private int _at;
        private int _depth;
        private bool _display = display;

        public string Parse()
        {
            var row = Row();
            if (_at < tex.Length) throw new TexFormulaException($"'{tex[_at]}' without its opening");
            // A browser sets a relation apart from what is before it, though nothing is: "p $< 0.05$".
            const string relation = "<mrow><mo>";
            return row.StartsWith(relation, StringComparison.Ordinal)
                ? string.Concat("<mrow><mo lspace=\"0\">", row.AsSpan(relation.Length))
                : row;
        }

        // Everything up to the end of the group, cell, environment or \right, as one element.
        private string Row()
        {
            if (++_depth > DeepestNesting) throw new TexFormulaException("nested too deeply");
            var items = new List<string>();
            while (!AtEndOfRow())
            {
                if (Command() is "displaystyle" or "textstyle" && ReadCommand() is var style)
                {
                    var outer = _display;
                    _display = style == "displaystyle";
                    items.Add($"<mstyle displaystyle=\"{(_display ? "true" : "false")}\" scriptlevel=\"0\">{Row()}</mstyle>");
                    _display = outer;
                    break;
                }
                // As in TeX, a function keeps a thin space to what is before it, and to an argument without parentheses.
                var function = Command() is { } name && (TexSymbols.Functions.Contains(name) || TexSymbols.LimitFunctions.Contains(name));
                if (function && items.Count > 0 && NeedsSpaceAfter(items[^1])) items.Add(ThinSpace);
                items.Add(Scripted());
                if (function && ArgumentIsBare()) items.Add(ThinSpace);
            }
            _depth--;
            return items.Count == 1 ? items[0] : $"<mrow>{string.Concat(items)}</mrow>";
        }

        private bool AtEndOfRow()
        {
            SkipSpace();
            return _at >= tex.Length || tex[_at] is '}' or '&' || Command() is "\\" or "end" or "right" or "middle";
        }

        // An atom with its primes, subscript and superscript.
        private string Scripted()
        {
            var node = Peek() is '^' or '_' ? new Symbol("<mrow></mrow>") : Atom();
            string? sub = null, super = null;
            var primes = 0;
            while (true)
            {
                SkipSpace();
                if (Command() is "limits" or "nolimits")
                    node = node with { Limits = ReadCommand() == "limits" ? Limits.Always : Limits.Beside };
                else if (Peek() == '\'')
                {
                    primes++;
                    _at++;
                }
                else if (Peek() == '_' && sub is null)
                {
                    _at++;
                    sub = Script();
                }
                else if (Peek() == '^' && super is null)
                {
                    _at++;
                    super = Script();
                }
                else break;
            }
            if (Peek() is '_' or '^') throw new TexFormulaException($"two scripts '{tex[_at]}' on one symbol");
            if (primes > 0)
            {
                var marks = $"<mo>{new string('′', primes)}</mo>";
                super = super is null ? marks : $"<mrow>{marks}{super}</mrow>";
            }
            var stacked = node.Limits == Limits.Always || (node.Limits == Limits.InDisplay && _display);
            return (sub, super) switch
            {
                (null, null) => node.Markup,
                (not null, null) => stacked ? $"<munder>{node.Markup}{sub}</munder>" : $"<msub>{node.Markup}{sub}</msub>",
                (null, not null) => stacked ? $"<mover>{node.Markup}{super}</mover>" : $"<msup>{node.Markup}{super}</msup>",
                _ => stacked ? $"<munderover>{node.Markup}{sub}{super}</munderover>" : $"<msubsup>{node.Markup}{sub}{super}</msubsup>",
            };
        }

        private string Script() => InTextStyle(Argument);

        private string InTextStyle(Func<string> read)
        {
            var outer = _display;
            _display = false;
            var markup = read();
            _display = outer;
            return markup;
        }

        // What a command or a script applies to: a group, or the one symbol that follows.
        private string Argument()
        {
            SkipSpace();
            if (_at >= tex.Length || tex[_at] is '}' or '&' or '^' or '_') throw new TexFormulaException("an argument is missing");
            if (char.IsAsciiDigit(tex[_at])) return $"<mn>{tex[_at++]}</mn>";
            if (++_depth > DeepestNesting) throw new TexFormulaException("nested too deeply");
            var markup = Atom().Markup;
            _depth--;
            return markup;
        }

        private Symbol Atom()
        {
            SkipSpace();
            var c = tex[_at];
            if (c == '\\') return OfCommand(ReadCommand());
            if (c == '{')
            {
                _at++;
                var row = Row();
                Expect('}');
                return new Symbol(row);
            }
            if (char.IsAsciiDigit(c)) return new Symbol(Number());
            if (char.IsAsciiLetter(c))
            {
                _at++;
                return new Symbol($"<mi>{c}</mi>");
            }
            if (char.IsLetter(c) || char.IsSurrogate(c)) return new Symbol(Words());
            _at++;
            return new Symbol(c switch
            {
                '-' => "<mo>−</mo>",
                '*' => "<mo>∗</mo>",
                '(' or ')' or '[' or ']' or '|' or '/' => Fence(c.ToString()),
                '%' or '$' or '#' => $"<mi mathvariant=\"normal\">{c}</mi>",
                '~' => Space("0.25em"),
                '.' => "<mo>.</mo>",
                _ when char.IsControl(c) => throw new TexFormulaException("a control character"),
                _ => $"<mo>{HtmlText.Escape(c.ToString())}</mo>",
            });
        }

        private Symbol OfCommand(string name)
        {
            if (TexSymbols.Letters.TryGetValue(name, out var symbol)) return new Symbol($"<mi>{symbol}</mi>");
            if (TexSymbols.Upright.TryGetValue(name, out symbol)) return new Symbol(Upright(symbol));
            if (TexSymbols.Operators.TryGetValue(name, out symbol)) return new Symbol($"<mo>{HtmlText.Escape(symbol)}</mo>");
            if (TexSymbols.Sums.TryGetValue(name, out symbol)) return new Symbol($"<mo>{symbol}</mo>", Limits.InDisplay);
            if (TexSymbols.Integrals.TryGetValue(name, out symbol)) return new Symbol($"<mo>{symbol}</mo>");
            if (TexSymbols.Spaces.TryGetValue(name, out symbol)) return new Symbol(Space(symbol));
            if (name is "|") return new Symbol(Fence("‖"));
            if (TexSymbols.Delimiters.TryGetValue(name, out symbol)) return new Symbol(Fence(symbol));
            if (TexSymbols.Functions.Contains(name)) return new Symbol($"<mi>{name}</mi>");
            if (TexSymbols.LimitFunctions.Contains(name)) return new Symbol($"<mo lspace=\"0\" rspace=\"0\">{name}</mo>", Limits.InDisplay);
            if (TexSymbols.Underlines.TryGetValue(name, out symbol))
                return new Symbol($"<munder>{Argument()}<mo stretchy=\"true\">{symbol}</mo></munder>", Limits.Always);
            if (TexSymbols.Accents.TryGetValue(name, out var accent)) return OfAccent(name, accent);
            return name switch
            {
                "frac" or "tfrac" => new Symbol(Fraction()),
                "dfrac" => new Symbol($"<mstyle displaystyle=\"true\">{Fraction()}</mstyle>"),
                "binom" => new Symbol(
                    $"<mrow>{Stretchy("(", "prefix")}{Fraction(" linethickness=\"0\"")}{Stretchy(")", "postfix")}</mrow>"),
                "sqrt" => new Symbol(Root()),
                "text" or "textrm" or "mbox" => new Symbol(TextElement(ReadText())),
                "mathrm" or "operatorname" => new Symbol(UprightName(ReadText())),
                "mathbf" or "boldsymbol" or "bm" => new Symbol(Styled(ReadText(), Bold)),
                "mathbb" => new Symbol(Styled(ReadText(), DoubleStruck)),
                "mathit" => new Symbol($"<mi>{HtmlText.Escape(ReadText())}</mi>"),
                "overset" or "stackrel" => new Symbol(Over()),
                "underset" => new Symbol(Under()),
                "left" => new Symbol(Fenced()),
                "big" or "bigl" or "bigr" or "bigm" => new Symbol(Sized("1.2em")),
                "Big" or "Bigl" or "Bigr" or "Bigm" => new Symbol(Sized("1.8em")),
                "bigg" or "biggl" or "biggr" => new Symbol(Sized("2.4em")),
                "begin" => new Symbol(Environment()),
                _ => throw new TexFormulaException($"\\{name} is not supported"),
            };
        }

        private Symbol OfAccent(string name, (string Mark, bool Stretchy) accent)
        {
            var stretchy = accent.Stretchy ? "true" : "false";
            return new Symbol($"<mover accent=\"true\">{Argument()}<mo stretchy=\"{stretchy}\">{accent.Mark}</mo></mover>",
                name == "overbrace" ? Limits.Always : Limits.Beside);
        }

        private static bool NeedsSpaceAfter(string item) =>
            !item.StartsWith("<mspace", StringComparison.Ordinal)
            && (!item.EndsWith("</mo>", StringComparison.Ordinal)
                || item.EndsWith(">)</mo>", StringComparison.Ordinal) || item.EndsWith(">]</mo>", StringComparison.Ordinal));

        private bool ArgumentIsBare()
        {
            SkipSpace();
            if (_at >= tex.Length) return false;
            return Command() is { } next
                ? next is not ("left" or "right" or "middle" or "end" or "\\" or "bigl" or "Bigl" or "biggl")
                    && !TexSymbols.Operators.ContainsKey(next) && !TexSymbols.Delimiters.ContainsKey(next)
                    && !TexSymbols.Spaces.ContainsKey(next)
                : char.IsLetterOrDigit(tex[_at]) || tex[_at] == '{';
        }

        private string Fraction(string attributes = "") => InTextStyle(() => $"<mfrac{attributes}>{Argument()}{Argument()}</mfrac>");

        private string Root()
        {
            SkipSpace();
            if (Peek() != '[') return $"<msqrt>{Argument()}</msqrt>";
            var close = tex.IndexOf(']', _at);
            if (close < 0) throw new TexFormulaException("'[' without ']'");
            var index = new Parser(tex[(_at + 1)..close], false) { _depth = _depth + 1 }.Parse();
            _at = close + 1;
            return $"<mroot>{Argument()}{index}</mroot>";
        }

        private string Over()
        {
            var above = Script();
            return $"<mover>{Argument()}{above}</mover>";
        }

        private string Under()
        {
            var below = Script();
            return $"<munder>{Argument()}{below}</munder>";
        }

        private string Fenced()
        {
            var inside = new StringBuilder("<mrow>").Append(Stretchy(ReadDelimiter(), "prefix"));
            while (true)
            {
                inside.Append(Row());
                if (Command() is not ("right" or "middle")) throw new TexFormulaException("\\left without \\right");
                if (ReadCommand() == "right") break;
                inside.Append(Stretchy(ReadDelimiter(), "infix"));
            }
            return inside.Append(Stretchy(ReadDelimiter(), "postfix")).Append("</mrow>").ToString();
        }

        private static string Stretchy(string delimiter, string form) =>
            delimiter.Length == 0 ? "" : $"<mo form=\"{form}\" stretchy=\"true\">{HtmlText.Escape(delimiter)}</mo>";

        private string Sized(string size) =>
            $"<mo stretchy=\"false\" mathsize=\"{size}\">{HtmlText.Escape(ReadDelimiter())}</mo>";

        private string ReadDelimiter()
        {
            SkipSpace();
            if (_at >= tex.Length) throw new TexFormulaException("a delimiter is missing");
            var name = tex[_at] == '\\' ? ReadCommand() : tex[_at++].ToString();
            if (name == ".") return "";
            if (name == "|") return tex[_at - 2] == '\\' ? "‖" : "|";
            return TexSymbols.Delimiters.TryGetValue(name, out var delimiter)
                ? delimiter
                : throw new TexFormulaException($"'{name}' is not a delimiter");
        }

        private string Environment()
        {
            var name = ReadText();
            if (!TexSymbols.Environments.TryGetValue(name, out var kind))
                throw new TexFormulaException($"environment {name} is not supported");
            var table = new StringBuilder();
            var outer = _display;
            _display = kind.Align == "right left";
            var row = new StringBuilder();
            var sides = kind.Align.Split(' ');
            for (var column = 0; ; column++)
            {
                // MathML Core leaves the alignment of columns to style.
                row.Append("<mtd style=\"text-align: ").Append(sides[column % sides.Length]).Append("\">").Append(Row()).Append("</mtd>");
                SkipSpace();
                if (Peek() == '&')
                {
                    _at++;
                    continue;
                }
                table.Append("<mtr>").Append(row).Append("</mtr>");
                row.Clear();
                column = -1;
                var command = Command();
                if (command is not ("\\" or "end")) throw new TexFormulaException($"\\begin{{{name}}} without \\end{{{name}}}");
                ReadCommand();
                if (command == "end") break;
                SkipSpace();
                // TeX authors often end the last row too; that makes no row.
                if (Command() == "end")
                {
                    ReadCommand();
                    break;
                }
            }
            if (ReadText() != name) throw new TexFormulaException($"\\begin{{{name}}} ends with another \\end");
            var style = _display ? " displaystyle=\"true\"" : "";
            _display = outer;
            var markup = $"<mtable{style} columnalign=\"{kind.Align}\">{table}</mtable>";
            return kind is { Open: "", Close: "" }
                ? markup
                : $"<mrow>{Stretchy(kind.Open, "prefix")}{markup}{Stretchy(kind.Close, "postfix")}</mrow>";
        }

        private string Number()
        {
            var start = _at;
            while (_at < tex.Length && char.IsAsciiDigit(tex[_at])) _at++;
            if (_at + 1 < tex.Length && tex[_at] == '.' && char.IsAsciiDigit(tex[_at + 1]))
            {
                _at++;
                while (_at < tex.Length && char.IsAsciiDigit(tex[_at])) _at++;
            }
            return $"<mn>{tex[start.._at]}</mn>";
        }

        // Letters that are not Latin, such as Chinese words: a run of text.
        private string Words()
        {
            var start = _at;
            while (_at < tex.Length && (char.IsSurrogate(tex[_at]) || (char.IsLetter(tex[_at]) && !char.IsAscii(tex[_at])))) _at++;
            return TextElement(tex[start.._at]);
        }

        // The text of a braced group, as it stands; \{, \%, and the like lose their backslash.
        private string ReadText()
        {
            SkipSpace();
            if (_at < tex.Length && tex[_at] != '{')
                return tex[_at] == '\\' ? throw new TexFormulaException("braces are missing") : tex[_at++].ToString();
            Expect('{');
            var text = new StringBuilder();
            for (var open = 1; ; _at++)
            {
                if (_at >= tex.Length) throw new TexFormulaException("'{' without '}'");
                var c = tex[_at];
                if (c == '\\' && _at + 1 < tex.Length && !char.IsAsciiLetter(tex[_at + 1]))
                {
                    text.Append(tex[++_at]);
                    continue;
                }
                if (c == '\\' && Command() is "text" or "textrm" or "mathrm")
                {
                    // Text within text is text: its command goes, and the loop steps on to its brace.
                    _at += Command()!.Length;
                    continue;
                }
                if (c is '\\' or '$') throw new TexFormulaException("formulas within text are not supported");
                if (c == '{') open++;
                if (c == '}' && --open == 0) break;
                if (c is not ('{' or '}')) text.Append(char.IsControl(c) ? ' ' : c);
            }
            _at++;
            return text.ToString();
        }

        private static string UprightName(string name)
        {
            name = name.Trim();
            if (name.Length == 0) return "<mrow></mrow>";
            if (name.Contains(' ', StringComparison.Ordinal)) return TextElement(name);
            return name.Length == 1 ? Upright(name) : $"<mi>{HtmlText.Escape(name)}</mi>";
        }

        private static string Upright(string letter) => $"<mi mathvariant=\"normal\">{HtmlText.Escape(letter)}</mi>";

        // MathML trims ordinary spaces at the ends of text, so they become no-break spaces.
        private static string TextElement(string text) => $"<mtext>{HtmlText.Escape(text.Replace(' ', '\u00A0'))}</mtext>";

        private static string Styled(string text, Func<char, string> style)
        {
            var styled = string.Concat(text.Select(style));
            return text.Length > 0 && text.All(char.IsAsciiDigit) ? $"<mn>{styled}</mn>" : $"<mi>{HtmlText.Escape(styled)}</mi>";
        }

        // Unicode's mathematical alphanumerics (U+1D400 and on).
        private static string Bold(char c) => c switch
        {
            >= 'A' and <= 'Z' => char.ConvertFromUtf32(0x1D400 + c - 'A'),
            >= 'a' and <= 'z' => char.ConvertFromUtf32(0x1D41A + c - 'a'),
            >= '0' and <= '9' => char.ConvertFromUtf32(0x1D7CE + c - '0'),
            _ => c.ToString(),
        };

        private static string DoubleStruck(char c) => c switch
        {
            'C' => "ℂ", 'H' => "ℍ", 'N' => "ℕ", 'P' => "ℙ", 'Q' => "ℚ", 'R' => "ℝ", 'Z' => "ℤ",
            >= 'A' and <= 'Z' => char.ConvertFromUtf32(0x1D538 + c - 'A'),
            >= '0' and <= '9' => char.ConvertFromUtf32(0x1D7D8 + c - '0'),
            _ => throw new TexFormulaException($"\\mathbb{{{c}}} is not supported"),
        };

        private static string Fence(string delimiter) => $"<mo stretchy=\"false\">{HtmlText.Escape(delimiter)}</mo>";

        private static readonly string ThinSpace = Space(TexSymbols.Spaces[","]);

        private static string Space(string width) => $"<mspace width=\"{width}\"></mspace>";

        private char Peek() => _at < tex.Length ? tex[_at] : '\0';

        private void SkipSpace()
        {
            while (_at < tex.Length && char.IsWhiteSpace(tex[_at])) _at++;
        }

        private void Expect(char c)
        {
            if (Peek() != c) throw new TexFormulaException($"'{c}' is missing");
            _at++;
        }

        // The command at this place without reading it, or null.
        private string? Command()
        {
            if (_at + 1 >= tex.Length || tex[_at] != '\\') return null;
            var end = _at + 1;
            while (end < tex.Length && char.IsAsciiLetter(tex[end])) end++;
            if (end == _at + 1) end++;
            return tex[(_at + 1)..end];
        }

        private string ReadCommand()
        {
            var name = Command() ?? throw new TexFormulaException("'\\' at the end");
            _at += 1 + name.Length;
            // \operatorname* and \text* are read as the command without the star.
            if (name == "operatorname" && Peek() == '*') _at++;
            return name;
        }
    }
}
