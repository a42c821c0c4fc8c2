using System.Text;
using Urif.Audit;
using Urif.Notebooks.Execution;
using Urif.Notebooks;

namespace Urif.Cli;

/// <summary>Starts the command, and turns whatever goes wrong into one line and an exit code.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        // Notebooks run in further processes of this program.
        if (args is [NotebookHost.Verb, ..]) return NotebookHost.Run(args[1..]);
        // Elsewhere terminals are UTF-8 already.
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var interruption = new Interruption();
        try
        {
            return CommandLine.Run(args);
        }
        catch (InputException e)
        {
            // A line for each problem; one problem may quote a line break of its input.
            foreach (var line in e.Problems.Count == 1 ? [e.Message] : e.Message.Split('\n')) StandardStreams.Note(line);
            return ExitCode.BadInput;
        }
        catch (NotebookException e)
        {
            return Fail(ExitCode.Of(e.Fault), e.Message);
        }
        catch (OperationCanceledException)
        {
            return Interruption.Code;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(ExitCode.CannotWrite, e.Message);
        }
#pragma warning disable CA1031 // The last resort: no stack trace reaches a user.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var verbose = args.Contains(CommonOptions.Verbose.Name);
            StandardStreams.Note(InternalError(e, verbose), keepLines: verbose);
            return ExitCode.InternalError;
        }
    }

    /// <summary>One line for a reader; the trace too for whoever asks for it, to report the defect.</summary>
    internal static string InternalError(Exception error, bool verbose) => verbose
        ? $"internal error, {error}"
        : $"internal error, {error.GetType().Name}: {error.Message} ({CommonOptions.Verbose.Name} shows where)";

    private static int Fail(int code, string message)
    {
        StandardStreams.Note(message);
        return code;
    }
}
