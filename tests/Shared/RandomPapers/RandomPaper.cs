using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>
/// A random paper without an error in it: a cohort of women, and tables, text and claims computed from it and printed by
/// the paper's habits. The same seed and number give the same paper on any machine.
/// </summary>
internal sealed class RandomPaper
{
    private const double Alpha = 0.05;

    private readonly Draw _draw;
    private readonly RandomCohort _cohort;
    private readonly Habits _habits;
    private readonly List<LedgerNumber> _numbers = [];
    private readonly List<Comparison> _comparisons = [];
    private readonly List<TestedRow> _rows = [];
    private readonly Dictionary<string, int> _decimals = [];
    private readonly List<Claim> _claims = [];

    private readonly Stratum _stratum;
    private readonly MissingWomen _missing;

    private RandomPaper(ulong seed, ulong number, Stratum stratum)
    {
        _draw = new(seed, number);
        _stratum = stratum;
        // What is missing has a stream of its own, so that the women stay the same.
        _missing = new(stratum is Stratum.Missing or Stratum.ValidN ? new(seed, number | 1UL << 62) : null);
        _habits = Habits.Of(_draw);
        _cohort = RandomCohort.Of(_draw);
        PrintTables();
        PrintText();
        PrintAdjusted();
        MakeClaims();
        var info = new PaperInfo(
            string.Create(CultureInfo.InvariantCulture, $"random-{seed}-{number}"), new("A random paper", "随机论文"), "No one", Alpha,
            _habits.StatedMeans, TestMethod.MannWhitney, _habits.StatedCounts, _habits.ConfidenceLevel)
        {
            Missing = stratum == Stratum.Complete ? StatedCompleteness.Complete : null,
        };
        Ledger = new(info, _numbers, _cohort.Variables, _cohort.Groups, _comparisons, _claims);
    }

    public Ledger Ledger { get; }

    /// <summary>How the paper was made, for the report of a failure.</summary>
    public string Description => _habits.ToString();

    /// <summary>Paper number <paramref name="number"/> of a seed.</summary>
    public static RandomPaper Of(ulong seed, ulong number, Stratum stratum = Stratum.Plain) => new(seed, number, stratum);

    /// <summary>A row with a test: what it is about, its p, which arm is higher, and its numbers.</summary>
    private sealed record TestedRow(string Table, Comparison Comparison, Variable Variable, double P, int Direction, IReadOnlyList<LedgerNumber> Numbers);

    private void PrintTables()
    {
        var pairs = _cohort.Pairs.Take(_draw.Whole(1, _cohort.Pairs.Count)).ToList();
        var tables = pairs.Select(_ => _draw.Chance(pairs.Count == 1 ? 0.8 : 0.2) ? 2 : 1).ToList();
        var next = 1;
        for (var k = 0; k < pairs.Count; k++)
        {
            var (first, second) = _draw.Chance(0.5) ? pairs[k] : (pairs[k].Second, pairs[k].First);
            var names = Enumerable.Range(0, tables[k]).Select(_ => (next++).ToString(CultureInfo.InvariantCulture)).ToArray();
            var comparison = new Comparison($"{first}_vs_{second}", Measure.Label($"{first}_vs_{second}"), first, second, names, []);
            _comparisons.Add(comparison);
            var printed = new HashSet<string>();
            foreach (var table in names) PrintTable(table, comparison, printed);
        }
    }

