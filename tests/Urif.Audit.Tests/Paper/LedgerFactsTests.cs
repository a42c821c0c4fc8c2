using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Urif.Audit.Tests;

/// <summary>What a ledger can say of a cell, and tables of other shapes than two arms and a p.</summary>
public sealed class LedgerFactsTests : IDisposable
{
    private const string Package = """
        {"paper":{"id":"p","title":"t","citation":"c","alpha":0.05,"confidence_level":0.95,
         "methods":{"means":"student","medians":"mann-whitney","counts":["pearson"]}}}
        """;

    private const string Header = "id,table,variable,group,statistic,printed";

    private readonly TemporaryFolder _folder = new();

    public LedgerFactsTests()
    {
        Write("datapackage.json", Package);
        Write("variables.csv", """
            id,label_en,kind,unit,granularity,minimum,maximum,partition,part_of,part_scope,formula
            x,x,continuous,,,,,,,,
            y,y,binary,,1,0,1,,,,
            clinical,clinical pregnancy,binary,,1,0,1,,,,
            implanted,implanted,binary,embryos,1,0,1,,,,
            """);
        Write("groups.csv", """
            id,label_en,size,definition,parent
            all,all,60,,
            a,a,20,,all
            b,b,20,,all
            c,c,20,,all
            """);
        Write("comparisons.csv", """
            id,label_en,label_zh,first,second,tables,adjusted_for
            ab,ab,甲乙,a,b,1,
            """);
        Write("claims.csv", "id,statement_en,kind,direction,comparison,variables,depends_on");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_optional_column_has_its_words()
    {
        var ledger = Read("""
            time,id,unit_of_analysis,table,variable,group,statistic,printed,denominator,test,sides,scope,estimator,interval
            week 4,n1,,1,x,a,mean,5.2,,,,,,
            ,n2,embryos,1,y,a,n,25,group,,,,,
            ,n3,,1,y,b,percent,30.0,clinical,,,,kaplan-meier,
            ,n4,,1,y,,p,0.03,,log-rank,one,level,,
            ,n5,,1,y,,odds_ratio,1.2,,,,,firth,
            ,n6,,1,y,,ci_low,0.8,,,,,,profile
            """);
        Assert.Equal(
            [
                new(Time: "week 4"), new(new(DenominatorKind.Group), Unit: AnalysisUnit.Embryos),
                new(new(DenominatorKind.Outcome, ledger.Variables.Single(v => v.Id == "clinical")), Estimator: StatedEstimator.KaplanMeier),
                new(Test: StatedTest.LogRank, Sides: StatedSides.One, Scope: TestScope.Level), new(Estimator: StatedEstimator.Firth),
                new(Interval: StatedInterval.Profile),
            ],
            ledger.Numbers.Select(n => n.Facts));
    }

    [Theory]
    [InlineData("test", "p", "log-rnk", "\"log-rnk\" is not a test; did you mean \"log-rank\"?")]
    [InlineData("test", "p", "manova", "\"manova\" is not a test; use one of student welch paired mann-whitney wilcoxon pearson yates fisher "
        + "fisher-freeman-halton mcnemar log-rank ancova anova kruskal-wallis tukey adjusted trend other")]
    [InlineData("sides", "p", "2", "\"2\" is not a number of sides; use one of one two")]
    [InlineData("scope", "mean", "level", "\"level\" is said of a mean, which comes of no test; leave it empty")]
    [InlineData("estimator", "odds_ratio", "logit", "\"logit\" is not an estimator; use one of crude logistic firth exact poisson cox gee weighted kaplan-meier other")]
    [InlineData("interval", "ci_low", "wals", "\"wals\" is not a kind of interval; did you mean \"wald\"?")]
    [InlineData("denominator", "percent", "pregnant", "\"pregnant\" is not a denominator; use one of group row valid other or an id of variables.csv")]
    [InlineData("denominator", "mean", "group", "\"group\" is the denominator of a mean, which has none; leave it empty")]
    [InlineData("unit_of_analysis", "percent", "embryo", "\"embryo\" is not a unit of analysis; did you mean \"embryos\"?")]
    public void Another_word_is_refused_with_its_place(string column, string statistic, string word, string message)
    {
        var group = LedgerWords.IsOfGroup(Enum.Parse<Statistic>(statistic.Replace("_", "", StringComparison.Ordinal), ignoreCase: true)) ? "a" : "";
        var e = Assert.Throws<InputException>(() => Read($"{Header},{column}\nn1,1,y,{group},{statistic},0.5,{word}"));
        Assert.Equal($"numbers.csv, line 2, column 7 ({column}): {message}", e.Message);
    }

    [Fact]
    public void The_schema_lists_each_column_and_each_word_that_the_reader_knows()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(LedgerFolder.Real, "datapackage.json")));
        var schema = package.RootElement.GetProperty("resources").EnumerateArray()
            .ToDictionary(r => r.GetProperty("path").GetString()!, r => r.GetProperty("schema"));
        foreach (var columns in (LedgerColumns[])[LedgerReader.NumberColumns, LedgerReader.GroupColumns, LedgerReader.ComparisonColumns,
            LedgerReader.VariableColumns, LedgerReader.ClaimColumns])
        {
            Assert.Equal(columns.Usual, Names(schema[columns.File], "fields"));
            Assert.Equal(columns.Optional, Names(schema[columns.File], "optionalFields"));
        }

        var numbers = schema["numbers.csv"];
        Assert.Equal(LedgerWords.Statistics, Words(numbers, "fields", "statistic"));
        Assert.Equal(LedgerWords.Tests, Words(numbers, "optionalFields", "test"));
        Assert.Equal(LedgerWords.Sides, Words(numbers, "optionalFields", "sides"));
        Assert.Equal(LedgerWords.Scopes, Words(numbers, "optionalFields", "scope"));
        Assert.Equal(LedgerWords.Estimators, Words(numbers, "optionalFields", "estimator"));
        Assert.Equal(LedgerWords.Intervals, Words(numbers, "optionalFields", "interval"));
        Assert.Equal(LedgerWords.Units, Words(numbers, "optionalFields", "unit_of_analysis"));
        Assert.Equal(Enum.GetValues<StatedTest>().Length, LedgerWords.Tests.Length);
        Assert.Equal(Enum.GetValues<StatedEstimator>().Length, LedgerWords.Estimators.Length);
        Assert.Equal(Enum.GetValues<StatedInterval>().Length, LedgerWords.Intervals.Length);
        Assert.Equal(Enum.GetValues<AnalysisUnit>().Length, LedgerWords.Units.Length);
        Assert.Equal(Enum.GetValues<Statistic>().Length, LedgerWords.Statistics.Length);
        Assert.Equal(Enum.GetValues<DenominatorKind>().Length - 1, LedgerWords.Denominators.Length);

        static IEnumerable<JsonElement> Fields(JsonElement schema, string list) => schema.TryGetProperty(list, out var fields) ? fields.EnumerateArray() : [];

        static IEnumerable<string?> Names(JsonElement schema, string list) => Fields(schema, list).Select(f => f.GetProperty("name").GetString());

        static IEnumerable<string?> Words(JsonElement schema, string list, string field) => Fields(schema, list)
            .Single(f => f.GetProperty("name").GetString() == field).GetProperty("constraints").GetProperty("enum").EnumerateArray().Select(w => w.GetString());
    }

    [Fact]
    public void The_women_with_a_value_are_a_row_beside_the_entry()
    {
        var ledger = Read($"{Header},time\nn1,1,x,a,valid_n,18,\nn2,1,x,a,mean,5.2,\nn3,1,x,a,sd,1.2,\nn4,1,x,a,valid_n,15,week 4");
        var links = new LedgerLinks(ledger);
        Assert.Equal(("n1", "n4", null), (links.ValidN("1", "x", "a")!.Id, links.ValidN("1", "x", "a", "week 4")!.Id, links.ValidN("1", "x", "b")));
        Assert.Equal("n1", links.ValidN("1", "x", "a", "week 8")!.Id);
        AllNotCheckable(ledger);
    }

    [Fact]
    public void A_count_of_something_else_than_women_may_exceed_the_group()
    {
        var ledger = Read($"{Header}\nn1,1,implanted,a,n,25\nn2,1,implanted,a,percent,83.3");
        Assert.All(ledger.Numbers, n => Assert.Equal(AnalysisUnit.Embryos, n.Unit));
        AllNotCheckable(ledger);
    }

    [Fact]
    public void A_test_of_three_groups_has_all_of_them_as_arms()
    {
        Write("comparisons.csv", """
            id,label_en,first,second,tables,adjusted_for,groups
            abc,abc,,,1,,a;b;c
            ac,ac,a,c,2,,
            bc,bc,b,c,2,,
            """);
        var ledger = Read($"{Header}\nn1,1,x,a,mean,1.0\nn2,1,x,c,mean,2.0\nn3,1,x,,f,3.2\nn4,1,x,,df,2\nn5,1,x,,df2,57\nn6,1,x,,p,0.04\nn7,2,x,,p,0.04\nn8,2,x,bc,p,0.5");
        var omnibus = ledger.Comparisons[0];
        Assert.Equal(["a", "b", "c"], omnibus.Arms);
        Assert.True(omnibus.IsOmnibus && !ledger.Comparisons[1].IsOmnibus);
        var links = new LedgerLinks(ledger);
        string[] Arms(string id) => [.. links.ArmsOf(ledger.Numbers.Single(n => n.Id == id)).Select(g => g.Id)];
        Assert.Equal(["a", "b", "c"], Arms("n6"));
        Assert.Equal(["a", "c", "b"], Arms("n7"));
        Assert.Null(links.ComparisonOf(ledger.Numbers.Single(n => n.Id == "n7")));
        Assert.Equal(["b", "c"], Arms("n8"));
        // Its statistic and p are checked against each other; a p without any is not.
        Assert.Equal(["n3", "n6"], PaperAudit.Run(ledger).Numbers.Where(n => n.Verdict != Verdict.NotCheckable).Select(n => n.Number.Id));
    }

    [Theory]
    [InlineData("abc,abc,b,,1,,a;b;c", "comparisons.csv, line 2, column 3 (first): \"b\" is not number 1 of the groups \"a;b;c\"; leave it empty, or give both in one order")]
    [InlineData("abc,abc,,,1,,a;b;d", "comparisons.csv, line 2, column 7 (groups): \"d\" is not a group; use an id of groups.csv")]
    [InlineData("abc,abc,,,1,,a", "comparisons.csv, line 2, column 7 (groups): \"a\" is one group; name each group that is compared, or none")]
    [InlineData("abc,abc,,,1,,", "comparisons.csv, line 2, column 3 (first): is blank; give a value")]
    public void Groups_that_are_not_compared_are_refused(string row, string message)
    {
        Write("comparisons.csv", $"id,label_en,first,second,tables,adjusted_for,groups\n{row}");
        Assert.Equal(message, Assert.Throws<InputException>(() => Read($"{Header}\nn1,1,x,a,mean,1.0")).Problems[0].Message);
    }

    [Fact]
    public void A_column_of_all_women_and_a_table_of_one_group_are_read()
    {
        var ledger = Read($"{Header}\nn1,1,x,all,mean,1.5\nn2,1,x,a,mean,1.0\nn3,7,x,c,mean,1.0\nn4,7,x,c,ci_low,-0.2\nn5,7,x,c,ci_high,2.2\nn6,7,x,c,se,0.6");
        var links = new LedgerLinks(ledger);
        Assert.Equal([true, false, false], ledger.Numbers.Take(3).Select(links.IsOverall));
        Assert.Equal("n3", links.EstimateOf(ledger.Numbers[3])!.Id);
    }

    [Fact]
    public void A_p_of_a_table_without_a_comparison_is_refused_once() => Assert.Equal(
        "numbers.csv, line 3, column 2 (table): \"7\" is a table that no comparison names; name it in the column tables of comparisons.csv, or write text",
        Assert.Throws<InputException>(() => Read($"{Header}\nn1,7,x,a,mean,1.0\nn2,7,x,,t,1.0\nn3,7,x,,p,0.3")).Message);

    [Fact]
    public void Crude_and_adjusted_estimates_stand_in_one_table_with_their_limits()
    {
        Write("comparisons.csv", "id,label_en,first,second,tables,adjusted_for\nab,ab,a,b,1,\nadj,adj,a,b,1,x");
        var ledger = Read($"{Header}\nn1,1,y,ab,odds_ratio,2.0\nn2,1,y,ab,ci_low,0.9\nn3,1,y,ab,ci_high,>999.999\nn4,1,y,adj,odds_ratio,1.8\nn5,1,y,adj,ci_low,0.0"
            + "\nn6,1,y,adj,risk_difference,1.2\nn7,1,y,adj,ci_low,-0.4\nn8,1,y,,p,0.2\nn9,1,y,,p,0.3");
        var links = new LedgerLinks(ledger);
        Assert.Equal(["n1", "n1", "n4", "n6"], new[] { 1, 2, 4, 6 }.Select(k => links.EstimateOf(ledger.Numbers[k])!.Id));
        Assert.Equal((true, Relation.Greater), (ledger.Numbers[2].Printed.IsLowerBound, ledger.Numbers[2].Printed.Relation));
        Assert.Equal("adj", links.ComparisonOf(ledger.Numbers[3])!.Id);
        // A third p would be of no comparison.
        Assert.Contains("gives the p of \"y\" in table \"1\" again, after line 2",
            Assert.Throws<InputException>(() => Read($"{Header}\nn1,1,y,,p,0.2\nn2,1,y,,p,0.3\nn3,1,y,,p,0.4")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_times_two_tests_and_two_denominators_are_two_numbers()
    {
        var ledger = Read($"{Header},time,test,denominator\nn1,1,y,a,percent,30.0,,,group\nn2,1,y,a,percent,73.2,,,clinical\nn3,1,x,a,mean,1,before,,\nn4,1,x,a,mean,2,after,,"
            + "\nn5,1,y,,p,0.02,,pearson,\nn6,1,y,,p,0.03,,fisher,\nn7,1,x,a,p,0.01,,paired,");
        Assert.Equal(7, ledger.Numbers.Count);
        Assert.DoesNotContain(PaperAudit.Run(ledger).Numbers, n => n.Verdict.IsFinding());
    }

    [Fact]
    public void An_interval_of_an_unprinted_mean_difference_may_cross_0() =>
        AllNotCheckable(Read($"{Header}\nn1,1,x,,ci_low,-0.01\nn2,1,x,,ci_high,2.21\nn3,1,x,,p,NS"));

    [Fact]
    public void A_folder_saved_by_Excel_is_the_same_ledger()
    {
        using var folder = new LedgerFolder();
        foreach (var file in LedgerFolder.Files)
            folder.Write(file, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(File.ReadAllText(folder.PathOf(file)).Replace("\n", "\r\n", StringComparison.Ordinal))]);
        LedgerWriter.Write(LedgerReader.Read(folder.Path), _folder.Path);
        foreach (var file in LedgerFolder.Files.Where(f => f.EndsWith(".csv", StringComparison.Ordinal)))
            Assert.Equal(File.ReadAllText(Path.Combine(LedgerFolder.Real, file)), File.ReadAllText(Path.Combine(_folder.Path, file)));
    }

    [Fact]
    public void What_is_stated_is_written_and_read_again()
    {
        Write("datapackage.json", Package.Replace("\"student\"", "[\"student\",\"mann-whitney\"]", StringComparison.Ordinal)
            .Replace("\"methods\":{", "\"methods\":{\"missing\":\"complete\",\"rounding\":\"truncated\",\"sd_denominator\":\"n-1\",\"sides\":\"two\",", StringComparison.Ordinal));
        Write("groups.csv", "id,label_en,size,definition,parent,partitioned\nall,all,60,,,no\na,a,20,,all,\nb,b,20,,all,\nc,c,20,,all,");
        Write("comparisons.csv", "id,label_en,first,second,tables,adjusted_for,groups\nabc,abc,,,1,,a;b;c");
        var ledger = Read($"{Header},test,time,unit_of_analysis\nn1,1,y,a,n,25,,day 3,embryos\nn2,1,x,,p,≤.05,kruskal-wallis,,");
        using var folder = new TemporaryFolder();
        LedgerWriter.Write(ledger, folder.Path);
        Assert.Equal($"{Header},note,test,time,unit_of_analysis", File.ReadLines(Path.Combine(folder.Path, "numbers.csv")).First());
        var again = LedgerReader.Read(folder.Path);
        Assert.Equal(ledger.Numbers, again.Numbers);
        Assert.Equal([false, null, null, null], again.Groups.Select(g => g.IsPartitioned));
        Assert.Equal(["a", "b", "c"], again.Comparisons.Single().Arms);
        Assert.Equal(
            (TestMethod.MannWhitney, (StatedCompleteness?)StatedCompleteness.Complete, (StatedRounding?)StatedRounding.Truncated,
                (StatedSdDenominator?)StatedSdDenominator.NMinusOne, (StatedSides?)StatedSides.Two),
            (Assert.Single(again.Paper.OtherMeansTests), again.Paper.Missing, again.Paper.Rounding, again.Paper.SdDenominator, again.Paper.Sides));
        var fields = JsonNode.Parse(File.ReadAllText(Path.Combine(folder.Path, "datapackage.json")))!["resources"]![0]!["schema"]!["fields"]!.AsArray();
        Assert.Equal([.. Header.Split(','), "note", "test", "time", "unit_of_analysis"], fields.Select(f => f!["name"]!.GetValue<string>()));
    }

    private static void AllNotCheckable(Ledger ledger) => Assert.All(PaperAudit.Run(ledger).Numbers, n => Assert.Equal(Verdict.NotCheckable, n.Verdict));

    private Ledger Read(string numbers)
    {
        Write("numbers.csv", numbers);
        return LedgerReader.Read(_folder.Path);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_folder.Path, file), text);
}
