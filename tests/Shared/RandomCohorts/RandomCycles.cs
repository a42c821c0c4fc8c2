using Urif.Cohorts;

namespace Urif.Tests;

/// <summary>
/// Random transfer cycles that break no rule of the check and meet the paper's criteria, with values spread about those that
/// the paper prints. One woman per row unless asked for more.
/// </summary>
internal static class RandomCycles
{
    /// <summary>So many cycles; the same seed gives the same, and a longer list begins with a shorter one.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="count">How many.</param>
    /// <param name="missing">The chance that a value which may be missing is.</param>
    public static TransferCycle[] Of(ulong seed, int count, double missing = 0)
    {
        var cycles = new TransferCycle[count];
        for (var row = 0; row < count; row++) cycles[row] = One(new Draw(seed, (ulong)row), row, missing);
        return cycles;
    }

    private static TransferCycle One(Draw draw, int row, double missing)
    {
        T? May<T>(T value) where T : struct => draw.Chance(missing) ? null : value;
        double Rounded(double value, int decimals) => Math.Round(value, decimals);
        double Skewed(double median, double spread, double low, double high) => Rounded(Math.Clamp(median * Math.Exp(spread * draw.Gaussian()), low, high), 2);

        var transfers = 3 + draw.Poisson(1.2);
        var failed = draw.Whole(Math.Max(0, transfers - 2), transfers);
        var cleavage = draw.Poisson(3) + 2;
        var blastocysts = Math.Max(draw.Poisson(2.7), Math.Max(transfers, 4) - cleavage);
        var insulinResistant = draw.Chance(0.5);
        var metformin = draw.Chance(insulinResistant ? 0.36 : 0.13);
        var stage = draw.OneOf(EmbryoStage.Cleavage, EmbryoStage.Blastocyst, EmbryoStage.Blastocyst);
        var (hcg, sac, heartbeat, end, week) = Pregnancy(draw, insulinResistant && !metformin);
        var cycle = new TransferCycle
        {
            WomanId = row,
            CycleId = 0,
            Centre = draw.OneOf("A", "B"),
            TransferDate = new DateOnly(2019, 1, 1).AddDays(draw.Whole(0, 1150)),
            Age = May(Math.Clamp(Rounded(34.5 + 3.8 * draw.Gaussian(), 0), 20, 40)),
            Bmi = May(Math.Clamp(Rounded(22.4 + 2.9 * draw.Gaussian(), 2), 15, 29.99)),
            PriorLosses = May(draw.Poisson(0.8)),
            PriorTransferCycles = transfers,
            PriorFailedCycles = May(failed),
            PriorCleavageEmbryos = cleavage,
            PriorBlastocysts = blastocysts,
            Fins = Skewed(insulinResistant ? 12.8 : 6.03, 0.3, 1, 120),
            Ins2h = May(Skewed(insulinResistant ? 85 : 42, 0.6, 3, 900)),
            Fpg = Skewed(insulinResistant ? 5.52 : 5.33, 0.08, 3.6, 12),
            Pg2h = May(Skewed(insulinResistant ? 7.36 : 6.47, 0.22, 2.5, 25)),
            Metformin = metformin,
            EmbryosTransferred = draw.Whole(1, 2),
            Stage = stage,
            Cycle = draw.OneOf(CycleType.Fresh, CycleType.Frozen, CycleType.Frozen),
            HcgPositive = hcg,
            GestationalSac = sac,
            FetalHeartbeat = heartbeat,
            PregnancyEnd = end,
            PregnancyEndWeek = week,
            PriorSuccess = false,
            GoodQualityEmbryos = draw.Whole(4, cleavage + blastocysts),
            UterusNormal = true,
            EndometrialDisease = false,
            UterineMalformation = false,
            TubalPelvicFactor = false,
            AutoimmuneThrombophilia = false,
            EndocrineDisease = false,
            RecentMedication = false,
            ChromosomalAbnormality = false,
            SmokingAlcohol = false,
        };
        return cycle with
        {
            ClinicalPregnancy = cycle.OutcomeOf(Outcome.ClinicalPregnancy),
            Ectopic = cycle.OutcomeOf(Outcome.Ectopic),
            EarlyLoss = cycle.OutcomeOf(Outcome.EarlyLoss),
            LateLoss = cycle.OutcomeOf(Outcome.LateLoss),
            LiveBirth = cycle.OutcomeOf(Outcome.LiveBirth),
        };
    }

    private static (bool Hcg, GestationalSac Sac, bool Heartbeat, PregnancyEnd? End, double? Week) Pregnancy(Draw draw, bool atRisk)
    {
        if (draw.Chance(0.5)) return (false, GestationalSac.None, false, null, null);
        return draw.Weighted(atRisk ? 22 : 12, 3, atRisk ? 24 : 14, 1, 1, 60) switch
        {
            0 => (true, GestationalSac.None, false, null, null),
            1 => (true, GestationalSac.Ectopic, false, null, null),
            2 => (true, GestationalSac.Intrauterine, draw.Chance(0.5), PregnancyEnd.SpontaneousLoss, Math.Round(draw.Between(6, 11.9), 1)),
            3 => (true, GestationalSac.Intrauterine, true, PregnancyEnd.SpontaneousLoss, Math.Round(draw.Between(12, 26), 1)),
            4 => (true, GestationalSac.Intrauterine, true, PregnancyEnd.Termination, Math.Round(draw.Between(13, 24), 1)),
            _ => (true, GestationalSac.Intrauterine, true, PregnancyEnd.LiveBirth, Math.Round(draw.Between(34, 41.5), 1)),
        };
    }
}
