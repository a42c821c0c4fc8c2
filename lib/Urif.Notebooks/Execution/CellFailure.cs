using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Urif.Notebooks.Execution;

/// <summary>Puts into words why a piece of code does not compile, or why it failed and where in the notebook.</summary>
internal static class CellFailure
{
    /// <summary>The errors of a compilation: line, column, message, and the source line with a mark below the place.</summary>
    public static CellException OfCompilation(IEnumerable<Diagnostic> diagnostics, string folder)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)
            .OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan).ToList();
        // Without a library, all that names it fails too.
        if (errors.Where(IsMissingLibrary).ToList() is { Count: > 0 } missing) errors = missing;
        return new CellException("CompilationError", Headline(errors[0]), [.. errors.SelectMany(e => Lines(e, folder))]);
    }

    /// <summary>
    /// An exception that a piece threw: its type and message, those of its causes, and the frames of the notebook's own code.
    /// </summary>
    public static CellException OfRun(Exception exception, NotebookLoadContext context, string[] source, string name)
    {
        if (exception is CellException own) return own;
        var lines = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            lines.Add((e == exception ? "" : "caused by ") + $"{TypeName(e)}: {e.Message}");
            lines.AddRange(Frames(e, context, source, name));
        }
        return new CellException(TypeName(exception), exception.Message, lines);
    }

    private static bool IsMissingLibrary(Diagnostic error) => error.Id == "CS0006";

    private static string TypeName(Exception exception) => exception.GetType().ToString();

    private static string Headline(Diagnostic error)
    {
        var place = error.Location.GetLineSpan().StartLinePosition;
        var message = error.GetMessage(CultureInfo.InvariantCulture);
        if (IsMissingLibrary(error)) message += " from the notebook's folder; build the library, or correct the path";
        return string.Create(CultureInfo.InvariantCulture, $"({place.Line + 1},{place.Character + 1}): error {error.Id}: {message}");
    }

    private static IEnumerable<string> Lines(Diagnostic error, string folder)
    {
        if (error.Location.SourceTree is not { } tree)
        {
            yield return Headline(error);
            yield break;
        }
        var place = error.Location.GetLineSpan();
        yield return MachinePaths.Relative(place.Path, folder) + Headline(error);
        var text = tree.GetText().Lines[place.StartLinePosition.Line].ToString();
        // Tabs stay in the margin, so that the mark stands below the place.
        var margin = new string([.. text.Take(place.StartLinePosition.Character).Select(c => c == '\t' ? '\t' : ' ')]);
        var length = place.EndLinePosition.Line == place.StartLinePosition.Line
            ? place.EndLinePosition.Character - place.StartLinePosition.Character
            : text.Length - place.StartLinePosition.Character;
        yield return "    " + text;
        yield return "    " + margin + new string('^', Math.Max(1, length));
    }

    private static IEnumerable<string> Frames(Exception exception, NotebookLoadContext context, string[] source, string name)
    {
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || !context.IsCell(method.Module.Assembly)) continue;
            yield return $"   at {FrameName(method)}{Place(frame)}";
        }

        string Place(StackFrame frame)
        {
            var line = frame.GetFileLineNumber();
            if (line == 0 || frame.GetFileName() is not { } file) return "";
            var text = file == name && line <= source.Length ? ": " + source[line - 1].Trim() : "";
            return string.Create(CultureInfo.InvariantCulture, $" in {file}, line {line}{text}");
        }
    }

    // `<<Initialize>>d__0.MoveNext` is the cell itself, `<Half>d__1.MoveNext` an async method, `<Half>g__Inner|0` and
    // `<Half>b__0` what is nested in one.
    private static string FrameName(MethodBase method)
    {
        var name = method.Name == "MoveNext" && method.DeclaringType is { } machine ? machine.Name : method.Name;
        if (name.Contains("<Initialize>", StringComparison.Ordinal)) return "the cell";
        if (!name.StartsWith('<')) return name;
        var local = name.IndexOf(">g__", StringComparison.Ordinal);
        if (local >= 0) return name[(local + 4)..].Split('|')[0];
        var end = name.IndexOf('>', StringComparison.Ordinal);
        return end > 1 ? name[1..end] : "the cell";
    }
}
