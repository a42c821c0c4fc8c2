using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>A logistic model of rows of a cohort, with the rows that it could use.</summary>
/// <param name="Formula">The model.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Columns">The data of the rows used, by variable.</param>
/// <param name="Missing">How many rows lack a variable of the model and were left out.</param>
public sealed record CohortFit(ModelFormula Formula, LogisticFit Fit, IReadOnlyDictionary<string, ModelColumn> Columns, int Missing)
{
    /// <summary>The rows that the model was asked for, those left out included.</summary>
    public required CohortSelection Rows { get; init; }

    /// <summary>The value from which on the design's exposure is 1 (HOMA-IR, for <c>ir</c>); NaN where it has none.</summary>
    public required double CutOff { get; init; }

    /// <summary>The rows that were used: those that have every variable of the model.</summary>
    public required CohortSelection UsedRows { get; init; }

    /// <summary>The variables that rows lack, each with how many do; a row that lacks two counts twice.</summary>
    public required IReadOnlyList<(string Variable, int Rows)> Lacking { get; init; }

    /// <summary>Which woman each row used is of: the same number, the same woman; a row without one is of a woman of its own.</summary>
    public required IReadOnlyList<int> Women { get; init; }

    /// <summary>How many rows were used.</summary>
    public int Used => Rows.Count - Missing;

    /// <summary>How many of the rows used have the event.</summary>
    public int Events => Columns[Formula.Response] switch
    {
        NumericColumn numbers => numbers.Values.Count(v => v == 1),
        FactorColumn factor => factor.Codes.Count(c => c != factor.Reference),
        _ => 0,
    };
}

/// <summary>Logistic models of a cohort, such as the paper's one adjusted estimate (section 2.2).</summary>
/// <remarks>
/// Variables are those of <see cref="Cohort.Values"/>, those of words as factors with the dictionary's first word as the reference
/// (<c>centre</c>: the first in ordinal order), and <c>ir</c>: 1 where HOMA-IR is at least the cut-off. Rows that lack a variable of
/// the model are left out and counted, as SPSS and R do. No message quotes a value of a row.
/// </remarks>
public static class CohortModel
{
    private const int MostCrossed = 7;

    /// <summary>
    /// The women among whom the design fits its model: for the paper those without metformin, for another those that its model's
    /// <c>where</c> asks for.
    /// </summary>
    public static CohortSelection Controls(CohortSelection rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var design = rows.Cohort.Design;
        if (design is { HasArms: true, Treatment: { } treatment }) rows = rows.Where(treatment, 0, 1);
        foreach (var filter in design.Model?.Where ?? [])
        {
            var (atLeast, below) = design.BoundsOf(filter);
            rows = rows.Where(filter.Column, atLeast, below);
        }

        return rows;
    }

