using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// Makes synthetic cohorts that have every number of a reading that can be had: none of their women exists.
/// </summary>
/// <remarks>
/// Cohort k of a seed depends on the reading, the seed and k alone, not on how many are made, in which order, or by how many
/// threads. Whole-number variables are uniform over the data sets that their numbers allow (earlier losses of which only quartiles are
/// printed, by the model's weight of each further one); measurements have the model's shapes, stretched to quartiles and moved to
/// moments. An instance is safe for several threads.
/// </remarks>
public sealed class SyntheticCohorts
{
    private const int MostTries = 10;
    private static readonly DateOnly FirstDay = new(2019, 1, 1), LastDay = new(2022, 2, 28);

    private readonly ArmDraw[] _arms;
    private readonly BindingCheck _check;

    /// <summary>Prepares to make cohorts of a reading.</summary>
    public SyntheticCohorts(ReadingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        Solution = solution;
        AgeStep = ArmDraw.AgeStepOf(solution.Arms);
        // What was prepared to decide is for one thread at a time, and others may draw of the same solution.
        lock (solution.Prepared)
        {
            _arms = [.. solution.Arms.Zip(solution.Prepared).AsParallel().AsOrdered()
                .Select(a => new ArmDraw(a.First, a.Second, AgeStep))];
        }

        _check = new(solution);
    }

    /// <summary>The step in which all women's ages are recorded, in years: 1, 0.1 or 0.01, the first that every arm's numbers
    /// allow.</summary>
    public double AgeStep { get; }

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
                if (_check.FirstDifference(cohort.Cohort) is var (bound, printed))
                    throw new DrawException($"{bound.Id} is printed as {printed}, not {bound.Printed}");
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
        var (way, outcomes) = OutcomeProgramme.Ways[women.Way[i]];
        var (hcg, sac, heartbeat, end, week) = PregnancyDraw.Of(random, way, women.IsCleavage[i], women.EmbryosTransferred[i],
            model.Rates[SynthesisModel.TwinBirth]);
        T? May<T>(string column, T? value) where T : struct =>
            model.Missing.TryGetValue(column, out var share) && random.NextDouble() < share ? null : value;
        var embryos = women.History.Cleavage[i] + women.History.Blastocysts[i];
        return new()
        {
            Centre = model.Missing.TryGetValue(CohortColumns.Centre, out var none) && random.NextDouble() < none ? null
                : random.NextDouble() < 0.5 ? "A" : "B",
            TransferDate = May<DateOnly>(CohortColumns.TransferDate,
                FirstDay.AddDays(random.Below(LastDay.DayNumber - FirstDay.DayNumber + 1))),
            Age = women.Age[i],
            Bmi = May<double>(CohortColumns.Bmi, women.Bmi[i]),
            PriorLosses = May<int>(CohortColumns.PriorLosses, women.History.Losses[i]),
            PriorTransferCycles = women.History.Transfers[i],
            PriorFailedCycles = women.History.Failed[i],
            PriorCleavageEmbryos = women.History.Cleavage[i],
            PriorBlastocysts = women.History.Blastocysts[i],
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
}