    private void PrintTable(string table, Comparison comparison, HashSet<string> printed)
    {
        if (_draw.Chance(0.9))
            foreach (var arm in new[] { comparison.First, comparison.Second })
                Add(table, _cohort.Variables[0], arm, Statistic.N, Digits.Print(_cohort.Group(arm).Size, 0, _habits.Ties));

        // A comparison's second table now and then repeats a row of its first.
        bool Chosen(string id, double chance) => _draw.Chance(printed.Contains(id) ? 0.2 : chance) && (printed.Add(id) || true);
        foreach (var variable in _cohort.Numeric)
            if (Chosen(variable.Id, 0.75)) PrintNumeric(table, comparison, variable);

        foreach (var rows in _cohort.Partitions)
            if (Chosen(rows[0].Id, 0.6)) PrintPartition(table, comparison, rows);
        if (_cohort.Outcomes.Count == 0 || !Chosen(RandomCohort.Clinical, 0.7)) return;
        // Rates of the women with a clinical pregnancy need their number beside them.
        var among = _habits.AmongContaining && _habits.CountsShown != CountsShown.PercentOnly;
        foreach (var outcome in _cohort.Outcomes)
        {
            if (!_draw.Chance(0.85) && !(among && outcome.Id == RandomCohort.Clinical)) continue;
            int Women(string arm) => among && outcome.PartOf.Length > 0 && !outcome.Across ? _cohort.Events(_cohort.Outcomes[0], arm) : _cohort.Group(arm).Size;
            PrintEvents(table, comparison, outcome, Women(comparison.First), Women(comparison.Second));
        }
    }

    private (int, int) Sizes(Comparison comparison) => (_cohort.Group(comparison.First).Size, _cohort.Group(comparison.Second).Size);

    private void PrintNumeric(string table, Comparison comparison, Variable variable)
    {
        var start = _numbers.Count;
        var format = _draw.Weighted(0.55, 0.4, 0.05);
        var (moments, quartiles) = (format != 1, format != 0);
        int mean = Decimals("mean " + variable.Id), sd = _draw.Chance(0.8) ? mean : Decimals("sd " + variable.Id), order = Decimals("quartiles " + variable.Id);
        foreach (var arm in new[] { comparison.First, comparison.Second })
        {
            var x = Values(variable, arm);
            if (_stratum == Stratum.ValidN && x.Length < _cohort.Group(arm).Size && x.Length > 0)
                Add(table, variable, arm, Statistic.ValidN, Print(x.Length, 0));
            if (moments)
            {
                Add(table, variable, arm, Statistic.Mean, Print(Sample.Mean(x), mean));
                Add(table, variable, arm, Statistic.Sd, Print(Sample.Sd(x, _habits.PopulationSd), sd));
            }

            if (!quartiles) continue;
            Add(table, variable, arm, Statistic.Median, Print(Median(x), order));
            Add(table, variable, arm, Statistic.Q1, Print(Sample.Quantile(x, 0.25, _habits.Quantiles), order));
            Add(table, variable, arm, Statistic.Q3, Print(Sample.Quantile(x, 0.75, _habits.Quantiles), order));
        }

        double[] first = Values(variable, comparison.First), second = Values(variable, comparison.Second);
        // Now and then a rank test stands beside means, and z says so.
        var ranks = (quartiles && !moments) || (_habits.Shown != Shown.POnly && comparison.Tables.Count == 1 && _draw.Chance(quartiles ? 0.5 : 0.04));
        if (ranks) TestRanks(table, comparison, variable, first, second, start);
        else TestMeans(table, comparison, variable, first, second, start);
    }

    /// <summary>The values of an arm that are there.</summary>
    private double[] Values(Variable variable, string arm) => _missing.Of(variable, arm, _cohort.Values(variable, arm));

    private double Median(double[] x) =>
        Sample.Quantile(x, 0.5, _habits.UsualMedian ? QuantileHabit.Default : _habits.Quantiles);

    private void TestMeans(string table, Comparison comparison, Variable variable, double[] x, double[] y, int start)
    {
        double n1 = x.Length, n2 = y.Length, m1 = Sample.Mean(x), m2 = Sample.Mean(y), s1 = Sample.Sd(x), s2 = Sample.Sd(y);
        if (_habits.TestsFromPrintedSummaries)
        {
            double Printed(string arm, Statistic s) => _numbers.Skip(start).First(n => n.Group == arm && n.Statistic == s).Printed.Value;
            (m1, s1) = (Printed(comparison.First, Statistic.Mean), Printed(comparison.First, Statistic.Sd));
            (m2, s2) = (Printed(comparison.Second, Statistic.Mean), Printed(comparison.Second, Statistic.Sd));
        }

        if (s1 == 0 && s2 == 0) return;
        var welch = _habits.Means == MeansTest.Welch || (_habits.Means == MeansTest.Either && _draw.Chance(0.5));
        var (t, df) = welch ? MeansTests.Welch(n1, m1, s1, n2, m2, s2) : MeansTests.Student(n1, m1, s1, n2, m2, s2);
        PrintTest(table, comparison, variable, Statistic.T, t, v => StudentT.TwoSided(Math.Abs(v), df), p => -StudentT.Quantile(p / 2, df), Math.Sign(m1 - m2), start);
    }

