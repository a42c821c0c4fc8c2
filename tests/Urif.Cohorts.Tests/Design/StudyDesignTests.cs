using System.Text.Json.Nodes;
using NJsonSchema;
using Urif.Audit;

namespace Urif.Cohorts.Tests.Design;

/// <summary>The design of the study: it says what the ledger says, and what it says is what is done.</summary>
public sealed class StudyDesignTests
{
    private const string AddedRow = "amh,anti-Müllerian hormone,抗缪勒管激素,number,ng/mL,0,30,no,,NA,,,,,,Serum hormone.,血清激素。,\n";

    private static readonly Ledger Paper = LedgerReader.Read(Repository.PathOf("data", "paper"));

    // NJsonSchema knows the keyword of older drafts.
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(
        File.ReadAllText(Repository.PathOf("data", "cohort", "design.schema.json")).Replace("$defs", "definitions", StringComparison.Ordinal));

    public static TheoryData<string, string> Spoilt => new()
    {
        { "\"variable\": \"homa_ir\"", "\"variable\": \"stage\"" },
        { "\"treatment\": \"metformin\"", "\"treatment\": \"age\"" },
        { "\"group\": \"ir_metformin\"", "\"group\": \"ir_placebo\"" },
        { "\"exposed\": true, \"treated\": true", "\"exposed\": true, \"treated\": false" },
        { "\"heading\": \"markers\"", "\"heading\": \"marks\"" },
        { "\"word\": \"frozen\"", "\"word\": \"thawed\"" },
        { "\"index\": \"quicki\"", "\"index\": \"quick\"" },
        { "\"comparison\": \"metformin_in_ir\"", "\"comparison\": \"metformin_in_all\"" },
        { "\"rows\": [", "\"rows\": [\n        \"shoe_size\"," },
        { "\"column\": \"bmi\", \"below\": 30", "\"column\": \"bmi\", \"not_word\": \"yes\"" },
        { "\"column\": \"bmi\", \"below\": 30", "\"column\": \"bmi\"" },
        { "\"column\": \"uterus_normal\", \"not_word\": \"no\"", "\"column\": \"uterus_normal\", \"not_word\": \"never\"" },
        { "\"id\": \"inclusion-embryos\"", "\"id\": \"inclusion-transfers\"" },
        { "\"kind\": \"exclusion\"", "\"kind\": \"exclusive\"" },
        { "\"criteria\":", "\"criterions\":" },
    };

    [Fact]
    public void The_library_s_copy_is_the_committed_design()
    {
        var read = StudyDesign.Read(Repository.PathOf("data", "cohort"), Paper);
        Assert.Equal(read.Schema.Columns.Select(c => (c.Name, c.Label, c.Minimum, c.Maximum)), StudyDesign.Default.Schema.Columns.Select(c => (c.Name, c.Label, c.Minimum, c.Maximum)));
        Assert.Equal((read.CutOff, read.Formula, read.Exposure, read.Treatment), (StudyDesign.Default.CutOff, StudyDesign.Default.Formula, StudyDesign.Default.Exposure, StudyDesign.Default.Treatment));
        Assert.Equal(read.Arms.Select(a => (a.Id, a.Label)), StudyDesign.Default.Arms.Select(a => (a.Id, a.Label)));
        Assert.Equal(read.Criteria, StudyDesign.Default.Criteria);
        Assert.Equal(read.PaperVariables, StudyDesign.Default.PaperVariables);
    }

    [Fact]
    public void The_tables_are_those_of_the_ledger()
    {
        Assert.Equal(["1", "2", "3", "4"], StudyDesign.Default.Tables.Select(t => t.Id));
        foreach (var table in StudyDesign.Default.Tables)
        {
            Assert.Equal(table.Comparison, Assert.Single(Paper.Comparisons, c => c.Tables.Contains(table.Id)).Id);
            var printed = Paper.Numbers.Where(n => n.Table == table.Id && n.Variable.Kind != VariableKind.Size).Select(n => n.Variable.Id).Distinct();
            Assert.Equal(printed.Order(), table.Rows.Order());
            foreach (var (arm, first) in StudyDesign.Default.ColumnsOf(table).Zip([true, false]))
            {
                var comparison = Paper.Comparisons.Single(c => c.Id == table.Comparison);
                Assert.Equal(first ? comparison.First : comparison.Second, StudyDesign.Default.Arms[(int)arm].Id);
            }
        }
    }

