using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Urif.Notebooks.Execution;

/// <summary>
/// The process group of a host: what its cells start belongs to it and can be ended with it, even after the host is gone. Windows
/// has none; there the tree of processes has to do. What began a group of its own (<c>setsid</c>) is found by that tree alone, while
/// its parent lives.
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

    /// <summary>Ends this process and all that it started.</summary>
    public static void End()
    {
        foreach (var child in Children()) KillTree(child);
        Kill(Environment.ProcessId);
        Process.GetCurrentProcess().Kill();
    }

    /// <summary>Ends a process and all that it started.</summary>
    public static void KillTree(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It, or a part of it, has ended by itself.
        }
    }

    // Only Linux lists them in files.
    private static List<Process> Children()
    {
        var children = new List<Process>();
        if (!OperatingSystem.IsLinux()) return children;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                // The name, in parentheses and with any characters; the state; the parent.
                var status = File.ReadAllText(Path.Combine(folder, "stat"));
                var parent = status[(status.LastIndexOf(')') + 2)..].Split(' ')[1];
                if (parent == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)) children.Add(Process.GetProcessById(id));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                // It has ended meanwhile.
            }
        }

        return children;
    }

    [DllImport("libc", EntryPoint = "setpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetGroup(int process, int group);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
