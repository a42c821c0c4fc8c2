using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
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
    // Those of .NET Interactive's C# kernel. A type in this list stands for `using static`.
    private static readonly string[] Usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        "Microsoft.DotNet.Interactive.Kernel",
    ];

    // The first piece. What a piece declares is nearer than what a using brings: .NET Interactive's own `display` returns a value
    // whose `Update` changes nothing.
    private const string Prelude = """
        using Microsoft.DotNet.Interactive.Formatting;
        using static Urif.Notebooks.Execution.NotebookDisplay;
        DisplayedValue display(object value, params string[] mimeTypes) => Show(value, mimeTypes);
        static DisplayedValue Display(this object value, params string[] mimeTypes) => Show(value, mimeTypes);
        static DisplayedValue Display(
            this Microsoft.DotNet.Interactive.KernelInvocationContext context, object value, params string[] mimeTypes) =>
            Show(value, mimeTypes);
        static DisplayedValue Display(
            this Microsoft.DotNet.Interactive.KernelInvocationContext context, string value, params string[] mimeTypes) =>
            Show(value, mimeTypes);
        static DisplayedValue DisplayAs(this string value, string mimeType) => ShowAs(value, mimeType);
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    private readonly NotebookLoadContext _context = new();
    private readonly CellReferenceResolver _resolver;
    private readonly CSharpCompilationOptions _options;
    private readonly PackageRestore _packages;
    private readonly string _folder;
    private int _pieces;
    private int _running;

    /// <summary>Starts a session with what every piece can call, and nothing else.</summary>
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
            metadataReferenceResolver: _resolver, sourceReferenceResolver: new CellSourceResolver(folder));
        Run(Prelude, "prelude", _ => { });
    }

    /// <summary>What the pieces that worked have defined. Setting it to an earlier state takes the later definitions back.</summary>
    public SessionState State { get; set; } = new(null, [], [], new object?[2], 0);

    /// <summary>The variables, by name, of the last piece that declares one of that name.</summary>
    public IReadOnlyDictionary<string, (Type Type, object? Value)> Variables
    {
        get
        {
            var variables = new Dictionary<string, (Type, object?)>(StringComparer.Ordinal);
            for (var i = 1; i <= State.Count; i++)
            {
                foreach (var member in Fields(State.Slots[i]!))
                    variables[member.Name] = (member.FieldType, member.GetValue(State.Slots[i]));
            }
            return variables;
        }
    }

    /// <summary>Compiles and runs a piece, and waits for its end.</summary>
    public void Run(string code, string name, Action<object?> use) => RunAsync(code, name, use).GetAwaiter().GetResult();

    /// <summary>Compiles and runs a piece.</summary>
    /// <param name="code">The code.</param>
    /// <param name="name">What messages call the piece.</param>
    /// <param name="use">What to do with the value, if the piece ends in an expression that has one.</param>
    /// <exception cref="CellException">The piece does not compile, or it or the use of its value failed.</exception>
    public async Task RunAsync(string code, string name, Action<object?> use)
    {
        var tree = CSharpSyntaxTree.ParseText(code, ParseOptions, path: name, encoding: Encoding.UTF8);
        var compilation = CSharpCompilation.CreateScriptCompilation($"cell-{++_pieces}", tree,
            State.Last is null ? FrameworkReferences.All : State.Added, _options, State.Last, typeof(object));

        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(
            image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (emitted.Diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error))
            throw CellFailure.OfCompilation(emitted.Diagnostics, _folder);

        if (!emitted.Success)
        {
            // Without an error: there is nothing to run, only directives.
            State = State with { Last = compilation, Added = [] };
            return;
        }
        image.Position = symbols.Position = 0;
        var assembly = _context.LoadCell(image, symbols);
        var slots = State.Slots.Length > State.Count + 1 ? State.Slots : [.. State.Slots, .. new object?[State.Slots.Length]];
        // A piece that another one runs has the same place as that one, which goes on after it.
        if (_running > 0) slots = [.. slots];
        _running++;
        try
        {
            var value = await EntryPoint(compilation, assembly)(slots);
            if (value is not null || EndsInExpression(compilation, tree)) use(value);
        }
        catch (Exception e)
        {
            throw CellFailure.OfRun(e, _context, code.Split('\n'), name);
        }
        finally
        {
            _running--;
        }
        State = State with { Last = compilation, Added = [], Slots = slots, Count = State.Count + 1 };
    }

    /// <summary>Declares a variable, as a piece of its own.</summary>
    public async Task SetAsync(string name, object? value)
    {
        // A type that cells cannot name is taken as what it is at run time.
        var type = value?.GetType() is { IsVisible: true } visible ? CSharpName(visible) : "dynamic";
        await RunAsync($"{type} {name} = default;", name, _ => { });
        Fields(State.Slots[State.Count]!).Single(f => f.Name == name).SetValue(State.Slots[State.Count], value);
    }

    /// <summary>Restores packages beside those of earlier calls, and lets the pieces that follow refer to them.</summary>
    /// <param name="references">What <c>#r "nuget:..."</c> says of each.</param>
    /// <returns>The assemblies with extensions of .NET Interactive that the packages bring, loaded.</returns>
    /// <exception cref="CellException">A reference names no exact version, or the SDK cannot restore it.</exception>
    public async Task<IReadOnlyList<Assembly>> AddPackagesAsync(IReadOnlyList<string> references)
    {
        // The restore follows a source without a package, too.
        if (references.Count == 0) return [];
        var packages = await _packages.AddAsync(references);
        _context.AddLibrary(packages.Library);
        ImmutableArray<MetadataReference> added = [.. packages.Assemblies.Select(_resolver.Reference).Except(State.Packages)];
        State = State with { Packages = State.Packages.AddRange(added), Added = State.Added.AddRange(added) };
        return [.. packages.Extensions.Select(_context.LoadLibrary)];
    }

    /// <summary>Lets <see cref="AddPackagesAsync"/> look in a further place, as <c>#i "nuget:..."</c> says.</summary>
    public void AddPackageSource(string source) => _packages.AddSource(source);

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

    private static IEnumerable<FieldInfo> Fields(object piece) =>
        piece.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(f => !f.Name.StartsWith('<') && f.GetCustomAttribute<CompilerGeneratedAttribute>() is null);

    private static string CSharpName(Type type)
    {
        if (type.IsArray) return $"{CSharpName(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        // Of a type within a generic type, the arguments stand with both.
        if (type.IsGenericType && type.IsNested) return "dynamic";
        var name = (type.Namespace is { } space ? $"global::{space}." : "")
            + (type.IsNested ? $"{CSharpName(type.DeclaringType!).Split('.')[^1]}." : "") + type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(CSharpName))}>" : name;
    }
}

/// <summary>What the pieces that worked have defined.</summary>
/// <param name="Last">The last piece that worked.</param>
/// <param name="Packages">The assemblies of packages that the pieces may refer to.</param>
/// <param name="Added">
/// Those of them that no piece was compiled with yet. A piece has the references of those before it; to give them again would take
/// memory for each pair of pieces.
/// </param>
/// <param name="Slots">The pieces' instances, from place 1 on.</param>
/// <param name="Count">How many pieces there are.</param>
internal sealed record SessionState(
    CSharpCompilation? Last, ImmutableArray<MetadataReference> Packages, ImmutableArray<MetadataReference> Added, object?[] Slots,
        int Count);
