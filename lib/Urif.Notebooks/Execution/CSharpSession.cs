using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Runs pieces of C# one after the other, each in the scope of those before it, with the semantics and the default usings of
/// .NET Interactive's C# kernel. A piece that fails leaves nothing behind: the next one continues from the last that worked.
/// </summary>
internal sealed class CSharpSession
{
    // Those of the kernel. A type in this list stands for `using static`.
    private static readonly string[] Usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        typeof(NotebookDisplay).FullName!,
    ];

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private readonly string _folder;
    private readonly NotebookLoadContext _context = new();
    private readonly CellReferenceResolver _resolver;
    private readonly CSharpCompilationOptions _options;
    private readonly PackageRestore _packages;
    private int _pieces;

    /// <summary>Starts a session without definitions.</summary>
    /// <param name="folder">What relative paths of <c>#r</c> and <c>#load</c> start from.</param>
    /// <param name="packageStore">Where restored packages are kept; by default in the user's local data.</param>
    public CSharpSession(string folder, string? packageStore = null)
    {
        _folder = folder;
        _packages = new PackageRestore(folder, packageStore ?? PackageRestore.UserStore);
        _resolver = new CellReferenceResolver(folder, _context);
        // Optimized, unlike the kernel: loops in cells are as fast as in a library.
        _options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, usings: Usings,
            optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, concurrentBuild: false,
            metadataReferenceResolver: _resolver, sourceReferenceResolver: new SourceFileResolver([], folder));
    }

    /// <summary>What the pieces that worked have defined. Setting it to an earlier state takes the later definitions back.</summary>
    public SessionState State { get; set; } = new(null, [], new object?[2], 0);

    /// <summary>Compiles and runs a piece.</summary>
    /// <param name="code">The code.</param>
    /// <param name="name">What messages call the piece.</param>
    /// <param name="use">What to do with the value, if the piece ends in an expression that has one.</param>
    /// <exception cref="CellException">The piece does not compile, or it or the use of its value failed.</exception>
    public async Task RunAsync(string code, string name, Action<object?> use)
    {
        var (tree, packages) = await RestorePackagesAsync(Parse(code, name));
        var compilation = CSharpCompilation.CreateScriptCompilation($"cell-{++_pieces}", tree,
            FrameworkReferences.All.AddRange(State.References.Union(packages)), _options, State.Last, typeof(object));

        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(
            image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (emitted.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw CellFailure.OfCompilation(emitted.Diagnostics, _folder);

        var references = State.References.Union(packages).Union(compilation.DirectiveReferences).ToImmutableArray();
        if (!emitted.Success)
        {
            // Without an error: there is nothing to run, only directives.
            State = State with { Last = compilation, References = references };
            return;
        }
        image.Position = symbols.Position = 0;
        var assembly = _context.LoadCell(image, symbols);
        var slots = State.Slots.Length > State.Count + 1 ? State.Slots : [.. State.Slots, .. new object?[State.Slots.Length]];
        try
        {
            var value = await EntryPoint(compilation, assembly)(slots);
            if (value is not null || EndsInExpression(compilation, tree)) use(value);
        }
        catch (Exception e)
        {
            throw CellFailure.OfRun(e, _context, code.Split('\n'), _folder, name);
        }
        State = new(compilation, references, slots, State.Count + 1);
    }

    private static Func<object?[], Task<object?>> EntryPoint(CSharpCompilation compilation, Assembly assembly)
    {
        var entry = compilation.GetEntryPoint(CancellationToken.None)!;
        return assembly.GetType(entry.ContainingType.MetadataName, throwOnError: true)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    // For the value null: a last expression without a semicolon, unless it is a call of a method without a value.
    private static bool EndsInExpression(CSharpCompilation compilation, SyntaxTree tree) =>
        tree.GetCompilationUnitRoot().Members.LastOrDefault() is GlobalStatementSyntax
        {
            Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement,
        }
        && compilation.GetSemanticModel(tree).GetTypeInfo(statement.Expression).Type is not { SpecialType: SpecialType.System_Void };

    // The compiler lets a directive stand for one assembly, and a package has several: they are referred to apart, and spaces
    // take the place of the directive.
    private async Task<(SyntaxTree Tree, ImmutableArray<MetadataReference> References)> RestorePackagesAsync(SyntaxTree tree)
    {
        var directives = tree.GetCompilationUnitRoot().GetReferenceDirectives()
            .Where(d => d.File.ValueText.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase)).ToList();
        if (directives.Count == 0) return (tree, []);

        var references = ImmutableArray<MetadataReference>.Empty;
        var text = tree.ToString().ToCharArray();
        foreach (var directive in directives)
        {
            var (library, assemblies) = await _packages.AddAsync(directive.File.ValueText);
            _context.AddLibrary(library);
            references = references.AddRange(assemblies.Select(_resolver.Reference));
            text.AsSpan(directive.HashToken.SpanStart, directive.File.Span.End - directive.HashToken.SpanStart).Fill(' ');
        }
        return (Parse(new string(text), tree.FilePath), references);
    }

    private static SyntaxTree Parse(string code, string name) =>
        CSharpSyntaxTree.ParseText(code, ParseOptions, path: name, encoding: Encoding.UTF8);
}

/// <summary>What the pieces that worked have defined.</summary>
/// <param name="Last">The last piece that worked.</param>
/// <param name="References">What the pieces refer to by <c>#r</c>.</param>
/// <param name="Slots">The pieces' instances, from place 1 on.</param>
/// <param name="Count">How many pieces there are.</param>
internal sealed record SessionState(
    CSharpCompilation? Last, ImmutableArray<MetadataReference> References, object?[] Slots, int Count);
