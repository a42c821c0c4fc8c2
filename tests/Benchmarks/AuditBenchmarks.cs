using BenchmarkDotNet.Attributes;
using Urif.Audit;

namespace Urif.Benchmarks;

/// <summary>Reading the paper's ledger, and the whole audit of it.</summary>
[MemoryDiagnoser]
public class AuditBenchmarks
{
    private readonly string _folder = PaperFolder;
    private readonly Ledger _ledger = LedgerReader.Read(PaperFolder);

    /// <summary>data/paper, looked for upwards from the benchmark's own folder.</summary>
    internal static string PaperFolder
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, "data", "paper");
                if (File.Exists(Path.Combine(candidate, "datapackage.json"))) return candidate;
            }

            throw new DirectoryNotFoundException("data/paper is not above " + AppContext.BaseDirectory);
        }
    }

    [Benchmark]
    public Ledger Read() => LedgerReader.Read(_folder);

    [Benchmark]
    public AuditReport Audit() => PaperAudit.Run(_ledger);
}
