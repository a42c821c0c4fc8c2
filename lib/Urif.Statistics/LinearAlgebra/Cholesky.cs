namespace Urif.Statistics;

/// <summary>
/// The Cholesky factor L of a symmetric positive definite matrix A = LLᵀ: solving, inverting, determinants. Matrices are square,
/// row by row in a span, and only their lower triangle is read or written.
/// </summary>
/// <remarks>
/// Source: N. J. Higham, Accuracy and stability of numerical algorithms, 2nd ed. (2002), chapter 10. Each column is judged
/// against its own diagonal, so the units of the columns do not matter.
/// </remarks>
internal static class Cholesky
{
    private const int SmallSize = 32;

    /// <summary>
    /// Replaces A by L. A column of which no more than the share <paramref name="tolerance"/> of its diagonal is left by the columns
    /// before it depends on them: its place is returned and the factor is unfinished.
    /// </summary>
    /// <returns>The first dependent column; -1 where there is none.</returns>
    public static int Factor(Span<double> a, int n, double tolerance)
    {
        // A product takes a fraction of a quotient's time, and each waits for the one before.
        var inverse = n <= SmallSize ? stackalloc double[SmallSize] : new double[n];
        for (var i = 0; i < n; i++)
        {
            var row = a.Slice(i * n, i + 1);
            double square = 0;
            for (var j = 0; j < i; j++)
            {
                ReadOnlySpan<double> other = a.Slice(j * n, j);
                var sum = row[j];
                for (var k = 0; k < other.Length; k++) sum -= row[k] * other[k];
                sum *= inverse[j];
                row[j] = sum;
                square += sum * sum;
            }

            var left = row[i] - square;
            if (!(left > tolerance * row[i])) return i;
            var root = Math.Sqrt(left);
            row[i] = root;
            inverse[i] = 1 / root;
        }

        return -1;
    }

    /// <summary>Replaces b by L⁻¹b.</summary>
    public static void Forward(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = b[i];
            for (var k = 0; k < i; k++) sum -= l[i * n + k] * b[k];
            b[i] = sum / l[i * n + i];
        }
    }

    /// <summary>Replaces b by L⁻ᵀb.</summary>
    public static void Backward(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var k = i + 1; k < n; k++) sum -= l[k * n + i] * b[k];
            b[i] = sum / l[i * n + i];
        }
    }

    /// <summary>ln det A.</summary>
    public static double LogDeterminant(ReadOnlySpan<double> l, int n)
    {
        double sum = 0;
        for (var i = 0; i < n; i++) sum += Math.Log(l[i * n + i]);
        return 2 * sum;
    }

    /// <summary>A⁻¹, both triangles.</summary>
    public static double[] Inverse(ReadOnlySpan<double> l, int n)
    {
        // L⁻¹ by its columns, kept as rows; then the products of the rows.
        var factor = new double[n * n];
        for (var j = 0; j < n; j++)
        {
            var column = factor.AsSpan(j * n, n);
            column[j] = 1 / l[j * n + j];
            for (var i = j + 1; i < n; i++)
            {
                double sum = 0;
                for (var k = j; k < i; k++) sum -= l[i * n + k] * column[k];
                column[i] = sum / l[i * n + i];
            }
        }

        var inverse = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double sum = 0;
                for (var k = i; k < n; k++) sum += factor[i * n + k] * factor[j * n + k];
                inverse[i * n + j] = inverse[j * n + i] = sum;
            }
        }

        return inverse;
    }
}
