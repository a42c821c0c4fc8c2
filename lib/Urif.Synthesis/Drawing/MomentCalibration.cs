using Urif.Audit;
using Urif.Statistics;
using static Urif.Synthesis.MomentProgramme;

namespace Urif.Synthesis;

/// <summary>
/// Moves the measurements of an arm, as little as it takes, until their means and SDs, and those of a product of two of them, are
/// printed as the numbers say, each value staying within its bounds and on the recording grid.
/// </summary>
/// <remarks>
/// Gauss-Newton steps of least size on the moments (Å. Björck, Numerical methods for least squares problems (1996), section 9.2), in units
/// of each measurement's SD, or of a value's way to its nearer bound where that is shorter (affine scaling: T. F. Coleman and Y. Li, SIAM
/// Journal on Optimization 6 (1996) 418-445), so that no values heap up at the bounds; then rounding to the grid; then single steps of the
/// grid, each kept if it brings the moments nearer to their boxes.
/// </remarks>
internal sealed class MomentCalibration
{
    private const int MostRounds = 200, MostNudges = 200_000;

    // Rounding moves no moment further than this part of its box's half width leaves.
    private const double Aim = 0.3;

    // How much of its room a value takes at once, and how much room, in SDs, one has that stands at a bound.
    private const double MostOfRoom = 0.7, LeastRoom = 1e-3;

    private readonly List<Target> _targets = [];
    private readonly double[]? _x;
    private readonly double[] _y;
    private readonly double _step;

    /// <param name="x">The first measurement; null where there is but one.</param>
    /// <param name="y">The second, or the only one.</param>
    /// <param name="step">The recording step.</param>
    public MomentCalibration(double[]? x, double[] y, double step) => (_x, _y, _step) = (x, y, step);

    /// <summary>The least and greatest value of x of each woman; null where there is no x.</summary>
    public QuartileMap.Slot[]? XSlots { get; init; }

    /// <summary>The least and greatest value of y of each woman, by the quartiles alone.</summary>
    public required QuartileMap.Slot[] YSlots { get; init; }

