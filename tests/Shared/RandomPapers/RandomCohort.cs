using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>Women in arms, with every variable of each: what a paper's tables are then computed from.</summary>
internal sealed class RandomCohort
{
    public const string Clinical = "clinical_pregnancy", Ectopic = "ectopic", EarlyLoss = "early_loss", LateLoss = "late_loss", LiveBirth = "live_birth";

    private static readonly Interval YesOrNo = new(0, 1);

    private readonly Dictionary<(string Variable, string Arm), double[]> _values = [];

    private RandomCohort(Draw draw)
    {
        var measures = Measures(draw);
        Variables = [.. measures.SelectMany(m => m.Variables)];
        Numeric = [.. Variables];
        var (source, condition) = draw.Chance(0.7) ? Cut(draw, measures) : (null, null);
        (Groups, Pairs) = Layout(draw, condition);
        var compared = Pairs.SelectMany(p => new[] { p.First, p.Second }).Distinct().ToList();
        Arms = [.. Groups.Where(g => compared.Contains(g.Id))];
        foreach (var arm in Arms) DrawMeasures(draw, arm, measures, source, ConditionOf(arm));
        DrawPartitions(draw);
        if (draw.Chance(0.8)) DrawOutcomes(draw);
        var size = new Variable("group_size", new("women", "例数"), VariableKind.Size, "women", 1, new(0, double.PositiveInfinity), "", "", false, null);
        Variables = [size, .. Variables];
    }

    public IReadOnlyList<Variable> Variables { get; private set; }

    /// <summary>Counts and measurements.</summary>
    public IReadOnlyList<Variable> Numeric { get; }

    /// <summary>Yes-or-no variables that stand alone.</summary>
    public IReadOnlyList<Variable> Outcomes { get; private set; } = [];

    /// <summary>The rows of each partition.</summary>
    public IReadOnlyList<IReadOnlyList<Variable>> Partitions { get; private set; } = [];

    public IReadOnlyList<Group> Groups { get; }

    /// <summary>The groups that are compared; no woman is in two of them.</summary>
    public IReadOnlyList<Group> Arms { get; }

    public IReadOnlyList<(string First, string Second)> Pairs { get; }

    public static RandomCohort Of(Draw draw) => new(draw);

    public double[] Values(Variable variable, string arm) => _values[(variable.Id, arm)];

    public int Events(Variable variable, string arm) => (int)Values(variable, arm).Sum();

    public Group Group(string id) => Groups.First(g => g.Id == id);

    private static List<Measure> Measures(Draw draw)
    {
        var measures = new List<Measure>();
        for (var k = draw.Whole(1, 3); k > 0; k--) measures.Add(Measure.Count(draw, $"count_{k}"));
        for (var k = draw.Whole(1, 3); k > 0; k--) measures.Add(Measure.Continuous(draw, $"level_{k}"));
        if (draw.Chance(0.7)) measures.Add(Measure.Product(draw, "glucose", "insulin", "homa"));
        return measures;
    }

    /// <summary>A cut-off that splits women in two, not too unevenly; none where the variable drawn has too few values.</summary>
    private static (Measure?, Condition?) Cut(Draw draw, List<Measure> measures)
    {
        var measure = measures.Find(m => m.Variables.Count == 3 && draw.Chance(0.7)) ?? measures[draw.Whole(0, measures.Count - 1)];
        var variable = measure.Variables[^1];
        var pilot = Enumerable.Range(0, 200).Select(_ => measure.DrawWoman(draw, 0)[^1]).Order().ToArray();
        var at = pilot[draw.Whole(50, 150)];
        var cut = variable.Kind == VariableKind.Count ? at : Math.Round(at, 2);
        // Enough on either side, wherever the women at the cut-off itself go.
        return Math.Min(pilot.Count(v => v > cut), pilot.Count(v => v < cut)) < 20 ? (null, null) : (measure, new(variable.Id, ">=", cut));
    }

    private static (IReadOnlyList<Group>, IReadOnlyList<(string, string)>) Layout(Draw draw, Condition? cut)
    {
        int Size() => draw.Weighted(0.12, 0.45, 0.33, 0.1) switch { 0 => draw.Whole(2, 7), 1 => draw.Whole(8, 60), 2 => draw.Whole(61, 200), _ => draw.Whole(201, 400) };
        Group Of(string id, string? parent, int size, params Condition[] conditions) => new(id, Measure.Label(id), size, conditions, parent);
        if (cut is null)
        {
            string[] names = draw.Chance(0.5) ? ["treated", "control"] : ["low_dose", "high_dose", "control"];
            var arms = names.Select(n => Of(n, "all", Size())).ToList();
            var all = Of("all", null, arms.Sum(a => a.Size));
            (string, string)[] pairs = names.Length == 2 ? [(names[0], names[1])] : [(names[0], names[2]), (names[1], names[2]), (names[0], names[1])];
            return ([all, .. arms], pairs);
        }

        Condition high = draw.Chance(0.8) ? cut : cut with { Operator = ">" }, low = cut with { Operator = high.Operator == ">=" ? "<" : "<=" };
        if (draw.Chance(0.3))
        {
            Group a = Of("low", "all", Size(), low), b = Of("high", "all", Size(), high);
            return ([Of("all", null, a.Size + b.Size), a, b], [("low", "high")]);
        }

        Group[] four = [Of("high_control", "high", Size()), Of("high_treated", "high", Size()), Of("low_control", "low", Size()), Of("low_treated", "low", Size())];
        return (
            [Of("all", null, four.Sum(g => g.Size)), Of("high", "all", four[0].Size + four[1].Size, high), Of("low", "all", four[2].Size + four[3].Size, low), .. four],
            [("low_control", "high_control"), ("high_treated", "high_control"), ("low_treated", "low_control")]);
    }

