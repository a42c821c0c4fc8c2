using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>The women of an arm as they were drawn, variable by variable.</summary>
internal sealed record ArmWomen(
    double[] Age, double[] Bmi, Histories History, double[] Fins, double[] Ins2h, double[] Fpg, double[] Pg2h, int[] EmbryosTransferred,
    bool[] IsCleavage, bool[] IsFresh, int[] Way);

/// <summary>Draws the women of an arm: what can be prepared once is, so that each draw is fast. Safe for several threads.</summary>
internal sealed class ArmDraw
{
    private readonly ArmNumbers _arm;
    private readonly NormalScores _scores;
    private readonly WholeNumberDraw? _age;
    private readonly MeasurementDraw _ageInSteps, _bmi, _ins2h, _pg2h;
    private readonly WholeNumberDraw _embryos;
    private readonly DiscreteNormal _ofEmbryos;
    private readonly InsulinDraw _insulin;
    private readonly HistoryDraw _history;
    private readonly OutcomeDraw _outcomes;
    private readonly int[] _cleavage, _fresh;

    /// <param name="arm">The arm.</param>
    /// <param name="prepared">What was prepared to draw its whole numbers.</param>
    /// <param name="ageStep">The step in which ages are recorded: the same in all arms.</param>
    public ArmDraw(ArmNumbers arm, PreparedDraws prepared, double ageStep)
    {
        _arm = arm;
        var step = arm.Reading.Model.Step;
        _scores = new(arm.Reading.Model);
        _age = ageStep == 1 && WholeNumberDraw.Exists(arm, CohortColumns.Age) ? prepared.Of(arm, CohortColumns.Age) : null;
        _ageInSteps = new(arm, CohortColumns.Age, ageStep);
        _bmi = new(arm, CohortColumns.Bmi, step);
        _embryos = prepared.Of(arm, CohortColumns.EmbryosTransferred);
        _ofEmbryos = MeasurementDraw.DiscreteShapeOf(arm, CohortColumns.EmbryosTransferred);
        _ins2h = new(arm, CohortColumns.Ins2h, step);
        _pg2h = new(arm, CohortColumns.Pg2h, step);
        _insulin = new(arm);
        _history = new(arm, prepared);
        _outcomes = new(arm);
        _cleavage = Partition("stage_cleavage", "stage_blastocyst");
        _fresh = Partition("cycle_fresh", "cycle_frozen");
    }

    /// <summary>The step in which ages can be recorded so that each arm's numbers hold: whole years, else tenths, else
    /// hundredths.</summary>
    public static double AgeStepOf(IReadOnlyList<ArmNumbers> arms)
    {
        if (arms.All(a => !a.Binds(CohortColumns.Age) || WholeNumberDraw.Exists(a, CohortColumns.Age))) return 1;
        const double tenths = 0.1, hundredths = 0.01;
        return arms.All(arm =>
        {
            var random = new CounterRandom(0, 0);
            var scores = MeasurementDraw.NormalOrder(random, new double[arm.Size]);
            return new MeasurementDraw(arm, CohortColumns.Age, tenths).TryDraw(random, scores, null, most: 3) is not null;
        }) ? tenths : hundredths;
    }

    /// <summary>Draws the women.</summary>
    /// <exception cref="DrawException">None were found.</exception>
    public ArmWomen Draw(CounterRandom random)
    {
        var drawn = _scores.Draw(random, _arm.Size);
        double[] Scores(string variable) => drawn[NormalScores.PlaceOf(variable)];
        var ages = _age is null ? _ageInSteps.Draw(random, Scores(CohortColumns.Age))
            : Array.ConvertAll(Placed(_age.Draw(random), Scores(CohortColumns.Age)), y => (double)y);
        var history = _history.Draw(random, Scores);
        var (fpg, fins) = _insulin.Draw(random, Scores(CohortColumns.Fpg), Scores(CohortColumns.Fins));
        var bmi = _bmi.Draw(random, Scores(CohortColumns.Bmi));
        var ins2h = _ins2h.Draw(random, Scores(CohortColumns.Ins2h), fins);
        var pg2h = _pg2h.Draw(random, Scores(CohortColumns.Pg2h));
        var embryos = _embryos.HasNumbers ? Placed(_embryos.Draw(random), Scores(CohortColumns.EmbryosTransferred))
            : Array.ConvertAll(Scores(CohortColumns.EmbryosTransferred), _ofEmbryos.At);
        return new(ages, bmi, history, fins, ins2h, fpg, pg2h, embryos,
            Split(random, _cleavage, "stage_cleavage"), Split(random, _fresh, "cycle_fresh"), _outcomes.Draw(random, Scores));
    }

    private static int[] Placed(int[] values, double[] scores)
    {
        HistoryDraw.Place(values, scores);
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
