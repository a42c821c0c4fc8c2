using Urif.Audit;

namespace Urif.Synthesis.Tests;

/// <summary>The readings in <c>data/readings</c>, solved once.</summary>
internal static class ShippedReadings
{
    private static readonly Dictionary<string, Lazy<ReadingSolution>> Solutions = new[] { "tables-1-2", "tables-3-4" }.ToDictionary(
        name => name,
        name => new Lazy<ReadingSolution>(() => ReadingSolution.Of(ReadingReader.Read(Repository.PathOf("data", "readings", name + ".json"), LedgerReader.Read(Repository.PathOf("data", "paper"))))));

    public static ReadingSolution Solution(string name) => Solutions[name].Value;
}
