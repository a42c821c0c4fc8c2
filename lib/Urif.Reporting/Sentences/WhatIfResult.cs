using Urif.Audit;

namespace Urif.Reporting;

/// <summary>How a number of a what-if analysis is written for people.</summary>
public enum WhatIfStyle
{
    /// <summary>Two decimals.</summary>
    Ratio,

    /// <summary>A share, as a percent with one decimal.</summary>
    Share,

    /// <summary>A p-value.</summary>
    PValue,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>Three decimals.</summary>
    Value,
}

/// <summary>One number of a what-if analysis.</summary>
/// <param name="Name">What programs know it by, such as <c>posterior_median</c>.</param>
/// <param name="Label">What people know it by.</param>
/// <param name="Value">The number; null where there is none.</param>
/// <param name="Style">How it is written.</param>
public sealed record WhatIfNumber(string Name, Localized Label, double? Value, WhatIfStyle Style = WhatIfStyle.Ratio)
{
    /// <summary>The number as people read it.</summary>
    internal string Text => Value is not { } value ? NumberFormat.Dash : Style switch
    {
        WhatIfStyle.Ratio => NumberFormat.WithMinus(NumberFormat.Fixed(value)),
        WhatIfStyle.Share => NumberFormat.WithMinus(NumberFormat.Percent(value, 1)),
        WhatIfStyle.PValue => NumberFormat.P(value, PSpelling.Cell),
        WhatIfStyle.Count => NumberFormat.Whole((long)value),
        WhatIfStyle.Value => NumberFormat.WithMinus(NumberFormat.Fixed(value, 3)),
        _ => throw new InvalidOperationException("There is no such style."),
    };
}

/// <summary>A what-if analysis as people and programs get it.</summary>
/// <param name="Kind">What programs know the analysis by, such as <c>evalue</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sentence">What a clinician can repeat.</param>
/// <param name="Numbers">Its numbers.</param>
/// <param name="Notes">How it is reckoned, what it does not say, and the source.</param>
public sealed record WhatIfResult(
    string Kind, Localized Title, Localized Sentence, IReadOnlyList<WhatIfNumber> Numbers, IReadOnlyList<Localized> Notes);
