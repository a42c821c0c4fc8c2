using CsCheck;
using Urif.Notebooks.Book;

namespace Urif.Tests.Book;

/// <summary>TeX to MathML, against markup written by hand from the MathML Core specification.</summary>
public sealed class TexFormulaTests
{
    [Theory]
    [InlineData("x", "<mi>x</mi>")]
    [InlineData("12.50", "<mn>12.50</mn>")]
    [InlineData("a-b", "<mrow><mi>a</mi><mo>−</mo><mi>b</mi></mrow>")]
    [InlineData("p<0.05", "<mrow><mi>p</mi><mo>&lt;</mo><mn>0.05</mn></mrow>")]
    [InlineData(@"\ge 2", "<mrow><mo lspace=\"0\">≥</mo><mn>2</mn></mrow>")]
    [InlineData("x_1", "<msub><mi>x</mi><mn>1</mn></msub>")]
    [InlineData("x^2_i", "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>")]
    [InlineData("x^12", "<mrow><msup><mi>x</mi><mn>1</mn></msup><mn>2</mn></mrow>")]
    [InlineData("f'", "<msup><mi>f</mi><mo>′</mo></msup>")]
    [InlineData(@"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>")]
    [InlineData(@"\tfrac12", "<mfrac><mn>1</mn><mn>2</mn></mfrac>")]
    [InlineData(@"\sqrt{n}", "<msqrt><mi>n</mi></msqrt>")]
    [InlineData(@"\sqrt[3]{n}", "<mroot><mi>n</mi><mn>3</mn></mroot>")]
    [InlineData(@"\chi^2", "<msup><mi>χ</mi><mn>2</mn></msup>")]
    [InlineData(@"\Delta", "<mi mathvariant=\"normal\">Δ</mi>")]
    [InlineData(@"\bar{x}", "<mover accent=\"true\"><mi>x</mi><mo stretchy=\"false\">‾</mo></mover>")]
    [InlineData(@"\hat p", "<mover accent=\"true\"><mi>p</mi><mo stretchy=\"false\">^</mo></mover>")]
    [InlineData(@"\widehat{OR}", "<mover accent=\"true\"><mrow><mi>O</mi><mi>R</mi></mrow><mo stretchy=\"true\">^</mo></mover>")]
    [InlineData(@"\mathrm{OR}", "<mi>OR</mi>")]
    [InlineData(@"\mathrm{d}", "<mi mathvariant=\"normal\">d</mi>")]
    [InlineData(@"\text{if } x", "<mrow><mtext>if\u00a0</mtext><mi>x</mi></mrow>")]
    [InlineData(@"\mathbf{X}", "<mi>𝐗</mi>")]
    [InlineData(@"\mathbb{R}", "<mi>ℝ</mi>")]
    [InlineData(@"\binom{n}{k}", "<mrow><mo form=\"prefix\" stretchy=\"true\">(</mo><mfrac linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo form=\"postfix\" stretchy=\"true\">)</mo></mrow>")]
    [InlineData(@"\left(a\right]", "<mrow><mo form=\"prefix\" stretchy=\"true\">(</mo><mi>a</mi><mo form=\"postfix\" stretchy=\"true\">]</mo></mrow>")]
    [InlineData(@"\left.a\right|", "<mrow><mi>a</mi><mo form=\"postfix\" stretchy=\"true\">|</mo></mrow>")]
    [InlineData(@"\log x", "<mrow><mi>log</mi><mspace width=\"0.1667em\"></mspace><mi>x</mi></mrow>")]
    [InlineData(@"\log_2(x)", "<mrow><msub><mi>log</mi><mn>2</mn></msub><mo stretchy=\"false\">(</mo><mi>x</mi><mo stretchy=\"false\">)</mo></mrow>")]
    [InlineData(@"\sum_i x", "<mrow><msub><mo>∑</mo><mi>i</mi></msub><mi>x</mi></mrow>")]
    [InlineData(@"95\%", "<mrow><mn>95</mn><mi mathvariant=\"normal\">%</mi></mrow>")]
    [InlineData("年龄", "<mtext>年龄</mtext>")]
    [InlineData(@"\mathrm{HOMA\text{-}IR}", "<mi>HOMA-IR</mi>")]
    [InlineData("{}_1x", "<mrow><msub><mrow></mrow><mn>1</mn></msub><mi>x</mi></mrow>")]
    [InlineData("", "<mrow></mrow>")]
    public void Inline_formulas_become_mathml(string tex, string expected) =>
        Assert.Equal(expected, TexFormula.Presentation(tex, display: false));

