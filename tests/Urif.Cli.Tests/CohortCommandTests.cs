using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Text;
using System.Xml.Linq;
using Urif.Cohorts;

namespace Urif.Cli.Tests;

/// <summary><c>urif cohort check</c> and <c>tables</c> on files that the tests write: what they say, where, and with which exit code.</summary>
public sealed class CohortCommandTests : IDisposable
{
    private static readonly string[] Names = [.. CohortSchema.Default.Columns.Select(c => c.Name)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("en", "Analysed", "Transfer cycles in")]
    [InlineData("zh", "纳入分析", "文件中的移植周期")]
    public async Task A_cohort_of_the_study_gives_0_with_the_report_and_the_flow(string language, string report, string flow)
    {
        var file = Csv(Cells(120));
        foreach (var width in (int[])[60, 80, 100])
        {
            var run = await RunAsync([("COLUMNS", $"{width}")], "cohort", "check", file, "--lang", language);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.Contains(report, run.Output, StringComparison.Ordinal);
            Assert.Contains(flow, run.Output, StringComparison.Ordinal);
            Assert.Contains("n = 120", run.Output, StringComparison.Ordinal);
            Assert.All(run.Lines, line => Assert.True(TerminalCells.Of(line) <= width, line));
        }
    }

    [Fact]
    public async Task Rows_with_errors_give_9_unless_they_are_to_be_left_out()
    {
        var rows = Cells(60);
        rows[4][Of("prior_failed_cycles")] = "30";
        var file = Csv(rows);
        var run = await RunAsync("cohort", "check", file);
        Assert.Equal(9, run.ExitCode);
        Assert.Contains("line 6", run.Output, StringComparison.Ordinal);
        Assert.Equal("urif: cohort.csv: 1 row holds an error; correct the file, or leave such rows out with --exclude-errors\n", run.Error);

        var output = Path.Combine(_folder.Path, "out");
        await File.WriteAllTextAsync(output, "before", TestContext.Current.CancellationToken);
        var tables = await RunAsync("cohort", "tables", file, "--format", "json", "--output", output);
        Assert.Equal((9, ""), (tables.ExitCode, tables.Output));
        Assert.Equal("before", await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken));

