using System.Runtime.InteropServices;
using System.Text;

namespace Urif.Notebooks.Book;

/// <summary>
/// Replaces a folder whole: it is built beside the old one and the two change places. A run that is killed at any moment
/// leaves the old folder or the new one, and what it left behind is cleared by the next run.
/// </summary>
/// <remarks>
/// On Linux the exchange is one system call (renameat2). Elsewhere it is two renames; a run killed between them leaves no
/// folder, and the next run puts the old one back before it does anything else.
/// </remarks>
internal sealed partial class FolderSwap : IDisposable
{
    private readonly string _target;
    private readonly string _retired;
    private readonly FileStream _guard;

    /// <summary>Starts to build a folder.</summary>
    /// <param name="folder">The folder to replace.</param>
    /// <param name="isOurs">Whether an existing folder that is not empty may be replaced.</param>
    /// <exception cref="IOException">The folder holds something else, or another run is writing it.</exception>
    public FolderSwap(string folder, Func<string, bool> isOurs)
    {
        _target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var parent = Path.GetDirectoryName(_target) ?? throw new IOException($"{folder}: a book cannot be a whole disk");
        var name = Path.GetFileName(_target);
        (Building, _retired) = (Path.Combine(parent, $".{name}.new"), Path.Combine(parent, $".{name}.old"));
        Directory.CreateDirectory(parent);
        _guard = Guard(Path.Combine(parent, $".{name}.lock"));
        try
        {
            if (!Directory.Exists(_target) && Directory.Exists(_retired)) Directory.Move(_retired, _target);
            Delete(_retired);
            Delete(Building);
            if (File.Exists(_target)) throw new IOException($"{_target}: is a file; give the folder for the book");
            if (Directory.Exists(_target) && Directory.EnumerateFileSystemEntries(_target).Any() && !isOurs(_target))
                throw new IOException($"{_target}: holds files that are not a book; give an empty folder or a new one");
            Directory.CreateDirectory(Building);
        }
        catch
        {
            _guard.Dispose();
            throw;
        }
    }

    /// <summary>The folder to build in.</summary>
    public string Building { get; }

    /// <summary>Puts what was built in the place of the old folder.</summary>
    public void Commit()
    {
        if (!Directory.Exists(_target)) Directory.Move(Building, _target);
        else if (Exchange(Building, _target)) Delete(Building);
        else
        {
            Directory.Move(_target, _retired);
            Directory.Move(Building, _target);
            Delete(_retired);
        }
    }

    /// <summary>Clears what was built and not committed.</summary>
    public void Dispose()
    {
        Delete(Building);
        _guard.Dispose();
    }

    private static FileStream Guard(string path)
    {
        try
        {
            // The system lets go of the lock when a process ends, however it ends.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException($"{path}: another run is writing this book; wait for it, or give another folder", e);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    // False where the system or the disk has no exchange.
    private static bool Exchange(string first, string second)
    {
        const int currentFolder = -100;
        const uint exchange = 2;
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            byte[] from = Encoding.UTF8.GetBytes(first + '\0'), to = Encoding.UTF8.GetBytes(second + '\0');
            return Rename(currentFolder, from, currentFolder, to, exchange) == 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "renameat2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Rename(int oldFolder, byte[] oldPath, int newFolder, byte[] newPath, uint flags);
}
