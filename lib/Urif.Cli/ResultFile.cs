using System.Globalization;
using System.Text;
using Urif.Audit;

namespace Urif.Cli;

/// <summary>The file that <c>--output</c> names: it gets the whole result or stays as it is.</summary>
internal sealed class ResultFile
{
    private readonly string _path;

    /// <summary>Looks at a place for a file, before any work is done for it.</summary>
    /// <exception cref="InputException">There cannot be a file of that name.</exception>
    public ResultFile(string path)
    {
        var where = $"--output \"{path}\"";
        _path = path.Length > 0 ? Path.GetFullPath(path) : throw new InputException(where, "is no name", "give a file");
        if (Directory.Exists(_path)) throw new InputException(where, "is a folder", "give a file");
        if (!Directory.Exists(Path.GetDirectoryName(_path)))
            throw new InputException(where, "is in a folder that does not exist", "create the folder, or give another file");
        // A link is followed, so that moving the result into place replaces what it points to, not the link.
        if (File.Exists(_path) && File.ResolveLinkTarget(_path, returnFinalTarget: true) is { } target) _path = target.FullName;
        if (_path.StartsWith("/dev/", StringComparison.Ordinal) || _path.StartsWith("/proc/", StringComparison.Ordinal))
            throw new InputException(where, "is a device", "leave --output out and redirect standard output with >");
    }

    /// <summary>Writes the result beside the file and moves it into its place.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string text) => Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));

    /// <inheritdoc cref="Write(string)"/>
    public void Write(byte[] content)
    {
        var part = string.Create(CultureInfo.InvariantCulture, $"{_path}.{Environment.ProcessId}.part");
        try
        {
            File.WriteAllBytes(part, content);
            File.Move(part, _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new IOException($"cannot write \"{_path}\": {e.Message}", e);
        }
    }
}
