namespace Urif.Notebooks.Book;

/// <summary>What a reader of a book may want otherwise.</summary>
public sealed record BookOptions
{
    /// <summary>The title on the contents page and in the browser's tabs.</summary>
    public string Title { get; init; } = "Notebooks";

    /// <summary>What the book is, in a sentence under the title of the contents page; empty for none.</summary>
    public string Description { get; init; } = "";

    /// <summary>The language of the notebooks and of the book's own words: <c>en</c> or <c>zh</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whether the book is one HTML file, contents and all pages in it, not a page per notebook.</summary>
    public bool SingleFile { get; init; }

    /// <summary>
    /// Opens plotly.js for charts that need it; it is asked once, and only then. Null: such charts show their other formats.
    /// </summary>
    public Func<Stream>? PlotlyScript { get; init; }
}
