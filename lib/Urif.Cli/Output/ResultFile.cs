using System.Text;
using Urif.Audit;
using Urif.Notebooks.Ipynb;

namespace Urif.Cli;

/// <summary>The file that a command writes: it gets the whole result or stays as it is.</summary>
internal sealed class ResultFile
{
    private readonly string _path;

    /// <summary>Looks at a place for a file, before any work is done for it.</summary>
    /// <exception cref="InputException">There cannot be a file of that name.</exception>
    public ResultFile(string path) : this(path, $"--output \"{path}\"") { }

    /// <inheritdoc cref="ResultFile(string)"/>
    public ResultFile(string path, string where)
    {
        _path = path.Length > 0 ? Path.GetFullPath(path) : throw new InputException(where, "is no name", "give a file");
        if (Directory.Exists(_path)) throw new InputException(where, "is a folder", "give a file");
        if (!Directory.Exists(Path.GetDirectoryName(_path)))
            throw new InputException(where, "is in a folder that does not exist", "create the folder, or give another file");
        if (!WholeFile.IsPlace(_path))
            throw new InputException(where, "is a device", "leave --output out and redirect standard output with >");
    }

    /// <summary>Writes the result beside the file and moves it into its place.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string text) => Write(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text));

    /// <inheritdoc cref="Write(string)"/>
    public void Write(byte[] content) => WholeFile.Write(_path, content);
}
