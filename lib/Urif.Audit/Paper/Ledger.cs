using Urif.Statistics;

namespace Urif.Audit;

/// <summary>The quantities a printed number can be.</summary>
public enum Statistic
{
    /// <summary>A count of women.</summary>
    N,

    /// <summary>The number of women with a value, where it is not the group's size.</summary>
    ValidN,

    /// <summary>A percentage of a group.</summary>
    Percent,

    /// <summary>An arithmetic mean.</summary>
    Mean,

    /// <summary>A sample standard deviation (denominator n - 1).</summary>
    Sd,

    /// <summary>The standard error of a mean or of an estimate.</summary>
    Se,

    /// <summary>A median.</summary>
    Median,

    /// <summary>A lower quartile.</summary>
    Q1,

    /// <summary>An upper quartile.</summary>
    Q3,

    /// <summary>The width between the quartiles.</summary>
    Iqr,

    /// <summary>The least value.</summary>
    Min,

    /// <summary>The greatest value.</summary>
    Max,

    /// <summary>A t statistic.</summary>
    T,

    /// <summary>A standard normal statistic of a rank test.</summary>
    Z,

    /// <summary>A chi-square statistic.</summary>
    Chi2,

    /// <summary>An F statistic.</summary>
    F,

    /// <summary>The H of a Kruskal-Wallis test.</summary>
    H,

    /// <summary>A coefficient of correlation.</summary>
    R,

    /// <summary>The degrees of freedom of the statistic beside it; of F those of the numerator.</summary>
    Df,

    /// <summary>The degrees of freedom of the denominator of F.</summary>
    Df2,

    /// <summary>A p-value, two-sided where nothing else is stated.</summary>
    P,

    /// <summary>An odds ratio.</summary>
    OddsRatio,

    /// <summary>A ratio of risks.</summary>
    RiskRatio,

    /// <summary>A ratio of hazards.</summary>
    HazardRatio,

    /// <summary>A difference of risks, in percentage points.</summary>
    RiskDifference,

    /// <summary>A difference of means.</summary>
    MeanDifference,

    /// <summary>The lower end of a confidence interval.</summary>
    CiLow,

    /// <summary>The upper end of a confidence interval.</summary>
    CiHigh,
}

/// <summary>How the recorded values of a variable look.</summary>
public enum VariableKind
{
    /// <summary>Measured; the recording step may be unknown.</summary>
    Continuous,

    /// <summary>A whole number by definition.</summary>
    Count,

    /// <summary>Yes or no for each woman.</summary>
    Binary,

    /// <summary>The size of a group.</summary>
    Size,
}

/// <summary>One printed number: a row of <c>numbers.csv</c>.</summary>
/// <param name="Id">The number's own name, unique in the ledger.</param>
/// <param name="Table">The table that prints it, or <c>text</c>.</param>
/// <param name="Variable">The variable it is about.</param>
/// <param name="Group">
/// An arm or another group; a comparison; or empty for the comparison that the table makes, and where it makes several for all of
/// its arms.
/// </param>
/// <param name="Statistic">Which quantity it is.</param>
/// <param name="Printed">The number as printed, to the digit.</param>
/// <param name="Note">A remark of the transcriber.</param>
public sealed record LedgerNumber(
    string Id, string Table, Variable Variable, string Group, Statistic Statistic, PrintedNumber Printed, string Note)
{
    /// <summary>What the paper says of this number beyond its row and column.</summary>
    public NumberFacts Facts { get; init; } = NumberFacts.None;

    /// <summary>
    /// What the number counts: as its own row says, or else, for a yes-or-no variable, as the variable's unit does; null where
    /// neither names anything but women.
    /// </summary>
    public AnalysisUnit? Unit => Facts.Unit ?? (Variable.Kind == VariableKind.Binary ? LedgerWords.UnitOf(Variable.Unit) : null);

    /// <summary>Whether the number stands in running text, not in a table.</summary>
    public bool InText => Table == Ledger.Text;
}

