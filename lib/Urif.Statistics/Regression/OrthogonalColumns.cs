namespace Urif.Statistics;

/// <summary>
/// The columns of a design as combinations of which each is orthogonal to the ones before it, so that neither units, nor columns that
/// nearly determine each other, nor products of columns far from 0 harm what is computed from them.
/// </summary>
/// <remarks>
/// <para>Chosen columns come last. To hold their coefficients is to hold the last coordinates, and to move these is to move the
/// other coefficients along: the conditional direction, at equal probabilities.</para>
/// <para>The columns X, with their means taken off and scaled, are Q·R with R upper triangular; coefficients s of X are R·s of Q. By
/// modified Gram-Schmidt, twice, which leaves columns orthogonal to rounding: L. Giraud, J. Langou, M. Rozložník, J. van den Eshof,
/// Rounding error analysis of the classical Gram-Schmidt orthogonalization process, Numerische Mathematik 101 (2005).</para>
/// </remarks>
internal sealed class OrthogonalColumns
{
    /// <summary>
    /// The share of a column's length, its mean taken off, left by the columns before it below which it counts as their combination: what
    /// rounding leaves of one, with room for columns whose mean is many times their spread.
    /// </summary>
    private const double Rounding = 1e-10;

    private readonly int[] _order;
    private readonly double[] _center;
    private readonly double[] _scale;
    private readonly double[] _r;
    private readonly int _p;

    /// <param name="design">The columns; where one is a combination of others, only <see cref="DependentColumn"/> is of use.</param>
    /// <param name="weights">What each row counts in the inner products; 1 where null.</param>
    /// <param name="first">The first of the columns that come last.</param>
    /// <param name="count">Their number; 0 for the design's own order.</param>
    public OrthogonalColumns(DesignMatrix design, double[]? weights, int first = 0, int count = 0)
    {
        _p = design.ColumnCount;
        _order = new int[_p];
        for (int j = 0, k = 0; j < _p; j++) _order[j < first || j >= first + count ? k++ : _p - count + j - first] = j;
        _center = new double[_p];
        _scale = new double[_p];
        _r = new double[_p * _p];
        Columns = new double[_p][];
        double[] work = weights is null ? [] : new double[design.RowCount];

        // Where the constant comes last, the others' means are not free to be taken off.
        var isCentered = design.HasIntercept && _order[0] == 0;
        for (var k = 0; k < _p; k++)
        {
            var column = (double[])design.ColumnArray(_order[k]).Clone();
            Columns[k] = column;
            var weighted = weights is null ? column : work;
            Standardise(k, column, isCentered && k > 0);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var m = 0; m < k; m++)
                {
                    Weigh(column);
                    var product = InnerProduct.Of(Columns[m].AsSpan(), weighted) / column.Length;
                    _r[m * _p + k] += product;
                    InnerProduct.Add(-product, Columns[m], column);
                }
            }

