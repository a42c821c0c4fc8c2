namespace Urif.Cohorts.Tests.Design;

/// <summary>The first draft of a dictionary and a design from a file.</summary>
public sealed class DictionaryDraftTests
{
    private static readonly string Births = Repository.PathOf("data", "examples", "birthwt", "birthwt.csv");

    [Fact]
    public void What_it_drafts_reads_the_file_and_makes_its_table()
    {
        using var folder = new TemporaryFolder();
        using (var source = RecordSource.Open(Births))
        {
            var draft = DictionaryDraft.Of(source);
            Assert.Empty(draft.LeftOut);
            File.WriteAllText(Path.Combine(folder.Path, "dictionary.csv"), draft.Dictionary);
            File.WriteAllText(Path.Combine(folder.Path, "design.json"), draft.Design);
        }

        var design = StudyDesign.ReadFiles(Path.Combine(folder.Path, "dictionary.csv"), Path.Combine(folder.Path, "design.json"));
        var types = design.Schema.Columns.ToDictionary(c => c.Name, c => c.Type);
        Assert.Equal((ColumnType.Boolean, ColumnType.Integer, ColumnType.Integer), (types["low"], types["race"], types["bwt"]));
        using var again = RecordSource.Open(Births);
        var rows = CohortCheck.Run(CohortReader.Read(again, new() { Design = design }).Cohort).Analysed;
        var table = Assert.Single(CohortTables.Of(rows, TableDesign.AllOf(design)));
        Assert.Equal([189, 130, 59], table.Columns.Select(c => c.Size.Value!.Value));
        Assert.Equal(9, table.Rows.Count);
    }

    [Fact]
    public void Types_words_units_and_names_are_drafted_and_persons_left_out()
    {
        string[] headers = ["ID", "Patient name", "FPG (mmol/L)", "分组", "Seen on", "answer", "a b", "a_b?", "3rd", "comment", "all one"];
        object?[] Row(int i) =>
        [
            (double)i, "Mary", i % 7 + 0.5, i % 2 == 0 ? "甲" : "乙", "2021-03-05", i % 3 == 0 ? "是" : "否", (double)i, i * 1000.0, i % 5 + 0.0, $"seen {i} times", 1.0,
        ];
        var draft = DictionaryDraft.Of(MemoryRecords.Of(headers, [.. Enumerable.Range(1, 60).Select(Row)]));
        Assert.Contains("a name", Assert.Single(draft.LeftOut).Problem, StringComparison.Ordinal);
        Assert.Equal(
            [
                "woman_id,ID,,text,,,,no,,,,", "fpg,FPG,,number,mmol/L,,,no,,,,", "column_4,,分组,category,,,,no,,乙;甲,,", "seen_on,Seen on,,date,,,,no,,,,",
                "answer,answer,,boolean,,,,no,,,,", "a_b,a b,,integer,,,,no,,,,", "a_b_2,a_b?,,number,,,,no,,,,", "v_3rd,3rd,,integer,,,,no,,,,",
                "comment,comment,,category,,,,no,,,,", "all_one,all one,,integer,,,,no,,,,",
            ], draft.Dictionary.TrimEnd().Split('\n').Skip(1));
        Assert.DoesNotContain("Mary", draft.Dictionary + draft.Design, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_one_row_is_not_shown()
    {
        var draft = DictionaryDraft.Of(MemoryRecords.Of(["kind"], [.. Enumerable.Range(1, 60).Select(i => (object?[])[i == 1 ? "rare" : i % 2 == 0 ? "x" : "y"])]));
        Assert.DoesNotContain("rare", draft.Dictionary, StringComparison.Ordinal);
    }
}
