namespace Urif.Audit;

/// <summary>The words that a ledger's files use for the members of enumerations, in the order of the members.</summary>
public static class LedgerWords
{
    /// <summary>The words for <see cref="Statistic"/>.</summary>
    internal static readonly string[] Statistics =
        ["n", "percent", "mean", "sd", "median", "q1", "q3", "t", "z", "chi2", "p", "odds_ratio", "ci_low", "ci_high"];

    /// <summary>The words for <see cref="VariableKind"/>.</summary>
    internal static readonly string[] VariableKinds = ["continuous", "count", "binary", "size"];

    /// <summary>The words for <see cref="ClaimKind"/>.</summary>
    internal static readonly string[] ClaimKinds = ["difference", "no_difference", "adjusted_association"];

    /// <summary>The word for a statistic.</summary>
    public static string Of(Statistic statistic) => Statistics[(int)statistic];

    /// <summary>The word for a test that a paper can state.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A ledger has no word for the test.</exception>
    public static string Of(TestMethod test) => test switch
    {
        TestMethod.Student => "student",
        TestMethod.Welch => "welch",
        TestMethod.MannWhitney => "mann-whitney",
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
        (statistic is Statistic.N or Statistic.Sd or Statistic.OddsRatio ? "an " : "a ") + Of(statistic);

    /// <summary>Whether a statistic describes a comparison of groups, not one group.</summary>
    internal static bool IsOfComparison(Statistic statistic) => statistic >= Statistic.T;
}