    private void TestRanks(string table, Comparison comparison, Variable variable, double[] x, double[] y, int start)
    {
        var ranks = new RankSum(x, y);
        double z = ranks.Z(_habits.TieCorrected, _habits.ContinuityCorrected), other = ranks.Z(_habits.TieCorrected, !_habits.ContinuityCorrected);
        if (!double.IsFinite(z)) return;
        var exact = _habits.RankP == RankP.Exact && ranks.IsSmall;
        var higher = Math.Sign(Median(x) - Median(y));
        if (higher == 0) higher = Math.Sign(z);
        PrintTest(table, comparison, variable, Statistic.Z, z,
            v => exact ? ranks.ExactP() : Normal.TwoSided(_habits.RankP == RankP.OfOtherZ ? other : v), p => -Normal.Quantile(p / 2), higher, start);
    }

    private void PrintPartition(string table, Comparison comparison, IReadOnlyList<Variable> rows)
    {
        int Women(string arm) => Values(rows[0], arm).Length;
        var (n1, n2) = (Women(comparison.First), Women(comparison.Second));
        if (rows.Count == 2)
        {
            PrintEvents(table, comparison, rows[0], n1, n2);
            foreach (var arm in new[] { comparison.First, comparison.Second }) PrintCount(table, rows[1], arm, Women(arm));
            return;
        }

        var start = _numbers.Count;
        foreach (var row in rows)
            foreach (var arm in new[] { comparison.First, comparison.Second }) PrintCount(table, row, arm, Women(arm));
        var ratio = _habits.Chi2 == CountsTest.LikelihoodRatio;
        double chi2 = 0, kept = 0;
        foreach (var row in rows)
        {
            double a = Events(row, comparison.First), b = Events(row, comparison.Second), share = (a + b) / (n1 + n2);
            if (a + b == 0) continue;
            kept++;
            chi2 += ratio ? G(a, n1 * share) + G(b, n2 * share) : (a - n1 * share) * (a - n1 * share) / (n1 * share) + (b - n2 * share) * (b - n2 * share) / (n2 * share);
        }

        if (kept < 2) return;
        PrintTest(table, comparison, rows[0], Statistic.Chi2, chi2, v => ChiSquare.UpperTail(v, kept - 1), p => ChiSquare.UpperQuantile(p, kept - 1), 0, start);

        static double G(double observed, double expected) => observed == 0 ? 0 : 2 * observed * Math.Log(observed / expected);
    }

    private void PrintEvents(string table, Comparison comparison, Variable variable, int n1, int n2)
    {
        var start = _numbers.Count;
        PrintCount(table, variable, comparison.First, n1);
        PrintCount(table, variable, comparison.Second, n2);
        int a = Events(variable, comparison.First), b = Events(variable, comparison.Second);
        var counts = TwoByTwoTable.FromEvents(a, n1, b, n2);
        if (_habits.CrudeOddsRatios && variable.Partition.Length == 0 && a > 0 && b > 0 && a < n1 && b < n2)
        {
            var log = Math.Log((double)a * (n2 - b) / ((double)b * (n1 - a)));
            var error = Math.Sqrt(1.0 / a + 1.0 / (n1 - a) + 1.0 / b + 1.0 / (n2 - b));
            PrintOddsRatio(table, variable, "", _habits.SecondMinusFirst ? -log : log, error, _draw.Whole(1, 3));
        }

        // Zero of none is printed as zero of all, and not tested.
        if (counts.HasEmptyMargin) return;
        PrintTest(table, comparison, variable, Statistic.Chi2, Chi2(counts), _ => CountsP(counts), p => ChiSquare.UpperQuantile(p, 1),
            Math.Sign((double)a / n1 - (double)b / n2), start);
    }

