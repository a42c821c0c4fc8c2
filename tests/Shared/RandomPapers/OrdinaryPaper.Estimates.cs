using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <content>Rows of estimates with confidence limits.</content>
internal sealed partial class OrdinaryPaper
{
    private void Odds()
    {
        var variable = _paper.New(VariableKind.Binary);
        int n1 = _sizes[0], n2 = _sizes[1];
        // The limits that SAS prints as bounds are those of few events.
        int a = _kind == Stratum.SasPrints ? _draw.Whole(1, n1 - 1) : _draw.Whole(3, n1 - 3);
        int b = _kind == Stratum.SasPrints ? _draw.OneOf(1, _draw.Whole(1, n2 - 1), n2 - 1) : _draw.Whole(3, n2 - 3);
        var table = TwoByTwoTable.FromEvents(a, n1, b, n2);
        var or = new OddsRatio(table);
        _paper.Count(variable, "a", a);
        _paper.Count(variable, "b", b);
        var crude = _kind is Stratum.Profile or Stratum.Exact or Stratum.SasPrints;
        var (estimate, limits, p) = _kind switch
        {
            Stratum.SasPrints => (or.Estimate, or.ConfidenceInterval(level: Level), new WaldTest(table).PValue()),
            Stratum.Profile => (or.Estimate, or.ConfidenceInterval(OddsRatioInterval.Profile, Level), new WaldTest(table).PValue()),
            Stratum.Exact => (or.ConditionalEstimate, or.ConfidenceInterval(OddsRatioInterval.Exact, Level), new FisherExactTest(table).PValue()),
            Stratum.Bootstrap => (or.Estimate, Bootstrap(table), new WaldTest(table).PValue()),
            _ => Robust(or),
        };
        var place = crude ? "1" : Urif.Audit.Ledger.Text;
        _paper.Estimate(variable, crude ? "" : "adjusted", Statistic.OddsRatio, estimate, limits, table: place);
        _paper.Add(variable, crude ? "" : "adjusted", Statistic.P, _paper.P(p), place);
    }

    /// <summary>Of a robust error, and of clusters: then p is sometimes of t with one degree of freedom less than the clusters.</summary>
    private (double, Interval, double) Robust(OddsRatio or)
    {
        double log = Math.Log(or.Estimate), error = or.StandardError * _draw.Between(0.75, 1.4), z = -Normal.Quantile((1 - Level) / 2);
        var p = Normal.TwoSided(Math.Abs(log) / error);
        if (_kind == Stratum.Clustered && _draw.Chance(0.5))
        {
            var df = _draw.Whole(12, 60);
            (z, p) = (-StudentT.Quantile((1 - Level) / 2, df), StudentT.TwoSided(Math.Abs(log) / error, df));
        }

        return (or.Estimate, new(Math.Exp(log - z * error), Math.Exp(log + z * error)), p);
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

    /// <summary>Means with their standard errors, or with limits by Student's t; t or not beside p.</summary>
    private void StandardErrors()
    {
        var variable = _paper.New(VariableKind.Continuous);
        double[] x = Values(_sizes[0], 10, 2, false), y = Values(_sizes[1], 10 + _draw.Between(-1.5, 1.5), _draw.Between(1.5, 2.5), false);
        var limits = _draw.Chance(0.4);
        foreach (var (arm, values) in new[] { ("a", x), ("b", y) })
        {
            double mean = Sample.Mean(values), error = Sample.Sd(values) / Math.Sqrt(values.Length),
                half = error * -StudentT.Quantile((1 - Level) / 2, values.Length - 1);
            _paper.Add(variable, arm, Statistic.Mean, _paper.Print(mean, 2));
            if (!limits)
            {
                _paper.Add(variable, arm, Statistic.Se, _paper.Print(error, 2));
                continue;
            }

            _paper.Add(variable, arm, Statistic.CiLow, _paper.Print(mean - half, 2));
            _paper.Add(variable, arm, Statistic.CiHigh, _paper.Print(mean + half, 2));
        }

        var (t, df) = MeansTests.Student(x, y);
        if (_draw.Chance(0.7)) _paper.Add(variable, "", Statistic.T, _paper.Print(t, 2));
        _paper.Add(variable, "", Statistic.P, _paper.P(MeansTests.PValue((t, df))));
    }

    /// <summary>A ratio or difference of the arms' counts or means, by one of the usual methods.</summary>
    private void Effects()
    {
        var facts = _draw.Chance(0.3) ? new NumberFacts(Estimator: StatedEstimator.Crude) : null;
        if (_draw.Chance(0.3))
        {
            var mean = _paper.New(VariableKind.Continuous);
            double[] x = Values(_sizes[0], 10, 2, false), y = Values(_sizes[1], 10 + _draw.Between(-1.5, 1.5), _draw.Between(1.5, 4), false);
            _paper.Moments(mean, "a", x);
            _paper.Moments(mean, "b", y);
            IHypothesisTest test;
            Interval of;
            if (_draw.Chance(0.5))
            {
                var student = StudentTTest.FromSamples(x, y);
                (test, of) = (student, student.ConfidenceInterval(Level));
            }
            else
            {
                var welch = WelchTTest.FromSamples(x, y);
                (test, of) = (welch, welch.ConfidenceInterval(Level));
            }

            _paper.Estimate(mean, "", Statistic.MeanDifference, Sample.Mean(x) - Sample.Mean(y), of, facts: facts);
            _paper.Add(mean, "", Statistic.P, _paper.P(test.PValue()));
            return;
        }

        var variable = _paper.New(VariableKind.Binary);
        int n1 = _sizes[0], n2 = _sizes[1], a = _draw.Whole(2, n1 - 2), b = _draw.Whole(2, n2 - 2);
        var table = TwoByTwoTable.FromEvents(a, n1, b, n2);
        _paper.Count(variable, "a", a);
        _paper.Count(variable, "b", b);
        if (_draw.Chance(0.3)) table = table.SwapRows();
        var (kind, estimate, limits) = _draw.Whole(0, 2) switch
        {
            0 => (Statistic.RiskRatio, new RiskRatio(table).Estimate, new RiskRatio(table).ConfidenceInterval(_draw.OneOf(
                RiskRatioInterval.Katz, RiskRatioInterval.Koopman, RiskRatioInterval.MiettinenNurminen), Level)),
            1 => (Statistic.RiskDifference, 100 * new RiskDifference(table).Estimate, Percent(new RiskDifference(table).ConfidenceInterval(
                _draw.OneOf(RiskDifferenceInterval.Wald, RiskDifferenceInterval.Newcombe, RiskDifferenceInterval.MiettinenNurminen), Level))),
            _ => (Statistic.OddsRatio, new OddsRatio(table).Estimate, new OddsRatio(table).ConfidenceInterval(_draw.OneOf(
                OddsRatioInterval.Woolf, OddsRatioInterval.Profile, OddsRatioInterval.Cornfield, OddsRatioInterval.MiettinenNurminen), Level)),
        };
        _paper.Estimate(variable, "", kind, estimate, limits, kind == Statistic.RiskDifference ? 1 : 2, facts: facts);
        IHypothesisTest p = _draw.Chance(0.5) ? new PearsonChiSquareTest(table) : new FisherExactTest(table);
        _paper.Add(variable, "", Statistic.P, _paper.P(p.PValue()));

        static Interval Percent(Interval i) => new(100 * i.Low, 100 * i.High);
    }
}
