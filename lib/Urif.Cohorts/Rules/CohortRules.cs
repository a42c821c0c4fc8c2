using System.Runtime.CompilerServices;

namespace Urif.Cohorts;

/// <summary>
/// The rules of a cohort, in the order in which they are applied: errors of the data, the design's criteria in its order, and
/// what the tables need. Which values and words break a rule is made ready once; rows are asked in tight loops.
/// </summary>
public sealed class CohortRules
{
    private static readonly ConditionalWeakTable<StudyDesign, CohortRules> OfDesign = [];

    private CohortRules(StudyDesign design)
    {
        Tests = [.. Ranges(design), .. Logic(design), .. Duplicates(design), .. Criteria(design), .. Completeness(design)];
        All = [.. Tests.Select(t => t.Rule)];
    }

    /// <summary>All rules, in the order in which they are applied.</summary>
    public IReadOnlyList<CohortRule> All { get; }

    /// <summary>The rules with their tests.</summary>
    internal IReadOnlyList<Test> Tests { get; }

    /// <summary>The rules of a design's cohorts.</summary>
    public static CohortRules Of(StudyDesign design) => OfDesign.GetValue(design, d => new(d));

    /// <summary>The outcome of a rule for a row.</summary>
    internal enum Finding : byte
    {
        /// <summary>Kept, or nothing to ask.</summary>
        Kept,

        /// <summary>Broken.</summary>
        Broken,

        /// <summary>The row lacks the value that a criterion asks for.</summary>
        NotDocumented,
    }

    /// <summary>Asks a rule of rows that follow one another.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="findings">What is found, for each row; <see cref="Finding.Kept"/> before.</param>
    internal delegate void Find(int first, Span<Finding> findings);

    /// <summary>Makes ready to ask a rule of a cohort, from several threads.</summary>
    internal delegate Find Prepare(CheckedCohort cohort);

    /// <summary>A rule with its test. A rule is assessed where the file has one of its columns, or it has none.</summary>
    internal sealed record Test(CohortRule Rule, IReadOnlyList<string> Columns, Prepare Prepare);

    private static IEnumerable<Test> Ranges(StudyDesign design)
    {
        foreach (var column in design.Schema.Columns)
        {
            if (double.IsInfinity(column.Minimum) && double.IsInfinity(column.Maximum)) continue;
            yield return new(new($"range-{column.Name}", RuleKind.Range, RuleBasis.Dictionary) { Column = column }, [column.Name],
                cohort => Each(cohort.Cohort, column, new Outside(column.Minimum, column.Maximum)));
        }
    }

