using System.Globalization;
using System.Runtime.CompilerServices;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// The rules of a cohort, in the order in which they are applied: errors of the data, the paper's criteria (section 1.1) in the
/// paper's order, and what the tables need.
/// </summary>
public static class CohortRules
{
    private static readonly Localized ByDefinition = new("by definition", "由定义");
    private static readonly Localized ByDictionary = new("range in the data dictionary", "数据字典所列范围");

    /// <summary>The rules with their tests.</summary>
    internal static IReadOnlyList<Test> Tests { get; } = [.. Ranges(), .. Logic(), .. Duplicates(), .. Criteria(), .. Completeness()];

    /// <summary>All rules, in the order in which they are applied.</summary>
    public static IReadOnlyList<CohortRule> All { get; } = [.. Tests.Select(t => t.Rule)];

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

    private static IEnumerable<Test> Ranges()
    {
        foreach (var column in CohortSchema.Columns)
        {
            if (double.IsInfinity(column.Minimum) && double.IsInfinity(column.Maximum)) continue;
            var span = string.Create(CultureInfo.InvariantCulture, $"{column.Minimum}–{column.Maximum}{(column.Unit.Length > 0 ? " " + column.Unit : "")}");
            var rule = new CohortRule($"range-{column.Name}", RuleKind.Range,
                new($"{column.Label.En} outside {span}", $"{column.Label.Zh}超出 {span}"), ByDictionary);
            yield return new(rule, [column.Name], cohort => Each(cohort.Cohort, column, new Outside(column.Minimum, column.Maximum)));
        }
    }