    /// <summary>The product that a woman has at least and at most.</summary>
    public Interval Product { get; init; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The product that each woman has at least and at most; null where all are alike.</summary>
    public IReadOnlyList<Interval>? Products { get; init; }

    /// <summary>What the product is divided by.</summary>
    public double Divisor { get; init; } = 1;

    /// <summary>Adds the mean and the SD of x, of y or of the product.</summary>
    public void Bind(MomentAxis axis, IReadOnlyList<LedgerNumber> numbers)
    {
        foreach (var number in numbers)
        {
            if (number.Statistic is not (Statistic.Mean or Statistic.Sd)) continue;
            var box = new PrintedBox(number).Closed;
            _targets.Add(new(axis, number.Statistic == Statistic.Sd, 0.5 * (box.Low + box.High), 0.5 * box.Width,
                !_targets.Exists(t => t.Axis == axis)));
        }
    }

    /// <summary>Moves the values.</summary>
    /// <returns>Whether all moments are in their boxes.</returns>
    public bool Run(CounterRandom random)
    {
        if (_targets.Count > 0 && !Approach()) return false;
        for (var i = 0; i < _y.Length; i++)
        {
            if (_x is not null) _x[i] = OnGrid(_x[i], XSlots![i].Low, XSlots[i].High);
            var (low, high) = YBounds(i);
            if (low > high + 1e-9) return false;
            _y[i] = OnGrid(_y[i], low, high);
        }

        return _targets.Count == 0 || Nudge(random);
    }

    private (double Low, double High) YBounds(int i)
    {
        if (_x is null) return (YSlots[i].Low, YSlots[i].High);
        var product = Products?[i] ?? Product;
        return (Math.Max(YSlots[i].Low, product.Low * Divisor / _x[i]), Math.Min(YSlots[i].High, product.High * Divisor / _x[i]));
    }

    private double OnGrid(double value, double low, double high)
    {
        double k = Math.Round(value / _step), least = Math.Ceiling(low / _step - 1e-6), most = Math.Floor(high / _step + 1e-6);
        return Math.Round(Math.Clamp(k, Math.Min(least, most), most) * _step, 10);
    }

    private double Value(MomentAxis axis, int i) =>
        axis switch { MomentAxis.X => _x![i], MomentAxis.Y => _y[i], _ => _x![i] * _y[i] / Divisor };

    private (double Mean, double Sd) Moments(MomentAxis axis)
    {
        double mean = 0, squares = 0;
        for (var i = 0; i < _y.Length; i++) mean += Value(axis, i);
        mean /= _y.Length;
        for (var i = 0; i < _y.Length; i++)
        {
            var d = Value(axis, i) - mean;
            squares += d * d;
        }

        return (mean, Math.Sqrt(squares / Math.Max(1, _y.Length - 1)));
    }

    private bool Approach()
    {
        int n = _y.Length, k = _targets.Count, first = _x is null ? n : 0;
        double sx = _x is null ? 0 : Math.Max(Moments(MomentAxis.X).Sd, 1e-9), sy = Math.Max(Moments(MomentAxis.Y).Sd, 1e-9);
        // By x, then by y.
        double[,] jacobian = new double[k, 2 * n], normal = new double[k, k];
        double[] residual = new double[k], multiplier = new double[k], mean = new double[3], sd = new double[3];
        double[] moves = new double[2 * n], weights = new double[2 * n], rooms = new double[2 * n];
        for (var round = 0; round < MostRounds; round++)
        {
            foreach (var target in _targets)
                if (target.IsFirst) (mean[(int)target.Axis], sd[(int)target.Axis]) = Moments(target.Axis);
            var worst = 0.0;
            for (var t = 0; t < k; t++)
            {
                var target = _targets[t];
                var a = (int)target.Axis;
                residual[t] = target.Centre - (target.IsSd ? sd[a] : mean[a]);
                worst = Math.Max(worst, Math.Abs(residual[t]) / target.Half);
            }

            if (worst <= Aim) return true;
            for (var t = 0; t < k; t++)
            {
                var target = _targets[t];
                var a = (int)target.Axis;
                for (var i = 0; i < n; i++)
                {
                    // The derivative by the value, then by x and by y.
                    var by = target.IsSd ? sd[a] > 0 ? (Value(target.Axis, i) - mean[a]) / ((n - 1) * sd[a]) : 0 : 1.0 / n;
                    if (_x is not null)
                        jacobian[t, i] = target.Axis switch { MomentAxis.X => by, MomentAxis.Y => 0, _ => by * _y[i] / Divisor };
                    jacobian[t, n + i] = target.Axis switch { MomentAxis.X => 0, MomentAxis.Y => by, _ => by * _x![i] / Divisor };
                }
            }

            for (var i = first; i < 2 * n; i++)
            {
                var (low, high) = Bounds(i);
                var at = i < n ? _x![i] : _y[i - n];
                double unit = i < n ? sx : sy, room = Math.Min(at - low, high - at);
                (rooms[i], weights[i]) = (room, unit * Math.Clamp(room, LeastRoom * unit, unit));
                if (high <= low) weights[i] = 0;
            }

            for (var t = 0; t < k; t++)
            {
                for (var u = 0; u <= t; u++)
                {
                    double sum = 0;
                    for (var i = first; i < 2 * n; i++) sum += weights[i] * jacobian[t, i] * jacobian[u, i];
                    normal[t, u] = normal[u, t] = sum;
                }

                normal[t, t] *= 1 + 1e-10;
            }

            if (!Solve(normal, residual, multiplier)) return false;
            for (var i = first; i < 2 * n; i++)
            {
                double move = 0;
                for (var t = 0; t < k; t++) move += jacobian[t, i] * multiplier[t];
                // Most of the way to a bound, never all of it.
                var most = Math.Min(i < n ? sx : sy, Math.Max(MostOfRoom * rooms[i], LeastRoom * (i < n ? sx : sy)));
                moves[i] = Math.Clamp(move * weights[i], -most, most);
            }

            for (var i = 0; i < n; i++)
            {
                double y = _y[i] + moves[n + i], by = 1;
                if (_x is not null)
                {
                    var x = Math.Clamp(_x[i] + moves[i], XSlots![i].Low, XSlots[i].High);
                    (by, _x[i]) = (_x[i] / x, x);
                }

                var (low, high) = YBounds(i);
                if (low > high) return false;
                // A bound of the product moves with x, and a value at it along with it.
                _y[i] = Math.Clamp(y < low || y > high ? y * by : y, low, high);
            }
        }

        return false;
    }

    private (double Low, double High) Bounds(int place) =>
        place >= _y.Length ? YBounds(place - _y.Length) : (XSlots![place].Low, XSlots[place].High);

    // Gaussian elimination with pivots: at most six equations.
    private static bool Solve(double[,] matrix, double[] right, double[] solution)
    {
        var n = right.Length;
        var a = (double[,])matrix.Clone();
        var b = (double[])right.Clone();
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
                if (Math.Abs(a[row, column]) > Math.Abs(a[pivot, column])) pivot = row;
            if (Math.Abs(a[pivot, column]) < 1e-300) return false;
            for (var j = 0; j < n; j++) (a[column, j], a[pivot, j]) = (a[pivot, j], a[column, j]);
            (b[column], b[pivot]) = (b[pivot], b[column]);
            for (var row = column + 1; row < n; row++)
            {
                var factor = a[row, column] / a[column, column];
                for (var j = column; j < n; j++) a[row, j] -= factor * a[column, j];
                b[row] -= factor * b[column];
            }
        }

        for (var row = n - 1; row >= 0; row--)
        {
            var sum = b[row];
            for (var j = row + 1; j < n; j++) sum -= a[row, j] * solution[j];
            solution[row] = sum / a[row, row];
        }

        return true;
    }