    private Condition? ConditionOf(Group arm)
    {
        for (Group? at = arm; at is not null; at = at.Parent is null ? null : Group(at.Parent))
            if (at.Conditions.Count > 0) return at.Conditions[0];
        return null;
    }

    private void DrawMeasures(Draw draw, Group arm, List<Measure> measures, Measure? source, Condition? condition)
    {
        foreach (var measure in measures)
        {
            var effect = draw.Chance(0.6) ? 0 : 0.6 * draw.Gaussian();
            var bound = measure == source ? condition : null;
            var women = Enumerable.Range(0, arm.Size).Select(_ => DrawWoman(draw, measure, effect, bound)).ToArray();
            for (var k = 0; k < measure.Variables.Count; k++)
                _values[(measure.Variables[k].Id, arm.Id)] = [.. women.Select(w => w[k])];
        }
    }

    private static double[] DrawWoman(Draw draw, Measure measure, double effect, Condition? bound)
    {
        for (var tries = 0; ; tries++)
        {
            // After many refusals the effect is dropped: without it either side has its share.
            var woman = measure.DrawWoman(draw, tries < 200 ? effect : 0);
            if (bound is null || Meets(woman[^1], bound)) return woman;
        }
    }

    private static bool Meets(double value, Condition condition) => condition.Operator switch
    {
        ">=" => value >= condition.Bound,
        ">" => value > condition.Bound,
        "<" => value < condition.Bound,
        _ => value <= condition.Bound,
    };

    private void DrawPartitions(Draw draw)
    {
        var partitions = new List<IReadOnlyList<Variable>>();
        for (var k = draw.Whole(0, 2); k > 0; k--)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"split_{k}");
            var rows = Enumerable.Range(1, draw.Chance(0.7) ? 2 : 3).Select(r =>
                new Variable($"{name}_{r}", Measure.Label($"{name}_{r}"), VariableKind.Binary, "women", 1, YesOrNo, name, "", false, null)).ToArray();
            partitions.Add(rows);
            Variables = [.. Variables, .. rows];
            var weights = rows.Select(_ => draw.Between(0, 1)).ToArray();
            if (draw.Chance(0.1)) weights[draw.Whole(0, weights.Length - 1)] = 0;
            foreach (var arm in Arms)
            {
                var effect = draw.Chance(0.6) ? 0 : draw.Gaussian();
                var own = weights.Select((w, i) => i == 0 ? w * Math.Exp(effect) : w).ToArray();
                var at = Enumerable.Range(0, arm.Size).Select(_ => draw.Weighted(own)).ToArray();
                for (var r = 0; r < rows.Length; r++) _values[(rows[r].Id, arm.Id)] = [.. at.Select(a => a == r ? 1.0 : 0)];
            }
        }

        Partitions = partitions;
    }

    /// <summary>Pregnancy outcomes: of each woman one of biochemical loss, ectopic, early and late loss, live birth, or none.</summary>
    private void DrawOutcomes(Draw draw)
    {
        Variable Of(string id, string partOf = "", bool across = false) =>
            new(id, Measure.Label(id), VariableKind.Binary, "women", 1, YesOrNo, "", partOf, across, null);
        Variable clinical = Of(Clinical), ectopic = Of(Ectopic, Clinical), early = Of(EarlyLoss, Clinical, across: true),
            late = Of(LateLoss, Clinical), live = Of(LiveBirth, Clinical);
        Outcomes = [clinical, ectopic, early, late, live];
        Variables = [.. Variables, .. Outcomes];
        double[] weights = [draw.Between(0.3, 3), draw.Between(0, 0.3), draw.Between(0, 0.2), draw.Between(0, 0.4), draw.Between(0, 0.4), draw.Between(0, 1.5)];
        foreach (var arm in Arms)
        {
            var own = weights.Select(w => draw.Chance(0.6) ? w : w * Math.Exp(0.7 * draw.Gaussian())).ToArray();
            // 0 none, 1 biochemical, 2 ectopic, 3 early clinical loss, 4 late loss, 5 live birth.
            var ends = Enumerable.Range(0, arm.Size).Select(_ => draw.Weighted(own)).ToArray();
            Set(clinical, e => e >= 2);
            Set(ectopic, e => e == 2);
            Set(early, e => e is 1 or 3);
            Set(late, e => e == 4);
            Set(live, e => e == 5);

            void Set(Variable variable, Func<int, bool> has) =>
                _values[(variable.Id, arm.Id)] = [.. ends.Select(e => has(e) ? 1.0 : 0)];
        }
    }
}
