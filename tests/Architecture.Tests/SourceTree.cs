using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Urif.Architecture.Tests;

/// <summary>The source of a project in lib, with what its names mean.</summary>
internal sealed class SourceTree
{
    /// <summary>The projects, each below those that may use it.</summary>
    public static readonly string[] Projects =
        [.. Directory.GetDirectories(Repository.PathOf("lib")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    private static readonly ConcurrentDictionary<string, Lazy<SourceTree>> Read = new(StringComparer.Ordinal);

    // What the SDK adds to each file where implicit usings are on.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private readonly CSharpCompilation _compilation;
    private readonly string _root;

    private SourceTree(string project)
    {
        _root = Repository.PathOf("lib", project);
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithDocumentationMode(DocumentationMode.None);
        Files = [.. Directory.EnumerateFiles(_root, "*.cs", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(_root, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith("obj/", StringComparison.Ordinal) && !f.StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
        var trees = Files.Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(_root, f)), options, f))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, options, "ImplicitUsings.cs"));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(f => Path.GetFileNameWithoutExtension(f) is var name && name != AssemblyName(project)
                && !name.EndsWith(".Tests", StringComparison.Ordinal))
            .Select(f => MetadataReference.CreateFromFile(f));
        _compilation = CSharpCompilation.Create(project, trees, references, new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    /// <summary>The files, relative to the project.</summary>
    public IReadOnlyList<string> Files { get; }

    public static SourceTree Of(string project) => Read.GetOrAdd(project, p => new(() => new(p))).Value;

    /// <summary>The assembly that a project builds.</summary>
    public static string AssemblyName(string project) => project == "Urif.Cli" ? "urif" : project;

    /// <summary>The types that a file declares at its top.</summary>
    public IEnumerable<string> TypesIn(string file) => Root(file).DescendantNodes(n => n is not TypeDeclarationSyntax)
        .OfType<MemberDeclarationSyntax>().Select(m => m switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => "",
        }).Where(n => n.Length > 0);

    /// <summary>The texts of a file's string literals, with their lines.</summary>
    public IEnumerable<(int Line, string Text)> Strings(string file) => Root(file).DescendantTokens()
        .Where(t => t.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken)
        .Select(t => (t.GetLocation().GetLineSpan().StartLinePosition.Line + 1, t.ValueText));

    /// <summary>Which folders use types of which other folders, with one use of each as an example.</summary>
    public IReadOnlyDictionary<(string From, string To), string> FolderUses()
    {
        var uses = new Dictionary<(string, string), string>();
        foreach (var tree in _compilation.SyntaxTrees.Where(t => t.FilePath != "ImplicitUsings.cs"))
        {
            var model = _compilation.GetSemanticModel(tree);
            var from = Folder(tree.FilePath);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol;
                var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                if (type?.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath is not { } file || Folder(file) == from) continue;
                uses.TryAdd((from, Folder(file)), $"{tree.FilePath} uses {type.Name}");
            }
        }

        return uses;
    }

    /// <summary>What the compiler finds wrong: the analysis above is only as good as it.</summary>
    /// <remarks>Partial members whose other part a source generator writes are not here (CS9248, CS8795).</remarks>
    public IEnumerable<string> Errors() => _compilation.GetDiagnostics()
        .Where(d => d.Severity == DiagnosticSeverity.Error && d.Id is not ("CS9248" or "CS8795")).Select(d => d.ToString());

    private SyntaxNode Root(string file) => _compilation.SyntaxTrees.Single(t => t.FilePath == file).GetRoot();

    private static string Folder(string file) => Path.GetDirectoryName(file)!.Replace('\\', '/');
}
