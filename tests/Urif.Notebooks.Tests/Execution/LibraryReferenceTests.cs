using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Urif.Notebooks.Execution;

namespace Urif.Tests.Execution;

/// <summary>What <c>#r</c> brings in; in the process of the tests, for a session knows nothing of its host.</summary>
public class LibraryReferenceTests
{
    [Fact]
    public async Task A_library_is_found_from_the_notebooks_folder_and_its_dependencies_beside_it()
    {
        using var folder = new NotebookFolder();
        var inner = Library(folder, "Inner", "public static class Inner { public static int Two() => 2; public record Box(int N); }");
        Library(folder, "Outer", "public static class Outer { public static int Four() => 2 * Inner.Two(); public static Inner.Box Box() => new(5); }", inner);
        var session = new CSharpSession(folder.PathOf("."));
        Assert.Equal(4, await ValueAsync(session, "#r \"lib/Outer.dll\"\nOuter.Four()"));
        Assert.Equal(5, await ValueAsync(session, "Outer.Box().N"));
        Assert.Equal(6, await ValueAsync(session, "#r \"lib/Outer.dll\"\nOuter.Four() + 2"));
    }

    [Fact]
    public async Task What_a_notebook_refers_to_wins_over_what_the_host_carries()
    {
        using var folder = new NotebookFolder();
        Library(folder, "CsCheck", "public static class OfTheNotebook { public static int One() => 1; }");
        Assert.Equal(1, await ValueAsync(new CSharpSession(folder.PathOf(".")), "#r \"lib/CsCheck.dll\"\nOfTheNotebook.One()"));
    }

    [Fact]
    public async Task The_framework_and_the_formatters_are_shared_with_the_host()
    {
        using var folder = new NotebookFolder();
        var value = await ValueAsync(new CSharpSession(folder.PathOf(".")),
            "#r \"System.Text.Json\"\nusing Microsoft.DotNet.Interactive.Formatting;\ntypeof(Formatter)");
        Assert.Same(typeof(Microsoft.DotNet.Interactive.Formatting.Formatter), value);
    }

    [Fact]
    public async Task A_cell_that_fails_after_its_reference_leaves_the_reference_out()
    {
        using var folder = new NotebookFolder();
        Library(folder, "Inner", "public static class Inner { public static int Two() => 2; }");
        var session = new CSharpSession(folder.PathOf("."));
        await Assert.ThrowsAsync<CellException>(() => ValueAsync(session, "#r \"lib/Inner.dll\"\nthrow new Exception(\"x\");"));
        var e = await Assert.ThrowsAsync<CellException>(() => ValueAsync(session, "Inner.Two()"));
        Assert.Contains("CS0103", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, await ValueAsync(session, "#r \"lib/Inner.dll\"\nInner.Two()"));
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_is_an_error_of_the_cell()
    {
        using var folder = new NotebookFolder();
        File.WriteAllText(folder.PathOf("text.dll"), "no assembly");
        var session = new CSharpSession(folder.PathOf("."));
        var e = await Assert.ThrowsAsync<CellException>(() => ValueAsync(session, "#r \"text.dll\"\n1"));
        Assert.Contains("CS0009", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, await ValueAsync(session, "1 + 1"));
    }

    private static async Task<object?> ValueAsync(CSharpSession session, string code)
    {
        object? result = null;
        await session.RunAsync(code, "test", value => result = value);
        return result;
    }

    private static PortableExecutableReference Library(NotebookFolder folder, string name, string source, params MetadataReference[] references)
    {
        Directory.CreateDirectory(folder.PathOf("lib"));
        var path = folder.PathOf(Path.Combine("lib", name + ".dll"));
        var emitted = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(source)],
            FrameworkReferences.All.AddRange(references), new(OutputKind.DynamicallyLinkedLibrary)).Emit(path);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return MetadataReference.CreateFromFile(path);
    }
}
