namespace Urif.Statistics;

/// <summary>Why a model, or a number of it, has no estimate.</summary>
public enum ModelFault
{
    /// <summary>The formula, the data or the question is not in order.</summary>
    NotInOrder,

    /// <summary>A column is constant, or a combination of others, in the rows that count; or there are more columns than rows.</summary>
    Dependent,

    /// <summary>There are no events, or only events.</summary>
    OneOutcome,

    /// <summary>Some combination of the columns tells events from non-events: maximum likelihood estimates are infinite.</summary>
    Separated,

    /// <summary>The search did not end at a maximum, or at the end of an interval.</summary>
    NoConvergence,

    /// <summary>The penalised likelihood has a maximum above the one that the fit found.</summary>
    HigherMaximum,

    /// <summary>Too few resamples have an estimate for the quantile that is asked for.</summary>
    FewResamples,

    /// <summary>All resamples are on one side of the estimate.</summary>
    OneSidedResamples,

    /// <summary>Without one of the rows there is no estimate.</summary>
    NoneWithoutARow,
}
