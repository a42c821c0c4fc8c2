namespace Urif.Audit;

/// <summary>
/// Input that cannot be used. The message is one line for a person: what is wrong, where, and what would be right.
/// Programs print it and exit with code 2.
/// </summary>
public sealed class InputException : Exception
{
    /// <summary>Says what is wrong with an input, where, and what would be right.</summary>
    /// <param name="where">The file, with line and column where there are any.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="remedy">What would be right.</param>
    public InputException(string where, string problem, string remedy)
        : base($"{where}: {problem}; {remedy}") => (Where, Problem, Remedy) = (where, problem, remedy);

    /// <summary>The file, with line and column where there are any.</summary>
    public string Where { get; }

    /// <summary>What is wrong.</summary>
    public string Problem { get; }

    /// <summary>What would be right.</summary>
    public string Remedy { get; }
}