    private void PrintCount(string table, Variable variable, string arm, int of)
    {
        var events = Events(variable, arm);
        if (_stratum == Stratum.ValidN && of < _cohort.Group(arm).Size && variable.Partition.Length > 0)
            Add(table, variable, arm, Statistic.ValidN, Print(of, 0));
        if (_stratum == Stratum.OtherDenominators && _habits.CountsShown == CountsShown.Both && variable.Partition.Length == 0)
            of = OtherDenominator(table, variable, arm, events) ?? of;
        if (_habits.CountsShown != CountsShown.PercentOnly) Add(table, variable, arm, Statistic.N, Print(events, 0));
        if (_habits.CountsShown != CountsShown.CountOnly) Add(table, variable, arm, Statistic.Percent, Print(100.0 * events / Math.Max(1, of), _habits.PercentDecimals));
    }

    private int Events(Variable variable, string arm) => (int)Values(variable, arm).Sum();

    /// <summary>The women with a clinical pregnancy, where their number stands in the table.</summary>
    private int? OtherDenominator(string table, Variable variable, string arm, int events)
    {
        var clinical = _numbers.Find(n => n.Table == table && n.Group == arm && n.Variable.Id == RandomCohort.Clinical && n.Statistic == Statistic.N);
        return clinical is not null && variable.PartOf.Length > 0 && clinical.Printed.Value >= Math.Max(1, events) ? (int)clinical.Printed.Value : null;
    }

    private double Chi2(TwoByTwoTable table) => _habits.Chi2 switch
    {
        CountsTest.Pearson => new PearsonChiSquareTest(table).Statistic,
        CountsTest.Yates => new YatesChiSquareTest(table).Statistic,
        CountsTest.NMinusOne => new NMinusOneChiSquareTest(table).Statistic,
        CountsTest.LikelihoodRatio => new LikelihoodRatioTest(table).Statistic,
        _ => Math.Pow(new WaldTest(table).Statistic, 2),
    };

    private double CountsP(TwoByTwoTable table) => _habits.CountsP switch
    {
        CountsTest.Pearson => new PearsonChiSquareTest(table).PValue(),
        CountsTest.Yates => new YatesChiSquareTest(table).PValue(),
        CountsTest.NMinusOne => new NMinusOneChiSquareTest(table).PValue(),
        CountsTest.LikelihoodRatio => new LikelihoodRatioTest(table).PValue(),
        CountsTest.Wald => new WaldTest(table).PValue(),
        CountsTest.Fisher => new FisherExactTest(table).PValue(),
        CountsTest.CentralFisher => new FisherExactTest(table, TwoSidedMethod.Central).PValue(),
        CountsTest.MidP => new FisherMidPTest(table).PValue(),
        _ => new FisherMidPTest(table, TwoSidedMethod.Central).PValue(),
    };

    /// <summary>Prints a row's statistic and p, each from the data or from the other as it is printed.</summary>
    private void PrintTest(
        string table, Comparison comparison, Variable variable, Statistic statistic, double value,
        Func<double, double> toP, Func<double, double> fromP, int higher, int start)
    {
        if (!double.IsFinite(value)) return;
        if (_habits.SecondMinusFirst && statistic != Statistic.Chi2) value = -value;
        var p = toP(value);
        if (!double.IsFinite(p)) return;
        var style = _habits.PStyle;
        var ownTest = statistic switch { Statistic.Chi2 => _habits.Chi2 == _habits.CountsP || variable.Partition.Length > 0, Statistic.Z => _habits.RankP == RankP.OfPrintedZ, _ => true };
        if (_habits.PFromStatistic && _habits.Shown == Shown.Both && ownTest)
            p = Math.Min(1, toP(PrintedNumber.Parse(Print(value, _habits.StatisticDecimals)).Value));
        var printedP = PText(p, _habits.PDecimals, style);
        if (_habits.StatisticFromP && _habits.Shown == Shown.Both && PrintedNumber.Parse(printedP) is { Relation: Relation.Equal, Value: > 0 and < 1 } rounded)
            value = Math.CopySign(fromP(rounded.Value), value);
        if (_habits.Shown != Shown.POnly) Add(table, variable, "", statistic, Print(value, _habits.StatisticDecimals));
        if (_habits.Shown != Shown.StatisticOnly) Add(table, variable, "", Statistic.P, printedP);
        _rows.Add(new(table, comparison, variable, p, higher, _numbers[start..]));
    }

