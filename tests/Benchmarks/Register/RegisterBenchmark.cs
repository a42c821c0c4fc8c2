using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Urif.Cohorts;

namespace Urif.Benchmarks;

/// <summary>
/// How long a register takes from its file to its tables, and how much memory, beside R on the same file. Each measurement is a
/// process of its own, so that the compiling of the code counts and the peak is its own; rounds alternate between the two.
/// </summary>
internal static class RegisterBenchmark
{
    private const int Rounds = 3;

    private static readonly string[] Steps = ["load", "check", "tables"];

    /// <summary>"register --rows N --format csv|parquet": writes a register, measures it, and prints a table.</summary>
    /// <returns>0; 2 where the options are wrong.</returns>
    public static int Run(string[] options, TextWriter output, TextWriter error)
    {
        var (rows, format) = (1_000_000, "csv");
        for (var k = 0; k < options.Length; k += 2)
        {
            var value = k + 1 < options.Length ? options[k + 1] : "";
            if (options[k] == "--rows" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out rows) && rows > 0) continue;
            if (options[k] == "--format" && (format = value) is "csv" or "parquet") continue;
            error.WriteLine("register [--rows N] [--format csv|parquet]");
            return 2;
        }

        using var file = format == "csv" ? RegisterFile.Csv(rows) : RegisterFile.Parquet(rows);
        // R's packages for Parquet are not in Debian.
        var withR = format == "csv" && RscriptTimer.IsAvailable();
        var (here, there) = (new List<Measurement>(), new List<Measurement>());
        for (var round = 0; round < Rounds; round++)
        {
            here.Add(Measurement.Of(Again("register-once", file.Path)));
            if (withR) there.Add(Measurement.Of(RscriptTimer.Run(System.IO.Path.Combine(AppContext.BaseDirectory, "r", "register.R"), file.Path)));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rows:N0} cycles, {CohortSchema.Default.Columns.Count} columns, {format}, {new FileInfo(file.Path).Length / 1e6:N0} MB, SYNTHETIC; {Environment.ProcessorCount} processors; median of {Rounds} rounds"));
        output.WriteLine($"{"",-10}{"here",10}{"CPU",10}{"R",10}{"CPU",10}{"R/here",10}");
        void Line(string name, Func<double[], double> of)
        {
            double Median(List<Measurement> among, Func<Measurement, double[]> what) =>
                among.Count == 0 ? double.NaN : among.Select(m => of(what(m))).Order().ElementAt(among.Count / 2);
            double ours = Median(here, m => m.Wall), theirs = Median(there, m => m.Wall);
            output.WriteLine(name.PadRight(10) + Seconds(ours) + Seconds(Median(here, m => m.Cpu))
                + Seconds(theirs) + Seconds(Median(there, m => m.Cpu)) + Cell(theirs / ours, "F1", ""));
        }

        for (var step = 0; step < Steps.Length; step++)
        {
            var at = step;
            Line(Steps[step], times => times[at]);
        }

        Line("in all", times => times.Sum());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{"peak",-10}{here.Max(m => m.PeakMegabytes),7:N0} MB{"",10}") + (withR ? string.Create(CultureInfo.InvariantCulture, $"{there.Max(m => m.PeakMegabytes),7:N0} MB") : ""));
        return 0;
    }

    /// <summary>"register-once FILE": one measurement, in this process.</summary>
    public static int Once(string path, TextWriter output)
    {
        var wall = new double[Steps.Length];
        var cpu = new double[Steps.Length];
        T Measure<T>(int step, Func<T> work)
        {
            var (time, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var result = work();
            wall[step] = Stopwatch.GetElapsedTime(time).TotalSeconds;
            cpu[step] = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            return result;
        }

        var cohort = Measure(0, () =>
        {
            using var source = RecordSource.Open(path);
            return CohortReader.Read(source).Cohort;
        });
        var analysed = Measure(1, () => CohortCheck.Run(cohort).Analysed);
        GC.KeepAlive(Measure(2, () => CohortTables.Of(analysed, TableDesign.AllOf(StudyDesign.Default))));
        using var process = Process.GetCurrentProcess();
        output.WriteLine(new Measurement(wall, cpu, process.PeakWorkingSet64 / 1e6));
        return 0;
    }

    private static string Again(params string[] arguments)
    {
        var program = Environment.ProcessPath!;
        var assembly = Assembly.GetExecutingAssembly().Location;
        string[] all = System.IO.Path.GetFileNameWithoutExtension(program) == "dotnet" ? [assembly, .. arguments] : arguments;
        return RscriptTimer.RunProgram(program, all);
    }

    private static string Seconds(double seconds) => Cell(seconds, "F2", " s");

    private static string Cell(double value, string format, string unit) =>
        (double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) + unit : "").PadLeft(10);

    /// <summary>What one process measured: seconds of each step, and its peak memory.</summary>
    private sealed record Measurement(double[] Wall, double[] Cpu, double PeakMegabytes)
    {
        /// <summary>Reads what <see cref="ToString"/> or r/register.R wrote: wall times, processor times, megabytes.</summary>
        public static Measurement Of(string line)
        {
            var values = Array.ConvertAll(line.Trim().Split(' '), v => double.Parse(v, CultureInfo.InvariantCulture));
            return new(values[..Steps.Length], values[Steps.Length..^1], values[^1]);
        }

        public override string ToString() =>
            string.Join(' ', Wall.Concat(Cpu).Append(PeakMegabytes).Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
    }
}
