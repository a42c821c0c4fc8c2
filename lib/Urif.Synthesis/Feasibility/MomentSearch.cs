using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Whether measurements with the printed means, SDs and quartiles exist: <see cref="MomentProgramme"/>, asked once for each part of
/// the means that an SD without a mean leaves open (branch and bound).
/// </summary>
internal sealed class MomentSearch
{
    private const int MostParts = 4000;

    private readonly ArmNumbers _arm;
    private readonly NumberBounds _bounds;
    private readonly List<(MomentProgramme.MomentAxis Axis, string Variable, Interval Range)> _axes = [];
    private readonly MomentProgramme.Region _region;

    public MomentSearch(ArmNumbers arm, NumberBounds bounds, string? first, string second, string? product)
    {
        (_arm, _bounds) = (arm, bounds);
        var y = arm.RangeOf(second);
        Interval x = first is null ? new(1, 1) : arm.RangeOf(first), p = product is null ? new(0, double.PositiveInfinity) : arm.Side;
        _region = new(x, y, p, InsulinIndices.HomaDivisor, arm.Reading.Model.Step);
        if (first is not null) _axes.Add((MomentProgramme.MomentAxis.X, first, x));
        _axes.Add((MomentProgramme.MomentAxis.Y, second, y));
        if (product is not null)
        {
            _axes.Add((MomentProgramme.MomentAxis.Product, product, new(Math.Max(p.Low, x.Low * y.Low / InsulinIndices.HomaDivisor),
                Math.Min(p.High, x.High * y.High / InsulinIndices.HomaDivisor))));
        }
    }

    /// <summary>Decides.</summary>
    public Decision Decide()
    {
        var parts = new Stack<Interval[]>();
        parts.Push([.. _axes.Select(a => _bounds.Of(a.Variable, Statistic.Mean) ?? a.Range)]);
        for (var count = 0; parts.Count > 0 && count < MostParts; count++)
        {
            var means = parts.Pop();
            if (At(means).Solve() == Decision.No) continue;
            var widest = Widest(means);
            if (widest < 0) return Decision.Yes;
            var (low, high) = (means[widest].Low, means[widest].High);
            var middle = 0.5 * (low + high);
            parts.Push([.. means.Select((m, i) => i == widest ? new Interval(low, middle) : m)]);
            parts.Push([.. means.Select((m, i) => i == widest ? new Interval(middle, high) : m)]);
        }

        return parts.Count == 0 ? Decision.No : Decision.Yes;
    }

    /// <summary>The bounds that the mean of a variable keeps; SDs without means bind only as far as their ranges tell.</summary>
    public Interval Mean(string variable)
    {
        var axis = _axes.First(a => a.Variable == variable).Axis;
        var programme = At([.. _axes.Select(a => _bounds.Of(a.Variable, Statistic.Mean) ?? a.Range)]);
        return new(programme.ExtremeMean(axis, false) ?? double.NaN, programme.ExtremeMean(axis, true) ?? double.NaN);
    }

    // The mean without a number, of an axis whose SD has one, that is known least well; -1 where all are known well enough.
    private int Widest(Interval[] means)
    {
        var (widest, most) = (-1, 0.03);
        for (var i = 0; i < _axes.Count; i++)
        {
            if (_bounds.Has(_axes[i].Variable, Statistic.Mean) || _bounds.Of(_axes[i].Variable, Statistic.Sd) is not { } sd) continue;
            var width = means[i].Width / Math.Max(sd.High, 1e-9);
            if (width > most) (widest, most) = (i, width);
        }

        return widest;
    }

    private MomentProgramme At(Interval[] means)
    {
        var programme = new MomentProgramme(_region);
        var n = _arm.Size;
        for (var i = 0; i < _axes.Count; i++)
        {
            var (axis, variable, _) = _axes[i];
            var sd = n > 1 ? _bounds.Of(variable, Statistic.Sd) : null;
            if (_bounds.Has(variable, Statistic.Mean) || sd is not null)
            {
                double centre = 0.5 * (means[i].Low + means[i].High), half = 0.5 * means[i].Width, share = (n - 1.0) / n;
                var scale = Math.Max(sd?.High ?? 1, 1e-3);
                programme.Moments(axis, centre, scale, means[i],
                    sd is { } s ? new Interval(s.Low * s.Low * share, s.High * s.High * share + half * half) : null);
            }

            foreach (var condition in _bounds.Conditions(variable, n)) programme.Quantile(axis, n, condition);
        }

        return programme;
    }
}
