using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>Every rule and step has its sentence in both languages.</summary>
public sealed class CohortTextTests
{
    [Fact]
    public void Every_rule_has_a_title_and_a_source_of_its_own_kind()
    {
        var rules = CohortRules.Of(StudyDesign.Default).All;
        foreach (var rule in rules)
        {
            Assert.All([CohortText.Title(rule), CohortText.Source(rule)], t =>
            {
                Assert.False(string.IsNullOrWhiteSpace(t.En) || string.IsNullOrWhiteSpace(t.Zh), rule.Id);
                Assert.NotEqual(t.En, t.Zh);
            });
        }

        Assert.Equal(rules.Count, rules.Select(r => CohortText.Title(r).En).Distinct().Count());
        Assert.Equal(rules.Count, rules.Select(r => CohortText.Title(r).Zh).Distinct().Count());
    }

    [Fact]
    public void Criteria_have_the_paper_s_number_as_their_source()
    {
        var criteria = CohortRules.Of(StudyDesign.Default).All.Where(r => r.Kind is RuleKind.Inclusion or RuleKind.Exclusion).ToList();
        Assert.Equal(["1", "2", "2", "2", "3", "4", "1", "2", "3", "4", "5", "6", "7", "8"], criteria.Select(c => CohortText.Source(c).En[^2..^1]));
        Assert.All(criteria, c => Assert.StartsWith("paper, 1.1, ", CohortText.Source(c).En, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_step_of_the_flow_says_why_rows_leave_and_what_remains() =>
        Assert.Equal(6, Enum.GetValues<FlowStage>().SelectMany(s => new[] { CohortText.Leaving(s), CohortText.Remaining(s) }).Distinct().Count());
}