        Assert.Equal((0, ""), await Short("cohort", "check", file, "--exclude-errors"));
        Assert.Equal((0, "urif: cohort.csv: 59 of 60 rows are analysed; urif cohort check says why\n"), await Short("cohort", "tables", file, "--exclude-errors"));
    }

    [Fact]
    public async Task No_row_left_to_analyse_gives_9()
    {
        var rows = Cells(5);
        foreach (var row in rows) row[Of("bmi")] = "31";
        Assert.Equal((9, "urif: cohort.csv: no row is left to analyse; the flow of urif cohort check says why\n"), await Short("cohort", "tables", Csv(rows)));
    }

    [Fact]
    public async Task A_file_that_cannot_be_loaded_gives_2_with_a_line_for_each_problem_and_a_count()
    {
        var rows = Cells(200);
        string[] columns = ["age", "bmi", "fins", "fpg", "ins_2h", "pg_2h", "embryos_transferred", "prior_losses"];
        foreach (var row in rows)
            foreach (var column in columns) row[Of(column)] = "abc";
        foreach (var verb in (string[])["check", "tables"])
        {
            var run = await RunAsync("cohort", verb, Csv(rows));
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            var lines = run.Error.TrimEnd('\n').Split('\n');
            Assert.Equal(21, lines.Length);
            Assert.All(lines, line => Assert.StartsWith("urif: cohort.csv", line, StringComparison.Ordinal));
            Assert.Equal("urif: cohort.csv: 1580 more problems, 1600 in all", lines[^1]);
            Assert.DoesNotContain("abc", run.Error, StringComparison.Ordinal);
        }
    }

    /// <summary>Files that only an option makes a cohort: a change to the cells or headers, and the option.</summary>
    public static TheoryData<string, Action<List<string>, string?[][]>, string[]> Mended { get; } = new()
    {
        { "insulin in pmol/L", (_, rows) => Convert(rows, "fins", 6), ["--unit", "fins=pmol/L"] },
        { "glucose in mg/dL", (_, rows) => { Convert(rows, "fpg", 18.016); Convert(rows, "pg_2h", 18.016); }, ["--unit", "fpg=mg/dL", "--unit", "pg_2h=mg/dL"] },
        { "a name", (headers, rows) => Append(headers, rows, "姓名", "王秀英"), ["--drop", "姓名"] },
        { "a column without meaning", (headers, rows) => Append(headers, rows, "x1", "5"), ["--ignore-unknown"] },
        { "other headers", (headers, _) => headers[Of("fins")] = "x9", ["--map", "map.csv"] },
        { "a code for missing", (_, rows) => rows[3][Of("pg_2h")] = "-99", ["--na", "-99"] },
        { "a code in one column", (_, rows) => rows[3][Of("pg_2h")] = "-99", ["--na", "pg_2h=-99"] },
        { "decimal commas", (_, rows) => Commas(rows), ["--decimal-comma"] },
        { "a limit of detection", (_, rows) => rows[2][Of("fins")] = "<2.5", ["--below-limit", "half"] },
        { "the same, taken as it is", (_, rows) => rows[2][Of("fins")] = "<2.5", ["--below-limit", "limit"] },
        { "a woman twice", (_, rows) => { rows[1][0] = rows[0][0]; rows[1][1] = "7"; }, ["--several-cycles"] },
        { "no columns for criteria", (headers, rows) => Remove(headers, rows, "smoking_alcohol"), ["--eligibility", "available"] },
        { "the same, all waived", (headers, rows) => Remove(headers, rows, "smoking_alcohol"), ["--eligibility", "none"] },
        { "a median that is not believed", (_, rows) => Convert(rows, "fins", 7), ["--confirm-unit", "fins"] },
    };

    [Theory]
    [MemberData(nameof(Mended), DisableDiscoveryEnumeration = true)]
    public async Task An_option_makes_a_file_a_cohort(string what, Action<List<string>, string?[][]> change, string[] options)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "map.csv"), "header,column\nx9,fins\n", TestContext.Current.CancellationToken);
        List<string> headers = [.. Names];
        var rows = Cells(60);
        change(headers, rows);
        var file = Csv(rows, headers);
        var without = await RunAsync("cohort", "check", file);
        Assert.True(without.ExitCode is 2 or 9, what);
        options = [.. options.Select(o => o == "map.csv" ? Path.Combine(_folder.Path, o) : o)];
        var with = await RunAsync(["cohort", "check", file, .. options]);
        Assert.True(with.ExitCode == 0, $"{what}: {with.Error}");
    }

    [Fact]
    public async Task A_title_is_named_with_the_option_that_leaves_it_out()
    {
        var file = Csv(Cells(40));
        await File.WriteAllTextAsync(file, "Transfers of 2024, all\n\n" + await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
            TestContext.Current.CancellationToken);
        Assert.Equal((2, "urif: cohort.csv, line 1: is a title, and not the names of the columns; leave such lines out with --skip-rows 2\n"),
            await Short("cohort", "check", file));
        Assert.Equal((0, ""), await Short("cohort", "check", file, "--skip-rows", "2"));
    }

    [Fact]
    public async Task A_HOMA_IR_that_disagrees_is_listed_and_one_that_agrees_changes_nothing()
    {
        var rows = Cells(60);
        var expected = (await RunAsync("cohort", "tables", Csv(rows), "--format", "csv")).Output;
        foreach (var row in rows)
            row[Of("homa_ir")] = row[Of("fpg")] is { Length: > 0 } fpg && row[Of("fins")] is { Length: > 0 } fins
                ? (Number(fpg) * Number(fins) / 22.5).ToString("F2", System.Globalization.CultureInfo.InvariantCulture) : "";
        Assert.Equal(expected, (await RunAsync("cohort", "tables", Csv(rows), "--format", "csv")).Output);
        var given = rows.Index().First(r => r.Item[Of("homa_ir")] is { Length: > 0 });
        given.Item[Of("homa_ir")] = (Number(given.Item[Of("homa_ir")]!) + 0.05).ToString("F2", System.Globalization.CultureInfo.InvariantCulture);
        var run = await RunAsync("cohort", "check", Csv(rows));
        Assert.Equal(9, run.ExitCode);
        Assert.Contains("HOMA-IR given otherwise", run.Output, StringComparison.Ordinal);
        Assert.Contains($"line {given.Index + 2}", run.Output, StringComparison.Ordinal);

        static double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_row_that_does_not_document_a_criterion_is_left_out_or_accepted()
    {
        var rows = Cells(40);
        rows[7][Of("uterus_normal")] = "";
        var file = Csv(rows);
        Assert.Contains("39 of 40 rows", (await RunAsync("cohort", "check", file)).Output, StringComparison.Ordinal);
        Assert.Contains("40 of 40 rows", (await RunAsync("cohort", "check", file, "--accept-undocumented")).Output, StringComparison.Ordinal);
    }

    /// <summary>Command lines that cannot be used, and what the line on standard error must name.</summary>
    public static TheoryData<string[], string> Unusable { get; } = new()
    {
        { ["cohort", "check"], "argument missing" },
        { ["cohort", "check", "no-such.csv"], "no-such.csv: is not there" },
        { ["cohort", "check", "FILE", "--unit", "fins"], "--unit COLUMN=VALUE" },
        { ["cohort", "check", "FILE", "--unit", "insulin=pmol/L"], "\"insulin\" is not a column" },
        { ["cohort", "check", "FILE", "--unit", "fins=stone"], "\"stone\" is not a unit of fins" },
        { ["cohort", "check", "FILE", "--unit", "fins=pmol/L", "--unit", "fins=pmol/L"], "second time" },
        { ["cohort", "check", "FILE", "--drop", "nothing"], "no column \"nothing\" to drop" },
        { ["cohort", "check", "FILE", "--na", "nothing=9"], "\"nothing\" is not a column" },
        { ["cohort", "check", "FILE", "--below-limit", "zero"], "half or limit" },
        { ["cohort", "check", "FILE", "--eligibility", "some"], "full, available or none" },
        { ["cohort", "check", "FILE", "--cut-off", "2,14"], "decimal point" },
        { ["cohort", "check", "FILE", "--from", "sheet"], "no sheets to choose" },
        { ["cohort", "check", "FILE", "--skip-rows", "one"], "from 1 to 999" },
        { ["cohort", "check", "FILE", "--skip-rows", "99"], "has no more than 31 lines" },
        { ["cohort", "check", "FILE", "--map", "no-map.csv"], "no-map.csv: is not there" },
        { ["cohort", "tables", "FILE", "--table", "5"], "is not a table of the design; give one of 1 2 3 4" },
        { ["cohort", "tables", "FILE", "--by", "arm"], "names no column" },
        { ["cohort", "tables", "FILE", "--by", "woman_id"], "without words or numbers" },
        { ["cohort", "tables", "FILE", "--by", "age"], "age:35" },
        { ["cohort", "tables", "FILE", "--by", "age:x"], "age:35" },
        { ["cohort", "tables", "FILE", "--by", "centre:3"], "write centre alone" },
        { ["cohort", "tables", "FILE", "--denominator", "women"], "transfer, hcg or clinical" },
        { ["cohort", "tables", "FILE", "--suppress-below", "2"], "from 3 on" },
        { ["cohort", "tables", "FILE", "--format", "xlsx"], "table, html, csv, json, ard, docx or ledger" },
        { ["cohort", "tables", "FILE", "--summaries", "means"], "rule or printed" },
        { ["cohort", "tables", "FILE", "--summaries"], "--summaries" },
        { ["cohort", "tables", "FILE", "--summaries", "printed", "--by", "centre"], "leave --by or --summaries out" },
        { ["cohort", "tables", "FILE", "--summaries", "printed", "--paper", "nowhere"], "nowhere" },
        { ["cohort", "tables", "FILE", "--format", "ledger"], "--output DIR" },
        { ["cohort", "tables", "FILE", "--format", "ledger", "--output", "out", "--by", "centre"], "leave --by out" },
        { ["cohort", "tables", "FILE", "--format", "ledger", "--output", "out", "--suppress-below", "5", "--round-to", "5"], "leave --round-to out" },
        { ["cohort", "tables", "FILE", "--round-to", "5"], "give --suppress-below K too" },
        { ["cohort", "tables", "FILE", "--suppress-below", "5", "--round-to", "0"], "from 1" },
        { ["cohort", "check", "FILE", "--suppress-below", "1"], "from 3 on" },
        { ["cohort", "model", "FILE", "--suppress-below", "x"], "from 3 on" },
        { ["cohort", "tables", "FILE", "--format", "ledger", "--output", "out", "--denominator", "hcg"], "leave --denominator out" },
        { ["cohort", "tables", "FILE", "--format", "ledger", "--output", "FILE"], "is a file" },
        { ["cohort", "tables", "FILE", "--format", "ledger", "--output", "no/such"], "create the folder" },
        { ["cohort", "tables", "FILE", "--format", "ledger", "--output", "."], "holds files already" },
        { ["cohort", "tables", "FILE", "--format", "docx"], "--output FILE" },
    };

    [Fact]
    public async Task One_switch_hides_in_tables_model_and_check_and_says_what_it_cannot_protect()
    {
        var rows = Cells(160);
        for (var i = 0; i < 3; i++) rows[i][Of("prior_failed_cycles")] = "30";
        var file = Csv(rows);
        string[][] runs =
        [
            ["cohort", "tables", file], ["cohort", "tables", file, "--format", "json"], ["cohort", "tables", file, "--format", "html"], ["cohort", "tables", file, "--by", "age:33.5"],
            ["cohort", "model", file, "--formula", "clinical_pregnancy ~ age"], ["cohort", "model", file, "--formula", "clinical_pregnancy ~ age", "--format", "json"], ["cohort", "check", file],
        ];
        foreach (var arguments in runs)
        {
            var run = await RunAsync([.. arguments, "--exclude-errors", "--suppress-below", "5"]);
            Assert.Equal(0, run.ExitCode);
            Assert.Contains("protected within this output only", string.Join(' ', run.Output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
            // 157 of 160 are analysed: neither the three nor both numbers.
            Assert.DoesNotContain("157 of 160", run.Output + run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("3 rows hold", run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_table_alone_hides_what_it_hides_beside_the_others()
    {
        var file = Csv(Cells(70));
        var all = JsonNode.Parse((await RunAsync("cohort", "tables", file, "--format", "json", "--suppress-below", "8")).Output)!["tables"]!.AsArray();
        foreach (var table in all)
        {
            var alone = JsonNode.Parse((await RunAsync("cohort", "tables", file, "--format", "json", "--suppress-below", "8", "--table", (string)table!["id"]!)).Output)!["tables"]!.AsArray();
            Assert.Equal(table.ToJsonString(), Assert.Single(alone)!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_ledger_with_small_counts_hidden_can_be_audited()
    {
        var output = Path.Combine(_folder.Path, "ledger");
        Assert.Equal(0, (await RunAsync("cohort", "tables", Csv(Cells(160)), "--format", "ledger", "--output", output, "--suppress-below", "5")).ExitCode);
        Assert.Equal(0, (await RunAsync("audit", "--paper", output, "--fail-on", "impossible")).ExitCode);
    }

    [Theory]
    [MemberData(nameof(Unusable), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_used_gives_2_and_one_line(string[] arguments, string named)
    {
        var file = Csv(Cells(30));
        var run = await RunAsync([.. arguments.Select(a => a == "FILE" ? file : a)]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(named, run.Error, StringComparison.Ordinal);
        Assert.StartsWith("urif: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_kind_of_file_gives_the_same_tables()
    {
        var rows = Cells(80);
        var expected = (await RunAsync("cohort", "tables", Csv(rows), "--format", "csv")).Output;
        Assert.StartsWith("table,variable,", expected, StringComparison.Ordinal);
        string PathOf(string name) => Path.Combine(_folder.Path, name);

        Workbook.Write(PathOf("a.xlsx"), string.Concat(rows.Prepend(Names).Select(r =>
            "<row>" + string.Concat(r.Select(c => $"<c t='str'><v>{c}</v></c>")) + "</row>")));
        PlainParquet.Write(PathOf("a.parquet"), Names, rows.Length, (r, c) => rows[r][c]);
        // Old SPSS names have eight characters.
        var spss = new SpssFile(false).Header(0, rows.Length);
        for (var c = 0; c < Names.Length; c++) spss.Variable($"V{c}", 24, 1);
        spss.End();
        foreach (var cell in rows.SelectMany(r => r)) spss.Text(cell ?? "", 24);
        await File.WriteAllBytesAsync(PathOf("a.sav"), spss.ToArray(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(PathOf("map.csv"), "header,column\n" + string.Concat(Names.Select((n, c) => $"V{c},{n}\n")), TestContext.Current.CancellationToken);

        string[][] files =
        [
            ["a.xlsx"], ["a.xlsx", "--from", "patients"], ["a.parquet"], ["a.sav", "--map", PathOf("map.csv")],
        ];
        foreach (var file in files)
        {
            var run = await RunAsync(["cohort", "tables", PathOf(file[0]), "--format", "csv", .. file[1..]]);
            Assert.True(run.ExitCode == 0, string.Join(' ', file) + run.Error);
            Assert.Equal(expected, run.Output);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Every_format_is_read_back_and_is_the_same_bytes_again(string language)
    {
        var file = Csv(Cells(120));
        foreach (var format in (string[])["table", "html", "csv", "json", "ard", "docx"])
        {
            var output = Path.Combine(_folder.Path, "out." + format);
            string[] arguments = ["cohort", "tables", file, "--lang", language, "--format", format];
            Assert.Equal((0, ""), await Short([.. arguments, "--output", output]));
            var bytes = await File.ReadAllBytesAsync(output, TestContext.Current.CancellationToken);
            if (format == "docx") await RunAsync([.. arguments, "--output", output + "2"]);
            Assert.Equal(bytes, format == "docx" ? await File.ReadAllBytesAsync(output + "2", TestContext.Current.CancellationToken) : (await RunAsync(arguments)).Bytes);
            var text = Encoding.UTF8.GetString(bytes);
            switch (format)
            {
                case "json": Assert.Equal(4, JsonNode.Parse(text)!["tables"]!.AsArray().Count); break;
                case "csv" or "ard": Assert.All(text.TrimEnd('\n').Split('\n'), l => Assert.Contains(',', l)); break;
                case "html": Assert.Equal(4, text.Split("<table").Length - 1); break;
                case "table": Assert.Equal(4, text.Split('\n').Count(l => l.StartsWith(language == "en" ? "Table " : "表", StringComparison.Ordinal))); break;
                default:
                    await using (var document = new ZipArchive(new MemoryStream(bytes)).GetEntry("word/document.xml")!.Open())
                        Assert.Equal(4, XDocument.Load(document).Descendants().Count(e => e.Name.LocalName == "tbl"));
                    break;
            }
        }
    }

    [Fact]
    public async Task Summaries_are_by_rule_or_as_the_paper_prints_them()
    {
        var file = Csv(Cells(150));
        var ledger = Repository.PathOf("data", "paper");
        async Task<string[]> Summaries(params string[] options)
        {
            var run = await RunAsync(["cohort", "tables", file, "--format", "json", "--table", "3", .. options]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            return [.. JsonNode.Parse(run.Output)!["tables"]![0]!["rows"]!.AsArray().Where(r => (string)r!["kind"]! == "continuous").Select(r => (string)r!["summary"]!)];
        }

        Assert.Equal(await Summaries(), await Summaries("--summaries", "rule"));
        Assert.Contains("median_quartiles", await Summaries());
        // Table 3 of the paper prints means alone.
        Assert.All(await Summaries("--summaries", "printed"), s => Assert.Equal("mean_sd", s));
        Assert.All(await Summaries("--summaries", "printed", "--paper", ledger), s => Assert.Equal("mean_sd", s));
    }

    [Theory]
    [InlineData("rule")]
    [InlineData("printed")]
    public async Task Tables_as_a_ledger_are_audited_and_nothing_is_held_against_them(string summaries)
    {
        var file = Csv(Cells(150));
        var folder = Path.Combine(_folder.Path, "ledger");
        // An empty folder may be there.
        Directory.CreateDirectory(folder);
        string[] arguments = ["cohort", "tables", file, "--summaries", summaries, "--format", "ledger", "--output", folder];
        Assert.Equal((0, ""), await Short(arguments));
        Assert.Equal(["claims.csv", "comparisons.csv", "datapackage.json", "groups.csv", "numbers.csv", "variables.csv"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Single(await File.ReadAllLinesAsync(Path.Combine(folder, "claims.csv"), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetDirectories(_folder.Path, "*.part"));
        var audit = await RunAsync("audit", "--paper", folder, "--format", "json", "--fail-on", "not_reproduced,contradicted,impossible");
        Assert.Equal((0, ""), (audit.ExitCode, audit.Error));
        Assert.True(JsonNode.Parse(audit.Output)!["numbers"]!.AsArray().Count > 250);

        var before = Directory.GetFiles(folder).Select(File.ReadAllText).ToList();
        var again = await RunAsync(arguments);
        Assert.Equal((2, ""), (again.ExitCode, again.Output));
        Assert.Equal($"urif: --output \"{folder}\": is a folder that holds files already; give a new folder, or empty it\n", again.Error);
        Assert.Equal(before, Directory.GetFiles(folder).Select(File.ReadAllText));
    }

    [Fact]
    public async Task Tables_groupings_and_cut_offs_can_be_chosen()
    {
        var file = Csv(Cells(150));
        async Task<JsonArray> Tables(params string[] options) =>
            JsonNode.Parse((await RunAsync(["cohort", "tables", file, "--format", "json", .. options])).Output)!["tables"]!.AsArray();
        static string[] Groups(JsonNode? table) => [.. table!["groups"]!.AsArray().Select(g => (string)g!["id"]!)];
        static int Size(JsonNode? table, int group) => (int)table!["groups"]![group]!["size"]!["value"]!;

        Assert.Equal(["1", "3"], (await Tables("--table", "3", "--table", "1", "--table", "3")).Select(t => (string)t!["id"]!));
        Assert.Equal(["age<35", "age>=35"], Groups((await Tables("--by", "age:35"))[0]));
        Assert.Equal(["cycle=fresh", "cycle=frozen"], Groups((await Tables("--by", "cycle"))[0]));
        Assert.Equal(["homa_ir<2.5", "homa_ir>=2.5"], Groups((await Tables("--by", "homa_ir", "--cut-off", "2.5"))[0]));
        var rows = (await Tables("--by", "metformin", "--table", "2"))[0]!["rows"]!.AsArray();
        Assert.Equal((await Tables("--table", "2"))[0]!["rows"]!.AsArray().Select(r => (string)r!["variable"]!), rows.Select(r => (string)r!["variable"]!));
        Assert.True(Size((await Tables("--table", "1", "--cut-off", "5"))[0], 1) < Size((await Tables("--table", "1"))[0], 1));
        Assert.Equal("clinical_pregnancy", (string)(await Tables("--denominator", "clinical"))[1]!["options"]!["denominator"]!);
    }

    [Fact]
    public async Task The_cut_off_is_that_of_the_paper_s_groups()
    {
        using var paper = TemporaryFolder.CopyOf(Repository.PathOf("data", "paper"));
        var groups = Path.Combine(paper.Path, "groups.csv");
        var text = await File.ReadAllTextAsync(groups, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(groups, text.Replace("2.14", "2.5", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var file = Csv(Cells(150));
        foreach (var command in (string[][])[["check"], ["tables"], ["tables", "--summaries", "printed"], ["model", "--formula", "early_loss ~ ir"]])
        {
            string[] run = ["cohort", command[0], file, .. command[1..]];
            var followed = await RunAsync([.. run, "--paper", paper.Path]);
            Assert.Equal((await RunAsync([.. run, "--cut-off", "2.5"])).Output, followed.Output);
            Assert.NotEqual((await RunAsync(run)).Output, followed.Output);
        }
    }

    [Fact]
    public async Task No_value_of_a_row_stands_in_any_output()
    {
        // Decimals that no rounding, and names that no list has.
        var rows = Cells(151);
        var measured = new List<string>();
        for (var i = 0; i < rows.Length; i++)
        {
            foreach (var column in (string[])["fins", "ins_2h", "fpg", "pg_2h"])
            {
                var value = double.Parse(rows[i][Of(column)]!, CultureInfo.InvariantCulture) + (i + 1) * 1.3e-5;
                measured.Add(rows[i][Of(column)] = value.ToString("F6", CultureInfo.InvariantCulture).TrimEnd('0'));
            }

            rows[i][0] = $"SECRET{i:0000}";
        }

        var file = Csv(rows);
        var outputs = new List<string>();
        foreach (var format in (string[])["table", "html", "csv", "json", "ard", "docx"])
        {
            foreach (var suppress in (string[][])[[], ["--suppress-below", "10"]])
            {
                var output = Path.Combine(_folder.Path, "out");
                var run = await RunAsync(["cohort", "tables", file, "--format", format, "--output", output, .. suppress]);
                Assert.Equal(0, run.ExitCode);
                outputs.AddRange([run.Output, run.Error, await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken)]);
            }
        }

        // A median of an odd number of women, and a quartile, is a woman's value; which woman's it does not say.
        var json = JsonNode.Parse((await RunAsync("cohort", "tables", file, "--format", "json")).Output)!;
        var quantiles = json["tables"]!.AsArray().SelectMany(t => t!["rows"]!.AsArray()).SelectMany(r => r!["groups"]!.AsArray())
            .SelectMany(g => new[] { "median", "q1", "q3" }.Select(q => g![q]?.ToJsonString())).ToHashSet();
        var secrets = measured.Where(m => !quantiles.Contains(m)).ToList();
        Assert.True(secrets.Count > 500);
        rows[5][Of("prior_failed_cycles")] = "30";
        rows[6][Of("age")] = "59";
        foreach (var verb in (string[])["check", "tables"])
        {
            var run = await RunAsync("cohort", verb, Csv(rows));
            outputs.AddRange([run.Output, run.Error]);
        }

        var all = string.Join('\n', outputs);
        Assert.DoesNotContain("SECRET", all, StringComparison.Ordinal);
        Assert.All(secrets, s => Assert.DoesNotContain(s, all, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    public async Task The_culture_changes_nothing(string locale)
    {
        var file = Csv(Cells(60));
        foreach (var arguments in (string[][])[["check", file], ["tables", file], ["tables", file, "--format", "json"]])
        {
            var plain = await RunAsync([("LC_ALL", "C")], ["cohort", .. arguments]);
            Assert.Equal(plain.Bytes, (await RunAsync([("LC_ALL", locale)], ["cohort", .. arguments])).Bytes);
        }
    }

    private static int Of(string column) => Array.IndexOf(Names, column);

    private static string?[][] Cells(int count) => [.. RandomCycles.Of(21, count).Select(c => MemoryRecords.Cells(c).Select(v => (string?)v).ToArray())];

    private static void Convert(string?[][] rows, string column, double factor)
    {
        foreach (var row in rows)
            row[Of(column)] = (double.Parse(row[Of(column)]!, CultureInfo.InvariantCulture) * factor).ToString("F4", CultureInfo.InvariantCulture);
    }

    private static void Commas(string?[][] rows)
    {
        foreach (var row in rows)
            for (var c = 0; c < row.Length; c++) row[c] = row[c]?.Replace('.', ',');
    }

    private static void Append(List<string> headers, string?[][] rows, string header, string value)
    {
        headers.Add(header);
        for (var i = 0; i < rows.Length; i++) rows[i] = [.. rows[i], value];
    }

    private static void Remove(List<string> headers, string?[][] rows, string column)
    {
        headers.RemoveAt(Of(column));
        for (var i = 0; i < rows.Length; i++) rows[i] = [.. rows[i].Where((_, c) => c != Of(column))];
    }

    private string Csv(string?[][] rows, IReadOnlyList<string>? headers = null)
    {
        static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(c => c?.Contains(',', StringComparison.Ordinal) == true ? $"\"{c}\"" : c)) + "\n";
        var path = Path.Combine(_folder.Path, "cohort.csv");
        File.WriteAllText(path, Line(headers ?? Names) + string.Concat(rows.Select(Line)));
        return path;
    }

    private async Task<(int, string)> Short(params string[] arguments)
    {
        var run = await RunAsync(arguments);
        return (run.ExitCode, run.Error);
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) => RunAsync([("LC_ALL", "C")], arguments);

    // Not UrifProgram's own, which runs a line once: here a file of one name changes.
    private Task<ProgramRun> RunAsync((string Name, string Value)[] environment, params string[] arguments) =>
        UrifProgram.RunAsync(_folder.Path, environment, [UrifProgram.Dotnet, UrifProgram.File, .. arguments]);
}
