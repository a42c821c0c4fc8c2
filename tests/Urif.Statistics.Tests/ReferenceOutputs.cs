using System.Text.RegularExpressions;

namespace Urif.Statistics.Tests;

/// <summary>The committed tables of expected values are what their R scripts write.</summary>
public partial class ReferenceOutputs
{
    // R's own results may move in the last digits with its version and the machine's mathematics library.
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Scripts =>
        [.. Directory.GetFiles(Repository.PathOf("tests", "reference"), "*.R")
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task The_committed_table_is_what_the_script_writes(string name)
    {
        var rscript = ExternalTool.Require("Rscript");
        var script = Repository.PathOf("tests", "reference", name + ".R");
        await RequirePackages(rscript, await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken));

        var output = Path.GetTempFileName();
        try
        {
            var (exitCode, _, error) = await ExternalTool.RunAsync(rscript, script, output);
            Assert.True(exitCode == 0, error);
            Compare(ReferenceTable.Load(name), ReferenceTable.Read(output));
        }
        finally
        {
            File.Delete(output);
        }
    }

    [Fact]
    public void Every_table_has_its_script() =>
        Assert.All(Directory.GetFiles(Repository.PathOf("tests", "reference"), "*.csv"),
            table => Assert.True(File.Exists(Path.ChangeExtension(table, ".R")), table));

    private static async Task RequirePackages(string rscript, string script)
    {
        var packages = PackageNames().Matches(script).Select(m => m.Value).Distinct().ToArray();
        if (packages.Length == 0) return;
        var query = $"for (p in c('{string.Join("','", packages)}')) if (!requireNamespace(p, quietly = TRUE)) cat(p, '')";
        var (_, missing, _) = await ExternalTool.RunAsync(rscript, "-e", query);
        ExternalTool.Require(missing.Length == 0, $"R lacks the package(s) {missing}");
    }

    private static void Compare(ReferenceTable committed, ReferenceTable written)
    {
        Assert.Equal(committed.Columns, written.Columns);
        Assert.Equal(committed.Rows.Count, written.Rows.Count);
        foreach (var (expected, actual) in committed.Rows.Zip(written.Rows))
        {
            foreach (var column in committed.Columns)
            {
                if (ReferenceTable.TryNumber(expected.Text(column), out var before)
                    && ReferenceTable.TryNumber(actual.Text(column), out var now))
                {
                    ReferenceTable.AssertRelative(before, now, Tolerance, $"{expected.Location} {column}");
                }
                else
                {
                    Assert.Equal(expected.Text(column), actual.Text(column));
                }
            }
        }
    }

    [GeneratedRegex(@"(?<=\blibrary\()[\w.]+|[\w.]+(?=::)")]
    private static partial Regex PackageNames();
}
