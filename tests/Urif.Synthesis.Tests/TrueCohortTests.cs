using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis.Tests;

/// <summary>
/// What a true cohort's tables print can hold together, since the cohort has it: a conflict would be a false accusation. And the
/// solver's own cohort prints the same.
/// </summary>
public sealed class TrueCohortTests
{
    private static readonly Ledger Paper = LedgerReader.Read(Repository.PathOf("data", "paper"));

    public static TheoryData<ulong, int> Cohorts => [.. Enumerable.Range(1, 30).Select(seed => ((ulong)seed, 60 + (13 * seed % 140))).Where(c => SmallestArm(c.Item1, c.Item2) >= 6)];

    [Theory]
    [MemberData(nameof(Cohorts))]
    public void ATrueCohortsTablesAreFeasibleAndTheSolversCohortPrintsThem(ulong seed, int women)
    {
        var reading = ReadingOf(seed, women, asPrinted: seed % 3 != 0);
        var solution = ReadingSolution.Of(reading);
        Assert.True(solution.Conflicts.Count == 0, string.Join('\n', solution.Conflicts.Select(c => c.Reason.ToString())));

        // By the rule HOMA-IR is printed with quartiles in most, and so are its factors.
        var made = new SyntheticCohorts(solution).Make(seed, 1).Cohort;
        var check = CohortCheck.Run(made);
        Assert.Equal((women, 0), (check.Analysed.Count, check.ErrorRows));
        var designs = TableDesign.AllAsPrinted(StudyDesign.Default, reading.Ledger);
        var printed = CohortLedger.Of(Paper, check.Analysed, designs).Numbers.ToDictionary(n => n.Id, n => n.Printed.Text);
        foreach (var number in reading.Binding)
            Assert.True(printed.GetValueOrDefault(number.Id) == number.Printed.Text, $"{number.Id}: {number.Printed.Text} became {printed.GetValueOrDefault(number.Id)}");
    }

    // A number moved to where none can be; the true cohort's others stand.
    public static TheoryData<string, string> Slips => new()
    {
        { "t1.prior_failed_cycles.ir_control.mean", "+0.004 of a whole" },
        { "t1.prior_transfer_cycles.nonir_control.sd", "40.00" },
        { "t2.early_loss.ir_control.n", "199" },
        { "t2.live_birth.nonir_control.percent", "100.01" },
        { "t2.cycle_fresh.ir_control.percent", "no count" },
        { "t3.homa_ir.ir_control.mean", "1.20" },
        { "t4.homa_ir.nonir_control.mean", "4.70" },
        { "t4.fins.nonir_control.mean", "60.00" },
        { "t3.bmi.ir_metformin.sd", "25.00" },
        { "t1.pg_2h.nonir_control.median", "0.30" },
        { "t1.age.ir_control.mean", "61.00" },
    };

    [Theory]
    [MemberData(nameof(Slips))]
    public void AnImpossibleNumberIsInASmallestConflict(string id, string slip)
    {
        var reading = ReadingOf(77, 150, asPrinted: true);
        var number = reading.Binding.Single(n => n.Id == id);
        var size = reading.Ledger.Groups.Single(g => g.Id == number.Group).Size;
        var text = slip switch
        {
            // Halfway between two totals.
            "+0.004 of a whole" => (Math.Floor(number.Printed.Value * size) / size + 0.5 / size).ToString("F4", CultureInfo.InvariantCulture),
            "no count" => (100.0 * 1 / size + 50.0 / size).ToString("F2", CultureInfo.InvariantCulture),
            _ => slip,
        };
        var wrong = number with { Printed = PrintedNumber.Parse(text) };
        LedgerNumber[] binding = [.. reading.Binding.Select(n => n == number ? wrong : n)];
        // Whatever else could give way stays.
        var changed = reading with { Binding = binding, GiveWay = [id] };
        var conflict = Assert.Single(ReadingSolution.Of(changed).Conflicts);
        Assert.Contains(wrong, conflict.Numbers);
        Assert.Equal(wrong, conflict.Dropped);
        Assert.Equal(size, conflict.Reason.Women);
        foreach (var member in conflict.Numbers)
            Assert.Empty(ReadingSolution.Of(changed with { Binding = [.. conflict.Numbers.Where(n => n != member)] }).Conflicts);
    }

    private static int SmallestArm(ulong seed, int women) =>
        CohortCheck.Run(Cohort.Of("true", RandomCycles.Of(seed, women))).Flow.Arms.Min();

    private static Reading ReadingOf(ulong seed, int women, bool asPrinted)
    {
        var cohort = Cohort.Of("true", RandomCycles.Of(seed, women));
        var analysed = CohortCheck.Run(cohort).Analysed;
        Assert.Equal(women, analysed.Count);
        var ledger = CohortLedger.Of(Paper, analysed, asPrinted ? TableDesign.AllAsPrinted(StudyDesign.Default, Paper) : TableDesign.AllOf(StudyDesign.Default));
        var ranges = new SynthesisModel().Ranges.ToDictionary(r => r.Key, r => cohort.Values(r.Key) is var values
            ? new Interval(Math.Min(r.Value.Low, values.Min()), Math.Max(r.Value.High, values.Max())) : r.Value);
        return new Reading
        {
            Name = "true",
            Title = new("a true cohort", "真实队列"),
            Ledger = ledger,
            Binding = [.. ledger.Numbers.Where(Reading.CanBind)],
            Model = new() { Ranges = ranges },
        };
    }
}
