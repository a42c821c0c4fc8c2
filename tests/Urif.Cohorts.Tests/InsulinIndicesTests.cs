namespace Urif.Cohorts.Tests;

/// <summary>The indices against R and against what their publications say of them.</summary>
public sealed class InsulinIndicesTests
{
    [Fact]
    public void Indices_are_those_of_R()
    {
        foreach (var row in ReferenceTable.Load("cohort-indices").Rows)
        {
            double fpg = row.Number("fpg"), fins = row.Number("fins"), pg = row.Number("pg_2h"), ins = row.Number("ins_2h");
            ReferenceTable.AssertRelative(row.Number("homa_ir"), InsulinIndices.HomaIr(fpg, fins), 1e-12, row.Location);
            ReferenceTable.AssertRelative(row.Number("homa_beta"), InsulinIndices.HomaBeta(fpg, fins), 1e-12, row.Location);
            ReferenceTable.AssertRelative(row.Number("quicki"), InsulinIndices.Quicki(fpg, fins), 1e-12, row.Location);
            ReferenceTable.AssertRelative(row.Number("matsuda"), InsulinIndices.MatsudaTwoPoint(fpg, fins, pg, ins), 1e-12, row.Location);
        }
    }

    [Fact]
    public void Matthews_ideal_person_has_resistance_1_and_function_100_percent()
    {
        // Matthews et al. 1985: 5 μU/mL at 4.5 mmol/L is normal by construction.
        Assert.Equal(1, InsulinIndices.HomaIr(4.5, 5), 12);
        Assert.Equal(100, InsulinIndices.HomaBeta(4.5, 5), 10);
    }

    [Fact]
    public void Values_outside_the_domain_have_no_index()
    {
        Assert.Equal(double.NaN, InsulinIndices.HomaIr(double.NaN, 5));
        Assert.Equal(double.NaN, InsulinIndices.HomaBeta(3.5, 5));
        Assert.Equal(double.NaN, InsulinIndices.Quicki(5, 0));
        Assert.Equal(double.NaN, InsulinIndices.Quicki(1, 0.05));
        Assert.Equal(double.NaN, InsulinIndices.MatsudaTwoPoint(5, 5, 0, 5));
    }

    [Fact]
    public void The_cut_off_itself_is_insulin_resistance()
    {
        // 2.14 = 4.5 · 10.7 / 22.5
        var cycle = new TransferCycle { Fpg = 4.5, Fins = 10.7, Metformin = false };
        Assert.Equal(Arm.IrControl, cycle.ArmAt(cycle.HomaIr!.Value));
        Assert.Equal(Arm.NonIrControl, cycle.ArmAt(Math.BitIncrement(cycle.HomaIr!.Value)));
        Assert.Equal(Arm.IrMetformin, (cycle with { Fins = 10.71, Metformin = true }).ArmAt());
        Assert.Equal(Arm.NonIrMetformin, (cycle with { Fins = 10.69, Metformin = true }).ArmAt());
        Assert.Null((cycle with { Fins = null }).ArmAt());
        Assert.Null((cycle with { Metformin = null }).ArmAt());
    }

    [Fact]
    public void A_quotient_that_is_a_short_decimal_meets_a_cut_off_of_the_same_digits()
    {
        // Exact in decimals: FPG of two decimals and FINS of one, wherever FPG·FINS/22.5 has at most four decimals.
        for (var fpg = 3.50m; fpg < 7; fpg += 0.01m)
        {
            for (var fins = 2.0m; fins < 30; fins += 0.1m)
            {
                var exact = fpg * fins / 22.5m;
                if (exact * 10_000 % 1 == 0) Assert.Equal((double)exact, InsulinIndices.HomaIr((double)fpg, (double)fins));
            }
        }
    }
}
