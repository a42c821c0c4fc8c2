using System.Text.Json;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>What a notebook and its cells say of the kernel that runs them.</summary>
internal static class NotebookKernelSpec
{
    private static readonly string[] CSharp = ["csharp", "c#", ".net-csharp"];

    /// <summary>Refuses a notebook of another kernel. One that names none is taken as C#.</summary>
    /// <exception cref="NotebookException">The notebook is of another kernel.</exception>
    public static void RequireCSharp(Notebook notebook, string where)
    {
        string?[] names = [Text(notebook.Metadata["kernelspec"], "name"), Text(notebook.Metadata["kernelspec"], "language"),
            Text(notebook.Metadata["language_info"], "name")];
        string[] given = [.. names.Where(n => !string.IsNullOrEmpty(n))!];
        if (given.Length == 0 || given.Any(n => CSharp.Contains(n, StringComparer.OrdinalIgnoreCase))) return;
        var kernel = Text(notebook.Metadata["kernelspec"], "display_name") is { Length: > 0 } display ? display : given[0];
        throw new NotebookException(NotebookFault.BadNotebook, where, $"is a notebook of the kernel {kernel}",
            "C# notebooks run here (.net-csharp); run this one in Jupyter");
    }

    /// <summary>The kernel of a cell, which front ends of .NET Interactive keep in its metadata; null where they do not.</summary>
    public static string? Of(Cell cell) =>
        Text(cell.Metadata["polyglot_notebook"], "kernelName") ?? Text(cell.Metadata["dotnet_interactive"], "language");

    private static string? Text(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
