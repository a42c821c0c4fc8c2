using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>Tables of random cycles, of every kind that the outputs have to cope with.</summary>
internal static class CohortTableSamples
{
    private const string Hostile = "</table><script>&\"']]>\u0007";

    public static Cohort Cohort { get; } = Cohort.Of("SYNTHETIC.csv", RandomCycles.Of(7, 335, missing: 0.02));

    public static CohortSelection Rows { get; } = All(Cohort);

    /// <summary>The paper's four tables.</summary>
    public static IReadOnlyList<CohortTable> Paper { get; } = CohortTables.Of(Rows, TableDesign.AllOf(StudyDesign.Default));

    /// <summary>The same with small counts hidden.</summary>
    public static IReadOnlyList<CohortTable> Suppressed { get; } = CohortTables.Of(Rows, TableDesign.AllOf(StudyDesign.Default), new() { SuppressBelow = 8 });

    public static CohortSelection SyntheticRows { get; } = All(Mixed(analysed: true));

    /// <summary>The paper's tables of a cohort of which one row says that it is synthetic.</summary>
    public static IReadOnlyList<CohortTable> Synthetic { get; } = CohortTables.Of(SyntheticRows, TableDesign.AllOf(StudyDesign.Default));

    /// <summary>Sets of tables by name: the paper's, other groupings, few women, none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<CohortTable>> Sets { get; } = new Dictionary<string, IReadOnlyList<CohortTable>>
    {
        ["paper"] = Paper,
        ["suppressed"] = Suppressed,
        ["rounded"] = CohortTables.Of(Rows, TableDesign.AllOf(StudyDesign.Default), new() { SuppressBelow = 5, RoundTo = 5 }),
        ["printed"] = CohortTables.Of(Rows, TableDesign.AllAsPrinted(StudyDesign.Default, LedgerReader.Read(Repository.PathOf("data", "paper")))),
        ["synthetic"] = Synthetic,
        ["few"] = CohortTables.Of(All(Cohort.Of("few", RandomCycles.Of(9, 6))), TableDesign.AllOf(StudyDesign.Default)),
        ["none"] = CohortTables.Of(All(Cohort.Of("none", [])), TableDesign.AllOf(StudyDesign.Default)),
        ["cut"] = [CohortTables.Of(Rows, TableDesign.ByCut(StudyDesign.Default, "age", 35), new() { Denominator = OutcomeDenominator.PositiveHcg })],
        ["centres"] = Centres(),
        ["own"] = Own(0),
        ["own suppressed"] = Own(5),
        ["large"] = CohortTables.Of(All(Cohort.Of("large", RandomCycles.Of(8, 12_000))), TableDesign.AllOf(StudyDesign.Default)),
    };

    /// <summary>The tables of a study of one's own: several groups, Overall, N, differences, denominators.</summary>
    public static IReadOnlyList<CohortTable> Own(int suppressBelow)
    {
        var folder = Repository.PathOf("data", "examples", "birthwt");
        var design = StudyDesign.ReadFiles(Path.Combine(folder, "dictionary.csv"), Path.Combine(folder, "design.json"));
        using var source = RecordSource.Open(Path.Combine(folder, "birthwt.csv"));
        var rows = CohortCheck.Run(CohortReader.Read(source, new() { Design = design }).Cohort).Analysed;
        return CohortTables.Of(rows, TableDesign.AllOf(design), new() { SuppressBelow = suppressBelow });
    }

    public static TheoryData<string> Names { get; } = [.. Sets.Keys];

    /// <summary>A report of tables as text.</summary>
    public static string Text(Action<IReadOnlyList<CohortTable>, TextWriter> write, IReadOnlyList<CohortTable> tables)
    {
        // A writer with another line end: reports must not take theirs from it.
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        write(tables, text);
        return text.ToString();
    }

    /// <summary>Everything that a set of tables can be written as.</summary>
    public static IEnumerable<(string Name, string Text)> Everything(IReadOnlyList<CohortTable> tables)
    {
        yield return ("csv", Text(CohortTableCsv.Write, tables));
        yield return ("json", Text(CohortTableJson.Write, tables));
        yield return ("ard", Text(CohortTableArd.Write, tables));
        foreach (var language in Enum.GetValues<Language>())
        {
            yield return ("html", Text((t, w) => CohortTableHtml.Write(t, language, w), tables));
            yield return ("text", CohortTableView.Of(tables).ToText(language));
            yield return ("docx", Convert.ToHexString(Word(tables, language)));
        }
    }

    public static byte[] Word(IReadOnlyList<CohortTable> tables, Language language)
    {
        using var document = new MemoryStream();
        CohortTableWord.Write(tables, language, document);
        return document.ToArray();
    }

    public static CohortSelection All(Cohort cohort) => CohortCheck.Run(cohort, new() { ApplyEligibility = false, Errors = ErrorRows.Exclude }).Analysed;

    /// <summary>A cohort of which one row says that it is synthetic, which may be one that is not analysed.</summary>
    public static Cohort Mixed(bool analysed) => Cohort.Of("mixed", RandomCycles.Of(13, 160)
        .Select((c, i) => i == 17 ? c with { Synthetic = true, PriorFailedCycles = analysed ? c.PriorFailedCycles : c.PriorTransferCycles + 2 } : i == 18 ? c with { Synthetic = false } : c));

    private static IReadOnlyList<CohortTable> Centres()
    {
        var cohort = Cohort.Of("centres", RandomCycles.Of(11, 90).Select((c, i) => c with { Centre = (i % 5) switch { 0 => Hostile, 1 => "柳州市妇幼保健院", 2 => "A", 3 => "B", _ => "C" } }));
        return [CohortTables.Of(All(cohort), TableDesign.By("centre", cohort))];
    }
}
