using Urif.Audit;
using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>What readers call the variables and coefficients of a model.</summary>
public static class ModelLabels
{
    private static readonly Localized Times = new(" × ", " × ");

    /// <summary>A coefficient with what its odds ratio is per, or against which level: <c>age, per year</c>.</summary>
    public static Localized Of(CohortFit model, int column)
    {
        var design = model.Fit.Design;
        var name = design.ColumnNames[column];
        var termName = design.TermOf(column).Name;
        if (name == DesignMatrix.InterceptName) return new("intercept", "截距");
        var term = model.Formula.Terms.FirstOrDefault(t => t.Name == termName);
        if (term is null || Levels(model, term, name) is not { } levels) return new(name, name);
        var parts = term.Variables.Select((v, k) => Part(model, v, levels[k], alone: term.Variables.Count == 1)).ToList();
        return new(string.Join(Times.En, parts.Select(p => p.En)), string.Join(Times.Zh, parts.Select(p => p.Zh)));
    }

    /// <summary>A variable without its unit.</summary>
    public static Localized Variable(string name, double cutOff)
    {
        if (name == "ir")
        {
            var cut = NumberFormat.Trimmed(cutOff, 10);
            return new($"insulin resistance (HOMA-IR ≥ {cut})", $"胰岛素抵抗（HOMA-IR ≥ {cut}）");
        }

        if (CohortSchema.Find(name) is { } column) return column.Label;
        try
        {
            return TableVariable.Of(name).Label;
        }
        catch (ArgumentException)
        {
            return new(name, name);
        }
    }

    /// <summary>For each variable of a term the level that a column is of, null for a number; null where the name is not understood.</summary>
    private static string?[]? Levels(CohortFit model, ModelTerm term, string column)
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

    private static Localized Part(CohortFit model, string variable, string? level, bool alone)
    {
        var label = Variable(variable, model.CutOff);
        if (level is null) return Unit(variable, label);
        var factor = (FactorColumn)model.Columns[variable];
        var reference = factor.Levels[factor.Codes.Contains(factor.Reference) ? factor.Reference : factor.Codes.Min()];
        var isContrast = alone && !model.Fit.Design.ColumnNames.Contains(variable + reference);
        var (shown, other) = (Level(variable, level), Level(variable, reference));
        return isContrast ? new($"{label.En}: {shown.En} against {other.En}", $"{label.Zh}：{shown.Zh}（对照 {other.Zh}）")
            : new($"{label.En}: {shown.En}", $"{label.Zh}：{shown.Zh}");
    }

    private static Localized Level(string variable, string level) =>
        new(level.Replace('_', ' '), CohortSchema.Find(variable)?.Categories.FirstOrDefault(c => c.Name == level)?.Spellings.FirstOrDefault(s => s.Any(c => c >= 0x4E00)) ?? level);

    private static Localized Unit(string variable, Localized label)
    {
        var (en, zh) = variable == "transfer_date" ? ("day", "天")
            : CohortSchema.Find(variable) is not { Type: ColumnType.Number or ColumnType.Integer } column
                ? variable is "homa_ir" or "homa_beta" or "quicki" or "matsuda" ? ("unit", "单位") : ("", "")
            : column.Unit switch
            {
                "years" => ("year", "岁"),
                "weeks" => ("week", "周"),
                "losses" => ("loss", "次"),
                "cycles" => ("cycle", "周期"),
                "embryos" => ("embryo", "枚"),
                var unit => (unit, unit),
            };
        return en.Length == 0 ? label : new($"{label.En}, per {en}", $"{label.Zh}（每 1 {zh}）");
    }
}
