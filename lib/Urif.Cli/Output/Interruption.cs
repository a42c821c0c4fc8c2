using System.Runtime.InteropServices;

namespace Urif.Cli;

/// <summary>
/// Ctrl-C and SIGTERM. Work that has processes or files to clean up takes <see cref="Token"/> and ends by it; other work ends
/// at once, and so does any work at a second Ctrl-C.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly CancellationTokenSource Source = new();
    private static volatile bool _isAwaited;
    private static volatile int _exitCode = ExitCode.Interrupted;

    private readonly PosixSignalRegistration _interrupt = PosixSignalRegistration.Create(
        PosixSignal.SIGINT, c => Raise(c, ExitCode.Interrupted));
    private readonly PosixSignalRegistration _terminate = PosixSignalRegistration.Create(
        PosixSignal.SIGTERM, c => Raise(c, ExitCode.Terminated));

    /// <summary>The exit code of what was interrupted.</summary>
    public static int Code => _exitCode;

    /// <summary>Cancelled by the interruption. Who takes it promises to end soon after.</summary>
    public static CancellationToken Token
    {
        get
        {
            _isAwaited = true;
            return Source.Token;
        }
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private static void Raise(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        if (!_isAwaited || Source.IsCancellationRequested) Environment.Exit(code);
        _exitCode = code;
        Source.Cancel();
    }
}
