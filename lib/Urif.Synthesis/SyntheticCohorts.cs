using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Makes synthetic cohorts that have every number of a reading that can be had: none of their women exists.
/// </summary>
/// <remarks>
/// Cohort k of a seed depends on the reading, the seed and k alone, not on how many are made, in which order, or by how many
/// threads. Whole-number variables are uniform over the data sets that their numbers allow; measurements have the model's shapes,
/// stretched to quartiles and moved to moments. An instance is safe for several threads.
/// </remarks>
public sealed class SyntheticCohorts
{
    private const int MostTries = 10;
    private static readonly DateOnly FirstDay = new(2019, 1, 1), LastDay = new(2022, 2, 28);

    private readonly ArmDraw[] _arms;

    /// <summary>Prepares to make cohorts of a reading.</summary>
    /// <exception cref="InputException">Quartiles of HOMA-IR bind: whether they can hold is decided, but no rows are drawn for
    /// them.</exception>
    public SyntheticCohorts(ReadingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        Solution = solution;
        if (solution.Binding.FirstOrDefault(n => n.Variable.Id == CohortColumns.HomaIr && n.Statistic
            is Statistic.Median or Statistic.Q1 or Statistic.Q3) is { } quartile)
        {
            throw new InputException($"reading {solution.Reading.Name}",
                $"binds {quartile.Id}, and no cohorts are drawn for quartiles of HOMA-IR",
                "leave it out (except), or bind mean and SD");
        }

        _arms = [.. solution.Arms.AsParallel().AsOrdered().Select(a => new ArmDraw(a))];
    }

    /// <summary>The reading with what became of it.</summary>
    public ReadingSolution Solution { get; }

    /// <summary>Makes a cohort.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="number">Which of the seed's cohorts, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is below 1.</exception>
    /// <exception cref="InputException">No rows are found for some numbers, though they were not proved impossible.</exception>
    public SyntheticCohort Make(ulong seed, int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        var random = new CounterRandom(seed, (ulong)number);
        string? failure = null;
        for (var tries = 0; tries < MostTries; tries++)
        {
            try
            {
                var cohort = new SyntheticCohort(Solution.Reading, seed, number, Rows(random));
                // The last word has the kit's own table code.
                if (ReadingCheck.Differences(Solution, cohort.Cohort) is [var difference, ..])
                    throw new DrawException(
                        $"{difference.Number.Id} is printed as {difference.Printed ?? "nothing"}, not {difference.Number.Printed}");
                return cohort;
            }
            catch (DrawException e)
            {
                failure = e.Message;
            }
        }

        throw new InputException($"reading {Solution.Reading.Name}", failure!,
            "let a number of that arm give way (except), or widen its ranges (model)");
    }

    private TransferCycle[] Rows(CounterRandom random)
    {
        var rows = new List<TransferCycle>();
        for (var a = 0; a < _arms.Length; a++)
        {
            var arm = Solution.Arms[a];
            var women = _arms[a].Draw(random);
            for (var i = 0; i < arm.Size; i++) rows.Add(Row(random, arm, women, i));
        }

        // The order of the rows says nothing of the arms.
        var all = rows.ToArray();
        Shuffle.InPlace<TransferCycle>(all, random);
        for (var i = 0; i < all.Length; i++) all[i] = all[i] with { WomanId = i, CycleId = 0 };
        return all;
    }

