using Urif.Audit;

namespace Urif.Cohorts.Tests.Design;

/// <summary>
/// A study of one's own, from its file to tables and a model, against R (tests/reference/own-design.R): data/examples/birthwt, with
/// none of the columns, arms or outcomes of the paper.
/// </summary>
public sealed class OwnDesignTests
{
    private const double Tolerance = 1e-9;

    private static readonly string Folder = Repository.PathOf("data", "examples", "birthwt");

    private static readonly StudyDesign Design = StudyDesign.ReadFiles(Path.Combine(Folder, "dictionary.csv"), Path.Combine(Folder, "design.json"));

    private static readonly CohortSelection Births = Read(Path.Combine(Folder, "birthwt.csv"));

    private static readonly IReadOnlyList<CohortTable> Tables = CohortTables.Of(Births, TableDesign.AllOf(Design));

    private static CohortSelection Read(string file, StudyDesign? design = null)
    {
        using var source = RecordSource.Open(file);
        return CohortCheck.Run(CohortReader.Read(source, new() { Design = design ?? Design }).Cohort).Analysed;
    }

    [Fact]
    public void Every_number_of_its_tables_is_that_of_R()
    {
        var kinds = new HashSet<TestKind>();
        var differences = new HashSet<DifferenceKind>();
        var seen = 0;
        foreach (var expected in ReferenceTable.Load("own-design").Rows)
        {
            if (Tables.FirstOrDefault(t => t.Design.Id == expected.Text("table")) is not { } table) continue;
            seen++;
            var row = table.Rows.Single(r => r.Variable.Name == expected.Text("variable"));
            var overall = table.Columns.Index().FirstOrDefault(c => c.Item.Group.IsOverall, (-1, null!)).Item1;
            GroupSummary? group = null;
            if (expected.Text("group").Length > 0)
            {
                var number = expected.Integer("group");
                if (number == 0 && overall < 0) continue;
                group = number == 0 ? row.Groups[overall] : row.Groups.Where((_, c) => c != overall).ElementAt(number - 1);
            }

            if (row.Test is { } made) kinds.Add(made.Kind);
            if (row.Difference is { } between) differences.Add(between.Kind);
            if (expected.Text("statistic") == "test")
            {
                Assert.Equal(expected.Text("value"), row.Test!.Kind.ToString());
                continue;
            }

            double? actual = expected.Text("statistic") switch
            {
                "n" => group!.Count!.Value.Value,
                "used" => group!.Used.Value,
                "percent" => group!.Percent,
                "mean" => group!.Mean,
                "sd" => group!.StandardDeviation,
                "median" => group!.Median,
                "q1" => group!.LowerQuartile,
                "q3" => group!.UpperQuartile,
                "expected" => row.Decision.SmallestExpected,
                "statistic" => row.Test!.Statistic,
                "df" => row.Test!.DegreesOfFreedom,
                "df2" => row.Test!.DenominatorDegreesOfFreedom,
                "p" => row.Test!.P,
                "smd" => row.StandardizedDifference,
                "smd_max" => row.PairwiseDifferences.Max(d => d.Value),
                "difference" => row.Difference!.Estimate,
                "difference_low" => row.Difference!.Interval.Low,
                "difference_high" => row.Difference!.Interval.High,
                var other => throw new InvalidOperationException(other),
            };
            AssertNear(expected.Number("value"), actual!.Value, expected.Location);
        }

        Assert.True(seen > 450, $"{seen}");
        Assert.Superset(new HashSet<TestKind>
        {
            TestKind.MannWhitney, TestKind.WelchT, TestKind.KruskalWallis, TestKind.Anova, TestKind.WelchAnova, TestKind.PearsonChiSquare,
            TestKind.FisherExact, TestKind.FisherFreemanHalton,
        }, kinds);
        Assert.Equal(3, differences.Count);
    }

    [Fact]
    public void Its_model_is_that_of_R_and_so_is_each_variable_alone()
    {
        var fit = CohortModel.Fit(CohortModel.Controls(Births));
        Compare("design", fit);
        var summary = ModelSummary.Of(fit);
        foreach (var term in summary.Terms) AssertNear(Expected("lr", "design", term.Name, "p"), term.P.Value!.Value, term.Name);
        var alone = UnivariableModel.Of(fit);
        Assert.Equal(fit.Formula.Terms.Select(t => t.Name), alone.Select(a => a.Term));
        foreach (var one in alone) Compare($"alone {one.Term}", one.Summary!.Model);
        Assert.NotNull(summary.Risks);
    }