    [Fact]
    public void Variables_are_what_the_ledger_says_of_them()
    {
        foreach (var name in StudyDesign.Default.PaperVariables)
        {
            var (row, printed) = (TableVariable.Of(StudyDesign.Default, name), Paper.Variables.Single(v => v.Id == name));
            Assert.Equal(printed.Kind == VariableKind.Binary, row.Kind == TableVariableKind.Binary);
            Assert.Equal(printed.Partition, row.Partition ?? "");
            if (row.Kind == TableVariableKind.Continuous) Assert.Equal(printed.Unit, row.Unit);
            Assert.Equal(printed.Label.En, row.Label.En);
        }
    }

    [Fact]
    public void Arms_are_named_as_the_ledger_names_them_and_split_at_its_cut_off()
    {
        Assert.Equal(["nonir_control", "ir_control", "nonir_metformin", "ir_metformin"], StudyDesign.Default.Arms.Select(a => a.Id));
        Assert.All(StudyDesign.Default.Arms, a => Assert.Equal(Paper.Groups.Single(g => g.Id == a.Id).Label, a.Label));
        Assert.Equal(2.14, StudyDesign.Default.CutOff);
        Assert.Equal("early_loss ~ ir + age + bmi + prior_losses + fins + ins_2h + fpg + pg_2h", StudyDesign.Default.Formula);
    }

    [Fact]
    public void Criteria_bound_the_women_as_the_ledger_s_definition_of_all_does()
    {
        foreach (var condition in Paper.Groups.Single(g => g.Id == "all").Conditions)
        {
            var criterion = Assert.Single(StudyDesign.Default.Criteria, c => c.Column == condition.Variable);
            // Completed years: up to 40 is below 41.
            if (condition.Operator is ">=") Assert.Equal(condition.Bound, criterion.AtLeast);
            else Assert.Equal(condition.Operator == "<=" ? condition.Bound + 1 : condition.Bound, criterion.Below);
        }
    }

    [Fact]
    public void Tables_split_where_the_ledger_s_groups_do()
    {
        using var folder = new StudyFolder().With("groups.csv", "2.14", "2.5");
        var rows = SyntheticCohorts.Random(7, 300);
        var homa = rows.Values("homa_ir");
        var treated = rows.Values("metformin");
        int Count(bool exposed) => homa.Where((h, i) => treated[i] == 0 && h >= 2.5 == exposed).Count();
        var made = CohortTables.Of(rows, TableDesign.AllOf(folder.Design))[0];
        Assert.Equal([Count(false), Count(true)], made.Columns.Select(c => c.Size.Value!.Value));
        Assert.NotEqual(made.Columns[0].Size, CohortTables.Of(rows, TableDesign.Of(StudyDesign.Default, "1")).Columns[0].Size);
        Assert.Equal(2.5, StudyDesign.Default.Following(folder.Ledger).CutOff);
    }

    [Fact]
    public void A_cohort_read_by_a_design_has_its_cut_off_in_arms_check_and_model()
    {
        using var folder = new StudyFolder().With("groups.csv", "2.14", "2.5");
        var design = folder.Design;
        var cycles = RandomCycles.Of(7, 300);
        var cohort = Cohort.Of("test", cycles, design);
        Assert.Equal(cycles.Select(c => (sbyte)(int?)c.ArmAt(2.5)!), cohort.Arms());
        var check = CohortCheck.Run(cohort, new() { ApplyEligibility = false, Errors = ErrorRows.Exclude });
        var homa = check.Analysed.Values("homa_ir");
        Assert.Equal(homa.Count(h => h >= 2.5), check.Flow.Arms[(int)Arm.IrControl] + check.Flow.Arms[(int)Arm.IrMetformin]);
        var fit = CohortModel.Fit(check.Analysed, "early_loss ~ ir");
        Assert.Equal(2.5, fit.CutOff);
    }

