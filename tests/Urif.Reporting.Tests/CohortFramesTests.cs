using Deedle;
using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>Data frames of tables and of rows: exact types, and every value where it was.</summary>
public class CohortFramesTests
{
    private static readonly TransferCycle[] Cycles = RandomCycles.Of(5, 60, missing: 0.2);

    private static readonly CohortSelection Rows = CohortTableSamples.All(Cohort.Of("rows", Cycles));

    [Fact]
    public void Rows_have_exact_types()
    {
        var frame = CohortFrames.PatientRowsToDeedle(Rows);
        var data = CohortFrames.PatientRowsToDataFrame(Rows);
        (string Column, Type Type)[] expected =
        [
            ("woman_id", typeof(int)), ("prior_losses", typeof(int)), ("age", typeof(double)), ("fins", typeof(double)), ("metformin", typeof(bool)),
            ("live_birth", typeof(bool)), ("stage", typeof(string)), ("centre", typeof(string)), ("transfer_date", typeof(DateTime)),
        ];
        foreach (var (column, type) in expected)
        {
            Assert.Equal(type, frame.ColumnTypes.ElementAt(frame.ColumnKeys.ToList().IndexOf(column)));
            Assert.Equal(type, data[column].DataType);
        }

        Assert.Equal(data.Columns.Select(c => c.Name), frame.ColumnKeys);
        Assert.Equal((60, 60L), (frame.RowCount, data.Rows.Count));
    }

    [Fact]
    public void Rows_have_the_values_of_the_cohort_and_lack_what_it_lacks()
    {
        var frame = CohortFrames.PatientRowsToDeedle(Rows);
        var data = CohortFrames.PatientRowsToDataFrame(Rows);
        for (var row = 0; row < Cycles.Length; row++)
        {
            var cycle = Cycles[row];
            object?[] values = [cycle.Age, cycle.PriorLosses, cycle.Metformin, cycle.Stage?.ToString().ToLowerInvariant(), cycle.LiveBirth, cycle.Centre, cycle.TransferDate?.ToDateTime(TimeOnly.MinValue)];
            string[] columns = ["age", "prior_losses", "metformin", "stage", "live_birth", "centre", "transfer_date"];
            Assert.Equal(values, columns.Select(c => data[c][row]));
            Assert.Equal(values, columns.Select(c => frame.GetColumn<object>(c).TryGet(row) is { HasValue: true } value ? value.Value : null));
        }
    }

    [Fact]
    public void Tables_have_every_number_unrounded()
    {
        var frame = CohortFrames.ToDeedle(CohortTableSamples.Paper);
        var data = CohortFrames.ToDataFrame(CohortTableSamples.Paper);
        Assert.Equal(AuditCsvTests.Read(CohortTableSamples.Text(CohortTableCsv.Write, CohortTableSamples.Paper)).Count, frame.RowCount);
        Assert.Equal(typeof(double), data["value"].DataType);
        var age = CohortTableSamples.Paper[0].Rows.Single(r => r.Variable.Name == "age");
        var at = Enumerable.Range(0, frame.RowCount).Single(i => ((string)data["table"][i], (string)data["variable"][i], (string?)data["group"][i], (string)data["statistic"][i])
            == ("1", "age", "ir_control", "mean"));
        Assert.Equal(age.Groups[1].Mean, data["value"][at]);
        Assert.Equal(age.Groups[1].Mean, frame.GetColumn<double>("value")[at]);
    }
}
