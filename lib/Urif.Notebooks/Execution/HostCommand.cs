using System.Collections.Immutable;
using System.Reflection;

namespace Urif.Notebooks.Execution;

/// <summary>How to start the process that runs the cells of a notebook: a program that calls <see cref="NotebookHost.Run"/>.</summary>
/// <param name="Program">The program's path.</param>
/// <param name="Arguments">What goes before the arguments of the host.</param>
internal sealed record HostCommand(string Program, ImmutableArray<string> Arguments)
{
    /// <summary>
    /// This very program, started again with <see cref="NotebookHost.Verb"/> as its first argument. Its entry point must pass
    /// the arguments that follow the verb to <see cref="NotebookHost.Run"/>.
    /// </summary>
    public static HostCommand ThisProgram { get; } = Find();

    private static HostCommand Find()
    {
        var program = Environment.ProcessPath ?? throw new PlatformNotSupportedException("the program's own path is not known");
        // Started as `dotnet PROGRAM.dll`, the process is that of dotnet.
        return string.Equals(Path.GetFileNameWithoutExtension(program), "dotnet", StringComparison.OrdinalIgnoreCase)
            ? new(program, [Assembly.GetEntryAssembly()!.Location, NotebookHost.Verb])
            : new(program, [NotebookHost.Verb]);
    }
}
