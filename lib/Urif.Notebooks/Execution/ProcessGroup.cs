using System.Runtime.InteropServices;

namespace Urif.Notebooks.Execution;

/// <summary>
/// The process group of a host: what its cells start belongs to it and can be ended with it, even after the host is gone. Windows
/// has none; there the tree of processes has to do.
/// </summary>
internal static class ProcessGroup
{
    private const int KillSignal = 9;

    /// <summary>Makes this process the head of a group of its own.</summary>
    public static void Lead()
    {
        if (!OperatingSystem.IsWindows()) _ = SetGroup(0, 0);
    }

    /// <summary>Ends all processes of the group that a process is the head of.</summary>
    public static void Kill(int leader)
    {
        if (!OperatingSystem.IsWindows()) _ = Signal(-leader, KillSignal);
    }

    [DllImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetGroup(int process, int group);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
