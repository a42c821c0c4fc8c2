using System.Globalization;

namespace Urif.Audit;

/// <summary>
/// Input that cannot be used. The message is one line for a person: what is wrong, where, and what would be right; where
/// several things are wrong, a line for each. Programs print it and exit with code 2.
/// </summary>
public sealed class InputException : Exception
{
    private const int MostLines = 20;

    /// <summary>Says what is wrong with an input, where, and what would be right.</summary>
    /// <param name="where">The file, with line and column where there are any.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="remedy">What would be right.</param>
    public InputException(string where, string problem, string remedy)
        : base($"{where}: {problem}; {remedy}") => (Where, Problem, Remedy, Problems) = (where, problem, remedy, [this]);

    private InputException(IReadOnlyList<InputException> problems)
        : base(string.Join('\n', Lines(problems))) =>
        (Where, Problem, Remedy, Problems) = (problems[0].Where, problems[0].Problem, problems[0].Remedy, [.. problems]);

    /// <summary>The file, with line and column where there are any; of the first problem.</summary>
    public string Where { get; }

    /// <summary>What is wrong; the first problem.</summary>
    public string Problem { get; }

    /// <summary>What would be right; of the first problem.</summary>
    public string Remedy { get; }

    /// <summary>Everything that is wrong, in the order in which it was found; this one alone where there is no other.</summary>
    public IReadOnlyList<InputException> Problems { get; }

    /// <summary>One or more problems as one exception, whose message has a line for each of the first twenty and counts the rest.</summary>
    internal static InputException Of(IReadOnlyList<InputException> problems) =>
        problems is [var only] ? only : new InputException(problems);

    private static IEnumerable<string> Lines(IReadOnlyList<InputException> problems)
    {
        var lines = problems.Take(MostLines).Select(p => p.Message.ReplaceLineEndings(" "));
        var rest = problems.Count - MostLines;
        return rest <= 0 ? lines : lines.Append(string.Create(
            CultureInfo.InvariantCulture, $"and {rest} more {(rest == 1 ? "problem" : "problems")}"));
    }
}
