using Urif.Audit;

namespace Urif.Reporting;

/// <summary>
/// Writes the printed numbers of a paper's tables as analysis-results data (ARD), the long form of R's <c>cards</c>, as
/// CSV: one row for each number, in the order of the ledger, with its verdict.
/// </summary>
/// <remarks>
/// <para>
/// Names are those of <c>cards</c> and <c>cardx</c> (cards 0.7, <c>check_ard_structure</c>). <c>group1</c> is
/// <c>arm</c>, without a level for a test between arms; <c>group2</c> is the paper's <c>table</c>, as one arm's numbers
/// stand in several. A row of a partition is a level of it (<c>stage</c>, <c>stage_cleavage</c>); a yes-or-no outcome
/// has the level TRUE; a group's size is the count of a level of <c>arm</c>. <c>stat</c> is a number: a percentage is
/// the proportion <c>p</c>, and for an inequality (<c>&lt; 0.001</c>) it is the bound. <c>stat_fmt</c> is the text as
/// printed. The last two columns are not of cards: <c>id</c> names the number in the ledger, <c>verdict</c> says what
/// became of it. cards and gtsummary keep columns that they do not know. Numbers of the running text are left out: they
/// repeat the tables.
/// </para>
/// <para>
/// A CSV file has no list columns, so R reads it in two steps:
/// <code>
/// ard &lt;- read.csv("ard.csv", na.strings = "")
/// lists &lt;- c("group1_level", "group2_level", "variable_level", "stat", "stat_fmt")
/// ard[lists] &lt;- lapply(ard[lists], \(x) lapply(x, \(v) if (is.na(v)) NULL else v))
/// ard[c("fmt_fun", "warning", "error")] &lt;- list(vector("list", nrow(ard)))
/// ard &lt;- cards::as_card(ard)
/// </code>
/// </para>
/// </remarks>
public static class AuditArd
{
    private const string Arm = "arm", Summary = "summary", Tabulate = "tabulate";

    /// <summary>Writes the report: UTF-8 text without byte order mark, lines ended by a line feed.</summary>
    public static void Write(AuditReport report, TextWriter output)
    {
        CsvText.WriteRow(output,
            "group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "context",
            "stat_name", "stat_label", "stat", "stat_fmt", "id", "verdict");
        var tests = report.Ledger.Numbers
            .Where(n => n.Statistic is Statistic.T or Statistic.Z or Statistic.Chi2 or Statistic.F or Statistic.H)
            .ToLookup(n => (n.Table, n.Variable.Id, n.Group), n => n.Statistic);
        var groups = report.Ledger.Groups.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (n, verdict, _) in report.Numbers)
        {
            if (n.InText) continue;
            var (group, groupLevel, variable, level) = Place(n, groups);
            var statistic = tests[(n.Table, n.Variable.Id, n.Group)].Cast<Statistic?>().FirstOrDefault();
            var (context, name, label) = Name(n.Statistic, statistic);
            var stat = n.Statistic == Statistic.Percent ? n.Printed.Digits / 100 : n.Printed.Digits;
            CsvText.WriteRow(output,
                group, groupLevel, "table", n.Table, variable, level, context, name, label,
                NumberFormat.Data((double)stat), n.Printed.Text, n.Id, verdict.Key());
        }
    }

    /// <summary>Where a number stands: the grouping variable and its level, the variable and its level.</summary>
    private static (string Group, string GroupLevel, string Variable, string Level) Place(LedgerNumber n, HashSet<string> groups)
    {
        var variable = n.Variable;
        if (variable.Kind == VariableKind.Size) return ("", "", Arm, n.Group);
        var between = !groups.Contains(n.Group);
        var name = variable.Partition.Length > 0 ? variable.Partition : variable.Id;
        var level = between || variable.Kind != VariableKind.Binary ? "" : variable.Partition.Length > 0 ? variable.Id : "TRUE";
        return (Arm, between ? "" : n.Group, name, level);
    }

    /// <summary>The context, name and label of a statistic; a p belongs to the test printed beside it.</summary>
    private static (string Context, string Name, string Label) Name(Statistic statistic, Statistic? test) => statistic switch
    {
        Statistic.N => (Tabulate, "n", "n"),
        Statistic.Percent => (Tabulate, "p", "%"),
        Statistic.Mean => (Summary, "mean", "Mean"),
        Statistic.Sd => (Summary, "sd", "SD"),
        Statistic.Median => (Summary, "median", "Median"),
        Statistic.Q1 => (Summary, "p25", "Q1"),
        Statistic.Q3 => (Summary, "p75", "Q3"),
        Statistic.T => ("stats_t_test", "statistic", "t Statistic"),
        Statistic.Z => ("stats_wilcox_test", "statistic", "z Statistic"),
        Statistic.Chi2 => ("stats_chisq_test", "statistic", "X-squared Statistic"),
        Statistic.P when test is { } t => (Name(t, null).Context, "p.value", "p-value"),
        Statistic.P => ("stats_test", "p.value", "p-value"),
        Statistic.OddsRatio => ("regression", "estimate", "Odds Ratio"),
        Statistic.ValidN => (Summary, "N_nonmiss", "N Non-missing"),
        Statistic.Se => (Summary, "se", "SE"),
        Statistic.Iqr => (Summary, "iqr", "IQR"),
        Statistic.Min => (Summary, "min", "Min"),
        Statistic.Max => (Summary, "max", "Max"),
        Statistic.F => ("stats_oneway_test", "statistic", "F Statistic"),
        Statistic.H => ("stats_kruskal_test", "statistic", "Kruskal-Wallis chi-squared Statistic"),
        Statistic.R => ("stats_cor_test", "estimate", "Correlation"),
        Statistic.Df when test is { } t => (Name(t, null).Context, "parameter", "Degrees of Freedom"),
        Statistic.Df => ("stats_test", "parameter", "Degrees of Freedom"),
        Statistic.Df2 => ("stats_oneway_test", "den.df", "Denominator Degrees of Freedom"),
        Statistic.RiskRatio => ("regression", "estimate", "Risk Ratio"),
        Statistic.HazardRatio => ("regression", "estimate", "Hazard Ratio"),
        Statistic.RiskDifference => ("regression", "estimate", "Risk Difference"),
        Statistic.MeanDifference => ("regression", "estimate", "Mean Difference"),
        Statistic.CiLow => ("regression", "conf.low", "CI Lower Bound"),
        _ => ("regression", "conf.high", "CI Upper Bound"),
    };
}
