using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Urif.Cli.Tests;

/// <summary><c>urif synth</c>: the cohorts of this kit to the byte, parts of a run that make up the whole, and one line for what it cannot use.</summary>
public sealed class SynthCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tables-1-2")]
    [InlineData("tables-3-4")]
    public async Task The_committed_cohorts_are_made_again_byte_for_byte(string reading)
    {
        var run = await UrifProgram.RunAsync("synth", "--reading", reading, "--seed", "1", "--out", _folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        string[] names = [$"{reading}-seed-1-0001-SYNTHETIC.csv", $"{reading}-seed-1-manifest-SYNTHETIC.json"];
        Assert.Equal(names, NamesIn(_folder.Path));
        foreach (var name in names)
        {
            byte[] kept = await BytesAsync(Repository.PathOf("data", "cohort", name)), made = await BytesAsync(Path.Combine(_folder.Path, name));
            Assert.True(kept.AsSpan().SequenceEqual(made), name);
        }

        Assert.Contains("SYNTHETIC: made by a random number generator; no patients", run.Output, StringComparison.Ordinal);
        Assert.Contains(names[1], run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_leaves_whole_cohorts_and_says_so()
    {
        var run = await UrifProgram.InterruptedAsync(Repository.Root, $"[ -n \"$(ls {_folder.Path})\" ]",
            "synth", "--reading", "tables-3-4", "--count", "100000", "--out", _folder.Path);
        Assert.Equal(130, run.ExitCode);
        Assert.Matches("^urif: stopped after [0-9]+ of 100000 cohorts; they are whole, and there is no manifest of them\n", run.Error);
        foreach (var name in NamesIn(_folder.Path))
        {
            Assert.EndsWith("-SYNTHETIC.csv", name, StringComparison.Ordinal);
            var text = await File.ReadAllTextAsync(Path.Combine(_folder.Path, name), TestContext.Current.CancellationToken);
            Assert.Equal(336, text.Count(c => c == '\n'));
        }
    }

    [Fact]
    public async Task Parts_of_a_run_make_up_the_whole()
    {
        string whole = Path.Combine(_folder.Path, "whole"), parts = Path.Combine(_folder.Path, "parts");
        string[] options = ["synth", "--reading", "tables-3-4", "--seed", "18446744073709551615", "--count", "6"];
        var one = await UrifProgram.RunAsync([.. options, "--out", whole]);
        Assert.Equal((0, ""), (one.ExitCode, one.Error));
        foreach (var part in (string[])["1/3", "2/3", "3/3"])
        {
            var run = await UrifProgram.RunAsync([.. options, "--out", parts, "--shard", part]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
        }

        const string start = "tables-3-4-seed-18446744073709551615-";
        string[] cohorts = [.. Enumerable.Range(1, 6).Select(k => $"{start}000{k}-SYNTHETIC.csv")];
        Assert.Equal([.. cohorts, start + "manifest-SYNTHETIC.json"], NamesIn(whole));
        Assert.Equal([.. cohorts, .. Enumerable.Range(1, 3).Select(i => $"{start}shard-{i}-of-3-manifest-SYNTHETIC.json")], NamesIn(parts));
        foreach (var name in cohorts) Assert.Equal(await BytesAsync(Path.Combine(whole, name)), await BytesAsync(Path.Combine(parts, name)));

        var all = await ManifestAsync(Path.Combine(whole, start + "manifest-SYNTHETIC.json"));
        Assert.Equal(18446744073709551615, (ulong)all["seed"]!);
        Assert.Equal(cohorts, Files(all).Select(f => f.Name));
        for (var i = 1; i <= 3; i++)
        {
            var part = await ManifestAsync(Path.Combine(parts, $"{start}shard-{i}-of-3-manifest-SYNTHETIC.json"));
            Assert.Equal(Files(all).Where(f => (f.Number - 1) % 3 == i - 1), Files(part));
            foreach (var (name, _, sum) in Files(part))
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await BytesAsync(Path.Combine(parts, name)))), sum);
        }

        Assert.Equal(6, (await Task.WhenAll(cohorts.Select(c => BytesAsync(Path.Combine(whole, c))))).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public async Task More_parts_than_cohorts_leave_some_parts_a_manifest_of_none()
    {
        var run = await UrifProgram.RunAsync("synth", "--reading", "tables-3-4", "--count", "1", "--shard", "2/2", "--out", _folder.Path);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["tables-3-4-seed-1-shard-2-of-2-manifest-SYNTHETIC.json"], NamesIn(_folder.Path));
        Assert.Contains("0 cohorts and", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_out_no_file_is_made_and_what_gives_way_is_shown()
    {
        var run = await UrifProgram.RunAsync(_folder.Path, [], [UrifProgram.Dotnet, UrifProgram.File, "synth", "--reading", "tables-1-2", "--paper", Repository.PathOf("data", "paper")]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(NamesIn(_folder.Path));
        Assert.StartsWith("tables-1-2: The women without metformin are as in Tables 1 and 2", run.Output, StringComparison.Ordinal);
        Assert.Contains("No count of 138 women is 68.88%", run.Output, StringComparison.Ordinal);
        Assert.Contains("Gives way:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ranges_stand_beside_what_is_printed_in_both_languages()
    {
        var english = await UrifProgram.RunAsync([("COLUMNS", "200")], "synth", "--reading", "tables-1-2", "--ranges");
        Assert.Equal((0, ""), (english.ExitCode, english.Error));
        var z = Assert.Single(english.Lines, l => l.Contains("(printed -10.25, Table 1)", StringComparison.Ordinal));
        Assert.Contains("z of fasting insulin", z, StringComparison.Ordinal);
        Assert.Matches(@"^ +-\d+\.\d\d to -\d+\.\d\d  ", z);
        Assert.Contains(english.Lines, l => l.Contains("15.00 to 27.00", StringComparison.Ordinal) && l.Contains("biochemical losses", StringComparison.Ordinal));
        var chinese = await UrifProgram.RunAsync([("COLUMNS", "200")], "synth", "--reading", "tables-1-2", "--ranges", "--lang", "zh");
        Assert.Equal((0, ""), (chinese.ExitCode, chinese.Error));
        Assert.StartsWith("tables-1-2: 未服二甲双胍者以表1、表2为准", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("让步：", chinese.Output, StringComparison.Ordinal);
        Assert.Contains("（表1为 -10.25）", chinese.Output.Replace(" ", "", StringComparison.Ordinal).Replace("为", "为 ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("15.00 至 27.00", chinese.Output, StringComparison.Ordinal);
        Assert.Equal(english.Lines.Length, chinese.Lines.Length);
    }

    [Theory]
    [InlineData("is neither a file nor a reading in data/readings", "--reading", "tables-5-6")]
    [InlineData("is neither a file nor a reading in data/readings", "--reading", "")]
    [InlineData("is neither a file nor a reading in data/readings", "--reading", "../readings/tables-1-2")]
    [InlineData("\"4/3\" is not a part of a run", "--reading", "tables-3-4", "--shard", "4/3")]
    [InlineData("\"0/3\" is not a part of a run", "--reading", "tables-3-4", "--shard", "0/3")]
    [InlineData("\"1\" is not a part of a run", "--reading", "tables-3-4", "--shard", "1")]
    [InlineData("\"0\" is not a number of cohorts", "--reading", "tables-3-4", "--count", "0")]
    [InlineData("\"1000001\" is not a number of cohorts", "--reading", "tables-3-4", "--count", "1000001")]
    [InlineData("\"-1\" is not a seed", "--reading", "tables-3-4", "--seed", "-1")]
    [InlineData("\"18446744073709551616\" is not a seed", "--reading", "tables-3-4", "--seed", "18446744073709551616")]
    [InlineData("--reading", "--seed", "1")]
    public async Task A_wrong_option_gives_2_and_one_line(string part, params string[] options) =>
        Refused(await UrifProgram.RunAsync(["synth", "--out", Path.Combine(_folder.Path, "out"), .. options]), part);

    /// <summary>Readings that cannot be used, as the members that stand after a name and a title.</summary>
    public static TheoryData<string, string> Bad => new()
    {
        { """ "bind": ["t9.*"] """, "bind[0]: \"t9.*\" fits no id of numbers.csv" },
        { """ "bind": ["t3.*", "t3.age"] """, "bind[1]: \"t3.age\" fits no id" },
        { """ "bind": ["T3.*"] """, "bind[0]: \"T3.*\" fits no id" },
        { """ "bind": "t3.*" """, "bind: is not a list" },
        { """ "bind": [] """, "bind: binds no number" },
        { """ "bind": ["t1.age.t"] """, "bind: binds no number" },
        { """ "bind": ["t3.*"], "except": ["t3.*"] """, "bind: binds no number" },
        { """ "bind": ["t3.*"], "give_way": ["t8.*"] """, "give_way[0]: \"t8.*\" fits no id" },
        { """ "bind": ["results_2_3.group_size.ir.n"] """, "results_2_3.group_size.ir.n, which is of ir" },
        { """ "except": ["t3.*"] """, "has no property bind" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "x.age": [20, 30] } } """, "model.ranges.x.age: is not a name" },
        { """ "bind": ["t3.*"], "x.bind": [] """, "x.bind: is not a property known here" },
        { """ "bind": ["t3.*"], "a\nb": [] """, "is not a property known here" },
        { """ "bind": ["t3.*"], "binds": [] """, "binds: is not a property known here" },
        { """ "bind": ["t3.*"], "bind": ["t4.*"] """, "names a property twice" },
        { """ "bind": ["t3.*"], "model": [] """, "model: is not an object" },
        { """ "bind": ["t3.*"], "model": { "range": {} } """, "model.range: is not a property known here" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "age": [40, 20] } } """, "model.ranges.age: is not a range" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "age": [-1, 20] } } """, "model.ranges.age: is not a range" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "age": [20] } } """, "model.ranges.age: is not a range" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "shoe_size": [20, 30] } } """, "model.ranges.shoe_size: is not a name" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "prior_losses": [0, 1e400] } } """, "model.ranges.prior_losses: goes beyond what a cohort's column can hold; stay within [0, 20]" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "embryos_transferred": [0, 3] } } """, "model.ranges.embryos_transferred: goes beyond" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "age": [50, 60] } } """, "leaves women of nonir_control no age from 50 to 60 that the paper's criteria allow" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "prior_losses": [0.2, 0.8] } } """, "no prior_losses from 0.2 to 0.8" },
        { """ "bind": ["t3.*"], "model": { "ranges": { "fpg": [5.001, 5.009] } } """, "no fpg from 5.001 to 5.009" },
        { """ "bind": ["t3.*"], "model": { "shapes": { "age": { "with": { "centre": 1, "spread": 1, "log_normal": false } } } } """, "model.shapes.age: has no property without" },
        { """ "bind": ["t3.*"], "model": { "correlations": { "fins fpg": 0.99, "fins bmi": 0.99, "fpg bmi": -0.99 } } """, "model.correlations: cannot hold together" },
        { """ "bind": ["t3.*"], "model": { "correlations": { "bmi fins": 1 } } """, "model.correlations: cannot hold together" },
        { """ "bind": ["t3.*"], "model": { "correlations": { "fins bmi": 1.1 } } """, "model.correlations.fins bmi: is not such a number" },
        { """ "bind": ["t3.*"], "model": { "correlations": { "fins": 0.5 } } """, "model.correlations.fins: is not a pair of variables" },
        { """ "bind": ["t3.*"], "model": { "correlations": { "age age": 0.5 } } """, "model.correlations.age age" },
        { """ "bind": ["t3.*"], "model": { "correlations": { "fins bmi": 0.5, "bmi fins": 0.1 } } """, "model.correlations.bmi fins" },
        { """ "bind": ["t3.*"], "model": { "effects": { "ectopic age": 1 } } """, "model.effects.ectopic age: is not a pair" },
        { """ "bind": ["t3.*"], "model": { "rates": { "live_birth": 1.5 } } """, "model.rates.live_birth: is not such a number" },
        { """ "bind": ["t3.*"], "model": { "missing": { "bmi": 0.1 } } """, "model.missing.bmi: is not a name that can stand here" },
        { """ "bind": ["t4.live_birth.*"], "model": { "missing": { "bmi": 0.1 } } """, "model.missing.bmi: is not a name that can stand here" },
        { """ "bind": ["t4.live_birth.*"], "model": { "missing": { "good_quality_embryos": 0.1 } } """, "model.missing.good_quality_embryos: is not a name that can stand here" },
        { """ "bind": ["t3.*"], "model": { "missing": { "pg_2h": -0.1 } } """, "model.missing.pg_2h: is not" },
        { """ "bind": ["t3.*"], "model": { "missing": { "age": 0.1 } } """, "model.missing.age: is not a name that can stand here" },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_reading_that_cannot_be_used_gives_2_and_one_line(string members, string part) =>
        Refused(await RunAsync($$"""{ "name": "own", "title": { "en": "own", "zh": "自定" }, {{members}} }"""), part);

    [Theory]
    [InlineData("bind: t1.*", "own.json, line 1, byte 1: is not valid JSON")]
    [InlineData("", "own.json: is empty")]
    [InlineData("[]", "is not an object")]
    [InlineData("{\n  \"name\": \"own\",\n}", "own.json, line 3, byte 1: is not valid JSON")]
    [InlineData("""{ "name": "../own", "title": { "en": "a", "zh": "b" }, "bind": ["t3.*"] }""", "name: is not a name for files")]
    [InlineData("""{ "name": "own", "title": "a", "bind": ["t3.*"] }""", "title: is not an object")]
    [InlineData("""{ "name": "own", "title": { "en": "a" }, "bind": ["t3.*"] }""", "title: has no property zh")]
    [InlineData("""{ "name": "own", "title": { "en": "a", "zh": " " }, "bind": ["t3.*"] }""", "title.zh: is blank")]
    public async Task A_file_that_is_no_reading_gives_2_and_one_line(string text, string part) => Refused(await RunAsync(text), part);

    [Fact]
    public async Task An_out_that_is_a_file_is_refused_and_left_alone()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "kept", TestContext.Current.CancellationToken);
        OneLine(await UrifProgram.RunAsync("synth", "--reading", "tables-3-4", "--out", file), "is a file");
        OneLine(await UrifProgram.RunAsync("synth", "--reading", "tables-3-4", "--out", Path.Combine(file, "below")), "cannot be made");
        OneLine(await UrifProgram.RunAsync("synth", "--reading", "tables-3-4", "--out", ""), "is no name");
        Assert.Equal("kept", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(["file"], NamesIn(_folder.Path));
    }

    [Fact]
    public async Task A_reading_of_one_s_own_names_its_files()
    {
        var run = await RunAsync("""
            { "name": "own", "title": { "en": "Two counts", "zh": "两项例数" }, "bind": ["t4.live_birth.*.n"],
              "model": { "missing": { "prior_losses": 0.1, "ins_2h": 0.5, "pg_2h": 1, "centre": 1, "transfer_date": 0.5, "fetal_heartbeat": 0.5, "pregnancy_end_week": 0.5 } } }
            """);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["own-seed-1-0001-SYNTHETIC.csv", "own-seed-1-manifest-SYNTHETIC.json"], NamesIn(Path.Combine(_folder.Path, "out")));
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder.Path, "out", "own-seed-1-0001-SYNTHETIC.csv"), TestContext.Current.CancellationToken);
        var names = lines[0].Split(',');
        Assert.Equal(336, lines.Length);
        Assert.All(lines.Skip(1), l => Assert.Equal(("", ""), (l.Split(',')[Array.IndexOf(names, "pg_2h")], l.Split(',')[Array.IndexOf(names, "centre")])));
        Assert.InRange(lines.Skip(1).Count(l => l.Split(',')[Array.IndexOf(names, "transfer_date")].Length == 0), 100, 235);
    }

    private async Task<ProgramRun> RunAsync(string reading)
    {
        var file = Path.Combine(_folder.Path, "own.json");
        await File.WriteAllTextAsync(file, reading, TestContext.Current.CancellationToken);
        return await UrifProgram.RunAsync("synth", "--reading", file, "--out", Path.Combine(_folder.Path, "out"));
    }

    private void Refused(ProgramRun run, string part)
    {
        OneLine(run, part);
        var made = Path.Combine(_folder.Path, "out");
        if (Directory.Exists(made)) Assert.Empty(NamesIn(made));
    }

    private static void OneLine(ProgramRun run, string part)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("urif: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Equal(run.Error.Length - 1, run.Error.IndexOf('\n', StringComparison.Ordinal));
    }

    private static string[] NamesIn(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static Task<byte[]> BytesAsync(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

    private static async Task<JsonNode> ManifestAsync(string path) => JsonNode.Parse(await BytesAsync(path))!;

    private static List<(string Name, int Number, string Sha256)> Files(JsonNode manifest) =>
        [.. manifest["files"]!.AsArray().Select(f => ((string)f!["name"]!, (int)f["number"]!, (string)f["sha256"]!))];
}
