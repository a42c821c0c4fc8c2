using System.Globalization;
using System.Text;

namespace Urif.Statistics;

/// <summary>A term of a model: one variable, or the interaction of several.</summary>
/// <param name="Variables">
/// The variables, each once, in the order in which the formula names them; a transformed one as it is written there, such as
/// <c>log(age)</c>: see <see cref="ModelFormula.Transforms"/>.
/// </param>
public sealed record ModelTerm(IReadOnlyList<string> Variables)
{
    /// <summary>The variables joined by colons: <c>age:bmi</c>.</summary>
    public string Name => string.Join(':', Variables);

    /// <summary>Whether both terms are of the same variables, in whatever order.</summary>
    public bool Equals(ModelTerm? other) => other is not null && Variables.ToHashSet().SetEquals(other.Variables);

    /// <inheritdoc/>
    public override int GetHashCode() => Variables.Aggregate(0, (hash, name) => hash ^ name.GetHashCode(StringComparison.Ordinal));
}

/// <summary>A model in Wilkinson and Rogers' notation, as in R: <c>early_loss ~ ir + age*smoker + offset(log_time)</c>.</summary>
/// <param name="Response">The variable before the tilde.</param>
/// <param name="Terms">The terms without repetition: main effects first, then interactions by the number of their variables.</param>
/// <param name="HasIntercept">Whether the model has a constant; <c>0</c> or <c>-1</c> takes it out.</param>
/// <param name="Offsets">The variables that enter with a coefficient of 1.</param>
/// <remarks>
/// <para><c>a + b</c> adds terms, <c>a - b</c> takes one out, <c>a:b</c> is the interaction, <c>a*b</c> is <c>a + b + a:b</c>.
/// A name is made of letters, digits, <c>_</c> and <c>.</c>, and starts with no digit; any other name goes between backquotes.
/// <c>log(x)</c>, <c>log2(x)</c>, <c>log10(x)</c>, <c>sqrt(x)</c>, <c>I(x^2)</c>, <c>I(x/10)</c> and <c>rcs(x, 4)</c>
/// (<see cref="RestrictedCubicSpline"/>) transform a variable; there is no other arithmetic.</para>
/// <para>Source: G. N. Wilkinson, C. E. Rogers, Symbolic description of factorial models for analysis of variance, Applied
/// Statistics 22 (1973).</para>
/// </remarks>
public sealed record ModelFormula(
    string Response, IReadOnlyList<ModelTerm> Terms, bool HasIntercept, IReadOnlyList<string> Offsets)
{
    /// <summary>Reads a formula.</summary>
    /// <exception cref="ModelException">The text is no formula; the message says where.</exception>
    public static ModelFormula Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Parser(text).Formula();
    }

    /// <summary>What is done to variables, by the name that terms have for the result.</summary>
    public IReadOnlyDictionary<string, ModelTransform> Transforms { get; init; } = new Dictionary<string, ModelTransform>();

    /// <summary>Every variable that the right side names, itself and not its transform, offsets included.</summary>
    public IEnumerable<string> Variables => Terms.SelectMany(term => term.Variables).Select(Source).Concat(Offsets).Distinct();

    /// <summary>The formula, its terms in the order of the model.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Quoted(Response)).Append(" ~ ").Append(HasIntercept ? "1" : "0");
        foreach (var term in Terms) text.Append(" + ").AppendJoin(':', term.Variables.Select(Written));
        foreach (var offset in Offsets) text.Append(" + offset(").Append(Quoted(offset)).Append(')');
        return text.ToString();
    }

    /// <summary>The variable of which a term's variable is made: itself where nothing is done to it.</summary>
    internal string Source(string name) => Transforms.TryGetValue(name, out var transform) ? transform.Variable : name;

    /// <summary>Whether a term is made of a variable, whatever is done to it.</summary>
    internal bool Has(ModelTerm term, string variable) => term.Variables.Any(name => Source(name) == variable);

    private string Written(string name) => Transforms.ContainsKey(name) ? name : Quoted(name);

    private static string Quoted(string name) => name.All(IsNamePart) && !char.IsDigit(name[0]) ? name : $"`{name}`";

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';

    private sealed class Parser(string text)
    {
        private readonly List<ModelTerm> _terms = [];
        private readonly List<string> _offsets = [];
        private readonly Dictionary<string, ModelTransform> _transforms = new(StringComparer.Ordinal);
        private bool _hasIntercept = true;
        private int _at;

        public ModelFormula Formula()
        {
            var response = Name("the response");
            Expect('~');
            var adds = !Accept('-');
            do
            {
                Summand(adds);
                adds = Accept('+');
            }
            while (adds || Accept('-'));
            SkipSpace();
            if (_at < text.Length) throw Wrong("+, -, * or : is expected");
            var formula = new ModelFormula(response, [.. _terms.OrderBy(term => term.Variables.Count)], _hasIntercept, _offsets)
            {
                Transforms = _transforms,
            };
            return formula.Variables.Contains(response) ? throw new ModelException(response, "the response is also on the right side")
                : formula;
        }

        private void Summand(bool adds)
        {
            if (Accept('0')) _hasIntercept = !adds;
            else if (Accept('1')) _hasIntercept = adds;
            else if (adds && AcceptOffset()) _offsets.Add(OffsetName());
            else
            {
                foreach (var term in Product())
                {
                    if (!adds) _terms.Remove(term);
                    else if (!_terms.Contains(term)) _terms.Add(term);
                }
            }
        }

        private string OffsetName()
        {
            var name = Name("a name");
            Expect(')');
            return name;
        }

        // a*b*c: every product of some of the factors.
        private List<ModelTerm> Product()
        {
            List<ModelTerm> terms = [Interaction()];
            while (Accept('*'))
            {
                var next = Interaction();
                terms.AddRange([next, .. terms.Select(term => new ModelTerm([.. term.Variables.Union(next.Variables)]))]);
            }

            return terms;
        }

        private ModelTerm Interaction()
        {
            List<string> names = [Factor()];
            while (Accept(':')) names.Add(Factor());
            return new([.. names.Distinct()]);
        }

        // A name, or a function of one.
        private string Factor()
        {
            SkipSpace();
            var (start, isQuoted) = (_at, _at < text.Length && text[_at] == '`');
            var name = Name("a name");
            if (isQuoted || !Accept('(')) return name;
            TransformKind? kind = name switch
            {
                "log" => TransformKind.Log,
                "log2" => TransformKind.LogBaseTwo,
                "log10" => TransformKind.LogBaseTen,
                "sqrt" => TransformKind.SquareRoot,
                "rcs" => TransformKind.Spline,
                "I" => null,
                _ => throw Wrong($"{name}() is no function known here; there are {ModelTransform.Known}", start),
            };
            var variable = Name("a name");
            double argument = 0;
            if (kind is null)
            {
                kind = Accept('^') ? TransformKind.Power : Accept('/') ? TransformKind.Quotient : throw Wrong("^ or / is expected");
                argument = Number();
            }
            else if (kind == TransformKind.Spline)
            {
                Expect(',');
                var at = _at;
                argument = Number();
                if (argument is not (>= RestrictedCubicSpline.FewestKnots and <= RestrictedCubicSpline.MostKnots)
                    || argument != Math.Floor(argument))
                    throw Wrong("3, 4 or 5 knots are expected", at);
            }

            Expect(')');
            var transform = new ModelTransform(kind.Value, variable, argument);
            _transforms.TryAdd(transform.Name, transform);
            return transform.Name;
        }

        private double Number()
        {
            SkipSpace();
            var start = _at;
            if (_at < text.Length && text[_at] == '-') _at++;
            while (_at < text.Length && (char.IsAsciiDigit(text[_at]) || text[_at] == '.')) _at++;
            return double.TryParse(text.AsSpan(start, _at - start), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var number) && number != 0
                ? number : throw Wrong("a number other than 0 is expected", start);
        }

        private bool AcceptOffset()
        {
            SkipSpace();
            const string Word = "offset";
            var after = _at + Word.Length;
            if (string.CompareOrdinal(text, _at, Word, 0, Word.Length) != 0) return false;
            while (after < text.Length && char.IsWhiteSpace(text[after])) after++;
            if (after >= text.Length || text[after] != '(')
                return false;
            _at = after + 1;
            return true;
        }

        private string Name(string what)
        {
            SkipSpace();
            var start = _at;
            if (_at < text.Length && text[_at] == '`')
            {
                var end = text.IndexOf('`', _at + 1);
                if (end <= start + 1) throw Wrong("a name between backquotes is expected");
                _at = end + 1;
                return text[(start + 1)..end];
            }

            if (_at < text.Length && !char.IsDigit(text[_at]))
            {
                while (_at < text.Length && IsNamePart(text[_at])) _at++;
            }

            return _at > start ? text[start.._at] : throw Wrong($"{what} is expected");
        }

        private bool Accept(char c)
        {
            SkipSpace();
            if (_at >= text.Length || text[_at] != c) return false;
            _at++;
            return true;
        }

        private void Expect(char c)
        {
            if (!Accept(c)) throw Wrong($"{c} is expected");
        }

        private void SkipSpace()
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        }

        private ModelException Wrong(string what, int? at = null) =>
            new($"formula \"{text}\", position {((at ?? _at) + 1).ToString(CultureInfo.InvariantCulture)}: {what}");
    }
}
