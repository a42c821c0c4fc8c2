using System.Reflection;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting.Tests.Sentences;

/// <summary>Every convention, reason and check is said in English and in Chinese.</summary>
public class SentenceTests
{
    // Proper names and formulas that Chinese papers print as they are.
    private static readonly HashSet<string> Names = ["Student", "Welch", "Pearson", "Yates", "Wald", "Fisher", "mid-p", "N - 1",
        "Fisher-Freeman-Halton", "Miettinen-Nurminen", "Newcombe"];

    private static readonly CheckResult[] Checks = [.. Reports.Real.Numbers.SelectMany(n => n.Checks)];

    private static readonly Reason.FromMeans Means = Checks.Select(c => c.Reason).OfType<Reason.FromMeans>().First();

    private static readonly Variable Outcome = Reports.Real.Ledger.Variables.First(v => v.Id == "clinical_pregnancy");

    public static TheoryData<string> Conventions => [.. Kinds(typeof(Convention)).Select(k => k.Name)];

    public static TheoryData<string> Reasons => [.. Kinds(typeof(Reason)).Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Conventions))]
    public void A_convention_has_a_name_in_both_languages(string kind)
    {
        foreach (var convention in Made<Convention>(kind))
        {
            var name = convention.Name();
            Assert.True(IsEnglish(name.En), $"{convention}: {name.En}");
            Assert.True(HasHan(name.Zh) || (name.Zh == name.En && Names.Contains(name.En)), $"{convention}: {name.Zh}");
        }
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void A_reason_is_a_sentence_in_both_languages(string kind)
    {
        foreach (var reason in Made<Reason>(kind)) AssertSentence(Checks[0] with { Reason = reason, Variant = null });
    }

    [Fact]
    public void The_sentences_of_the_paper_name_the_convention_by_which_a_number_passes()
    {
        Assert.Contains(Checks, c => c.Variant is not null);
        foreach (var check in Checks)
        {
            AssertSentence(check);
            if (check.Variant?.Name() is not { } variant) continue;
            Assert.Contains(variant.En, check.Explanation().En, StringComparison.Ordinal);
            Assert.Contains(variant.Zh, check.Explanation().Zh, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_test_among_the_women_with_an_outcome_is_named_in_Chinese() =>
        Assert.Equal(
            new("Pearson among clinical pregnancy", "Pearson（临床妊娠者中）"),
            new Convention.Test(TestMethod.Pearson, Outcome).Name());

    [Fact]
    public void Claims_findings_and_suggestions_of_the_paper_are_said_in_both_languages()
    {
        Localized[] all =
        [
            .. Reports.Real.Claims.Select(c => c.Explanation()), .. Reports.Real.Findings.Select(f => f.Sentence()),
            .. Reports.Real.Suggestions.Select(s => s.Explanation()),
        ];
        Assert.All(all, s => Assert.True(IsEnglish(s.En) && HasHan(s.Zh), s.ToString()));
    }

    [Fact]
    public void Every_check_of_the_catalogue_asks_its_own_question()
    {
        Assert.Equal(CheckCatalogue.All.Count, CheckCatalogue.All.Select(c => c.Name).Distinct().Count());
        foreach (var check in CheckCatalogue.All)
        {
            foreach (var text in new[] { CheckText.Question(check.Name), CheckText.Failure(check.Name) })
                Assert.True(text.En != check.Name && IsEnglish(text.En) && HasHan(text.Zh), text.ToString());
        }
    }

    private static void AssertSentence(CheckResult check)
    {
        var text = check.Explanation();
        Assert.True(IsEnglish(text.En) && text.En.EndsWith('.'), text.En);
        Assert.True((HasHan(text.Zh) || !text.En.Any(char.IsAsciiLetter)) && text.Zh.EndsWith('。'), text.Zh);
    }

    private static bool IsEnglish(string text) => text.Length > 0 && !HasHan(text);

    private static bool HasHan(string text) => text.Any(c => c is >= '\u4e00' and <= '\u9fff');

    private static IEnumerable<Type> Kinds(Type family) => family.GetNestedTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(family));

    /// <summary>A kind with every combination of sample values for what it holds.</summary>
    private static IEnumerable<T> Made<T>(string kind)
    {
        var constructor = Kinds(typeof(T)).Single(k => k.Name == kind).GetConstructors().Single();
        IEnumerable<object?[]> all = [[]];
        foreach (var parameter in constructor.GetParameters())
            all = all.SelectMany(a => Samples(parameter).Select(s => (object?[])[.. a, s])).ToList();
        return all.Select(a => (T)constructor.Invoke(a));
    }

    private static IEnumerable<object?> Samples(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Statistic)) return [Statistic.P, Statistic.Z];
        if (type.IsEnum) return Enum.GetValues(type).Cast<object?>();
        var number = Means.Number;
        var attainable = new Attainable(new Convention.Test(TestMethod.Pearson), true, new Interval(0.01, 0.02));
        return type switch
        {
            _ when type == typeof(LedgerNumber) => [number],
            _ when type == typeof(IReadOnlyList<LedgerNumber>) => [new[] { number, number }],
            _ when type == typeof(ArmEntry) => [Means.First],
            _ when type == typeof(IReadOnlyList<ArmEntry>) => [new[] { Means.First, Means.Second }],
            _ when type == typeof(IReadOnlyList<IReadOnlyList<int>>) => [(int[][])[[1, 2], [3, 4]]],
            _ when type == typeof(Variable) => new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable ? [null, Outcome] : [Outcome],
            _ when type == typeof(Group) => [Means.First.Group],
            _ when type == typeof(Convention) => [new Convention.Plain(), new Convention.OtherEndings()],
            _ when type == typeof(IReadOnlyList<Attainable>) => [new[] { attainable }],
            _ when type == typeof(IReadOnlyList<Convention>) => [Array.Empty<Convention>()],
            _ when type == typeof(IReadOnlyList<CrudeError>) => [new[] { new CrudeError(new(Means.First, Means.Second, true), 0.3) }],
            _ when type == typeof(Interval) => [new Interval(1, 2)],
            _ when type == typeof(IntervalUnion) => [new IntervalUnion([new Interval(1, 2)]), IntervalUnion.Empty],
            _ when type == typeof(bool) => [true, false],
            _ when type == typeof(int) => [3],
            _ when type == typeof(int?) => [null, 3],
            _ when type == typeof(Verdict?) => [null, Verdict.NotReproduced],
            _ when type == typeof(double) => [0.9],
            _ when type == typeof(decimal) => [3m],
            _ when type == typeof(string) => ["2"],
            _ => throw new NotSupportedException($"no sample of {type}"),
        };
    }
}
