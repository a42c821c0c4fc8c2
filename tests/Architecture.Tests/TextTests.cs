using System.Text.RegularExpressions;

namespace Urif.Architecture.Tests;

/// <summary>Where words stand: sentences in Reporting, the dictionary's columns with the study's definitions.</summary>
public sealed partial class TextTests
{
    /// <summary>Chinese outside the catalogue: what files of others are written in, or the book's own labels.</summary>
    private static readonly Dictionary<string, string> ChineseElsewhere = new()
    {
        ["Urif.Cohorts/Dictionary/CellText.cs"] = "words that a file's cells may hold",
        ["Urif.Cohorts/Dictionary/DirectIdentifiers.cs"] = "headings that name a person",
        ["Urif.Cohorts/Files/CellFault.cs"] = "the same words, where none of them stands",
        ["Urif.Cohorts/Rows/Cohort.cs"] = "the label SYNTHETIC, which is written into files and ledgers too",
        ["Urif.Cohorts/Tables/TableDesign.cs"] = "titles of tables that a user designs: they are data, as the design file's are",
        ["Urif.Notebooks/Book/BookLabels.cs"] = "the book's own labels: Urif.Notebooks knows no study",
    };

    /// <summary>Words that are a column of the dictionary too, and why they stand in code outside the definitions.</summary>
    private static readonly Dictionary<string, string> ColumnsElsewhere = new()
    {
        ["Urif.Cohorts/Dictionary/CohortColumns.cs"] = "the definitions' columns stand here, and nowhere else",
        ["Urif.Audit/Paper/LedgerWords.cs"] = "cycles, which labels of tables speak of",
        ["Urif.Reporting/Files/SynthesisManifest.cs"] = "the centre of a distribution",
        ["Urif.Reporting/Sentences/ModelText.cs"] = "one cycle, the unit",
        ["Urif.Synthesis/Readings/ReadingReader.cs"] = "the centre of a distribution",
    };

    private const int LongestLine = 140;

    public static TheoryData<string> Projects => [.. SourceTree.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Chinese_is_written_in_the_catalogue_of_sentences(string project)
    {
        var tree = SourceTree.Of(project);
        var elsewhere =
            from file in tree.Files
            let place = $"{project}/{file}"
            where project != "Urif.Reporting" && !ChineseElsewhere.ContainsKey(place)
            from text in tree.Strings(file)
            where Han().IsMatch(text.Text)
            select $"{place}({text.Line}): {text.Text}";
        Assert.Empty(elsewhere);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Columns_of_the_dictionary_are_named_with_the_definitions_alone(string project)
    {
        var columns = Columns();
        var tree = SourceTree.Of(project);
        var elsewhere =
            from file in tree.Files
            where !ColumnsElsewhere.ContainsKey($"{project}/{file}")
            from text in tree.Strings(file)
            where columns.Contains(text.Text)
            select $"{project}/{file}({text.Line}): {text.Text}";
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Every_exception_is_needed()
    {
        var columns = Columns();
        Assert.All(ChineseElsewhere.Keys, place => Assert.Contains(StringsOf(place), s => Han().IsMatch(s)));
        Assert.All(ColumnsElsewhere.Keys, place => Assert.Contains(StringsOf(place), columns.Contains));

        static IEnumerable<string> StringsOf(string place)
        {
            var slash = place.IndexOf('/');
            return SourceTree.Of(place[..slash]).Strings(place[(slash + 1)..]).Select(s => s.Text);
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Lines_are_at_most_140_characters_long(string project)
    {
        var tree = SourceTree.Of(project);
        var longer =
            from file in tree.Files
            from line in File.ReadLines(Repository.PathOf("lib", project, file)).Index()
            where line.Item.Length > LongestLine
            select $"{project}/{file}({line.Index + 1}): {line.Item.Length}";
        Assert.Empty(longer);
    }

    private static HashSet<string> Columns() =>
        [.. File.ReadLines(Repository.PathOf("data", "cohort", "dictionary.csv")).Skip(1).Select(l => l[..l.IndexOf(',')])];

    [GeneratedRegex(@"[\u4E00-\u9FFF]")]
    private static partial Regex Han();
}
