using System.Text.RegularExpressions;

namespace Urif.Architecture.Tests;

/// <summary>Where words stand: sentences in Reporting, the dictionary's columns with the study's definitions.</summary>
public sealed partial class TextTests
{
    /// <summary>Chinese outside the catalogue: what files of others are written in, or the book's own labels.</summary>
    private static readonly Dictionary<string, string> ChineseElsewhere = new()
    {
        ["Urif.Cohorts/Dictionary/CellText.cs"] = "words that a file's cells may hold",
        ["Urif.Cohorts/Reading/DirectIdentifiers.cs"] = "headings that name a person",
        ["Urif.Notebooks/Book/BookLabels.cs"] = "the book's own labels: Urif.Notebooks knows no study",
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

    [Fact]
    public void Every_exception_is_needed() => Assert.All(ChineseElsewhere.Keys, place =>
    {
        var (project, file) = (place[..place.IndexOf('/')], place[(place.IndexOf('/') + 1)..]);
        Assert.Contains(SourceTree.Of(project).Strings(file), s => Han().IsMatch(s.Text));
    });

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

    [GeneratedRegex(@"[\u4E00-\u9FFF]")]
    private static partial Regex Han();
}
