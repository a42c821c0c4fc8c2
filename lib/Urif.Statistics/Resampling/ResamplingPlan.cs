using System.Runtime.ExceptionServices;

namespace Urif.Statistics;

/// <summary>How often to resample, and from which random numbers.</summary>
/// <param name="Replicates">The number of resamples, at least 1.</param>
/// <param name="Seed">
/// The seed: replicate r draws from <see cref="CounterRandom"/> of this seed, stream r, so that results are the same to the last bit
/// whatever the number of threads.
/// </param>
public sealed record ResamplingPlan(int Replicates, ulong Seed)
{
    /// <summary>The number of threads at most, at least 1; those of the machine unless stated.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Computes each replicate's values, on work space of its thread.</summary>
    /// <returns>For each statistic its values in the order of the replicates.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No replicates, or no threads.</exception>
    internal double[][] Run<TWorkspace>(int statistics, Func<TWorkspace> workspace, Replicate<TWorkspace> replicate)
        where TWorkspace : IDisposable?
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Replicates, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
        var values = new double[statistics][];
        for (var k = 0; k < statistics; k++) values[k] = new double[Replicates];
        var next = -1;
        try
        {
            if (Threads == 1) Work();
            else
                Parallel.For(0, Math.Min(Threads, Replicates), new() { MaxDegreeOfParallelism = Threads }, _ => Work());
        }
        catch (AggregateException error)
        {
            // What a statistic throws is the caller's business, the threads are not.
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }

        return values;

        // Which thread computes a replicate changes nothing of it.
        void Work()
        {
            using var own = workspace();
            Span<double> result = new double[statistics];
            for (var r = Interlocked.Increment(ref next); r < Replicates; r = Interlocked.Increment(ref next))
            {
                replicate(own, r, result);
                for (var k = 0; k < result.Length; k++) values[k][r] = result[k];
            }
        }
    }

    /// <summary>Computes the values of one replicate.</summary>
    internal delegate void Replicate<TWorkspace>(TWorkspace workspace, int replicate, Span<double> values);
}