    [Fact]
    public void Groups_with_two_cut_offs_are_refused()
    {
        using var folder = new StudyFolder().With("groups.csv", "homa_ir >= 2.14", "homa_ir >= 2.5");
        Assert.Contains("give both groups one cut-off", Assert.Throws<InputException>(() => folder.Design).Message, StringComparison.Ordinal);
        using var none = new StudyFolder().With("groups.csv", "homa_ir >= 2.14", "");
        Assert.Contains("has no group ir", Assert.Throws<InputException>(() => none.Design).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_changed_in_the_design_changes_the_flow()
    {
        using var folder = new StudyFolder().With("design.json", "\"below\": 41", "\"below\": 35");
        var cycles = RandomCycles.Of(5, 400);
        int Excluded(StudyDesign design) => CohortCheck.Run(Cohort.Of("test", cycles, design), new() { Errors = ErrorRows.Exclude }).Rules.Single(r => r.Rule.Id == "inclusion-age").Count;
        Assert.Equal(cycles.Count(c => c.Age is < 20 or >= 35), Excluded(folder.Design));
        Assert.Equal(cycles.Count(c => c.Age is < 20 or >= 41), Excluded(StudyDesign.Default));
        Assert.True(Excluded(folder.Design) > Excluded(StudyDesign.Default));
    }

    [Fact]
    public void A_variable_added_to_dictionary_and_table_is_read_checked_and_tabulated()
    {
        using var folder = new StudyFolder()
            .With("dictionary.csv", "\nbmi,", "\n" + AddedRow + "bmi,")
            .With("design.json", "\"age\", \"bmi\", \"prior_losses\", \"prior_transfer_cycles\"", "\"age\", \"amh\", \"bmi\", \"prior_losses\", \"prior_transfer_cycles\"");
        var design = folder.Design;
        var cycles = RandomCycles.Of(3, 200);
        double[] values = [.. Enumerable.Range(0, cycles.Length).Select(i => i == 9 ? 31.0 : i % 17 / 4.0)];
        var source = MemoryRecords.Of([.. CohortSchema.Default.Columns.Select(c => c.Name), "抗缪勒管激素"],
            [.. cycles.Select((c, i) => (object?[])[.. MemoryRecords.Cells(c), values[i]])]);
        var cohort = CohortReader.Read(source, new() { Design = design }).Cohort;
        Assert.Equal(values, cohort.Values("amh"));

        var check = CohortCheck.Run(cohort, new() { Errors = ErrorRows.Exclude, ApplyEligibility = false });
        Assert.Equal([9], check.Rules.Single(r => r.Rule.Id == "range-amh").Rows.ToArray());
        var row = CohortTables.Of(check.Analysed, TableDesign.Of(design, "1")).Rows[1];
        Assert.Equal(("amh", "抗缪勒管激素", "ng/mL"), (row.Variable.Name, row.Variable.Label.Zh, row.Variable.Unit));
        double[] group = [.. Enumerable.Range(0, cycles.Length).Where(i => i != 9 && cycles[i].ArmAt() == Arm.NonIrControl).Select(i => values[i])];
        Assert.Equal(group.Average(), row.Groups[0].Mean!.Value, 1e-12);
        Assert.Contains("amh", TableDesign.ByCut(design, "age", 35).Variables.Select(v => v.Name));
        // A record has no such property.
        Assert.False(Cohort.Of("rows", cycles, design).Has("amh"));
    }

    [Fact]
    public async Task The_committed_design_and_its_schema_agree()
    {
        Assert.Empty((await Schema).Validate(File.ReadAllText(Repository.PathOf("data", "cohort", "design.json"))));
    }

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void A_design_that_says_what_cannot_be_is_refused_with_a_line_for_each_fault(string old, string changed)
    {
        using var folder = new StudyFolder().With("design.json", old, changed);
        var refusal = Assert.Throws<InputException>(() => folder.Design);
        Assert.Equal(refusal.Problems.Count, refusal.Message.Split('\n').Length);
    }

    [Theory]
    [InlineData("\nfpg,", "\nglucose_fasting,")]
    [InlineData("\nhcg_positive,β-hCG positive,β-hCG 阳性,boolean", "\nhcg_positive,β-hCG positive,β-hCG 阳性,number")]
    [InlineData("\nbmi,", "\nage,")]
    [InlineData(",number,years,15,60", ",number,years,fifteen,60")]
    public void A_dictionary_without_what_definitions_need_is_refused(string old, string changed)
    {
        using var folder = new StudyFolder().With("dictionary.csv", old, changed);
        Assert.Contains("dictionary.csv", Assert.Throws<InputException>(() => folder.Design).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_refuses_members_that_the_reader_does_not_know()
    {
        var design = JsonNode.Parse(File.ReadAllText(Repository.PathOf("data", "cohort", "design.json")))!;
        design["tables"]![0]!["footnote"] = "x";
        Assert.NotEmpty((await Schema).Validate(design.ToJsonString()));
        using var folder = new StudyFolder().With("design.json", "\"title\": {", "\"footnote\": \"x\", \"title\": {");
        Assert.StartsWith("design.json, tables[0].footnote: is not a property known here", Assert.Throws<InputException>(() => folder.Design).Message, StringComparison.Ordinal);
    }
}