    [Theory]
    [InlineData("powers", "low ~ age + I(age^2) + sqrt(lwt)")]
    [InlineData("logs", "low ~ log2(age) + log10(lwt)")]
    [InlineData("tens", "low ~ I(lwt/10) + smoke:I(age/5)")]
    [InlineData("spline by smoking", "low ~ rcs(age, 4) * smoke")]
    public void Transformed_variables_are_those_of_R(string name, string formula) => Compare(name, CohortModel.Fit(Births, formula));

    [Fact]
    public void A_coefficient_says_what_was_done_to_its_variable()
    {
        var summary = ModelSummary.Of(CohortModel.Fit(Births, "low ~ rcs(age, 4) * smoke + race + log(lwt)"));
        var parts = summary.Coefficients.Where(c => !c.IsIntercept).Select(c => string.Join(" x ", c.Parts.Select(
            p => $"{p.Variable}{p.Level}{p.Transform?.Kind}{(p.SplineColumn > 0 ? p.SplineColumn : "")}")));
        Assert.Equal(
            ["ageSpline1", "ageSpline2", "ageSpline3", "smoke", "raceblack", "raceother", "lwtLog", "ageSpline1 x smoke", "ageSpline2 x smoke", "ageSpline3 x smoke"], parts);
    }

    [Fact]
    public void Overall_is_of_the_rows_of_all_groups_and_in_no_test()
    {
        var table = Tables.Single(t => t.Design.Id == "race");
        Assert.Equal([189, 96, 26, 67], table.Columns.Select(c => c.Size.Value!.Value));
        Assert.Equal(3, table.Compared);
        var two = CohortTables.Of(Births, TableDesign.ByCut(Design, "age", 25, "lwt").WithOverall());
        Assert.Equal(TestKind.MannWhitney, two.Rows[0].Test!.Kind);
        Assert.Equal(Births.Count, two.Columns[0].Size.Value);
        // Smokers are none of a table of those who do not smoke.
        var restricted = TableDesign.Of(Design, "age").WithOverall();
        Assert.Equal(115, CohortTables.Of(Births, restricted).Columns[0].Size.Value);
        Assert.Equal("smoking in pregnancy: no", Assert.Single(restricted.Restrictions).En);
    }

    [Fact]
    public void A_column_says_among_how_many_of_its_rows_a_variable_is_counted()
    {
        var table = Tables.Single(t => t.Design.Id == "age");
        var irritable = Births.Where("smoke", 0, 1).Where("ui", 1, 2);
        Assert.Equal(irritable.Count, table.Columns.Sum(c => Assert.Single(c.Denominators).Size.Value));
        var row = table.Rows.Single(r => r.Variable.Name == "low_with_irritability");
        Assert.Equal("ui", row.Among);
        Assert.Equal(table.Columns.Select(c => c.Denominators[0].Size.Value), row.Groups.Select(g => g.Used.Value));
    }

    [Fact]
    public void With_small_numbers_hidden_no_denominator_tells_one()
    {
        foreach (var column in CohortTables.Of(Births, TableDesign.AllOf(Design), new() { SuppressBelow = 5 }).SelectMany(t => t.Columns))
            Assert.All(column.Denominators, d => Assert.True(d.Size.Value is null or 0 or >= 5));
    }

    [Fact]
    public void Groups_by_words_may_be_some_of_them_in_another_order()
    {
        using var folder = TemporaryFolder.CopyOf(Folder);
        var path = Path.Combine(folder.Path, "design.json");
        File.WriteAllText(path, """{"tables": [{"id": "x", "title": "x", "by": "race", "words": ["other", "white"], "rows": ["low"], "differences": true}]}""");
        var design = StudyDesign.ReadFiles(Path.Combine(folder.Path, "dictionary.csv"), path);
        var table = CohortTables.Of(Read(Path.Combine(folder.Path, "birthwt.csv"), design), TableDesign.AllOf(design))[0];
        Assert.Equal([("race=other", 67), ("race=white", 96)], table.Columns.Select(c => (c.Group.Id, c.Size.Value!.Value)));
        AssertNear(100 * (25 / 67.0 - 23 / 96.0), table.Rows[0].Difference!.Estimate, "difference");
        Assert.Equal(("low birth weight", "low birth weight"), (table.Rows[0].Variable.Label.En, table.Rows[0].Variable.Label.Zh));
    }

