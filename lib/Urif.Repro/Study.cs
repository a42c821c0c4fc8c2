using Urif.Audit;
using Urif.Cohorts;
using Urif.Reporting;
using Urif.Synthesis;

namespace Urif.Repro;

/// <summary>A study: its ledger of printed numbers, opened once, and what the kit does with it.</summary>
public sealed class Study
{
    private Study(Ledger ledger) => Ledger = ledger;

    /// <summary>Every number that the paper prints.</summary>
    public Ledger Ledger { get; }

    /// <summary>Opens a study in a notebook, whose tables and pictures are in a language from now on.</summary>
    /// <param name="folder">The ledger's folder.</param>
    /// <param name="language">"en" or "zh".</param>
    /// <exception cref="InputException">The folder cannot be used.</exception>
    public static Study Open(string folder, string language = "en")
    {
        NotebookOutput.Use(language);
        return new(LedgerReader.Read(folder));
    }

    /// <summary>Puts every printed number through the catalogue of checks.</summary>
    public AuditReport Audit() => PaperAudit.Run(Ledger);

    /// <summary>Reads a file of transfer cycles and checks its rows.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static CohortCheckResult ReadCohort(string file) => CohortCheck.Run(CohortReader.Read(RecordSource.Open(file)).Cohort);

    /// <summary>Which of a reading's numbers can hold together.</summary>
    /// <param name="file">The reading.</param>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public ReadingSolution Solve(string file) => ReadingSolution.Of(ReadingReader.Read(file, Ledger));
}
