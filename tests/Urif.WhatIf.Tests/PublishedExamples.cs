namespace Urif.WhatIf.Tests;

/// <summary>Worked examples of the literature, to the digits that they print.</summary>
public class PublishedExamples
{
    /// <summary>VanderWeele and Ding (2017), Ann Intern Med 167:268: breast feeding and respiratory death; leukaemia.</summary>
    [Theory]
    [InlineData(3.9, 1.8, 8.7, 7.26, 3.0)]
    [InlineData(0.80, 0.71, 0.91, 1.81, 1.43)]
    public void E_values(double estimate, double low, double high, double ofEstimate, double ofLimit)
    {
        var value = EValue.OfRiskRatio(new(estimate, new(low, high)));
        Assert.Equal(ofEstimate, value.Estimate, 0.005);
        Assert.Equal(ofLimit, value.Limit, 0.005);
    }

    /// <summary>R's EValue 4.1.3, documentation of evalues.OR: 0.86 (0.75 to 0.99), common outcome; by its formula.</summary>
    [Fact]
    public void The_E_value_of_a_common_odds_ratio()
    {
        var value = EValue.OfCommonOddsRatio(new(0.86, new(0.75, 0.99)));
        Assert.Equal(1.369, value.Estimate, 0.001);
        Assert.Equal(1.076, value.Limit, 0.001);
    }

    /// <summary>Stang and others (2006), mobile phones and uveal melanoma; values of episensr 1.3.0's tests.</summary>
    [Fact]
    public void Selection()
    {
        var corrected = new Bias.Selected(0.94, 0.64, 0.85, 0.25).Undo(new(136, 297, 107, 165));
        Assert.Equal(1.6346, corrected.OddsRatio, 1e-4);
        Assert.Equal(1.4838, corrected.RiskRatio, 1e-4);
    }

    /// <summary>Tyndall and others (1996), circumcision and HIV; values of episensr 1.3.0's tests.</summary>
    [Fact]
    public void An_unmeasured_confounder()
    {
        var observed = new ExpectedTable(105, 527, 85, 93);
        Assert.Equal(0.3479, observed.RiskRatio, 1e-4);
        Assert.Equal(0.4851, new Bias.Confounded(0.63, 0.8, 0.05).Undo(observed).RiskRatio, 1e-4);
    }

    /// <summary>Fink and Lash (2003), smoking and breast cancer; values of episensr 1.3.0's tests.</summary>
    [Fact]
    public void A_misclassified_exposure()
    {
        var corrected = new Bias.ExposureMisclassified(0.78, 0.78, 0.99, 0.99).Undo(new(215, 668, 1449, 4296));
        Assert.Equal(0.9614, corrected.RiskRatio, 1e-4);
        Assert.Equal(0.9491, corrected.OddsRatio, 1e-4);
    }

    /// <summary>Chien and others (2006), antidepressants and breast cancer, then selection; values of episensr 1.3.0's tests.</summary>
    [Fact]
    public void Two_biases_one_after_the_other()
    {
        var classified = new Bias.ExposureMisclassified(0.56, 0.58, 0.99, 0.97).Undo(new(118, 103, 832, 884));
        Assert.Equal(197.3, classified.A, 0.05);
        Assert.Equal(752.7, classified.C, 0.05);
        Assert.Equal(133.4, classified.B, 0.05);
        Assert.Equal(853.6, classified.D, 0.05);
        var both = Bias.UndoAll(
            [new Bias.ExposureMisclassified(0.56, 0.58, 0.99, 0.97), new Bias.Selected(0.73, 0.82, 0.61, 0.76)], new(118, 103, 832, 884));
        Assert.Equal(classified.OddsRatio * 0.82 * 0.61 / (0.73 * 0.76), both.OddsRatio, 1e-12);
    }

    /// <summary>Birth certificates and twins; values of episensr 1.3.0's tests.</summary>
    [Fact]
    public void A_misclassified_outcome()
    {
        var corrected = new Bias.OutcomeMisclassified(0.53, 0.53, 0.99, 0.99).Undo(new(4558, 46305, 3428, 46085));
        Assert.Equal(1.3440, corrected.RiskRatio, 1e-4);
        Assert.Equal(1.4062, corrected.OddsRatio, 1e-4);
    }

    /// <summary>Jennison and Turnbull (2000), tables 2.1 and 2.3, two-sided 0.05.</summary>
    [Theory]
    [InlineData(2, 2.178, 1.977)]
    [InlineData(3, 2.289, 2.004)]
    [InlineData(4, 2.361, 2.024)]
    [InlineData(5, 2.413, 2.040)]
    [InlineData(10, 2.555, 2.087)]
    public void Group_sequential_constants(int looks, double pocock, double obrienFleming)
    {
        Assert.Equal(pocock, GroupSequential.Pocock(looks).Boundaries[^1], 0.0006);
        Assert.Equal(obrienFleming, GroupSequential.OBrienFleming(looks).Boundaries[^1], 0.0006);
    }

    /// <summary>Lan and DeMets, five equal looks, 0.025 a side: as R's gsDesign prints in its documentation.</summary>
    [Fact]
    public void Spending_like_OBrien_and_Fleming()
    {
        double[] printed = [4.877, 3.357, 2.680, 2.290, 2.031];
        var boundaries = GroupSequential.Spending([0.2, 0.4, 0.6, 0.8, 1], AlphaSpending.OBrienFleming).Boundaries;
        for (var look = 0; look < 5; look++) Assert.Equal(printed[look], boundaries[look], 0.0006);
    }
}