    [Fact]
    public void A_dictionary_alone_is_enough_for_tables_by_any_column_and_for_a_formula()
    {
        var design = StudyDesign.ReadFiles(Path.Combine(Folder, "dictionary.csv"), null);
        var births = Read(Path.Combine(Folder, "birthwt.csv"), design);
        var table = CohortTables.Of(births, TableDesign.By("smoke", births.Cohort));
        Assert.Equal(["low", "age", "lwt", "race=white", "race=black", "race=other", "ptl", "ht", "ui", "ftv", "bwt"], table.Rows.Select(r => r.Variable.Name));
        Assert.Equal(table.Rows[1].Test, CohortTables.Of(Births, TableDesign.By("smoke", Births.Cohort, "age")).Rows[0].Test);
        Assert.Contains("the design has none", Assert.Throws<InputException>(() => CohortModel.Fit(births)).Message, StringComparison.Ordinal);
        Assert.Equal(59, CohortModel.Fit(births, "low ~ age").Events);
    }

    [Fact]
    public void Rows_that_say_they_are_synthetic_are_labelled_whatever_the_dictionary()
    {
        using var folder = TemporaryFolder.CopyOf(Folder);
        var path = Path.Combine(folder.Path, "birthwt.csv");
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, lines.Select((l, i) => l + (i == 0 ? ",synthetic" : i == 5 ? ",yes" : ",no")));
        Assert.True(Read(path).Cohort.IsSynthetic);
        Assert.False(Births.Cohort.IsSynthetic);
    }

    [Fact]
    public async Task The_file_is_what_R_writes()
    {
        var rscript = ExternalTool.Require("Rscript");
        using var folder = new TemporaryFolder();
        var script = Path.Combine(folder.Path, "write.R");
        await File.WriteAllTextAsync(script, "write.csv(MASS::birthwt, commandArgs(trailingOnly = TRUE)[1], row.names = FALSE, quote = FALSE)\n",
            TestContext.Current.CancellationToken);
        var output = Path.Combine(folder.Path, "birthwt.csv");
        var (code, _, error) = await ExternalTool.RunAsync(rscript, script, output);
        Assert.True(code == 0, error);
        var cancelled = TestContext.Current.CancellationToken;
        Assert.Equal(await File.ReadAllLinesAsync(output, cancelled), await File.ReadAllLinesAsync(Path.Combine(Folder, "birthwt.csv"), cancelled));
    }

    private static void Compare(string name, CohortFit fit)
    {
        var places = Enumerable.Range(1, fit.Fit.Design.ColumnCount - 1).ToList();
        foreach (var place in places)
        {
            var coefficient = fit.Fit.Coefficient(place);
            AssertNear(Expected("model", name, $"{place}", "log_odds_ratio"), coefficient.Estimate, $"{name} {coefficient.Name}");
            AssertNear(Expected("model", name, $"{place}", "se"), coefficient.StandardError, $"{name} se {coefficient.Name}");
        }

        Assert.Equal(places.Count, ReferenceTable.Load("own-design").Rows.Count(
            r => r.Text("variable") == name.Replace(",", "", StringComparison.Ordinal) && r.Text("statistic") == "se"));
        AssertNear(Expected("model", name, "", "log_likelihood"), fit.Fit.LogLikelihood, name);
    }

    // The table has no commas within names.
    private static double Expected(string table, string variable, string group, string statistic) =>
        ReferenceTable.Load("own-design").Rows.Single(r => r.Text("table") == table && r.Text("variable") == variable.Replace(",", "", StringComparison.Ordinal)
            && r.Text("group") == group.Replace(",", "", StringComparison.Ordinal) && r.Text("statistic") == statistic).Number("value");

    private static void AssertNear(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(1e-3, Math.Abs(expected)), $"{what}: {expected:R}, not {actual:R}");
}
