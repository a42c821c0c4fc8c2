namespace Urif.Cohorts;

/// <summary>
/// Derives the outcomes of a cycle from hCG, ultrasound and the end of the pregnancy, as section 1.2 of the paper defines
/// them, in three-valued logic (Kleene): 1 yes, 0 no, -1 not known.
/// </summary>
/// <remarks>
/// A value that the file gives takes precedence over the derived one; the check compares the two. Where neither is known
/// and there was no clinical pregnancy, there was no ectopic pregnancy, late loss or live birth either.
/// </remarks>
internal readonly struct OutcomeLogic
{
    /// <summary>The week before which a spontaneous loss is early (section 1.2).</summary>
    public const double EarlyLossWeek = 12;

    private const int Sacs = 4, Ends = 6, Weeks = 3;

    // All that can be asked, with missing in each place: few enough to be known beforehand.
    private static readonly ushort[] Known = MakeKnown();

    // Two bits for each outcome: its value and one.
    private readonly ushort _values;

    public OutcomeLogic(sbyte hcg, sbyte sac, sbyte end, double week)
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
            known[i] = Derive((sbyte)(i / (Sacs * Ends * Weeks) - 1), (sbyte)(i / (Ends * Weeks) % Sacs - 1), (sbyte)(i / Weeks % Ends - 1), i % Weeks);
        return known;
    }

    private static ushort Derive(sbyte hcg, sbyte sac, sbyte end, int time)
    {
        var anySac = Not(Is(sac, (int)GestationalSac.None));
        var intrauterine = And(hcg, Is(sac, (int)GestationalSac.Intrauterine));
        if (end == (int)PregnancyEnd.Ongoing) end = Cohort.MissingCode;
        var loss = Is(end, (int)PregnancyEnd.SpontaneousLoss);
        var before = time == 0 ? Cohort.MissingCode : (sbyte)(time == 1 ? 1 : 0);
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
        : Cohort.MissingCode;

    private static sbyte Is(sbyte code, int value) => code < 0 ? Cohort.MissingCode : (sbyte)(code == value ? 1 : 0);

    private static sbyte Not(sbyte a) => a < 0 ? a : (sbyte)(1 - a);

    private static sbyte And(sbyte a, sbyte b) => a == 0 || b == 0 ? (sbyte)0 : a == 1 && b == 1 ? (sbyte)1 : Cohort.MissingCode;

    private static sbyte Or(sbyte a, sbyte b) => a == 1 || b == 1 ? (sbyte)1 : a == 0 && b == 0 ? (sbyte)0 : Cohort.MissingCode;
}
