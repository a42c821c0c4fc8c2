using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Synthesis.Tests;

/// <summary>Cohorts found by exchanging outcomes: the wanted odds ratio is there, and nothing printed has changed.</summary>
public sealed class ModelSearchTests
{
    private static readonly ReadingSolution Solution = ShippedReadings.Solution("tables-1-2");
    private static readonly SyntheticCohort Start = new SyntheticCohorts(Solution).Make(3, 1);

    [Theory]
    [InlineData(1.385)]
    [InlineData(0.5)]
    [InlineData(4)]
    public void AWantedOddsRatioIsMetToTheDigit(double wanted)
    {
        var found = ModelSearch.Toward(Start, wanted);
        Assert.True(found.HasArrived);
        Assert.InRange(found.Fit.Fit.Coefficient("ir").OddsRatio, wanted - 0.0005, wanted + 0.0005);
        Assert.Empty(ReadingCheck.Differences(Solution, found.Cohort.Cohort));
    }

    [Theory]
    [InlineData(0, 0.001)]
    [InlineData(double.PositiveInfinity, 1000)]
    public void ThePrintedNumbersBoundItOnNeitherSide(double wanted, double reached)
    {
        var found = ModelSearch.Toward(Start, wanted);
        Assert.True(found.HasArrived);
        Assert.Equal(1, Math.Sign(Math.Log(found.Fit.Fit.Coefficient("ir").OddsRatio / reached)) * Math.Sign(Math.Log(reached)));
        Assert.Empty(ReadingCheck.Differences(Solution, found.Cohort.Cohort));
    }

    [Fact]
    public void MeasurementsStayWithTheirWomen()
    {
        var found = ModelSearch.Toward(Start, 3).Cohort.Rows;
        Assert.True(found.Zip(Start.Rows).All(r => r.First.Fins == r.Second.Fins && r.First.Bmi == r.Second.Bmi && r.First.Metformin == r.Second.Metformin));
        Assert.Contains(found.Zip(Start.Rows), r => r.First.EarlyLoss != r.Second.EarlyLoss);
    }

    [Fact]
    public void WhatCannotBeSearchedForIsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ModelSearch.Toward(Start, -1));
        Assert.Contains("no column smoking", Assert.Throws<InputException>(() => ModelSearch.Toward(Start, 2, column: "smoking")).Message, StringComparison.Ordinal);
    }

    // Maximum likelihood makes the fitted probabilities of each arm add up to its losses, so Σμ(1 - μ) of an arm is greatest where they are
    // equal, and other columns only take information away (notebook 07): no adjusted error is below the crude one.
    [Theory]
    [InlineData("tables-1-2", 27, 112, 19, 138)]
    [InlineData("tables-3-4", 34, 112, 30, 138)]
    public void AdjustedErrorsAreNeverBelowTheCrudeOne(string reading, int events1, int n1, int events2, int n2)
    {
        double crude = Math.Sqrt((1.0 / events1) + (1.0 / (n1 - events1)) + (1.0 / events2) + (1.0 / (n2 - events2)));
        var cohorts = new SyntheticCohorts(ShippedReadings.Solution(reading));
        for (var k = 1; k <= 20; k++)
        {
            var women = CohortModel.Controls(CohortCheck.Run(cohorts.Make(9, k).Cohort).Analysed);
            foreach (var formula in new[] { "early_loss ~ ir + age", "early_loss ~ ir + fins", StudyDesign.Default.Formula })
                Assert.True(CohortModel.Fit(women, formula).Fit.Coefficient("ir").StandardError >= crude - 1e-9);
        }
    }
}
