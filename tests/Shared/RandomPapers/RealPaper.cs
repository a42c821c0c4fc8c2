using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>
/// A paper of women of a real data set, or of some of them: two or three arms, with or without a column of all; tests by conventions drawn
/// at random; values now and then missing; an adjusted odds ratio with an interval by any of the usual methods; claims.
/// </summary>
internal sealed class RealPaper
{
    private const double Level = 0.95;

    private readonly Draw _draw;
    private readonly PaperBuilder _paper;
    private readonly RealWomen _set;
    private readonly string _by;
    private readonly bool _overall, _lacks, _ranks, _welch, _population;
    private readonly int _decimals;
    private readonly QuantileHabit _quantiles;
    private readonly List<int[]> _arms = [];
    private readonly List<Claim> _claims = [];
    private readonly List<string> _levels = [];

    private RealPaper(RealWomen set, ulong seed, ulong number)
    {
        (_set, _draw) = (set, new(seed, number));
        _paper = new(_draw.OneOf(Ties.Even, Ties.UpOfFifteenDigits), sas: _draw.Chance(0.2));
        (_overall, _lacks, _ranks, _welch) = (_draw.Chance(0.3), _draw.Chance(0.3), _draw.Chance(0.5), _draw.Chance(0.3));
        _population = _draw.Chance(0.1);
        (_decimals, _quantiles) = (_draw.Whole(1, 2), _draw.OneOf(QuantileHabit.Default, QuantileHabit.Weibull));
        _by = _draw.OneOf([.. set.Arms]);
        var chosen = Enumerable.Range(0, set.Women).ToList();
        _draw.Shuffle(chosen);
        var women = chosen.Take((int)(set.Women * _draw.Between(0.5, 1))).Order().ToList();
        foreach (var arm in women.GroupBy(w => set.Columns[_by][w]).OrderBy(g => g.Key)) _arms.Add([.. arm]);
        _arms.RemoveAll(a => a.Length < 3);
        var groups = Groups();
        foreach (var column in set.Columns.Keys.Where(c => c != _by && c != set.Clusters && !c.Contains("stratum", StringComparison.Ordinal)))
            if (_draw.Chance(0.8)) Row(column, groups);
        var covariates = Adjusted(groups);
        Ledger = _paper.Ledger(groups, covariates, info => info with
        {
            MeansTest = _welch && _draw.Chance(0.7) ? TestMethod.Welch : TestMethod.Student,
            OtherMeansTests = _ranks && _draw.Chance(0.5) ? [TestMethod.MannWhitney] : [],
        }, _claims);
    }

    public Ledger Ledger { get; }

    /// <summary>Paper number <paramref name="number"/> of a seed.</summary>
    public static Ledger Of(RealWomen set, ulong seed, ulong number) => new RealPaper(set, seed, number).Ledger;

    private List<Group> Groups()
    {
        var arms = _arms.Select((a, k) => new Group(PaperBuilder.Arm(k), new(PaperBuilder.Arm(k), PaperBuilder.Arm(k)), a.Length, [], null));
        return _overall ? [new("all", new("all", "all"), _arms.Sum(a => a.Length), [], null), .. arms.Select(a => a with { Parent = "all" })]
            : [.. arms];
    }

    private void Row(string column, List<Group> groups)
    {
        var values = _set.Columns[column];
        var whole = Array.TrueForAll(values, v => v == Math.Floor(v));
        var levels = values.Distinct().Order().ToArray();
        if (levels is [0, 1]) Binary(column, groups);
        else if (levels.Length <= 4) Partition(column, levels);
        else Numeric(column, whole && levels.Length < 25 && column is "ptl" or "ftv" or "npreg" or "parity", groups);
    }

    /// <summary>The women of each arm with a value: of a third of the papers some are missing in some columns.</summary>
    private List<double[]> Values(string column)
    {
        var most = _lacks && _draw.Chance(0.5) ? 0.15 : 0;
        return [.. _arms.Select(arm => arm.Skip(_draw.Whole(0, (int)(most * arm.Length))).Select(w => _set.Columns[column][w]).ToArray())];
    }

