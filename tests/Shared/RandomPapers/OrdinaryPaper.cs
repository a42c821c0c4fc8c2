using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>A small paper without an error under one circumstance: one table of two or three arms.</summary>
internal sealed partial class OrdinaryPaper
{
    private const double Level = 0.95;

    private readonly Draw _draw;
    private readonly Stratum _kind;
    private readonly PaperBuilder _paper;
    private readonly int[] _sizes;
    private readonly int _youngest;

    private OrdinaryPaper(Stratum kind, ulong seed, ulong number)
    {
        (_kind, _draw) = (kind, new(seed, number));
        _paper = new(kind == Stratum.SasPrints ? Ties.UpOfFifteenDigits : Ties.Even, kind == Stratum.SasPrints);
        var n = _draw.Whole(15, 120);
        _sizes = kind switch
        {
            Stratum.Paired => [n, n],
            Stratum.ThreeArms => [n, _draw.Whole(15, 120), _draw.Whole(15, 120)],
            _ => [n, _draw.Whole(15, 120)],
        };
        _youngest = _draw.Whole(25, 38);
        for (var row = _draw.Whole(3, 8); row > 0; row--) PrintRow();
        _paper.New(VariableKind.Continuous, unit: "years", range: new(0, 120), id: "age");
        Ledger = _paper.Ledger(Groups(), ["age"]);
    }

    public Ledger Ledger { get; }

    /// <summary>Paper number <paramref name="number"/> of a seed.</summary>
    public static Ledger Of(Stratum kind, ulong seed, ulong number) => new OrdinaryPaper(kind, seed, number).Ledger;

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

    private IReadOnlyList<Group> Groups()
    {
        var arms = _sizes.Select((size, k) => Group(PaperBuilder.Arm(k), size, ConditionsOf(k))).ToList();
        return _kind is Stratum.OverallColumn or Stratum.CompletedYears
            ? [Group("all", _sizes.Sum(), []), .. arms.Select(a => a with { Parent = "all" })] : arms;

        static Group Group(string id, int size, IReadOnlyList<Condition> conditions) => new(id, new(id, id), size, conditions, null);
    }

    /// <summary>Arms of ages: so many completed years, and older.</summary>
    private IReadOnlyList<Condition> ConditionsOf(int arm) => _kind != Stratum.CompletedYears ? []
        : arm == 0 ? [new("age_of_group", ">=", _youngest), new("age_of_group", "<=", _youngest + 2)]
        : [new("age_of_group", ">=", _youngest + 3)];

