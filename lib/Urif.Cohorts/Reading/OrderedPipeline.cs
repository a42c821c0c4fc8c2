using System.Runtime.ExceptionServices;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Passes blocks through three steps on several threads: filled one after the other, worked on side by side, finished one after
/// the other in the order in which they were filled. So the result is that of one thread, whatever their number.
/// </summary>
/// <param name="make">Makes a block; blocks are used again.</param>
/// <param name="fill">Fills a block; returns whether anything is in it. After the first that is empty there is none.</param>
/// <param name="work">Works on a block.</param>
/// <param name="finish">Finishes a block.</param>
internal sealed class OrderedPipeline<T>(Func<T> make, Func<T, bool> fill, Action<T> work, Action<T> finish)
{
    private readonly object gate = new();
    private readonly Queue<T> free = [];
    private readonly Queue<(int Number, T Block)> filled = [];
    private readonly Dictionary<int, T> worked = [];
    private readonly List<Thread> helpers = [];
    private int threads = 1, made, nextFilled, nextFinished;
    private bool filling, finishing, ended;
    private ExceptionDispatchInfo? failure;

    /// <summary>Runs to the end of what there is to fill.</summary>
    /// <param name="threads">How many threads work, this one among them. Others start only once there is a second block.</param>
    /// <exception cref="InputException">As the steps throw it.</exception>
    public void Run(int threads)
    {
        this.threads = threads;
        Step();
        foreach (var helper in helpers) helper.Join();
        failure?.Throw();
    }

    private void Step()
    {
        Monitor.Enter(gate);
        try
        {
            while (failure is null && !(ended && nextFinished == nextFilled))
            {
                if (!finishing && worked.Remove(nextFinished, out var last))
                {
                    finishing = true;
                    Outside(last, finish);
                    finishing = false;
                    nextFinished++;
                    free.Enqueue(last);
                }
                else if (!filling && !ended && filled.Count < threads && (free.Count > 0 || made < 2 * threads + 1))
                {
                    filling = true;
                    if (!free.TryDequeue(out var block))
                    {
                        block = make();
                        made++;
                    }

                    var any = false;
                    Outside(block, b => any = fill(b));
                    filling = false;
                    ended = !any;
                    if (any) filled.Enqueue((nextFilled++, block));
                    if (nextFilled == 2 && helpers.Count == 0) StartHelpers();
                }
                else if (filled.TryDequeue(out var next))
                {
                    Outside(next.Block, work);
                    worked.Add(next.Number, next.Block);
                }
                else
                {
                    Monitor.Wait(gate);
                    continue;
                }

                Monitor.PulseAll(gate);
            }
        }
        catch (Exception e)
        {
            failure ??= ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            Monitor.PulseAll(gate);
            Monitor.Exit(gate);
        }
    }

    /// <summary>Does something to a block while others may go on.</summary>
    private void Outside(T block, Action<T> action)
    {
        Monitor.Exit(gate);
        try
        {
            action(block);
        }
        finally
        {
            Monitor.Enter(gate);
        }
    }

    private void StartHelpers()
    {
        for (var i = 1; i < threads; i++)
        {
            var helper = new Thread(Step) { IsBackground = true, Name = "cohort reader" };
            helpers.Add(helper);
            helper.Start();
        }
    }
}
