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
    private readonly ArmNumbers _arm;
    private readonly NormalScores _scores;
    private readonly WholeNumberDraw? _age;
    private readonly WholeNumberDraw _losses, _embryos;
    private readonly MeasurementDraw _ageInSteps, _bmi, _ins2h, _pg2h;
    private readonly InsulinDraw _insulin;
    private readonly HistoryDraw _history;
    private readonly OutcomeDraw _outcomes;
    private readonly int[] _cleavage, _fresh;

    public ArmDraw(ArmNumbers arm)
    {
        _arm = arm;
        var step = arm.Reading.Model.Step;
        _scores = new(arm.Reading.Model);
        _age = WholeNumberDraw.Exists(arm, CohortColumns.Age) ? new(arm, CohortColumns.Age) : null;
        // Whole years where they can have the numbers, else tenths, else hundredths.
        _ageInSteps = arm.Binds(CohortColumns.Age) ? new(arm, CohortColumns.Age, 0.1, 0.01) : new(arm, CohortColumns.Age, 1);
        _bmi = new(arm, CohortColumns.Bmi, step);
        _losses = new(arm, CohortColumns.PriorLosses);
        _embryos = new(arm, CohortColumns.EmbryosTransferred);
        _ins2h = new(arm, CohortColumns.Ins2h, step);
        _pg2h = new(arm, CohortColumns.Pg2h, step);
        _insulin = new(arm);
        _history = new(arm);
        _outcomes = new(arm);
        _cleavage = Partition("stage_cleavage", "stage_blastocyst");
        _fresh = Partition("cycle_fresh", "cycle_frozen");
    }

    /// <summary>Draws the women.</summary>
    /// <exception cref="DrawException">None were found.</exception>
    public ArmWomen Draw(CounterRandom random)
    {
        var drawn = _scores.Draw(random, _arm.Size);
        double[] Scores(string variable) => drawn[NormalScores.PlaceOf(variable)];
        double[] ages;
        if (_age is not null)
        {
            var years = _age.Draw(random);
            HistoryDraw.Place(years, Scores(CohortColumns.Age));
            ages = Array.ConvertAll(years, y => (double)y);
        }
        else
        {
            ages = _ageInSteps.Draw(random, Scores(CohortColumns.Age));
        }

        var (t, f, c, b) = _history.Draw(random, Scores);
        var (fpg, fins) = _insulin.Draw(random, Scores(CohortColumns.Fpg), Scores(CohortColumns.Fins));
        return new(ages, _bmi.Draw(random, Scores(CohortColumns.Bmi)),
            Whole(random, _losses, CohortColumns.PriorLosses, Scores, () => random.Poisson(0.8)), t, f, c, b,
            fins, _ins2h.Draw(random, Scores(CohortColumns.Ins2h)), fpg, _pg2h.Draw(random, Scores(CohortColumns.Pg2h)),
            Whole(random, _embryos, CohortColumns.EmbryosTransferred, Scores, () => 1 + random.Below(2)),
            Split(random, _cleavage, "stage_cleavage"), Split(random, _fresh, "cycle_fresh"), _outcomes.Draw(random, Scores));
    }

    private int[] Whole(CounterRandom random, WholeNumberDraw draw, string variable, Func<string, double[]> of, Func<int> otherwise)
    {
        var range = _arm.RangeOf(variable);
        int[] values = draw.HasNumbers ? draw.Draw(random)
            : [.. Enumerable.Range(0, _arm.Size).Select(_ => (int)Math.Clamp(otherwise(), range.Low, range.High))];
        HistoryDraw.Place(values, of(variable));
        return values;
    }

    private int[] Partition(string first, string second)
    {
        if (!_arm.Binds(first) && !_arm.Binds(second)) return [];
        return [.. OutcomeProgramme.CountsOf(_arm.Size, _arm.Of(first)).Select(k => (int)k)
            .Where(k => _arm.Of(second).All(n => OutcomeProgramme.Prints(n, _arm.Size - k, _arm.Size)))];
    }

    private bool[] Split(CounterRandom random, int[] counts, string rate)
    {
        var count = counts.Length > 0 ? counts[random.Below(counts.Length)] : random.Binomial(_arm.Size, _arm.Reading.Model.Rates[rate]);
        var isFirst = new bool[_arm.Size];
        for (var i = 0; i < count; i++) isFirst[i] = true;
        Shuffle.InPlace<bool>(isFirst, random);
        return isFirst;
    }
}
