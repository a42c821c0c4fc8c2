using Urif.Statistics;

namespace Urif.Audit;

/// <summary>What all checks share: a name, a source, and the making of results.</summary>
public abstract class Check : ICheck
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Source { get; }

    /// <inheritdoc/>
    public abstract Localized Question { get; }

    /// <inheritdoc/>
    public abstract Localized Failure { get; }

    /// <inheritdoc/>
    public virtual int Gravity => 2;

    /// <inheritdoc/>
    public abstract IEnumerable<CheckResult> Run(AuditContext paper);

    /// <summary>A result from a judgement.</summary>
    protected CheckResult Result(
        LedgerNumber number, Judgement judgement, IEnumerable<LedgerNumber> involves, Localized explanation) =>
        new(Name, number, judgement.Verdict, judgement.Attainable, judgement.Variant,
            [.. involves.Where(i => i.Id != number.Id).DistinctBy(i => i.Id)], explanation, Source, judgement.PassShare);

    /// <summary>A result without a judgement on rounding.</summary>
    protected CheckResult Result(
        LedgerNumber number, Verdict verdict, IntervalUnion? attainable, IEnumerable<LedgerNumber> involves,
        Localized explanation, string? variant = null, double? passShare = null) =>
        new(Name, number, verdict, attainable, variant,
            [.. involves.Where(i => i.Id != number.Id).DistinctBy(i => i.Id)], explanation, Source, passShare);
}
