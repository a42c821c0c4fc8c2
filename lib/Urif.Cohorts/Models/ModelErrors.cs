namespace Urif.Cohorts;

/// <summary>What the standard errors of a model's coefficients are taken from.</summary>
public enum ModelErrors
{
    /// <summary>The information: right where rows are independent and the model holds.</summary>
    Information,

    /// <summary>The rows' residuals (HC0): right in large samples also where the model's variance does not hold.</summary>
    Robust,

    /// <summary>The women's summed residuals: right for many women, however the transfers of one depend on each other.</summary>
    ByWoman,
}
