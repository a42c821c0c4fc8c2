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
    private readonly double[][] _weighted;
    private readonly double[] _roots;
    private readonly double[] _predictor;
    private readonly List<(double Height, double[] Predictor)> _ends = [];

    public SlowMaximum(double[][] columns, double[] response, bool penalised)
    {
        (_x, _y, _penalised, _n) = (columns, response, penalised, response.Length);
        _q = Copies(columns);
        _shift = Orthonormalise(_q);
        _weighted = Copies(columns);
        _roots = new double[_n];
        _predictor = new double[_n];
    }

    /// <summary>The (penalised) log likelihood at coefficients.</summary>
    public double At(double[] coefficients) => Evaluate(Predictor(coefficients), new double[_n]);

    /// <summary>
    /// The slopes of the (penalised) log likelihood by each coefficient, as shares of the sum of the absolute summands: of the
    /// rows' residuals, and of what the penalty adds to them.
    /// </summary>
    public double[] RelativeGradient(double[] coefficients)
    {
        double[] residual = new double[_n], eta = Predictor(coefficients);
        Evaluate(eta, residual);
        double[] size = [.. Distances(coefficients).Select((distance, i) =>
            distance + Math.Abs(residual[i] - (2 * _y[i] - 1) * distance))];
        return [.. _x.Select(column => Sum(i => residual[i] * column[i]) / Sum(i => Math.Abs(size[i] * column[i])))];
    }

    /// <summary>How far each response is from its probability at coefficients, to full relative accuracy.</summary>
    public double[] Distances(double[] coefficients) => DistancesAt(Predictor(coefficients));

    /// <summary>The greatest value found from many starts, with the coefficient of a column held at a value; -1 for none held.</summary>
    public double Greatest(int held, double value, int starts, ulong seed) => Greatest(held, value, starts, seed, double.PositiveInfinity);

    /// <summary>
    /// Whether some coefficients, that of a column held at a value, reach a level: from others', from where other climbs ended, then from
    /// random starts. What reaches it proves it, wherever it was looked for.
    /// </summary>
    public bool Reaches(double level, int held, double value, int starts, ulong seed, IEnumerable<double[]> others) =>
        Greatest(held, value, 1, seed, level) >= level
        || others.Any(other => ClimbNear(Predictor(other), held, value) >= level)
        || _ends.Exists(end => ClimbNear(end.Predictor, held, value) >= level)
        || Greatest(held, value, starts, seed, level) >= level;

    private double Greatest(int held, double value, int starts, ulong seed, double enough)
    {
        double[] offset = Held(held, value);
        double[][] basis = Basis(held);
        var random = new CounterRandom(seed, 99);
        var best = double.NegativeInfinity;
        for (var start = 0; start < starts && best < enough; start++)
        {
            var spread = start == 0 ? 0 : Math.Sqrt(_n) * Math.Pow(2, start % 5 - 1);
            // What is held is made up for as far as the others can, and then moved away from.
            double[] point = [.. basis.Select(q => spread * Normal.Quantile(random.NextDouble()) - Sum(i => q[i] * offset[i]))];
            best = Math.Max(best, Climb(basis, offset, point));
            if (_ends.All(end => Math.Abs(end.Height - best) > 1e-6)) _ends.Add((best, (double[])_predictor.Clone()));
        }

        return best;
    }

    private double ClimbNear(double[] predictor, int held, double value)
    {
        double[] offset = Held(held, value);
        double[][] basis = Basis(held);
        return Climb(basis, offset, [.. basis.Select(q => Sum(i => q[i] * (predictor[i] - offset[i])))]);
    }

    private double[] Held(int held, double value) => held < 0 ? new double[_n] : [.. _x[held].Select(x => value * x)];

    private double[][] Basis(int held)
    {
        if (held < 0) return _q;
        var basis = Copies([.. _x.Where((_, j) => j != held)]);
        Orthonormalise(basis);
        return basis;
    }

    /// <summary>How far each response is from its probability where the likelihood is greatest.</summary>
    public double[] Distances()
    {
        Climb(_q, new double[_n], new double[_x.Length]);
        return DistancesAt(_predictor);
    }

    private double[] DistancesAt(double[] predictor) =>
        [.. predictor.Select((eta, i) => Probability(_y[i] > 0 ? -eta : eta, Math.Exp(-Math.Abs(eta))))];

    private double Climb(double[][] basis, double[] offset, double[] point)
    {
        var p = point.Length;
        var inverse = new double[p, p];
        double[] gradient = new double[p], next = new double[p], nextGradient = new double[p], step = new double[p];
        double[] move = new double[p], change = new double[p], turned = new double[p], eta = new double[_n], residual = new double[_n];
        var value = Slopes(point, gradient);
        Reset();
        for (var iteration = 0; iteration < 500; iteration++)
        {
            Array.Clear(step);
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
            Update(share);
            (value, point, next, gradient, nextGradient) = (reached, next, point, nextGradient, gradient);
        }

        eta.CopyTo(_predictor, 0);
        return value;

        void Reset()
        {
            for (var i = 0; i < p; i++)
            {
                for (var j = 0; j < p; j++) inverse[i, j] = i == j ? 1 : 0;
            }
        }

        void Update(double share)
        {
            double product = 0;
            for (var i = 0; i < p; i++)
            {
                (move[i], change[i], turned[i]) = (share * step[i], gradient[i] - nextGradient[i], 0);
                product += move[i] * change[i];
            }

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
            offset.CopyTo(eta, 0);
            for (var j = 0; j < p; j++)
            {
                for (var i = 0; i < _n; i++) eta[i] += at[j] * basis[j][i];
            }

            var found = Evaluate(eta, residual);
            for (var j = 0; j < p; j++) slopes[j] = Product(residual, basis[j]);
            return found;
        }
    }

    // The value; and y - μ + h(1/2 - μ), whose products with the columns are the slopes.
    private double Evaluate(double[] eta, double[] residual)
    {
        double value = 0;
        for (var i = 0; i < _n; i++)
        {
            var small = Math.Exp(-Math.Abs(eta[i]));
            value += _y[i] * eta[i] - Math.Max(0, eta[i]) - Math.Log(1 + small);
            _roots[i] = Math.Sqrt(small) / (1 + small);
            residual[i] = _y[i] - Probability(eta[i], small);
        }

        if (!_penalised) return value;
        for (var j = 0; j < _q.Length; j++)
        {
            for (var i = 0; i < _n; i++) _weighted[j][i] = _q[j][i] * _roots[i];
        }

        value += _shift + Orthonormalise(_weighted);
        for (var i = 0; i < _n; i++)
        {
            double leverage = 0;
            foreach (var column in _weighted) leverage += column[i] * column[i];
            residual[i] += leverage * (0.5 - Probability(eta[i], Math.Exp(-Math.Abs(eta[i]))));
        }

        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    private static double Probability(double eta, double small) => (eta < 0 ? small : 1) / (1 + small);

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

    private static double[][] Copies(double[][] columns) => [.. columns.Select(column => (double[])column.Clone())];

    // Turns columns into those of Q, by the modified Gram-Schmidt process, again where it left less than half of a column; the log of R's
    // determinant.
    private static double Orthonormalise(double[][] q)
    {
        double sum = 0;
        for (var k = 0; k < q.Length; k++)
        {
            var column = q[k];
            var before = Math.Sqrt(Product(column, column));
            double length = 0;
            for (var pass = 0; pass == 0 || (pass == 1 && length < 0.5 * before); pass++)
            {
                for (var m = 0; m < k; m++)
                {
                    var product = Product(q[m], column);
                    for (var i = 0; i < column.Length; i++) column[i] -= product * q[m][i];
                }

                length = Math.Sqrt(Product(column, column));
                if (!(length > 0)) return double.NegativeInfinity;
                sum += Math.Log(length);
                for (var i = 0; i < column.Length; i++) column[i] /= length;
            }
        }

        return sum;
    }

    private static double Product(double[] x, double[] y)
    {
        double sum = 0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
