namespace Urif.Audit;

/// <summary>Collects what is wrong with an input, so that one run says all of it.</summary>
internal sealed class ProblemList
{
    // A file of another kind has a problem on every line; nobody reads more of them.
    private const int Most = 200;

    private readonly List<InputException> _found = [];

    /// <summary>Whether anything is wrong so far.</summary>
    public bool Any => _found.Count > 0;

    /// <summary>How many problems there are so far.</summary>
    public int Count => _found.Count;

    /// <summary>Adds a problem.</summary>
    /// <exception cref="InputException">There are too many.</exception>
    public void Add(InputException problem)
    {
        _found.Add(problem);
        if (_found.Count >= Most) ThrowIfAny();
    }

    /// <summary>Reads a value; where it cannot be used, its problem is kept and the fallback stands for it.</summary>
    public T Read<T>(Func<T> read, T fallback)
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            Add(e);
            return fallback;
        }
    }

    /// <summary>Makes a check; its problem is kept.</summary>
    public void Check(Action check)
    {
        try
        {
            check();
        }
        catch (InputException e)
        {
            Add(e);
        }
    }

    /// <summary>Says everything that is wrong.</summary>
    /// <exception cref="InputException">Something is.</exception>
    public void ThrowIfAny()
    {
        if (_found.Count > 0) throw InputException.Of(_found);
    }
}
