using System.Diagnostics;
using System.Globalization;

namespace Urif.Benchmarks;

/// <summary>Runs r/seconds-per-call.R.</summary>
internal static class RscriptTimer
{
    /// <summary>Whether Rscript can be started.</summary>
    public static bool IsAvailable()
    {
        try
        {
            Run("--version");
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Times a task in R.</summary>
    /// <returns>Seconds per call, and the number that one call gives.</returns>
    /// <exception cref="InvalidOperationException">R failed; the message is what it wrote.</exception>
    public static (double Seconds, double Result) Time(Comparison comparison, double atLeastSeconds)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "r", "seconds-per-call.R");
        string data = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(data, comparison.Samples.SelectMany((sample, group) => sample.Select(
                value => string.Create(CultureInfo.InvariantCulture, $"{group + 1},{value:G17}"))).Prepend("group,value"));
            string[] fields = Run(
                script, comparison.RTask!, atLeastSeconds.ToString(CultureInfo.InvariantCulture), data).Split(' ');
            return (double.Parse(fields[0], CultureInfo.InvariantCulture),
                    double.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        finally
        {
            File.Delete(data);
        }
    }

    /// <summary>Runs Rscript and returns what it wrote.</summary>
    public static string Run(params string[] arguments) => RunProgram("Rscript", arguments);

    /// <summary>Runs a program and returns what it wrote.</summary>
    public static string RunProgram(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException(error.Result.Trim());
    }
}
