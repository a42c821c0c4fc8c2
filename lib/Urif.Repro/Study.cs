using Urif.Audit;
using Urif.Cohorts;
using Urif.Reporting;
using Urif.Synthesis;

namespace Urif.Repro;

/// <summary>A study: its ledger of printed numbers, its design and its readings, opened once, and what the kit does with them.</summary>
/// <example>
/// <code>
/// var study = Study.Open("data", "en");
/// var audit = study.Audit();
/// VerdictsView.Of(audit)
/// </code>
/// </example>
public sealed class Study
{
    private const string PackageFile = "datapackage.json", DesignFile = "design.json";

    private readonly string _readings;

    private Study(Ledger ledger, StudyDesign design, string readings) => (Ledger, Design, _readings) = (ledger, design, readings);

    /// <summary>Every number that the paper prints.</summary>
    public Ledger Ledger { get; }

    /// <summary>Arms, cut-off, tables, model and criteria, with the ledger's groups.</summary>
    public StudyDesign Design { get; }

    /// <summary>Opens a study in a notebook, whose tables and pictures are in a language from now on.</summary>
    /// <param name="folder">
    /// A folder with <c>paper</c>, <c>cohort</c> and <c>readings</c>, as the kit's <c>data</c>; or the ledger's folder alone, whose
    /// groups the kit's own design then follows. Of such a folder <c>readings</c> is looked for beside it.
    /// </param>
    /// <param name="language">"en" or "zh".</param>
    /// <exception cref="InputException">The folder cannot be used.</exception>
    /// <example>
    /// <code>
    /// var study = Study.Open("data/paper");
    /// study.Design.CutOff
    /// </code>
    /// </example>
    public static Study Open(string folder, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(folder);
        NotebookOutput.Use(language);
        var paper = Path.Combine(folder, "paper");
        if (!File.Exists(Path.Combine(paper, PackageFile)))
        {
            var alone = LedgerReader.Read(folder);
            return new(alone, StudyDesign.Default.Following(alone), Path.Combine(folder, "..", "readings"));
        }

        var ledger = LedgerReader.Read(paper);
        var cohort = Path.Combine(folder, "cohort");
        var design = File.Exists(Path.Combine(cohort, DesignFile))
            ? StudyDesign.Read(cohort, ledger) : StudyDesign.Default.Following(ledger);
        return new(ledger, design, Path.Combine(folder, "readings"));
    }

    /// <summary>Puts every printed number through the catalogue of checks.</summary>
    /// <example>
    /// <code>
    /// var study = Study.Open("data");
    /// TableView.Of(study.Audit(), "1")
    /// </code>
    /// </example>
    public AuditReport Audit() => PaperAudit.Run(Ledger);

    /// <summary>Reads a file of transfer cycles by the study's dictionary and checks every row by its rules and criteria.</summary>
    /// <param name="file">The file.</param>
    /// <param name="reading">How it is read; null for the strict defaults.</param>
    /// <param name="checking">How it is checked; null for the strict defaults.</param>
    /// <returns>What was read and what was found.</returns>
    /// <exception cref="InputException">The file cannot be used; <see cref="CohortReader"/> tells all that is wrong.</exception>
    /// <example>
    /// <code>
    /// var study = Study.Open("data");
    /// var (report, check) = study.ReadCohort("data/cohort/tables-1-2-seed-1-0001-SYNTHETIC.csv");
    /// FlowDiagramView.Of(check)
    /// </code>
    /// </example>
    public (CohortReport Report, CohortCheckResult Check) ReadCohort(
        string file, CohortReadOptions? reading = null, CohortCheckOptions? checking = null)
    {
        using var source = RecordSource.Open(file);
        var report = CohortReader.Read(source, (reading ?? new()) with { Design = Design });
        return (report, CohortCheck.Run(report.Cohort, checking));
    }

