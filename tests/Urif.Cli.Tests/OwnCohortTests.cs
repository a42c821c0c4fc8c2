using System.Text.Json.Nodes;

namespace Urif.Cli.Tests;

/// <summary>The walk of somebody with a file of another study: draft, dictionary, check, table, model; and one line for each fault.</summary>
public sealed class OwnCohortTests : IDisposable
{
    private static readonly string Folder = Path.Combine("data", "examples", "birthwt"), Births = Path.Combine(Folder, "birthwt.csv");

    private static readonly string[] Own = ["--dictionary", Path.Combine(Folder, "dictionary.csv"), "--design", Path.Combine(Folder, "design.json")];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task From_a_file_to_its_table_and_model_without_a_line_of_code()
    {
        // 1. A draft, corrected in one place: what the numbers of race mean.
        var drafts = Path.Combine(_folder.Path, "drafts");
        var draft = await UrifProgram.RunAsync("cohort", "dictionary", Births, "--output", drafts);
        Assert.Equal((0, "", ""), (draft.ExitCode, draft.Output, draft.Error));
        string dictionary = Path.Combine(drafts, "dictionary.csv"), design = Path.Combine(drafts, "design.json");
        var text = await File.ReadAllTextAsync(dictionary, TestContext.Current.CancellationToken);
        Assert.Contains("race,race,,integer,,,,no,,,,\n", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(dictionary, text.Replace("race,race,,integer,,,,no,,,,\n", "race,race,,category,,,,no,,white=1;black=2;other=3,,\n", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        // 2. The check, 3. the drafted table, 4. a model.
        string[] own = ["--dictionary", dictionary, "--design", design];
        var check = await UrifProgram.RunAsync(["cohort", "check", Births, .. own]);
        Assert.Equal((0, ""), (check.ExitCode, check.Error));
        Assert.Contains("189 of 189 rows", check.Output, StringComparison.Ordinal);
        var tables = await UrifProgram.RunAsync(["cohort", "tables", Births, .. own, "--format", "json"]);
        Assert.Equal((0, ""), (tables.ExitCode, tables.Error));
        var table = JsonNode.Parse(tables.Output)!["tables"]![0]!;
        Assert.Equal([189, 130, 59], table["groups"]!.AsArray().Select(g => (int)g!["size"]!["value"]!));
        var white = table["rows"]!.AsArray().Single(r => (string)r!["variable"]! == "race=white")!;
        Assert.Equal("pearson_chi_square", (string)white["test"]!["kind"]!);
        var model = await UrifProgram.RunAsync(["cohort", "model", Births, .. own, "--formula", "low ~ smoke + race", "--univariable", "--format", "json"]);
        Assert.Equal((0, ""), (model.ExitCode, model.Error));
        Assert.Equal(3, JsonNode.Parse(model.Output)!["univariable"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_example_s_tables_and_model_are_those_kept()
    {
        var tables = await UrifProgram.RunAsync(["cohort", "tables", Births, .. Own]);
        Assert.Equal((0, ""), (tables.ExitCode, tables.Error));
        Expectation.Matches("own-tables.en.txt", tables.Output);
        var model = await UrifProgram.RunAsync(["cohort", "model", Births, .. Own, "--lang", "zh"]);
        Assert.Equal((0, ""), (model.ExitCode, model.Error));
        Expectation.Matches("own-model.zh.txt", model.Output);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("csv")]
    [InlineData("ard")]
    [InlineData("docx")]
    public async Task Every_format_holds_them(string format)
    {
        var file = Path.Combine(_folder.Path, format);
        var run = await UrifProgram.RunAsync(["cohort", "tables", Births, .. Own, "--format", format, "--suppress-below", "5", "--output", file]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.True(new FileInfo(file).Length > 1000);
    }

    [Fact]
    public async Task Faults_of_both_files_are_a_line_each_and_exit_code_2()
    {
        var dictionary = Path.Combine(_folder.Path, "dictionary.csv");
        await File.WriteAllTextAsync(dictionary, "name,type\nlow,bolean\nage,number\nage,number\n", TestContext.Current.CancellationToken);
        var run = await UrifProgram.RunAsync("cohort", "check", Births, "--dictionary", dictionary);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        var lines = run.Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("dictionary.csv, line 2, column 2 (type): \"bolean\" is not a type; did you mean \"boolean\"?", lines[0], StringComparison.Ordinal);
        Assert.Contains("dictionary.csv, line 4, column 1 (name)", lines[1], StringComparison.Ordinal);

        var missing = await UrifProgram.RunAsync("cohort", "check", Births, "--dictionary", Path.Combine(_folder.Path, "none.csv"));
        Assert.Equal(2, missing.ExitCode);
        Assert.Single(missing.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--denominator", "hcg", "is of the paper's outcomes")]
    [InlineData("--cut-off", "2", "has no exposure to cut in this design")]
    [InlineData("--by", "age:30,20", "does not say where to cut the numbers")]
    [InlineData("--by", "agee:20", "did you mean \"age\"?")]
    public async Task What_a_study_does_not_have_is_said(string option, string value, string said)
    {
        string[] own = option == "--cut-off" ? ["--dictionary", Own[1], "--by", "smoke"] : Own;
        var run = await UrifProgram.RunAsync(["cohort", "tables", Births, .. own, option, value]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, Assert.Single(run.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dictionary_without_a_design_says_how_to_have_a_table()
    {
        var run = await UrifProgram.RunAsync("cohort", "tables", Births, "--dictionary", Own[1]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("give --design FILE, or --by COLUMN", run.Error, StringComparison.Ordinal);
        var by = await UrifProgram.RunAsync("cohort", "tables", Births, "--dictionary", Own[1], "--by", "age:20,30", "--overall", "--n", "--format", "csv");
        Assert.Equal((0, ""), (by.ExitCode, by.Error));
        Assert.Contains(by.Lines, l => l.Contains("age>=20<30", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_per_pregnancy_says_of_how_many()
    {
        var cohort = Path.Combine("data", "cohort", "tables-1-2-seed-1-0001-SYNTHETIC.csv");
        var run = await UrifProgram.RunAsync("cohort", "tables", cohort, "--table", "2", "--denominator", "clinical", "--format", "csv");
        var sizes = run.Lines.Where(l => l.Contains(",group_size,", StringComparison.Ordinal)).Select(l => string.Join(',', l.Split(',')[2..5]));
        Assert.Equal(["nonir_control,n,138", "ir_control,n,112", "nonir_control,n_clinical_pregnancy,59", "ir_control,n_clinical_pregnancy,43"], sizes);
        var text = (await UrifProgram.RunAsync("cohort", "tables", cohort, "--table", "2", "--denominator", "clinical")).Output;
        Assert.Contains("(n = 138 transfer cycles;", text, StringComparison.Ordinal);
        Assert.Contains("clinical pregnancy: 59)", text, StringComparison.Ordinal);
        Assert.Contains("Table 2. Pregnancy outcomes without metformin, in part among: clinical pregnancy", text, StringComparison.Ordinal);
    }
}
