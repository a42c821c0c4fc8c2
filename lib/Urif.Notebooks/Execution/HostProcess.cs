using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Text;

namespace Urif.Notebooks.Execution;

/// <summary>
/// The parent's hold on the process that runs the cells. The events come over a named pipe, which cells know nothing of: they
/// may close their console. Disposal kills the process and what it started.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    // What is kept of the process's own standard error, for the reason of a crash.
    private const int MaximumLastWords = 4096;

    private readonly Process _process;
    private readonly int _id;
    private readonly NamedPipeServerStream _pipe;
    private readonly StreamReader _reader;
    private readonly Task<string> _lastWords;

    private HostProcess(Process process, NamedPipeServerStream pipe)
    {
        (_process, _pipe, _id) = (process, pipe, process.Id);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        _reader = new StreamReader(pipe, new UTF8Encoding(false), leaveOpen: true);
        _lastWords = DrainAsync(process.StandardError);
        _ = DrainAsync(process.StandardOutput);
    }

    /// <summary>Starts a process in the notebook's folder; it gets ready while the caller does other things.</summary>
    public static HostProcess Start(HostCommand command, string folder)
    {
        var name = "urif-" + Guid.NewGuid().ToString("N");
        var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte,
            PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        var start = new ProcessStartInfo(command.Program, [.. command.Arguments, name, folder])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A process that lives for a few cells gains nothing from profiles and from a collector on a thread of its own.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        // Nor from mapping each piece of its code twice, once to write and once to run, which takes a tenth of its time: that hinders
        // who would run code of his own in a process, and this one runs the cells' code anyway.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new HostProcess(process, pipe);
    }

    /// <summary>The memory that the process holds, in bytes; 0 once it has ended.</summary>
    public long Memory
    {
        get
        {
            try
            {
                if (_process.HasExited) return 0;
                // Asked for twenty times a second; the framework would read of every thread, too.
                if (OperatingSystem.IsLinux())
                {
                    var pages = File.ReadAllText($"/proc/{_id}/statm").Split(' ')[1];
                    return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
                }

                _process.Refresh();
                return _process.WorkingSet64;
            }
            catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException
                or FormatException or IndexOutOfRangeException)
            {
                return 0;
            }
        }
    }

    /// <summary>Waits until the process is ready, or has ended.</summary>
    /// <returns>Whether it is ready.</returns>
    public async Task<bool> ConnectAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var connected = _pipe.WaitForConnectionAsync(stop.Token);
        var ended = _process.WaitForExitAsync(stop.Token);
        var first = await Task.WhenAny(connected, ended);
        cancellation.ThrowIfCancellationRequested();
        await stop.CancelAsync();
        return first == connected && _pipe.IsConnected
            && await ReceiveAsync(cancellation) is { Kind: HostEventKind.Ready };
    }

    /// <summary>Asks the process to run a cell.</summary>
    /// <exception cref="IOException">The process has ended.</exception>
    public async Task SendAsync(CellRequest request, CancellationToken cancellation) =>
        await _pipe.WriteAsync(request.ToLine(), cancellation);

    /// <summary>The next event, or null if the process has ended.</summary>
    public async Task<HostEvent?> ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            return await _reader.ReadLineAsync(cancellation) is { } line ? HostEvent.Parse(line) : null;
        }
        catch (IOException)
        {
            return null;
        }
        catch (System.Text.Json.JsonException)
        {
            // The process ended in the middle of a line.
            return null;
        }
    }

    /// <summary>How the process ended: its exit code, and what it wrote to its standard error at last.</summary>
    public async Task<(int ExitCode, string LastWords)> EndAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        return (_process.ExitCode, await _lastWords);
    }

    /// <summary>
    /// How long threads of the process have waited for a processor while others had it: the longest of any thread. Zero where the
    /// system does not tell.
    /// </summary>
    public TimeSpan ProcessorWait
    {
        get
        {
            try
            {
                var longest = 0L;
                foreach (var task in Directory.EnumerateDirectories($"/proc/{_process.Id}/task"))
                {
                    // Time on a processor, time waiting for one, in nanoseconds; times run.
                    var fields = File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ');
                    longest = Math.Max(longest, long.Parse(fields[1], CultureInfo.InvariantCulture));
                }
                return TimeSpan.FromMicroseconds(longest / 1000.0);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException
                or FormatException or IndexOutOfRangeException)
            {
                return TimeSpan.Zero;
            }
        }
    }

    /// <summary>Ends the process and all that it started, at once.</summary>
    public void Kill()
    {
        // The tree while its head can still tell of it.
        ProcessGroup.KillTree(_process);
        // Also what is left of the group when its head has ended by itself.
        ProcessGroup.Kill(_id);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _pipe.DisposeAsync();
    }

    // The program may be told to exit at once, without disposal.
    private void OnExit(object? sender, EventArgs e) => Kill();

    private static async Task<string> DrainAsync(StreamReader reader)
    {
        var kept = new StringBuilder();
        var buffer = new char[4096];
        try
        {
            for (int read; (read = await reader.ReadAsync(buffer)) > 0;)
                kept.Append(buffer, 0, Math.Min(read, MaximumLastWords - kept.Length));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // Disposed of while reading.
        }
        return kept.ToString();
    }
}
