using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>An ordinary circumstance of tests and estimates that a paper need not state.</summary>
internal enum Ordinary
{
    /// <summary>Means and SDs, with the p of a rank test where values are skewed or where it was chosen.</summary>
    RanksBesideMeans,

    /// <summary>Each level of a partition against the rest.</summary>
    EachLevel,

    /// <summary>The exact p of a partition beside Pearson's statistic.</summary>
    ExactBesidePearson,

    /// <summary>Odds ratios with a profile likelihood interval, as R's confint.</summary>
    Profile,

    /// <summary>Conditional odds ratios with the exact interval, as R's fisher.test.</summary>
    Exact,

    /// <summary>Adjusted odds ratios with percentiles of a bootstrap of the counts.</summary>
    Bootstrap,

    /// <summary>Adjusted odds ratios with an interval of a robust error.</summary>
    Robust,

    /// <summary>Welch's t and SDs of denominator n, where Student's is stated.</summary>
    WelchOfPopulationSds,

    /// <summary>p of one tail throughout.</summary>
    OneTail,

    /// <summary>Paired t tests.</summary>
    Paired,

    /// <summary>Some women lack a value.</summary>
    MissingValues,

    /// <summary>Three arms: analysis of variance, and chi-square of three columns.</summary>
    ThreeArms,
}

/// <summary>A small paper without an error under one circumstance: one table of two or three arms.</summary>
internal sealed class OrdinaryPaper
{
    private const double Level = 0.95;

    private readonly Draw _draw;
    private readonly Ordinary _kind;
    private readonly List<LedgerNumber> _numbers = [];
    private readonly List<Variable> _variables = [];
    private readonly int[] _sizes;

    private OrdinaryPaper(Ordinary kind, ulong seed, ulong number)
    {
        (_kind, _draw) = (kind, new(seed, number));
        var n = _draw.Whole(15, 120);
        _sizes = kind switch
        {
            Ordinary.Paired => [n, n],
            Ordinary.ThreeArms => [n, _draw.Whole(15, 120), _draw.Whole(15, 120)],
            _ => [n, _draw.Whole(15, 120)],
        };
        for (var row = _draw.Whole(3, 8); row > 0; row--) PrintRow();
        string[] arms = [.. _sizes.Select((_, k) => Arm(k))];
        var comparison = new Comparison("c", new("c", "c"), "a", "b", ["1"], []) { Others = arms[2..] };
        var adjusted = new Comparison("adjusted", new("adjusted", "adjusted"), "a", "b", [], ["age"]);
        _variables.Add(new("age", new("age", "age"), VariableKind.Continuous, "", null, new(0, 120), "", "", false, null));
        var info = new PaperInfo("ordinary", new("ordinary", "ordinary"), "", 0.05, TestMethod.Student, TestMethod.MannWhitney,
            [TestMethod.Pearson, TestMethod.Fisher], Level);
        Ledger = new(info, _numbers, _variables, [.. _sizes.Select((size, k) => new Group(Arm(k), new(Arm(k), Arm(k)), size, [], null))],
            [comparison, adjusted], []);
    }

    public Ledger Ledger { get; }

    /// <summary>Paper number <paramref name="number"/> of a seed.</summary>
    public static Ledger Of(Ordinary kind, ulong seed, ulong number) => new OrdinaryPaper(kind, seed, number).Ledger;

    /// <summary>The same paper with one p or odds ratio grossly wrong; null where it prints none.</summary>
    public static Ledger? Spoilt(Ledger ledger, Draw draw)
    {
        var candidates = ledger.Numbers.Where(n => n.Statistic is Statistic.P or Statistic.OddsRatio && n.Printed.Relation == Relation.Equal)
            .ToArray();
        if (candidates.Length == 0) return null;
        var wrong = draw.OneOf<LedgerNumber>(candidates);
        var text = wrong.Statistic == Statistic.P ? (wrong.Printed.Value < 0.4 ? "0.972" : "0.0003")
            : (wrong.Printed.Value * 4).ToString("F2", CultureInfo.InvariantCulture);
        return ledger with { Numbers = [.. ledger.Numbers.Select(n => n == wrong ? n with { Printed = PrintedNumber.Parse(text) } : n)] };
    }

