namespace Urif.Cohorts.Tests;

/// <summary>Every cell of the paper's four tables of a synthetic cohort against R (tests/reference/cohort-tables.R).</summary>
public sealed class TablesAgainstRTests
{
    private static readonly string File = Repository.PathOf("tests", "Urif.Cohorts.Tests", "Tables", "cohort-SYNTHETIC.csv");

    [Fact]
    public void The_cohort_that_R_read_is_that_of_its_seed()
    {
        if (Environment.GetEnvironmentVariable("URIF_UPDATE_EXPECTATIONS") == "1") System.IO.File.WriteAllText(File, SyntheticCohorts.ReferenceFile());
        Assert.Equal(System.IO.File.ReadAllText(File), SyntheticCohorts.ReferenceFile());
    }

    [Fact]
    public void Every_cell_is_that_of_R()
    {
        using var source = RecordSource.Open(File);
        var cohort = CohortReader.Read(source, new() { RequireEligibility = false }).Cohort;
        var rows = CohortCheck.Run(cohort, new() { ApplyEligibility = false }).Analysed;
        Assert.Equal(335, rows.Count);
        var made = Enum.GetValues<OutcomeDenominator>().ToDictionary(d => d.ToString(), d => CohortTables.Of(rows, TableDesign.AllOf(StudyDesign.Default), new() { Denominator = d }));
        var seen = new HashSet<(string, string, string)>();
        var kinds = new HashSet<TestKind>();
        foreach (var expected in ReferenceTable.Load("cohort-tables").Rows)
        {
            var table = made[expected.Text("denominator")][expected.Integer("table") - 1];
            var row = table.Rows.Single(r => r.Variable.Name == expected.Text("variable"));
            seen.Add((expected.Text("denominator"), expected.Text("table"), row.Variable.Name));
            var group = expected.Text("group").Length == 0 ? null : row.Groups[expected.Integer("group") - 1];
            var normality = group is null || row.Decision.Normality.Count == 0 ? null : row.Decision.Normality[expected.Integer("group") - 1];
            var statistic = expected.Text("statistic");
            switch (statistic)
            {
                case "test":
                    Assert.Equal(expected.Text("value"), row.Test?.Kind.ToString() ?? "none");
                    if (row.Test is { } test) kinds.Add(test.Kind);
                    continue;
                case "printed":
                    Assert.Equal(expected.Text("value"), group!.Printed);
                    continue;
                case "printed_statistic":
                    Assert.Equal(expected.Text("value"), row.Test!.StatisticPrinted);
                    continue;
                case "printed_p":
                    Assert.Equal(expected.Text("value"), row.Test!.PPrinted);
                    continue;
            }

            var actual = statistic switch
            {
                "used" => group!.Used.Value,
                "missing" => group!.Missing.Value,
                "count" => group!.Count!.Value.Value,
                "percent" => group!.Percent,
                "mean" => group!.Mean,
                "sd" => group!.StandardDeviation,
                "q1" => group!.LowerQuartile,
                "median" => group!.Median,
                "q3" => group!.UpperQuartile,
                "w" => normality!.W,
                "shapiro_p" => normality!.P,
                "statistic" => row.Test!.Statistic,
                "df" => row.Test!.DegreesOfFreedom,
                "p" => row.Test!.P,
                "smd" => row.StandardizedDifference,
                "expected" => row.Decision.SmallestExpected,
                _ => throw new InvalidOperationException(statistic),
            };
            Assert.NotNull(actual);
            var context = $"{expected.Location} {row.Variable.Name} {statistic}";
            // A difference of two near-equal means or shares keeps the digits of the means only.
            if (statistic is "smd" or "statistic" && Math.Abs(expected.Number("value")) < 1e-2) Assert.Equal(expected.Number("value"), actual.Value, 1e-12);
            else ReferenceTable.AssertRelative(expected.Number("value"), actual.Value, 1e-10, context);
        }

        // Nothing that a table shows is left out, and every test of the rule is met.
        foreach (var (denominator, tables) in made)
            foreach (var table in tables)
                foreach (var row in table.Rows.Where(r => denominator == "Transfer" || r.Variable.IsOutcome))
                    Assert.Contains((denominator, table.Design.Id, row.Variable.Name), seen);
        // Those of two groups; tests/Urif.Cohorts.Tests/Design has the others.
        Assert.Equal([TestKind.StudentT, TestKind.MannWhitney, TestKind.PearsonChiSquare, TestKind.FisherExact], kinds.Order());
    }
}