    /// <summary>One of the paper's tables of some women.</summary>
    /// <param name="id">The table, as the ledger names it.</param>
    /// <param name="women">The women.</param>
    /// <param name="asPrinted">Whether each variable is summarised as the paper prints it, rather than by the Shapiro-Wilk test.</param>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant; null for the study's.</param>
    /// <param name="options">How it is made; null for the paper's way.</param>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    /// <example>
    /// <code>
    /// var study = Study.Open("data");
    /// var women = study.ReadCohort("data/cohort/tables-1-2-seed-1-0001-SYNTHETIC.csv").Check.Analysed;
    /// study.Table("1", women, asPrinted: true)
    /// </code>
    /// </example>
    public CohortTable Table(string id, CohortSelection women, bool asPrinted = false, double? cutOff = null, TableOptions? options = null)
    {
        var design = TableDesign.Of(Design, id, cutOff);
        return CohortTables.Of(women, asPrinted ? design.AsPrinted(Ledger) : design, options);
    }

    /// <summary>All of the paper's tables of some women.</summary>
    /// <param name="women">The women.</param>
    /// <param name="asPrinted">Whether each variable is summarised as the paper prints it, rather than by the Shapiro-Wilk test.</param>
    /// <param name="options">How they are made; null for the paper's way.</param>
    /// <example>
    /// <code>
    /// var study = Study.Open("data");
    /// var women = study.ReadCohort("data/cohort/tables-1-2-seed-1-0001-SYNTHETIC.csv").Check.Analysed;
    /// study.Tables(women, options: new TableOptions { SuppressBelow = 5 })
    /// </code>
    /// </example>
    public IReadOnlyList<CohortTable> Tables(CohortSelection women, bool asPrinted = false, TableOptions? options = null) =>
        CohortTables.Of(women, asPrinted ? TableDesign.AllAsPrinted(Design, Ledger) : TableDesign.AllOf(Design), options);

    /// <summary>The paper's model, or another, of the women without metformin.</summary>
    /// <param name="women">The women, treated ones among them left out.</param>
    /// <param name="formula">The model; null for what the paper says it adjusted for.</param>
    /// <exception cref="InputException">The model has no estimate.</exception>
    /// <example>
    /// <code>
    /// var study = Study.Open("data");
    /// var women = study.ReadCohort("data/cohort/tables-1-2-seed-1-0001-SYNTHETIC.csv").Check.Analysed;
    /// study.Model(women, "early_loss ~ ir + age + bmi + prior_losses")
    /// </code>
    /// </example>
    public CohortFit Model(CohortSelection women, string? formula = null) =>
        CohortModel.Fit(CohortModel.Controls(women), formula ?? Design.Formula, null, Design.CutOff);

    /// <summary>Which numbers of a reading can hold together, and why others cannot.</summary>
    /// <param name="reading">A reading of the study by its name, such as <c>tables-1-2</c>, or a file.</param>
    /// <exception cref="InputException">There is no such reading, or it cannot be used.</exception>
    /// <example>
    /// <code>
    /// var study = Study.Open("data");
    /// ConflictsView.Of(study.Solve("tables-1-2"))
    /// </code>
    /// </example>
    public ReadingSolution Solve(string reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var file = reading.EndsWith(".json", StringComparison.Ordinal) ? reading : Path.Combine(_readings, reading + ".json");
        return ReadingSolution.Of(ReadingReader.Read(file, Ledger));
    }

    /// <summary>Makes cohorts of women who do not exist and who have the numbers of a reading, one after another.</summary>
    /// <param name="reading">A reading of the study by its name, or a file.</param>
    /// <param name="seed">The seed; the same seed gives the same cohorts.</param>
    /// <exception cref="InputException">There is no such reading, or it cannot be used.</exception>
    /// <example>
    /// <code>
    /// var study = Study.Open("data");
    /// var first = study.Synthesize("tables-1-2", seed: 1).First();
    /// study.Table("2", CohortCheck.Run(first.Cohort).Analysed)
    /// </code>
    /// </example>
    public IEnumerable<SyntheticCohort> Synthesize(string reading, ulong seed)
    {
        var maker = new SyntheticCohorts(Solve(reading));
        return Enumerable.Range(1, int.MaxValue).Select(number => maker.Make(seed, number));
    }
}
