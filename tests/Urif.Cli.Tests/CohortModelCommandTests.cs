using System.Globalization;
using System.Text.Json.Nodes;
using Urif.Cohorts;

namespace Urif.Cli.Tests;

/// <summary><c>urif cohort model</c>: what it prints of this kit's synthetic cohorts, and one line for what it cannot fit.</summary>
public sealed class CohortModelCommandTests : IDisposable
{
    private static readonly string[] Names = [.. CohortSchema.Default.Columns.Select(c => c.Name)];

    private static readonly string First = Path.Combine("data", "cohort", "tables-1-2-seed-1-0001-SYNTHETIC.csv"),
        Second = Path.Combine("data", "cohort", "tables-3-4-seed-1-0001-SYNTHETIC.csv");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_paper_s_model_and_one_with_an_interaction_are_those_kept()
    {
        var paper = await UrifProgram.RunAsync("cohort", "model", First, "--bootstrap", "400", "--seed", "3");
        Assert.Equal((0, ""), (paper.ExitCode, paper.Error));
        Expectation.Matches("cohort-model.en.txt", paper.Output);
        var other = await UrifProgram.RunAsync("cohort", "model", Second, "--among", "all", "--formula", "live_birth ~ ir*stage + centre + age", "--estimator", "firth", "--lang", "zh");
        Assert.Equal((0, ""), (other.ExitCode, other.Error));
        Expectation.Matches("cohort-model.zh.txt", other.Output);
    }

    [Theory]
    [InlineData("en", "60")]
    [InlineData("zh", "60")]
    [InlineData("en", "80")]
    [InlineData("zh", "80")]
    public async Task Lines_fit_the_width_where_words_allow_it(string language, string width)
    {
        var run = await UrifProgram.RunAsync([("COLUMNS", width)], "cohort", "model", First, "--bootstrap", "50", "--seed", "3", "--lang", language);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        // Intervals are not broken: five columns of them and a label need some 70.
        var most = Math.Max(72, int.Parse(width, CultureInfo.InvariantCulture));
        Assert.All(run.Lines, line => Assert.True(TerminalCells.Of(line) <= most, line));
    }

    [Fact]
    public async Task Formats_agree_and_files_are_whole()
    {
        var json = JsonNode.Parse((await UrifProgram.RunAsync("cohort", "model", First, "--format", "json")).Output)!;
        Assert.Equal((250, 46, "ml"), ((int)json["model"]!["used"]!, (int)json["model"]!["events"]!, (string)json["estimator"]!));
        var csv = (await UrifProgram.RunAsync("cohort", "model", First, "--format", "csv")).Lines;
        Assert.Contains(csv, l => l.Contains(",model,,", StringComparison.Ordinal) && l.Contains(",events,46,", StringComparison.Ordinal));
        foreach (var format in (string[])["table", "html", "csv", "json"])
        {
            var file = Path.Combine(_folder.Path, format);
            var run = await UrifProgram.RunAsync("cohort", "model", First, "--format", format, "--output", file);
            Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
            var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
            Assert.Equal((await UrifProgram.RunAsync("cohort", "model", First, "--format", format)).Output, text);
            Assert.Contains("SYNTHETIC: made by a random number generator", text, StringComparison.Ordinal);
            // The identifier of every row of the file starts so.
            Assert.DoesNotContain("SYNTHETIC-", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_cut_off_and_the_women_can_be_chosen()
    {
        async Task<JsonNode> Model(params string[] options) =>
            JsonNode.Parse((await UrifProgram.RunAsync(["cohort", "model", Second, "--format", "json", "--formula", "early_loss ~ ir", .. options])).Output)!["model"]!;
        var all = await Model("--among", "all");
        Assert.Equal(335, (int)all["used"]!);
        Assert.True((int)(await Model())["used"]! < 335);
        Assert.NotEqual((double)all["risk_if_all_exposed"]!, (double)(await Model("--among", "all", "--cut-off", "3"))["risk_if_all_exposed"]!);
    }

    [Theory]
    [InlineData("early_loss ~ shoe_size", "shoe_size: is no variable of a cohort")]
    [InlineData("early_loss ~ age +", "position 19: a name is expected")]
    [InlineData("early_loss ~ age\n+", "a name is expected")]
    [InlineData("early_loss ~ age + metformin", "metformin: the column is constant, 0 in all rows")]
    [InlineData("prior_success ~ age", "prior_success: no events in 250 rows")]
    [InlineData("uterus_normal ~ age", "uterus_normal: all 250 rows are events")]
    [InlineData("ir ~ homa_ir", "homa_ir: complete separation")]
    [InlineData("age ~ ir", "age: has other values than 0 and 1")]
    [InlineData("early_loss ~ stage_cleavage + stage_blastocyst", "linear combination")]
    public async Task What_cannot_be_fitted_gives_2_and_one_line_that_names_the_term(string formula, string part) =>
        Refused(await UrifProgram.RunAsync("cohort", "model", First, "--formula", formula), part);

    [Fact]
    public async Task Rows_that_cannot_support_a_model_give_2_and_one_line()
    {
        var one = Cells(60);
        foreach (var row in one) row[Of("centre")] = "A";
        Refused(await RunAsync(one, "early_loss ~ age + centre"), "centre: the factor has one level, A, in all rows");
        var missing = Cells(60);
        foreach (var row in missing) row[Of("ins_2h")] = "";
        Refused(await RunAsync(missing, "early_loss ~ age + ins_2h"), "ins_2h: is missing in all");
        Refused(await RunAsync(Cells(6), "hcg_positive ~ age + bmi + fins + fpg + pg_2h + ins_2h"), "hcg_positive");
    }

    [Theory]
    [InlineData("--bootstrap: has no seed", "--bootstrap", "100")]
    [InlineData("--seed: has nothing to resample", "--seed", "1")]
    [InlineData("\"0\" is not a number of resamples", "--bootstrap", "0", "--seed", "1")]
    [InlineData("\"-1\" is not a seed", "--bootstrap", "9", "--seed", "-1")]
    [InlineData("\"ridge\" is not an estimator", "--estimator", "ridge")]
    [InlineData("\"men\" is not a choice of women", "--among", "men")]
    [InlineData("\"pdf\" is not a format", "--format", "pdf")]
    public async Task A_wrong_option_gives_2_and_one_line(string part, params string[] options) =>
        Refused(await UrifProgram.RunAsync(["cohort", "model", First, .. options]), part);

    private static void Refused(ProgramRun run, string part)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("urif: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    private async Task<ProgramRun> RunAsync(string?[][] rows, string formula)
    {
        var path = Path.Combine(_folder.Path, "cohort.csv");
        await File.WriteAllTextAsync(path, string.Concat(rows.Prepend(Names).Select(r => string.Join(',', r) + "\n")), TestContext.Current.CancellationToken);
        return await UrifProgram.RunAsync(_folder.Path, [("LC_ALL", "C")], [UrifProgram.Dotnet, UrifProgram.File, "cohort", "model", path, "--among", "all", "--formula", formula]);
    }

    private static int Of(string column) => Array.IndexOf(Names, column);

    private static string?[][] Cells(int count) => [.. RandomCycles.Of(21, count).Select(c => MemoryRecords.Cells(c).Select(v => (string?)v).ToArray())];
}
