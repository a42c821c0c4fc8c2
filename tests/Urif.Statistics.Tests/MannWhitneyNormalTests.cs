using CsCheck;
using static Urif.Tests.ReferenceTable;

namespace Urif.Statistics.Tests;

/// <summary>The normal Mann-Whitney test from frequency tables against tests/reference/mann_whitney.csv (R's wilcox.test).</summary>
public class MannWhitneyNormalTests
{
    [Fact]
    public void The_normal_method_agrees_with_R()
    {
        double[] x = [], y = [];
        var compared = 0;
        foreach (var row in Load("mann_whitney").Rows)
        {
            if (row.Text("x").Length > 0) (x, y) = (row.Numbers("x"), row.Numbers("y"));
            if (row.Text("method") != nameof(MannWhitneyMethod.Normal)) continue;
            var test = Of(x, y);
            Assert.Equal(row.Number("u"), test.U);
            Assert.Equal(row.Text("tied") == "TRUE", test.TieTerm > 0);
            AssertRelative(row.Number("less"), test.PValue(Alternative.Less), 1e-10, $"{row} less");
            AssertRelative(row.Number("two_sided"), test.PValue(), 1e-10, $"{row} two-sided");
            AssertRelative(row.Number("greater"), test.PValue(Alternative.Greater), 1e-10, $"{row} greater");
            compared++;
        }

        Assert.True(compared > 10);
    }

    [Fact]
    public void It_is_the_test_from_samples() => Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Int[0, 9].Array[1, 30]).Sample((a, b) =>
    {
        double[] x = [.. a.Select(v => (double)v)], y = [.. b.Select(v => (double)v)];
        var expected = MannWhitneyTest.FromSamples(x, y, MannWhitneyMethod.Normal);
        MannWhitneyNormalTest test = Of(x, y), swapped = Of(y, x);
        Assert.Equal((expected.U, expected.TieTerm, expected.Z, expected.PValue()), (test.U, test.TieTerm, test.Z, test.PValue()));
        Assert.Equal(test.Z, -swapped.Z);
    });

    [Fact]
    public void Equal_values_and_empty_groups_give_NaN()
    {
        Assert.Equal(double.NaN, Of([1, 1], [1]).PValue());
        Assert.Equal(double.NaN, Of([], [1, 2]).PValue());
    }

    private static MannWhitneyNormalTest Of(double[] x, double[] y) =>
        MannWhitneyNormalTest.FromTables(FrequencyTable.FromSample(x), FrequencyTable.FromSample(y));
}
