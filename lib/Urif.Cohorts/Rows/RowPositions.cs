namespace Urif.Cohorts;

/// <summary>
/// Where each row stands in its file, as a person finds it: <c>line 17</c>. Numbers that follow one another are kept as one
/// run, so that ten million rows cost nothing unless cells hold line breaks.
/// </summary>
public sealed class RowPositions
{
    private readonly List<(int Row, long Number)> _runs = [];
    private int _count;

    /// <summary>The word before the number, such as <c>line</c>.</summary>
    public string Word { get; private set; } = "row";

    /// <summary>Appends a row's position.</summary>
    internal void Add(RecordPosition position)
    {
        if (_count == 0) Word = position.Word;
        Add(position.Number);
    }

    /// <summary>Appends a row's number.</summary>
    internal void Add(long number)
    {
        if (_runs.Count == 0 || _runs[^1].Number + (_count - _runs[^1].Row) != number) _runs.Add((_count, number));
        _count++;
    }

    /// <summary>The number of a row.</summary>
    public long NumberOf(int row)
    {
        int low = 0, high = _runs.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_runs[middle].Row <= row) low = middle;
            else high = middle - 1;
        }

        return _runs[low].Number + (row - _runs[low].Row);
    }
}
