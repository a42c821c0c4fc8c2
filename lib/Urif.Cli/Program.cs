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
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected) Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var interruption = new Interruption();
        try
        {
            return CommandLine.Run(args);
        }
        catch (InputException e)
        {
            return Fail(ExitCode.BadInput, e.Message);
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
            return Fail(ExitCode.InternalError, $"internal error, {e.GetType().Name}: {e.Message}");
        }
    }

    private static int Fail(int code, string message)
    {
        StandardStreams.Note(message);
        return code;
    }
}
