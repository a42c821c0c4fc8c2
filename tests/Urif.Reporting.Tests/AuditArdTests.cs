using System.Globalization;
using Urif.Audit;

namespace Urif.Reporting.Tests;

/// <summary>The analysis-results data, by the rules of R's cards and by R's own reader.</summary>
public class AuditArdTests
{
    private static readonly string Text = Reports.Text(AuditArd.Write, Reports.Real);

    private static readonly List<Dictionary<string, string>> Rows = AuditCsvTests.Read(Text);

    [Fact]
    public void Columns_stand_in_the_order_of_cards() =>
        Assert.Equal(
            "group1,group1_level,group2,group2_level,variable,variable_level,context,stat_name,stat_label,stat,stat_fmt,id,verdict",
            Text[..Text.IndexOf('\n', StringComparison.Ordinal)]);

    [Fact]
    public void Every_number_of_the_tables_is_a_row_as_printed() =>
        Assert.Equal(
            Reports.Real.Ledger.Numbers.Where(n => n.Table != Ledger.Text).Select(n => (n.Id, n.Table, n.Printed.Text)),
            Rows.Select(r => (r["id"], r["group2_level"], r["stat_fmt"])));

    [Fact]
    public void No_two_rows_are_the_same_statistic_to_cards()
    {
        // The key by which cards::bind_ard() finds duplicates.
        string[] key = ["group1", "group1_level", "group2", "group2_level", "variable", "variable_level", "context", "stat_name"];
        Assert.Equal(Rows.Count, Rows.Select(r => string.Join('|', key.Select(k => r[k]))).Distinct().Count());
    }

    [Theory]
    [InlineData("t1.group_size.ir_control.n", ",,table,1,arm,ir_control,tabulate,n,n,112,112")]
    [InlineData("t1.age.nonir_control.sd", "arm,nonir_control,table,1,age,,summary,sd,SD,3.47,3.47")]
    [InlineData("t1.prior_losses.ir_control.q3", "arm,ir_control,table,1,prior_losses,,summary,p75,Q3,2,2.00")]
    [InlineData("t1.bmi.p", "arm,,table,1,bmi,,stats_t_test,p.value,p-value,0.001,＜0.001")]
    [InlineData("t1.prior_losses.p", "arm,,table,1,prior_losses,,stats_wilcox_test,p.value,p-value,0.01,＜0.010")]
    [InlineData("t2.stage_cleavage.nonir_control.percent", "arm,nonir_control,table,2,stage,stage_cleavage,tabulate,p,%,0.3261,32.61")]
    [InlineData("t2.stage_cleavage.chi2", "arm,,table,2,stage,,stats_chisq_test,statistic,X-squared Statistic,0.68,0.68")]
    [InlineData("t2.live_birth.nonir_control.n", "arm,nonir_control,table,2,live_birth,TRUE,tabulate,n,n,42,42")]
    public void A_printed_number_stands_where_cards_would_put_it(string id, string expected) =>
        Assert.Contains($"\n{expected},{id},", Text, StringComparison.Ordinal);

    [Fact]
    public async Task R_reads_it_and_makes_the_list_columns_of_cards()
    {
        var r = ExternalTool.Require("Rscript");
        using var file = new TemporaryFile(Text);
        // The steps of the remarks on AuditArd, short of cards itself.
        var (code, output, error) = await ExternalTool.RunAsync(r, "-e", $$"""
            ard <- read.csv("{{file.Path}}", na.strings = "", encoding = "UTF-8")
            stopifnot(is.numeric(ard$stat), !anyNA(ard$stat))
            lists <- c("group1_level", "group2_level", "variable_level", "stat", "stat_fmt")
            ard[lists] <- lapply(ard[lists], \(x) lapply(x, \(v) if (is.na(v)) NULL else v))
            ard[c("fmt_fun", "warning", "error")] <- list(vector("list", nrow(ard)))
            stopifnot(sapply(ard[c(lists, "fmt_fun", "warning", "error")], is.list), is.null(ard$error[[1]]))
            cat(nrow(ard), sum(ard$stat_name == "n" & ard$context == "tabulate"), ard$stat[[which(ard$id == "t1.age.t")]])
            """);
        Assert.True(code == 0, error);
        var tables = Reports.Real.Ledger.Numbers.Where(n => n.Table != Ledger.Text).ToList();
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"{tables.Count} {tables.Count(n => n.Statistic == Statistic.N)} 1.55"), output);
    }
}
