using System.Reflection;
using System.Text.RegularExpressions;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;
using Urif.Synthesis;

namespace Urif.Reporting.Tests;

/// <summary>Every kind of reason that tables, models and readings give has a sentence in both languages.</summary>
public sealed partial class SentenceTests
{
    private static readonly Lazy<Ledger> Paper = new(() => LedgerReader.Read(Repository.PathOf("data", "paper")));

    // What holds decisions; an enumeration that one of these gets has to get sentences too.
    private static readonly Type[] Decisions =
        [typeof(Conflict), typeof(ConflictReason), typeof(CompatibleRange), typeof(Assumption), typeof(CohortTable), typeof(GroupSummary), typeof(TestDecision), typeof(TableTest), typeof(Estimated<double>), typeof(ReleasedNumber)];

    private static readonly Dictionary<Type, Func<Enum, Localized>> Sentences = new()
    {
        [typeof(ConflictKind)] = kind => SynthesisText.Reason(ConflictOf((ConflictKind)kind)),
        [typeof(RangedQuantity)] = quantity => SynthesisText.Quantity(RangeOf((RangedQuantity)quantity)),
        [typeof(AssumptionKind)] = kind => AssumptionText.What(
            new((AssumptionKind)kind, Paper.Value.Groups[0], "early_loss", "age", 0, 0, null), Paper.Value),
        [typeof(TableNote)] = note => TableText.Of((TableNote)note, new() { SuppressBelow = 5, RoundTo = 5 }),
        [typeof(SummaryAbsence)] = absence => TableText.Of((SummaryAbsence)absence),
        [typeof(NoTestReason)] = reason => TableText.Of((NoTestReason)reason),
        [typeof(TestKind)] = kind => TableText.Test((TestKind)kind),
        [typeof(DecisionRule)] = rule => TableText.Decision(RowOf((DecisionRule)rule, NormalityFinding.NotAllNormal), new()),
        [typeof(NormalityFinding)] = finding => TableText.Decision(RowOf(DecisionRule.NoTest, (NormalityFinding)finding), new()),
        [typeof(WithheldReason)] = reason => DisclosureText.Of((WithheldReason)reason),
        [typeof(NoEstimateReason)] = reason => ModelText.Of((NoEstimateReason)reason),
    };

    public static TheoryData<Type> Kinds => [.. Sentences.Keys];