    [Theory]
    [InlineData(@"\sum_{i=1}^n x_i", "<mrow><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub></mrow>")]
    [InlineData(@"\int_0^1 f", "<mrow><msubsup><mo>∫</mo><mn>0</mn><mn>1</mn></msubsup><mi>f</mi></mrow>")]
    [InlineData(@"\max_x f", "<mrow><munder><mo lspace=\"0\" rspace=\"0\">max</mo><mi>x</mi></munder><mspace width=\"0.1667em\"></mspace><mi>f</mi></mrow>")]
    [InlineData(@"\frac{\sum_i a}{b}", "<mfrac><mrow><msub><mo>∑</mo><mi>i</mi></msub><mi>a</mi></mrow><mi>b</mi></mfrac>")]
    [InlineData(@"\underbrace{a}_{b}", "<munder><munder><mi>a</mi><mo stretchy=\"true\">⏟</mo></munder><mi>b</mi></munder>")]
    [InlineData(@"\begin{cases}1&x\\0&y\end{cases}",
        "<mrow><mo form=\"prefix\" stretchy=\"true\">{</mo><mtable columnalign=\"left left\">"
        + "<mtr><mtd style=\"text-align: left\"><mn>1</mn></mtd><mtd style=\"text-align: left\"><mi>x</mi></mtd></mtr>"
        + "<mtr><mtd style=\"text-align: left\"><mn>0</mn></mtd><mtd style=\"text-align: left\"><mi>y</mi></mtd></mtr></mtable></mrow>")]
    public void Displayed_formulas_put_limits_above_and_below(string tex, string expected) =>
        Assert.Equal(expected, TexFormula.Presentation(tex, display: true));

    [Theory]
    [InlineData(@"\weird{x}")]
    [InlineData(@"\frac{a}")]
    [InlineData("{a")]
    [InlineData("a}")]
    [InlineData("x^1^2")]
    [InlineData("x^")]
    [InlineData(@"\left(a")]
    [InlineData(@"\begin{cases}1")]
    [InlineData(@"\begin{tikz}\end{tikz}")]
    [InlineData(@"\")]
    [InlineData(@"\text{a")]
    [InlineData("a & b")]
    public void A_formula_outside_the_subset_is_refused_with_a_reason(string tex) =>
        Assert.NotEmpty(Assert.Throws<TexFormulaException>(() => TexFormula.Presentation(tex, display: false)).Message);

    [Fact]
    public void Deep_nesting_is_refused_and_does_not_end_the_process()
    {
        Assert.Throws<TexFormulaException>(() => TexFormula.Presentation(new string('{', 100_000), display: false));
        Assert.Throws<TexFormulaException>(() => TexFormula.Presentation(string.Concat(Enumerable.Repeat(@"\sqrt", 100_000)), display: false));
        Assert.Throws<TexFormulaException>(() => TexFormula.Presentation(string.Concat(Enumerable.Repeat(@"\sqrt[", 1_000)), display: false));
        Assert.Throws<TexFormulaException>(() => TexFormula.Presentation(string.Concat(Enumerable.Repeat(@"\displaystyle", 100_000)), display: false));
    }

    [Fact]
    public void Any_text_is_drawn_or_refused_and_what_is_drawn_is_well_formed() =>
        Check.Sample(
            Gen.OneOf(@"\frac", @"\sqrt", "{", "}", "^", "_", "x", "1", @"\left(", @"\right)", @"\sum", "&", @"\\", @"\text{a}",
                @"\begin{cases}", @"\end{cases}", "<", "'", @"\log", @"\bar", "年", " ", "[", "]").Array[0, 12].Select(string.Concat),
            tex =>
            {
                try
                {
                    _ = System.Xml.Linq.XElement.Parse(TexFormula.ToMathML(tex, display: true));
                }
                catch (TexFormulaException)
                {
                    // Refused: the page shows the source.
                }
            }, iter: 20_000);
}
