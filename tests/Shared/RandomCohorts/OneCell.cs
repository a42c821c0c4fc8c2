using Urif.Cohorts;

namespace Urif.Tests;

/// <summary>Files of one good row in which one cell is as a test wants it.</summary>
internal static class OneCell
{
    public static int Index(string column) => CohortSchema.Default.Column(column).Index;

    public static string[] Lines(CohortReport report) => [.. report.Problems.Select(p => p.ToString())];

    public static (List<SourceColumn> Columns, object?[] Row) Base() =>
        ([.. CohortSchema.Default.Columns.Select(c => MemoryRecords.Column(c.Name))], MemoryRecords.Cells(RandomCycles.Of(3, 1)[0]));

    public static CohortReport ReadWith(string column, string header, object? cell, CohortReadOptions? options = null)
    {
        var (columns, row) = Base();
        columns[Index(column)] = MemoryRecords.Column(header);
        row[Index(column)] = cell;
        return CohortReader.Read(new MemoryRecords(columns, [row]), options);
    }

    public static CohortReport ReadAlso(string header, object? cell, CohortReadOptions? options = null)
    {
        var (columns, row) = Base();
        return CohortReader.Read(new MemoryRecords([.. columns, MemoryRecords.Column(header)], [[.. row, cell]]), options);
    }
}
