using System.Globalization;
using Urif.Cohorts;

namespace Urif.Synthesis.Tests;

/// <summary>A cohort depends on its reading, seed and number alone, and its file says all that the cohort says.</summary>
public sealed class DeterminismTests
{
    private static readonly SyntheticCohorts Cohorts = new(ShippedReadings.Solution("tables-1-2"));
    private static readonly Lazy<string[]> Expected = new(() => [.. Enumerable.Range(1, 4).Select(k => Csv(Cohorts.Make(5, k)))]);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    public void EveryCultureMakesTheSame(string culture)
    {
        var expected = Expected.Value[0];
        var (before, ofThreads) = (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var solution = ReadingSolution.Of(ShippedReadings.Solution("tables-1-2").Reading);
            Assert.Equal(expected, Csv(new SyntheticCohorts(solution).Make(5, 1)));
            using var output = new StringWriter { NewLine = "\n" };
            Cohorts.Make(5, 1).WriteCsv(output);
            Assert.Equal(expected, output.ToString());
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.DefaultThreadCurrentCulture) = (before, ofThreads);
        }
    }

    [Fact]
    public void TheOrderOfMakingDoesNotMatter()
    {
        foreach (var k in new[] { 4, 2, 1, 3 }) Assert.Equal(Expected.Value[k - 1], Csv(Cohorts.Make(5, k)));
        Assert.Equal(4, Expected.Value.Distinct().Count());
        Assert.NotEqual(Expected.Value[0], Csv(Cohorts.Make(6, 1)));
    }

    [Fact]
    public void FourThreadsAtOnceMakeWhatOneMakes()
    {
        var expected = Expected.Value;
        var made = new string[8];
        using var start = new Barrier(4);
        var threads = Enumerable.Range(0, 4).Select(t => new Thread(() =>
        {
            start.SignalAndWait(TestContext.Current.CancellationToken);
            made[t] = Csv(Cohorts.Make(5, t + 1));
            made[4 + t] = Csv(Cohorts.Make(5, 4 - t));
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        for (var t = 0; t < 4; t++) Assert.Equal((expected[t], expected[3 - t]), (made[t], made[4 + t]));
    }

    [Theory]
    [InlineData("tables-1-2")]
    [InlineData("tables-3-4")]
    public void TheFileReadBackIsTheCohort(string reading)
    {
        var solution = ShippedReadings.Solution(reading);
        var missing = new Dictionary<string, double> { ["transfer_date"] = 0.3, ["centre"] = 0.3, ["fetal_heartbeat"] = 0.3, ["pregnancy_end_week"] = 0.3 };
        var gaps = ReadingSolution.Of(solution.Reading with { Model = solution.Reading.Model with { Missing = missing } });
        foreach (var made in new[] { new SyntheticCohorts(solution).Make(7, 1), new SyntheticCohorts(gaps).Make(7, 2) })
        {
            using var folder = new TemporaryFolder();
            var file = Path.Combine(folder.Path, made.FileName);
            File.WriteAllText(file, Csv(made));
            using var source = RecordSource.Open(file);
            var report = CohortReader.Read(source);
            Assert.Empty(report.Problems);
            var read = report.Cohort!;
            Assert.True(read.IsSynthetic);
            Assert.True(made.Cohort.IsSynthetic);
            Assert.Equal(335, read.Count);
            foreach (var column in CohortSchema.Default.Columns.Where(c => c.Type != ColumnType.Text && c.Name != "centre"))
                Assert.True(made.Cohort.Values(column.Name).SequenceEqual(read.Values(column.Name)), column.Name);
            string[] others = ["homa_ir", "biochemical_loss", "stage_cleavage", "stage_blastocyst", "cycle_fresh", "cycle_frozen"];
            foreach (var variable in others) Assert.True(made.Cohort.Values(variable).SequenceEqual(read.Values(variable)), variable);
            Assert.Equal(Centres(made.Cohort), Centres(read));
            Assert.Empty(ReadingCheck.Differences(solution, read));
        }
    }

    private static IEnumerable<string> Centres(Cohort cohort) => cohort.CentreCodes.ToArray().Select(c => c < 0 ? "" : cohort.Centres[c]);

    private static string Csv(SyntheticCohort cohort)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        cohort.WriteCsv(output);
        return output.ToString();
    }
}
