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
    [InlineData(1_000_000, false, true)]
    [InlineData(1_000_000, true, true)]
    [InlineData(4_000_000, false, false)]
    public async Task Four_tables_of_a_register(int rows, bool allDistinct, bool besideR)
    {
        var path = Path.Combine(Path.GetTempPath(), $"urif-register-{rows.ToString(CultureInfo.InvariantCulture)}-SYNTHETIC.csv");
        try
        {
            await WriteAsync(path, rows, allDistinct);
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
                Report($"{rows} rows{(allDistinct ? ", measurements distinct" : "")}, tables of C#: {watch.Elapsed.TotalSeconds:F3} s, {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:F3} s of processors, allocated {(GC.GetTotalAllocatedBytes(true) - allocated) / 1048576.0:F0} MB");
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

    // 50,000 random cycles in turn, each time of other women; their measurements as in the paper to two decimals, or with digits
    // that make nearly all of them distinct.
    private static async Task WriteAsync(string path, int rows, bool allDistinct)
    {
        string[] columns = SyntheticCohorts.ReferenceFile().Split('\n')[0].Split(',');
        int[] places = [.. columns.Select(c => CohortSchema.Column(c).Index)];
        string[][] cells = [.. RandomCycles.Of(1, 50_000, 0.02).Select(c => places.Select(p => (string)MemoryRecords.Cells(c)[p]!).ToArray())];
        bool[] measured = [.. columns.Select(c => c is "bmi" or "fins" or "ins_2h" or "fpg" or "pg_2h")];
        await using var writer = new StreamWriter(path);
        await writer.WriteLineAsync(string.Join(',', columns));
        for (var row = 0; row < rows; row++)
        {
            var line = cells[row % cells.Length];
            await writer.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"W{row}"));
            for (var c = 1; c < line.Length; c++)
            {
                await writer.WriteAsync(',');
                await writer.WriteAsync(allDistinct && measured[c] && line[c].Length > 0
                    ? (double.Parse(line[c], CultureInfo.InvariantCulture) * (1 + row * 1e-9)).ToString("R", CultureInfo.InvariantCulture) : line[c]);
            }

            await writer.WriteLineAsync();
        }
    }
}