    private TransferCycle Row(CounterRandom random, ArmNumbers arm, ArmWomen women, int i)
    {
        var model = Solution.Reading.Model;
        var (_, outcomes) = OutcomeProgramme.Ways[women.Way[i]];
        var (hcg, sac, heartbeat, end, week) = Pregnancy(random, OutcomeProgramme.Ways[women.Way[i]].Way);
        T? May<T>(string column, T? value) where T : struct =>
            model.Missing.TryGetValue(column, out var share) && random.NextDouble() < share ? null : value;
        var embryos = women.PriorCleavageEmbryos[i] + women.PriorBlastocysts[i];
        return new()
        {
            Centre = model.Missing.TryGetValue(CohortColumns.Centre, out var none) && random.NextDouble() < none ? null
                : random.NextDouble() < 0.5 ? "A" : "B",
            TransferDate = May<DateOnly>(CohortColumns.TransferDate,
                FirstDay.AddDays(random.Below(LastDay.DayNumber - FirstDay.DayNumber + 1))),
            Age = women.Age[i],
            Bmi = May<double>(CohortColumns.Bmi, women.Bmi[i]),
            PriorLosses = May<int>(CohortColumns.PriorLosses, women.PriorLosses[i]),
            PriorTransferCycles = women.PriorTransferCycles[i],
            PriorFailedCycles = women.PriorFailedCycles[i],
            PriorCleavageEmbryos = women.PriorCleavageEmbryos[i],
            PriorBlastocysts = women.PriorBlastocysts[i],
            Fins = women.Fins[i],
            Ins2h = May<double>(CohortColumns.Ins2h, women.Ins2h[i]),
            Fpg = women.Fpg[i],
            Pg2h = May<double>(CohortColumns.Pg2h, women.Pg2h[i]),
            Metformin = arm.Arm is Arm.IrMetformin or Arm.NonIrMetformin,
            EmbryosTransferred = women.EmbryosTransferred[i],
            Stage = women.IsCleavage[i] ? EmbryoStage.Cleavage : EmbryoStage.Blastocyst,
            Cycle = women.IsFresh[i] ? CycleType.Fresh : CycleType.Frozen,
            HcgPositive = hcg,
            GestationalSac = sac,
            FetalHeartbeat = May(CohortColumns.FetalHeartbeat, heartbeat),
            PregnancyEnd = end,
            PregnancyEndWeek = May(CohortColumns.PregnancyEndWeek, week),
            ClinicalPregnancy = outcomes.Contains(CohortColumns.ClinicalPregnancy),
            Ectopic = outcomes.Contains(CohortColumns.Ectopic),
            EarlyLoss = outcomes.Contains(CohortColumns.EarlyLoss),
            LateLoss = outcomes.Contains(CohortColumns.LateLoss),
            LiveBirth = outcomes.Contains(CohortColumns.LiveBirth),
            PriorSuccess = false,
            GoodQualityEmbryos = May<int>(CohortColumns.GoodQualityEmbryos, WholeNumberBlock.LeastEmbryos
                + random.Below(embryos - WholeNumberBlock.LeastEmbryos + 1)),
            UterusNormal = true,
            EndometrialDisease = false,
            UterineMalformation = false,
            TubalPelvicFactor = false,
            AutoimmuneThrombophilia = false,
            EndocrineDisease = false,
            RecentMedication = false,
            ChromosomalAbnormality = false,
            SmokingAlcohol = false,
            Synthetic = true,
        };
    }

    private static (bool Hcg, GestationalSac Sac, bool? Heartbeat, PregnancyEnd? End, double? Week) Pregnancy(
        CounterRandom random, string way)
    {
        double Week(double from, double to) => Math.Round(from + (to - from) * random.NextDouble(), 1);
        return way switch
        {
            "negative" => (false, GestationalSac.None, false, null, null),
            "biochemical_loss" => (true, GestationalSac.None, false, null, null),
            CohortColumns.Ectopic => (true, GestationalSac.Ectopic, false, null, null),
            "clinical_early_loss" => (true, GestationalSac.Intrauterine, random.NextDouble() < 0.5, PregnancyEnd.SpontaneousLoss,
                Week(6, 11.9)),
            CohortColumns.LateLoss => (true, GestationalSac.Intrauterine, true, PregnancyEnd.SpontaneousLoss, Week(12, 27)),
            CohortColumns.LiveBirth => (true, GestationalSac.Intrauterine, true, PregnancyEnd.LiveBirth, Week(34, 41.5)),
            _ => (true, GestationalSac.Intrauterine, true, PregnancyEnd.Termination, Week(13, 24)),
        };
    }
}
