namespace Urif.Notebooks;

/// <summary>
/// A notebook, or what was asked of it, that cannot be used. The message is one line for a person: where, what is wrong,
/// and what would be right. Programs print it and exit with a code of its <see cref="Fault"/>.
/// </summary>
public sealed class NotebookException : Exception
{
    /// <summary>Says what is wrong, where, and what would be right.</summary>
    /// <param name="fault">What kind of thing is wrong.</param>
    /// <param name="where">The file, with the JSON path or the line and column where there are any.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="remedy">What would be right.</param>
    internal NotebookException(NotebookFault fault, string where, string problem, string remedy)
        : base($"{where}: {problem}; {remedy}") =>
        (Fault, Where, Problem, Remedy) = (fault, where, problem, remedy);

    /// <summary>What kind of thing is wrong.</summary>
    public NotebookFault Fault { get; }

    /// <summary>The file, with the JSON path or the line and column where there are any.</summary>
    internal string Where { get; }

    /// <summary>What is wrong.</summary>
    internal string Problem { get; }

    /// <summary>What would be right.</summary>
    internal string Remedy { get; }
}

/// <summary>The kinds of thing that a <see cref="NotebookException"/> reports; a program gives each its own exit code.</summary>
public enum NotebookFault
{
    /// <summary>The file is missing, is not JSON, or is not a notebook.</summary>
    BadNotebook,

    /// <summary>A parameter is unknown, or its value does not fit its type.</summary>
    BadParameter,
}
