using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Urif.Cohorts;

namespace Urif.Repro.Tests;

/// <summary>Where native libraries are looked for.</summary>
public sealed class NativeLibraryTests
{
    private static readonly string[] Linux = ["linux", "unix"], Musl = ["linux-musl", "linux", "unix"], Mac = ["osx", "unix"], Windows = ["win"];

    [Fact]
    public void Every_runtime_that_fits_is_probed_the_most_particular_first_and_then_the_folder()
    {
        using var folder = new TemporaryFolder();
        foreach (var rid in new[] { "linux-x64", "linux-arm64", "linux-musl-x64", "linux", "unix", "win-x64", "osx", "osx-arm64", "osx.13-arm64", "linux.6-x64" })
            foreach (var file in new[] { "libsolver.so", "solver.dll", "libsolver.dylib" }) Put(folder, Path.Combine("runtimes", rid, "native"), file);
        Put(folder, "", "libsolver.so");
        Assert.Equal(["linux-x64", "linux.6-x64", "linux", "unix", ""], Rids(folder, "solver", Linux, Architecture.X64));
        Assert.Equal(["linux-musl-x64", "linux-x64", "linux.6-x64", "linux", "unix", ""], Rids(folder, "solver", Musl, Architecture.X64));
        Assert.Equal(["linux-arm64", "linux", "unix", ""], Rids(folder, "solver", Linux, Architecture.Arm64));
        Assert.Equal(["osx-arm64", "osx.13-arm64", "osx", "unix"], Rids(folder, "solver", Mac, Architecture.Arm64));
        Assert.Equal(["win-x64"], Rids(folder, "solver", Windows, Architecture.X64));
        Assert.Empty(Rids(folder, "solver", Windows, Architecture.Arm64));
    }

    [Theory]
    [InlineData("google-ortools-native", "google-ortools-native.so")]
    [InlineData("solver", "libsolver.so")]
    [InlineData("libsolver.so", "libsolver.so")]
    [InlineData("solver.so", "libsolver.so")]
    public void A_name_is_found_with_and_without_prefix_and_extension(string name, string file)
    {
        using var folder = new TemporaryFolder();
        Put(folder, "", file);
        Assert.Equal([Path.Combine(folder.Path, file)], NativeLibraries.Candidates(folder.Path, name, Linux, Architecture.X64));
    }

    [Fact]
    public void The_kit_s_own_native_library_is_found_beside_it() =>
        Assert.NotEqual(0, NativeLibraries.Load(Path.GetDirectoryName(typeof(Study).Assembly.Location)!, "google-ortools-native"));

    [Fact]
    public void A_library_that_is_not_there_is_not_loaded() => Assert.Equal(0, NativeLibraries.Load(Path.GetTempPath(), "no-such-library"));

    [Fact]
    public void They_are_found_for_assemblies_that_the_host_loads_each_into_a_context_of_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the library that is looked for is one of Linux");
        using var folder = new TemporaryFolder();
        var beside = Path.GetDirectoryName(typeof(Study).Assembly.Location)!;
        foreach (var file in new[] { "Urif.Cohorts.dll", "Google.OrTools.dll" })
            File.Copy(Path.Combine(beside, file), Path.Combine(folder.Path, file));
        var native = Directory.CreateDirectory(Path.Combine(folder.Path, "runtimes", "linux", "native"));
        // Any library that needs no other will do; the name is one that nothing else answers for.
        File.Copy(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so"),
            Path.Combine(native.FullName, "libbeside-the-kit.so"));

        var user = LoadAlone("Google.OrTools.dll");
        Assert.Throws<DllNotFoundException>(() => NativeLibrary.Load("beside-the-kit", user, null));
        var kit = LoadAlone("Urif.Cohorts.dll");
        RuntimeHelpers.RunModuleConstructor(kit.ManifestModule.ModuleHandle);
        Assert.NotEqual(0, NativeLibrary.Load("beside-the-kit", user, null));
        Assert.NotEqual(0, NativeLibrary.Load("beside-the-kit", LoadAlone("Google.OrTools.dll"), null));

        // As .NET Interactive's kernel does.
        Assembly LoadAlone(string file) => new AssemblyLoadContext(file).LoadFromAssemblyPath(Path.Combine(folder.Path, file));
    }

    private static void Put(TemporaryFolder folder, string under, string file)
    {
        Directory.CreateDirectory(Path.Combine(folder.Path, under));
        File.WriteAllText(Path.Combine(folder.Path, under, file), "");
    }

    private static IEnumerable<string> Rids(TemporaryFolder folder, string name, string[] systems, Architecture architecture) =>
        NativeLibraries.Candidates(folder.Path, name, systems, architecture).Select(path => Path.GetDirectoryName(Path.GetRelativePath(folder.Path, path))!)
            .Select(at => at.Length == 0 ? "" : at.Split(Path.DirectorySeparatorChar)[1]);
}
