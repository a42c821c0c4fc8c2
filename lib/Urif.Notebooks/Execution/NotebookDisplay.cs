using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace Urif.Notebooks.Execution;

/// <summary>What <c>display(x)</c>, <c>x.Display()</c> and <c>x.DisplayAs(type)</c> call in a cell.</summary>
public static class NotebookDisplay
{
    // Those that .NET Interactive formats a string for.
    private static readonly string[] StringTypes = ["text/plain", "text/html", "application/json"];

    /// <summary>Where displays go; without one, .NET Interactive has its way.</summary>
    internal static EventStream? Events { get; set; }

    /// <summary>Shows a value among the outputs of the cell.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The formats; by default those that the value's type prefers.</param>
    /// <returns>What was shown; its <c>Update</c> shows another value in its place.</returns>
    public static DisplayedValue Show(object? value, params string[] mimeTypes)
    {
        if (value is string && mimeTypes.FirstOrDefault(t => !StringTypes.Contains(t)) is { } type)
        {
            throw new CellException("DisplayError",
                $"display(text, \"{type}\") is refused, as .NET Interactive has no such format of a string; write "
                    + $"text.DisplayAs(\"{type}\")", []);
        }
        Events?.RequireRoom();
        if (value is null && mimeTypes.Length == 0) mimeTypes = [PlainTextFormatter.MimeType];
        return KernelInvocationContext.Current is { } context ? context.Display(value, mimeTypes) : value.Display(mimeTypes);
    }

    /// <summary>Shows a text that is in a format already.</summary>
    /// <param name="value">The text.</param>
    /// <param name="mimeType">Its format.</param>
    /// <returns>What was shown; its <c>Update</c> shows another value in its place.</returns>
    public static DisplayedValue ShowAs(string value, string mimeType)
    {
        Events?.RequireRoom();
        return KernelInvocationContext.Current is { } context ? context.DisplayAs(value, mimeType) : value.DisplayAs(mimeType);
    }
}
