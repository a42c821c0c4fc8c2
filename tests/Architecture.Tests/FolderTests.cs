namespace Urif.Architecture.Tests;

/// <summary>Folders are rooms: one leads to the next, and none leads back.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects => [.. SourceTree.Projects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_folders_use_each_other_in_a_circle(string project)
    {
        var uses = SourceTree.Of(project).FolderUses();
        var next = uses.Keys.ToLookup(u => u.From, u => u.To);
        foreach (var (use, example) in uses)
        {
            var back = Path(next, use.To, use.From);
            Assert.True(back is null, $"{use.From} -> {use.To} ({example}) -> {string.Join(" -> ", back ?? [])}");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_source_is_understood(string project) => Assert.Empty(SourceTree.Of(project).Errors().Take(5));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_is_named_after_a_type_in_it(string project)
    {
        var tree = SourceTree.Of(project);
        var misnamed = tree.Files.Where(f => tree.TypesIn(f).ToList() is { Count: > 0 } types
            && !types.Contains(System.IO.Path.GetFileName(f).Split('.')[0], StringComparer.Ordinal));
        Assert.Empty(misnamed);
    }

    /// <summary>The shortest way from one folder to another; null where there is none.</summary>
    private static List<string>? Path(ILookup<string, string> next, string from, string to)
    {
        var before = new Dictionary<string, string?> { [from] = null };
        var queue = new Queue<string>([from]);
        while (queue.TryDequeue(out var at))
        {
            if (at == to)
            {
                var path = new List<string>();
                for (string? step = at; step is not null; step = before[step]) path.Insert(0, step);
                return path;
            }

            foreach (var after in next[at])
                if (before.TryAdd(after, at)) queue.Enqueue(after);
        }

        return null;
    }
}