    private static string Arm(int k) => ((char)('a' + k)).ToString();

    private void PrintRow()
    {
        switch (_kind)
        {
            case Ordinary.RanksBesideMeans:
                Ranks();
                break;
            case Ordinary.EachLevel or Ordinary.ExactBesidePearson:
                Partition();
                break;
            case Ordinary.Profile or Ordinary.Exact or Ordinary.Bootstrap or Ordinary.Robust:
                Odds();
                break;
            case Ordinary.OneTail or Ordinary.MissingValues when _draw.Chance(0.5):
                Counts();
                break;
            case Ordinary.ThreeArms:
                Many();
                break;
            default:
                Means();
                break;
        }
    }

    private double[] Values(int n, double centre, double spread, bool skewed) =>
        [.. Enumerable.Range(0, n).Select(_ => skewed ? centre * Math.Exp(spread * _draw.Gaussian()) : centre + spread * _draw.Gaussian())];

    private void Ranks()
    {
        var skewed = _draw.Chance(0.6);
        var x = Values(_sizes[0], 20, skewed ? _draw.Between(0.5, 1.2) : 3, skewed);
        var y = Values(_sizes[1], 20 * _draw.Between(0.7, 1.3), skewed ? _draw.Between(0.5, 1.2) : 3, skewed);
        var variable = New(VariableKind.Continuous);
        foreach (var (k, values) in new[] { (0, x), (1, y) }) Moments(variable, k, values, population: false);
        Add(variable, "", Statistic.P, P(Normal.TwoSided(new RankSum(x, y).Z(true, _draw.Chance(0.5)))));
    }

    private void Means()
    {
        var variable = New(VariableKind.Continuous);
        double[] x = Values(_sizes[0], 10, 2, false), y = Values(_sizes[1], 10 + _draw.Between(-1.5, 1.5), _draw.Between(1.5, 4), false);
        if (_kind == Ordinary.Paired) y = [.. x.Select((v, k) => 0.7 * v + 0.4 * y[k])];
        if (_kind == Ordinary.MissingValues) (x, y) = (x[_draw.Whole(0, x.Length / 8)..], y[_draw.Whole(0, y.Length / 8)..]);
        var population = _kind == Ordinary.WelchOfPopulationSds;
        Moments(variable, 0, x, population);
        Moments(variable, 1, y, population);
        double n1 = x.Length, n2 = y.Length, v1 = Square(Sample.Sd(x)) / n1, v2 = Square(Sample.Sd(y)) / n2, d = Sample.Mean(x) - Sample.Mean(y);
        double t, df;
        if (_kind == Ordinary.Paired)
        {
            double[] differences = [.. x.Select((v, k) => v - y[k])];
            (t, df) = (d / (Sample.Sd(differences) / Math.Sqrt(n1)), n1 - 1);
        }
        else if (population)
        {
            (t, df) = (d / Math.Sqrt(v1 + v2), Square(v1 + v2) / (v1 * v1 / (n1 - 1) + v2 * v2 / (n2 - 1)));
        }
        else
        {
            df = n1 + n2 - 2;
            t = d / Math.Sqrt(((n1 - 1) * n1 * v1 + (n2 - 1) * n2 * v2) / df * (1 / n1 + 1 / n2));
        }

        var p = StudentT.TwoSided(Math.Abs(t), df);
        Add(variable, "", Statistic.T, Digits.Print(t, 2, Ties.Even));
        Add(variable, "", Statistic.P, P(_kind == Ordinary.OneTail ? p / 2 : p));
    }

