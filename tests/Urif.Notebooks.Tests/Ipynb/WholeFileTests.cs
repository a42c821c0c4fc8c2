using System.Diagnostics;
using Urif.Notebooks.Ipynb;
using Urif.Tests.Execution;

namespace Urif.Tests.Ipynb;

public sealed class WholeFileTests : IDisposable
{
    private static readonly Notebook Content = Notebook.Of(new CodeCell("a", "1"));

    private readonly NotebookFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_link_stays_a_link_and_its_file_gets_the_content()
    {
        var file = _folder.PathOf("file.ipynb");
        var link = _folder.PathOf("link.ipynb");
        File.WriteAllText(file, "before");
        File.CreateSymbolicLink(link, file);
        Content.Write(link);
        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal(Content.ToJson(), File.ReadAllText(file));
        Assert.Equal(2, Directory.GetFiles(_folder.PathOf(".")).Length);
    }

    [Fact]
    public async Task A_pipe_and_a_device_are_refused_and_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such files");
        var pipe = _folder.PathOf("pipe");
        using (var made = Process.Start("mkfifo", pipe)) await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        foreach (var path in new[] { pipe, "/dev/null" })
        {
            Assert.False(WholeFile.IsPlace(path));
            Assert.Throws<IOException>(() => Content.Write(path));
        }
        Assert.True(File.Exists(pipe));
        Assert.True(WholeFile.IsPlace(_folder.PathOf("new.ipynb")));
        Assert.False(WholeFile.IsPlace(_folder.PathOf(".")));
    }

    [Fact]
    public void A_file_keeps_who_may_read_it()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no such modes");
        else
        {
            var path = _folder.PathOf("private.ipynb");
            File.WriteAllText(path, "");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Content.Write(path);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }
}
