using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Draws what ultrasound showed and when and how a pregnancy ended, by the way that it goes.</summary>
/// <remarks>
/// <para>
/// Gestation at a live birth of one child is a mixture of two normal distributions, most at term and few early ones (R. W. Platt et al.,
/// Statistics in Medicine 20 (2001) 1843-1859, for the form), set so that its mean, SD and share before week 37 are those of 11,148
/// children after in vitro fertilisation, 39.04 ± 1.63 weeks and 6.6% (J. Li et al., Frontiers in Endocrinology 13 (2022) 832665). Of twins
/// it is a normal distribution near 35.5 ± 2.7 weeks (P. A. Romanski et al., Obstetrics and Gynecology 2018, doi
/// 10.1097/AOG.0000000000002595). Of live births after two embryos 24% are of twins (1,511 of 6,299: P. Chen et al., BMC Pregnancy and
/// Childbirth 22 (2022), doi 10.1186/s12884-022-04606-1). None is before week 28 or from week 42 on.
/// </para>
/// <para>
/// A clinical loss is no earlier than the ultrasound five weeks after the transfer, which is at 7 weeks and 3 or 5 days by the age of the
/// embryos, and before week 12 if it is early (section 1.2). That losses become rarer the later it is, by half in some days, is
/// assumed. Ends are on whole days, and weeks have one decimal.
/// </para>
/// </remarks>
internal static class PregnancyDraw
{
    /// <summary>The mean of gestation at birth of one child, in weeks, and the share before week 37.</summary>
    public const double PublishedMean = 39.04, PublishedBefore37 = 0.066;

    private const int Week = 7, TransferOfCleavage = 17, TransferOfBlastocyst = 19, UntilUltrasound = 35;
    private const double ShareEarly = 0.07, TermMean = 39.33, TermSd = 1.1, EarlyMean = 35.7, EarlySd = 2.9, TwinMean = 35.8, TwinSd = 2.7,
        HeartbeatBeforeLoss = 0.5;

    /// <summary>How a pregnancy went, as a row has it.</summary>
    public readonly record struct Course(bool Hcg, GestationalSac Sac, bool? Heartbeat, PregnancyEnd? End, double? EndWeek);

    /// <summary>Draws the course.</summary>
    /// <param name="random">The random stream.</param>
    /// <param name="way">A way of <see cref="OutcomeProgramme.Ways"/>.</param>
    /// <param name="isCleavage">Whether the embryos are of the cleavage stage.</param>
    /// <param name="embryos">How many were transferred.</param>
    /// <param name="twins">The share of twins among live births after two embryos or more.</param>
    public static Course Of(CounterRandom random, string way, bool isCleavage, int embryos, double twins)
    {
        var ultrasound = (isCleavage ? TransferOfCleavage : TransferOfBlastocyst) + UntilUltrasound;
        return way switch
        {
            "negative" => new(false, GestationalSac.None, false, null, null),
            "biochemical_loss" => new(true, GestationalSac.None, false, null, null),
            CohortColumns.Ectopic => new(true, GestationalSac.Ectopic, false, null, null),
            "clinical_early_loss" => new(true, GestationalSac.Intrauterine, random.NextDouble() < HeartbeatBeforeLoss,
                PregnancyEnd.SpontaneousLoss, InWeeks(Rarer(random, ultrasound, 12 * Week, 10))),
            CohortColumns.LateLoss => new(true, GestationalSac.Intrauterine, true, PregnancyEnd.SpontaneousLoss,
                InWeeks(Rarer(random, 12 * Week, 28 * Week, 35))),
            CohortColumns.LiveBirth => new(true, GestationalSac.Intrauterine, true, PregnancyEnd.LiveBirth,
                InWeeks(Birth(random, embryos > 1 && random.NextDouble() < twins))),
            _ => new(true, GestationalSac.Intrauterine, true, PregnancyEnd.Termination, InWeeks(Rarer(random, 13 * Week, 24 * Week, 35))),
        };
    }

    /// <summary>The day of a live birth.</summary>
    public static int Birth(CounterRandom random, bool isTwin)
    {
        while (true)
        {
            var (mean, sd) = isTwin ? (TwinMean, TwinSd) : random.NextDouble() < ShareEarly ? (EarlyMean, EarlySd) : (TermMean, TermSd);
            var day = (int)Math.Round(Week * (mean + sd * random.NextNormal()));
            if (day >= 28 * Week && day < (isTwin ? 40 : 42) * Week) return day;
        }
    }

    // A day from one on and before another, the later the rarer.
    private static int Rarer(CounterRandom random, int from, int before, double mean) =>
        from + (int)(-mean * Math.Log(1 - random.NextDouble() * (1 - Math.Exp((from - before) / mean))));

    private static double InWeeks(int days) => Math.Round((double)days / Week, 1);
}
