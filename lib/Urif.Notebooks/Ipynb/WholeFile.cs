using System.Globalization;
using System.Runtime.InteropServices;

namespace Urif.Notebooks.Ipynb;

/// <summary>
/// Writes files whole or not at all: readers of a path never see a part of one. A link is followed and stays; what is no file,
/// such as a device or a pipe, is refused.
/// </summary>
public static class WholeFile
{
    // Of the mode that stat gives: the kind of the thing, and that of a regular file.
    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;

    /// <summary>Whether a file can be written at a path: it is a file, a link to one, or not there yet.</summary>
    public static bool IsPlace(string path)
    {
        var place = PlaceOf(path);
        return !Directory.Exists(place) && !place.StartsWith("/dev/", StringComparison.Ordinal)
            && !place.StartsWith("/proc/", StringComparison.Ordinal) && IsRegular(place);
    }

    /// <summary>Writes a file beside its place and moves it there.</summary>
    /// <param name="path">The path.</param>
    /// <param name="content">The content.</param>
    /// <exception cref="IOException">The path is no file, or cannot be written.</exception>
    public static void Write(string path, byte[] content)
    {
        if (!IsPlace(path)) throw new IOException($"cannot write \"{path}\": it is a folder, a device or a pipe");
        var place = PlaceOf(path);
        var part = string.Create(CultureInfo.InvariantCulture, $"{place}.{Environment.ProcessId}.part");
        try
        {
            File.WriteAllBytes(part, content);
            if (!OperatingSystem.IsWindows() && File.Exists(place)) File.SetUnixFileMode(part, File.GetUnixFileMode(place));
            File.Move(part, place, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new IOException($"cannot write \"{path}\": {e.Message}", e);
        }
    }

    // A link is followed, so that moving the content into place replaces what it points to, not the link.
    private static string PlaceOf(string path)
    {
        // Whole first: of a link that is named without its folder, the runtime takes the target to be in the root.
        var whole = Path.GetFullPath(path);
        return new FileInfo(whole).LinkTarget is not null && File.ResolveLinkTarget(whole, returnFinalTarget: true) is { } target
            ? target.FullName
            : whole;
    }

    private static bool IsRegular(string path) =>
        OperatingSystem.IsWindows() || Stat(path, out var status) != 0 || (status.Mode & KindMask) == RegularKind;

    // The runtime's own view of a file's status: it is the same on every Unix, and .NET shows the kind of a file nowhere else.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", CharSet = CharSet.Ansi, BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int Stat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, out FileStatus status);

    // With room to spare for fields that later runtimes add at the end.
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct FileStatus
    {
        public int Flags;
        public int Mode;
    }
}