    /// <summary>Fits a model to rows of a cohort.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="formula">The model, as <see cref="ModelFormula"/> reads it; null for the paper's: what it says it adjusted for.</param>
    /// <param name="options">The estimator; maximum likelihood where null.</param>
    /// <param name="cutOff">The HOMA-IR from which on <c>ir</c> is 1; null for the design's.</param>
    /// <exception cref="InputException">The formula names no variable of a cohort, or no estimate exists; the message names the
    /// term.</exception>
    public static CohortFit Fit(CohortSelection rows, string? formula = null, LogisticOptions? options = null, double? cutOff = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        formula ??= rows.Cohort.Design.Formula
            ?? throw new InputException("model", "the design has none", "give a formula, or the design a model");
        var cut = cutOff ?? rows.Cohort.Design.CutOff;
        try
        {
            // Each further factor doubles the terms.
            if (formula.Split('+', '-').Any(summand => summand.Count(c => c == '*') > MostCrossed))
                throw new ModelException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"a product of more than {MostCrossed + 1} variables has more terms than a cohort can tell apart"));
            var model = ModelFormula.Parse(formula);
            string[] variables = [model.Response, .. model.Variables];
            var all = variables.Distinct().ToDictionary(v => v, v => Column(rows, v, cut), StringComparer.Ordinal);
            int[] complete = [.. Enumerable.Range(0, rows.Count).Where(row => all.Values.All(c => !c.IsMissing(row)))];
            (string Variable, int Rows)[] lacking =
                [.. all.Select(c => (c.Key, Enumerable.Range(0, rows.Count).Count(c.Value.IsMissing))).Where(c => c.Item2 > 0)];
            RequireRows(rows, complete.Length, lacking);
            var used = all.ToDictionary(c => c.Key, c => c.Value switch
            {
                NumericColumn numbers => new NumericColumn([.. complete.Select(row => numbers.Values[row])]),
                FactorColumn factor => factor with { Codes = [.. complete.Select(row => factor.Codes[row])] },
                var other => other,
            }, StringComparer.Ordinal);
            RequireEvent(model.Response, used[model.Response]);
            return new(model, LogisticRegression.Fit(formula, used, null, options), used, rows.Count - complete.Length)
            {
                Rows = rows,
                UsedRows = new(rows.Cohort, [.. complete.Select(row => rows.Rows[row])]),
                CutOff = cut,
                Lacking = lacking,
                Women = WomenOf(rows, complete),
            };
        }
        catch (ModelException e)
        {
            throw new InputException($"model \"{formula}\"", e.Message.TrimEnd('.'), "change the model, or the rows that it is fitted to");
        }
    }

    private static int[] WomenOf(CohortSelection rows, int[] used)
    {
        var women = rows.Cohort.Women;
        var result = new int[used.Length];
        for (var k = 0; k < used.Length; k++)
        {
            var row = rows.Rows[used[k]];
            result[k] = women[row] >= 0 ? women[row] : -1 - row;
        }

        return result;
    }

    private static void RequireRows(CohortSelection rows, int complete, IReadOnlyList<(string Variable, int Rows)> lacking)
    {
        if (rows.Count == 0) throw new ModelException("there are no rows");
        foreach (var (variable, count) in lacking)
        {
            if (count < rows.Count) continue;
            var isColumn = rows.Cohort.Schema.Find(variable) is { DerivedFrom.Count: 0 };
            throw new ModelException(variable, isColumn && !rows.Cohort.Has(variable) ? "the file has no such column"
                : string.Create(CultureInfo.InvariantCulture, $"is missing in all {rows.Count} rows"));
        }

        // Of a single row, a message about a constant column would tell the value.
        if (complete < 2)
        {
            throw new ModelException(string.Join(", ", lacking.Select(l => l.Variable)), string.Create(CultureInfo.InvariantCulture,
                $"{(complete == 0 ? "no row has" : "only one row has")} every variable of the model"));
        }
    }

    private static void RequireEvent(string response, ModelColumn column)
    {
        if (column is NumericColumn numbers && numbers.Values.Any(v => v is not (0 or 1)))
            throw new ModelException(response,
                "has other values than 0 and 1; the response of a logistic model is an event that a woman has or has not");
    }

    private static ModelColumn Column(CohortSelection rows, string variable, double cutOff)
    {
        var cohort = rows.Cohort;
        var exposure = cohort.Design.Exposure;
        if (exposure is not null && variable == exposure.Id)
            return Array.ConvertAll(rows.Values(exposure.Variable), h => double.IsNaN(h) ? h : h >= cutOff ? 1 : 0);
        if (cohort.Schema.Find(variable) is { Type: ColumnType.Category, Categories.Count: 0 })
        {
            var codes = rows.Values(variable);
            var names = cohort.Words(variable);
            return FactorColumn.Of([.. codes.Select(c => double.IsNaN(c) ? null : names[(int)c])]);
        }

        try
        {
            var values = rows.Values(variable);
            return cohort.Schema.Find(variable) is { Categories.Count: > 0, Type: ColumnType.Category } words
                ? new FactorColumn([.. values.Select(v => double.IsNaN(v) ? -1 : (int)v)], [.. words.Categories.Select(c => c.Name)])
                    : values;
        }
        catch (ArgumentException)
        {
            var own = exposure is null ? "" : $"{exposure.Id} and ";
            throw new ModelException(variable, Spelling.Advice(variable, cohort.Schema.Columns.Select(c => c.Name)) is { } advice
                ? $"is no variable of a cohort; {advice}"
                : $"is no variable of a cohort; there are {own}the columns of {cohort.Schema.Name}");
        }
    }
}
