using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Gives the variables of the cell tagged <c>parameters</c> other values, in a cell of assignments that is put after it, as
/// papermill does. A value must fit the declared type of its variable; <c>null</c> fits a nullable one, a list is JSON.
/// </summary>
internal static partial class ParameterInjection
{
    private const string ParametersTag = "parameters";
    private const string InjectedTag = "injected-parameters";

    /// <summary>The notebook with these values.</summary>
    /// <exception cref="NotebookException">There is no parameters cell, no such parameter, or the value does not fit.</exception>
    public static Notebook Inject(Notebook notebook, string where, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0) return notebook;
        var cells = notebook.Cells.RemoveAll(c => c.HasTag(InjectedTag));
        if (cells.FirstOrDefault(c => c is CodeCell && c.HasTag(ParametersTag)) is not { } cell)
            throw Bad(where, "has no parameters", $"tag the cell that declares them \"{ParametersTag}\"");

        var declared = Declared(cell.Source);
        var lines = values.Select(v => Assignment(v.Key, v.Value, declared, $"{where}: {v.Key}"));
        var injected = new CodeCell(NewId(cells), "// Parameters\n" + string.Join('\n', lines)) { Tags = [InjectedTag] };
        return notebook with { Cells = cells.Insert(cells.IndexOf(cell) + 1, injected) };
    }

    private static string Assignment(string name, string value, ImmutableSortedDictionary<string, Parameter> declared, string where)
    {
        if (!declared.TryGetValue(name, out var parameter))
        {
            throw Bad(where, "is not a parameter", declared.IsEmpty
                ? "the parameters cell declares none"
                : $"the parameters are {string.Join(", ", declared.Select(d => $"{d.Value.Type} {d.Key}"))}");
        }
        if (parameter.IsConstant) throw Bad(where, "is a constant", "declare it without const");
        return $"{name} = {Literal(parameter.Type, value, where)};";
    }

    private static string Literal(string type, string value, string where)
    {
        if (type.EndsWith('?'))
            return value == "null" ? "null" : Literal(type[..^1], value, where);
        if (ElementType(type) is { } element) return ListLiteral(type, element, value, where);
        var culture = CultureInfo.InvariantCulture;
        const NumberStyles whole = NumberStyles.AllowLeadingSign;
        const NumberStyles real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return type switch
        {
            "string" => SymbolDisplay.FormatLiteral(value, quote: true),
            "bool" => value is "true" or "false" ? value : throw Unfit("write true or false"),
            "int" => int.TryParse(value, whole, culture, out var number) ? number.ToString(culture) : throw Unfit("write a whole number"),
            "long" => long.TryParse(value, whole, culture, out var number)
                ? number.ToString(culture) + "L"
                : throw Unfit("write a whole number"),
            "double" => double.TryParse(value, real, culture, out var number) && double.IsFinite(number)
                ? number.ToString("R", culture) + "D"
                : throw Unfit("write a number such as 2.14"),
            "decimal" => decimal.TryParse(value, real, culture, out var number)
                ? number.ToString(culture) + "M"
                : throw Unfit("write a number such as 2.14"),
            "float" => float.TryParse(value, real, culture, out var number) && float.IsFinite(number)
                ? number.ToString("R", culture) + "F"
                : throw Unfit("write a number such as 2.14"),
            "DateOnly" => DateOnly.TryParseExact(value, "yyyy-MM-dd", culture, DateTimeStyles.None, out var date)
                ? $"new DateOnly({date.Year}, {date.Month}, {date.Day})"
                : throw Unfit("write a date such as 2024-01-31"),
            "DateTime" => DateTime.TryParseExact(value, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], culture,
                DateTimeStyles.None, out var time)
                ? $"new DateTime({time.Year}, {time.Month}, {time.Day}, {time.Hour}, {time.Minute}, {time.Second})"
                : throw Unfit("write a date such as 2024-01-31, or a time such as 2024-01-31T09:30"),
            _ => throw Bad(where, $"is declared {type}",
                "a parameter is a string, bool, int, long, float, double, decimal, DateOnly or DateTime, "
                    + "nullable or not, or a list of them"),
        };

        NotebookException Unfit(string remedy) => Bad(where, $"is of type {type}, and \"{value}\" is not", remedy);
    }

    private static string ListLiteral(string type, string element, string value, string where)
    {
        JsonElement list;
        try
        {
            list = JsonValue.Parse(value);
        }
        catch (JsonException)
        {
            throw NoList();
        }
        if (list.ValueKind != JsonValueKind.Array) throw NoList();
        var items = list.EnumerateArray().Select(item => item.ValueKind switch
        {
            JsonValueKind.Null => element.EndsWith('?') ? "null" : throw NoList(),
            JsonValueKind.String => Literal(element, item.GetString()!, where),
            JsonValueKind.Object or JsonValueKind.Array => throw NoList(),
            _ => Literal(element, item.GetRawText(), where),
        });
        return $"[{string.Join(", ", items)}]";

        NotebookException NoList() =>
            Bad(where, $"is of type {type}, and \"{value}\" is not", "write a list in JSON, such as [1, 2] or [\"a\", \"b\"]");
    }

    // Of the types that a list in brackets can be assigned to.
    private static string? ElementType(string type) => type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2]
        : Generic.Match(type) is { Success: true } list ? list.Groups["element"].Value
        : null;

    private static ImmutableSortedDictionary<string, Parameter> Declared(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithKind(SourceCodeKind.Script));
        return tree.GetCompilationUnitRoot().Members.OfType<FieldDeclarationSyntax>()
            .SelectMany(field => field.Declaration.Variables.Select(variable => (
                Name: variable.Identifier.ValueText,
                Parameter: new Parameter(TypeOf(field.Declaration.Type, variable), field.Modifiers.Any(SyntaxKind.ConstKeyword)))))
            .GroupBy(v => v.Name)
            .ToImmutableSortedDictionary(g => g.Key, g => g.Last().Parameter, StringComparer.Ordinal);
    }

    // The type as written; that of the literal for `var`.
    private static string TypeOf(TypeSyntax type, VariableDeclaratorSyntax variable)
    {
        if (!type.IsVar) return Plain(type);
        var value = variable.Initializer?.Value;
        switch (value)
        {
            case ObjectCreationExpressionSyntax created:
                return Plain(created.Type);
            case ArrayCreationExpressionSyntax array:
                return Plain(array.Type);
            case ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: [var first, ..] } array:
                // A list of whole numbers and others is one of the others.
                var types = array.Initializer.Expressions.Select(OfLiteral).Distinct().ToList();
                return (types.Contains("double") ? "double" : OfLiteral(first)) + "[]";
            default:
                return OfLiteral(value);
        }
    }

    private static string Plain(TypeSyntax type) => Namespace.Replace(type.ToString().Replace(" ", "", StringComparison.Ordinal), "");

    private static string OfLiteral(ExpressionSyntax? value)
    {
        if (value is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative) value = negative.Operand;
        return (value as LiteralExpressionSyntax)?.Token.Value switch
        {
            string => "string",
            bool => "bool",
            int => "int",
            long => "long",
            float => "float",
            double => "double",
            decimal => "decimal",
            _ => "var",
        };
    }

    private static string NewId(ImmutableArray<Cell> cells)
    {
        var id = InjectedTag;
        while (cells.Any(c => c.Id == id)) id += "-x";
        return id;
    }

    private static NotebookException Bad(string where, string problem, string remedy) =>
        new(NotebookFault.BadParameter, where, problem, remedy);

    [GeneratedRegex(@"\A(List|IList|IReadOnlyList|ICollection|IReadOnlyCollection|IEnumerable)<(?<element>[^<>]+)>\z")]
    private static partial Regex Generic { get; }

    [GeneratedRegex(@"\b(global::)?System\.(Collections\.Generic\.)?")]
    private static partial Regex Namespace { get; }

    private sealed record Parameter(string Type, bool IsConstant);
}
