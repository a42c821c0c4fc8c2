namespace Urif.Audit;

/// <summary>
/// What the paper says of one printed number beyond its row and column: the optional columns of <c>numbers.csv</c>. Null is
/// what the paper does not state.
/// </summary>
/// <param name="Denominator">The women of whom a count or percent is a part.</param>
/// <param name="Test">The test behind a statistic or p.</param>
/// <param name="Sides">Whether a p is one- or two-sided.</param>
/// <param name="Scope">Whether a test is of one level of a partition or of all of it.</param>
/// <param name="Estimator">How an estimate was made.</param>
/// <param name="Interval">How a confidence limit was made.</param>
/// <param name="Time">When it was measured, in the paper's words; empty where there is one time only.</param>
/// <param name="Unit">What is counted; null where the ledger says nothing else than women.</param>
public sealed record NumberFacts(
    Denominator? Denominator = null, StatedTest? Test = null, StatedSides? Sides = null, TestScope? Scope = null,
    StatedEstimator? Estimator = null, StatedInterval? Interval = null, string Time = "", AnalysisUnit? Unit = null)
{
    /// <summary>Nothing stated.</summary>
    public static NumberFacts None { get; } = new();
}

/// <summary>The women, or whatever is counted, of whom a count or percent is a part.</summary>
/// <param name="Kind">Which they are.</param>
/// <param name="Outcome">For <see cref="DenominatorKind.Outcome"/> the variable whose women they are; otherwise null.</param>
public sealed record Denominator(DenominatorKind Kind, Variable? Outcome = null);

/// <summary>Which women a denominator is.</summary>
public enum DenominatorKind
{
    /// <summary>All women of the group.</summary>
    Group,

    /// <summary>The women of the row over all arms (row percents).</summary>
    Row,

    /// <summary>The women of the group who have a value.</summary>
    Valid,

    /// <summary>Others, whom the ledger does not name.</summary>
    Other,

    /// <summary>The women of the group with another outcome of the ledger.</summary>
    Outcome,
}

/// <summary>The tests that a paper can name behind a statistic or p.</summary>
public enum StatedTest
{
    /// <summary>Student's t test of two groups.</summary>
    Student,

    /// <summary>Welch's t test.</summary>
    Welch,

    /// <summary>A paired t test.</summary>
    Paired,

    /// <summary>The Mann-Whitney (rank-sum) test.</summary>
    MannWhitney,

    /// <summary>Wilcoxon's signed-rank test, of pairs.</summary>
    Wilcoxon,

    /// <summary>Pearson's chi-square test.</summary>
    Pearson,

    /// <summary>The chi-square test with Yates's correction.</summary>
    Yates,

    /// <summary>Fisher's exact test of two by two.</summary>
    Fisher,

    /// <summary>The exact test of more rows or columns.</summary>
    FisherFreemanHalton,

    /// <summary>McNemar's test, of pairs.</summary>
    McNemar,

    /// <summary>The log-rank test.</summary>
    LogRank,

    /// <summary>Analysis of covariance.</summary>
    Ancova,

    /// <summary>Analysis of variance.</summary>
    Anova,

    /// <summary>The Kruskal-Wallis test.</summary>
    KruskalWallis,

    /// <summary>Tukey's or another test of pairs after a test of all groups.</summary>
    Tukey,

    /// <summary>A test of an adjusted model.</summary>
    Adjusted,

    /// <summary>A test for trend.</summary>
    Trend,

    /// <summary>Another test.</summary>
    Other,
}

/// <summary>How many tails a p has.</summary>
public enum StatedSides
{
    /// <summary>One.</summary>
    One,

    /// <summary>Two.</summary>
    Two,
}

/// <summary>What of a partition a test is of.</summary>
public enum TestScope
{
    /// <summary>One level against the rest.</summary>
    Level,

    /// <summary>All levels at once.</summary>
    Partition,
}

/// <summary>How an estimate can be made.</summary>
public enum StatedEstimator
{
    /// <summary>From the counts or means alone.</summary>
    Crude,

    /// <summary>Logistic regression.</summary>
    Logistic,

    /// <summary>Firth's penalised regression.</summary>
    Firth,

    /// <summary>Conditional or exact.</summary>
    Exact,

    /// <summary>Poisson or log-binomial regression.</summary>
    Poisson,

    /// <summary>Cox regression.</summary>
    Cox,

    /// <summary>Generalised estimating equations, or a mixed model.</summary>
    Gee,

    /// <summary>Weighted, as by propensity scores.</summary>
    Weighted,

    /// <summary>Kaplan and Meier's, of a share that depends on follow-up.</summary>
    KaplanMeier,

    /// <summary>Another.</summary>
    Other,
}

/// <summary>How a confidence interval can be made.</summary>
public enum StatedInterval
{
    /// <summary>From a standard error, symmetric on its scale.</summary>
    Wald,

    /// <summary>From the profile likelihood (R's <c>confint</c>).</summary>
    Profile,

    /// <summary>Exact.</summary>
    Exact,

    /// <summary>By bootstrap.</summary>
    Bootstrap,

    /// <summary>From a robust (sandwich) standard error.</summary>
    Robust,

    /// <summary>From a standard error for clusters.</summary>
    Clustered,

    /// <summary>From the score test (Wilson, Newcombe, Miettinen-Nurminen).</summary>
    Score,

    /// <summary>Another.</summary>
    Other,
}

/// <summary>What one unit of a count is.</summary>
public enum AnalysisUnit
{
    /// <summary>A woman.</summary>
    Women,

    /// <summary>A treatment cycle.</summary>
    Cycles,

    /// <summary>A transfer.</summary>
    Transfers,

    /// <summary>An oocyte.</summary>
    Oocytes,

    /// <summary>An embryo.</summary>
    Embryos,

    /// <summary>A gestational sac.</summary>
    Sacs,

    /// <summary>A pregnancy.</summary>
    Pregnancies,

    /// <summary>A newborn.</summary>
    Newborns,

    /// <summary>Something else.</summary>
    Other,
}
