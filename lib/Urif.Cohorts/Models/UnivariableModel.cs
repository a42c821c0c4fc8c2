using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>A model of one term of a model alone, to stand beside it: what adjusting changes.</summary>
/// <param name="Term">The term.</param>
/// <param name="Summary">The model of it alone; null where it has no estimate.</param>
/// <param name="Problem">Why it has none, without a value of a row; null where it has one.</param>
public sealed record UnivariableModel(string Term, ModelSummary? Summary, string? Problem)
{
    /// <summary>
    /// A model of each term that is one variable, of the rows that the whole model uses, so that what differs is the adjustment and not
    /// the women. Interactions mean nothing alone and have none.
    /// </summary>
    /// <param name="model">The whole model.</param>
    public static IReadOnlyList<UnivariableModel> Of(CohortFit model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var rows = model.UsedRows;
        return [.. model.Formula.Terms.Where(t => t.Variables.Count == 1).Select(term =>
        {
            var formula = model.Formula with { Terms = [term], HasIntercept = true, Offsets = [] };
            try
            {
                return new UnivariableModel(term.Name,
                    ModelSummary.Of(CohortModel.Fit(rows, formula.ToString(), model.Fit.Options, model.CutOff)), null);
            }
            catch (InputException e)
            {
                return new(term.Name, null, e.Problem);
            }
        })];
    }
}
