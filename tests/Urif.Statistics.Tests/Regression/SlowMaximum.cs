namespace Urif.Statistics.Tests.Regression;

/// <summary>
/// An independent and slow maximiser of the logistic likelihood, with or without Firth's penalty, over all coefficients or with one
/// held: quasi-Newton (BFGS) from many random starts, with determinants and leverages by the modified Gram-Schmidt process.
/// </summary>
/// <remarks>It shares no code with the library, and knows nothing of where that found its maximum.</remarks>
internal sealed class SlowMaximum
{
    private readonly double[][] _x;
    private readonly double[] _y;
    private readonly bool _penalised;
    private readonly int _n;
    private readonly double[][] _q;
    private readonly double _shift;

    public SlowMaximum(double[][] columns, double[] response, bool penalised)
    {
        (_x, _y, _penalised, _n) = (columns, response, penalised, response.Length);
        (_q, var diagonal) = Orthonormal(columns);
        _shift = diagonal.Sum(d => Math.Log(Math.Abs(d)));
    }

    /// <summary>The least share of a column's length that the ones before it leave: 0 where columns are dependent.</summary>
    public static double LeastShare(double[][] columns) =>
        Orthonormal(columns).Diagonal.Select((left, k) => Math.Abs(left) / Math.Sqrt(Product(columns[k], columns[k]))).Min();

    /// <summary>The (penalised) log likelihood at coefficients.</summary>
    public double At(double[] coefficients) => Evaluate(Predictor(coefficients), null);

    /// <summary>
    /// The slopes of the (penalised) log likelihood by each coefficient, as shares of the sum of the absolute summands: of the
    /// rows' residuals, and of what the penalty adds to them.
    /// </summary>
    public double[] RelativeGradient(double[] coefficients)
    {
        double[] residual = new double[_n], eta = Predictor(coefficients);
        Evaluate(eta, residual);
        double[] size = [.. eta.Select((e, i) => Math.Abs(_y[i] - Probability(e)) + Math.Abs(residual[i] - _y[i] + Probability(e)))];
        return [.. _x.Select(column => Sum(i => residual[i] * column[i]) / Sum(i => Math.Abs(size[i] * column[i])))];
    }

    /// <summary>The greatest value found from many starts, with the coefficient of a column held at a value; -1 for none held.</summary>
    public double Greatest(int held, double value, int starts, ulong seed)
    {
        double[] offset = held < 0 ? new double[_n] : [.. _x[held].Select(x => value * x)];
        double[][] basis = held < 0 ? _q : Orthonormal([.. _x.Where((_, j) => j != held)]).Q;
        var random = new CounterRandom(seed, 99);
        var best = double.NegativeInfinity;
        for (var start = 0; start < starts; start++)
        {
            var spread = start == 0 ? 0 : Math.Sqrt(_n) * Math.Pow(2, start % 5 - 1);
            // What is held is made up for as far as the others can, and then moved away from.
            double[] point = [.. basis.Select(q => spread * Normal.Quantile(random.NextDouble()) - Sum(i => q[i] * offset[i]))];
            best = Math.Max(best, Climb(basis, offset, point));
        }

        return best;
    }

