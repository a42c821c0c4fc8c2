using BenchmarkDotNet.Running;
using Urif.Benchmarks;

// "ratios" times each function beside its R counterpart; "false-positives" and "detection" measure the audit on random
// papers; "register" times a large cohort from its file to its tables; anything else goes to BenchmarkDotNet (--list flat, --filter *).
switch (args)
{
    case ["ratios"]:
        return RatioTable.Run(Console.Out, Console.Error);
    case ["false-positives", .. var options]:
        return AuditQuality.FalsePositives(options, Console.Out, Console.Error);
    case ["detection", .. var options]:
        return AuditQuality.Detection(options, Console.Out, Console.Error);
    case ["register", .. var options]:
        return RegisterBenchmark.Run(options, Console.Out, Console.Error);
    case ["register-once", var file]:
        return RegisterBenchmark.Once(file, Console.Out);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(LatticeBenchmarks).Assembly).Run(args);
        return 0;
}
