using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>What a coefficient says of one variable of its term.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Level">The level that it is of; null where the coefficient is per unit of a number.</param>
/// <param name="Reference">The level that it is against; null where it is against none alone, as in an interaction.</param>
public sealed record CoefficientPart(string Variable, string? Level, string? Reference)
{
    /// <summary>The parts of a coefficient, one for each variable of its term; none for the intercept and where its name is not
    /// understood.</summary>
    internal static IReadOnlyList<CoefficientPart> Of(CohortFit model, int column)
    {
        var design = model.Fit.Design;
        var name = design.ColumnNames[column];
        var termName = design.TermOf(column).Name;
        if (name == DesignMatrix.InterceptName) return [];
        var term = model.Formula.Terms.FirstOrDefault(t => t.Name == termName);
        if (term is null || LevelsOf(model, term, name) is not { } levels) return [];
        return [.. term.Variables.Select((v, k) =>
            new CoefficientPart(v, levels[k], levels[k] is null ? null : ReferenceOf(model, v, alone: levels.Length == 1)))];
    }

    // Against the reference alone only where no column of its own stands for the reference.
    private static string? ReferenceOf(CohortFit model, string variable, bool alone)
    {
        var factor = (FactorColumn)model.Columns[variable];
        var reference = factor.Levels[factor.Codes.Contains(factor.Reference) ? factor.Reference : factor.Codes.Min()];
        return alone && !model.Fit.Design.ColumnNames.Contains(variable + reference) ? reference : null;
    }

    /// <summary>For each variable of a term the level that a column is of, null for a number; null where the name is not
    /// understood.</summary>
    private static string?[]? LevelsOf(CohortFit model, ModelTerm term, string column)
    {
        // Levels are a file's words and may hold a colon: from the left, each level of the data in turn.
        var levels = new string?[term.Variables.Count];
        return Match(0, column) ? levels : null;

        bool Match(int at, string rest)
        {
            var variable = term.Variables[at];
            if (!rest.StartsWith(variable, StringComparison.Ordinal)) return false;
            rest = rest[variable.Length..];
            foreach (var level in model.Columns[variable] is FactorColumn factor ? factor.Levels : (IEnumerable<string?>)[null])
            {
                if (level is not null && !rest.StartsWith(level, StringComparison.Ordinal)) continue;
                levels[at] = level;
                var left = rest[(level?.Length ?? 0)..];
                if (at == term.Variables.Count - 1 ? left.Length == 0 : left.StartsWith(':') && Match(at + 1, left[1..])) return true;
            }

            return false;
        }
    }
}
