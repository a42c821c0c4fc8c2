using System.Globalization;

namespace Urif.Repro.Cohorts;

/// <summary>
/// Checks every row of a cohort: values that cannot be true, rows that contradict themselves, rows that are there twice, the
/// paper's criteria, and what the tables need.
/// </summary>
public static class CohortCheck
{
    /// <summary>Checks a cohort.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="options">How; null for the strict defaults.</param>
    public static CohortCheckResult Run(Cohort cohort, CohortCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        options ??= new();
        var tests = CohortRules.Tests;
        var results = new RuleResult[tests.Count];
        var reasons = new short[cohort.Count];
        Array.Fill(reasons, CohortCheckResult.NoReason);
        for (var i = 0; i < tests.Count; i++)
        {
            var test = tests[i];
            var isCriterion = test.Rule.Kind is RuleKind.Inclusion or RuleKind.Exclusion;
            var assessed = (test.Columns.Count == 0 || test.Columns.Any(cohort.Has)) && (options.ApplyEligibility || !isCriterion);
            if (!assessed)
            {
                results[i] = new(test.Rule, [], 0, false);
                continue;
            }

            var find = test.Prepare(cohort, options);
            var broken = new List<int>();
            var notDocumented = 0;
            for (var row = 0; row < reasons.Length; row++)
            {
                var finding = find(row);
                if (finding == CohortRules.Finding.Kept) continue;
                if (finding == CohortRules.Finding.Broken) broken.Add(row);
                else
                {
                    notDocumented++;
                    if (options.Undocumented == UndocumentedCriterion.Accept) continue;
                }

                if (reasons[row] == CohortCheckResult.NoReason)
                    reasons[row] = (short)(2 * i + (finding == CohortRules.Finding.NotDocumented ? 1 : 0));
            }

            results[i] = new(test.Rule, [.. broken], notDocumented, true);
        }

        return new(cohort, options, results, reasons);
    }
}

/// <summary>What a check found: for each rule the rows that break it, for each row why it is not analysed, and the flow.</summary>
public sealed class CohortCheckResult
{
    internal const short NoReason = -1;

    private readonly short[] reasons;

    internal CohortCheckResult(Cohort cohort, CohortCheckOptions options, IReadOnlyList<RuleResult> rules, short[] reasons)
    {
        (Cohort, Options, Rules, this.reasons) = (cohort, options, rules, reasons);
        var errors = new bool[cohort.Count];
        foreach (var rule in rules)
        {
            if (!rule.Rule.IsError) continue;
            foreach (var row in rule.Rows) errors[row] = true;
        }

        ErrorRows = errors.Count(e => e);
        (Women, WomenWithSeveralRows) = WomenAndCycles.Count(cohort.Women, WomenAndCycles.Repeated(cohort));
        Flow = MakeFlow();
    }

    /// <summary>The cohort that was checked.</summary>
    public Cohort Cohort { get; }

    /// <summary>How it was checked.</summary>
    public CohortCheckOptions Options { get; }

    /// <summary>The rules, in the order in which they are applied. A row may break several.</summary>
    public IReadOnlyList<RuleResult> Rules { get; }

    /// <summary>How many rows hold an error.</summary>
    public int ErrorRows { get; }

    /// <summary>How many women there are.</summary>
    public int Women { get; }

    /// <summary>How many of them have several rows.</summary>
    public int WomenWithSeveralRows { get; }

    /// <summary>The flow from screened to analysed; rows with errors leave at its first step, whatever the options.</summary>
    public CohortFlow Flow { get; }

    /// <summary>Whether rows hold errors and the options do not exclude them: then there is no analysed cohort.</summary>
    public bool Refused => ErrorRows > 0 && Options.Errors == Cohorts.ErrorRows.Refuse;

    /// <summary>The rows that are analysed.</summary>
    /// <exception cref="InputException">Rows hold errors, and the options do not exclude them.</exception>
    public CohortSelection Analysed
    {
        get
        {
            if (Refused)
            {
                var first = Rules.First(r => r.Rule.IsError && r.Count > 0);
                throw new InputException($"{Cohort.Name}, {Cohort.PositionOf(first.Rows[0])}",
                    string.Create(CultureInfo.InvariantCulture, $"{first.Rule.Title.En} ({ErrorRows} row{(ErrorRows == 1 ? " holds an error" : "s hold errors")} in all)"),
                    "correct the file, or have rows with errors excluded");
            }

            var rows = new int[Flow.Analysed];
            var next = 0;
            for (var row = 0; row < reasons.Length; row++)
                if (reasons[row] == NoReason) rows[next++] = row;
            return new(Cohort, rows);
        }
    }

    /// <summary>Why a row is not analysed; null where it is.</summary>
    public Exclusion? ReasonOf(int row) => reasons[row] == NoReason ? null : new(Rules[reasons[row] / 2].Rule, reasons[row] % 2 == 1);

    private CohortFlow MakeFlow()
    {
        var counts = new int[2 * Rules.Count];
        var arms = new int[Enum.GetValues<Arm>().Length];
        var armOf = Cohort.Arms(Options.CutOff);
        var remaining = Cohort.Count;
        for (var row = 0; row < reasons.Length; row++)
        {
            if (reasons[row] != NoReason) counts[reasons[row]]++;
            else arms[armOf[row]]++;
        }

        var steps = new List<FlowStep>();
        void Step(Localized title, Localized left, Func<CohortRule, bool> belongs)
        {
            var reasonsHere = Enumerable.Range(0, Rules.Count)
                .Where(i => belongs(Rules[i].Rule) && counts[2 * i] + counts[2 * i + 1] > 0)
                .Select(i => new FlowReason(Rules[i].Rule, counts[2 * i], counts[2 * i + 1])).ToList();
            var excluded = reasonsHere.Sum(r => r.Broken + r.NotDocumented);
            remaining -= excluded;
            steps.Add(new(title, left, excluded, remaining, reasonsHere));
        }

        Step(new("Rows with errors", "数据有误的行"), new("Assessed for eligibility", "评估入选资格"), r => r.IsError);
        if (Options.ApplyEligibility)
            Step(new("Not eligible", "不符合入选标准"), new("Eligible", "符合入选标准"), r => r.Kind is RuleKind.Inclusion or RuleKind.Exclusion);
        Step(new("Not to be analysed", "无法分析"), new("Analysed", "纳入分析"), r => r.Kind == RuleKind.Completeness);
        return new(Cohort.Count, steps, remaining, arms);
    }
}
