using System.Globalization;

namespace Urif.Audit.Tests;

/// <summary>The real ledger, read.</summary>
public class LedgerReaderTests
{
    private static readonly Ledger Real = LedgerReader.Read(LedgerFolder.Real);

    [Theory]
    [InlineData("1", 78)]
    [InlineData("2", 58)]
    [InlineData("3", 100)]
    [InlineData("4", 100)]
    [InlineData("text", 83)]
    public void Every_table_and_the_text_have_all_their_numbers(string table, int count) =>
        Assert.Equal(count, Real.Numbers.Count(n => n.Table == table));

    [Fact]
    public void Every_list_keeps_the_order_of_its_file()
    {
        Assert.Equal(IdsIn("numbers.csv"), Real.Numbers.Select(n => n.Id));
        Assert.Equal(IdsIn("variables.csv"), Real.Variables.Select(v => v.Id));
        Assert.Equal(IdsIn("groups.csv"), Real.Groups.Select(g => g.Id));
        Assert.Equal(IdsIn("comparisons.csv"), Real.Comparisons.Select(c => c.Id));
        Assert.Equal(IdsIn("claims.csv"), Real.Claims.Select(c => c.Id));
    }

    [Fact]
    public void Tables_agree_with_a_second_transcription_in_every_number()
    {
        var other = File.ReadAllLines(Repository.PathOf("tests", "Urif.Audit.Tests", "Paper", "second-transcription.csv"));
        Assert.Equal("table,variable,group,statistic,printed", other[0]);
        var ours = Real.Numbers.Where(n => !n.InText).Select(n =>
            $"{n.Table},{n.Variable.Id},{n.Group},{Word(n.Statistic)},{n.Printed.Text}");
        Assert.Equal(336, other.Length - 1);
        Assert.Equal(other.Skip(1).Order(StringComparer.Ordinal), ours.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_printed_number_knows_its_variable_group_statistic_and_digits()
    {
        var z = Real.Numbers.Single(n => n.Id == "t1.prior_losses.p");
        Assert.Same(Real.Variables.Single(v => v.Id == "prior_losses"), z.Variable);
        Assert.Equal(("1", "", Statistic.P, "＜0.010"), (z.Table, z.Group, z.Statistic, z.Printed.Text));
        Assert.Equal(Relation.Less, z.Printed.Relation);
        Assert.Equal("The English abstract lists the groups in the order non-IR, IR here",
            Real.Numbers.Single(n => n.Id == "abstract_en.live_birth.ir_control.percent").Note);
    }

    [Fact]
    public void A_variable_has_its_range_step_formula_and_containing_outcome()
    {
        var age = Real.Variables.Single(v => v.Id == "age");
        Assert.Equal((VariableKind.Continuous, "years", 1.0, new(15, 60)), (age.Kind, age.Unit, age.Granularity!.Value, age.Range));
        var homa = Real.Variables.Single(v => v.Id == "homa_ir");
        Assert.Equal(new ProductFormula("fpg", "fins", 22.5), homa.Formula);
        Assert.Equal((null, double.PositiveInfinity), (homa.Granularity, homa.Range.High));
        var loss = Real.Variables.Single(v => v.Id == "early_loss");
        Assert.Equal(("clinical_pregnancy", true), (loss.PartOf, loss.Across));
        Assert.False(Real.Variables.Single(v => v.Id == "live_birth").Across);
        Assert.Equal("stage", Real.Variables.Single(v => v.Id == "stage_blastocyst").Partition);
    }

    [Fact]
    public void A_group_has_its_size_conditions_and_parent()
    {
        var all = Real.Groups[0];
        Assert.Equal((335, null), (all.Size, all.Parent));
        Assert.Equal(
            [new("age", ">=", 20), new("age", "<=", 40), new("bmi", "<", 30), new("prior_transfer_cycles", ">=", 3)],
            all.Conditions);
        Assert.Equal([new Condition("homa_ir", ">=", 2.14)], Real.Groups.Single(g => g.Id == "ir").Conditions);
        Assert.Equal("nonir", Real.Groups.Single(g => g.Id == "nonir_metformin").Parent);
    }

    [Fact]
    public void A_comparison_has_its_tables_and_covariates()
    {
        Assert.Equal(["1", "2"], Real.Comparisons[0].Tables);
        Assert.Empty(Real.Comparisons[1].Tables);
        Assert.Equal(["age", "bmi", "prior_losses", "fins", "ins_2h", "fpg", "pg_2h"], Real.Comparisons[1].AdjustedFor);
    }

    [Fact]
    public void A_claim_points_to_its_comparison_variables_and_numbers()
    {
        var claim = Real.Claims.Single(c => c.Id == "metformin_lowers_early_loss_in_ir");
        Assert.Equal((ClaimKind.Difference, false), (claim.Kind, claim.FirstIsHigher!.Value));
        Assert.Same(Real.Comparisons[2], claim.Comparison);
        Assert.Equal("early_loss", Assert.Single(claim.Variables).Id);
        Assert.Contains(Real.Numbers.Single(n => n.Id == "t3.early_loss.chi2"), claim.DependsOn);
        Assert.Null(Real.Claims.Single(c => c.Id == "ir_does_not_change_live_birth").FirstIsHigher);
    }

    [Fact]
    public void The_paper_states_its_level_and_its_tests()
    {
        Assert.Equal(
            ("urif-metformin", 0.05, 0.95, TestMethod.Student, TestMethod.MannWhitney),
            (Real.Paper.Id, Real.Paper.Alpha, Real.Paper.ConfidenceLevel, Real.Paper.MeansTest, Real.Paper.MediansTest));
        Assert.Equal([TestMethod.Pearson, TestMethod.Fisher], Real.Paper.CountsTests);
        Assert.StartsWith("胰岛素抵抗", Real.Paper.Title.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    public void The_culture_changes_neither_ledger_nor_messages(string culture)
    {
        using var spoilt = new LedgerFolder();
        spoilt.Replace("groups.csv", "homa_ir >= 2.14", "HOMA_IR > 2,14");
        var message = Assert.Throws<InputException>(() => LedgerReader.Read(spoilt.Path)).Message;
        var expected = Content(Real);

        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new(culture);
            Assert.Equal(expected, Content(LedgerReader.Read(LedgerFolder.Real)));
            Assert.Equal(message, Assert.Throws<InputException>(() => LedgerReader.Read(spoilt.Path)).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Every value of a ledger, whatever the culture, for comparison.</summary>
    private static IEnumerable<string> Content(Ledger ledger)
    {
        var invariant = CultureInfo.InvariantCulture;
        foreach (var n in ledger.Numbers)
            yield return string.Create(invariant,
                $"{n.Id} {n.Table} {n.Variable.Id} {n.Group} {n.Statistic} {n.Printed.Text} {n.Printed.Rounded} {n.Note}");
        foreach (var v in ledger.Variables)
            yield return string.Create(invariant,
                $"{v.Id} {v.Label.En} {v.Label.Zh} {v.Kind} {v.Unit} {v.Granularity} {v.Range} {v.Partition} {v.PartOf} {v.Across} {v.Formula?.Divisor}");
        foreach (var g in ledger.Groups)
            yield return string.Create(invariant,
                $"{g.Id} {g.Size} {g.Parent} {string.Join(';', g.Conditions.Select(c => c.Variable + c.Operator + c.Closure))}");
        foreach (var c in ledger.Comparisons)
            yield return $"{c.Id} {c.First} {c.Second} {string.Join(';', c.Tables)} {string.Join(';', c.AdjustedFor)}";
        foreach (var c in ledger.Claims)
            yield return $"{c.Id} {c.Kind} {c.FirstIsHigher} {c.Comparison.Id} {string.Join(';', c.DependsOn.Select(n => n.Id))}";
        yield return string.Create(invariant, $"{ledger.Paper.Alpha} {ledger.Paper.ConfidenceLevel}");
    }

    private static IEnumerable<string> IdsIn(string file) =>
        File.ReadLines(Path.Combine(LedgerFolder.Real, file)).Skip(1).Select(line => line.Split(',')[0]);

    private static string Word(Statistic statistic) => statistic switch
    {
        Statistic.OddsRatio => "odds_ratio",
        Statistic.CiLow => "ci_low",
        Statistic.CiHigh => "ci_high",
        _ => statistic.ToString().ToLowerInvariant(),
    };
}
