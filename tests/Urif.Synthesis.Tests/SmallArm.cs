using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis.Tests;

/// <summary>An arm of a few women, whose numbers are small enough that all data sets can be gone through.</summary>
internal sealed class SmallArm
{
    private readonly Reading reading;

    /// <param name="size">How many women.</param>
    /// <param name="ranges">Each variable's possible values.</param>
    /// <param name="step">The recording step of measurements.</param>
    /// <param name="id">The arm.</param>
    public SmallArm(int size, IReadOnlyDictionary<string, Interval> ranges, double step = 0.01, string id = "ir_control")
    {
        var paper = LedgerReader.Read(Repository.PathOf("data", "paper"));
        var model = new SynthesisModel();
        reading = new()
        {
            Name = "small", Title = new("small", "小"), Binding = [],
            // Only the definition by HOMA-IR is kept.
            Ledger = paper with { Groups = [.. paper.Groups.Select(g => g with { Size = size, Conditions = [.. g.Conditions.Where(c => c.Variable == "homa_ir")] })] },
            Model = model with { Step = step, Ranges = model.Ranges.Concat(ranges).GroupBy(r => r.Key).ToDictionary(r => r.Key, r => r.Last().Value) },
        };
        var group = reading.Ledger.Groups.Single(g => g.Id == id);
        Numbers = new(reading, group, id == "ir_control" ? Arm.IrControl : Arm.NonIrControl, [], []);
    }

    public ArmNumbers Numbers { get; }

    /// <summary>A printed number of the arm.</summary>
    public LedgerNumber Print(string variable, Statistic statistic, string text) => new(
        $"{variable}.{statistic}.{text}", "1", reading.Ledger.Variables.Single(v => v.Id == variable), Numbers.Group.Id, statistic, PrintedNumber.Parse(text), "");

    /// <summary>Whether no proof against numbers is found.</summary>
    public static bool IsYes(NumberBlock block, params IReadOnlyList<LedgerNumber> numbers) => block.Decide(numbers) == Decision.Yes;
}
