namespace Urif.Repro.Cohorts.Files;
internal static class ParquetSource { public static IRecordSource Open(string path, string name) => throw new NotSupportedException(path + name); }
internal static class DuckDbSource { public static IRecordSource Open(string path, string name, string? q) => throw new NotSupportedException(path + name + q); }
