using System.Diagnostics;
using System.Globalization;
using Urif.Repro.Cohorts;
using Urif.Repro.Cohorts.Files;
using Urif.Tests.RandomCohorts;

namespace Urif.Tests.Cohorts;

/// <summary>Time and memory to load a register; run it on its own with <c>--explicit only</c>.</summary>
public sealed class LoadingAMillionRows
{
    [Theory(Explicit = true)]
    [InlineData(1_000_000)]
    public void Loading_a_million_rows(int rows)
    {
        CohortReader.Read(new Repeated(20_000)).Cohort.ToString();
        GC.Collect();
        var before = GC.GetTotalMemory(true);
        var allocated = GC.GetTotalAllocatedBytes(true);
        var source = new Repeated(rows);
        var empty = Stopwatch.StartNew();
        long characters = 0;
        while (source.Read())
            for (var c = 0; c < source.Columns.Count; c++) characters += source.Cell(c).Text.Length;
        var scanning = empty.Elapsed;
        var watch = Stopwatch.StartNew();
        var processor = Environment.CpuUsage.TotalTime;
        var cohort = CohortReader.Read(new Repeated(rows)).Cohort;
        var loading = watch.Elapsed;
        processor = Environment.CpuUsage.TotalTime - processor;
        allocated = GC.GetTotalAllocatedBytes(true) - allocated;
        var held = GC.GetTotalMemory(true) - before;
        watch.Restart();
        var check = CohortCheck.Run(cohort);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows} rows x {source.Columns.Count} columns, {characters} characters: source alone {scanning.TotalSeconds:F3} s, load {loading.TotalSeconds:F3} s ({processor.TotalSeconds:F3} s of processors), "
            + $"{(loading - scanning).TotalNanoseconds / rows / source.Columns.Count:F1} ns a cell; held {held / 1048576.0:F0} MB, allocated {allocated / 1048576.0:F0} MB; check {watch.Elapsed.TotalSeconds:F3} s, {check.Flow.Analysed} analysed"));
        Assert.Equal(rows, check.Flow.Analysed);

        var texts = Enumerable.Range(0, 4096).Select(i => (i * 0.37).ToString("F2", CultureInfo.InvariantCulture)).ToArray();
        double sum = 0;
        for (var warm = 0; warm < 2; warm++)
        {
            watch.Restart();
            for (var k = 0; k < 4000; k++)
                foreach (var text in texts)
                {
                    CellText.ReadNumber(text, false, out var number);
                    sum += number;
                }
        }

        TestContext.Current.TestOutputHelper.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"an ASCII number: {watch.Elapsed.TotalNanoseconds / 4000 / texts.Length:F1} ns ({sum:F0})"));
    }

    /// <summary>Text cells of 5,000 random cycles in turn, with a woman of their own each, as a CSV reader gives them.</summary>
    private sealed class Repeated : IRecordSource
    {
        private readonly string[][] _rows = [.. RandomCycles.Of(1, 5000).Select(MemoryRecords.Cells).Select(r => r.Select(c => (string)c!).ToArray())];
        private readonly int _count;
        private readonly char[] _woman = new char[10];
        private readonly int _first;
        private int _row = -1;
        private int _womanLength;

        public Repeated(int count)
        {
            _count = count;
            // 35 columns, as the task has them: those that only some files have are left out.
            string[] without = ["ectopic", "late_loss", "clinical_pregnancy", "early_loss", "live_birth"];
            int[] kept = [.. CohortSchema.Columns.Where(c => !without.Contains(c.Name)).Select(c => c.Index)];
            Columns = [.. kept.Select(i => MemoryRecords.Column(CohortSchema.Columns[i].Name))];
            _rows = [.. _rows.Select(r => kept.Select(i => r[i]).ToArray())];
            _first = 0;
        }

        public string Name => "register.csv";

        public IReadOnlyList<SourceColumn> Columns { get; }

        public string Position => string.Create(CultureInfo.InvariantCulture, $"line {_row + 2}");

        public bool Read()
        {
            if (++_row >= _count) return false;
            _woman[0] = 'W';
            _row.TryFormat(_woman.AsSpan(1), out _womanLength, "D7", CultureInfo.InvariantCulture);
            return true;
        }

        public SourceCell Cell(int column) =>
            column == _first ? SourceCell.Of(_woman.AsSpan(0, _womanLength + 1)) : SourceCell.Of(_rows[_row % 5000][column]);

        public void Dispose()
        {
        }
    }
}