    [Fact]
    public void Every_enumeration_of_a_decision_has_sentences()
    {
        var found = Decisions.SelectMany(d => d.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Select(p => p.PropertyType)
            .SelectMany(t => t.IsGenericType ? t.GetGenericArguments() : [t]).Where(t => t.IsEnum).ToHashSet();
        Assert.Equal(Sentences.Keys.Select(t => t.Name).Order(), found.Select(t => t.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_value_has_a_sentence_of_its_own_in_both_languages(Type kind)
    {
        var sentences = Enum.GetValues(kind).Cast<Enum>().Select(Sentences[kind]).ToList();
        Assert.All(sentences, s => Assert.Matches("[A-Za-z]", s.En));
        Assert.All(sentences, s => Assert.DoesNotMatch(Han(), s.En));
        Assert.All(sentences, s => Assert.Matches(Han(), s.Zh));
        Assert.Equal(sentences.Count, sentences.Select(s => s.En).Distinct().Count());
        Assert.Equal(sentences.Count, sentences.Select(s => s.Zh).Distinct().Count());
    }

    [Fact]
    public void Choices_in_the_notes_of_a_table_have_sentences_of_their_own()
    {
        Localized[] quartiles = [.. Enum.GetValues<QuantileType>().Select(q => TableText.Of(TableNote.Quartiles, new() { Quantiles = q }))],
            denominators = [.. Enum.GetValues<OutcomeDenominator>().Select(d => TableText.Of(TableNote.Denominator, new() { Denominator = d }))];
        Assert.Equal((3, 3), (quartiles.Distinct().Count(), denominators.Distinct().Count()));
    }

    [Fact]
    public void A_decision_names_the_papers_choice_and_still_shows_the_test_of_normality()
    {
        var sentence = TableText.Decision(RowOf(DecisionRule.AsPrinted, NormalityFinding.NotAllNormal), new());
        Assert.Equal("Shapiro-Wilk p <0.001, –, not above 0.05 throughout; by the paper's choice mean ± SD, Student's t-test", sentence.En);
        Assert.Equal("Shapiro-Wilk 检验 P 值 <0.001、–，未均＞0.05；按论文所列采用均数±标准差，独立样本 t 检验", sentence.Zh);
    }

    [Fact]
    public void A_sample_of_a_large_group_is_told()
    {
        var row = RowOf(DecisionRule.AsPrinted, NormalityFinding.AllNormal);
        row = row with { Decision = row.Decision with { Normality = [new(5000, true, 0.99, 0.2, true), row.Decision.Normality[1]] } };
        Assert.EndsWith("Student's t-test (groups of more than 5000: of a sample of so many)", TableText.Decision(row, new()).En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SummaryKind.MeanSd, "1.00±0.50", "1.00±0.50")]
    [InlineData(SummaryKind.MedianQuartiles, "2.00 (1.00–3.00)", "2.00（1.00～3.00）")]
    [InlineData(SummaryKind.CountPercent, "7 (35.00)", "7（35.00）")]
    public void Chinese_pages_set_numbers_in_brackets_of_their_own(SummaryKind kind, string en, string zh)
    {
        var summary = new GroupSummary
        {
            Used = Count(20), Missing = Count(0), Mean = 1, StandardDeviation = 0.5, Median = 2, LowerQuartile = 1, UpperQuartile = 3, Count = Count(7), Percent = 35, Printed = en,
        };
        Assert.Equal(new Localized(en, zh), TableText.Summary(kind, summary));
        Assert.Equal(new Localized("*", "*"), TableText.Summary(kind, summary with { Printed = "*", Absence = SummaryAbsence.Hidden }));
    }

    private static Conflict ConflictOf(ConflictKind kind)
    {
        var group = Paper.Value.Groups.First(g => g.Conditions.Count > 0);
        var numbers = Paper.Value.Numbers.Where(n => n.Group == group.Id).Take(2).ToList();
        return new(group, numbers, numbers[0], new(kind, 21)
        {
            Assumed = [("fpg", new(3.5, 6.99)), ("fins", new(1, 100))], Side = new("homa_ir", ">=", 2.14), CountBelow = 3,
        });
    }

    private static CompatibleRange RangeOf(RangedQuantity quantity) => quantity is RangedQuantity.T or RangedQuantity.Z
        ? new(quantity, null, Paper.Value.Comparisons[0], Paper.Value.Variables[0], new(1, 2), null)
        : new(quantity, Paper.Value.Groups[0], null, Paper.Value.Variables[0], new(1, 2), null);

    private static TableRow RowOf(DecisionRule rule, NormalityFinding finding)
    {
        var isBinary = rule is DecisionRule.SmallExpectedCount or DecisionRule.ExpectedCountsLargeEnough or DecisionRule.TestedOnFirstRow or DecisionRule.Suppressed
            or DecisionRule.ExactTooLong;
        var isAsked = rule is DecisionRule.AsPrinted or DecisionRule.AsDesigned;
        var isMean = rule == DecisionRule.AllNormal || isAsked;
        var group = new GroupSummary { Used = Count(20), Missing = Count(0), Printed = "" };
        return new()
        {
            Variable = TableVariable.Of(StudyDesign.Default, "age") with
            {
                Summary = isAsked ? SummaryKind.MeanSd : null,
                IsSummaryOfDesign = rule == DecisionRule.AsDesigned,
            },
            Summary = isMean ? SummaryKind.MeanSd : SummaryKind.MedianQuartiles,
            Groups = [group, group, group with { Used = Count(0) }],
            Test = null,
            Decision = new(rule, [new(20, false, 0.8, 0.0001, false), new(0, false, null, null, false), new(0, false, null, null, false)], isBinary ? 4.5 : null)
            {
                Finding = isBinary ? null
                    : rule == DecisionRule.AllNormal ? NormalityFinding.AllNormal
                    : rule == DecisionRule.NormalityUnknown ? NormalityFinding.Unknown
                    : finding,
                Against = rule == DecisionRule.NoTest ? NoTestReason.AllEqual : null,
            },
            StandardizedDifference = null,
            StandardizedDifferencePrinted = "",
        };
    }

    private static CellCount Count(int count) => new(count, CountVisibility.Shown, NumberFormat.Whole(count));

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();
}
