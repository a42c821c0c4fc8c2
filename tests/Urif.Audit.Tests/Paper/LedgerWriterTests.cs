using System.Text.Json.Nodes;

namespace Urif.Audit.Tests;

/// <summary>A ledger that is written is the folder that it was read from.</summary>
public sealed class LedgerWriterTests
{
    private static readonly string Kit = Repository.PathOf("data", "paper");

    [Theory]
    [InlineData("numbers.csv")]
    [InlineData("groups.csv")]
    [InlineData("comparisons.csv")]
    [InlineData("variables.csv")]
    [InlineData("claims.csv")]
    public void The_kits_own_files_come_out_byte_for_byte(string file)
    {
        using var folder = new TemporaryFolder();
        LedgerWriter.Write(LedgerReader.Read(Kit), folder.Path);
        Assert.Equal(File.ReadAllText(Path.Combine(Kit, file)), File.ReadAllText(Path.Combine(folder.Path, file)));
        Assert.Equal(File.ReadAllBytes(Path.Combine(Kit, file)), File.ReadAllBytes(Path.Combine(folder.Path, file)));
    }

    [Fact]
    public void The_package_says_of_the_paper_and_the_files_what_the_kits_own_says()
    {
        using var folder = new TemporaryFolder();
        LedgerWriter.Write(LedgerReader.Read(Kit), folder.Path);
        JsonNode Package(string at) => JsonNode.Parse(File.ReadAllText(Path.Combine(at, "datapackage.json")))!;
        foreach (var part in new[] { "paper", "resources", "profile" })
            Assert.True(JsonNode.DeepEquals(Package(Kit)[part], Package(folder.Path)[part]), part);
        Assert.DoesNotContain('\r', File.ReadAllText(Path.Combine(folder.Path, "datapackage.json")));
    }
}
