using Urif.Statistics;

namespace Urif.Audit;

/// <summary>A rule that printed numbers must keep.</summary>
public abstract class Check
{
    // Closed: the catalogue lists all.
    private protected Check()
    {
    }

    /// <summary>The check's name: one of <see cref="CheckNames"/>.</summary>
    public abstract string Name { get; }

    /// <summary>Where the rule comes from.</summary>
    public abstract string Source { get; }

    /// <summary>How much a failure says of the data behind the numbers: 1 a slip of one number, 3 the data themselves.</summary>
    public virtual int Gravity => 2;

    /// <summary>Whether the rule only bounds its numbers: one that lies within has nothing amiss, but is not recomputed.</summary>
    internal virtual bool IsBound => false;

    /// <summary>Applies the rule wherever the paper prints what it needs.</summary>
    internal abstract IEnumerable<CheckResult> Run(LedgerIndex paper);

    /// <summary>A result from a judgement.</summary>
    private protected CheckResult Result(LedgerNumber number, Judgement judgement, IEnumerable<LedgerNumber> involves, Reason reason) =>
        Result(number, judgement.Verdict, judgement.Attainable, involves, reason, judgement.Variant, judgement.PassShare)
            with { Judgement = judgement };

    /// <summary>A result without a judgement on rounding.</summary>
    private protected CheckResult Result(
        LedgerNumber number, Verdict verdict, IntervalUnion? attainable, IEnumerable<LedgerNumber> involves,
        Reason reason, Convention? variant = null, double? passShare = null) =>
        new(Name, number, verdict, attainable, variant,
            [.. involves.Where(i => i.Id != number.Id).DistinctBy(i => i.Id)], reason, Source, passShare);
}
