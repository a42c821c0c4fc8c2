namespace Urif.Statistics;

/// <summary>Which departures from the null hypothesis a p-value counts.</summary>
public enum Alternative
{
    /// <summary>Departures in either direction.</summary>
    TwoSided,

    /// <summary>The first group's parameter is the smaller.</summary>
    Less,

    /// <summary>The first group's parameter is the greater.</summary>
    Greater,
}

/// <summary>
/// A test of a hypothesis: an immutable value that holds its sufficient statistics and answers the same few
/// questions whatever the test.
/// </summary>
public interface IHypothesisTest
{
    /// <summary>The test's name as the field writes it, with the choice of method.</summary>
    string Name { get; }

    /// <summary>The test statistic; <see cref="double.NaN"/> where the test is defined by p-values alone.</summary>
    double Statistic { get; }

    /// <summary>The p-value, in [0, 1]; <see cref="double.NaN"/> where the data do not define the test.</summary>
    double PValue(Alternative alternative = Alternative.TwoSided);
}
