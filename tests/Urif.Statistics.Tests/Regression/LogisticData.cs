namespace Urif.Statistics.Tests.Regression;

/// <summary>The data sets of tests/reference/logistic-data.csv.</summary>
internal static class LogisticData
{
    private static readonly ILookup<string, ReferenceRow> Variables =
        ReferenceTable.Load("logistic-data").Rows.ToLookup(row => row.Text("set"));

    /// <summary>A data set's columns by name.</summary>
    public static Dictionary<string, ModelColumn> Columns(string set) => Variables[set].ToDictionary(row => row.Text("variable"), Column);

    /// <summary>The model on the data set; the groups of oesophageal cancer weigh what they count.</summary>
    public static LogisticFit Fit(string set, string formula, string estimator = "ml")
    {
        Dictionary<string, ModelColumn> columns = Columns(set);
        return LogisticRegression.Fit(
            formula, columns, set == "esoph" ? ((NumericColumn)columns["total"]).Values : null,
            estimator == "firth" ? LogisticOptions.Firth : null);
    }

    private static ModelColumn Column(ReferenceRow row)
    {
        var values = row.Numbers("values");
        return row.Text("levels") is { Length: > 0 } levels
            ? new FactorColumn([.. values.Select(value => (int)value)], levels.Split('|'))
            : values;
    }
}
