using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Urif.Statistics;

/// <summary>The counts behind a sample lattice, whatever integer type holds them.</summary>
internal interface ILatticeTable
{
    /// <summary>The number of samples.</summary>
    BigInteger Count { get; }

    /// <summary>The sample with the given number, from 0 up to <see cref="Count"/> - 1.</summary>
    IntegerSample Unrank(BigInteger rank);
}

/// <summary>
/// Counts the ways to place the outer values of a <see cref="LatticeLayout"/>, state by state, and finds the sample with
/// a given number.
/// </summary>
/// <remarks>
/// After the first i outer values f_i(state) is the number of multisets of them with that many observations, sum and sum of
/// squares. Allowing the value d any number of times gives f_i(s) = f_(i-1)(s) + f_i(s - d), where s - d is the state
/// before one observation at d. The keys' order is kept when the same amount is added to each, so f_i comes out of one
/// merge of f_(i-1) with f_i itself, delayed. States from which no target can be reached are dropped on the way.
/// Unranking follows the same equation backwards.
/// </remarks>
internal sealed class LatticeTable<T> : ILatticeTable
    where T : struct, INumber<T>
{
    private const int MaximumStates = 1 << 21;
    private const int MaximumKeptStates = 1 << 23;

    private readonly LatticeLayout _layout;
    private readonly long _nearSquare;
    private readonly List<(ulong[] Keys, T[] Counts)> _levels;
    private readonly ulong[] _finals;
    private readonly T[] _upTo;

    private LatticeTable(LatticeLayout layout, Level last, List<(ulong[] Keys, T[] Counts)> levels, bool keepLevels)
    {
        _layout = layout;
        _nearSquare = (long)layout.Near * layout.Near;
        _levels = levels;
        _finals = keepLevels ? new ulong[last.Length] : [];
        _upTo = keepLevels ? new T[last.Length] : [];
        var total = T.Zero;
        var kept = 0;
        for (var i = 0; i < last.Length; i++)
        {
            var ends = Endings(last.Keys[i]);
            if (ends == 0) continue;
            total += last.Counts[i] * T.CreateTruncating(ends);
            if (keepLevels)
            {
                _finals[kept] = last.Keys[i];
                _upTo[kept++] = total;
            }
        }

        Array.Resize(ref _finals, kept);
        Array.Resize(ref _upTo, kept);
        Count = BigInteger.CreateChecked(total);
    }

    /// <inheritdoc/>
    public BigInteger Count { get; }

    /// <summary>
    /// The table, or null when it would hold too many states; without its levels it counts but cannot unrank.
    /// </summary>
    internal static LatticeTable<T>? Build(LatticeLayout layout, bool keepLevels)
    {
        var current = new Level(1);
        current.Append((ulong)layout.SumOffset, T.One);
        List<(ulong[], T[])> levels = [];
        var kept = 0;
        try
        {
            for (var i = 0; i < layout.Outer.Length; i++)
            {
                if (keepLevels)
                {
                    kept += current.Length;
                    if (kept > MaximumKeptStates) return null;
                    levels.Add(current.ToArrays());
                }

                var next = new Level(Math.Min(2 * current.Length + 16, MaximumStates));
                var complete = new Step(layout, i).Apply(current, next);
                current.Release();
                current = next;
                if (!complete) return null;
            }

            return new LatticeTable<T>(layout, current, levels, keepLevels);
        }
        finally
        {
            current.Release();
        }
    }

    /// <inheritdoc/>
    public IntegerSample Unrank(BigInteger rank)
    {
        var position = T.CreateChecked(rank);
        var final = UpperBound(_upTo, position);
        if (final > 0) position -= _upTo[final - 1];
        var key = _finals[final];
        var ends = T.CreateTruncating(Endings(key));
        // The remainder numbers the way to end, the quotient the way to get here.
        var way = position / ends;
        var counts = new int[_layout.Values];
        PlaceEnding(key, long.CreateTruncating(position - way * ends), counts);
        for (var level = _layout.Outer.Length; level > 0;)
        {
            var deviation = _layout.Outer[level - 1];
            var (keys, before) = _levels[level - 1];
            var index = Array.BinarySearch(keys, key);
            var without = index < 0 ? T.Zero : before[index];
            if (way < without)
            {
                level--;
                continue;
            }

            way -= without;
            key -= Delta(_layout, deviation);
            counts[_layout.Centre + deviation]++;
        }

        return new IntegerSample(_layout.Minimum, ImmutableArray.Create(counts));
    }

    /// <summary>What one observation at a deviation adds to a key.</summary>
    private static ulong Delta(LatticeLayout layout, int deviation) =>
        (1UL << (layout.SumBits + layout.SquaresBits)) + ((ulong)((long)deviation * deviation) << layout.SumBits)
        + (ulong)deviation;

    /// <summary>The number of ways to place what a state leaves on the near value and the central three.</summary>
    /// <remarks>
    /// With the near value's count chosen, and p squares and a sum of s left, the counts one above and one below the centre
    /// are (p + s)/2 and (p - s)/2: any p of the parity of s with |s| &lt;= p &lt;= observations left is one way.
    /// </remarks>
    private long Endings(ulong key)
    {
        var (left, squares, sum) = Unpack(key);
        long ways = 0;
        var (fewest, most) = NearCounts(left, squares);
        for (var near = fewest; near <= most; near++)
        {
            long leftHere = left - near, squaresHere = squares + near * _nearSquare, sumHere = sum + near * _layout.Near;
            var (from, to) = Sums(leftHere, squaresHere, sumHere);
            for (var target = from; target <= to; target++)
            {
                var (low, high) = CentreSquares(leftHere, squaresHere, target - sumHere, target);
                if (low <= high) ways += ((high - low) >> 1) + 1;
            }
        }

        return ways;
    }

    /// <summary>Fills in the near and central counts of the ending with the given number.</summary>
    private void PlaceEnding(ulong key, long number, int[] counts)
    {
        var (left, squares, sum) = Unpack(key);
        (var near, _) = NearCounts(left, squares);
        for (; ; near++)
        {
            long leftHere = left - near, squaresHere = squares + near * _nearSquare, sumHere = sum + near * _layout.Near;
            var (from, to) = Sums(leftHere, squaresHere, sumHere);
            for (var target = from; target <= to; target++)
            {
                var rest = target - sumHere;
                var (low, high) = CentreSquares(leftHere, squaresHere, rest, target);
                var ways = low <= high ? ((high - low) >> 1) + 1 : 0;
                if (number >= ways)
                {
                    number -= ways;
                    continue;
                }

                var placed = low + 2 * number;
                var centre = _layout.Centre;
                counts[centre] = (int)(leftHere - placed);
                if (_layout.HasAbove) counts[centre + 1] = (int)((placed + rest) / 2);
                if (_layout.HasBelow) counts[centre - 1] = (int)((placed - rest) / 2);
                if (near > 0) counts[centre + _layout.Near] = (int)near;
                return;
            }
        }
    }

    /// <summary>The counts at the near value that leave the central values able to meet some target.</summary>
    private (long Fewest, long Most) NearCounts(long left, long squares)
    {
        if (_layout.Near == 0) return (0, 0);
        // The central values hold between 0 and (observations left) squares; the near one holds its square each.
        var wanted = _layout.LeastSquares - squares - left;
        var fewest = wanted <= 0 ? 0 : (wanted + _nearSquare - 2) / (_nearSquare - 1);
        return (fewest, Math.Min(left, (_layout.GreatestSquares - squares) / _nearSquare));
    }

    private (long Left, long Squares, long Sum) Unpack(ulong key) =>
        (_layout.Size - (long)(key >> (_layout.SumBits + _layout.SquaresBits)),
         (long)(key >> _layout.SumBits) & ((1L << _layout.SquaresBits) - 1),
         (long)(key & ((1UL << _layout.SumBits) - 1)) - _layout.SumOffset);

    /// <summary>The target sums within reach: |target - sum| is at most the squares that may be left.</summary>
    private (long From, long To) Sums(long left, long squares, long sum)
    {
        var reach = Math.Min(left, _layout.GreatestSquares - squares);
        return (Math.Max(_layout.FirstSum, sum - reach), Math.Min(_layout.LastSum, sum + reach));
    }

    /// <summary>The range of squares that the central values may hold, its lower end of the right parity.</summary>
    private (long Low, long High) CentreSquares(long left, long squares, long rest, long target)
    {
        var (low, high) = _layout.Squares[target - _layout.FirstSum];
        low = Math.Max(low - squares, Math.Abs(rest));
        high = Math.Min(high - squares, left);
        if (!_layout.HasAbove) (low, high) = (Math.Max(low, -rest), Math.Min(high, -rest));
        if (!_layout.HasBelow) (low, high) = (Math.Max(low, rest), Math.Min(high, rest));
        return (low + ((low ^ rest) & 1), high);
    }

    /// <summary>The first index whose entry is above <paramref name="value"/>.</summary>
    private static int UpperBound(T[] sorted, T value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] <= value) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>A sorted list of states and their counts, in pooled arrays.</summary>
    private sealed class Level(int capacity)
    {
        internal ulong[] Keys = ArrayPool<ulong>.Shared.Rent(capacity);
        internal T[] Counts = ArrayPool<T>.Shared.Rent(capacity);
        internal int Length;

        internal void Append(ulong key, T count)
        {
            if (Length == Keys.Length || Length == Counts.Length) Grow();
            Keys[Length] = key;
            Counts[Length++] = count;
        }

        internal (ulong[] Keys, T[] Counts) ToArrays() => (Keys[..Length], Counts[..Length]);

        internal void Release()
        {
            ArrayPool<ulong>.Shared.Return(Keys);
            ArrayPool<T>.Shared.Return(Counts, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
            (Keys, Counts, Length) = ([], [], 0);
        }

        private void Grow()
        {
            var keys = ArrayPool<ulong>.Shared.Rent(2 * Length);
            var counts = ArrayPool<T>.Shared.Rent(2 * Length);
            Array.Copy(Keys, keys, Length);
            Array.Copy(Counts, counts, Length);
            var length = Length;
            Release();
            (Keys, Counts, Length) = (keys, counts, length);
        }
    }

    /// <summary>Allows one more outer value, any number of times.</summary>
    private readonly struct Step
    {
        private readonly ulong _delta;
        private readonly int _sumBits;
        private readonly int _squaresBits;
        private readonly long _offset;
        private readonly long _size;
        private readonly long _low;
        private readonly long _high;
        private readonly long _firstSum;
        private readonly long _lastSum;
        private readonly long _leastSquares;
        private readonly long _greatestSquares;

        internal Step(LatticeLayout layout, int index)
        {
            _delta = Delta(layout, layout.Outer[index]);
            (_sumBits, _squaresBits, _offset) = (layout.SumBits, layout.SquaresBits, layout.SumOffset);
            _size = layout.Size;
            (_low, _high) = layout.Remaining[index];
            (_firstSum, _lastSum) = (layout.FirstSum, layout.LastSum);
            (_leastSquares, _greatestSquares) = (layout.LeastSquares, layout.GreatestSquares);
        }

        /// <summary>Merges the states before with the states after, delayed by one observation.</summary>
        /// <returns>False when there are too many states.</returns>
        internal bool Apply(Level before, Level after)
        {
            int source = 0, delayed = 0;
            var shifted = ulong.MaxValue;
            while (true)
            {
                while (shifted == ulong.MaxValue && delayed < after.Length)
                {
                    var candidate = after.Keys[delayed] + _delta;
                    if (CanReach(candidate)) shifted = candidate;
                    else delayed++;
                }

                while (source < before.Length && !CanReach(before.Keys[source])) source++;
                var unshifted = source < before.Length ? before.Keys[source] : ulong.MaxValue;
                if (shifted == ulong.MaxValue && unshifted == ulong.MaxValue) return true;
                if (after.Length == MaximumStates) return false;
                if (unshifted < shifted)
                {
                    after.Append(unshifted, before.Counts[source++]);
                }
                else
                {
                    var count = after.Counts[delayed++];
                    if (unshifted == shifted) count += before.Counts[source++];
                    after.Append(shifted, count);
                    shifted = ulong.MaxValue;
                }
            }
        }

        /// <summary>
        /// Whether the targets' hull is within reach with values in [low, high]: for m of them with sum t, the sum of
        /// squares q obeys t² &lt;= m·q and, as each (x - low)(high - x) >= 0, q &lt;= (low + high)·t - m·low·high.
        /// </summary>
        private bool CanReach(ulong key)
        {
            var left = _size - (long)(key >> (_sumBits + _squaresBits));
            var squares = (long)(key >> _sumBits) & ((1L << _squaresBits) - 1);
            var sum = (long)(key & ((1UL << _sumBits) - 1)) - _offset;
            var room = _greatestSquares - squares;
            if (left < 0 || room < 0) return false;
            long least = Math.Max(_firstSum - sum, left * _low), greatest = Math.Min(_lastSum - sum, left * _high);
            if (least > greatest) return false;
            var nearest = Math.Clamp(0, least, greatest);
            if (nearest * nearest > left * room) return false;
            var both = _low + _high;
            return both * (both >= 0 ? greatest : least) - left * _low * _high >= _leastSquares - squares;
        }
    }
}
