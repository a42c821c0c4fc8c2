namespace Urif.Statistics;

/// <summary>
/// The highest of the maxima that climbs from several starts end at: for Firth's penalised likelihood, which can have several.
/// </summary>
/// <remarks>
/// The information's determinant is a sum over all choices of as many rows as there are coefficients, Σ det(X_S)² Π W; each summand
/// is log-concave, their sum is not. Without penalty the likelihood is concave, and one climb is enough. Random starts are for data with
/// few events or non-events to a coefficient: with more, the likelihood outweighs the penalty, and its maximum is the only one.
/// </remarks>
internal sealed class HighestMaximum
{
    // The streams of random starts are those of this seed: every fit of the same data makes the same.
    private const ulong Seed = 14;
    private const double SameHeight = 1e-9;
    private const double FewToACoefficient = 5;
    private const int RandomStarts = 40;

    private readonly NewtonMaximum _maximum;
    private readonly int _maxIterations;
    private readonly double _meanWeight;
    private readonly double[] _best;
    private readonly double[] _shift;
    private readonly int _starts;
    private readonly List<double[]> _found = [];
    private readonly List<double> _heights = [];

    /// <param name="maximum">What climbs.</param>
    /// <param name="maxIterations">The most steps of a climb.</param>
    /// <param name="meanWeight">The mean prior weight.</param>
    /// <param name="rarer">The weight of the events or of the non-events, whichever is less.</param>
    public HighestMaximum(NewtonMaximum maximum, int maxIterations, double meanWeight, double rarer)
    {
        _maximum = maximum;
        _maxIterations = maxIterations;
        _meanWeight = meanWeight;
        _best = new double[maximum.Point.Length];
        _shift = new double[maximum.Point.Length];
        _starts = maximum.IsPenalised && rarer < FewToACoefficient * maximum.Point.Length ? RandomStarts : 0;
    }

    /// <summary>The greatest value found; minus infinity before.</summary>
    public double Value { get; private set; } = double.NegativeInfinity;

    /// <summary>Whether there can be several maxima.</summary>
    public bool IsDoubtful => _starts > 0;

    /// <summary>The steps of all climbs.</summary>
    public int Iterations { get; private set; }

    /// <summary>The different maxima that climbs ended at; empty where there can be one only.</summary>
    public IReadOnlyList<double[]> Found => _found;

    /// <summary>Climbs from the maximum's point; whether it ended at a maximum as high as the highest before.</summary>
    public bool Climb()
    {
        var isAtMaximum = _maximum.Climb(_maxIterations, _meanWeight);
        Iterations += _maximum.Iterations;
        if (!isAtMaximum) return false;
        var isAsHigh = Math.Abs(_maximum.Value - Value) <= SameHeight;
        if (_maximum.Value > Value + SameHeight)
        {
            Value = _maximum.Value;
            _maximum.Point.CopyTo(_best, 0);
        }

        if (IsDoubtful && !_heights.Exists(height => Math.Abs(_maximum.Value - height) <= SameHeight))
        {
            _heights.Add(_maximum.Value);
            _found.Add([.. _maximum.Point]);
        }

        return isAsHigh;
    }

    /// <summary>Where there can be several maxima: climbs from random points, some of them far, around the highest.</summary>
    public void Explore()
    {
        var random = new CounterRandom(Seed, 0);
        for (var start = 0; start < _starts; start++)
        {
            if (!Return()) return;
            var spread = Math.Pow(2, start % 5 - 1);
            for (var k = 0; k < _shift.Length; k++) _shift[k] = spread * Normal.Quantile(random.NextDouble());
            _maximum.Shift(_shift);
            Climb();
        }
    }

    /// <summary>Goes back to the highest maximum; false where there is none.</summary>
    public bool Return()
    {
        if (double.IsNegativeInfinity(Value)) return false;
        _best.CopyTo(_maximum.Point, 0);
        return _maximum.Climb(_maxIterations, _meanWeight);
    }
}
