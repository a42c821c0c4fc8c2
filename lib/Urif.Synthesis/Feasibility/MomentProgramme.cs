using Variable = Google.OrTools.LinearSolver.Variable;
using Google.OrTools.LinearSolver;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Whether a distribution of one measurement y, or of two with their product p = xy/divisor, has moments and quantiles in given
/// intervals, each value being a multiple of a recording step and each pair within a region: a linear programme over all such
/// points, of which only those that matter are ever made (column generation).
/// </summary>
/// <remarks>
/// <para>
/// Every sample is such a distribution, so that no sample has what no distribution has: a "no" is a proof. A distribution need not
/// be one of n equal parts, so that a "yes" is not.
/// </para>
/// <para>
/// The multipliers of the programme are a polynomial in x, y and p that is nowhere positive on the region and yet has a positive
/// mean under the printed numbers: the certificate of the "no" (S. Karlin and W. J. Studden, Tchebycheff systems (1966), chapter
/// XII). Given x it is a quadratic in y with steps, so that its greatest value on the whole grid is found exactly from few points.
/// </para>
/// </remarks>
internal sealed class MomentProgramme
{
    private const int MostRounds = 400;
    private const double Margin = 1e-7;

    // The rows are scaled already; with scaling of its own GLOP was seen to go in circles. The other method is for where it does even so.
    private const string Parameters = "use_scaling:false max_number_of_iterations:20000", OtherMethod = " use_dual_simplex:true";

    private readonly List<MomentRow> _rows = [];
    private readonly Region _region;

    public MomentProgramme(Region region) => _region = region;

    /// <summary>What a row of the programme is the mean of.</summary>
    public enum MomentAxis
    {
        /// <summary>The first measurement.</summary>
        X,

        /// <summary>The second measurement, or the only one.</summary>
        Y,

        /// <summary>Their product over the divisor.</summary>
        Product,
    }

    /// <summary>The points that a woman can be at.</summary>
    /// <param name="X">The first measurement; a point of 1 where there is only one.</param>
    /// <param name="Y">The second.</param>
    /// <param name="Product">The product; all values where there is none.</param>
    /// <param name="Divisor">What the product is divided by.</param>
    /// <param name="Step">The recording step.</param>
    public sealed record Region(Interval X, Interval Y, Interval Product, double Divisor, double Step)
    {
        /// <summary>The values of y that go with a value of x, on the grid; reversed where there are none.</summary>
        public Interval YAt(double x)
        {
            double low = Math.Max(Y.Low, Product.Low * Divisor / x), high = Math.Min(Y.High, Product.High * Divisor / x);
            return new(Step * Math.Ceiling(low / Step - 1e-9), Step * Math.Floor(high / Step + 1e-9));
        }
    }

    /// <summary>The mean of an axis lies in an interval, and its mean squared distance from a centre too.</summary>
    public void Moments(MomentAxis axis, double centre, double scale, Interval? mean, Interval? squares)
    {
        if (mean is { } m) _rows.Add(new(axis, 1, centre, scale, double.NaN, new((m.Low - centre) / scale, (m.High - centre) / scale)));
        if (squares is { } s) _rows.Add(new(axis, 2, centre, scale, double.NaN, new(s.Low / (scale * scale), s.High / (scale * scale))));
    }

    /// <summary>The order statistics of n values that a quantile lies between bound it.</summary>
    public void Quantile(MomentAxis axis, int n, QuantileCondition condition)
    {
        var rank = condition.Share > 0 ? condition.Rank + 1 : condition.Rank;
        _rows.Add(new(axis, 0, 0, 1, condition.Value.High, new((double)condition.Rank / n, 1)));
        // At most rank - 1 values lie below; on the grid, below is at most the step before.
        var below = _region.Step * (Math.Ceiling(condition.Value.Low / _region.Step - 1e-9) - 1);
        _rows.Add(new(axis, 0, 0, 1, below, new(0, (rank - 1.0) / n)));
    }

