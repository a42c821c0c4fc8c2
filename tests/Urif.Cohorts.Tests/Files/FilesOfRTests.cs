using System.Globalization;

namespace Urif.Cohorts.Tests;

/// <summary>Files that R's haven, openxlsx and utils write have the values that R had.</summary>
public sealed class FilesOfRTests(FilesOfR files) : IClassFixture<FilesOfR>
{
    [Theory]
    [InlineData("byte.sav")]
    [InlineData("none.sav")]
    [InlineData("zlib.zsav")]
    [InlineData("openxlsx.xlsx")]
    [InlineData("utf8.csv")]
    public async Task A_file_has_the_values_of_R(string file)
    {
        var expected = await files.Table();
        using var source = RecordSource.Open(files.PathOf(file), file == "openxlsx.xlsx" ? "cohort" : null);
        Assert.Equal(expected.Columns, source.Columns.Select(c => c.Name));
        foreach (var row in expected.Rows)
        {
            Assert.True(source.Read(), row.Location);
            for (var i = 0; i < expected.Columns.Count; i++)
            {
                var text = row.Fields[i];
                var actual = Records.Text(source.Cell(i));
                if (file == "utf8.csv" && actual != "NA") actual = actual[1..^1];
                else if (actual.StartsWith('\'')) actual = actual[1..^1];
                // Numbers by value: R prints 17 digits.
                var equal = ReferenceTable.TryNumber(text, out var number) && text != "NA"
                    ? double.Parse(actual, CultureInfo.InvariantCulture).Equals(number) : text == actual;
                Assert.True(equal, $"{row.Location}, {source.Position}, {expected.Columns[i]}: {actual} for {text}");
            }
        }
        Assert.False(source.Read());
    }

    [Theory]
    [InlineData("byte.sav")]
    [InlineData("zlib.zsav")]
    public async Task Labels_of_haven_are_given(string file)
    {
        await files.Table();
        using var source = RecordSource.Open(files.PathOf(file));
        Assert.Equal("胚胎 stage", source.Columns[4].Label);
        Assert.Equal(new Dictionary<string, string> { ["1"] = "卵裂胚", ["2"] = "囊胚", ["9"] = "unknown" }, source.Columns[4].ValueLabels);
        Assert.Equal(new Dictionary<string, string> { ["A1"] = "first" }, source.Columns[6].ValueLabels);
    }
}

/// <summary>What tests/reference/cohort-files.R writes.</summary>
public sealed class FilesOfR : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Lazy<Task<string>> error;

    public FilesOfR() => error = new Lazy<Task<string>>(Write);

    public string PathOf(string file) => Path.Combine(folder.Path, file);

    /// <summary>The values, once the files are there; skips the test without R and its packages.</summary>
    internal async Task<ReferenceTable> Table()
    {
        ExternalTool.Require("Rscript");
        var message = await error.Value;
        ExternalTool.Require(message.Length == 0, message);
        return ReferenceTable.Read(PathOf("values.csv"));
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> Write()
    {
        var rscript = ExternalTool.Require("Rscript");
        var (exitCode, _, error) = await ExternalTool.RunAsync(rscript, Repository.PathOf("tests", "reference", "cohort-files.R"), PathOf("values.csv"), folder.Path);
        return exitCode == 0 ? "" : $"R could not write the files, for which it needs haven and openxlsx: {error}";
    }
}
