using System.Globalization;

namespace Urif.Statistics;

/// <summary>
/// Counts of an event in two groups: the sufficient statistics of every test and effect measure of two proportions.
/// </summary>
/// <remarks>
/// <code>
///            event   no event
/// group 1      A        B       Row1
/// group 2      C        D       Row2
///           Column1  Column2     N
/// </code>
/// Counts fit an <see cref="int"/>, so margins and <see cref="Cross"/> are exact in a <see cref="long"/>.
/// </remarks>
public readonly record struct TwoByTwoTable
{
    /// <summary>A table from its four cells, row by row.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public TwoByTwoTable(int a, int b, int c, int d)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(a);
        ArgumentOutOfRangeException.ThrowIfNegative(b);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        ArgumentOutOfRangeException.ThrowIfNegative(d);
        (A, B, C, D) = (a, b, c, d);
    }

    /// <summary>A table from the number of events and the size of each group.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative, or a group has more events than members.</exception>
    public static TwoByTwoTable FromEvents(int events1, int n1, int events2, int n2)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events1, n1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events2, n2);
        ArgumentOutOfRangeException.ThrowIfNegative(events1);
        ArgumentOutOfRangeException.ThrowIfNegative(events2);
        return new(events1, n1 - events1, events2, n2 - events2);
    }

    /// <summary>Events in group 1.</summary>
    public int A { get; }

    /// <summary>Members of group 1 without the event.</summary>
    public int B { get; }

    /// <summary>Events in group 2.</summary>
    public int C { get; }

    /// <summary>Members of group 2 without the event.</summary>
    public int D { get; }

    /// <summary>The size of group 1.</summary>
    public long Row1 => (long)A + B;

    /// <summary>The size of group 2.</summary>
    public long Row2 => (long)C + D;

    /// <summary>Events in both groups.</summary>
    public long Column1 => (long)A + C;

    /// <summary>Members of both groups without the event.</summary>
    public long Column2 => (long)B + D;

    /// <summary>The total count.</summary>
    public long N => Row1 + Row2;

    /// <summary>The cross product difference AD - BC, exact; its sign is that of the association.</summary>
    public long Cross => (long)A * D - (long)B * C;

    /// <summary>The event proportion in group 1; <see cref="double.NaN"/> for an empty group.</summary>
    public double Proportion1 => (double)A / Row1;

    /// <summary>The event proportion in group 2; <see cref="double.NaN"/> for an empty group.</summary>
    public double Proportion2 => (double)C / Row2;

    /// <summary>Whether a row or column is empty, so that the table holds no information on the association.</summary>
    public bool HasEmptyMargin => Row1 == 0 || Row2 == 0 || Column1 == 0 || Column2 == 0;

    /// <summary>The same table with the groups exchanged.</summary>
    public TwoByTwoTable SwapRows() => new(C, D, A, B);

    /// <summary>The same table with event and no event exchanged.</summary>
    public TwoByTwoTable SwapColumns() => new(B, A, D, C);

    /// <summary>The same table with rows and columns exchanged.</summary>
    public TwoByTwoTable Transpose() => new(A, C, B, D);

    /// <summary>"A/Row1 vs C/Row2".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{A}/{Row1} vs {C}/{Row2}");
}
