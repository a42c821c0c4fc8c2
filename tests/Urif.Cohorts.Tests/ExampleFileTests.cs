namespace Urif.Cohorts.Tests;

/// <summary>The example in <c>data/cohort/</c>: where it comes from, and that it shows what the notebooks tell of it.</summary>
public class ExampleFileTests
{
    private static readonly string Example = Repository.PathOf("data", "cohort", "example-hospital-SYNTHETIC.csv");

    private static readonly CohortReadOptions Options = new() { Drop = ["病历号"] };

    [Fact]
    public void It_is_the_one_that_the_generator_makes()
    {
        if (Environment.GetEnvironmentVariable("URIF_UPDATE_EXPECTATIONS") == "1") File.WriteAllText(Example, HospitalFile.Text());
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(HospitalFile.Text()), File.ReadAllBytes(Example));
    }

    [Fact]
    public void It_is_refused_until_the_record_number_is_dropped()
    {
        using var source = RecordSource.Open(Example);
        var report = CohortReader.Read(source);
        Assert.False(report.Succeeded);
        Assert.Contains("column 1: looks like", Assert.Single(report.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_three_rows_that_cannot_be_and_women_who_do_not_meet_the_criteria()
    {
        using var source = RecordSource.Open(Example);
        var cohort = CohortReader.Read(source, Options).Cohort;
        Assert.Equal(372, cohort.Count);
        var check = CohortCheck.Run(cohort);
        Assert.True(check.Refused);
        Assert.Equal(3, check.ErrorRows);
        var analysed = CohortCheck.Run(cohort, new CohortCheckOptions { Errors = ErrorRows.Exclude }).Analysed;
        Assert.InRange(analysed.Count, 320, 345);
    }

    [Fact]
    public void Its_insulin_is_converted_by_the_unit_in_the_header()
    {
        using var source = RecordSource.Open(Example);
        var cohort = CohortReader.Read(source, Options).Cohort;
        Assert.InRange(cohort.Numbers("fins").ToArray().Where(v => !double.IsNaN(v)).Average(), 5, 15);
    }
}
