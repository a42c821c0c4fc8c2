using System.Globalization;
using Urif.Audit;

namespace Urif.Cli;

/// <summary>The folder that <c>--output</c> names: it gets the whole result or is not there.</summary>
internal sealed class ResultFolder
{
    private readonly string _path;

    /// <summary>Looks at a place for a folder, before any work is done for it.</summary>
    /// <exception cref="InputException">There cannot be a folder of that name, or it holds something.</exception>
    public ResultFolder(string path)
    {
        var where = $"--output \"{path}\"";
        _path = path.Length > 0 ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))
            : throw new InputException(where, "is no name", "give a folder");
        if (File.Exists(_path)) throw new InputException(where, "is a file", "give a folder that does not exist yet");
        if (Directory.Exists(_path) && Directory.EnumerateFileSystemEntries(_path).Any())
            throw new InputException(where, "is a folder that holds files already", "give a new folder, or empty it");
        if (!Directory.Exists(Path.GetDirectoryName(_path)))
            throw new InputException(where, "is in a folder that does not exist", "create the folder, or give another");
    }

    /// <summary>Has the result written into a folder beside, and moves it into its place.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(Action<string> write)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"{_path}.{Environment.ProcessId}.part");
        try
        {
            Directory.CreateDirectory(part);
            write(part);
            if (Directory.Exists(_path)) Directory.Delete(_path);
            Directory.Move(part, _path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
            throw new IOException($"cannot write \"{_path}\": {e.Message}", e);
        }
    }
}
