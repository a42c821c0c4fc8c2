using System.Collections.Concurrent;
using System.Text;

namespace Urif.Reporting;

/// <summary>The style of a view, from a file beside this one. It suits dark and light pages and needs no other style.</summary>
/// <param name="Css">The rules.</param>
internal sealed record Stylesheet(string Css) : HtmlNode
{
    private static readonly ConcurrentDictionary<string, Stylesheet> Read = new(StringComparer.Ordinal);

    /// <summary>The style of that name.</summary>
    /// <param name="name">The file's name without <c>.css</c>.</param>
    public static Stylesheet Of(string name) => Read.GetOrAdd(name, static file =>
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream($"{file}.css")
            ?? throw new ArgumentException($"no style is called \"{file}\"", nameof(name));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rules = new StringBuilder();
        // A page carries it with every view: without indents, line breaks and lines that only explain.
        while (reader.ReadLine() is { } line)
            if (line.Trim() is { } rule && !rule.StartsWith("/*", StringComparison.Ordinal)) rules.Append(rule);
        return new(rules.ToString());
    });

    /// <inheritdoc/>
    public override void WriteTo(StringBuilder output) => output.Append("<style>").Append(Css).Append("</style>");
}