    private void Numeric(string column, bool count, List<Group> groups)
    {
        var variable = _paper.New(count ? VariableKind.Count : VariableKind.Continuous, id: column, range: new(0, double.PositiveInfinity));
        var arms = Values(column);
        // Who chooses goes by the skewness of the values.
        var skewed = arms.Exists(x => x.Sum(v => Math.Pow(v - Sample.Mean(x), 3)) / x.Length > 0.8 * Math.Pow(Sample.Sd(x), 3));
        var (ranks, quartiles) = (_ranks && skewed, _ranks && skewed && _draw.Chance(0.6));
        var columns = arms.Select((x, k) => (PaperBuilder.Arm(k), x)).ToList();
        if (_overall) columns.Insert(0, ("all", [.. arms.SelectMany(x => x)]));
        foreach (var (arm, x) in columns)
        {
            if (quartiles) _paper.Quartiles(variable, arm, x, _quantiles, _decimals);
            else _paper.Moments(variable, arm, x, _population, _decimals);
        }

        if (arms.Count == 2)
        {
            var z = new RankSum(arms[0], arms[1]).Z(true, _paper.Rows % 2 == 0);
            var test = _welch ? MeansTests.Welch(arms[0], arms[1]) : MeansTests.Student(arms[0], arms[1]);
            if (quartiles && double.IsFinite(z) && _draw.Chance(0.5)) _paper.Add(variable, "", Statistic.Z, _paper.Print(z, 2));
            if (!ranks && double.IsFinite(test.T) && _draw.Chance(0.5)) _paper.Add(variable, "", Statistic.T, _paper.Print(test.T, 2));
            P(variable, groups, ranks ? Normal.TwoSided(z) : MeansTests.PValue(test));
        }
        else if (!ranks)
        {
            var anova = MeansTests.Anova(arms);
            if (double.IsFinite(anova.F) && _draw.Chance(0.5)) _paper.Add(variable, "", Statistic.F, _paper.Print(anova.F, 2));
            P(variable, groups, anova.PValue());
        }
        else
        {
            P(variable, groups, KruskalWallis(arms));
        }
    }

    /// <summary>Kruskal and Wallis 1952, with ties.</summary>
    private static double KruskalWallis(List<double[]> arms)
    {
        var all = arms.SelectMany(x => x).Order().ToArray();
        double n = all.Length, ties = all.GroupBy(v => v).Sum(g => Math.Pow(g.Count(), 3) - g.Count());
        double Rank(double v) => all.Count(a => a < v) + (all.Count(a => a == v) + 1) / 2.0;
        var h = 12 / (n * (n + 1)) * arms.Sum(x => Math.Pow(x.Sum(Rank), 2) / x.Length) - 3 * (n + 1);
        return ChiSquare.UpperTail(Math.Max(0, h / (1 - ties / (n * n * n - n))), arms.Count - 1);
    }

    private void Binary(string column, List<Group> groups)
    {
        var variable = _paper.New(VariableKind.Binary, id: column);
        var arms = Values(column);
        Counts(variable, arms);
        int[] events = [.. arms.Select(x => (int)x.Sum())];
        if (events.Sum() == 0 || events.Sum() == arms.Sum(x => x.Length)) return;
        var table = new ContingencyTable([events, (int[])[.. arms.Select((x, k) => x.Length - events[k])]]);
        var pearson = new ContingencyPearsonTest(table);
        if (arms.Count > 2 || _draw.Chance(0.5))
        {
            if (_draw.Chance(0.4)) _paper.Add(variable, "", Statistic.Chi2, _paper.Print(pearson.Statistic, 2));
            P(variable, groups, pearson.PValue());
            return;
        }

        var two = TwoByTwoTable.FromEvents(events[0], arms[0].Length, events[1], arms[1].Length);
        IHypothesisTest test = _draw.Chance(0.5) ? new FisherExactTest(two) : new YatesChiSquareTest(two);
        P(variable, groups, test.PValue());
    }

    private void Counts(Variable variable, List<double[]> arms)
    {
        var columns = arms.Select((x, k) => (PaperBuilder.Arm(k), x)).ToList();
        if (_overall) columns.Insert(0, ("all", [.. arms.SelectMany(x => x)]));
        foreach (var (arm, x) in columns)
        {
            _paper.Count(variable, arm, (int)x.Sum());
            _paper.Add(variable, arm, Statistic.Percent, _paper.Print(100 * x.Sum() / x.Length, _decimals));
        }
    }

    private void Partition(string column, double[] levels)
    {
        var arms = Values(column);
        var rows = levels.Select((_, k) => _paper.New(VariableKind.Binary, column,
            id: string.Create(CultureInfo.InvariantCulture, $"{column}_{k}"))).ToList();
        for (var k = 0; k < levels.Length; k++) Counts(rows[k], [.. arms.Select(x => x.Select(v => v == levels[k] ? 1.0 : 0).ToArray())]);
        var counts = levels.Select(l => (int[])[.. arms.Select(x => x.Count(v => v == l))]).Where(r => r.Sum() > 0).ToList();
        if (counts.Count < 2) return;
        var table = new ContingencyTable(counts);
        var exact = _draw.Chance(0.4) ? new FisherFreemanHaltonTest(table).TryPValue(200_000) : null;
        if (_draw.Chance(0.4)) _paper.Add(rows[0], "", Statistic.Chi2, _paper.Print(new ContingencyPearsonTest(table).Statistic, 2));
        _paper.Add(rows[0], "", Statistic.P, _paper.P(exact ?? new ContingencyPearsonTest(table).PValue()));
    }