    private void Counts()
    {
        var variable = New(VariableKind.Binary);
        int n1 = _sizes[0], n2 = _sizes[1];
        if (_kind == Ordinary.MissingValues) (n1, n2) = (n1 - _draw.Whole(0, n1 / 8), n2 - _draw.Whole(0, n2 / 8));
        int a = _draw.Whole(1, n1 - 1), b = Math.Clamp((int)((double)a / n1 * n2 * _draw.Between(0.6, 1.4)), 1, n2 - 1);
        Add(variable, "a", Statistic.N, a.ToString(CultureInfo.InvariantCulture));
        Add(variable, "b", Statistic.N, b.ToString(CultureInfo.InvariantCulture));
        var test = new PearsonChiSquareTest(TwoByTwoTable.FromEvents(a, n1, b, n2));
        Add(variable, "", Statistic.P, P(_kind == Ordinary.OneTail ? test.PValue() / 2 : test.PValue()));
    }

    private void Partition()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{_variables.Count}");
        int levels = _draw.Whole(3, 4);
        var counts = new int[levels, 2];
        for (var j = 0; j < 2; j++)
        {
            for (var woman = 0; woman < _sizes[j]; woman++) counts[_draw.Whole(0, levels - 1), j]++;
            // No level is empty.
            for (var i = 0; i < levels; i++)
                if (counts[i, j] == 0) return;
        }