    /// <summary>Decides.</summary>
    public Decision Solve() => Solve(null, out _);

    /// <summary>A bound that the mean of an axis keeps in every distribution that meets the rows; null where none does.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="greatest">Whether the greatest or the least mean is wanted.</param>
    public double? ExtremeMean(MomentAxis axis, bool greatest)
    {
        // In minus its own units, so that the programme, which makes things small, makes the mean large.
        var objective = new MomentRow(axis, 1, 0, greatest ? -1 : 1, double.NaN, default);
        return Solve(objective, out var bound) == Decision.No ? null : greatest ? -bound : bound;
    }

    private Decision Solve(MomentRow? objective, out double bound)
    {
        bound = 0;
        // What is lacking weighs more than any mean.
        var weightOfSlack = objective is null ? 1 : 1e5;
        using var solver = Solver.CreateSolver("GLOP");
        solver.SetSolverSpecificParametersAsString(Parameters);
        var total = solver.MakeConstraint(1, 1);
        var constraints = new Constraint[_rows.Count];
        solver.Objective().SetMinimization();
        for (var i = 0; i < _rows.Count; i++)
        {
            constraints[i] = solver.MakeConstraint(_rows[i].Value.Low, _rows[i].Value.High);
            foreach (var sign in new[] { 1, -1 })
            {
                var slack = solver.MakeNumVar(0, double.PositiveInfinity, "");
                constraints[i].SetCoefficient(slack, sign);
                solver.Objective().SetCoefficient(slack, weightOfSlack);
            }
        }

        var points = new List<Variable>();
        void Add(double x, double y)
        {
            var weight = solver.MakeNumVar(0, double.PositiveInfinity, "");
            total.SetCoefficient(weight, 1);
            for (var i = 0; i < _rows.Count; i++) constraints[i].SetCoefficient(weight, _rows[i].At(x, y, _region.Divisor));
            if (objective is not null) solver.Objective().SetCoefficient(weight, objective.At(x, y, _region.Divisor));
            points.Add(weight);
        }

        foreach (var (x, y) in Start()) Add(x, y);
        if (points.Count == 0) return Decision.No;
        var multipliers = new double[_rows.Count];
        bound = double.NegativeInfinity;
        for (var round = 0; round < MostRounds; round++)
        {
            if (solver.Solve() != Solver.ResultStatus.OPTIMAL)
            {
                solver.SetSolverSpecificParametersAsString(Parameters + OtherMethod);
                if (solver.Solve() != Solver.ResultStatus.OPTIMAL) return Decision.Yes;
            }

            var value = solver.Objective().Value();
            if (objective is null && value <= Margin) break;
            for (var i = 0; i < _rows.Count; i++) multipliers[i] = constraints[i].DualValue();
            var (most, x, y) = Best(multipliers, objective);
            // The certificate stands by itself, however exactly the programme was solved: weights add up to 1, so that no distribution has
            // a greater mean of the rows, so weighted, than the best point, and the numbers ask for at least so much.
            bound = Math.Max(bound, Least(multipliers) - most);
            if (objective is null && bound > Margin) return Decision.No;
            if (most + total.DualValue() <= 1e-9) break;
            Add(x, y);
        }

        if (objective is not null && constraints.Where((c, i) => Lacking(c, _rows[i].Value) > 1e-6).Any()) return Decision.No;
        return Decision.Yes;

        double Lacking(Constraint constraint, Interval value)
        {
            double sum = 0;
            foreach (var weight in points) sum += constraint.GetCoefficient(weight) * weight.SolutionValue();
            return Math.Max(value.Low - sum, sum - value.High);
        }
    }

    // The least that the rows' intervals leave of their weighted sum.
    private double Least(double[] multipliers)
    {
        double least = 0;
        for (var i = 0; i < _rows.Count; i++)
            if (multipliers[i] != 0) least += multipliers[i] * (multipliers[i] > 0 ? _rows[i].Value.Low : _rows[i].Value.High);
        return least;
    }

