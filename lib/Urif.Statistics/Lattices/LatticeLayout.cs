namespace Urif.Statistics;

/// <summary>
/// What a <see cref="LatticeTable{T}"/> counts, in deviations from a central value: the order in which the outer values
/// are placed, the targets, and how a state is packed into one integer.
/// </summary>
internal sealed class LatticeLayout
{
    private const int MaximumSums = 1 << 22;
    private const int MaximumOuterValues = 1 << 16;

    private LatticeLayout()
    {
    }

    /// <summary>n.</summary>
    internal required int Size { get; init; }

    /// <summary>The least value of the range.</summary>
    internal required int Minimum { get; init; }

    /// <summary>The number of values in the range.</summary>
    internal required int Values { get; init; }

    /// <summary>The central value, as an offset from the minimum; next to the mean.</summary>
    internal required int Centre { get; init; }

    /// <summary>Whether the range holds the value just below the central one.</summary>
    internal required bool HasBelow { get; init; }

    /// <summary>Whether the range holds the value just above the central one.</summary>
    internal required bool HasAbove { get; init; }

    /// <summary>
    /// The deviation of the near value, the last of those 2 or more away from the centre; 0 if there is none.
    /// </summary>
    internal required int Near { get; init; }

    /// <summary>The deviations of the other values 2 or more away from the centre, farthest first.</summary>
    internal required int[] Outer { get; init; }

    /// <summary>
    /// The least and greatest deviation among Outer[i], those after it, the near value and the central three.
    /// </summary>
    internal required (int Low, int High)[] Remaining { get; init; }

    /// <summary>The least sum of deviations wanted.</summary>
    internal required long FirstSum { get; init; }

    /// <summary>For each sum from <see cref="FirstSum"/> up, the wanted range of the sum of squared deviations.</summary>
    internal required (long Low, long High)[] Squares { get; init; }

    /// <summary>The least of the lower ends in <see cref="Squares"/>.</summary>
    internal required long LeastSquares { get; init; }

    /// <summary>The greatest of the upper ends in <see cref="Squares"/>.</summary>
    internal required long GreatestSquares { get; init; }

    /// <summary>Bits for the sum field, the lowest of a state's key.</summary>
    internal required int SumBits { get; init; }

    /// <summary>Bits for the sum-of-squares field, the middle of a state's key; the number placed is above it.</summary>
    internal required int SquaresBits { get; init; }

    /// <summary>What is added to a sum to make its field non-negative; the key of the empty state.</summary>
    internal required long SumOffset { get; init; }

    /// <summary>An upper bound for log2 of the number of multisets over the values in use.</summary>
    internal required double MultisetBits { get; init; }

    /// <summary>The greatest wanted sum of deviations.</summary>
    internal long LastSum => FirstSum + Squares.Length - 1;

    /// <summary>
    /// The layout, or null when its arrays or keys would be too large. Sums are of the values less the minimum, spreads
    /// are n·Σx² - (Σx)².
    /// </summary>
    internal static LatticeLayout? Create(
        int size, int minimum, long width, long leastSum, long greatestSum, long leastSpread, long greatestSpread)
    {
        var sums = Math.Max(0, greatestSum - leastSum + 1);
        if (sums > MaximumSums) return null;
        // At least one value on each side of the centre where the range has three.
        var centre = width < 2 ? 0 : Math.Clamp((leastSum + greatestSum + size) / (2L * size), 1, width - 1);
        var first = leastSum - size * centre;
        var squares = new (long Low, long High)[sums];
        long least = long.MaxValue, greatest = -1;
        for (var i = 0; i < sums; i++)
        {
            var square = (first + i) * (first + i);
            squares[i] = ((leastSpread + square + size - 1) / size, (greatestSpread + square) / size);
            least = Math.Min(least, squares[i].Low);
            greatest = Math.Max(greatest, squares[i].High);
        }

        var outer = new List<int>();
        var reach = Math.Min((long)Math.Sqrt(Math.Max(0, greatest)), Math.Max(centre, width - centre));
        if (reach > MaximumOuterValues) return null;
        for (var distance = (int)reach; distance >= 2; distance--)
        {
            if (distance <= width - centre) outer.Add(distance);
            if (distance <= centre) outer.Add(-distance);
        }

        double bits = 1;
        for (var i = 1; i < outer.Count + 3; i++) bits += Math.Log2((size + (double)i) / i);
        var near = outer.Count > 0 ? outer[^1] : 0;
        if (near != 0) outer.RemoveAt(outer.Count - 1);
        (int Low, int High) span = (Math.Min(near, centre > 0 ? -1 : 0), Math.Max(near, width > centre ? 1 : 0));
        var remaining = new (int Low, int High)[outer.Count];
        for (var i = outer.Count - 1; i >= 0; i--)
        {
            span = (Math.Min(span.Low, outer[i]), Math.Max(span.High, outer[i]));
            remaining[i] = span;
        }

        // An outer deviation d has |d| <= d²/2, which bounds a kept sum by half the sum of squares; a candidate may lie
        // one value beyond a kept state.
        var offset = Math.Max(0, greatest) / 2 + reach;
        int sumBits = Bits(2 * offset), squaresBits = Bits(Math.Max(0, greatest) + reach * reach);
        if (sumBits + squaresBits + Bits(size + 1L) > 63) return null;
        return new LatticeLayout
        {
            Size = size,
            Minimum = minimum,
            Values = (int)width + 1,
            Centre = (int)centre,
            HasBelow = centre > 0,
            HasAbove = width > centre,
            Near = near,
            Outer = [.. outer],
            Remaining = remaining,
            FirstSum = first,
            Squares = squares,
            LeastSquares = least,
            GreatestSquares = greatest,
            SumBits = sumBits,
            SquaresBits = squaresBits,
            SumOffset = offset,
            MultisetBits = bits,
        };
    }

    private static int Bits(long value) => 64 - (int)long.LeadingZeroCount(value);
}
