using Urif.Statistics;

namespace Urif.WhatIf;

/// <summary>A two-by-two table of expected counts, which need not be whole: what a bias analysis reckons with.</summary>
/// <param name="A">Exposed women with the event.</param>
/// <param name="B">Exposed women without.</param>
/// <param name="C">Unexposed women with the event.</param>
/// <param name="D">Unexposed women without.</param>
public readonly record struct ExpectedTable(double A, double B, double C, double D)
{
    /// <summary>The table of observed counts; group 1 is exposed.</summary>
    public static ExpectedTable Of(TwoByTwoTable observed) => new(observed.A, observed.B, observed.C, observed.D);

    /// <summary>The risk of the exposed.</summary>
    public double ExposedRisk => A / (A + B);

    /// <summary>The risk of the unexposed.</summary>
    public double UnexposedRisk => C / (C + D);

    /// <summary>The ratio of the risks.</summary>
    public double RiskRatio => ExposedRisk / UnexposedRisk;

    /// <summary>The difference of the risks, as a share.</summary>
    public double RiskDifference => ExposedRisk - UnexposedRisk;

    /// <summary>The odds ratio.</summary>
    public double OddsRatio => A * D / (B * C);

    /// <summary>Whether no count is negative and every margin is positive: else no women could have been counted so.</summary>
    public bool IsPossible => A >= 0 && B >= 0 && C >= 0 && D >= 0 && A + B > 0 && C + D > 0 && A + C > 0;
}
