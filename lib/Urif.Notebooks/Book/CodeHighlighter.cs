using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Urif.Notebooks.Book;

/// <summary>Colours C# as a notebook holds it: a script, with <c>#r</c> and <c>#!</c> lines. Roslyn's parser tells what is what.</summary>
/// <remarks>Only the syntax is looked at, so that a name is a type where its place says so and plain elsewhere.</remarks>
internal static class CodeHighlighter
{
    // The parser's guard of its stack has gaps (tuple types), so code with more brackets open than this stays plain.
    private const int DeepestNesting = 300;

    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>The code as escaped HTML, its parts in spans of class kw, ty, fn, st, nu, co or di.</summary>
    public static string ToHtml(string code)
    {
        code = code.ReplaceLineEndings("\n");
        var html = new StringBuilder(code.Length * 2);
        var at = 0;
        foreach (var (start, end, kind) in Parts(code))
        {
            // A kernel's line within text that the preprocessor skips is part of that text.
            if (start < at) continue;
            HtmlText.AppendEscaped(html, code.AsSpan(at, start - at));
            html.Append("<span class=\"").Append(kind).Append("\">");
            HtmlText.AppendEscaped(html, code.AsSpan(start, end - start));
            html.Append("</span>");
            at = end;
        }
        HtmlText.AppendEscaped(html, code.AsSpan(at));
        return html.ToString();
    }

    private static IEnumerable<(int Start, int End, string Kind)> Parts(string code)
    {
        var directives = Directives(code, out var rest);
        var parts = new List<(int Start, int End, string Kind)>(directives);
        if (Nesting(rest) > DeepestNesting) return parts;
        try
        {
            var root = CSharpSyntaxTree.ParseText(rest, Script).GetRoot();
            foreach (var token in root.DescendantTokens())
            {
                Comments(token.LeadingTrivia);
                if (token.Span.Length > 0 && KindOf(token) is { } kind) parts.Add((token.SpanStart, token.Span.End, kind));
                Comments(token.TrailingTrivia);
            }
        }
        catch (InsufficientExecutionStackException)
        {
            // Code nested too deeply for the parser stays plain.
        }
        return parts.OrderBy(p => p.Start);

        void Comments(SyntaxTriviaList list)
        {
            foreach (var trivia in list)
            {
                if (trivia.IsDirective) parts.Add((trivia.SpanStart, trivia.Span.End, "di"));
                else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                    parts.Add((trivia.SpanStart, trivia.Span.End, "co"));
            }
        }
    }

    private static int Nesting(string code)
    {
        int open = 0, deepest = 0;
        foreach (var c in code)
        {
            if (c is '(' or '[' or '{' or '<') deepest = Math.Max(deepest, ++open);
            else if (c is ')' or ']' or '}' or '>' && open > 0) open--;
        }
        return deepest;
    }

    // The kernel's lines are not C#: they are coloured here, and the parser sees spaces in their place.
    private static List<(int, int, string)> Directives(string code, out string rest)
    {
        var lines = new List<(int, int, string)>();
        var text = code.ToCharArray();
        for (var start = 0; start < code.Length;)
        {
            var end = code.IndexOf('\n', start);
            if (end < 0) end = code.Length;
            var line = code.AsSpan(start, end - start);
            var indent = line.Length - line.TrimStart().Length;
            line = line.Trim();
            if (line.StartsWith("#!") || line.StartsWith("#r ") || line.StartsWith("#load ") || line.StartsWith("#i "))
            {
                lines.Add((start + indent, start + indent + line.Length, "di"));
                text.AsSpan(start, end - start).Fill(' ');
            }
            start = end + 1;
        }
        rest = new string(text);
        return lines;
    }

    private static string? KindOf(SyntaxToken token)
    {
        switch (token.Kind())
        {
            case SyntaxKind.NumericLiteralToken:
                return "nu";
            case SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
                or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringEndToken
                or SyntaxKind.InterpolatedRawStringEndToken:
                return "st";
            case SyntaxKind.IdentifierToken:
                return OfIdentifier(token);
            default:
                return SyntaxFacts.IsKeywordKind(token.Kind()) || SyntaxFacts.IsContextualKeyword(token.Kind()) ? "kw" : null;
        }
    }

    private static string? OfIdentifier(SyntaxToken token) => token.Parent switch
    {
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => "ty",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "fn",
        SimpleNameSyntax { Parent: InvocationExpressionSyntax call } name when call.Expression == name =>
            token.ValueText == "nameof" ? "kw" : "fn",
        SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access } name
            when access.Name == name => "fn",
        SimpleNameSyntax { Parent: MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax } } => "fn",
        IdentifierNameSyntax { IsVar: true } => "kw",
        SimpleNameSyntax name when name.Ancestors().Any(a => a is UsingDirectiveSyntax or BaseNamespaceDeclarationSyntax) => null,
        SimpleNameSyntax name when SyntaxFacts.IsInTypeOnlyContext(name) || name is GenericNameSyntax => "ty",
        _ => null,
    };
}