    private void P(Variable variable, List<Group> groups, double p)
    {
        // Arms without any spread are not tested.
        if (!double.IsFinite(p)) return;
        _paper.Add(variable, "", Statistic.P, _paper.P(p));
        if (_arms.Count != 2 || !_draw.Chance(0.3)) return;
        _claims.Add(new(variable.Id, new(variable.Id, variable.Id), p < 0.05 ? ClaimKind.Difference : ClaimKind.NoDifference, null,
            PaperBuilder.Crude(groups), [variable], [.. _paper.Numbers.Where(n => n.Variable == variable)]));
    }

    /// <summary>The outcome's odds ratio between the first two arms, adjusted for one or two other columns; which they are.</summary>
    private IReadOnlyList<string> Adjusted(List<Group> groups)
    {
        var candidates = _set.Columns.Keys.Where(c => c != _by && c != _set.Outcome && c != "bwt" && !c.Contains("stratum", StringComparison.Ordinal)
            && _paper.Numbers.Any(n => n.Variable.Id == c)).ToList();
        // Nobody models two or three events.
        var isRare = _arms.Take(2).Any(arm => arm.Sum(w => _set.Columns[_set.Outcome][w]) is var events && (events < 3 || events > arm.Length - 3));
        if (_by == _set.Outcome || candidates.Count == 0 || isRare || !_draw.Chance(0.8)) return [];
        _draw.Shuffle(candidates);
        var covariates = candidates.Take(_draw.Whole(1, 2)).ToList();
        int[] women = [.. _arms[0], .. _arms[1]];
        double[] Column(string name) => [.. women.Select(w => _set.Columns[name][w])];
        LogisticFit fit;
        var firth = _draw.Chance(0.15);
        try
        {
            var design = DesignMatrix.OfColumns(["arm", .. covariates],
                [[.. women.Select((_, k) => k < _arms[0].Length ? 1.0 : 0)], .. covariates.Select(Column)]);
            fit = LogisticRegression.Fit(design, Column(_set.Outcome), options: firth ? LogisticOptions.Firth : null);
            var (coefficient, limits) = Interval(fit, Column(_set.Outcome), women);
            var outcome = _paper.Numbers.FirstOrDefault(n => n.Variable.Id == _set.Outcome)?.Variable
                ?? _paper.New(VariableKind.Binary, id: _set.Outcome);
            _paper.Estimate(outcome, "adjusted", Statistic.OddsRatio, coefficient.OddsRatio, limits, table: Urif.Audit.Ledger.Text);
            _paper.Add(outcome, "adjusted", Statistic.P, _paper.P(coefficient.PValue()), Urif.Audit.Ledger.Text);
            if (limits.Low > 1 || limits.High < 1)
                _claims.Add(new("adjusted", new("adjusted", "校正后"), ClaimKind.AdjustedAssociation, coefficient.Estimate > 0,
                    PaperBuilder.Adjusted(covariates), [outcome], [.. _paper.Numbers.Where(n => n.Group == "adjusted")]));
        }
        catch (ModelException)
        {
            // Separated, or one column determines another: no such model is printed.
            return [];
        }

        return covariates;
    }

    private (LogisticCoefficient Coefficient, Interval Limits) Interval(LogisticFit fit, double[] response, int[] women)
    {
        var wald = fit.Coefficient("arm");
        switch (_draw.Whole(0, 4))
        {
            case 0:
                return (wald, OddsRatios(fit.ProfileInterval("arm", Level)));
            case 1 when fit.Options.Estimator != LogisticEstimator.Firth:
                var robust = RobustCovariance.Of(fit).Coefficient("arm");
                return (robust, OddsRatios(robust.WaldInterval(Level)));
            case 2 when _set.Clusters.Length > 0 && fit.Options.Estimator != LogisticEstimator.Firth:
                var clustered = ClusterRobustCovariance.Of(fit, [.. women.Select(w => (int)_set.Columns[_set.Clusters][w])]).Coefficient("arm");
                return (clustered, OddsRatios(clustered.WaldInterval(Level)));
            case 3 when fit.Options.Estimator != LogisticEstimator.Firth:
                return (wald, Bootstrap(fit, response));
            default:
                return (wald, OddsRatios(wald.WaldInterval(Level)));
        }

        static Interval OddsRatios(Interval logs) => new(Math.Exp(logs.Low), Math.Exp(logs.High));
    }

    /// <summary>Percentiles of 200 resamples of women; those without an estimate are left out.</summary>
    private Interval Bootstrap(LogisticFit fit, double[] response)
    {
        var ratios = new List<double>();
        for (var k = 0; k < 200; k++)
        {
            var weights = new double[response.Length];
            for (var w = 0; w < response.Length; w++) weights[_draw.Whole(0, response.Length - 1)]++;
            try
            {
                ratios.Add(LogisticRegression.Fit(fit.Design, response, weights).Coefficient("arm").OddsRatio);
            }
            catch (ModelException)
            {
                // A resample without an event in an arm.
            }
        }

        ratios.Sort();
        return ratios.Count < 100 ? throw new ModelException("too few resamples") : new(ratios[ratios.Count / 40], ratios[^(ratios.Count / 40 + 1)]);
    }
}
