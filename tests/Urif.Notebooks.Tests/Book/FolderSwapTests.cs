using Urif.Notebooks.Book;

namespace Urif.Tests.Book;

public sealed class FolderSwapTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("urif-swap-").FullName;

    private string Target => Path.Combine(_root, "book");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_new_folder_takes_the_place_of_the_old_one_whole()
    {
        Write("one");
        Write("two");
        Assert.Equal(["two"], Names(Target));
        Assert.Equal(["book"], Names(_root));
    }

    [Fact]
    public void A_failure_midway_leaves_the_old_folder_and_nothing_else()
    {
        Write("one");
        using (var swap = new FolderSwap(Target, _ => true)) File.WriteAllText(Path.Combine(swap.Building, "half"), "");
        Assert.Equal(["one"], Names(Target));
        Assert.Equal(["book"], Names(_root));
    }

    [Fact]
    public void What_a_killed_run_left_behind_is_cleared_by_the_next()
    {
        Write("one");
        Directory.CreateDirectory(Path.Combine(_root, ".book.new", "assets"));
        Directory.CreateDirectory(Path.Combine(_root, ".book.old"));
        File.WriteAllText(Path.Combine(_root, ".book.lock"), "");
        Write("two");
        Assert.Equal(["two"], Names(Target));
        Assert.Equal(["book"], Names(_root));
    }

    [Fact]
    public void A_run_killed_between_two_renames_is_undone_before_anything_else()
    {
        Directory.CreateDirectory(Path.Combine(_root, ".book.old"));
        File.WriteAllText(Path.Combine(_root, ".book.old", "one"), "");
        using (new FolderSwap(Target, _ => true)) Assert.Equal(["one"], Names(Target));
        Assert.Equal(["one"], Names(Target));
    }

    [Fact]
    public void Two_runs_cannot_write_one_folder_at_once()
    {
        using var first = new FolderSwap(Target, _ => true);
        var error = Assert.Throws<IOException>(() => new FolderSwap(Target, _ => true));
        Assert.Contains("another run is writing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_other_files_is_not_replaced()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "thesis.tex"), "");
        Assert.Throws<IOException>(() => new FolderSwap(Target, _ => false));
        Assert.Equal(["thesis.tex"], Names(Target));
        Assert.Equal(["book"], Names(_root));
    }

    [Fact]
    public void A_file_is_not_replaced()
    {
        File.WriteAllText(Target, "");
        Assert.Throws<IOException>(() => new FolderSwap(Target, _ => true));
        Assert.True(File.Exists(Target));
    }

    private void Write(string file)
    {
        using var swap = new FolderSwap(Target, _ => true);
        File.WriteAllText(Path.Combine(swap.Building, file), "");
        swap.Commit();
    }

    private static IEnumerable<string?> Names(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
