namespace Urif.Notebooks.Book;

/// <summary>The TeX commands that stand for one symbol, and what MathML writes for them.</summary>
internal static class TexSymbols
{
    /// <summary>Letters: <c>mi</c> elements. Greek capitals are upright, as TeX sets them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Letters = Table("""
        alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
        mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ chi χ
        psi ψ omega ω ell ℓ partial ∂ hbar ℏ imath ı jmath ȷ
        """);

    /// <summary>Upright letters and signs: <c>mi mathvariant="normal"</c> elements.</summary>
    public static readonly IReadOnlyDictionary<string, string> Upright = Table("""
        Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞ emptyset ∅
        varnothing ∅ nabla ∇ top ⊤ bot ⊥ % % $ $ # # & & _ _ degree ° prime ′ dagger † ddagger ‡
        """);

    /// <summary>Operators and relations: <c>mo</c> elements, spaced by the browser's operator dictionary.</summary>
    public static readonly IReadOnlyDictionary<string, string> Operators = Table("""
        le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ lt < gt > approx ≈ sim ∼ simeq ≃ cong ≅ equiv ≡ propto ∝
        ll ≪ gg ≫ pm ± mp ∓ times × cdot ⋅ div ÷ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ setminus ∖
        in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ supset ⊃ supseteq ⊇ cup ∪ cap ∩ land ∧ wedge ∧ lor ∨ vee ∨ neg ¬ lnot ¬
        forall ∀ exists ∃ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔
        implies ⟹ iff ⟺ mapsto ↦ uparrow ↑ downarrow ↓ mid ∣ nmid ∤ parallel ∥ perp ⟂ ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱
        colon : prec ≺ succ ≻ models ⊨ vdash ⊢ therefore ∴ because ∵
        """);

    /// <summary>Delimiters: stretchy after <c>\left</c>, <c>\right</c> and <c>\middle</c>, and of the text's size elsewhere.</summary>
    public static readonly IReadOnlyDictionary<string, string> Delimiters = Table("""
        ( ( ) ) [ [ ] ] { { } } | | / / lbrace { rbrace } lbrack [ rbrack ] langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋
        lceil ⌈ rceil ⌉ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ backslash \
        """);

    /// <summary>Big operators whose limits stand above and below in displayed formulas.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sums = Table("""
        sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂
        """);

    /// <summary>Integrals: big operators whose limits stand beside them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Integrals = Table("int ∫ iint ∬ oint ∮");

    /// <summary>Named functions, set upright.</summary>
    public static readonly IReadOnlySet<string> Functions = Words("""
        log ln lg exp sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan arg deg dim ker hom
        """);

    /// <summary>Named functions whose subscripts stand below in displayed formulas.</summary>
    public static readonly IReadOnlySet<string> LimitFunctions = Words("lim limsup liminf max min sup inf Pr det gcd argmax argmin");

    /// <summary>Marks over a symbol, and whether they stretch over all of it.</summary>
    public static readonly IReadOnlyDictionary<string, (string Mark, bool Stretchy)> Accents =
        new Dictionary<string, (string, bool)>(StringComparer.Ordinal)
        {
            ["bar"] = ("‾", false), ["overline"] = ("‾", true), ["hat"] = ("^", false), ["widehat"] = ("^", true),
            ["tilde"] = ("~", false), ["widetilde"] = ("~", true), ["vec"] = ("→", false), ["overrightarrow"] = ("→", true),
            ["dot"] = ("˙", false), ["ddot"] = ("¨", false), ["check"] = ("ˇ", false), ["breve"] = ("˘", false),
            ["overbrace"] = ("⏞", true),
        };

    /// <summary>Marks under a symbol.</summary>
    public static readonly IReadOnlyDictionary<string, string> Underlines = Table("underline _ underbrace ⏟");

    /// <summary>Spaces, in em.</summary>
    public static readonly IReadOnlyDictionary<string, string> Spaces = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [","] = "0.1667em", ["thinspace"] = "0.1667em", [":"] = "0.2222em", [">"] = "0.2222em", [";"] = "0.2778em", ["!"] = "-0.1667em",
        [" "] = "0.25em", ["enspace"] = "0.5em", ["quad"] = "1em", ["qquad"] = "2em",
    };

    /// <summary>The environments, with the delimiters before and after and the alignment of their columns.</summary>
    public static readonly IReadOnlyDictionary<string, (string Open, string Close, string Align)> Environments =
        new Dictionary<string, (string, string, string)>(StringComparer.Ordinal)
        {
            ["aligned"] = ("", "", "right left"), ["align"] = ("", "", "right left"), ["align*"] = ("", "", "right left"),
            ["split"] = ("", "", "right left"), ["gathered"] = ("", "", "center"), ["cases"] = ("{", "", "left left"),
            ["matrix"] = ("", "", "center"), ["pmatrix"] = ("(", ")", "center"), ["bmatrix"] = ("[", "]", "center"),
            ["vmatrix"] = ("|", "|", "center"),
        };

    private static Dictionary<string, string> Table(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Length; i += 2) table.Add(words[i], words[i + 1]);
        return table;
    }

    private static HashSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