/// <summary>A variable: a row of <c>variables.csv</c>.</summary>
/// <param name="Id">The variable's name.</param>
/// <param name="Label">Its label for readers.</param>
/// <param name="Kind">How its recorded values look.</param>
/// <param name="Unit">The unit of its values; empty where it has none.</param>
/// <param name="Granularity">
/// The step between recorded values. By definition for counts; a convention for continuous variables (age in whole
/// years), so that a failure against it alone is never called impossible. Null where unknown.
/// </param>
/// <param name="Range">The values one woman can have; ends may be infinite.</param>
/// <param name="Partition">The partition whose rows split a group; empty where the variable is in none.</param>
/// <param name="PartOf">The outcome that contains this outcome; empty where none does.</param>
/// <param name="Across">Whether some of the women with this outcome lie outside <paramref name="PartOf"/>.</param>
/// <param name="Formula">How it is computed from two other variables; null where it is measured.</param>
public sealed record Variable(
    string Id, Localized Label, VariableKind Kind, string Unit, double? Granularity, Interval Range,
    string Partition, string PartOf, bool Across, ProductFormula? Formula);

/// <summary>A variable defined as the product of two others over a constant, such as HOMA-IR = FPG · FINS / 22.5.</summary>
/// <param name="First">The first factor's variable.</param>
/// <param name="Second">The second factor's variable.</param>
/// <param name="Divisor">The positive constant.</param>
public sealed record ProductFormula(string First, string Second, double Divisor);

/// <summary>A group of women: a row of <c>groups.csv</c>.</summary>
/// <param name="Id">The group's name.</param>
/// <param name="Label">Its label for readers.</param>
/// <param name="Size">How many women it has.</param>
/// <param name="Conditions">What each woman of the group fulfils, its parents' conditions not repeated.</param>
/// <param name="Parent">The group that it is part of; null for the whole cohort.</param>
public sealed record Group(string Id, Localized Label, int Size, IReadOnlyList<Condition> Conditions, string? Parent)
{
    /// <summary>
    /// Whether the groups that have this one as parent are all of its women, each in one of them; false where some were lost or
    /// left out; null where the paper does not say.
    /// </summary>
    public bool? IsPartitioned { get; init; }
}

/// <summary>A bound that each woman of a group keeps: <c>homa_ir &gt;= 2.14</c>.</summary>
/// <param name="Variable">The bounded variable.</param>
/// <param name="Operator">One of <c>&gt;= &lt;= &gt; &lt; =</c>.</param>
/// <param name="Bound">The bound, in the variable's unit.</param>
public sealed record Condition(string Variable, string Operator, double Bound)
{
    /// <summary>The values that meet the condition, as a closed interval (a strict bound keeps its end).</summary>
    public Interval Closure => Operator switch
    {
        ">=" or ">" => new(Bound, double.PositiveInfinity),
        "<=" or "<" => new(double.NegativeInfinity, Bound),
        _ => Interval.Point(Bound),
    };
}

/// <summary>Two groups, or more, set side by side: a row of <c>comparisons.csv</c>.</summary>
/// <param name="Id">The comparison's name.</param>
/// <param name="Label">Its label for readers.</param>
/// <param name="First">The group printed first.</param>
/// <param name="Second">The group printed second.</param>
/// <param name="Tables">The tables that print it.</param>
/// <param name="AdjustedFor">The covariates of an adjusted comparison; empty for a crude one.</param>
public sealed record Comparison(
    string Id, Localized Label, string First, string Second,
    IReadOnlyList<string> Tables, IReadOnlyList<string> AdjustedFor)
{
    /// <summary>The groups printed after the second, of a comparison of three or more at once.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Every group compared, in the order printed.</summary>
    public IReadOnlyList<string> Arms => [First, Second, .. Others];

    /// <summary>Whether three groups or more are compared at once.</summary>
    public bool IsOmnibus => Others.Count > 0;
}

/// <summary>What kind of statement a claim is.</summary>
public enum ClaimKind
{
    /// <summary>The groups differ (p below the paper's level).</summary>
    Difference,

    /// <summary>No significant difference (p at or above the paper's level).</summary>
    NoDifference,

    /// <summary>An adjusted estimate whose interval excludes no effect.</summary>
    AdjustedAssociation,
}

