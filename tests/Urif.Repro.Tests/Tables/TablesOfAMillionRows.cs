using System.Diagnostics;
using System.Globalization;
using Urif.Repro.Cohorts;
using Urif.Repro.Cohorts.Files;
using Urif.Repro.Tables;
using Urif.Tests.RandomCohorts;

namespace Urif.Tests.Tables;

/// <summary>
/// Time of the four tables of a register, beside R with data.table (tests/Benchmarks/r/cohort-tables.R) on the same rows in the
/// same run; on its own with <c>--explicit only</c>.
/// </summary>
public sealed class TablesOfAMillionRows
{
    [Theory(Explicit = true)]
    [InlineData(1_000_000, true)]
    [InlineData(4_000_000, false)]
    public async Task Four_tables_of_a_register(int rows, bool besideR)
    {
        var path = Path.Combine(Path.GetTempPath(), $"urif-register-{rows.ToString(CultureInfo.InvariantCulture)}-SYNTHETIC.csv");
        try
        {
            await WriteAsync(path, rows);
            using var source = RecordSource.Open(path);
            var cohort = CohortReader.Read(source, new() { RequireEligibility = false }).Cohort;
            var analysed = CohortCheck.Run(cohort, new() { ApplyEligibility = false }).Analysed;
            var designs = TableDesign.AllOfPaper();
            IReadOnlyList<CohortTable> tables = [];
            for (var run = 0; run < 5; run++)
            {
                GC.Collect();
                var allocated = GC.GetTotalAllocatedBytes(true);
                var processor = Environment.CpuUsage.TotalTime;
                var watch = Stopwatch.StartNew();
                tables = CohortTables.Of(analysed, designs);
                Report($"{rows} rows, tables of C#: {watch.Elapsed.TotalSeconds:F3} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:F3} s of processors, allocated {(GC.GetTotalAllocatedBytes(true) - allocated) / 1048576.0:F0} MB");
            }

            var live = tables[1].Rows.Single(r => r.Variable.Name == "live_birth").Groups;
            if (!besideR) return;
            var rscript = ExternalTool.Require("Rscript");
            var (exitCode, output, error) = await ExternalTool.RunAsync(rscript, Repository.PathOf("tests", "Benchmarks", "r", "cohort-tables.R"), path);
            Assert.True(exitCode == 0, error);
            Report($"R, seconds to read, seconds of the tables, live births: {output}");
            Assert.EndsWith($"{live[0].Count!.Value.Printed},{live[1].Count!.Value.Printed}", output.Trim());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Report(FormattableString text) => TestContext.Current.TestOutputHelper!.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    // 50,000 random cycles in turn, each time of other women.
    private static async Task WriteAsync(string path, int rows)
    {
        var header = SyntheticCohorts.ReferenceFile().Split('\n')[0];
        int[] places = [.. header.Split(',').Select(c => CohortSchema.Column(c).Index)];
        string[] lines = [.. RandomCycles.Of(1, 50_000, 0.02).Select(MemoryRecords.Cells).Select(cells => string.Join(',', places.Skip(1).Select(p => cells[p])))];
        await using var writer = new StreamWriter(path);
        await writer.WriteLineAsync(header);
        for (var row = 0; row < rows; row++) await writer.WriteLineAsync($"W{row},{lines[row % lines.Length]}");
    }
}
