using System.Collections.Immutable;
using System.Text.Json;

namespace Urif.Notebooks.Ipynb;

/// <summary>
/// What a code cell left behind: <see cref="StreamOutput"/>, <see cref="DisplayData"/>, <see cref="ExecuteResult"/> or
/// <see cref="ErrorOutput"/>.
/// </summary>
public abstract record Output
{
    private protected Output(JsonFields fields) => Fields = fields;

    /// <summary>All fields as they stand in the file, the unknown ones too.</summary>
    internal JsonFields Fields { get; private protected init; }

    /// <summary>Whether it is what .NET Interactive's kernel adds to the first cell in Jupyter, to connect the page with itself.</summary>
    internal bool IsBootstrap => this is RichOutput rich && rich.Data.Types.Any(type =>
        rich.Data.Text(type)!.Contains("dotnet-interactive-this-cell", StringComparison.Ordinal));

    internal static Output From(JsonElement element) => From(JsonFields.From(element));

    internal static Output From(JsonFields fields) => JsonValue.Text(fields["output_type"]) switch
    {
        "stream" => new StreamOutput(fields),
        "display_data" => new DisplayData(fields),
        "execute_result" => new ExecuteResult(fields),
        "error" => new ErrorOutput(fields),
        var other => throw new ArgumentException($"no output is of type {other}", nameof(fields)),
    };

    private protected static JsonFields Start(string type) => JsonFields.Empty.With("output_type", type);
}

/// <summary>Text that a cell wrote to a console stream.</summary>
public sealed record StreamOutput : Output
{
    internal StreamOutput(JsonFields fields) : base(fields) { }

    /// <summary>A piece of text on a stream.</summary>
    /// <param name="name"><c>stdout</c> or <c>stderr</c>.</param>
    /// <param name="text">The text.</param>
    public StreamOutput(string name, string text)
        : base(Start("stream").With("name", name).With("text", JsonValue.OfLines(text))) { }

    /// <summary><c>stdout</c> or <c>stderr</c>.</summary>
    public string Name => JsonValue.Text(Fields["name"]);

    /// <summary>The text.</summary>
    public string Text
    {
        get => JsonValue.Text(Fields["text"]);
        init => Fields = Fields.With("text", JsonValue.OfLines(value));
    }
}

/// <summary>Outputs that carry one thing in several formats.</summary>
public abstract record RichOutput : Output
{
    private protected RichOutput(JsonFields fields) : base(fields) { }

    /// <summary>The formats.</summary>
    public MimeBundle Data
    {
        get => new(Fields["data"] is { } data ? JsonFields.From(data) : JsonFields.Empty);
        init => Fields = Fields.With("data", value.Data.ToElement());
    }

    /// <summary>What is said of the formats, such as the size of an image, by mime type.</summary>
    public JsonFields Metadata
    {
        get => Fields["metadata"] is { } metadata ? JsonFields.From(metadata) : JsonFields.Empty;
        init => Fields = Fields.With("metadata", value.ToElement());
    }
}

/// <summary>A thing that a cell displayed.</summary>
public sealed record DisplayData : RichOutput
{
    internal DisplayData(JsonFields fields) : base(fields) { }

    /// <summary>A thing displayed.</summary>
    public DisplayData(MimeBundle data)
        : base(Start("display_data").With("data", data.Data.ToElement()).With("metadata", JsonValue.EmptyObject)) { }
}

/// <summary>The value of a cell's last expression.</summary>
public sealed record ExecuteResult : RichOutput
{
    internal ExecuteResult(JsonFields fields) : base(fields) { }

    /// <summary>The value of a cell.</summary>
    /// <param name="data">The value in its formats.</param>
    /// <param name="executionCount">The number of the run of the cell, from 1.</param>
    public ExecuteResult(MimeBundle data, int? executionCount)
        : base(Start("execute_result").With("data", data.Data.ToElement()).With("metadata", JsonValue.EmptyObject)
            .With("execution_count", JsonValue.Of(executionCount))) { }

    /// <summary>The number of the run of the cell, from 1; null where it was not kept.</summary>
    public int? ExecutionCount
    {
        get => Fields["execution_count"] is { ValueKind: JsonValueKind.Number } count ? count.GetInt32() : null;
        init => Fields = Fields.With("execution_count", JsonValue.Of(value));
    }
}

/// <summary>The failure of a cell.</summary>
public sealed record ErrorOutput : Output
{
    internal ErrorOutput(JsonFields fields) : base(fields) { }

    /// <summary>A failure.</summary>
    /// <param name="name">The type of the exception, or the kind of failure.</param>
    /// <param name="message">The message.</param>
    /// <param name="traceback">Where it happened, line by line.</param>
    public ErrorOutput(string name, string message, IEnumerable<string> traceback)
        : base(Start("error").With("ename", name).With("evalue", message)
            .With("traceback", JsonValue.OfStrings(traceback))) { }

    /// <summary>The type of the exception, or the kind of failure.</summary>
    public string Name => JsonValue.Text(Fields["ename"]);

    /// <summary>The message.</summary>
    public string Message => JsonValue.Text(Fields["evalue"]);

    /// <summary>Where it happened, line by line.</summary>
    public ImmutableArray<string> Traceback =>
        Fields["traceback"] is { } lines ? [.. lines.EnumerateArray().Select(l => l.GetString()!)] : [];
}
