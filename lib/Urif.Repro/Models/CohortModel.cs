using Urif.Repro.Cohorts;
using Urif.Statistics;

namespace Urif.Repro.Models;

/// <summary>A logistic model of rows of a cohort, with the rows that it could use.</summary>
/// <param name="Formula">The model.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Columns">The data of the rows used, by variable.</param>
/// <param name="Missing">How many rows lack a variable of the model and were left out.</param>
public sealed record CohortFit(ModelFormula Formula, LogisticFit Fit, IReadOnlyDictionary<string, ModelColumn> Columns, int Missing);

/// <summary>Logistic models of a cohort, such as the paper's one adjusted estimate (section 2.2).</summary>
/// <remarks>
/// Variables are those of <see cref="Cohort.Values"/>, <c>centre</c> as a factor, and <c>ir</c>: 1 where HOMA-IR is at least the
/// cut-off. Rows that lack a variable of the model are left out and counted, as SPSS and R do.
/// </remarks>
public static class CohortModel
{
    /// <summary>The paper's model of early loss among women without metformin: what it says it adjusted for.</summary>
    public const string OfPaper = "early_loss ~ ir + age + bmi + prior_losses + fins + ins_2h + fpg + pg_2h";

    /// <summary>The women among whom the paper fitted its model: those without metformin.</summary>
    public static CohortSelection Controls(CohortSelection rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Where("metformin", 0, 1);
    }

    /// <summary>Fits a model to rows of a cohort.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="formula">The model, as <see cref="ModelFormula"/> reads it.</param>
    /// <param name="options">The estimator; maximum likelihood where null.</param>
    /// <param name="cutOff">The HOMA-IR from which on <c>ir</c> is 1.</param>
    /// <exception cref="InputException">The formula names no variable of a cohort, or no estimate exists; the message names the term.</exception>
    public static CohortFit Fit(CohortSelection rows, string formula = OfPaper, LogisticOptions? options = null, double cutOff = Cohort.PaperCutOff)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(formula);
        try
        {
            var model = ModelFormula.Parse(formula);
            string[] variables = [model.Response, .. model.Variables];
            var all = variables.Distinct().ToDictionary(v => v, v => Column(rows, v, cutOff), StringComparer.Ordinal);
            int[] complete = [.. Enumerable.Range(0, rows.Count).Where(row => all.Values.All(c => !c.IsMissing(row)))];
            var used = all.ToDictionary(c => c.Key, c => c.Value switch
            {
                NumericColumn numbers => new NumericColumn([.. complete.Select(row => numbers.Values[row])]),
                FactorColumn factor => factor with { Codes = [.. complete.Select(row => factor.Codes[row])] },
                var other => other,
            }, StringComparer.Ordinal);
            return new(model, LogisticRegression.Fit(formula, used, null, options), used, rows.Count - complete.Length);
        }
        catch (ModelException e)
        {
            throw new InputException($"model \"{formula}\"", e.Message.TrimEnd('.'), "change the model, or the rows that it is fitted to");
        }
    }

    private static ModelColumn Column(CohortSelection rows, string variable, double cutOff)
    {
        if (variable == "ir") return Array.ConvertAll(rows.Values("homa_ir"), h => double.IsNaN(h) ? h : h >= cutOff ? 1 : 0);
        if (variable == "centre")
        {
            var codes = rows.Values("centre");
            return FactorColumn.Of([.. codes.Select(c => double.IsNaN(c) ? null : rows.Cohort.Centres[(int)c])]);
        }

        try
        {
            return rows.Values(variable);
        }
        catch (ArgumentException)
        {
            throw new ModelException(variable, "is no variable of a cohort; there are ir and the columns of data/cohort/dictionary.csv");
        }
    }
}
