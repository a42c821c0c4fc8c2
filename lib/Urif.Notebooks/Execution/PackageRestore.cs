using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Restores the packages of <c>#r "nuget: NAME, VERSION"</c> through the .NET SDK, all of a notebook together, so that their
/// dependencies agree. A version is met exactly or not at all. What was restored once is kept in a store, with the extensions of
/// .NET Interactive that the packages bring.
/// </summary>
internal sealed partial class PackageRestore(string folder, string store)
{
    /// <summary>The store in the user's local data.</summary>
    public static string UserStore { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "urif", "packages");

    private const string Extensions = "interactive-extensions";

    private readonly SortedSet<string> _sources = new(StringComparer.Ordinal);
    private SortedDictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks for packages in a further place: an address, or a folder relative to the notebook's.</summary>
    public void AddSource(string source) => _sources.Add(
        source.Contains("://", StringComparison.Ordinal) ? source : Path.GetFullPath(source, folder));

    /// <summary>Restores packages beside those asked for before.</summary>
    /// <param name="references">The texts of <c>#r</c>.</param>
    /// <exception cref="CellException">The reference names no exact version, or the SDK cannot restore it.</exception>
    public async Task<RestoredPackages> AddAsync(IReadOnlyList<string> references)
    {
        var packages = new SortedDictionary<string, string>(_packages, StringComparer.OrdinalIgnoreCase);
        foreach (var reference in references)
        {
            var match = Reference.Match(reference);
            if (!match.Success)
            {
                var asked = Named.Match(reference) is { Success: true } named ? named.Groups["name"].Value : "NAME";
                throw Failed($"#r \"{reference}\" names no exact version; "
                + $"write #r \"nuget: {asked}, 1.2.3\" with the version that you mean");
            }
            var (name, version) = (match.Groups["name"].Value, match.Groups["version"].Value);
            if (packages.TryGetValue(name, out var earlier) && earlier != version)
                throw Failed($"#r \"{reference}\": the notebook refers to {name} {earlier} already; name one version");
            packages[name] = version;
        }

        var library = await RestoreAsync(packages, references[^1]);
        _packages = packages;
        var kept = Path.GetDirectoryName(library)!;
        var extensions = Path.Combine(kept, Extensions);
        return new(library,
            [.. Directory.GetFiles(kept, "*.dll").Order(StringComparer.Ordinal).Where(path => path != library && IsManaged(path))],
            Directory.Exists(extensions)
                ? [.. Directory.GetFiles(extensions, "*.dll").Order(StringComparer.Ordinal).Where(IsManaged)]
                : []);
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
            CopyExtensions(Path.Combine(work, "obj", "project.assets.json"), Path.Combine(built, Extensions));
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
                // No server of the compiler stays behind.
                "-p:UseSharedCompilation=false",
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

    // They lie in the packages' own folders, and no project refers to them.
    private static void CopyExtensions(string assets, string to)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(assets));
        var folders = document.RootElement.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
        foreach (var package in document.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (!package.Value.TryGetProperty("path", out var path)) continue;
            var from = folders.Select(f => Path.Combine(f, path.GetString()!, Extensions, "dotnet")).FirstOrDefault(Directory.Exists);
            if (from is not null) CopyAll(from, to);
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
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var inner in Directory.GetDirectories(from)) CopyAll(inner, Path.Combine(to, Path.GetFileName(inner)));
    }

    // [1.2.3] is that version and no other. Names and versions hold no character that XML would have to escape.
    private string Project(SortedDictionary<string, string> packages) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net{Environment.Version.Major}.{Environment.Version.Minor}</TargetFramework>
            <EnableDynamicLoading>true</EnableDynamicLoading>
            <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
            <RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(';', _sources))}</RestoreAdditionalProjectSources>
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

    [GeneratedRegex(@"\Anuget:\s*(?<name>[A-Za-z0-9_.-]+)\s*(,|\z)", RegexOptions.IgnoreCase)]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"error (?<message>(NU|MSB|NETSDK)[0-9]+: .*?)( \[[^\]]*\])?\z")]
    private static partial Regex ErrorCode { get; }
}

/// <summary>Packages as they were restored.</summary>
/// <param name="Library">The path of the library that stands for all of them.</param>
/// <param name="Assemblies">The paths of their assemblies.</param>
/// <param name="Extensions">The paths of the assemblies with extensions of .NET Interactive.</param>
internal sealed record RestoredPackages(string Library, ImmutableArray<string> Assemblies, ImmutableArray<string> Extensions);