    // How far the moments of sums are outside nine tenths of their boxes, in units of these.
    private double Excess(ReadOnlySpan<Sums> sums)
    {
        double excess = 0;
        foreach (var target in _targets)
        {
            var (mean, sd) = sums[(int)target.Axis].Moments(_y.Length);
            excess += Math.Max(0, Math.Abs((target.IsSd ? sd : mean) - target.Centre) / target.Half - 0.9);
        }

        return excess;
    }

    private bool Nudge(CounterRandom random)
    {
        Span<Sums> sums = stackalloc Sums[3], changed = stackalloc Sums[3];
        foreach (var target in _targets)
        {
            if (!target.IsFirst) continue;
            var sum = new Sums(Value(target.Axis, 0), 0, 0);
            for (var i = 0; i < _y.Length; i++) sum = sum.With(Value(target.Axis, i), 1);
            sums[(int)target.Axis] = sum;
        }

        var excess = Excess(sums);
        for (var tries = 0; excess > 0 && tries < MostNudges; tries++)
        {
            var i = random.Below(_y.Length);
            double oldX = _x?[i] ?? 1, oldY = _y[i], x = oldX, y = oldY;
            var change = _x is null ? 2 + random.Below(2) : random.Below(4);
            var by = (change & 1) == 0 ? _step : -_step;
            if (change < 2) x = Math.Round(x + by, 10);
            else y = Math.Round(y + by, 10);
            if (change < 2 && (x < XSlots![i].Low - 1e-9 || x > XSlots[i].High + 1e-9)) continue;
            sums.CopyTo(changed);
            foreach (var target in _targets)
                if (target.IsFirst) changed[(int)target.Axis] = changed[(int)target.Axis].With(Value(target.Axis, i), -1);
            Set(i, x, y);
            foreach (var target in _targets)
                if (target.IsFirst) changed[(int)target.Axis] = changed[(int)target.Axis].With(Value(target.Axis, i), 1);
            var (low, high) = YBounds(i);
            var now = y >= low - 1e-9 && y <= high ? Excess(changed) : double.PositiveInfinity;
            if (now < excess)
            {
                excess = now;
                changed.CopyTo(sums);
            }
            else
            {
                Set(i, oldX, oldY);
            }
        }

        return excess <= 0;
    }

    private void Set(int i, double x, double y)
    {
        if (_x is not null) _x[i] = x;
        _y[i] = y;
    }

    // The sums of values less a first one, and of their squares, so that one value more or less need not be added up anew.
    private readonly record struct Sums(double Origin, double Sum, double Squares)
    {
        public Sums With(double value, int times) =>
            new(Origin, Sum + times * (value - Origin), Squares + times * (value - Origin) * (value - Origin));

        public (double Mean, double Sd) Moments(int n) =>
            (Origin + Sum / n, Math.Sqrt(Math.Max(0, Squares - Sum * Sum / n) / Math.Max(1, n - 1)));
    }

    private readonly record struct Target(MomentAxis Axis, bool IsSd, double Centre, double Half, bool IsFirst);
}
