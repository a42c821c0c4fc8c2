using System.Numerics;

namespace Urif.Statistics.Tests.Regression;

/// <summary>
/// Proofs in whole numbers, without rounding, of what is said of separation: doubles are whole multiples of powers of two. The numbers that
/// a proof starts from may be rounded; as many of them as there are equations are then solved for, and the inequalities looked at.
/// </summary>
/// <remarks>
/// With rows a, signs turned for non-events: some direction has a·d = 0 for chosen rows and a·d &gt; 0 for all others, or positive
/// weights λ have Σ λa = 0, and then no direction has a·d ≥ 0 for all and &gt; 0 for some (Stiemke).
/// </remarks>
internal sealed class ExactSeparation
{
    // A row times a direction counts as 0 below this share of what it could be, and has then to be 0 without rounding.
    private const double Rounding = 1e-12;

    private readonly double[][] _columns;
    private readonly double[] _response;
    private readonly int[] _exponents;
    private readonly BigInteger[][] _rows;

    public ExactSeparation(double[][] columns, double[] response)
    {
        (_columns, _response) = (columns, response);
        _exponents = [.. columns.Select(column => column.Min(x => Parts(x).Exponent))];
        _rows = [.. response.Select((y, i) => columns.Select((column, j) => (y > 0 ? 1 : -1) * Whole(column[i], _exponents[j])).ToArray())];
    }

    /// <summary>The number of columns that are no combination of others.</summary>
    public int Rank => Reduced(_rows).Count;

    /// <summary>What is false of a statement about separation; null where nothing is.</summary>
    public string? Fault(IReadOnlyList<double> direction, SeparationKind kind, IReadOnlyCollection<int> infinite)
    {
        BigInteger[] rounded = [.. direction.Select((d, j) => Whole(Math.ScaleB(d, _exponents[j]), -1074))];
        bool[] isBeyond = [.. _response.Select((_, i) => IsBeyond(rounded, i))];
        var boundary = Reduced(_rows.Where((_, i) => !isBeyond[i]));
        var exact = Solved(boundary, rounded);
        for (var i = 0; i < _rows.Length; i++)
        {
            if (Product(_rows[i], exact).Sign != (isBeyond[i] ? 1 : 0)) return $"row {i} is on the wrong side";
        }

        if (!isBeyond.Contains(true)) return "no row is separated";
        if (isBeyond.All(is1 => is1) != (kind == SeparationKind.Complete)) return $"{kind} separation";

        // The columns that the boundary's rows do not span are without bound; so are its rows' combinations with them.
        int[] pivots = [.. boundary.Select(row => row.Pivot)];
        var left = Enumerable.Range(0, _response.Length).Where(i => !isBeyond[i]).ToArray();
        if (left.Length > 0)
        {
            double[][] some = [.. pivots.Select(j => left.Select(i => _columns[j][i]).ToArray())];
            double[] y = [.. left.Select(i => _response[i])];
            if (!new ExactSeparation(some, y).Overlaps()) return "the rows on the boundary do not overlap";
        }

        for (var j = 0; j < _columns.Length; j++)
        {
            var unit = new BigInteger[_columns.Length];
            unit[j] = 1;
            var isFinite = Reduced([.. boundary.Select(row => row.Vector), unit]).Count == boundary.Count;
            if (j > 0 && isFinite == infinite.Contains(j)) return $"column {j} is {(isFinite ? "finite" : "infinite")}";
        }

        return null;
    }

    /// <summary>Whether the distances of responses from their probabilities, at one maximum or the other, prove that nothing separates.</summary>
    public bool Overlaps()
    {
        var slow = new SlowMaximum(_columns, _response, penalised: false);
        if (Overlaps(slow.Distances())) return true;
        string[] names = [.. _columns.Select((_, j) => $"x{j}")];
        var fit = LogisticRegression.Fit(DesignMatrix.OfColumns(names, _columns, intercept: false), _response);
        return Overlaps(slow.Distances([.. fit.Coefficients]));
    }

