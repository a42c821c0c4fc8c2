using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Urif.Cli.Tests;

/// <summary>Runs the built program as a process of its own, in an environment that says nothing of language or colours.</summary>
internal static class UrifProgram
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly string[] Cleared =
        ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR", "COLUMNS", "TERM", "COLORTERM", "FORCE_COLOR"];

    /// <summary>The program's file, beside the tests.</summary>
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "urif.dll");

    /// <summary>What <c>dotnet</c> is here.</summary>
    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static readonly ConcurrentDictionary<string, Lazy<Task<ProgramRun>>> Runs = new();

    public static Task<ProgramRun> RunAsync(params string[] arguments) => RunAsync([], arguments);

    /// <summary>
    /// Runs it with environment variables, in the repository. The same line in the same environment is run once, for all
    /// tests that look at it.
    /// </summary>
    public static Task<ProgramRun> RunAsync((string Name, string Value)[] environment, params string[] arguments) =>
        Runs.GetOrAdd(
            string.Join('\n', environment.Select(e => $"{e.Name}={e.Value}").Concat(arguments)),
            _ => new(() => RunAsync(Repository.Root, environment, [Dotnet, File, .. arguments]))).Value;

    /// <summary>Runs it in a folder and sends it Ctrl-C as soon as it is far enough, however long that takes.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isFarEnough">A condition for the shell, such as <c>[ -s FILE ]</c>.</param>
    /// <param name="arguments">The arguments.</param>
    /// <remarks>With job control, as otherwise the shell has programs in the background ignore the signal.</remarks>
    public static Task<ProgramRun> InterruptedAsync(string folder, string isFarEnough, params string[] arguments) =>
        RunAsync(folder, [], [ExternalTool.Require("bash"), "-c",
            $"set -m; \"$@\" & pid=$!; until {isFarEnough} || ! kill -0 $pid; do sleep 0.1; done; kill -INT $pid; wait $pid", "bash", Dotnet, File, .. arguments]);

    /// <summary>Runs a program, such as a shell that runs it, in a folder.</summary>
    public static async Task<ProgramRun> RunAsync(string folder, (string Name, string Value)[] environment, string[] command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in Cleared) start.Environment.Remove(name);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using MemoryStream output = new(), error = new();
        await Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(output),
            process.StandardError.BaseStream.CopyToAsync(error));
        await process.WaitForExitAsync();
        return new(process.ExitCode, output.ToArray(), Utf8.GetString(output.ToArray()), Utf8.GetString(error.ToArray()));
    }
}

/// <summary>What a run of a program left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Bytes">What it wrote to standard output.</param>
/// <param name="Output">The same as text; the bytes are valid UTF-8.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record ProgramRun(int ExitCode, byte[] Bytes, string Output, string Error)
{
    public string[] Lines => Output.TrimEnd('\n').Split('\n');
}