    private void PrintOddsRatio(string table, Variable variable, string group, double log, double error, int decimals)
    {
        var z = -Normal.Quantile((1 - _habits.ConfidenceLevel) / 2);
        double[] values = [Math.Exp(log), Math.Exp(log - z * error), Math.Exp(log + z * error)];
        // A limit that would be printed as zero gets the decimals that it needs.
        while (Math.Round(values[1], decimals) == 0) decimals++;
        Statistic[] statistics = [Statistic.OddsRatio, Statistic.CiLow, Statistic.CiHigh];
        for (var k = 0; k < 3; k++) Add(table, variable, group, statistics[k], Print(values[k], decimals));
    }

    private void PrintText()
    {
        foreach (var group in _cohort.Groups)
            if (_draw.Chance(0.4)) Add(Ledger.Text, _cohort.Variables[0], group.Id, Statistic.N, Print(group.Size, 0));
        foreach (var number in _numbers.Where(n => !n.InText && n.Group.Length > 0 && n.Variable.Kind != VariableKind.Size).ToList())
        {
            if (!_draw.Chance(number.Statistic == Statistic.Percent ? 0.2 : 0.05)) continue;
            // Text repeats the table, or rounds it again.
            var decimals = _draw.Chance(0.6) ? number.Printed.Decimals : _draw.Whole(0, number.Printed.Decimals);
            Add(Ledger.Text, number.Variable, number.Group, number.Statistic,
                decimals == number.Printed.Decimals ? number.Printed.Text : Print(number.Printed.Value, decimals));
        }

        foreach (var row in _rows.DistinctBy(r => (r.Comparison, r.Variable)))
        {
            if (!_draw.Chance(0.25)) continue;
            var style = _draw.Chance(0.7) ? PStyle.Significance : _habits.PStyle;
            Add(Ledger.Text, row.Variable, row.Comparison.Id, Statistic.P, PText(row.P, _habits.PDecimals, style));
        }
    }

    private void PrintAdjusted()
    {
        foreach (var comparison in _comparisons.ToList())
        {
            if (!_draw.Chance(0.4)) continue;
            var candidates = _cohort.Outcomes.Where(o => Crude(o, comparison) is not null).ToList();
            if (candidates.Count == 0) continue;
            var outcome = _draw.OneOf([.. candidates]);
            var (log, error) = Crude(outcome, comparison)!.Value;
            var adjusted = comparison with { Id = comparison.Id + "_adjusted", Tables = [], AdjustedFor = [_cohort.Numeric[0].Id] };
            _comparisons.Add(adjusted);
            // Adjustment moves the estimate and does not lower its standard error.
            log = log * _draw.Between(0.5, 1.5) + 0.2 * _draw.Gaussian();
            error *= 1 + _draw.Between(0, 0.6);
            var p = Normal.TwoSided(log / error);
            var decimals = _draw.Whole(1, 3);
            var start = _numbers.Count;
            for (var places = _draw.Whole(1, 2); places > 0; places--)
            {
                PrintOddsRatio(Ledger.Text, outcome, adjusted.Id, log, error, decimals);
                Add(Ledger.Text, outcome, adjusted.Id, Statistic.P, PText(p, _habits.PDecimals, _draw.Chance(0.3) ? PStyle.Significance : _habits.PStyle));
            }

            if (p < 1 - _habits.ConfidenceLevel)
                _claims.Add(new(adjusted.Id, new("adjusted", "校正后"), ClaimKind.AdjustedAssociation, log > 0, adjusted, [outcome], _numbers[start..]));
        }
    }

