using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Examples of women with some of an arm's numbers, drawn as cohorts are, with few tries.</summary>
internal sealed class Examples(ArmNumbers arm, PreparedDraws prepared) : IExamples
{
    private const int Tries = 3;

    // A stream of its own, so that no cohort depends on what was looked for.
    private const ulong Seed = 0;

    /// <inheritdoc/>
    public bool Exists(NumberBlock block, IReadOnlyList<LedgerNumber> numbers)
    {
        var asked = new ArmNumbers(arm.Reading, arm.Group, arm.Arm, numbers, []);
        var random = new CounterRandom(Seed, 0);
        try
        {
            return block switch
            {
                WholeNumberBlock { Variables: [_] } => false,
                WholeNumberBlock => new HistoryDraw(asked, prepared).HasExample(random),
                MeasurementBlock => new MeasurementDraw(asked, block.Variables[0], arm.Reading.Model.Step)
                    .TryDraw(random, Scores(random), null, Tries) is not null,
                InsulinBlock => new InsulinDraw(asked).TryDraw(random, Scores(random), Scores(random), Tries) is not null,
                _ => false,
            };
        }
        catch (DrawException)
        {
            return false;
        }
    }

    private double[] Scores(CounterRandom random)
    {
        var scores = new double[arm.Size];
        for (var i = 0; i < scores.Length; i++) scores[i] = random.NextNormal();
        return scores;
    }
}
