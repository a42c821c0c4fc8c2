using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Restores the packages of <c>#r "nuget: NAME, VERSION"</c> through the .NET SDK, all of a notebook together, so that their
/// dependencies agree. A version is met exactly or not at all. What was restored once is kept in a store.
/// </summary>
internal sealed partial class PackageRestore(string folder, string store)
{
    /// <summary>The store in the user's local data.</summary>
    public static string UserStore { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "urif", "packages");

    private readonly SortedDictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Restores a package beside those asked for before.</summary>
    /// <param name="reference">The text of <c>#r</c>.</param>
    /// <returns>The path of the library that stands for all packages, and of their assemblies.</returns>
    /// <exception cref="CellException">The reference names no exact version, or the SDK cannot restore it.</exception>
    public async Task<(string Library, ImmutableArray<string> Assemblies)> AddAsync(string reference)
    {
        var match = Reference.Match(reference);
        if (!match.Success)
            throw Failed($"#r \"{reference}\" names no exact version; write #r \"nuget: NAME, 1.2.3\"");
        var (name, version) = (match.Groups["name"].Value, match.Groups["version"].Value);
        if (_packages.TryGetValue(name, out var earlier) && earlier != version)
            throw Failed($"#r \"{reference}\": the notebook refers to {name} {earlier} already; name one version");

        var packages = new SortedDictionary<string, string>(_packages, StringComparer.OrdinalIgnoreCase) { [name] = version };
        var library = await RestoreAsync(packages, reference);
        _packages[name] = version;
        return (library, [.. Directory.GetFiles(Path.GetDirectoryName(library)!, "*.dll").Order(StringComparer.Ordinal)
            .Where(path => path != library && IsManaged(path))]);
    }

    private async Task<string> RestoreAsync(SortedDictionary<string, string> packages, string reference)
    {
        var project = Project(packages);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..16];
        var kept = Path.Combine(store, key);
        var library = Path.Combine(kept, "packages.dll");
        if (File.Exists(library)) return library;

        var work = Directory.CreateTempSubdirectory("urif-packages-").FullName;
        try
        {
            var path = Path.Combine(work, "packages.csproj");
            await File.WriteAllTextAsync(path, project);
            var built = Path.Combine(work, "built");
            await BuildAsync(path, built, reference);
            Directory.CreateDirectory(store);
            KeepWhole(built, kept);
            return library;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private async Task BuildAsync(string project, string output, string reference)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            ["build", project, "-c", "Release", "-o", output, "-nologo", "-clp:NoSummary", "-nodeReuse:false",
                $"-p:RestoreRootConfigDirectory={folder}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(project),
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw Failed($"#r \"{reference}\" needs the .NET SDK: dotnet is not on the PATH");
        }
        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var text = await process.StandardOutput.ReadToEndAsync() + await errors;
            await process.WaitForExitAsync();
            if (process.ExitCode == 0) return;
            var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var reason = lines.Select(l => ErrorCode.Match(l)).FirstOrDefault(m => m.Success)?.Groups["message"].Value;
            throw Failed($"#r \"{reference}\" cannot be restored: {reason ?? lines.LastOrDefault() ?? "the SDK gave no reason"}");
        }
    }

    // Another notebook may have restored the same packages at the same time.
    private static void KeepWhole(string built, string kept)
    {
        try
        {
            Directory.Move(built, kept);
        }
        catch (IOException) when (Directory.Exists(kept))
        {
        }
        catch (IOException)
        {
            // A move does not cross file systems.
            var beside = kept + "." + Guid.NewGuid().ToString("N");
            CopyAll(built, beside);
            Directory.Move(beside, kept);
        }
    }

    private static void CopyAll(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var inner in Directory.GetDirectories(from)) CopyAll(inner, Path.Combine(to, Path.GetFileName(inner)));
    }

    // [1.2.3] is that version and no other. Names and versions hold no character that XML would have to escape.
    private static string Project(SortedDictionary<string, string> packages) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
            <EnableDynamicLoading>true</EnableDynamicLoading>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
          </PropertyGroup>
          <ItemGroup>
        {string.Join('\n', packages.Select(p => $"""    <PackageReference Include="{p.Key}" Version="[{p.Value}]" />"""))}
          </ItemGroup>
        </Project>
        """;

    private static bool IsManaged(string path)
    {
        try
        {
            AssemblyName.GetAssemblyName(path);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static CellException Failed(string message) => new("PackageError", message, []);

    [GeneratedRegex(
        @"\Anuget:\s*(?<name>[A-Za-z0-9_.-]+)\s*,\s*(?<version>[0-9]+(\.[0-9]+){1,3}(-[0-9A-Za-z.-]+)?)\s*\z", RegexOptions.IgnoreCase)]
    private static partial Regex Reference { get; }

    [GeneratedRegex(@"error (?<message>(NU|MSB|NETSDK)[0-9]+: .*?)( \[[^\]]*\])?\z")]
    private static partial Regex ErrorCode { get; }
}
