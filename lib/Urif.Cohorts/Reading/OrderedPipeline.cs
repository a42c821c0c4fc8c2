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
    private readonly object _gate = new();
    private readonly Queue<T> _free = [];
    private readonly Queue<(int Number, T Block)> _filled = [];
    private readonly Dictionary<int, T> _worked = [];
    private readonly List<Thread> _helpers = [];
    private int _threads = 1, _made, _nextFilled, _nextFinished;
    private bool _filling, _finishing, _ended;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Runs to the end of what there is to fill.</summary>
    /// <param name="threads">How many threads work, this one among them. Others start only once there is a second block.</param>
    /// <exception cref="InputException">As the steps throw it.</exception>
    public void Run(int threads)
    {
        _threads = threads;
        Step();
        foreach (var helper in _helpers) helper.Join();
        _failure?.Throw();
    }

    private void Step()
    {
        Monitor.Enter(_gate);
        try
        {
            while (_failure is null && !(_ended && _nextFinished == _nextFilled))
            {
                if (!_finishing && _worked.Remove(_nextFinished, out var last))
                {
                    _finishing = true;
                    Outside(last, finish);
                    _finishing = false;
                    _nextFinished++;
                    _free.Enqueue(last);
                }
                else if (!_filling && !_ended && _filled.Count < _threads && (_free.Count > 0 || _made < 2 * _threads + 1))
                {
                    _filling = true;
                    if (!_free.TryDequeue(out var block))
                    {
                        block = make();
                        _made++;
                    }

                    var any = false;
                    Outside(block, b => any = fill(b));
                    _filling = false;
                    _ended = !any;
                    if (any) _filled.Enqueue((_nextFilled++, block));
                    if (_nextFilled == 2 && _helpers.Count == 0) StartHelpers();
                }
                else if (_filled.TryDequeue(out var next))
                {
                    Outside(next.Block, work);
                    _worked.Add(next.Number, next.Block);
                }
                else
                {
                    Monitor.Wait(_gate);
                    continue;
                }

                Monitor.PulseAll(_gate);
            }
        }
        catch (Exception e)
        {
            _failure ??= ExceptionDispatchInfo.Capture(e);
        }
        finally
        {
            Monitor.PulseAll(_gate);
            Monitor.Exit(_gate);
        }
    }

    /// <summary>Does something to a block while others may go on.</summary>
    private void Outside(T block, Action<T> action)
    {
        Monitor.Exit(_gate);
        try
        {
            action(block);
        }
        finally
        {
            Monitor.Enter(_gate);
        }
    }

    private void StartHelpers()
    {
        for (var i = 1; i < _threads; i++)
        {
            var helper = new Thread(Step) { IsBackground = true, Name = "cohort reader" };
            _helpers.Add(helper);
            helper.Start();
        }
    }
}
