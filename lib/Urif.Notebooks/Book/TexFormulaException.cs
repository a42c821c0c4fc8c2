namespace Urif.Notebooks.Book;

/// <summary>A formula that cannot be drawn; the message says why.</summary>
internal sealed class TexFormulaException(string message) : Exception(message);
