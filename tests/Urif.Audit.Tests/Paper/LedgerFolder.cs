using System.Text;

namespace Urif.Audit.Tests;

/// <summary>A copy of the real ledger in a temporary folder, to be spoilt.</summary>
internal sealed class LedgerFolder : IDisposable
{
    public static readonly string[] Files =
        ["numbers.csv", "groups.csv", "comparisons.csv", "variables.csv", "claims.csv", "datapackage.json"];

    public static readonly string Real = Repository.PathOf("data", "paper");

    public LedgerFolder()
    {
        foreach (var file in Files) File.Copy(System.IO.Path.Combine(Real, file), PathOf(file));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("ledger-").FullName;

    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    public byte[] Bytes(string file) => File.ReadAllBytes(PathOf(file));

    public void Write(string file, byte[] bytes) => File.WriteAllBytes(PathOf(file), bytes);

    /// <summary>Replaces the first occurrence of a text, which must be there.</summary>
    public void Replace(string file, string find, string with)
    {
        var text = File.ReadAllText(PathOf(file));
        var at = text.IndexOf(find, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} has no {find}");
        File.WriteAllBytes(PathOf(file), Encoding.UTF8.GetBytes(text[..at] + with + text[(at + find.Length)..]));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
