using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>What a coefficient says of one variable of its term.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Level">The level that it is of; null where the coefficient is per unit of a number.</param>
/// <param name="Reference">The level that it is against; null where it is against none alone, as in an interaction.</param>
public sealed record CoefficientPart(string Variable, string? Level, string? Reference)
{
    /// <summary>What the model does to the variable; null where nothing.</summary>
    public ModelTransform? Transform { get; init; }

    /// <summary>Which column of a spline it is, from 1; 0 where it is none.</summary>
    public int SplineColumn { get; init; }

    /// <summary>The parts of a coefficient, one for each variable of its term; none for the intercept and where its name is not
    /// understood.</summary>
    internal static IReadOnlyList<CoefficientPart> Of(CohortFit model, int column)
    {
        var design = model.Fit.Design;
        var name = design.ColumnNames[column];
        var termName = design.TermOf(column).Name;
        if (name == DesignMatrix.InterceptName) return [];
        var term = model.Formula.Terms.FirstOrDefault(t => t.Name == termName);
        if (term is null) return [];
        var parts = new CoefficientPart[term.Variables.Count];
        return Match(model, term, name, 0, parts) ? parts : [];
    }

    /// <summary>What the column of a term that is one variable can be of it, and how that is written after the variable.</summary>
    private static IEnumerable<(string Written, CoefficientPart Part)> Choices(CohortFit model, string variable, bool alone)
    {
        if (model.Formula.Transforms.TryGetValue(variable, out var transform))
        {
            var part = new CoefficientPart(transform.Variable, null, null) { Transform = transform };
            if (transform.Kind != TransformKind.Spline) return [(variable, part)];
            return Enumerable.Range(1, (int)transform.Argument - 1).Select(k =>
                (variable + transform.Variable + new string('\'', k - 1), part with { SplineColumn = k }));
        }

        return model.Columns[variable] is FactorColumn factor
            ? factor.Levels.Select(level => (variable + level, new CoefficientPart(variable, level, ReferenceOf(model, variable, alone))))
            : [(variable, new(variable, null, null))];
    }

    // Against the reference alone only where no column of its own stands for the reference.
    private static string? ReferenceOf(CohortFit model, string variable, bool alone)
    {
        var factor = (FactorColumn)model.Columns[variable];
        var reference = factor.Levels[factor.Codes.Contains(factor.Reference) ? factor.Reference : factor.Codes.Min()];
        return alone && !model.Fit.Design.ColumnNames.Contains(variable + reference) ? reference : null;
    }

    // Levels are a file's words and may hold a colon: from the left, each level of the data in turn.
    private static bool Match(CohortFit model, ModelTerm term, string rest, int at, CoefficientPart[] parts)
    {
        foreach (var (written, part) in Choices(model, term.Variables[at], alone: term.Variables.Count == 1))
        {
            if (!rest.StartsWith(written, StringComparison.Ordinal)) continue;
            parts[at] = part;
            var left = rest[written.Length..];
            if (at == term.Variables.Count - 1 ? left.Length == 0
                : left.StartsWith(':') && Match(model, term, left[1..], at + 1, parts)) return true;
        }

        return false;
    }
}
