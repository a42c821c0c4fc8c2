namespace Urif.Repro.Cohorts.Files;
internal static class ParquetSource { public static IRecordSource Open(string path, string name) => throw new NotSupportedException(path + name); }
internal static class DuckDbSource { public static IRecordSource Open(string path, string name, string? q) => throw new NotSupportedException(path + name + q); }
internal sealed class ExcelSource : IRecordSource { public ExcelSource(Stream s, string n, string? q) => throw new NotSupportedException(n+s+q);
 public string Name => ""; public IReadOnlyList<SourceColumn> Columns => []; public string Position => ""; public bool Read() => false; public SourceCell Cell(int c) => default; public void Dispose() {} }
