using Urif.Audit;
using Urif.Statistics;
using static Urif.Synthesis.MomentProgramme;

namespace Urif.Synthesis;

/// <summary>
/// Moves the measurements of an arm, as little as it takes, until their means and SDs, and those of a product of two of them, are
/// printed as the numbers say, each value staying within its bounds and on the recording grid.
/// </summary>
/// <remarks>
/// Gauss-Newton steps of least size, in units of each measurement's SD, on the moments (Å. Björck, Numerical methods for least
/// squares problems (1996), section 9.2), values that reach a bound staying there; then rounding to the grid; then single steps of the
/// grid, each kept if it brings the moments nearer to their boxes.
/// </remarks>
internal sealed class MomentCalibration
{
    private const int MostRounds = 200, MostNudges = 200_000;

    // Rounding moves no moment further than this part of its box's half width leaves.
    private const double Aim = 0.3;

    private readonly List<Target> _targets = [];
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double _step;

    /// <summary>The least and greatest value of x of each woman; both 1 where there is no x.</summary>
    public required QuartileMap.Slot[] XSlots { get; init; }

    /// <summary>The least and greatest value of y of each woman, by the quartiles alone.</summary>
    public required QuartileMap.Slot[] YSlots { get; init; }

    /// <summary>The product that each woman has at least and at most.</summary>
    public required Interval Product { get; init; }

    /// <summary>What the product is divided by.</summary>
    public required double Divisor { get; init; }

    public MomentCalibration(double[] x, double[] y, double step) => (_x, _y, _step) = (x, y, step);

    /// <summary>Adds the mean and the SD of x, of y or of the product.</summary>
    public void Bind(MomentAxis axis, IReadOnlyList<LedgerNumber> numbers)
    {
        foreach (var number in numbers)
        {
            if (number.Statistic is not (Statistic.Mean or Statistic.Sd)) continue;
            var box = new PrintedBox(number).Closed;
            _targets.Add(new(axis, number.Statistic == Statistic.Sd, 0.5 * (box.Low + box.High), 0.5 * box.Width));
        }
    }

    /// <summary>Moves the values.</summary>
    /// <returns>Whether all moments are in their boxes.</returns>
    public bool Run(CounterRandom random)
    {
        if (_targets.Count > 0 && !Approach()) return false;
        for (var i = 0; i < _y.Length; i++)
        {
            _x[i] = OnGrid(_x[i], XSlots[i].Low, XSlots[i].High);
            var (low, high) = YBounds(i);
            if (low > high + 1e-9) return false;
            _y[i] = OnGrid(_y[i], low, high);
        }

        return _targets.Count == 0 || Nudge(random);
    }

    private (double Low, double High) YBounds(int i) =>
        (Math.Max(YSlots[i].Low, Product.Low * Divisor / _x[i]), Math.Min(YSlots[i].High, Product.High * Divisor / _x[i]));

    private double OnGrid(double value, double low, double high)
    {
        double k = Math.Round(value / _step), least = Math.Ceiling(low / _step - 1e-6), most = Math.Floor(high / _step + 1e-6);
        return Math.Round(Math.Clamp(k, Math.Min(least, most), most) * _step, 10);
    }

