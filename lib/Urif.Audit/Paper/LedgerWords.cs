namespace Urif.Audit;

/// <summary>The words that a ledger's files use for the members of enumerations, in the order of the members.</summary>
public static class LedgerWords
{
    /// <summary>The words for <see cref="Statistic"/>.</summary>
    internal static readonly string[] Statistics =
    [
        "n", "valid_n", "percent", "mean", "sd", "se", "median", "q1", "q3", "iqr", "min", "max", "t", "z", "chi2", "f", "h", "r", "df",
            "df2",
        "p", "odds_ratio", "risk_ratio", "hazard_ratio", "risk_difference", "mean_difference", "ci_low", "ci_high",
    ];

    /// <summary>The words for <see cref="VariableKind"/>.</summary>
    internal static readonly string[] VariableKinds = ["continuous", "count", "binary", "size"];

    /// <summary>The words for <see cref="ClaimKind"/>.</summary>
    internal static readonly string[] ClaimKinds = ["difference", "no_difference", "adjusted_association"];

    /// <summary>The words for <see cref="DenominatorKind"/>, but for an outcome, which is named by its variable.</summary>
    internal static readonly string[] Denominators = ["group", "row", "valid", "other"];

    /// <summary>The words for <see cref="StatedTest"/>.</summary>
    internal static readonly string[] Tests =
    [
        "student", "welch", "paired", "mann-whitney", "wilcoxon", "pearson", "yates", "fisher", "fisher-freeman-halton", "mcnemar",
        "log-rank", "ancova", "anova", "kruskal-wallis", "tukey", "adjusted", "trend", "other",
    ];

    /// <summary>The words for <see cref="StatedSides"/>.</summary>
    internal static readonly string[] Sides = ["one", "two"];

    /// <summary>The words for <see cref="TestScope"/>.</summary>
    internal static readonly string[] Scopes = ["level", "partition"];

    /// <summary>The words for <see cref="StatedEstimator"/>.</summary>
    internal static readonly string[] Estimators =
        ["crude", "logistic", "firth", "exact", "poisson", "cox", "gee", "weighted", "kaplan-meier", "other"];

    /// <summary>The words for <see cref="StatedInterval"/>.</summary>
    internal static readonly string[] Intervals = ["wald", "profile", "exact", "bootstrap", "robust", "clustered", "score", "other"];

    /// <summary>The words for <see cref="AnalysisUnit"/>.</summary>
    internal static readonly string[] Units =
        ["women", "cycles", "transfers", "oocytes", "embryos", "sacs", "pregnancies", "newborns", "other"];

    /// <summary>The words for <see cref="StatedCompleteness"/>.</summary>
    internal static readonly string[] Completeness = ["complete", "some"];

    /// <summary>The words for <see cref="StatedRounding"/>.</summary>
    internal static readonly string[] Roundings = ["nearest", "half-up", "half-even", "truncated", "ceiling"];

    /// <summary>The words for <see cref="StatedSdDenominator"/>.</summary>
    internal static readonly string[] SdDenominators = ["n-1", "n"];

    // Names of other quantities and tests than the ledger's, which are near to one of its words and not a misspelling of it.
    private static readonly HashSet<string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        "cv", "mad", "mode", "range", "var", "variance", "smd", "rho", "tau", "manova", "mancova", "rate_ratio", "mean_ratio",
        "incidence_rate_ratio", "sem", "rr", "hr", "or", "aor", "md", "rd", "ir", "d", "g",
    };

    /// <summary>The word for a statistic.</summary>
    public static string Of(Statistic statistic) => Statistics[(int)statistic];

    /// <summary>The word for a test that a paper can state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A ledger has no word for the test.</exception>
    public static string Of(TestMethod test) => test switch
    {
        TestMethod.Student => "student",
        TestMethod.Welch => "welch",
        TestMethod.MannWhitney => "mann-whitney",
        TestMethod.PairedT => "paired",
        TestMethod.WilcoxonSignedRank => "wilcoxon",
        TestMethod.OneWayAnova => "anova",
        TestMethod.KruskalWallis => "kruskal-wallis",
        TestMethod.Pearson => "pearson",
        TestMethod.Yates => "yates",
        TestMethod.NMinusOne => "n-1",
        TestMethod.LikelihoodRatio => "likelihood-ratio",
        TestMethod.Fisher => "fisher",
        TestMethod.MidP => "mid-p",
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "a ledger cannot state this test"),
    };

    /// <summary>The word for a statistic with its indefinite article, for messages.</summary>
    internal static string WithArticle(Statistic statistic) =>
        (statistic is Statistic.N or Statistic.Sd or Statistic.Se or Statistic.OddsRatio or Statistic.Iqr or Statistic.F or Statistic.H
            or Statistic.R ? "an " : "a ") + Of(statistic);

    /// <summary>Whether a word is the name of something else, so that it is nobody's misspelling.</summary>
    internal static bool HasAnotherMeaning(string word) => Others.Contains(word);

    /// <summary>Whether a statistic describes one group, never a comparison.</summary>
    public static bool IsOfGroup(Statistic statistic) => statistic <= Statistic.Max && statistic != Statistic.Se;

    /// <summary>Whether a statistic can describe one group or a comparison: a limit, a standard error, degrees of freedom, r.</summary>
    internal static bool IsOfEither(Statistic statistic) =>
        statistic is Statistic.Se or Statistic.R or Statistic.Df or Statistic.Df2 or Statistic.CiLow or Statistic.CiHigh;

    /// <summary>Whether a statistic is a ratio, which is not negative.</summary>
    internal static bool IsRatio(Statistic statistic) => statistic is Statistic.OddsRatio or Statistic.RiskRatio or Statistic.HazardRatio;

    // What tables of reproductive medicine count beside women.
    private static readonly string[] OtherUnits =
    [
        "cycle", "transfer", "oocyte", "embryo", "blastocyst", "follicle", "sac", "implantation", "fertiliz", "fertilis", "fetus",
            "newborn",
    ];

    /// <summary>Whether a variable's name or label names something that a woman can have several of.</summary>
    internal static bool NamesOtherUnits(Variable variable) => Array.Exists(OtherUnits, w =>
        variable.Id.Contains(w, StringComparison.OrdinalIgnoreCase) || variable.Label.En.Contains(w, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a variable's unit counts; null where it is women, or no unit that the ledger knows.</summary>
    internal static AnalysisUnit? UnitOf(string unit) =>
        Array.IndexOf(Units, unit) is > 0 and var at && at < (int)AnalysisUnit.Other ? (AnalysisUnit)at : null;
}
