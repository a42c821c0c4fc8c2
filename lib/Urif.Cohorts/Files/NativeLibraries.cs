using System.Runtime.InteropServices;

namespace Urif.Cohorts;

/// <summary>
/// Finds native libraries where packages put them: <c>runtimes/RID/native</c> beside the library, or flat beside it.
/// </summary>
/// <remarks>Runtime identifiers: learn.microsoft.com/dotnet/core/rid-catalog.</remarks>
internal static class NativeLibraries
{
    /// <summary>Loads a library; zero where none fits.</summary>
    public static nint Load(string folder, string name)
    {
        foreach (var path in Candidates(folder, name, OperatingSystems(), RuntimeInformation.ProcessArchitecture))
            if (NativeLibrary.TryLoad(path, out var handle)) return handle;
        return 0;
    }

    /// <summary>The files that are a library of a name for an operating system and an architecture, the most particular first.</summary>
    /// <param name="folder">The folder that holds <c>runtimes</c>.</param>
    /// <param name="name">The library, as the code that asks for it spells it, with or without prefix and extension.</param>
    /// <param name="systems">The operating system as runtime identifiers spell it, then what it can stand for: <c>linux</c>,
    /// <c>unix</c>.</param>
    /// <param name="architecture">The architecture of the process.</param>
    public static IEnumerable<string> Candidates(string folder, string name, IReadOnlyList<string> systems, Architecture architecture)
    {
        var files = FileNames(name, systems[0]);
        var runtimes = Path.Combine(folder, "runtimes");
        IEnumerable<string> folders = Directory.Exists(runtimes) ? Directory.GetDirectories(runtimes) : [];
        return folders
            .Select(path => (Path: path, Rank: Rank(Path.GetFileName(path), systems, architecture)))
            .Where(f => f.Rank is not null).OrderBy(f => f.Rank).ThenBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => Path.Combine(f.Path, "native")).Append(folder)
            .SelectMany(f => files.Select(file => Path.Combine(f, file))).Where(File.Exists);
    }

    /// <summary>The operating system of this process, and what it can stand for.</summary>
    private static string[] OperatingSystems() =>
        OperatingSystem.IsWindows() ? ["win"]
        : OperatingSystem.IsMacOS() ? ["osx", "unix"]
        : RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? ["linux-musl", "linux", "unix"]
        : ["linux", "unix"];

    // A runtime identifier is a system, often with a version after a point, and often an architecture: osx.13-arm64, osx, linux-musl-x64.
    private static int? Rank(string rid, IReadOnlyList<string> systems, Architecture architecture)
    {
        var ending = "-" + architecture.ToString().ToLowerInvariant();
        var isOfArchitecture = rid.EndsWith(ending, StringComparison.Ordinal);
        var system = isOfArchitecture ? rid[..^ending.Length] : rid;
        var isExact = !system.Contains('.');
        if (!isExact)
        {
            var version = system.IndexOf('.', StringComparison.Ordinal);
            // What follows the version is another architecture.
            if (system.IndexOf('-', version) >= 0) return null;
            system = system[..version];
        }

        for (var place = 0; place < systems.Count; place++)
            if (system == systems[place]) return 4 * place + (isOfArchitecture ? 0 : 2) + (isExact ? 0 : 1);
        return null;
    }

    private static string[] FileNames(string name, string system)
    {
        var extension = system switch { "win" => ".dll", "osx" => ".dylib", _ => ".so" };
        if (name.EndsWith(extension, StringComparison.Ordinal)) return [name, "lib" + name];
        return system == "win" ? [name + extension] : ["lib" + name + extension, name + extension];
    }
}
