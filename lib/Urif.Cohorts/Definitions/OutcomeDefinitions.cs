namespace Urif.Cohorts;

/// <summary>The outcomes of a transfer cycle.</summary>
public enum Outcome
{
    /// <summary>β-hCG positive and a gestational sac, in or outside the uterus.</summary>
    ClinicalPregnancy,

    /// <summary>β-hCG positive without a gestational sac. A part of <see cref="EarlyLoss"/>; no file gives it on its own.</summary>
    BiochemicalLoss,

    /// <summary>A clinical pregnancy outside the uterus.</summary>
    Ectopic,

    /// <summary>A biochemical loss, or a spontaneous loss of an intrauterine pregnancy before week 12.</summary>
    EarlyLoss,

    /// <summary>A spontaneous loss from week 12 on, or a stillbirth.</summary>
    LateLoss,

    /// <summary>An intrauterine pregnancy that ended with a live birth.</summary>
    LiveBirth,
}

/// <summary>The names of the outcomes.</summary>
public static class OutcomeNames
{
    /// <summary>What tables and models call an outcome.</summary>
    public static string Name(this Outcome outcome) => outcome.ColumnName() ?? "biochemical_loss";

    /// <summary>The dictionary's column of an outcome; null where there is none.</summary>
    public static string? ColumnName(this Outcome outcome) => outcome switch
    {
        Outcome.ClinicalPregnancy => CohortColumns.ClinicalPregnancy,
        Outcome.BiochemicalLoss => null,
        Outcome.Ectopic => CohortColumns.Ectopic,
        Outcome.EarlyLoss => CohortColumns.EarlyLoss,
        Outcome.LateLoss => CohortColumns.LateLoss,
        _ => CohortColumns.LiveBirth,
    };

    /// <summary>The outcome of a name; null where there is none.</summary>
    public static Outcome? Named(string name)
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
            if (outcome.Name() == name) return outcome;
        return null;
    }
}

/// <summary>
/// Derives the outcomes of a cycle from hCG, ultrasound and the end of the pregnancy, as section 1.2 of the paper defines
/// them, in three-valued logic (Kleene): 1 yes, 0 no, -1 not known.
/// </summary>
/// <remarks>
/// A value that the file gives takes precedence over the derived one; the check compares the two. Where neither is known
/// and there was no clinical pregnancy, there was no ectopic pregnancy, late loss or live birth either.
/// </remarks>
internal readonly struct OutcomeDefinitions
{
    /// <summary>The week before which a spontaneous loss is early (section 1.2).</summary>
    public const double EarlyLossWeek = 12;

    private const sbyte Unknown = -1;

    private const int Sacs = 4, Ends = 6, Weeks = 3;

    // All that can be asked, with missing in each place: few enough to be known beforehand.
    private static readonly ushort[] Known = MakeKnown();

    // Two bits for each outcome: its value and one.
    private readonly ushort _values;

    public OutcomeDefinitions(sbyte hcg, sbyte sac, sbyte end, double week)
    {
        // Missing, early, late.
        var time = double.IsNaN(week) ? 0 : week < EarlyLossWeek ? 1 : 2;
        _values = hcg is >= -1 and <= 1 && sac is >= -1 and < Sacs - 1 && end is >= -1 and < Ends - 1
            ? Known[(((hcg + 1) * Sacs + sac + 1) * Ends + end + 1) * Weeks + time]
            : Derive(hcg, sac, end, time);
    }

    /// <summary>The derived value of an outcome.</summary>
    public sbyte this[Outcome outcome] => (sbyte)((_values >> 2 * (int)outcome & 3) - 1);

    private static ushort[] MakeKnown()
    {
        var known = new ushort[3 * Sacs * Ends * Weeks];
        for (var i = 0; i < known.Length; i++)
            known[i] = Derive((sbyte)(i / (Sacs * Ends * Weeks) - 1), (sbyte)(i / (Ends * Weeks) % Sacs - 1),
                (sbyte)(i / Weeks % Ends - 1), i % Weeks);
        return known;
    }

    private static ushort Derive(sbyte hcg, sbyte sac, sbyte end, int time)
    {
        var anySac = Not(Is(sac, (int)GestationalSac.None));
        var intrauterine = And(hcg, Is(sac, (int)GestationalSac.Intrauterine));
        if (end == (int)PregnancyEnd.Ongoing) end = Unknown;
        var loss = Is(end, (int)PregnancyEnd.SpontaneousLoss);
        var before = time == 0 ? Unknown : (sbyte)(time == 1 ? 1 : 0);
        var biochemical = And(hcg, Not(anySac));
        ReadOnlySpan<(Outcome, sbyte)> derived =
        [
            (Outcome.ClinicalPregnancy, And(hcg, anySac)),
            (Outcome.BiochemicalLoss, biochemical),
            (Outcome.Ectopic, And(hcg, Is(sac, (int)GestationalSac.Ectopic))),
            (Outcome.EarlyLoss, Or(biochemical, And(intrauterine, And(loss, before)))),
            (Outcome.LateLoss, And(intrauterine, Or(And(loss, Not(before)), Is(end, (int)PregnancyEnd.Stillbirth)))),
            (Outcome.LiveBirth, And(intrauterine, Is(end, (int)PregnancyEnd.LiveBirth))),
        ];
        var values = 0;
        foreach (var (outcome, value) in derived) values |= value + 1 << 2 * (int)outcome;
        return (ushort)values;
    }

    /// <summary>The value of an outcome from the given one, the derived one and whether there was a clinical pregnancy.</summary>
    public static sbyte Resolve(Outcome outcome, sbyte given, sbyte derived, sbyte clinical) =>
        given >= 0 ? given
        : derived >= 0 ? derived
        : clinical == 0 && outcome is (Outcome.Ectopic or Outcome.LateLoss or Outcome.LiveBirth) ? (sbyte)0
        : Unknown;

    private static sbyte Is(sbyte code, int value) => code < 0 ? Unknown : (sbyte)(code == value ? 1 : 0);

    private static sbyte Not(sbyte a) => a < 0 ? a : (sbyte)(1 - a);

    private static sbyte And(sbyte a, sbyte b) => a == 0 || b == 0 ? (sbyte)0 : a == 1 && b == 1 ? (sbyte)1 : Unknown;

    private static sbyte Or(sbyte a, sbyte b) => a == 1 || b == 1 ? (sbyte)1 : a == 0 && b == 0 ? (sbyte)0 : Unknown;
}