    private void PrintRow()
    {
        switch (_kind)
        {
            case Stratum.RanksBesideMeans:
                Ranks();
                break;
            case Stratum.EachLevel or Stratum.ExactBesidePearson:
                Partition();
                break;
            case Stratum.Profile or Stratum.Exact or Stratum.Bootstrap or Stratum.Robust or Stratum.Clustered:
            case Stratum.SasPrints when _draw.Chance(0.5):
                Odds();
                break;
            case Stratum.OneTail or Stratum.MissingInTests when _draw.Chance(0.5):
                Counts();
                break;
            case Stratum.ThreeArms:
                Many();
                break;
            case Stratum.OverallColumn:
                Overall();
                break;
            case Stratum.CompletedYears when _paper.Rows == 0:
                Ages();
                break;
            case Stratum.TextStatistics:
                Text();
                break;
            case Stratum.StandardErrors:
                StandardErrors();
                break;
            case Stratum.Effects:
                Effects();
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
        var variable = _paper.New(VariableKind.Continuous);
        _paper.Moments(variable, "a", x);
        _paper.Moments(variable, "b", y);
        _paper.Add(variable, "", Statistic.P, _paper.P(Normal.TwoSided(new RankSum(x, y).Z(true, _draw.Chance(0.5)))));
    }

    private void Means()
    {
        var variable = _paper.New(VariableKind.Continuous);
        double[] x = Values(_sizes[0], 10, 2, false), y = Values(_sizes[1], 10 + _draw.Between(-1.5, 1.5), _draw.Between(1.5, 4), false);
        if (_kind == Stratum.Paired) y = [.. x.Select((v, k) => 0.7 * v + 0.4 * y[k])];
        if (_kind == Stratum.MissingInTests) (x, y) = (x[_draw.Whole(0, x.Length / 8)..], y[_draw.Whole(0, y.Length / 8)..]);
        var population = _kind == Stratum.WelchOfPopulationSds;
        _paper.Moments(variable, "a", x, population);
        _paper.Moments(variable, "b", y, population);
        var (t, df) = _kind == Stratum.Paired ? MeansTests.Paired(x, y)
            : population ? MeansTests.Welch(x.Length, Sample.Mean(x), Sample.Sd(x, population), y.Length, Sample.Mean(y), Sample.Sd(y, population))
            : MeansTests.Student(x, y);
        var p = StudentT.TwoSided(Math.Abs(t), df);
        _paper.Add(variable, "", Statistic.T, _paper.Print(t, 2));
        _paper.Add(variable, "", Statistic.P, _paper.P(_kind == Stratum.OneTail ? p / 2 : p));
    }

    /// <summary>The age by which the arms are made: completed years in their definition, exact in their mean.</summary>
    private void Ages()
    {
        var variable = _paper.New(VariableKind.Continuous, unit: "years", range: new(15, 60), id: "age_of_group");
        double[] x = [.. Enumerable.Range(0, _sizes[0]).Select(_ => _youngest + _draw.Between(_draw.OneOf(0.0, 2.0), 2.99))];
        double[] y = [.. Enumerable.Range(0, _sizes[1]).Select(_ => _youngest + 3 + _draw.Between(0, 8))];
        _paper.Moments(variable, "a", x, decimals: 1);
        _paper.Moments(variable, "b", y, decimals: 1);
    }

    private void Counts()
    {
        var variable = _paper.New(VariableKind.Binary);
        int n1 = _sizes[0], n2 = _sizes[1];
        if (_kind == Stratum.MissingInTests) (n1, n2) = (n1 - _draw.Whole(0, n1 / 8), n2 - _draw.Whole(0, n2 / 8));
        int a = _draw.Whole(1, n1 - 1), b = Math.Clamp((int)((double)a / n1 * n2 * _draw.Between(0.6, 1.4)), 1, n2 - 1);
        _paper.Count(variable, "a", a);
        _paper.Count(variable, "b", b);
        var test = new PearsonChiSquareTest(TwoByTwoTable.FromEvents(a, n1, b, n2));
        _paper.Add(variable, "", Statistic.P, _paper.P(_kind == Stratum.OneTail ? test.PValue() / 2 : test.PValue()));
    }

    private void Partition()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{_paper.Rows}");
        int levels = _draw.Whole(3, 4);
        var counts = new int[levels, 2];
        for (var j = 0; j < 2; j++)
        {
            for (var woman = 0; woman < _sizes[j]; woman++) counts[_draw.Whole(0, levels - 1), j]++;
            // No level is empty.
            for (var i = 0; i < levels; i++)
                if (counts[i, j] == 0) return;
        }

        var rows = Enumerable.Range(0, levels).Select(_ => _paper.New(VariableKind.Binary, name)).ToList();
        var table = new ContingencyTable([.. Enumerable.Range(0, levels).Select(i => (int[])[counts[i, 0], counts[i, 1]])]);
        for (var i = 0; i < levels; i++)
        {
            _paper.Count(rows[i], "a", counts[i, 0]);
            _paper.Count(rows[i], "b", counts[i, 1]);
            if (_kind == Stratum.EachLevel)
            {
                var test = new PearsonChiSquareTest(TwoByTwoTable.FromEvents(counts[i, 0], _sizes[0], counts[i, 1], _sizes[1]));
                _paper.Add(rows[i], "", Statistic.Chi2, _paper.Print(test.Statistic, 2));
                _paper.Add(rows[i], "", Statistic.P, _paper.P(test.PValue()));
            }
            else if (i == 0 && new FisherFreemanHaltonTest(table).TryPValue(500_000) is { } exact)
            {
                _paper.Add(rows[i], "", Statistic.Chi2, _paper.Print(new ContingencyPearsonTest(table).Statistic, 2));
                _paper.Add(rows[i], "", Statistic.P, _paper.P(exact));
            }
        }
    }

    private void Many()
    {
        if (_draw.Chance(0.5))
        {
            var variable = _paper.New(VariableKind.Continuous);
            double[][] arms = [.. _sizes.Select(n => Values(n, 10 + _draw.Between(-1, 1), 2, false))];
            for (var k = 0; k < 3; k++) _paper.Moments(variable, PaperBuilder.Arm(k), arms[k]);
            var anova = MeansTests.Anova(arms);
            if (_draw.Chance(0.5)) _paper.Add(variable, "", Statistic.F, _paper.Print(anova.F, 2));
            _paper.Add(variable, "", Statistic.P, _paper.P(anova.PValue()));
            return;
        }

        var outcome = _paper.New(VariableKind.Binary);
        int[] events = [.. _sizes.Select(n => _draw.Whole(1, n - 1))];
        for (var k = 0; k < 3; k++) _paper.Count(outcome, PaperBuilder.Arm(k), events[k]);
        _paper.Add(outcome, "", Statistic.P,
            _paper.P(new ContingencyPearsonTest(new([events, (int[])[.. _sizes.Select((n, k) => n - events[k])]])).PValue()));
    }

