namespace Urif.Notebooks.Execution;

/// <summary>
/// A limit of time for a process on a machine that others use too: what the process waits for a processor does not count, so that
/// a sound notebook does not run into its limit because the machine is busy.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    // However busy the machine is, waiting comes to an end.
    private const int LongestWaitInLimits = 50;

    private readonly CancellationTokenSource _source;

    /// <summary>Starts the time of a process.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="host">The process.</param>
    /// <param name="cancellation">Ends the time early.</param>
    public TimeLimit(TimeSpan limit, HostProcess host, CancellationToken cancellation)
        : this(limit, () => host.ProcessorWait, cancellation) { }

    /// <summary>Starts a time.</summary>
    /// <param name="limit">How long it may take.</param>
    /// <param name="wait">How long a processor was waited for since some start.</param>
    /// <param name="cancellation">Ends the time early.</param>
    public TimeLimit(TimeSpan limit, Func<TimeSpan> wait, CancellationToken cancellation)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ = EndAsync(limit, wait, _source.Token);
    }

    /// <summary>Cancelled when the time is over.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Cancel();
        _source.Dispose();
    }

    private async Task EndAsync(TimeSpan limit, Func<TimeSpan> wait, CancellationToken stop)
    {
        var start = wait();
        var counted = TimeSpan.Zero;
        var left = limit;
        try
        {
            while (left > TimeSpan.Zero)
            {
                await Task.Delay(left, stop);
                var waited = wait() - start;
                if (waited > limit * LongestWaitInLimits) waited = limit * LongestWaitInLimits;
                left = waited - counted;
                counted = TimeSpan.FromTicks(Math.Max(waited.Ticks, counted.Ticks));
            }
            await _source.CancelAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The time is no longer needed.
        }
    }
}