    private double Value(MomentAxis axis, int i) =>
        axis switch { MomentAxis.X => _x[i], MomentAxis.Y => _y[i], _ => _x[i] * _y[i] / Divisor };

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
        int n = _y.Length, k = _targets.Count;
        double sx = Math.Max(Moments(MomentAxis.X).Sd, 1e-9), sy = Math.Max(Moments(MomentAxis.Y).Sd, 1e-9);
        double[,] jacobian = new double[k, 2 * n], normal = new double[k, k];
        double[] residual = new double[k], multiplier = new double[k];
        var stuck = new bool[2 * n];
        for (var round = 0; round < MostRounds; round++)
        {
            double[] mean = new double[3], sd = new double[3];
            foreach (var axis in new[] { MomentAxis.X, MomentAxis.Y, MomentAxis.Product }) (mean[(int)axis], sd[(int)axis]) = Moments(axis);
            var worst = 0.0;
            for (var t = 0; t < k; t++)
            {
                var target = _targets[t];
                var a = (int)target.Axis;
                residual[t] = target.Centre - (target.IsSd ? sd[a] : mean[a]);
                worst = Math.Max(worst, Math.Abs(residual[t]) / target.Half);
                for (var i = 0; i < n; i++)
                {
                    // The derivative by the value, then by x and by y.
                    var by = target.IsSd ? sd[a] > 0 ? (Value(target.Axis, i) - mean[a]) / ((n - 1) * sd[a]) : 0 : 1.0 / n;
                    jacobian[t, i] = target.Axis switch { MomentAxis.X => by, MomentAxis.Y => 0, _ => by * _y[i] / Divisor };
                    jacobian[t, n + i] = target.Axis switch { MomentAxis.X => 0, MomentAxis.Y => by, _ => by * _x[i] / Divisor };
                }
            }

            if (worst <= Aim) return true;
            Array.Clear(stuck);
            for (var inner = 0; ; inner++)
            {
                for (var t = 0; t < k; t++)
                {
                    for (var u = 0; u <= t; u++)
                    {
                        double sum = 0;
                        for (var i = 0; i < n; i++)
                        {
                            if (!stuck[i]) sum += sx * sx * jacobian[t, i] * jacobian[u, i];
                            if (!stuck[n + i]) sum += sy * sy * jacobian[t, n + i] * jacobian[u, n + i];
                        }

                        normal[t, u] = normal[u, t] = sum;
                    }

                    normal[t, t] *= 1 + 1e-10;
                }

                if (!Solve(normal, residual, multiplier)) return false;
                var newlyStuck = 0;
                for (var i = 0; i < 2 * n; i++)
                {
                    if (stuck[i]) continue;
                    var move = Move(i);
                    var (low, high) = i < n ? (XSlots[i].Low, XSlots[i].High) : YBounds(i - n);
                    var at = i < n ? _x[i] : _y[i - n];
                    if ((move > 0 && at >= high - 1e-12) || (move < 0 && at <= low + 1e-12))
                    {
                        stuck[i] = true;
                        newlyStuck++;
                    }
                }

                if (newlyStuck == 0 || inner == 8) break;
            }

            for (var i = 0; i < n; i++)
                if (!stuck[i]) _x[i] = Math.Clamp(_x[i] + Math.Clamp(Move(i), -sx, sx), XSlots[i].Low, XSlots[i].High);
            for (var i = 0; i < n; i++)
            {
                var (low, high) = YBounds(i);
                if (low > high) return false;
                _y[i] = Math.Clamp(stuck[n + i] ? _y[i] : _y[i] + Math.Clamp(Move(n + i), -sy, sy), low, high);
            }
        }

        return false;

        double Move(int i)
        {
            double sum = 0;
            for (var t = 0; t < k; t++) sum += jacobian[t, i] * multiplier[t];
            return sum * (i < n ? sx * sx : sy * sy);
        }
    }

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

    // How far the moments are outside nine tenths of their boxes, in units of these.
    private double Excess()
    {
        double excess = 0;
        foreach (var axis in new[] { MomentAxis.X, MomentAxis.Y, MomentAxis.Product })
        {
            if (!_targets.Exists(t => t.Axis == axis)) continue;
            var (mean, sd) = Moments(axis);
            foreach (var target in _targets)
                if (target.Axis == axis) excess += Math.Max(0, Math.Abs((target.IsSd ? sd : mean) - target.Centre) / target.Half - 0.9);
        }

        return excess;
    }

    private bool Nudge(CounterRandom random)
    {
        var excess = Excess();
        for (var tries = 0; excess > 0 && tries < MostNudges; tries++)
        {
            var i = random.Below(_y.Length);
            double oldX = _x[i], oldY = _y[i];
            var change = random.Below(4);
            var by = (change & 1) == 0 ? _step : -_step;
            if (change < 2)
            {
                if (XSlots[i].Low >= XSlots[i].High) continue;
                _x[i] = Math.Round(_x[i] + by, 10);
                if (_x[i] < XSlots[i].Low - 1e-9 || _x[i] > XSlots[i].High + 1e-9)
                {
                    _x[i] = oldX;
                    continue;
                }
            }
            else
            {
                _y[i] = Math.Round(_y[i] + by, 10);
            }

            var (low, high) = YBounds(i);
            var now = _y[i] >= low - 1e-9 && _y[i] <= high ? Excess() : double.PositiveInfinity;
            if (now < excess) excess = now;
            else (_x[i], _y[i]) = (oldX, oldY);
        }

        return excess <= 0;
    }

    private readonly record struct Target(MomentAxis Axis, bool IsSd, double Centre, double Half);
}
