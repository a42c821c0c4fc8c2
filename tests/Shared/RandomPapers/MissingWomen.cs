using Urif.Audit;

namespace Urif.Tests;

/// <summary>Which women of a random paper lack a value: some of a variable in an arm, all rows of a partition alike, and a product where a factor is lacking, as it is computed from both.</summary>
internal sealed class MissingWomen(Draw? draw)
{
    private readonly Dictionary<(string What, string Arm), HashSet<int>> _lacking = [];

    public double[] Of(Variable variable, string arm, double[] values)
    {
        // An outcome is known of every woman.
        if (draw is null || (variable.Kind == VariableKind.Binary && variable.Partition.Length == 0)) return values;
        var lacking = variable.Formula is { } formula
            ? [.. Lacking(formula.First, arm, values.Length), .. Lacking(formula.Second, arm, values.Length)]
            : Lacking(variable.Partition.Length > 0 ? variable.Partition : variable.Id, arm, values.Length);
        return [.. values.Where((_, woman) => !lacking.Contains(woman))];
    }

    private HashSet<int> Lacking(string what, string arm, int women)
    {
        if (_lacking.TryGetValue((what, arm), out var known)) return known;
        var lacking = new HashSet<int>();
        // Half of the columns are complete; of the others up to a sixth is missing. Two women at least have both factors and their product.
        var most = draw!.Chance(0.5) ? 0 : draw.Whole(1, Math.Max(1, women / 6));
        while (lacking.Count < Math.Min(most, (women - 2) / 3)) lacking.Add(draw.Whole(0, women - 1));
        return _lacking[(what, arm)] = lacking;
    }
}
