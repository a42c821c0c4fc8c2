using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Holds what a reading's model asks for against what its cohorts have. Safe for several threads.</summary>
public sealed class AssumptionCheck
{
    private static readonly (string Variable, Func<TransferCycle, double> Of)[] Variables =
    [
        (CohortColumns.Age, w => w.Age ?? double.NaN), (CohortColumns.Bmi, w => w.Bmi ?? double.NaN),
        (CohortColumns.Fins, w => w.Fins ?? double.NaN), (CohortColumns.Ins2h, w => w.Ins2h ?? double.NaN),
        (CohortColumns.Fpg, w => w.Fpg ?? double.NaN), (CohortColumns.Pg2h, w => w.Pg2h ?? double.NaN),
        (CohortColumns.PriorLosses, w => w.PriorLosses ?? double.NaN),
        (CohortColumns.PriorTransferCycles, w => w.PriorTransferCycles ?? double.NaN),
        (CohortColumns.PriorFailedCycles, w => w.PriorFailedCycles ?? double.NaN),
        (CohortColumns.PriorCleavageEmbryos, w => w.PriorCleavageEmbryos ?? double.NaN),
        (CohortColumns.PriorBlastocysts, w => w.PriorBlastocysts ?? double.NaN),
        (CohortColumns.EmbryosTransferred, w => w.EmbryosTransferred ?? double.NaN),
    ];

    // The women of whom a share is taken, and those that have it.
    private static readonly (string Rate, Func<TransferCycle, bool> Among, Func<TransferCycle, bool> Has, string[] Bound)[] Rates =
    [
        (CohortColumns.ClinicalPregnancy, _ => true, w => w.ClinicalPregnancy == true, [CohortColumns.ClinicalPregnancy]),
        ("biochemical_loss", _ => true, w => w.EarlyLoss == true && w.ClinicalPregnancy == false, [CohortColumns.EarlyLoss]),
        (CohortColumns.Ectopic, w => w.ClinicalPregnancy == true, w => w.Ectopic == true, [CohortColumns.Ectopic]),
        (CohortColumns.LateLoss, w => w.ClinicalPregnancy == true, w => w.LateLoss == true, [CohortColumns.LateLoss]),
        (CohortColumns.LiveBirth, w => w.ClinicalPregnancy == true, w => w.LiveBirth == true, [CohortColumns.LiveBirth]),
        ("ended_otherwise", w => w.ClinicalPregnancy == true, w => w.PregnancyEnd == PregnancyEnd.Termination, []),
        ("stage_cleavage", _ => true, w => w.Stage == EmbryoStage.Cleavage, ["stage_cleavage", "stage_blastocyst"]),
        ("cycle_fresh", _ => true, w => w.Cycle == CycleType.Fresh, ["cycle_fresh", "cycle_frozen"]),
    ];

    private readonly List<Item> _items = [];

    /// <summary>Lists what a reading's model asks for, arm by arm.</summary>
    public AssumptionCheck(ReadingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        var model = solution.Reading.Model;
        foreach (var arm in solution.Arms)
        {
            void Add(AssumptionKind kind, string variable, string other, double asked, Func<Women, double> measure,
                Interval? attainable = null) =>
                _items.Add(new(arm.Arm, new(kind, arm.Group, variable, other, asked, double.NaN, attainable), measure));

            foreach (var ((first, second), asked) in Ordered(model.Correlations))
            {
                var isInsulin = (first, second) is (CohortColumns.Fins, CohortColumns.Fpg) or (CohortColumns.Fpg, CohortColumns.Fins);
                Add(AssumptionKind.Correlation, first, second, asked, w => Correlation(w.Of(first), w.Of(second)),
                    isInsulin ? ForcedCorrelation.Of(arm) : null);
            }

            foreach (var ((outcome, variable), asked) in Ordered(model.Effects))
                Add(AssumptionKind.Effect, outcome, variable, asked, w => Difference(w, outcome, variable));
            foreach (var (rate, among, has, bound) in Rates)
                if (!bound.Any(arm.Binds)) Add(AssumptionKind.Rate, rate, "", model.Rates[rate], w => w.Share(among, has));
            foreach (var (variable, (without, with)) in model.Shapes.OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                if (arm.Binds(variable)) continue;
                var shape = arm.IsResistant ? with : without;
                Add(AssumptionKind.Centre, variable, "", shape.Centre,
                    w => shape.IsLogNormal ? Median(w.Of(variable)) : Mean(w.Of(variable)));
                Add(AssumptionKind.Spread, variable, "", shape.Spread,
                    w => Sd(shape.IsLogNormal ? Array.ConvertAll(w.Of(variable), Math.Log) : w.Of(variable)));
            }

            static bool IsSingle(TransferCycle w) => w is { LiveBirth: true, EmbryosTransferred: 1, PregnancyEndWeek: not null };
            Add(AssumptionKind.BirthWeek, "", "", PregnancyDraw.PublishedMean,
                w => Mean([.. w.Rows.Where(IsSingle).Select(r => r.PregnancyEndWeek!.Value)]));
            Add(AssumptionKind.BirthBefore37, "", "", PregnancyDraw.PublishedBefore37,
                w => w.Share(IsSingle, r => r.PregnancyEndWeek < 37));
            Add(AssumptionKind.TransfersAccounted, "", "", 1,
                w => w.Share(r => r.PriorLosses is not null, r => r.PriorTransferCycles - r.PriorFailedCycles <= r.PriorLosses));
            Add(AssumptionKind.EmbryosOfTransfers, "", "", 1, w => w.Share(_ => true,
                r => r.PriorCleavageEmbryos + r.PriorBlastocysts is var all && all >= r.PriorTransferCycles
                    && all <= HistoryDraw.MostEmbryosATransfer * r.PriorTransferCycles));
            Add(AssumptionKind.InsulinRises, "", "", 1, w => w.Share(r => r.Ins2h is not null, r => r.Ins2h >= r.Fins));
        }
    }

