using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Text;
using Urif.Audit;

namespace Urif.Cohorts.Tests;

/// <summary>Loading and checking give the same on any number of threads, in blocks of any length, in whatever way a file is read.</summary>
public sealed class ThreadTests : IDisposable
{
    private static readonly (int Threads, int BlockRows)[] Ways = [(1, 512), (1, 1), (2, 3), (2, 512), (7, 1), (7, 16), (7, 100)];

    // As a hospital's columns might be: some in quotes, one that the schema lacks.
    private static readonly string[] Headers = [.. CohortSchema.Default.Columns.Select(c => c.Name), "备注"];

    private static readonly PropertyInfo[] Properties = typeof(TransferCycle).GetProperties();

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_reads_the_same_on_any_number_of_threads()
    {
        for (ulong seed = 0; seed < 6; seed++)
        {
            var rows = Rows(seed, 400, problems: seed % 3 * 0.001);
            foreach (var options in (CohortReadOptions[])[new() { Drop = ["备注"] }, new() { AllowUnmapped = true, BelowLimit = BelowLimitRule.HalfLimit }])
            {
                var csv = Write("cohort.csv", rows, new Draw(seed, 2));
                foreach (var open in (Func<IRecordSource>[])[() => MemoryRecords.Of(Headers, rows), () => RecordSource.Open(csv)])
                {
                    var expected = Told(open, options with { Threads = 1, BlockRows = 100_000 });
                    foreach (var (threads, blockRows) in Ways) Assert.Equal(expected, Told(open, options with { Threads = threads, BlockRows = blockRows }));
                }

                Assert.Equal(WithoutPlaces(Told(() => MemoryRecords.Of(Headers, rows), options)), WithoutPlaces(Told(() => RecordSource.Open(csv), options)));
            }
        }
    }

    [Fact]
    public void A_Parquet_file_reads_as_the_same_rows_of_a_text_file()
    {
        foreach (var problems in (double[])[0, 0.002])
        {
            var csv = Write("cohort.csv", Rows(99, 3000, problems), new Draw(99, 2));
            var parquet = Path.Combine(folder.Path, "cohort.parquet");
            var rows = new List<string?[]>();
            string[] names;
            using (var source = RecordSource.Open(csv))
            {
                names = [.. source.Columns.Select(c => c.Name)];
                while (source.Read())
                {
                    var cells = new string?[names.Length];
                    for (var c = 0; c < cells.Length; c++) cells[c] = source.Cell(c).Kind == SourceCellKind.Missing ? null : source.Cell(c).Text.ToString();
                    rows.Add(cells);
                }
            }

            PlainParquet.Write(parquet, names, rows.Count, (r, c) => rows[r][c], rowsOfGroup: 700);
            var options = new CohortReadOptions { Drop = ["备注"] };
            Func<IRecordSource> open = () => RecordSource.Open(parquet);
            var expected = Told(open, options with { Threads = 1, BlockRows = 1 });
            foreach (var (threads, blockRows) in Ways) Assert.Equal(expected, Told(open, options with { Threads = threads, BlockRows = blockRows }));
            Assert.Equal(WithoutPlaces(Told(() => RecordSource.Open(csv), options)), WithoutPlaces(expected));
        }
    }

