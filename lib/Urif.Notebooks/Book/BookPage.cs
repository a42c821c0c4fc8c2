using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Book;

/// <summary>A notebook that goes into a book as one page.</summary>
/// <param name="Name">
/// The notebook's file name, such as <c>03-table-1.ipynb</c>: links find the page by it, and the page takes its name from it.
/// </param>
/// <param name="Notebook">The notebook, with its outputs.</param>
/// <param name="Folder">The folder that images in the text are relative to; null where there is none.</param>
public sealed record BookPage(string Name, Notebook Notebook, string? Folder = null)
{
    /// <summary>Reads a page from a notebook's file.</summary>
    /// <exception cref="NotebookException">The file is not a notebook.</exception>
    public static BookPage Read(string path) =>
        new(Path.GetFileName(path), Notebook.Read(path), Path.GetDirectoryName(Path.GetFullPath(path)));
}