/// <summary>A conclusion of the paper: a row of <c>claims.csv</c>.</summary>
/// <param name="Id">The claim's name.</param>
/// <param name="Statement">The claim in neutral words.</param>
/// <param name="Kind">What kind of statement it is.</param>
/// <param name="FirstIsHigher">For a difference: whether the comparison's first group is claimed to be the higher one; null where no
/// direction is claimed.</param>
/// <param name="Comparison">The comparison it is about.</param>
/// <param name="Variables">The variables it is about.</param>
/// <param name="DependsOn">The numbers it rests on.</param>
public sealed record Claim(
    string Id, Localized Statement, ClaimKind Kind, bool? FirstIsHigher, Comparison Comparison,
    IReadOnlyList<Variable> Variables, IReadOnlyList<LedgerNumber> DependsOn);

/// <summary>What the paper says of itself: who, where, and the methods it states.</summary>
/// <param name="Id">A short name for the paper.</param>
/// <param name="Title">The title.</param>
/// <param name="Citation">Authors, journal and year, as far as known.</param>
/// <param name="Alpha">The significance level.</param>
/// <param name="MeansTest">The stated test for means.</param>
/// <param name="MediansTest">The stated test for medians.</param>
/// <param name="CountsTests">The stated tests for counts.</param>
/// <param name="ConfidenceLevel">The level of the confidence intervals.</param>
public sealed record PaperInfo(
    string Id, Localized Title, string Citation, double Alpha,
    TestMethod MeansTest, TestMethod MediansTest, IReadOnlyList<TestMethod> CountsTests, double ConfidenceLevel)
{
    /// <summary>The further tests for means, of a paper that chose ("t or Mann-Whitney as appropriate").</summary>
    public IReadOnlyList<TestMethod> OtherMeansTests { get; init; } = [];

    /// <summary>Whether every woman has every value, or some are missing; null where the paper does not say.</summary>
    public StatedCompleteness? Missing { get; init; }

    /// <summary>How digits were cut; null where the paper does not say.</summary>
    public StatedRounding? Rounding { get; init; }

    /// <summary>The denominator of SDs; null where the paper does not say.</summary>
    public StatedSdDenominator? SdDenominator { get; init; }

    /// <summary>Whether p-values are one- or two-sided; null where the paper does not say.</summary>
    public StatedSides? Sides { get; init; }
}

/// <summary>What a paper says of missing values.</summary>
public enum StatedCompleteness
{
    /// <summary>None is missing: every number is of all women of its group.</summary>
    Complete,

    /// <summary>Some are missing.</summary>
    Some,
}

/// <summary>What a paper says of its rounding.</summary>
public enum StatedRounding
{
    /// <summary>To the nearest.</summary>
    Nearest,

    /// <summary>To the nearest, ties away from zero.</summary>
    HalfUp,

    /// <summary>To the nearest, ties to even.</summary>
    HalfEven,

    /// <summary>Digits cut off.</summary>
    Truncated,

    /// <summary>Away from zero.</summary>
    Ceiling,
}

/// <summary>What a paper says of its standard deviations.</summary>
public enum StatedSdDenominator
{
    /// <summary>Of a sample: n - 1.</summary>
    NMinusOne,

    /// <summary>Of the women themselves: n.</summary>
    N,
}

/// <summary>Every printed number of a paper, with the groups, variables, comparisons and claims they belong to.</summary>
/// <param name="Paper">What the paper says of itself.</param>
/// <param name="Numbers">The printed numbers, in the order of <c>numbers.csv</c>.</param>
/// <param name="Variables">The variables.</param>
/// <param name="Groups">The groups.</param>
/// <param name="Comparisons">The comparisons.</param>
/// <param name="Claims">The claims.</param>
public sealed record Ledger(
    PaperInfo Paper, IReadOnlyList<LedgerNumber> Numbers, IReadOnlyList<Variable> Variables,
    IReadOnlyList<Group> Groups, IReadOnlyList<Comparison> Comparisons, IReadOnlyList<Claim> Claims)
{
    /// <summary>The <c>table</c> of a number printed in running text.</summary>
    public const string Text = "text";
}
