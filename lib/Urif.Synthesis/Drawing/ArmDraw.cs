using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>The women of an arm as they were drawn, variable by variable.</summary>
internal sealed record ArmWomen(
    double[] Age, double[] Bmi, int[] PriorLosses, int[] PriorTransferCycles, int[] PriorFailedCycles, int[] PriorCleavageEmbryos,
    int[] PriorBlastocysts, double[] Fins, double[] Ins2h, double[] Fpg, double[] Pg2h, int[] EmbryosTransferred, bool[] IsCleavage,
    bool[] IsFresh, int[] Way);

/// <summary>Draws the women of an arm: what can be prepared once is, so that each draw is fast. Safe for several threads.</summary>
internal sealed class ArmDraw
{
    private readonly ArmNumbers arm;
    private readonly NormalScores scores;
    private readonly WholeNumberDraw? age;
    private readonly WholeNumberDraw losses, embryos;
    private readonly MeasurementDraw ageInSteps, bmi, ins2h, pg2h;
    private readonly InsulinDraw insulin;
    private readonly HistoryDraw history;
    private readonly OutcomeDraw outcomes;
    private readonly int[] cleavage, fresh;

    public ArmDraw(ArmNumbers arm)
    {
        this.arm = arm;
        var step = arm.Reading.Model.Step;
        scores = new(arm.Reading.Model);
        age = WholeNumberDraw.Exists(arm, CohortColumns.Age) ? new(arm, CohortColumns.Age) : null;
        // Whole years where they can have the numbers, else tenths, else hundredths.
        ageInSteps = arm.Binds(CohortColumns.Age) ? new(arm, CohortColumns.Age, 0.1, 0.01) : new(arm, CohortColumns.Age, 1);
        bmi = new(arm, CohortColumns.Bmi, step);
        losses = new(arm, CohortColumns.PriorLosses);
        embryos = new(arm, CohortColumns.EmbryosTransferred);
        ins2h = new(arm, CohortColumns.Ins2h, step);
        pg2h = new(arm, CohortColumns.Pg2h, step);
        insulin = new(arm);
        history = new(arm);
        outcomes = new(arm);
        cleavage = Partition("stage_cleavage", "stage_blastocyst");
        fresh = Partition("cycle_fresh", "cycle_frozen");
    }

    /// <summary>Draws the women.</summary>
    /// <exception cref="DrawException">None were found.</exception>
    public ArmWomen Draw(CounterRandom random)
    {
        var drawn = scores.Draw(random, arm.Size);
        double[] Scores(string variable) => drawn[NormalScores.PlaceOf(variable)];
        double[] ages;
        if (age is not null)
        {
            var years = age.Draw(random);
            HistoryDraw.Place(years, Scores(CohortColumns.Age));
            ages = Array.ConvertAll(years, y => (double)y);
        }
        else
        {
            ages = ageInSteps.Draw(random, Scores(CohortColumns.Age));
        }

        var (t, f, c, b) = history.Draw(random, Scores);
        var (fpg, fins) = insulin.Draw(random, Scores(CohortColumns.Fpg), Scores(CohortColumns.Fins));
        return new(ages, bmi.Draw(random, Scores(CohortColumns.Bmi)), Whole(random, losses, CohortColumns.PriorLosses, Scores, () => random.Poisson(0.8)), t, f, c, b,
            fins, ins2h.Draw(random, Scores(CohortColumns.Ins2h)), fpg, pg2h.Draw(random, Scores(CohortColumns.Pg2h)),
            Whole(random, embryos, CohortColumns.EmbryosTransferred, Scores, () => 1 + random.Below(2)),
            Split(random, cleavage, "stage_cleavage"), Split(random, fresh, "cycle_fresh"), outcomes.Draw(random, Scores));
    }

    private int[] Whole(CounterRandom random, WholeNumberDraw draw, string variable, Func<string, double[]> of, Func<int> otherwise)
    {
        var range = arm.RangeOf(variable);
        int[] values = draw.HasNumbers ? draw.Draw(random)
            : [.. Enumerable.Range(0, arm.Size).Select(_ => (int)Math.Clamp(otherwise(), range.Low, range.High))];
        HistoryDraw.Place(values, of(variable));
        return values;
    }

    private int[] Partition(string first, string second)
    {
        if (!arm.Binds(first) && !arm.Binds(second)) return [];
        return [.. OutcomeProgramme.CountsOf(arm.Size, arm.Of(first)).Select(k => (int)k)
            .Where(k => arm.Of(second).All(n => OutcomeProgramme.Prints(n, arm.Size - k, arm.Size)))];
    }

    private bool[] Split(CounterRandom random, int[] counts, string rate)
    {
        var count = counts.Length > 0 ? counts[random.Below(counts.Length)] : random.Binomial(arm.Size, arm.Reading.Model.Rates[rate]);
        var isFirst = new bool[arm.Size];
        for (var i = 0; i < count; i++) isFirst[i] = true;
        Shuffle.InPlace<bool>(isFirst, random);
        return isFirst;
    }
}
