namespace Urif.Audit;

/// <summary>What a paper chooses once for all its numbers of a kind.</summary>
internal enum ConventionDimension
{
    /// <summary>Nothing: the convention is a number's own (which women a percent is of, how many values are missing).</summary>
    None,

    /// <summary>How digits are cut; the scope is a <see cref="NumberFamily"/>.</summary>
    Rounding,

    /// <summary>
    /// What SDs are divided by; the scope is a <see cref="NumberFamily"/>, as who tests printed SDs takes them for those of samples.
    /// </summary>
    SdDenominator,

    /// <summary>Whether SDs or standard errors stand beside the means; the scope is a table.</summary>
    Spread,

    /// <summary>The tails of a p.</summary>
    Sides,

    /// <summary>
    /// A test that nobody takes for one row alone, as one takes Fisher's, Yates's or Welch's by the row's numbers; or a continuity
    /// correction of one of two.
    /// </summary>
    Test,
}

/// <summary>Numbers that one hand makes one way: means and SDs come from a program, percents often from a calculator.</summary>
internal enum NumberFamily
{
    /// <summary>Means, SDs, quantiles, and estimates.</summary>
    Summaries,

    /// <summary>Percents and counts.</summary>
    Percents,

    /// <summary>Test statistics.</summary>
    Statistics,

    /// <summary>p-values.</summary>
    PValues,
}

/// <summary>A choice that departs from what a paper states, or from what goes without saying.</summary>
/// <param name="Dimension">What is chosen.</param>
/// <param name="Convention">The choice, as readers know it.</param>
/// <param name="Scope">The numbers that share it; null for all of the paper.</param>
internal readonly record struct ConventionChoice(ConventionDimension Dimension, Convention Convention, object? Scope = null)
{
    // One list for each rounding and family, as most ways depart by a rounding alone.
    private static readonly IReadOnlyList<ConventionChoice>[][] Roundings = [.. Enum.GetValues<Rounding>().Select(r =>
        Enum.GetValues<NumberFamily>().Select(f => (IReadOnlyList<ConventionChoice>)
            [new ConventionChoice(ConventionDimension.Rounding, new Convention.Digits(r), f)]).ToArray())];

    private static readonly Convention OneTail = new Convention.OneTail(), PopulationSd = new Convention.Sd(SdDenominator.N);

    /// <summary>The choices by which a way departs from what a paper states; none for a way as stated.</summary>
    /// <param name="way">The way.</param>
    /// <param name="number">The number that it is a way to.</param>
    /// <param name="paper">What the paper states; null where that is left aside.</param>
    public static IReadOnlyList<ConventionChoice> Departures(Way way, LedgerNumber number, PaperInfo? paper)
    {
        var stated = StatedRounding(paper) ?? Rounding.Nearest;
        if (way.Alternative.Convention is Convention.Both pair)
        {
            return [.. new[] { pair.Second, pair.First }.Select(c => OfConvention(way.Alternative with { Convention = c }, number, paper))
                .OfType<ConventionChoice>()];
        }

        var convention = OfConvention(way.Alternative, number, paper);
        if (way.Rounding == stated) return convention is { } only ? [only] : [];
        var rounding = Roundings[(int)way.Rounding][(int)Family(number.Statistic)];
        return convention is { } both ? [rounding[0], both] : rounding;
    }

    /// <summary>The rounding that a paper states; null where it states none.</summary>
    public static Rounding? StatedRounding(PaperInfo? paper) => paper?.Rounding switch
    {
        null => null,
        Audit.StatedRounding.Truncated => Rounding.Truncated,
        Audit.StatedRounding.Ceiling => Rounding.Ceiling,
        _ => Rounding.Nearest,
    };

    /// <summary>Which numbers are rounded by one hand.</summary>
    public static NumberFamily Family(Statistic statistic) => statistic switch
    {
        Statistic.P => NumberFamily.PValues,
        Statistic.N or Statistic.ValidN or Statistic.Percent => NumberFamily.Percents,
        Statistic.T or Statistic.Z or Statistic.Chi2 or Statistic.F or Statistic.H or Statistic.R => NumberFamily.Statistics,
        _ => NumberFamily.Summaries,
    };

    /// <summary>The departure of a convention; null where the paper states it. A dimension that a paper chooses once stands here.</summary>
    private static ConventionChoice? OfConvention(Attainable alternative, LedgerNumber number, PaperInfo? paper)
    {
        if (alternative.Convention is Convention.Sd sd && paper?.SdDenominator is { } denominator)
        {
            var isStated = (denominator == StatedSdDenominator.N) == (sd.Denominator == SdDenominator.N);
            return isStated ? null : new(ConventionDimension.SdDenominator, sd, Family(number.Statistic));
        }

        if (alternative.Stated) return null;
        return alternative.Convention switch
        {
            Convention.Sd => new(ConventionDimension.SdDenominator, alternative.Convention, Family(number.Statistic)),
            Convention.StandardErrorsAsSds => new(ConventionDimension.Spread, alternative.Convention, number.Table),
            Convention.Test { OneSided: true } => new(ConventionDimension.Sides, OneTail),
            Convention.Test { Sds: SdDenominator.N } => new(ConventionDimension.SdDenominator, PopulationSd, Family(number.Statistic)),
            Convention.Test { Method: TestMethod.NMinusOne or TestMethod.LikelihoodRatio or TestMethod.Wald or TestMethod.MidP
                or TestMethod.CentralMidP or TestMethod.CentralFisher or TestMethod.NormalOfMeans or TestMethod.Normal, Among: null }
                or Convention.CorrectionInOne =>
                new(ConventionDimension.Test, alternative.Convention, Family(number.Statistic)),
            var other => new(ConventionDimension.None, other),
        };
    }
}
