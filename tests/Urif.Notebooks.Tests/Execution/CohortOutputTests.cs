using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Execution;

/// <summary>Patients' rows in a notebook that has loaded the study's library: whatever a cell ends with, no value of a row is shown.</summary>
public class CohortOutputTests
{
    private static readonly string[] Cells =
    [
        BuiltLibrary.Load,
        """
        using Urif.Cohorts;
        var cycles = Enumerable.Range(0, 12).Select(i => new TransferCycle
        {
            WomanId = 90210 + i, CycleId = 1, Centre = "ZENTRUM", Age = 31.4159, Bmi = 22.7777, Fins = i + 3.1337, Ins2h = 50.0505, Fpg = 5.4321, Pg2h = 6.6789,
            Metformin = false, PriorLosses = 17, Stage = EmbryoStage.Blastocyst, Cycle = CycleType.Frozen, LiveBirth = true, ClinicalPregnancy = true,
        }).ToArray();
        var cohort = Cohort.Of("patients.csv", cycles);
        var rows = CohortCheck.Run(cohort, new() { ApplyEligibility = false, Errors = ErrorRows.Exclude }).Analysed;
        """,
        "cycles",
        "cycles[3]",
        "cohort",
        "rows",
        "cycles.Where(c => c.Fins > 5)",
        "cycles.GroupBy(c => c.Stage)",
        "new { Row = cohort[0], Rest = cycles }",
        "(cohort[0], 1)",
        "cycles[0].Display(); display(cohort); cycles.Display();",
        "display(cycles[0], \"application/json\"); display(cohort, \"application/json\"); display(cycles, \"application/json\");",
        "Console.WriteLine(cycles[0]); Console.WriteLine($\"{cohort} {cycles[1]}\");",
        "CohortFrames.PatientRowsToDeedle(rows)",
        "CohortFrames.PatientRowsToDataFrame(rows)",
        "CohortCheck.Run(cohort)",
    ];

    private static readonly string[] Values = ["9021", "9022", "ZENTRUM", "31.4", "22.7", ".1337", "50.05", "5.43", "6.67"];

    [Fact]
    public async Task No_value_of_a_row_is_among_the_outputs()
    {
        var run = await NotebookFolder.RunAsync(Cells);
        Assert.Equal(RunStatus.Ok, run.Status);
        for (var cell = 3; cell <= Cells.Length; cell++) Assert.NotEmpty(run.Cell($"c{cell}").Outputs);
        var outputs = string.Concat(run.Notebook.Cells.OfType<CodeCell>().Select(c => c.Outputs)
            .SelectMany(o => o).Select(o => o is StreamOutput s ? s.Text : Everything(o)));
        Assert.All(Values, value => Assert.DoesNotContain(value, outputs, StringComparison.Ordinal));
        Assert.Equal("12 transfer cycles; the values of patients are not shown", run.Value("c3"));
        Assert.Equal("A transfer cycle; the values of patients are not shown", run.Value("c4"));
        Assert.Equal("Cohort patients.csv: 12 rows; the values of patients are not shown", run.Value("c5"));
    }

    private static string Everything(Output output)
    {
        var data = output switch
        {
            DisplayData d => d.Data,
            ExecuteResult r => r.Data,
            _ => throw new InvalidOperationException(),
        };
        return string.Concat(data.Types.Select(t => data.Text(t) ?? data.Json(t)?.ToString()));
    }
}
