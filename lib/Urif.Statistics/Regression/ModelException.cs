namespace Urif.Statistics;

/// <summary>
/// A model that these data cannot support, or a formula that cannot be read; the message is one line and names the term.
/// </summary>
public class ModelException : Exception
{
    /// <summary>No term, no message.</summary>
    public ModelException() => Term = "";

    /// <summary>A message that concerns the model as a whole.</summary>
    public ModelException(string message)
        : base(message) => Term = "";

    /// <summary>A message with its cause.</summary>
    public ModelException(string message, Exception innerException)
        : base(message, innerException) => Term = "";

    /// <summary>A message about one term; it starts with the term's name.</summary>
    public ModelException(string term, string message)
        : base($"{term}: {message}") => Term = term;

    /// <summary>Why there is no estimate.</summary>
    public ModelFault Fault { get; init; }

    /// <summary>The term, column or variable that the message is about; empty where it is the whole model.</summary>
    public string Term { get; }
}