    /// <summary>What becomes of a reading's assumptions in some cohorts.</summary>
    public static IReadOnlyList<Assumption> Of(ReadingSolution solution, IEnumerable<SyntheticCohort> cohorts)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        var check = new AssumptionCheck(solution);
        return check.Summarize(cohorts.Select(check.Measure));
    }

    /// <summary>What a cohort has of each assumption; NaN where it has no women to tell by.</summary>
    public double[] Measure(SyntheticCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var arms = cohort.Rows.ToLookup(r => r.ArmAt());
        var women = Enum.GetValues<Arm>().ToDictionary(a => a, a => new Women([.. arms[a]]));
        return [.. _items.Select(i => i.Measure(women[i.Arm]))];
    }

    /// <summary>The averages over cohorts.</summary>
    /// <param name="measured">What <see cref="Measure"/> says of each, in their order.</param>
    public IReadOnlyList<Assumption> Summarize(IEnumerable<double[]> measured)
    {
        ArgumentNullException.ThrowIfNull(measured);
        double[] sums = new double[_items.Count], counts = new double[_items.Count];
        foreach (var values in measured)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                if (double.IsNaN(values[i])) continue;
                sums[i] += values[i];
                counts[i]++;
            }
        }

        return [.. _items.Select((item, i) => item.Assumption with { Found = sums[i] / counts[i] })];
    }

    private static IEnumerable<KeyValuePair<(string, string), double>> Ordered(IReadOnlyDictionary<(string, string), double> asked) =>
        asked.OrderBy(a => a.Key.Item1, StringComparer.Ordinal).ThenBy(a => a.Key.Item2, StringComparer.Ordinal);

    private static double Mean(double[] values)
    {
        double sum = 0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }

    private static double Median(double[] values) => values.Length == 0 ? double.NaN
        : SampleQuantile.Of([.. values.Order()], 0.5, QuantileType.Weibull);

    private static double Sd(double[] values) => values.Length < 2 ? double.NaN : SampleMoments.Of(values).StandardDeviation;

    private static double Correlation(double[] x, double[] y)
    {
        double a = Mean(x), b = Mean(y), xx = 0, yy = 0, xy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            xx += (x[i] - a) * (x[i] - a);
            yy += (y[i] - b) * (y[i] - b);
            xy += (x[i] - a) * (y[i] - b);
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }

    private static double Difference(Women women, string outcome, string variable)
    {
        var values = women.Of(variable);
        bool Has(TransferCycle w) => outcome switch
        {
            CohortColumns.ClinicalPregnancy => w.ClinicalPregnancy,
            CohortColumns.EarlyLoss => w.EarlyLoss,
            _ => w.LiveBirth,
        } == true;
        double[] with = [.. values.Where((_, i) => Has(women.Rows[i]))], without = [.. values.Where((_, i) => !Has(women.Rows[i]))];
        if (with.Length < 2 || without.Length < 2) return double.NaN;
        SampleMoments a = SampleMoments.Of(with), b = SampleMoments.Of(without);
        var within = Math.Sqrt(((a.Count - 1) * a.StandardDeviation * a.StandardDeviation
            + (b.Count - 1) * b.StandardDeviation * b.StandardDeviation) / (a.Count + b.Count - 2));
        return within > 0 ? (a.Mean - b.Mean) / within : double.NaN;
    }

    private sealed record Item(Arm Arm, Assumption Assumption, Func<Women, double> Measure);

    /// <summary>The women of an arm, with their values by variable.</summary>
    private sealed class Women(TransferCycle[] rows)
    {
        private readonly Dictionary<string, double[]> _values =
            Variables.ToDictionary(v => v.Variable, v => Array.ConvertAll(rows, w => v.Of(w)));

        public TransferCycle[] Rows => rows;

        public double[] Of(string variable) => _values[variable];

        public double Share(Func<TransferCycle, bool> among, Func<TransferCycle, bool> has)
        {
            int all = 0, some = 0;
            foreach (var woman in rows)
            {
                if (!among(woman)) continue;
                all++;
                if (has(woman)) some++;
            }

            return (double)some / all;
        }
    }
}