            Weigh(column);
            var length = Math.Sqrt(InnerProduct.Of(column.AsSpan(), weighted) / column.Length);
            _r[k * _p + k] = length;
            InnerProduct.Multiply(1 / length, column, column);
        }

        void Weigh(double[] column)
        {
            if (weights is not null) InnerProduct.Multiply(weights, column, work);
        }
    }

    /// <summary>The columns of Q.</summary>
    public double[][] Columns { get; }

    /// <summary>The first of the design's columns that the ones before it determine; -1 where there is none.</summary>
    public int DependentColumn
    {
        get
        {
            for (var k = 0; k < _p; k++)
            {
                double squares = 0;
                for (var m = 0; m <= k; m++) squares += _r[m * _p + k] * _r[m * _p + k];
                if (!(_r[k * _p + k] > Rounding * Math.Sqrt(squares))) return _order[k];
            }

            return -1;
        }
    }

    /// <summary>The columns that the <see cref="DependentColumn"/> is a combination of; the design's own order.</summary>
    public IEnumerable<int> Combination()
    {
        var column = DependentColumn;
        var shares = new double[Math.Max(0, column)];
        for (var k = column - 1; k >= 0; k--)
        {
            shares[k] = _r[k * _p + column];
            for (var m = k + 1; m < column; m++) shares[k] -= _r[k * _p + m] * shares[m];
            shares[k] /= _r[k * _p + k];
        }

        var largest = shares.Length == 0 ? 0 : shares.Max(Math.Abs);
        return Enumerable.Range(0, shares.Length).Where(k => Math.Abs(shares[k]) > 1e-6 * largest);
    }

    /// <summary>The coordinates of the design's coefficients.</summary>
    public void FromCoefficients(ReadOnlySpan<double> raw, Span<double> coordinates)
    {
        double shift = 0;
        for (var k = 0; k < _p; k++) shift += _center[k] * raw[_order[k]];
        for (var m = 0; m < _p; m++)
        {
            double sum = 0;
            for (var k = m; k < _p; k++)
            {
                var coefficient = k == 0 ? raw[_order[0]] + shift : raw[_order[k]];
                sum += _r[m * _p + k] * coefficient / _scale[k];
            }

            coordinates[m] = sum;
        }
    }

    /// <summary>The design's coefficients at coordinates.</summary>
    public void ToCoefficients(ReadOnlySpan<double> coordinates, Span<double> raw)
    {
        double shift = 0;
        for (var k = _p - 1; k >= 0; k--)
        {
            var sum = coordinates[k];
            for (var m = k + 1; m < _p; m++) sum -= _r[k * _p + m] * raw[_order[m]] / _scale[m];
            raw[_order[k]] = sum / _r[k * _p + k] * _scale[k];
            shift += _center[k] * raw[_order[k]];
        }

        raw[_order[0]] -= shift;
    }

    /// <summary>The last column's coefficient, which the last coordinate is a multiple of.</summary>
    public double LastCoefficient(double coordinate) => coordinate / _r[_p * _p - 1] * _scale[_p - 1];

    /// <summary>ln det of what the information of the design's columns has beyond that of these.</summary>
    public double LogDeterminantShift
    {
        get
        {
            double sum = 0;
            for (var k = 0; k < _p; k++) sum += 2 * Math.Log(_r[k * _p + k] / _scale[k]);
            return sum;
        }
    }

    /// <summary>The covariance of the design's coefficients from the Cholesky factor of the information of these columns.</summary>
    public double[] Covariance(ReadOnlySpan<double> factor)
    {
        // Each column of the inverse factor's transpose is a set of coordinates; the covariance is the sum of their squares.
        double[] roots = new double[_p * _p], unit = new double[_p], covariance = new double[_p * _p];
        for (var k = 0; k < _p; k++)
        {
            Array.Clear(unit);
            unit[k] = 1;
            Cholesky.Backward(factor, _p, unit);
            ToCoefficients(unit, roots.AsSpan(k * _p, _p));
        }

        for (var i = 0; i < _p; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double sum = 0;
                for (var k = 0; k < _p; k++) sum += roots[k * _p + i] * roots[k * _p + j];
                covariance[i * _p + j] = covariance[j * _p + i] = sum;
            }
        }

        return covariance;
    }

    /// <summary>
    /// The Cholesky factor of the information of standardised columns in the design's order, as <see cref="LogisticLikelihood"/> has
    /// them, from that of these columns in that order.
    /// </summary>
    public double[] StandardFactor(ReadOnlySpan<double> factor)
    {
        var product = new double[_p * _p];
        for (var i = 0; i < _p; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                for (var k = j; k <= i; k++) product[i * _p + j] += _r[k * _p + i] * factor[k * _p + j];
            }
        }

        return product;
    }

    private void Standardise(int k, double[] column, bool isCentered)
    {
        double mean = 0, squares = 0;
        if (isCentered)
        {
            foreach (var x in column) mean += x;
            mean /= column.Length;
        }

        for (var i = 0; i < column.Length; i++)
        {
            column[i] -= mean;
            squares += column[i] * column[i];
        }

        _center[k] = mean;
        _scale[k] = squares > 0 ? Math.Sqrt(column.Length / squares) : 1;
        InnerProduct.Multiply(_scale[k], column, column);
    }
}