    private (double Log, double Error)? Crude(Variable outcome, Comparison comparison)
    {
        double a = _cohort.Events(outcome, comparison.First), c = _cohort.Events(outcome, comparison.Second);
        double b = _cohort.Group(comparison.First).Size - a, d = _cohort.Group(comparison.Second).Size - c;
        return a * b * c * d == 0 ? null : (Math.Log(a * d / (b * c)), Math.Sqrt(1 / a + 1 / b + 1 / c + 1 / d));
    }

    private void MakeClaims()
    {
        foreach (var group in _rows.GroupBy(r => (r.Comparison.Id, IsDifference: r.P < Alpha)))
        {
            var rows = group.DistinctBy(r => r.Variable.Id).Where(_ => _draw.Chance(0.5)).ToList();
            foreach (var part in rows.Chunk(_draw.Whole(1, 3)))
            {
                bool? higher = group.Key.IsDifference && part.All(r => r.Direction == part[0].Direction && r.Direction != 0) ? part[0].Direction > 0 : null;
                var id = string.Create(CultureInfo.InvariantCulture, $"claim_{_claims.Count + 1}");
                _claims.Add(new(id, new(id, id), group.Key.IsDifference ? ClaimKind.Difference : ClaimKind.NoDifference, higher,
                    part[0].Comparison, [.. part.Select(r => r.Variable)], [.. part.SelectMany(r => r.Numbers)]));
            }
        }
    }

    private string PText(double p, int decimals, PStyle style)
    {
        string Less() => _habits.FullWidthSigns ? "＜" : "<";
        switch (style)
        {
            case PStyle.Significance:
                return p < Alpha ? Less() + "0.05" : (_habits.FullWidthSigns ? "＞" : ">") + "0.05";
            case PStyle.Floor when p < Math.Pow(10, -Math.Min(3, decimals)):
                return Less() + Digits.Print(Math.Pow(10, -Math.Min(3, decimals)), Math.Min(3, decimals), Ties.UpOfFifteenDigits);
            case PStyle.FloorAtOnePercent when p < 0.01:
                return Less() + "0.01";
            default:
                return _stratum == Stratum.Truncated ? Digits.Cut(Math.Min(1, p), decimals) : Digits.Print(Math.Min(1, p), decimals, _habits.Ties);
        }
    }

    private string Print(double value, int decimals) => _stratum switch
    {
        Stratum.RoundedTwice when decimals > 0 => Digits.Print(PrintedNumber.Parse(Digits.Print(value, decimals + 1, _habits.Ties)).Value, decimals, Ties.UpOfFifteenDigits),
        Stratum.Truncated => Digits.Cut(value, decimals),
        Stratum.MixedTies => Digits.Print(value, decimals, _numbers.Count % 2 == 0 ? Ties.Even : Ties.UpOfFifteenDigits),
        _ => Digits.Print(value, decimals, _habits.Ties),
    };

    /// <summary>The decimals of a kind of number: its own all through the paper, now and then others.</summary>
    private int Decimals(string kind)
    {
        if (!_decimals.TryGetValue(kind, out var decimals)) _decimals.Add(kind, decimals = _draw.Weighted(0.1, 0.25, 0.45, 0.15, 0.05));
        return _draw.Chance(0.85) ? decimals : _draw.Whole(0, 4);
    }

    private void Add(string table, Variable variable, string group, Statistic statistic, string text)
    {
        var place = table == Ledger.Text ? string.Create(CultureInfo.InvariantCulture, $"text{_numbers.Count}") : "t" + table;
        var id = $"{place}.{variable.Id}{(group.Length == 0 ? "" : "." + group)}.{statistic}";
        _numbers.Add(new(id, table, variable, group, statistic, PrintedNumber.Parse(text), ""));
    }
}