    /// <summary>Whether weights near these prove that nothing separates.</summary>
    public bool Overlaps(double[] weights)
    {
        // The weights that are solved for are those that move least when they are.
        var equations = Reduced(Enumerable.Range(0, _columns.Length).Select(j => _rows.Select(row => row[j]).ToArray()), weights);
        var exact = Solved(equations, [.. weights.Select(weight => Whole(weight, -1074))]);
        return exact.All(weight => weight.Sign > 0);
    }

    private bool IsBeyond(BigInteger[] direction, int row)
    {
        BigInteger size = 0;
        for (var j = 0; j < direction.Length; j++) size += BigInteger.Abs(direction[j]) * _rows.Max(other => BigInteger.Abs(other[j]));
        return Product(_rows[row], direction) * (BigInteger)(1 / Rounding) > size;
    }

    // Each vector with what the others have at its pivot taken away: an equation that gives the number at the pivot from the others.
    private static List<(int Pivot, BigInteger[] Vector)> Reduced(IEnumerable<BigInteger[]> vectors, double[]? weights = null)
    {
        List<(int Pivot, BigInteger[] Vector)> reduced = [];
        foreach (var vector in vectors)
        {
            var left = vector;
            foreach (var (place, other) in reduced) left = Without(left, other, place);
            var pivot = weights is null ? Array.FindIndex(left, x => !x.IsZero)
                : Enumerable.Range(0, left.Length).Where(k => !left[k].IsZero && weights[k] > 0)
                    .DefaultIfEmpty(-1).MaxBy(k => k < 0 ? 0 : BigInteger.Log(BigInteger.Abs(left[k])) + Math.Log(weights[k]));
            if (pivot < 0) continue;
            for (var k = 0; k < reduced.Count; k++) reduced[k] = (reduced[k].Pivot, Without(reduced[k].Vector, left, pivot));
            reduced.Add((pivot, left));
            if (reduced.Count == left.Length) break;
        }

        return reduced;
    }

    private static BigInteger[] Without(BigInteger[] vector, BigInteger[] other, int place)
    {
        if (vector[place].IsZero) return vector;
        BigInteger own = vector[place], divisor = 0;
        var left = new BigInteger[vector.Length];
        for (var k = 0; k < left.Length; k++)
        {
            left[k] = vector[k] * other[place] - other[k] * own;
            if (!divisor.IsOne) divisor = BigInteger.GreatestCommonDivisor(divisor, left[k]);
        }

        return divisor > 1 ? [.. left.Select(x => x / divisor)] : left;
    }

    // A positive multiple of the values, with those at the pivots such that the equations hold.
    private static BigInteger[] Solved(List<(int Pivot, BigInteger[] Vector)> equations, BigInteger[] values)
    {
        BigInteger common = 1;
        foreach (var (pivot, vector) in equations)
            common = common / BigInteger.GreatestCommonDivisor(common, vector[pivot]) * BigInteger.Abs(vector[pivot]);
        BigInteger[] solved = [.. values.Select(value => value * common)];
        foreach (var (pivot, vector) in equations)
        {
            BigInteger sum = 0;
            for (var k = 0; k < values.Length; k++) sum += k == pivot || vector[k].IsZero ? 0 : vector[k] * values[k];
            solved[pivot] = -sum * (common / vector[pivot]);
        }

        // Pivots are solved from the others alone: of the other equations' pivots, vectors have nothing.
        return solved;
    }

    private static BigInteger Product(BigInteger[] x, BigInteger[] y)
    {
        BigInteger sum = 0;
        for (var k = 0; k < x.Length; k++) sum += x[k] * y[k];
        return sum;
    }

    private static BigInteger Whole(double value, int exponent)
    {
        var (mantissa, own) = Parts(value);
        return mantissa == 0 ? 0 : (BigInteger)mantissa << (own - exponent);
    }

    // The value as mantissa times two to the exponent, the mantissa odd; of 0 the exponent is the greatest.
    private static (long Mantissa, int Exponent) Parts(double value)
    {
        if (value == 0) return (0, 1023);
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        var mantissa = bits & ((1L << 52) - 1);
        if (exponent > 0) mantissa |= 1L << 52;
        else exponent = 1;
        var zeros = BitOperations.TrailingZeroCount(mantissa);
        return (Math.Sign(value) * (mantissa >> zeros), exponent - 1075 + zeros);
    }
}
