using System.Globalization;
using System.Runtime.InteropServices;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Checks every row of a cohort: values that cannot be true, rows that contradict themselves, rows that are there twice, the
/// paper's criteria, and what the tables need.
/// </summary>
public static class CohortCheck
{
    private const int BlockRows = 1 << 12;

    /// <summary>Checks a cohort.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="options">How; null for the strict defaults.</param>
    public static CohortCheckResult Run(Cohort cohort, CohortCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        options ??= new();
        var ready = new CohortRules.CheckedCohort(cohort, options);
        var tests = CohortRules.Of(cohort.Design).Tests;
        CohortRules.Find?[] finds = [.. tests.Select(t => IsAssessed(t, cohort, options) ? t.Prepare(ready) : null)];
        var reasons = new short[cohort.Count];
        Array.Fill(reasons, CohortCheckResult.NoReason);
        var blocks = new Block[(cohort.Count + BlockRows - 1) / BlockRows];
        Parallel.For(0, blocks.Length, new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads
            : Environment.ProcessorCount }, block =>
        {
            var first = block * BlockRows;
            blocks[block] = Block.Check(finds, first, reasons.AsSpan(first, Math.Min(BlockRows, cohort.Count - first)), options);
        });

        var results = new RuleResult[tests.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var rule = i;
            int[] broken = finds[i] is null ? [] : [.. blocks.SelectMany(b => b.Broken[rule] ?? [])];
            results[i] = new(tests[i].Rule, broken, blocks.Sum(b => b.NotDocumented[rule]), finds[i] is not null);
        }

        return new(cohort, options, results, reasons, ready.Repeated, ready.Arms);
    }

    private static bool IsAssessed(CohortRules.Test test, Cohort cohort, CohortCheckOptions options) =>
        (test.Columns.Count == 0 || test.Columns.Any(cohort.Has))
        && (options.ApplyEligibility || test.Rule.Kind is not (RuleKind.Inclusion or RuleKind.Exclusion));

    /// <summary>What is found in rows that follow one another, by rule.</summary>
    private sealed class Block(int rules)
    {
        /// <summary>The rows that break a rule; null where none does.</summary>
        public List<int>?[] Broken { get; } = new List<int>?[rules];

        /// <summary>How many rows do not document a criterion.</summary>
        public int[] NotDocumented { get; } = new int[rules];

        public static Block Check(CohortRules.Find?[] finds, int first, Span<short> reasons, CohortCheckOptions options)
        {
            var block = new Block(finds.Length);
            Span<CohortRules.Finding> findings = stackalloc CohortRules.Finding[BlockRows];
            findings = findings[..reasons.Length];
            for (var rule = 0; rule < finds.Length; rule++)
            {
                if (finds[rule] is not { } find) continue;
                findings.Clear();
                find(first, findings);
                // Nearly always nothing is found.
                for (var row = 0; MemoryMarshal.AsBytes(findings[row..]).IndexOfAnyExcept((byte)CohortRules.Finding.Kept)
                    is >= 0 and var next;)
                {
                    row += next;
                    block.Add(rule, first + row, findings[row], ref reasons[row], options);
                    row++;
                }
            }

            return block;
        }

        private void Add(int rule, int row, CohortRules.Finding finding, ref short reason, CohortCheckOptions options)
        {
            if (finding == CohortRules.Finding.Broken) (Broken[rule] ??= []).Add(row);
            else
            {
                NotDocumented[rule]++;
                if (options.Undocumented == UndocumentedCriterion.Accept) return;
            }

            if (reason == CohortCheckResult.NoReason)
                reason = (short)(2 * rule + (finding == CohortRules.Finding.NotDocumented ? 1 : 0));
        }
    }
}

/// <summary>What a check found: for each rule the rows that break it, for each row why it is not analysed, and the flow.</summary>
public sealed class CohortCheckResult
{
    internal const short NoReason = -1;

    private readonly short[] _reasons;

    internal CohortCheckResult(Cohort cohort, CohortCheckOptions options, IReadOnlyList<RuleResult> rules, short[] reasons,
        sbyte[] repeated, sbyte[] arms)
    {
        (Cohort, Options, Rules, _reasons) = (cohort, options, rules, reasons);
        var errors = new bool[cohort.Count];
        foreach (var rule in rules)
        {
            if (!rule.Rule.IsError) continue;
            foreach (var row in rule.Rows) errors[row] = true;
        }

        ErrorRows = errors.Count(e => e);
        (Women, WomenWithSeveralRows) = WomenAndCycles.Count(cohort.Women, repeated);
        Flow = MakeFlow(arms);
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
                    string.Create(CultureInfo.InvariantCulture, $"breaks the rule {first.Rule.Id} "
                        + $"({ErrorRows} row{(ErrorRows == 1 ? " holds an error" : "s hold errors")} in all)"),
                    "correct the file, or have rows with errors excluded");
            }

            var rows = new int[Flow.Analysed];
            var next = 0;
            for (var row = 0; row < _reasons.Length; row++)
                if (_reasons[row] == NoReason) rows[next++] = row;
            return new(Cohort, rows);
        }
    }

    /// <summary>Why a row is not analysed; null where it is.</summary>
    public Exclusion? ReasonOf(int row) => _reasons[row] == NoReason ? null : new(Rules[_reasons[row] / 2].Rule, _reasons[row] % 2 == 1);

    private CohortFlow MakeFlow(sbyte[] armOf)
    {
        var counts = new int[2 * Rules.Count];
        var arms = new int[Cohort.Design.Arms.Count];
        var remaining = Cohort.Count;
        for (var row = 0; row < _reasons.Length; row++)
        {
            if (_reasons[row] != NoReason) counts[_reasons[row]]++;
            else if (arms.Length > 0) arms[armOf[row]]++;
        }

        var steps = new List<FlowStep>();
        void Step(FlowStage stage, Func<CohortRule, bool> belongs)
        {
            var reasonsHere = Enumerable.Range(0, Rules.Count)
                .Where(i => belongs(Rules[i].Rule) && counts[2 * i] + counts[2 * i + 1] > 0)
                .Select(i => new FlowReason(Rules[i].Rule, counts[2 * i], counts[2 * i + 1])).ToList();
            var excluded = reasonsHere.Sum(r => r.Broken + r.NotDocumented);
            remaining -= excluded;
            steps.Add(new(stage, excluded, remaining, reasonsHere));
        }

        Step(FlowStage.Errors, r => r.IsError);
        if (Options.ApplyEligibility && Cohort.Design.Criteria.Count > 0)
            Step(FlowStage.Eligibility, r => r.Kind is RuleKind.Inclusion or RuleKind.Exclusion);
        Step(FlowStage.Completeness, r => r.Kind == RuleKind.Completeness);
        return new(Cohort.Count, steps, remaining, arms);
    }
}