    private static IEnumerable<Test> Logic()
    {
        static Test Rule(string id, string en, string zh, Localized source, string[] columns, Func<Row, bool> broken) =>
            new(new(id, RuleKind.Logic, new(en, zh), source), columns, cohort => (first, findings) =>
            {
                var values = cohort.Values;
                for (var i = 0; i < findings.Length; i++)
                    if (broken(new(values, first + i))) findings[i] = Finding.Broken;
            });

        var definition = new Localized("paper, 1.2", "论文 1.2");
        yield return Rule("failed-of-transfers", "more failed transfer cycles than transfer cycles", "移植失败周期数多于移植周期数", ByDefinition,
            ["prior_failed_cycles", "prior_transfer_cycles"],
            r => Row.Known(r.Failed) && Row.Known(r.Transfers) && r.Failed > r.Transfers);
        yield return Rule("embryos-of-transfers", "fewer embryos transferred before than transfer cycles", "既往移植胚胎数少于移植周期数", new("each transfer cycle has an embryo", "每个移植周期至少移植一枚胚胎"),
            ["prior_transfer_cycles", "prior_cleavage_embryos", "prior_blastocysts"],
            r => Row.Known(r.PriorEmbryos) && Row.Known(r.Transfers) && r.PriorEmbryos < r.Transfers);
        yield return Rule("good-quality-of-embryos", "more good-quality embryos than embryos transferred before", "优质胚胎数多于既往移植胚胎总数", ByDefinition,
            ["good_quality_embryos", "prior_cleavage_embryos", "prior_blastocysts"],
            r => Row.Known(r.Good) && Row.Known(r.PriorEmbryos) && r.Good > r.PriorEmbryos);
        yield return Rule("stage-and-embryos", "a stage without embryos, or embryos without a stage", "有胚胎类型而无移植胚胎，或有移植胚胎而无胚胎类型", ByDefinition,
            ["stage", "embryos_transferred"],
            r => Row.Known(r.Embryos) && r.Embryos > 0 != r.Stage >= 0);
        yield return Rule("clinical-needs-hcg", "a gestational sac or clinical pregnancy without positive hCG", "hCG 阴性却有妊娠囊或临床妊娠", definition,
            ["hcg_positive", "gestational_sac", "clinical_pregnancy"],
            r => r.Hcg == 0 && (r.Sac > 0 || r.Given(Outcome.ClinicalPregnancy) == 1));
        yield return Rule("biochemical-not-clinical", "a biochemical loss given as a clinical pregnancy", "生化妊娠被记为临床妊娠", definition,
            ["hcg_positive", "gestational_sac", "clinical_pregnancy"],
            r => r.Is(Outcome.BiochemicalLoss, 1) && r.Given(Outcome.ClinicalPregnancy) == 1);
        yield return Rule("ectopic-needs-clinical", "an ectopic pregnancy without a clinical pregnancy", "异位妊娠却无临床妊娠", definition,
            ["ectopic", "clinical_pregnancy", "hcg_positive", "gestational_sac"], r => r.Is(Outcome.Ectopic, 1) && r.Is(Outcome.ClinicalPregnancy, 0));
        yield return Rule("ectopic-not-live-birth", "an ectopic pregnancy with a live birth", "异位妊娠却有活产", ByDefinition,
            ["ectopic", "live_birth", "gestational_sac", "pregnancy_end"],
            r => (r.Is(Outcome.Ectopic, 1) || r.Sac == (int)GestationalSac.Ectopic)
                && (r.Is(Outcome.LiveBirth, 1) || r.End == (int)PregnancyEnd.LiveBirth));
        yield return Rule("live-birth-needs-clinical", "a live birth without a clinical pregnancy", "活产却无临床妊娠", definition,
            ["live_birth", "clinical_pregnancy", "hcg_positive", "gestational_sac"], r => r.Is(Outcome.LiveBirth, 1) && r.Is(Outcome.ClinicalPregnancy, 0));
        yield return Rule("late-loss-needs-clinical", "a late loss without a clinical pregnancy", "晚期妊娠丢失却无临床妊娠", definition,
            ["late_loss", "clinical_pregnancy", "hcg_positive", "gestational_sac"], r => r.Is(Outcome.LateLoss, 1) && r.Is(Outcome.ClinicalPregnancy, 0));
        yield return Rule("early-loss-needs-hcg", "an early loss without positive hCG", "hCG 阴性却有早期妊娠丢失", definition,
            ["early_loss", "hcg_positive"], r => r.Hcg == 0 && r.Is(Outcome.EarlyLoss, 1));
        yield return Rule("one-ending", "more than one of ectopic pregnancy, early loss, late loss and live birth", "异位妊娠、早期丢失、晚期丢失、活产多于一项", ByDefinition,
            ["ectopic", "early_loss", "late_loss", "live_birth"],
            r => Ones(r, Outcome.Ectopic, Outcome.EarlyLoss, Outcome.LateLoss, Outcome.LiveBirth) > 1);
        yield return Rule("heartbeat-needs-sac", "a heartbeat without a gestational sac", "有胎心却无妊娠囊", ByDefinition,
            ["fetal_heartbeat", "gestational_sac"], r => r.Heartbeat == 1 && r.Sac == (int)GestationalSac.None);
        yield return Rule("end-needs-pregnancy", "an end of a pregnancy in a woman without an intrauterine one", "无宫内妊娠却有妊娠结局", ByDefinition,
            ["pregnancy_end", "hcg_positive", "gestational_sac"],
            r => r.End >= 0 && (r.Hcg == 0 || r.Sac is (int)GestationalSac.None or (int)GestationalSac.Ectopic));
        yield return Rule("birth-week", "a live birth or stillbirth before week 20", "孕 20 周前的活产或死产", ByDefinition,
            ["pregnancy_end", "pregnancy_end_week"],
            r => r.End is (int)PregnancyEnd.LiveBirth or (int)PregnancyEnd.Stillbirth && r.Week < 20);
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            if (outcome.ColumnName() is not { } name) continue;
            var column = CohortSchema.Column(name);
            yield return Rule($"agrees-{name}", $"{column.Label.En} given otherwise than hCG, ultrasound and end of pregnancy say",
                $"所填{column.Label.Zh}与 hCG、超声及妊娠结局不符", definition, [name],
                r => r.Given(outcome) >= 0 && r.Derived[outcome] is >= 0 and var derived && r.Given(outcome) != derived);
        }
    }

    private static int Ones(Row row, params ReadOnlySpan<Outcome> outcomes)
    {
        var ones = 0;
        foreach (var outcome in outcomes)
            if (row.Is(outcome, 1)) ones++;
        return ones;
    }

    private static IEnumerable<Test> Duplicates()
    {
        yield return new(new("duplicate-cycle", RuleKind.Duplicate, new("the same woman and cycle as an earlier row", "与前面某行同一患者同一周期"), ByDefinition),
            ["woman_id"], cohort => Each(cohort.Repeated, new Word(WomenAndCycles.SameCycle)));
        yield return new(new("several-cycles", RuleKind.Duplicate, new("a further cycle of an earlier row's woman", "前面某行患者的另一周期"),
                new("the paper counts women (1.1); its tests take rows for independent", "论文以患者计数（1.1），其检验假定各行独立")),
            ["woman_id"], cohort => cohort.Options.FurtherCycles == FurtherCycles.Refuse ? Each(cohort.Repeated, new Word(WomenAndCycles.OtherCycle)) : (_, _) => { });
    }

    private static IEnumerable<Test> Criteria()
    {
        static Localized Paper(string kind, string kindZh, int number) =>
            new(string.Create(CultureInfo.InvariantCulture, $"paper, 1.1, {kind} ({number})"), string.Create(CultureInfo.InvariantCulture, $"论文 1.1 {kindZh}（{number}）"));
        static Test Number(string id, int number, string en, string zh, string column, double from, double below) =>
            new(new(id, RuleKind.Inclusion, new(en, zh), Paper("inclusion", "纳入标准", number)), [column],
                cohort => Each(cohort.Cohort, CohortSchema.Column(column), new Criterion(from, below)));
        static Test Word(string id, RuleKind kind, int number, string en, string zh, string column, sbyte broken) =>
            new(new(id, kind, new(en, zh), kind == RuleKind.Inclusion ? Paper("inclusion", "纳入标准", number) : Paper("exclusion", "排除标准", number)),
                [column], cohort => Each((sbyte[])cohort.Cohort.Column(CohortSchema.Column(column)), new DocumentedWord(broken)));

        // Completed years: a woman is 40 until her next birthday.
        yield return Number("inclusion-age", 1, "age outside 20 to 40 years", "年龄不在 20～40 岁", "age", 20, 41);
        yield return Number("inclusion-transfers", 2, "fewer than 3 transfer cycles before", "既往胚胎移植少于 3 次", "prior_transfer_cycles", 3, double.PositiveInfinity);
        yield return Number("inclusion-embryos", 2, "fewer than 4 good-quality embryos transferred before", "既往移植优质胚胎少于 4 枚", "good_quality_embryos", 4, double.PositiveInfinity);
        yield return Word("inclusion-no-success", RuleKind.Inclusion, 2, "an earlier transfer succeeded", "既往移植曾获得成功妊娠", "prior_success", 1);
        yield return Number("inclusion-bmi", 3, "body mass index 30 kg/m² or more", "体质量指数≥30 kg/m²", "bmi", double.NegativeInfinity, 30);
        yield return Word("inclusion-uterus", RuleKind.Inclusion, 4, "uterus not shown to be of normal shape", "未证实子宫形态正常", "uterus_normal", 0);
        string[] exclusions =
        [
            "endometrial_disease", "uterine_malformation", "tubal_pelvic_factor", "autoimmune_thrombophilia", "endocrine_disease",
            "recent_medication", "chromosomal_abnormality", "smoking_alcohol",
        ];
        for (var i = 0; i < exclusions.Length; i++)
        {
            var label = CohortSchema.Column(exclusions[i]).Label;
            yield return Word("exclusion-" + exclusions[i].Replace('_', '-'), RuleKind.Exclusion, i + 1, label.En, label.Zh, exclusions[i], 1);
        }
    }

    private static IEnumerable<Test> Completeness()
    {
        yield return new(new("arm-known", RuleKind.Completeness, new("fasting glucose, fasting insulin or metformin missing: no arm", "空腹血糖、空腹胰岛素或二甲双胍缺失，无法分组"),
                new("paper, 1.1 and 1.2", "论文 1.1、1.2")), [], cohort => Each(cohort.Arms, new Word(Cohort.MissingCode)));
        yield return new(new("outcomes-known", RuleKind.Completeness, new("clinical pregnancy, early loss or live birth not known", "临床妊娠、早期妊娠丢失或活产未知"),
                new("paper, 1.3", "论文 1.3")), [], cohort =>
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
    private readonly struct Criterion(double from, double below) : ITest<double>, ITest<short>
    {
        public Finding Of(double value) => value >= from && value < below ? Finding.Kept : double.IsNaN(value) ? Finding.NotDocumented : Finding.Broken;

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
            (Cohort, Options, Repeated, Arms, Values) = (cohort, options, WomenAndCycles.Repeated(cohort), cohort.Arms(options.CutOff), new(cohort));

        public Cohort Cohort { get; }

        public CohortCheckOptions Options { get; }

        /// <summary>What each row is among those of its woman, as <see cref="WomenAndCycles"/> has it.</summary>
        public sbyte[] Repeated { get; }

        /// <summary>The arm of each row.</summary>
        public sbyte[] Arms { get; }

        /// <summary>The columns that the rules of logic ask for.</summary>
        public RowValues Values { get; }
    }

    /// <summary>The columns that the rules of logic ask for, missing values as the cohort has them.</summary>
    internal sealed class RowValues(Cohort cohort)
    {
        public readonly short[] Failed = Counts(cohort, "prior_failed_cycles"), Transfers = Counts(cohort, "prior_transfer_cycles"),
            Cleavage = Counts(cohort, "prior_cleavage_embryos"), Blastocysts = Counts(cohort, "prior_blastocysts"),
            Good = Counts(cohort, "good_quality_embryos"), Embryos = Counts(cohort, "embryos_transferred");

        public readonly sbyte[] Stage = Codes(cohort, "stage"), Hcg = Codes(cohort, "hcg_positive"), Sac = Codes(cohort, "gestational_sac"),
            Heartbeat = Codes(cohort, "fetal_heartbeat"), End = Codes(cohort, "pregnancy_end");

        public readonly double[] Week = (double[])cohort.Column(CohortSchema.Column("pregnancy_end_week"));
        public readonly sbyte[][] Given = Array.ConvertAll(Enum.GetValues<Outcome>(), o => o.ColumnName() is { } name ? Codes(cohort, name) : []);
        public readonly sbyte[][] Outcomes = cohort.AllOutcomes;

        private static short[] Counts(Cohort cohort, string column) => (short[])cohort.Column(CohortSchema.Column(column));

        private static sbyte[] Codes(Cohort cohort, string column) => (sbyte[])cohort.Column(CohortSchema.Column(column));
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

        public OutcomeLogic Derived => new(of.Hcg[row], of.Sac[row], of.End[row], of.Week[row]);

        public static bool Known(int count) => count != Cohort.MissingCount;

        public sbyte Given(Outcome outcome) => of.Given[(int)outcome][row];

        public bool Is(Outcome outcome, sbyte value) => of.Outcomes[(int)outcome][row] == value;
    }
}