    /// <summary>A row of all women and of both arms; the last may lack values.</summary>
    private void Overall()
    {
        string[] columns = ["all", "a", "b"];
        if (_draw.Chance(0.4))
        {
            var outcome = _paper.New(VariableKind.Binary);
            int a = _draw.Whole(0, _sizes[0]), b = _draw.Whole(0, _sizes[1]);
            foreach (var (column, events, women) in new[] { ("all", a + b, _sizes.Sum()), ("a", a, _sizes[0]), ("b", b, _sizes[1]) })
            {
                _paper.Count(outcome, column, events);
                _paper.Add(outcome, column, Statistic.Percent, _paper.Print(100.0 * events / women, 1));
            }

            return;
        }

        var (variable, skewed) = (_paper.New(VariableKind.Continuous, range: new(0, double.PositiveInfinity)), _draw.Chance(0.5));
        double[] x = Values(_sizes[0], 20, skewed ? 0.8 : 3, skewed), y = Values(_sizes[1], 20 * _draw.Between(0.8, 1.2), skewed ? 0.8 : 3, skewed);
        if (_draw.Chance(0.3)) (x, y) = (x[_draw.Whole(0, x.Length / 8)..], y[_draw.Whole(0, y.Length / 8)..]);
        var habit = _draw.OneOf(QuantileHabit.Default, QuantileHabit.Weibull);
        for (var k = 0; k < 3; k++)
        {
            double[] values = k == 0 ? [.. x, .. y] : k == 1 ? x : y;
            if (skewed) _paper.Quartiles(variable, columns[k], values, habit);
            else _paper.Moments(variable, columns[k], values);
        }

        if (!skewed) _paper.Add(variable, "", Statistic.P, _paper.P(MeansTests.PValue(MeansTests.Student(x, y))));
        else _paper.Add(variable, "", Statistic.P, _paper.P(Normal.TwoSided(new RankSum(x, y).Z(true, true))));
    }

    /// <summary>A test of data that stand nowhere else: statistic, degrees of freedom and p.</summary>
    private void Text()
    {
        var (n1, n2) = (_sizes[0], _sizes[1]);
        switch (_draw.Whole(0, 5))
        {
            case 0:
                var (t, df) = _draw.Chance(0.7) ? MeansTests.Student(n1, 0, 1, n2, 0.3 * _draw.Gaussian(), 1)
                    : MeansTests.Welch(n1, 0, 1, n2, 0.3 * _draw.Gaussian(), 1.5);
                Print(VariableKind.Continuous, Statistic.T, t, MeansTests.PValue((t, df)),
                    _draw.Chance(0.6) ? df == Math.Floor(df) ? df.ToString("F0", CultureInfo.InvariantCulture) : _paper.Print(df, _draw.Whole(1, 2)) : "");
                break;
            case 1:
                var (chi2, of) = (_draw.Between(0, 12), _draw.Whole(1, 4));
                Print(VariableKind.Continuous, Statistic.Chi2, chi2, ChiSquare.UpperTail(chi2, of), of.ToString(CultureInfo.InvariantCulture));
                break;
            case 2:
                var z = 1.5 * _draw.Gaussian();
                Print(VariableKind.Continuous, Statistic.Z, z, Normal.TwoSided(z), "");
                break;
            case 3:
                int df1 = _draw.Whole(1, 4), df2 = _draw.Whole(10, 200);
                var f = _draw.Between(0.1, 6);
                Print(VariableKind.Continuous, Statistic.F, f, FDistribution.UpperTail(f, df1, df2), df1.ToString(CultureInfo.InvariantCulture),
                    df2.ToString(CultureInfo.InvariantCulture));
                break;
            case 4:
                var (r, dfOfR) = (_draw.Between(-0.6, 0.6), _draw.Whole(9, 150));
                Print(VariableKind.Continuous, Statistic.R, r, StudentT.TwoSided(Math.Abs(r) * Math.Sqrt(dfOfR / (1 - r * r)), dfOfR),
                    dfOfR.ToString(CultureInfo.InvariantCulture));
                break;
            default:
                int a = _draw.Whole(1, n1 - 1), b = _draw.Whole(1, n2 - 1);
                var pearson = new PearsonChiSquareTest(TwoByTwoTable.FromEvents(a, n1, b, n2));
                Print(VariableKind.Binary, Statistic.Chi2, pearson.Statistic, pearson.PValue(), "");
                break;
        }

        void Print(VariableKind kind, Statistic statistic, double value, double p, string df, string df2 = "")
        {
            var variable = _paper.New(kind);
            _paper.Add(variable, "c", statistic, _paper.Print(value, statistic == Statistic.R || _draw.Chance(0.8) ? 2 : 1), Urif.Audit.Ledger.Text);
            if (df.Length > 0) _paper.Add(variable, "c", Statistic.Df, df, Urif.Audit.Ledger.Text);
            if (df2.Length > 0) _paper.Add(variable, "c", Statistic.Df2, df2, Urif.Audit.Ledger.Text);
            var words = _draw.Weighted(0.7, 0.15, 0.15);
            _paper.Add(variable, "c", Statistic.P, words == 0 ? _paper.P(p) : p >= 0.05 ? words == 1 ? "NS" : ">0.05" : p < 0.01 ? "<0.01" : "<0.05",
                Urif.Audit.Ledger.Text);
        }
    }
}
