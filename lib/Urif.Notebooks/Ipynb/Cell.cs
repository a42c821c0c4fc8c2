using System.Collections.Immutable;
using System.Text.Json;

namespace Urif.Notebooks.Ipynb;

/// <summary>A cell of a notebook: <see cref="CodeCell"/>, <see cref="MarkdownCell"/> or <see cref="RawCell"/>.</summary>
public abstract record Cell
{
    private protected Cell(JsonFields fields) => Fields = fields;

    /// <summary>All fields as they stand in the file, the unknown ones too.</summary>
    internal JsonFields Fields { get; private protected init; }

    /// <summary>What tells the cell from the others: 1 to 64 letters, digits, hyphens and underscores.</summary>
    public string Id
    {
        get => JsonValue.Text(Fields["id"]);
        init => Fields = Fields.With("id", value);
    }

    /// <summary>The text of the cell, its lines put together.</summary>
    public string Source
    {
        get => JsonValue.Text(Fields["source"]);
        init => Fields = Fields.With("source", JsonValue.OfLines(value));
    }

    /// <summary>What is said of the cell.</summary>
    public JsonFields Metadata
    {
        get => Fields["metadata"] is { } metadata ? JsonFields.From(metadata) : JsonFields.Empty;
        init => Fields = Fields.With("metadata", value.ToElement());
    }

    /// <summary>The cell's tags, such as <c>parameters</c>; in its metadata.</summary>
    public ImmutableArray<string> Tags
    {
        get => Metadata["tags"] is { } tags ? [.. tags.EnumerateArray().Select(t => t.GetString()!)] : [];
        init => Metadata = Metadata.With("tags", JsonValue.OfStrings(value));
    }

    /// <summary>Whether the cell has a tag.</summary>
    public bool HasTag(string tag) => Tags.Contains(tag);

    internal static Cell From(JsonFields fields) => JsonValue.Text(fields["cell_type"]) switch
    {
        "code" => new CodeCell(fields),
        "markdown" => new MarkdownCell(fields),
        "raw" => new RawCell(fields),
        var other => throw new ArgumentException($"no cell is of type {other}", nameof(fields)),
    };

    private protected static JsonFields Start(string type, string id, string source) => JsonFields.Empty
        .With("cell_type", type).With("id", id).With("metadata", JsonValue.EmptyObject)
        .With("source", JsonValue.OfLines(source));
}

/// <summary>A cell of code, with what its last run left behind.</summary>
public sealed record CodeCell : Cell
{
    internal CodeCell(JsonFields fields) : base(fields) { }

    /// <summary>A cell that was not run.</summary>
    public CodeCell(string id, string source)
        : base(Start("code", id, source).With("execution_count", JsonValue.Null).With("outputs", JsonValue.EmptyArray)) { }

    /// <summary>The number of the last run, from 1; null where the cell was not run.</summary>
    public int? ExecutionCount
    {
        get => Fields["execution_count"] is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : null;
        init => Fields = Fields.With("execution_count", JsonValue.Of(value));
    }

    /// <summary>What the last run left behind, in order.</summary>
    public ImmutableArray<Output> Outputs
    {
        get => Fields["outputs"] is { } outputs ? [.. outputs.EnumerateArray().Select(Output.From)] : [];
        init => Fields = Fields.With("outputs", JsonValue.OfObjects(value.Select(o => o.Fields)));
    }

    /// <summary>The cell without the display that .NET Interactive's kernel adds in Jupyter: it holds the machine's addresses.</summary>
    internal CodeCell WithoutBootstrap() =>
        Outputs.Any(o => o.IsBootstrap) ? this with { Outputs = Outputs.RemoveAll(o => o.IsBootstrap) } : this;
}

/// <summary>A cell of markdown.</summary>
public sealed record MarkdownCell : Cell
{
    internal MarkdownCell(JsonFields fields) : base(fields) { }

    /// <summary>A cell of markdown.</summary>
    public MarkdownCell(string id, string source) : base(Start("markdown", id, source)) { }

    /// <summary>The files that the text shows as <c>attachment:NAME</c>, by name.</summary>
    internal ImmutableDictionary<string, MimeBundle> Attachments => Fields["attachments"] is { } files
        ? files.EnumerateObject().ToImmutableDictionary(a => a.Name, a => new MimeBundle(JsonFields.From(a.Value)))
        : ImmutableDictionary<string, MimeBundle>.Empty;
}

/// <summary>A cell that no program reads: its format, if any, is in its metadata.</summary>
public sealed record RawCell : Cell
{
    internal RawCell(JsonFields fields) : base(fields) { }

    /// <summary>A raw cell.</summary>
    public RawCell(string id, string source) : base(Start("raw", id, source)) { }
}