    private IEnumerable<(double X, double Y)> Start()
    {
        const int parts = 6;
        for (var i = 0; i <= parts; i++)
        {
            var x = OnGrid(_region.X.Low + (_region.X.High - _region.X.Low) * i / parts);
            var y = _region.YAt(x);
            if (y.Low > y.High + 1e-12) continue;
            for (var j = 0; j <= parts; j++) yield return (x, Math.Clamp(OnGrid(y.Low + (y.High - y.Low) * j / parts), y.Low, y.High));
            if (_region.X.Low == _region.X.High) yield break;
        }
    }

    private double OnGrid(double value) => _region.Step * Math.Round(value / _region.Step);

    // The point of the grid at which the rows, so weighted, are greatest.
    private (double Value, double X, double Y) Best(double[] multipliers, MomentRow? objective)
    {
        (double Value, double X, double Y) best = (double.NegativeInfinity, 0, 0);
        Span<double> candidates = stackalloc double[4 + 2 * _rows.Count];
        var steps = _region.X.Low == _region.X.High ? 0 : (int)Math.Round((_region.X.High - _region.X.Low) / _region.Step);
        for (var k = 0; k <= steps; k++)
        {
            var x = k == 0 ? _region.X.Low : OnGrid(_region.X.Low + k * _region.Step);
            var y = _region.YAt(x);
            if (y.Low > y.High + 1e-12) continue;
            var count = 0;
            candidates[count++] = y.Low;
            candidates[count++] = y.High;
            double linear = 0, square = 0;
            if (objective is { Axis: not MomentAxis.X })
                linear -= (objective.Axis == MomentAxis.Y ? 1 : x / _region.Divisor) / objective.Scale;
            for (var i = 0; i < _rows.Count; i++)
            {
                var row = _rows[i];
                if (row.Axis == MomentAxis.X || multipliers[i] == 0) continue;
                var slope = row.Axis == MomentAxis.Y ? 1 : x / _region.Divisor;
                if (row.Power == 0)
                {
                    var at = _region.Step * Math.Floor(row.Threshold / slope / _region.Step + 1e-9);
                    candidates[count++] = at;
                    candidates[count++] = at + _region.Step;
                }
                else if (row.Power == 1)
                {
                    linear += multipliers[i] * slope / row.Scale;
                }
                else
                {
                    // ((slope·y - centre)/scale)²
                    square += multipliers[i] * slope * slope / (row.Scale * row.Scale);
                    linear -= multipliers[i] * 2 * slope * row.Centre / (row.Scale * row.Scale);
                }
            }

            if (square < 0)
            {
                var vertex = _region.Step * Math.Floor(-linear / (2 * square) / _region.Step);
                candidates[count++] = vertex;
                candidates[count++] = vertex + _region.Step;
            }

            foreach (var candidate in candidates[..count])
            {
                var at = Math.Clamp(candidate, y.Low, y.High);
                var value = objective is null ? 0 : -objective.At(x, at, _region.Divisor);
                for (var i = 0; i < _rows.Count; i++)
                    if (multipliers[i] != 0) value += multipliers[i] * _rows[i].At(x, at, _region.Divisor);
                if (value > best.Value) best = (value, x, at);
            }
        }

        return best;
    }

    private sealed record MomentRow(MomentAxis Axis, int Power, double Centre, double Scale, double Threshold, Interval Value)
    {
        public double At(double x, double y, double divisor)
        {
            var value = Axis == MomentAxis.X ? x : Axis == MomentAxis.Y ? y : x * y / divisor;
            if (Power == 0) return value <= Threshold + 1e-9 ? 1 : 0;
            var z = (value - Centre) / Scale;
            return Power == 1 ? z : z * z;
        }
    }
}
