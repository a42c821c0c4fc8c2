namespace Urif.Statistics;

/// <summary>
/// A distribution on consecutive integers whose neighbouring probabilities have a ratio in closed form, times an
/// odds parameter: the conditional law of a 2x2 table and the binomial.
/// </summary>
internal interface ICountFamily
{
    /// <summary>The least value of the support.</summary>
    double Low { get; }

    /// <summary>The greatest value of the support.</summary>
    double High { get; }

    /// <summary>P(x+1)/P(x) at odds 1.</summary>
    double Up(double x);

    /// <summary>P(x-1)/P(x) at odds 1.</summary>
    double Down(double x);

    /// <summary>A value near the mode; <see cref="CountTails.Mode{TFamily}"/> makes it exact.</summary>
    double NearMode(double odds);
}

/// <summary>
/// Fisher's noncentral hypergeometric law: events in group 1, given the sizes of both groups and all events; the odds
/// parameter is the odds ratio.
/// </summary>
internal readonly struct HypergeometricFamily(long row1, long row2, long column1) : ICountFamily
{
    private readonly double _row1 = row1;
    private readonly double _column1 = column1;
    private readonly double _rest = row2 - column1;

    public HypergeometricFamily(in TwoByTwoTable table)
        : this(table.Row1, table.Row2, table.Column1)
    {
    }

    public double Low => Math.Max(0, -_rest);

    public double High => Math.Min(_row1, _column1);

    public double Up(double x) => (_row1 - x) * (_column1 - x) / ((x + 1) * (_rest + x + 1));

    public double Down(double x) => x * (_rest + x) / ((_row1 - x + 1) * (_column1 - x + 1));

    public double NearMode(double odds)
    {
        if (odds == 1) return (_row1 + 1) * (_column1 + 1) / (_row1 + _rest + _column1 + 2);
        // The root of odds·(row1-x)(column1-x) = (x+1)(rest+x+1).
        double a = odds - 1, b = odds * (_row1 + _column1) + _rest + 2, c = odds * _row1 * _column1 - _rest - 1;
        var root = Math.Sqrt(Math.Max(0, b * b - 4 * a * c));
        return b > 0 ? 2 * c / (b + root) : (b - root) / (2 * a);
    }
}

/// <summary>The binomial law of events among n; the odds parameter is that of an event.</summary>
internal readonly struct BinomialFamily(long n) : ICountFamily
{
    private readonly double _n = n;

    public double Low => 0;

    public double High => _n;

    public double Up(double x) => (_n - x) / (x + 1);

    public double Down(double x) => x / (_n - x + 1);

    public double NearMode(double odds) => odds / (1 + odds) * (_n + 1);
}