    [Theory]
    [InlineData("1,2", "has 2 fields where the header has 43")]
    [InlineData("", "is blank although rows follow")]
    [InlineData("\"", "quotation mark")]
    public void A_file_that_cannot_be_read_on_is_refused_with_the_same_words(string line, string expected)
    {
        var csv = Write("cohort.csv", Rows(5, 600, 0.01), new Draw(5, 2));
        var lines = File.ReadAllText(csv).Split('\n').ToList();
        lines.Insert(400, line);
        File.WriteAllText(csv, string.Join('\n', lines));
        var messages = Ways.Select(w => Assert.Throws<InputException>(() =>
        {
            using var source = RecordSource.Open(csv);
            return CohortReader.Read(source, new() { Drop = ["备注"], Threads = w.Threads, BlockRows = w.BlockRows });
        }).Message).Distinct();
        Assert.Contains(expected, Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Long_texts_end_a_block()
    {
        var rows = Rows(6, 60, 0);
        foreach (var row in rows) row[OneCell.Index("prior_success")] = new string(' ', 90_000) + "no";
        var csv = Write("cohort.csv", rows, new Draw(6, 2));
        var options = new CohortReadOptions { Drop = ["备注"] };
        Assert.Equal(Told(() => RecordSource.Open(csv), options with { Threads = 1, BlockRows = 1 }), Told(() => RecordSource.Open(csv), options with { Threads = 2 }));
    }

    [Fact]
    public void A_check_is_the_same_on_any_number_of_threads()
    {
        var cohort = Cohort.Of("records", RandomCycles.Of(11, 20_000, missing: 0.05).Select((c, i) => (i % 500) switch
        {
            7 => c with { PriorFailedCycles = c.PriorTransferCycles + 1 },
            8 => c with { Age = 12 },
            9 => c with { WomanId = i - 5 },
            10 => c with { LiveBirth = true, Ectopic = true },
            _ => c,
        }));
        var views = ((int[])[1, 2, 7]).Select(threads =>
        {
            var check = CohortCheck.Run(cohort, new() { Errors = ErrorRows.Exclude, Threads = threads });
            return new StringBuilder().AppendJoin(' ', check.Analysed.Rows.ToArray())
                .AppendJoin(' ', check.Rules.SelectMany(r => r.Rows.ToArray())).AppendJoin(' ', check.Rules.Select(r => r.NotDocumented))
                .AppendJoin(' ', check.Flow.Steps).AppendJoin(' ', check.Flow.Arms).ToString();
        }).Distinct();
        Assert.Single(views);
    }

    /// <summary>Rows of text cells: women with several rows, three centres, words in several spellings, and cells that are wrong.</summary>
    private static object?[][] Rows(ulong seed, int count, double problems)
    {
        var draw = new Draw(seed, 1);
        var rows = RandomCycles.Of(seed, count, missing: 0.05).Select(c => MemoryRecords.Cells(c).Append((object?)"").ToArray()).ToArray();
        foreach (var row in rows)
        {
            row[0] = draw.OneOf("W", "w ") + draw.Whole(0, count / 2).ToString(CultureInfo.InvariantCulture);
            row[OneCell.Index("centre")] = draw.OneOf("A", "乙", "Ｃ", "");
            if (draw.Chance(0.5)) row[OneCell.Index("prior_success")] = draw.OneOf("否", "No", "0", "Ｎ");
            if (draw.Chance(0.2)) row[^1] = draw.OneOf("x, y", "a \"b\"", "one\ntwo", "注");
            for (var c = 0; c < row.Length; c++)
                if (draw.Chance(problems)) row[c] = draw.OneOf("5,3", "<0.5", "?", "13800138000", "1.5", "99999", "张三", "NA", "2021-3-5");
        }

        return rows;
    }

    private string Write(string name, object?[][] rows, Draw draw)
    {
        var text = new StringBuilder(string.Join(',', Headers)).Append('\n');
        foreach (var row in rows)
        {
            // Quotation marks where they have to be, and sometimes where not.
            var all = draw.Chance(0.1);
            text.AppendJoin(',', row.Select(c => (string)c! is var cell && (all || cell.AsSpan().ContainsAny(",\"\n")) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell)).Append('\n');
        }

        var path = Path.Combine(folder.Path, name);
        File.WriteAllText(path, text.ToString());
        return path;
    }

    /// <summary>What is told without the places in the file, which differ between the formats that hold the same rows.</summary>
    private static string WithoutPlaces(string told) => Regex.Replace(told, @"cohort\.\w+(, (line|row) \d+)?|(?<=\n)(line|row) \d+: ", "");

    /// <summary>All that a reading tells.</summary>
    private static string Told(Func<IRecordSource> open, CohortReadOptions options)
    {
        using var source = open();
        var report = CohortReader.Read(source, options);
        var told = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{report.Rows} rows, {report.ProblemCount} problems");
        foreach (var problem in report.Problems) told.AppendLine(problem.ToString());
        foreach (var column in report.Columns) told.AppendLine(column.ToString());
        if (!report.Succeeded) return told.ToString();
        told.AppendJoin(' ', report.Cohort.Centres);
        for (var row = 0; row < report.Cohort.Count; row++)
            told.Append('\n').Append(report.Cohort.PositionOf(row)).Append(": ").AppendJoin(' ', Values(report.Cohort[row]));
        return told.ToString();
    }

    private static IEnumerable<string> Values(TransferCycle cycle) =>
        Properties.Select(p => Convert.ToString(p.GetValue(cycle), CultureInfo.InvariantCulture)!);
}