    private static IEnumerable<Test> Logic(StudyDesign design)
    {
        if (!design.Schema.HasDefinitions) yield break;
        static Test Rule(string id, RuleBasis basis, string[] columns, Func<Row, bool> broken) =>
            new(new(id, RuleKind.Logic, basis), columns, cohort => (first, findings) =>
            {
                var values = cohort.Values!;
                for (var i = 0; i < findings.Length; i++)
                    if (broken(new(values, first + i))) findings[i] = Finding.Broken;
            });

        yield return Rule("failed-of-transfers", RuleBasis.Definition, [CohortColumns.PriorFailedCycles, CohortColumns.PriorTransferCycles],
            r => Row.Known(r.Failed) && Row.Known(r.Transfers) && r.Failed > r.Transfers);
        yield return Rule("embryos-of-transfers", RuleBasis.EmbryoInEachTransfer,
            [CohortColumns.PriorTransferCycles, CohortColumns.PriorCleavageEmbryos, CohortColumns.PriorBlastocysts],
            r => Row.Known(r.PriorEmbryos) && Row.Known(r.Transfers) && r.PriorEmbryos < r.Transfers);
        yield return Rule("good-quality-of-embryos", RuleBasis.Definition,
            [CohortColumns.GoodQualityEmbryos, CohortColumns.PriorCleavageEmbryos, CohortColumns.PriorBlastocysts],
            r => Row.Known(r.Good) && Row.Known(r.PriorEmbryos) && r.Good > r.PriorEmbryos);
        yield return Rule("stage-and-embryos", RuleBasis.Definition, [CohortColumns.Stage, CohortColumns.EmbryosTransferred],
            r => Row.Known(r.Embryos) && r.Embryos > 0 != r.Stage >= 0);
        yield return Rule("clinical-needs-hcg", RuleBasis.OutcomeDefinitions,
            [CohortColumns.HcgPositive, CohortColumns.GestationalSac, CohortColumns.ClinicalPregnancy],
            r => r.Hcg == 0 && (r.Sac > 0 || r.Given(Outcome.ClinicalPregnancy) == 1));
        yield return Rule("biochemical-not-clinical", RuleBasis.OutcomeDefinitions,
            [CohortColumns.HcgPositive, CohortColumns.GestationalSac, CohortColumns.ClinicalPregnancy],
            r => r.Is(Outcome.BiochemicalLoss, 1) && r.Given(Outcome.ClinicalPregnancy) == 1);
        yield return Rule("ectopic-needs-clinical", RuleBasis.OutcomeDefinitions,
            [CohortColumns.Ectopic, CohortColumns.ClinicalPregnancy, CohortColumns.HcgPositive, CohortColumns.GestationalSac],
            r => r.Is(Outcome.Ectopic, 1) && r.Is(Outcome.ClinicalPregnancy, 0));
        yield return Rule("ectopic-not-live-birth", RuleBasis.Definition,
            [CohortColumns.Ectopic, CohortColumns.LiveBirth, CohortColumns.GestationalSac, CohortColumns.PregnancyEnd],
            r => (r.Is(Outcome.Ectopic, 1) || r.Sac == (int)GestationalSac.Ectopic)
                && (r.Is(Outcome.LiveBirth, 1) || r.End == (int)PregnancyEnd.LiveBirth));
        yield return Rule("live-birth-needs-clinical", RuleBasis.OutcomeDefinitions,
            [CohortColumns.LiveBirth, CohortColumns.ClinicalPregnancy, CohortColumns.HcgPositive, CohortColumns.GestationalSac],
            r => r.Is(Outcome.LiveBirth, 1) && r.Is(Outcome.ClinicalPregnancy, 0));
        yield return Rule("late-loss-needs-clinical", RuleBasis.OutcomeDefinitions,
            [CohortColumns.LateLoss, CohortColumns.ClinicalPregnancy, CohortColumns.HcgPositive, CohortColumns.GestationalSac],
            r => r.Is(Outcome.LateLoss, 1) && r.Is(Outcome.ClinicalPregnancy, 0));
        yield return Rule("early-loss-needs-hcg", RuleBasis.OutcomeDefinitions,
            [CohortColumns.EarlyLoss, CohortColumns.HcgPositive],
            r => r.Hcg == 0 && r.Is(Outcome.EarlyLoss, 1));
        yield return Rule("one-ending", RuleBasis.Definition,
            [CohortColumns.Ectopic, CohortColumns.EarlyLoss, CohortColumns.LateLoss, CohortColumns.LiveBirth],
            r => Ones(r, Outcome.Ectopic, Outcome.EarlyLoss, Outcome.LateLoss, Outcome.LiveBirth) > 1);
        yield return Rule("heartbeat-needs-sac", RuleBasis.Definition,
            [CohortColumns.FetalHeartbeat, CohortColumns.GestationalSac],
            r => r.Heartbeat == 1 && r.Sac == (int)GestationalSac.None);
        yield return Rule("end-needs-pregnancy", RuleBasis.Definition,
            [CohortColumns.PregnancyEnd, CohortColumns.HcgPositive, CohortColumns.GestationalSac],
            r => r.End >= 0 && (r.Hcg == 0 || r.Sac is (int)GestationalSac.None or (int)GestationalSac.Ectopic));
        yield return Rule("birth-week", RuleBasis.Definition, [CohortColumns.PregnancyEnd, CohortColumns.PregnancyEndWeek],
            r => r.End is (int)PregnancyEnd.LiveBirth or (int)PregnancyEnd.Stillbirth && r.Week < 20);
        if (design.Schema.Find(CohortColumns.HomaIr) is { Type: ColumnType.Number } homaIr)
            yield return new(new($"agrees-{homaIr.Name}", RuleKind.Logic, RuleBasis.HomaIr), [homaIr.Name], GivenHomaIr);
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            if (outcome.ColumnName() is not { } name) continue;
            var test = Rule($"agrees-{name}", RuleBasis.OutcomeDefinitions, [name],
                r => r.Given(outcome) >= 0 && r.Derived[outcome] is >= 0 and var derived && r.Given(outcome) != derived);
            yield return test with { Rule = test.Rule with { Column = design.Schema.Column(name) } };
        }
    }

    private static Find GivenHomaIr(CheckedCohort cohort)
    {
        double[] Numbers(string name) => (double[])cohort.Cohort.Column(cohort.Cohort.Schema.Column(name));
        double[] given = Numbers(CohortColumns.HomaIr), fpg = Numbers(CohortColumns.Fpg), fins = Numbers(CohortColumns.Fins);
        return (first, findings) =>
        {
            for (var i = 0; i < findings.Length; i++)
            {
                var value = given[first + i];
                if (double.IsNaN(value)) continue;
                var computed = InsulinIndices.HomaIr(fpg[first + i], fins[first + i]);
                if (!double.IsNaN(computed) && !InsulinIndices.AgreesWith(value, computed)) findings[i] = Finding.Broken;
            }
        };
    }

    private static int Ones(Row row, params ReadOnlySpan<Outcome> outcomes)
    {
        var ones = 0;
        foreach (var outcome in outcomes)
            if (row.Is(outcome, 1)) ones++;
        return ones;
    }

    private static IEnumerable<Test> Duplicates(StudyDesign design)
    {
        if (design.Schema.Find(CohortColumns.WomanId) is null) yield break;
        yield return new(new("duplicate-cycle", RuleKind.Duplicate, RuleBasis.Definition), [CohortColumns.WomanId],
            cohort => Each(cohort.Repeated, new Word(WomenAndCycles.SameCycle)));
        yield return new(new("several-cycles", RuleKind.Duplicate, RuleBasis.IndependentRows), [CohortColumns.WomanId],
            cohort => cohort.Options.FurtherCycles == FurtherCycles.Refuse
                ? Each(cohort.Repeated, new Word(WomenAndCycles.OtherCycle)) : (_, _) => { });
    }

    private static IEnumerable<Test> Criteria(StudyDesign design)
    {
        foreach (var criterion in design.Criteria)
        {
            var column = design.Schema.Column(criterion.Column);
            var kind = criterion.Kind == CriterionKind.Inclusion ? RuleKind.Inclusion : RuleKind.Exclusion;
            yield return new(new(criterion.Id, kind, RuleBasis.Criterion) { Column = column, Criterion = criterion }, [column.Name],
                criterion.NotWord is { } word
                    ? cohort => Each((sbyte[])cohort.Cohort.Column(column), new DocumentedWord(column.CodeOf(word)))
                    : cohort => Each(cohort.Cohort, column,
                        new Within(criterion.AtLeast ?? double.NegativeInfinity, criterion.Below ?? double.PositiveInfinity)));
        }
    }

    private static IEnumerable<Test> Completeness(StudyDesign design)
    {
        if (!design.HasArms) yield break;
        yield return new(new("arm-known", RuleKind.Completeness, RuleBasis.Arms), [],
            cohort => Each(cohort.Arms, new Word(Cohort.MissingCode)));
        if (!design.Schema.HasDefinitions) yield break;
        yield return new(new("outcomes-known", RuleKind.Completeness, RuleBasis.ComparedOutcomes), [], cohort =>
        {
            var all = cohort.Cohort.AllOutcomes;
            sbyte[] clinical = all[(int)Outcome.ClinicalPregnancy], early = all[(int)Outcome.EarlyLoss], live = all[(int)Outcome.LiveBirth];
            return (first, findings) =>
            {
                for (var i = 0; i < findings.Length; i++)
                    if (clinical[first + i] < 0 || early[first + i] < 0 || live[first + i] < 0) findings[i] = Finding.Broken;
            };
        });
    }

    /// <summary>Asks a test of each value of a column of numbers or counts.</summary>
    private static Find Each<TTest>(Cohort cohort, DictionaryColumn column, TTest test) where TTest : struct, ITest<double>, ITest<short> =>
        column.Type == ColumnType.Number ? Each((double[])cohort.Column(column), test) : Each((short[])cohort.Column(column), test);

    private static Find Each<T, TTest>(T[] values, TTest test) where TTest : struct, ITest<T> =>
        (first, findings) => Each(values.AsSpan(first, findings.Length), findings, test);

    // Compiled for good at once, with the test in it: there are more values than time to find out that it pays.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Each<T, TTest>(ReadOnlySpan<T> values, Span<Finding> findings, TTest test) where TTest : struct, ITest<T>
    {
        for (var i = 0; i < findings.Length; i++)
            if (test.Of(values[i]) is not Finding.Kept and var finding) findings[i] = finding;
    }

    /// <summary>A test of a value.</summary>
    private interface ITest<in T>
    {
        Finding Of(T value);
    }

    /// <summary>Broken by a value outside a range, its ends included.</summary>
    private readonly struct Outside(double low, double high) : ITest<double>, ITest<short>
    {
        public Finding Of(double value) => value < low || value > high ? Finding.Broken : Finding.Kept;

        public Finding Of(short value) => value == Cohort.MissingCount ? Finding.Kept : Of((double)value);
    }

    /// <summary>Kept by a value from one number on and below another.</summary>
    private readonly struct Within(double from, double below) : ITest<double>, ITest<short>
    {
        public Finding Of(double value) => value >= from && value < below ? Finding.Kept : double.IsNaN(value) ? Finding.NotDocumented
            : Finding.Broken;

        public Finding Of(short value) => value == Cohort.MissingCount ? Finding.NotDocumented : Of((double)value);
    }

    /// <summary>Broken by a code.</summary>
    private readonly struct Word(sbyte broken) : ITest<sbyte>
    {
        public Finding Of(sbyte value) => value == broken ? Finding.Broken : Finding.Kept;
    }

    /// <summary>Broken by a code, and not documented where it is missing.</summary>
    private readonly struct DocumentedWord(sbyte broken) : ITest<sbyte>
    {
        public Finding Of(sbyte value) => value < 0 ? Finding.NotDocumented : value == broken ? Finding.Broken : Finding.Kept;
    }

    /// <summary>A cohort that is checked, with what several rules ask for; all of it is there before the rules are asked.</summary>
    internal sealed class CheckedCohort
    {
        public CheckedCohort(Cohort cohort, CohortCheckOptions options) =>
            (Cohort, Options, Repeated, Arms, Values) = (
                cohort, options, WomenAndCycles.Repeated(cohort), cohort.Arms(options.CutOff),
                cohort.Schema.HasDefinitions ? new(cohort) : null);

        public Cohort Cohort { get; }

        public CohortCheckOptions Options { get; }

        /// <summary>What each row is among those of its woman, as <see cref="WomenAndCycles"/> has it.</summary>
        public sbyte[] Repeated { get; }

        /// <summary>The arm of each row.</summary>
        public sbyte[] Arms { get; }

        /// <summary>The columns that the rules of logic ask for; null where the dictionary lacks them.</summary>
        public RowValues? Values { get; }
    }

    /// <summary>The columns that the rules of logic ask for, missing values as the cohort has them.</summary>
    internal sealed class RowValues(Cohort cohort)
    {
        public readonly short[] Failed = Counts(cohort, CohortColumns.PriorFailedCycles),
            Transfers = Counts(cohort, CohortColumns.PriorTransferCycles),
            Cleavage = Counts(cohort, CohortColumns.PriorCleavageEmbryos), Blastocysts = Counts(cohort, CohortColumns.PriorBlastocysts),
            Good = Counts(cohort, CohortColumns.GoodQualityEmbryos), Embryos = Counts(cohort, CohortColumns.EmbryosTransferred);

        public readonly sbyte[] Stage = Codes(cohort, CohortColumns.Stage), Hcg = Codes(cohort, CohortColumns.HcgPositive),
            Sac = Codes(cohort, CohortColumns.GestationalSac),
            Heartbeat = Codes(cohort, CohortColumns.FetalHeartbeat), End = Codes(cohort, CohortColumns.PregnancyEnd);

        public readonly double[] Week = (double[])cohort.Column(cohort.Schema.Column(CohortColumns.PregnancyEndWeek));
        public readonly sbyte[][] Given = Array.ConvertAll(
            Enum.GetValues<Outcome>(), o => o.ColumnName() is { } name ? Codes(cohort, name) : []);
        public readonly sbyte[][] Outcomes = cohort.AllOutcomes;

        private static short[] Counts(Cohort cohort, string column) => (short[])cohort.Column(cohort.Schema.Column(column));

        private static sbyte[] Codes(Cohort cohort, string column) => (sbyte[])cohort.Column(cohort.Schema.Column(column));
    }

    /// <summary>A row as the rules of logic ask of it.</summary>
    private readonly struct Row(RowValues of, int row)
    {
        public int Failed => of.Failed[row];

        public int Transfers => of.Transfers[row];

        public int Good => of.Good[row];

        public int Embryos => of.Embryos[row];

        public sbyte Stage => of.Stage[row];

        public sbyte Hcg => of.Hcg[row];

        public sbyte Sac => of.Sac[row];

        public sbyte Heartbeat => of.Heartbeat[row];

        public sbyte End => of.End[row];

        public double Week => of.Week[row];

        /// <summary>Embryos of all earlier transfers.</summary>
        public int PriorEmbryos => of.Cleavage[row] == Cohort.MissingCount || of.Blastocysts[row] == Cohort.MissingCount
            ? Cohort.MissingCount : of.Cleavage[row] + of.Blastocysts[row];

        public OutcomeDefinitions Derived => new(of.Hcg[row], of.Sac[row], of.End[row], of.Week[row]);

        public static bool Known(int count) => count != Cohort.MissingCount;

        public sbyte Given(Outcome outcome) => of.Given[(int)outcome][row];

        public bool Is(Outcome outcome, sbyte value) => of.Outcomes[(int)outcome][row] == value;
    }
}
