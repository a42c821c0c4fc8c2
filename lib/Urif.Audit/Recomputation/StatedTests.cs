namespace Urif.Audit;

/// <summary>What the test that a paper states for one number leaves of the tests tried.</summary>
internal static class StatedTests
{
    /// <summary>
    /// The alternatives by the stated test, which then count as stated; all where none is stated. What is no test (a statistic
    /// looked up, a misprint) stays.
    /// </summary>
    public static IReadOnlyList<Attainable> Narrow(IReadOnlyList<Attainable> alternatives, NumberFacts facts)
    {
        if (facts.Test is null && facts.Scope is null) return alternatives;
        var methods = facts.Test is { } test ? MethodsOf(test) : null;
        var found = new List<Attainable>(alternatives.Count);
        foreach (var a in alternatives)
        {
            if (a.Convention is not Convention.Test c)
            {
                found.Add(a);
                continue;
            }

            if (methods is not null && !methods.Contains(c.Method)) continue;
            if (facts.Scope is { } scope && c.Scope is { } of && scope != of) continue;
            found.Add(methods is null && facts.Scope is null ? a
                : a with { Stated = a.Stated || (c.Among is null && (methods is not null || c.Method == TestMethod.Pearson)) });
        }

        return found;
    }

    /// <summary>Whether two arms' means, counts or quartiles give the test.</summary>
    public static bool IsOfSummaries(StatedTest test) => MethodsOf(test).Count > 0;

    /// <summary>The stated test of a row of means.</summary>
    public static TestMethod OfMeans(LedgerIndex paper, LedgerNumber statistic, LedgerNumber p) =>
        (p.Facts.Test ?? statistic.Facts.Test) switch
        {
            StatedTest.Student => TestMethod.Student,
            StatedTest.Welch => TestMethod.Welch,
            StatedTest.Paired => TestMethod.PairedT,
            _ => paper.Ledger.Paper.MeansTest,
        };

    private static IReadOnlyList<TestMethod> MethodsOf(StatedTest test) => test switch
    {
        StatedTest.Student => [TestMethod.Student],
        StatedTest.Welch => [TestMethod.Welch],
        StatedTest.Paired => [TestMethod.PairedT],
        StatedTest.MannWhitney =>
            [TestMethod.MannWhitney, TestMethod.MannWhitneyCorrected, TestMethod.MannWhitneyExact, TestMethod.KruskalWallis],
        StatedTest.Pearson => [TestMethod.Pearson, TestMethod.ChiSquare],
        StatedTest.Yates => [TestMethod.Yates, TestMethod.ChiSquare],
        StatedTest.Fisher or StatedTest.FisherFreemanHalton =>
            [TestMethod.Fisher, TestMethod.CentralFisher, TestMethod.FisherFreemanHalton],
        // Of two groups, F is the square of t, and H that of z.
        StatedTest.Anova => [TestMethod.Student, TestMethod.OneWayAnova, TestMethod.WelchAnova, TestMethod.Welch],
        StatedTest.KruskalWallis => [TestMethod.KruskalWallis, TestMethod.MannWhitney],
        StatedTest.Trend => [TestMethod.LinearByLinear, TestMethod.Pearson, TestMethod.NMinusOne, TestMethod.MannWhitney],
        _ => [],
    };
}