    private double Climb(double[][] basis, double[] offset, double[] point)
    {
        var p = point.Length;
        var inverse = new double[p, p];
        double[] gradient = new double[p], next = new double[p], nextGradient = new double[p];
        var value = Slopes(point, gradient);
        Reset();
        for (var iteration = 0; iteration < 500; iteration++)
        {
            var step = new double[p];
            double along = 0, length = 0;
            for (var i = 0; i < p; i++)
            {
                for (var j = 0; j < p; j++) step[i] += inverse[i, j] * gradient[j];
                along += step[i] * gradient[i];
                length += gradient[i] * gradient[i];
            }

            if (length < 1e-15) break;
            if (!(along > 0))
            {
                Reset();
                continue;
            }

            double share = 1, reached = double.NegativeInfinity;
            for (; share > 1e-12; share *= 0.4)
            {
                for (var i = 0; i < p; i++) next[i] = point[i] + share * step[i];
                reached = Slopes(next, nextGradient);
                if (reached >= value + 1e-4 * share * along) break;
            }

            if (share <= 1e-12) break;
            Update(step, share);
            (value, point, next, gradient, nextGradient) = (reached, next, point, nextGradient, gradient);
        }

        return value;

        void Reset()
        {
            for (var i = 0; i < p; i++)
            {
                for (var j = 0; j < p; j++) inverse[i, j] = i == j ? 1 : 0;
            }
        }

        void Update(double[] step, double share)
        {
            double product = 0;
            double[] move = [.. step.Select(s => share * s)], change = [.. gradient.Zip(nextGradient, (a, b) => a - b)], turned = new double[p];
            for (var i = 0; i < p; i++) product += move[i] * change[i];
            if (!(product > 1e-300)) return;
            double square = 0;
            for (var i = 0; i < p; i++)
            {
                for (var j = 0; j < p; j++) turned[i] += inverse[i, j] * change[j];
                square += turned[i] * change[i];
            }

            for (var i = 0; i < p; i++)
            {
                for (var j = 0; j < p; j++)
                {
                    inverse[i, j] += (1 + square / product) * move[i] * move[j] / product
                        - (turned[i] * move[j] + move[i] * turned[j]) / product;
                }
            }
        }

        double Slopes(double[] at, double[] slopes)
        {
            var eta = (double[])offset.Clone();
            for (var j = 0; j < p; j++)
            {
                for (var i = 0; i < _n; i++) eta[i] += at[j] * basis[j][i];
            }

            var residual = new double[_n];
            var found = Evaluate(eta, residual);
            for (var j = 0; j < p; j++) slopes[j] = Product(residual, basis[j]);
            return found;
        }
    }

    // The value; and y - μ + h(1/2 - μ), whose products with the columns are the slopes.
    private double Evaluate(double[] eta, double[]? residual)
    {
        double value = 0;
        var roots = new double[_n];
        for (var i = 0; i < _n; i++)
        {
            var small = Math.Exp(-Math.Abs(eta[i]));
            value += _y[i] * eta[i] - Math.Max(0, eta[i]) - Math.Log(1 + small);
            roots[i] = Math.Sqrt(small) / (1 + small);
            if (residual is not null) residual[i] = _y[i] - Probability(eta[i]);
        }

        if (!_penalised) return value;
        var (q, diagonal) = Orthonormal([.. _q.Select(column => column.Select((x, i) => x * roots[i]).ToArray())]);
        value += _shift + diagonal.Sum(d => Math.Log(Math.Abs(d)));
        for (var i = 0; residual is not null && i < _n; i++)
        {
            double leverage = 0;
            foreach (var column in q) leverage += column[i] * column[i];
            residual[i] += leverage * (0.5 - Probability(eta[i]));
        }

        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    private static double Probability(double eta) => eta < 0 ? Math.Exp(eta) / (1 + Math.Exp(eta)) : 1 / (1 + Math.Exp(-eta));

    private double[] Predictor(double[] coefficients)
    {
        var eta = new double[_n];
        for (var j = 0; j < _x.Length; j++)
        {
            for (var i = 0; i < _n; i++) eta[i] += coefficients[j] * _x[j][i];
        }

        return eta;
    }

    private double Sum(Func<int, double> term)
    {
        double sum = 0;
        for (var i = 0; i < _n; i++) sum += term(i);
        return sum;
    }

    // The columns of Q and the diagonal of R, by the modified Gram-Schmidt process, twice.
    private static (double[][] Q, double[] Diagonal) Orthonormal(double[][] columns)
    {
        double[][] q = [.. columns.Select(column => (double[])column.Clone())];
        var diagonal = new double[q.Length];
        for (var k = 0; k < q.Length; k++)
        {
            diagonal[k] = 1;
            for (var pass = 0; pass < 2; pass++)
            {
                for (var m = 0; m < k; m++)
                {
                    var product = Product(q[m], q[k]);
                    for (var i = 0; i < q[k].Length; i++) q[k][i] -= product * q[m][i];
                }

                var length = Math.Sqrt(Product(q[k], q[k]));
                diagonal[k] *= length;
                for (var i = 0; i < q[k].Length; i++) q[k][i] /= length;
            }
        }

        return (q, diagonal);
    }

    private static double Product(double[] x, double[] y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
