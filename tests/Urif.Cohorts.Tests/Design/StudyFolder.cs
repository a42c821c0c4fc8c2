using Urif.Audit;

namespace Urif.Cohorts.Tests.Design;

/// <summary>A copy of the kit's ledger, dictionary and design, to be changed.</summary>
internal sealed class StudyFolder : IDisposable
{
    private readonly TemporaryFolder _paper = TemporaryFolder.CopyOf(Repository.PathOf("data", "paper"));
    private readonly TemporaryFolder _cohort = TemporaryFolder.CopyOf(Repository.PathOf("data", "cohort"));

    public Ledger Ledger => LedgerReader.Read(_paper.Path);

    public StudyDesign Design => StudyDesign.Read(_cohort.Path, Ledger);

    /// <summary>Replaces a text that a file has.</summary>
    public StudyFolder With(string file, string old, string changed)
    {
        var folder = File.Exists(Path.Combine(_paper.Path, file)) && file.EndsWith(".csv", StringComparison.Ordinal) ? _paper : _cohort;
        var path = Path.Combine(folder.Path, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, changed, StringComparison.Ordinal));
        return this;
    }

    public void Dispose()
    {
        _paper.Dispose();
        _cohort.Dispose();
    }
}
