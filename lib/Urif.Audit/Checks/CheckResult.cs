using Urif.Statistics;

namespace Urif.Audit;

/// <summary>What one check found about one printed number.</summary>
/// <param name="Check">The check's name.</param>
/// <param name="Number">The number it is booked on.</param>
/// <param name="Verdict">What became of it.</param>
/// <param name="Attainable">
/// The printed values that would have passed, under any convention tried, as a union of intervals whose ends carry the
/// digits printed; where single values are attainable, those nearest to the printed one. Null where none was computed.
/// </param>
/// <param name="Variant">The unstated convention under which it passes; null where none is needed or none helps.</param>
/// <param name="Involves">The other numbers that the check used.</param>
/// <param name="Reason">What was compared with what.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="PassShare">
/// The share of values of that many digits that the check would have let pass, over the range that its documentation
/// names; of a bound ("p &lt; 0.05") the share of that range that keeps it; null where it has no meaning. A pass with a share near
/// 1 says little.
/// </param>
public sealed record CheckResult(
    string Check, LedgerNumber Number, Verdict Verdict, IntervalUnion? Attainable, Convention? Variant,
    IReadOnlyList<LedgerNumber> Involves, Reason Reason, string Source, double? PassShare)
{
    /// <summary>
    /// The convention that would have explained the number, and that the paper's other numbers speak against; null where there is
    /// none.
    /// </summary>
    public RefusedConvention? Refused { get; init; }

    /// <summary>
    /// The largest share of values that a check may let pass for its pass to count as a recomputation: one in five.
    /// </summary>
    public const double GreatestShare = 0.2;

    /// <summary>
    /// The one digit of the number, or of one it was compared with, that would repair it; null where there is none or several. A hint:
    /// nothing says that it is what happened.
    /// </summary>
    public Misprint? Hint => !Verdict.IsFinding() ? null : OtherHint ?? (Judgement is { } judged ? Misprint.Of(judged) : null);

    /// <summary>The digit of the number compared with.</summary>
    internal Misprint? OtherHint { get; init; }

    /// <summary>What the verdict comes from; null where nothing but the stated rule was tried.</summary>
    internal Judgement? Judgement { get; init; }

    /// <summary>
    /// The result as it counts: a pass by the stated rule that many values would have got too, or of a rule that only bounds, says no more
    /// than that nothing is amiss. One by a variant stays one: that it takes an unstated convention is what a reader has to know.
    /// </summary>
    internal CheckResult Weighed(bool isBound) => Verdict == Verdict.Reproduced && (isBound || !(PassShare <= GreatestShare))
        ? this with { Verdict = Verdict.Consistent } : this;

    /// <summary>The result with its judgement as the whole paper has it.</summary>
    internal CheckResult By(Judgement settled, RefusedConvention? refused) => this with
    {
        Verdict = settled.Verdict, Variant = settled.Variant, PassShare = PassShare is null ? null : settled.PassShare,
        Attainable = Attainable is null ? null : settled.Attainable, Judgement = settled, Refused = refused,
        Reason = Verdict.IsFinding() == settled.Verdict.IsFinding() ? Reason : Reason.Unfit,
    };
}

/// <summary>A convention that explains one number alone.</summary>
/// <param name="Convention">The convention.</param>
/// <param name="Excluding">How many other numbers of the paper do not have it.</param>
public sealed record RefusedConvention(Convention Convention, int Excluding);
