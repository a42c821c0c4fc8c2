using System.Globalization;
using System.Text.Json;

namespace Urif.Cohorts.Tests;

/// <summary>The data dictionary, and that the typed record says the same.</summary>
public sealed class CohortSchemaTests
{
    [Fact]
    public void The_record_and_the_dictionary_agree()
    {
        // Everything of the record that is not derived, in the order of the dictionary.
        var properties = typeof(TransferCycle).GetProperties().Where(p => p.CanWrite).ToList();
        // What a file gives for a value that is computed is named so.
        Assert.Equal(CohortSchema.Default.Columns.Select(c => c.Name == "homa_ir" ? "GivenHomaIr" : Pascal(c.Name)), properties.Select(p => p.Name));
        foreach (var (column, property) in CohortSchema.Default.Columns.Zip(properties))
        {
            var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            switch (column.Type)
            {
                case ColumnType.Text or ColumnType.Integer: Assert.Equal(typeof(int), type); break;
                case ColumnType.Number: Assert.Equal(typeof(double), type); break;
                case ColumnType.Boolean: Assert.Equal(typeof(bool), type); break;
                case ColumnType.Date: Assert.Equal(typeof(DateOnly), type); break;
                case ColumnType.Category when column.Categories.Count == 0: Assert.Equal(typeof(string), type); break;
                default: Assert.Equal(column.Categories.Select(c => Pascal(c.Name)), Enum.GetNames(type)); break;
            }
        }
    }

    [Fact]
    public void No_two_columns_share_a_header_and_none_is_an_identifier()
    {
        var columnOf = new Dictionary<string, string>();
        foreach (var column in CohortSchema.Default.Columns)
        {
            foreach (var header in column.Aliases.Concat([column.Name, column.Label.En, column.Label.Zh]))
            {
                var key = Fold(header);
                Assert.True(columnOf.TryAdd(key, column.Name) || columnOf[key] == column.Name, header);
                var report = CohortReader.Read(MemoryRecords.Of([header]));
                Assert.DoesNotContain(report.Problems, p => p.Problem.Contains("identif", StringComparison.Ordinal));
                Assert.Equal(column.Name, report.Columns[0].Column?.Name);
            }
        }
    }

    [Fact]
    public void No_two_words_of_a_column_share_a_spelling()
    {
        foreach (var column in CohortSchema.Default.Columns)
        {
            var all = column.Categories.SelectMany(c => c.Spellings.Prepend(c.Name).Select(Fold).Distinct()).ToList();
            Assert.Equal(all.Count, all.Distinct().Count());
            Assert.Empty(all.Intersect(column.MissingCodes.Select(Fold)));
        }
    }

    [Fact]
    public void Variables_of_the_ledger_have_the_same_range_and_label_in_the_dictionary()
    {
        var ledger = File.ReadAllLines(Repository.PathOf("data", "paper", "variables.csv")).Skip(1).Select(l => l.Split(','));
        var same = 0;
        foreach (var fields in ledger)
        {
            if (CohortSchema.Default.Columns.FirstOrDefault(c => c.Name == fields[0]) is not { Type: ColumnType.Number or ColumnType.Integer } column) continue;
            same++;
            Assert.Equal(fields[6], column.Minimum.ToString(CultureInfo.InvariantCulture));
            // The ledger has no greatest HOMA-IR; the dictionary has that of the greatest glucose and insulin.
            Assert.Equal(fields[0] == "homa_ir" ? "400" : fields[7], column.Maximum.ToString(CultureInfo.InvariantCulture));
            Assert.Equal(fields[4], column.Unit);
        }

        Assert.Equal(13, same);
    }

    [Fact]
    public void The_data_package_lists_the_columns_of_the_dictionary()
    {
        var folder = Repository.PathOf("data", "cohort");
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "datapackage.json")));
        var fields = package.RootElement.GetProperty("resources")[0].GetProperty("schema").GetProperty("fields");
        var header = File.ReadLines(Path.Combine(folder, "dictionary.csv")).First();
        Assert.Equal(header, string.Join(',', fields.EnumerateArray().Select(f => f.GetProperty("name").GetString())));
    }

    [Fact]
    public void Every_column_has_labels_and_a_definition_in_both_languages()
    {
        foreach (var c in CohortSchema.Default.Columns)
            Assert.All([c.Label.En, c.Label.Zh, c.Definition.En, c.Definition.Zh], t => Assert.False(string.IsNullOrWhiteSpace(t), c.Name));
    }

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));

    private static string Fold(string header) => new([.. header.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant().Where(c => c is not (' ' or '_' or '-'))]);
}
