using Urif.Notebooks;
using Urif.Notebooks.Execution;

namespace Urif.Cli;

/// <summary>What the command's exit codes mean; <c>--help</c> lists them.</summary>
internal static class ExitCode
{
    /// <summary>The kit did its work, whatever the paper's numbers are.</summary>
    public const int Done = 0;

    /// <summary>A verdict named by <c>--fail-on</c> occurred.</summary>
    public const int FailOn = 1;

    /// <summary>A ledger, a cohort's or notebook's file or the command line cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>The outputs in a notebook are not those of its code.</summary>
    public const int NotCurrent = 6;

    /// <summary>Rows of a cohort hold errors that were not to be left out, or no row is left to analyse.</summary>
    public const int NotTheCohort = 9;

    /// <summary>A defect of the program (EX_SOFTWARE of sysexits.h).</summary>
    public const int InternalError = 70;

    /// <summary>The results could not be written (EX_IOERR of sysexits.h).</summary>
    public const int CannotWrite = 74;

    /// <summary>Ended by Ctrl-C (128 + SIGINT).</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM (128 + SIGTERM).</summary>
    public const int Terminated = 143;

    /// <summary>What the run of a notebook comes to.</summary>
    public static int Of(RunStatus status) => status switch
    {
        RunStatus.Ok => Done,
        RunStatus.CellFailed => 3,
        RunStatus.Timeout => 4,
        RunStatus.MemoryExceeded => 7,
        _ => 8,
    };

    /// <summary>What a notebook that cannot be run comes to.</summary>
    public static int Of(NotebookFault fault) => fault == NotebookFault.BadParameter ? 5 : BadInput;
}