        var rows = Enumerable.Range(0, levels).Select(_ => New(VariableKind.Binary, name)).ToList();
        var table = new ContingencyTable([.. Enumerable.Range(0, levels).Select(i => (int[])[counts[i, 0], counts[i, 1]])]);
        for (var i = 0; i < levels; i++)
        {
            Add(rows[i], "a", Statistic.N, counts[i, 0].ToString(CultureInfo.InvariantCulture));
            Add(rows[i], "b", Statistic.N, counts[i, 1].ToString(CultureInfo.InvariantCulture));
            if (_kind == Ordinary.EachLevel)
            {
                var test = new PearsonChiSquareTest(TwoByTwoTable.FromEvents(counts[i, 0], _sizes[0], counts[i, 1], _sizes[1]));
                Add(rows[i], "", Statistic.Chi2, Digits.Print(test.Statistic, 2, Ties.Even));
                Add(rows[i], "", Statistic.P, P(test.PValue()));
            }
            else if (i == 0)
            {
                if (new FisherFreemanHaltonTest(table).TryPValue(500_000) is not { } exact) continue;
                Add(rows[i], "", Statistic.Chi2, Digits.Print(new ContingencyPearsonTest(table).Statistic, 2, Ties.Even));
                Add(rows[i], "", Statistic.P, P(exact));
            }
        }
    }

    private void Odds()
    {
        var variable = New(VariableKind.Binary);
        int n1 = _sizes[0], n2 = _sizes[1], a = _draw.Whole(3, n1 - 3), b = _draw.Whole(3, n2 - 3);
        var table = TwoByTwoTable.FromEvents(a, n1, b, n2);
        var or = new OddsRatio(table);
        Add(variable, "a", Statistic.N, a.ToString(CultureInfo.InvariantCulture));
        Add(variable, "b", Statistic.N, b.ToString(CultureInfo.InvariantCulture));
        var crude = _kind is Ordinary.Profile or Ordinary.Exact;
        var (estimate, limits, p) = _kind switch
        {
            Ordinary.Profile => (or.Estimate, or.ConfidenceInterval(OddsRatioInterval.Profile, Level), new WaldTest(table).PValue()),
            Ordinary.Exact => (or.ConditionalEstimate, or.ConfidenceInterval(OddsRatioInterval.Exact, Level), new FisherExactTest(table).PValue()),
            Ordinary.Bootstrap => (or.Estimate, Bootstrap(table), new WaldTest(table).PValue()),
            _ => Robust(or),
        };
        foreach (var (statistic, value) in new[] { (Statistic.OddsRatio, estimate), (Statistic.CiLow, limits.Low), (Statistic.CiHigh, limits.High) })
            Add(variable, crude ? "" : "adjusted", statistic, Digits.Print(value, 2, Ties.Even), crude ? "1" : Ledger.Text);
        Add(variable, crude ? "" : "adjusted", Statistic.P, P(p), crude ? "1" : Ledger.Text);
    }

    private (double, Interval, double) Robust(OddsRatio or)
    {
        double log = Math.Log(or.Estimate), error = or.StandardError * _draw.Between(0.75, 1.4), z = -Normal.Quantile((1 - Level) / 2);
        return (or.Estimate, new(Math.Exp(log - z * error), Math.Exp(log + z * error)), Normal.TwoSided(Math.Abs(log) / error));
    }

    /// <summary>Percentiles of 400 odds ratios of binomial counts, half a woman added to each.</summary>
    private Interval Bootstrap(TwoByTwoTable table)
    {
        var ratios = new double[400];
        for (var k = 0; k < ratios.Length; k++)
        {
            double a = Binomial((int)table.Row1, table.Proportion1) + 0.5, c = Binomial((int)table.Row2, table.Proportion2) + 0.5;
            ratios[k] = a * (table.Row2 + 1 - c) / (c * (table.Row1 + 1 - a));
        }

        Array.Sort(ratios);
        return new(ratios[9], ratios[389]);

        int Binomial(int n, double p) => Enumerable.Range(0, n).Count(_ => _draw.Chance(p));
    }

    private void Many()
    {
        if (_draw.Chance(0.5))
        {
            var variable = New(VariableKind.Continuous);
            var groups = new List<(int, double, double)>();
            for (var k = 0; k < 3; k++)
            {
                var x = Values(_sizes[k], 10 + _draw.Between(-1, 1), 2, false);
                Moments(variable, k, x, false);
                groups.Add((x.Length, Sample.Mean(x), Sample.Sd(x)));
            }

            var anova = OneWayAnova.FromSummary([.. groups]);
            if (_draw.Chance(0.5)) Add(variable, "", Statistic.F, Digits.Print(anova.F, 2, Ties.Even));
            Add(variable, "", Statistic.P, P(anova.PValue()));
            return;
        }

        var outcome = New(VariableKind.Binary);
        int[] events = [.. _sizes.Select(n => _draw.Whole(1, n - 1))];
        for (var k = 0; k < 3; k++) Add(outcome, Arm(k), Statistic.N, events[k].ToString(CultureInfo.InvariantCulture));
        Add(outcome, "", Statistic.P, P(new ContingencyPearsonTest(new([events, (int[])[.. _sizes.Select((n, k) => n - events[k])]])).PValue()));
    }

    private void Moments(Variable variable, int arm, double[] values, bool population)
    {
        Add(variable, Arm(arm), Statistic.Mean, Digits.Print(Sample.Mean(values), 2, Ties.Even));
        Add(variable, Arm(arm), Statistic.Sd, Digits.Print(Sample.Sd(values, population), 2, Ties.Even));
    }

    private Variable New(VariableKind kind, string partition = "")
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"v{_variables.Count}");
        _variables.Add(new(id, new(id, id), kind, "", kind == VariableKind.Binary ? 1 : null,
            kind == VariableKind.Binary ? new(0, 1) : new(double.NegativeInfinity, double.PositiveInfinity), partition, "", false, null));
        return _variables[^1];
    }

    private void Add(Variable variable, string group, Statistic statistic, string text, string table = "1") => _numbers.Add(new(
        string.Create(CultureInfo.InvariantCulture, $"n{_numbers.Count}"), table, variable, group, statistic, PrintedNumber.Parse(text), ""));

    private static string P(double p) => p < 0.001 ? "<0.001" : Digits.Print(Math.Min(1, p), 3, Ties.Even);

    private static double Square(double x) => x * x;
}
