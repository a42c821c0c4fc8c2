using Urif.Audit;
using Urif.Statistics;

namespace Urif.Cohorts.Tests;

/// <summary>Models that rows cannot support: one line that names the term, and no value of a row.</summary>
public sealed class ModelBadInputTests
{
    private static readonly TransferCycle[] Cycles = RandomCycles.Of(5, 120);

    [Fact]
    public void A_constant_column_is_named() =>
        Refused("early_loss ~ age + metformin", c => c with { Metformin = false }, "metformin: the column is constant, 0 in all rows");

    [Fact]
    public void A_factor_with_one_level_is_named()
    {
        Refused("early_loss ~ age + centre", c => c with { Centre = "A" }, "centre: the factor has one level, A, in all rows");
        Refused("early_loss ~ age + stage", c => c with { Stage = EmbryoStage.Cleavage }, "stage: the factor has one level, cleavage, in all rows");
    }

    [Fact]
    public void A_variable_that_is_missing_throughout_is_named()
    {
        Refused("early_loss ~ ir + bmi", c => c with { Bmi = null }, "bmi: is missing in all 120 rows");
        Refused("early_loss ~ matsuda + age", c => c with { Ins2h = null }, "matsuda: is missing in all 120 rows");
        Refused("early_loss ~ centre", c => c with { Centre = null }, "centre: is missing in all 120 rows");
    }

    [Fact]
    public void Rows_none_or_one_of_which_is_complete_are_named_by_what_they_lack()
    {
        var at = 0;
        Refused("early_loss ~ age + bmi", c => at++ % 2 == 0 ? c with { Bmi = null } : c with { Age = null }, "no row has every variable of the model");
        at = 0;
        Refused("early_loss ~ age + bmi", c => at++ == 3 ? c : c with { Bmi = null }, "bmi: only one row has every variable of the model");
    }

    [Fact]
    public void No_events_and_all_events_are_named()
    {
        Refused("metformin ~ age", c => c with { Metformin = false }, "metformin: no events in 120 rows");
        Refused("metformin ~ age", c => c with { Metformin = true }, "metformin: all 120 rows are events");
    }

    [Fact]
    public void More_columns_than_rows_name_the_first_term_too_many()
    {
        var e = Assert.Throws<InputException>(() => CohortModel.Fit(ModelSamples.Of(Cycles[..4]), "metformin ~ age + bmi + fins + fpg + pg_2h"));
        Assert.Contains("the model has 6 columns and 4 rows", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("early_loss ~ shoe_size", "shoe_size: is no variable of a cohort")]
    [InlineData("early_loss ~ woman_id", "woman_id: is no variable of a cohort")]
    [InlineData("happiness ~ age", "happiness: is no variable of a cohort")]
    [InlineData("early_loss ~ age +", "position 19: a name is expected")]
    [InlineData("early_loss", "position 11: ~ is expected")]
    [InlineData("early_loss ~ exp(age)", "position 14: exp() is no function known here")]
    [InlineData("", "position 1: the response is expected")]
    [InlineData("early_loss ~ early_loss + age", "early_loss: the response is also on the right side")]
    [InlineData("ir ~ age*bmi*fins*fpg*pg_2h*ins_2h*centre*stage*cycle", "a product of more than 8 variables")]
    [InlineData("bmi ~ age", "bmi: has other values than 0 and 1")]
    [InlineData("metformin ~ stage_cleavage + stage_blastocyst", "linear combination")]
    [InlineData("ir ~ homa_ir + age", "homa_ir: complete separation")]
    public void A_formula_that_does_not_do_is_told_in_one_line(string formula, string part)
    {
        var e = Assert.Throws<InputException>(() => CohortModel.Fit(ModelSamples.Of(Cycles), formula));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.All(Cycles, c => Assert.DoesNotContain($"{c.Bmi}", e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_separates_has_an_estimate_by_Firth()
    {
        var summary = ModelSummary.Of(CohortModel.Fit(ModelSamples.Of(Cycles), "ir ~ homa_ir + age", LogisticOptions.Firth));
        Assert.All(summary.Coefficients, c => Assert.True(double.IsFinite(c.Coefficient.Estimate)));
        Assert.All(summary.Coefficients, c => Assert.True(c.Profile.Value is not null ^ c.Profile.Reason is not null));
    }

    [Fact]
    public void Rows_that_lack_a_variable_are_left_out_and_counted()
    {
        var at = 0;
        var rows = ModelSamples.Of(Cycles.Select(c => at++ < 7 ? c with { Bmi = null } : at == 20 ? c with { Age = null } : c));
        var model = CohortModel.Fit(rows, "metformin ~ age + bmi");
        Assert.Equal((112, 8), (model.Used, model.Missing));
        Assert.Equal([("age", 1), ("bmi", 7)], model.Lacking.Order());
        Assert.Equal(112, model.Fit.Design.RowCount);
    }

    private static void Refused(string formula, Func<TransferCycle, TransferCycle> change, string part)
    {
        var e = Assert.Throws<InputException>(() => CohortModel.Fit(ModelSamples.Of(Cycles.Select(change)), formula));
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
