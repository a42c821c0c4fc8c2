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
    /// <summary>
    /// Replaces A by L. A column of which no more than the share <paramref name="tolerance"/> of its diagonal is left by the columns
    /// before it depends on them: its place is returned and the factor is unfinished.
    /// </summary>
    /// <returns>The first dependent column; -1 where there is none.</returns>
    public static int Factor(Span<double> a, int n, double tolerance)
    {
        for (int i = 0; i < n; i++)
        {
            Span<double> row = a.Slice(i * n, i + 1);
            double square = 0;
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> other = a.Slice(j * n, j + 1);
                double sum = row[j];
                for (int k = 0; k < j; k++)
                    sum -= row[k] * other[k];
                row[j] = sum / other[j];
                square += row[j] * row[j];
            }
            double left = row[i] - square;
            if (!(left > tolerance * row[i]))
                return i;
            row[i] = Math.Sqrt(left);
        }
        return -1;
    }

    /// <summary>Replaces b by L⁻¹b; the elements of b before <paramref name="first"/> are 0.</summary>
    public static void Forward(ReadOnlySpan<double> l, int n, Span<double> b, int first = 0)
    {
        for (int i = first; i < n; i++)
        {
            double sum = b[i];
            for (int k = first; k < i; k++)
                sum -= l[(i * n) + k] * b[k];
            b[i] = sum / l[(i * n) + i];
        }
    }

    /// <summary>Replaces b by L⁻ᵀb.</summary>
    public static void Backward(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (int i = n - 1; i >= 0; i--)
        {
            double sum = b[i];
            for (int k = i + 1; k < n; k++)
                sum -= l[(k * n) + i] * b[k];
            b[i] = sum / l[(i * n) + i];
        }
    }

    /// <summary>ln det A.</summary>
    public static double LogDeterminant(ReadOnlySpan<double> l, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
            sum += Math.Log(l[(i * n) + i]);
        return 2 * sum;
    }

    /// <summary>A⁻¹, both triangles.</summary>
    public static double[] Inverse(ReadOnlySpan<double> l, int n)
    {
        var inverse = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            Span<double> column = inverse.AsSpan(j * n, n);
            column[j] = 1;
            Forward(l, n, column, j);
            Backward(l, n, column);
            for (int i = 0; i < j; i++)
                column[i] = inverse[(i * n) + j]; // Symmetric to the last digit.
        }
        return inverse;
    }
}
