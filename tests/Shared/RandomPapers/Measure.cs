using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>Variables that are drawn together for one woman, and how: the effect of her arm shifts them.</summary>
internal sealed record Measure(IReadOnlyList<Variable> Variables, Func<Draw, double, double[]> DrawWoman)
{
    /// <summary>A count, of one of the shapes that counts have.</summary>
    public static Measure Count(Draw draw, string id)
    {
        var least = draw.OneOf(0, 0, 0, 1, 3);
        var mean = draw.Between(0.3, 9);
        var share = draw.Between(0.6, 0.97);
        var spread = draw.Whole(10, 60);
        var (span, one) = draw.Weighted(0.35, 0.15, 0.15, 0.2, 0.1, 0.05) switch
        {
            0 => (double.PositiveInfinity, (Func<Draw, double, double>)((d, e) => d.Poisson(Math.Max(0.05, mean * (1 + 0.4 * e))))),
            1 => (2, (d, e) => d.Weighted(1, Math.Exp(e), 0.5)),
            2 => (4, (d, _) => d.Chance(share) ? 1 : d.Whole(0, 4)),
            3 => (double.PositiveInfinity, (d, e) => d.Chance(share) ? 0 : 1 + d.Poisson(Math.Max(0.05, 1 + e))),
            4 => (spread, (d, _) => d.Whole(0, spread)),
            _ => (0.0, (_, _) => 0),
        };
        // The possible range that the ledger states: as narrow as the values, wide, or open.
        var most = double.IsFinite(span) && draw.Chance(0.5) ? least + span : draw.Chance(0.7) ? least + 60 : double.PositiveInfinity;
        var variable = new Variable(id, Label(id), VariableKind.Count, "", 1, new(least, most), "", "", false, null);
        return new([variable], (d, e) => [Math.Min(least + one(d, e), most)]);
    }

    /// <summary>A measured variable, of one of the shapes that measurements have.</summary>
    public static Measure Continuous(Draw draw, string id)
    {
        var (variable, one) = Measured(draw, id);
        return new([variable], (d, e) => [one(d, e)]);
    }

    /// <summary>Two measured variables and their product over a constant.</summary>
    public static Measure Product(Draw draw, string x, string y, string product)
    {
        var (first, one) = Measured(draw, x);
        var (second, other) = Measured(draw, y);
        var divisor = draw.OneOf(22.5, 22.5, 1, 405, 10);
        var formula = new ProductFormula(x, y, divisor);
        // Recorded to two decimals, as a step that the ledger knows of.
        var recorded = draw.Chance(0.3);
        var variable = new Variable(product, Label(product), VariableKind.Continuous, "", recorded ? 0.01 : null, new(0, double.PositiveInfinity), "", "", false, formula);
        // Sometimes one factor all but determines the other, so that the covariance is as great as it can be.
        var (tied, slope) = (draw.Chance(0.25), draw.OneOf(-1, 1));
        var scale = Math.Max(1e-3, Enumerable.Range(0, 50).Average(_ => other(draw, 0)));
        var centre = Math.Max(1e-3, Enumerable.Range(0, 50).Average(_ => one(draw, 0)));
        return new([first, second, variable], (d, e) =>
        {
            var a = one(d, e);
            var b = tied ? Math.Clamp(Math.Round(scale * Math.Pow(Math.Max(a / centre, 0.02), slope), 2), second.Range.Low, second.Range.High) : other(d, e);
            return [a, b, recorded ? Math.Round(a * b / divisor, 2) : a * b / divisor];
        });
    }

    public static Localized Label(string id) => new(id.Replace('_', ' '), $"变量 {id}");

    private static (Variable Variable, Func<Draw, double, double> One) Measured(Draw draw, string id)
    {
        var centre = Math.Pow(10, draw.Between(0, 2.3));
        var spread = centre * draw.Between(0.03, 0.5);
        var sigma = draw.Between(0.1, 1.1);
        var levels = Enumerable.Range(0, draw.Whole(2, 5)).Select(_ => centre * draw.Between(0.3, 2)).ToArray();
        Func<Draw, double, double> one = draw.Weighted(0.4, 0.3, 0.15, 0.15) switch
        {
            0 => (d, e) => centre + spread * (d.Gaussian() + e),
            1 => (d, e) => centre * Math.Exp(sigma * (d.Gaussian() + e)),
            2 => (d, e) => centre * (1 + d.Between(-0.8, 0.8) + 0.1 * e),
            _ => (d, _) => levels[d.Whole(0, levels.Length - 1)],
        };
        // A tight range piles values up at its ends, which is where bounds bite.
        var range = draw.Weighted(0.5, 0.2, 0.3) switch
        {
            0 => new Interval(Math.Round(centre / 100, 3), Math.Round(centre * 100)),
            1 => new(Math.Round(Math.Max(centre / 10, centre - 1.5 * spread), 1), Math.Round(centre + 1.5 * spread + 0.1, 1)),
            _ => new(0, double.PositiveInfinity),
        };
        var decimals = draw.Weighted(0.15, 0.25, 0.3, 0.1, 0.2);
        double? step = decimals < 4 && draw.Chance(0.5) ? Math.Pow(10, -decimals) : null;
        var variable = new Variable(id, Label(id), VariableKind.Continuous, "u", step, range, "", "", false, null);
        return (variable, (d, e) =>
        {
            var value = one(d, e);
            return Math.Clamp(decimals < 4 ? Math.Round(value, decimals) : value, range.Low, range.High);
        });
    }
}
