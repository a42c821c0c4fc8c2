namespace Urif.WhatIf;

/// <summary>Gauss-Legendre quadrature: exact for polynomials up to degree 2n - 1, to a few units in the last place.</summary>
/// <remarks>Nodes are roots of the Legendre polynomial by Newton's method; Abramowitz and Stegun 25.4.29.</remarks>
internal sealed class GaussLegendre
{
    private readonly double[] _nodes;

    private readonly double[] _weights;

    /// <summary>The rule of n nodes on [-1, 1].</summary>
    public GaussLegendre(int n)
    {
        (_nodes, _weights) = (new double[n], new double[n]);
        for (var i = 0; i < (n + 1) / 2; i++)
        {
            var x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5));
            double slope;
            while (true)
            {
                double value = 1, before = 0;
                for (var k = 0; k < n; k++) (value, before) = (((2 * k + 1) * x * value - k * before) / (k + 1), value);
                slope = n * (x * value - before) / (x * x - 1);
                var step = value / slope;
                x -= step;
                if (Math.Abs(step) < 1e-15) break;
            }

            (_nodes[i], _nodes[n - 1 - i]) = (-x, x);
            _weights[i] = _weights[n - 1 - i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Length;

    /// <summary>Node and weight on an interval.</summary>
    public (double X, double Weight) At(int i, double low, double high)
    {
        double half = 0.5 * (high - low), middle = low + half;
        return (middle + half * _nodes[i], half * _weights[i]);
    }

    /// <summary>The integral over an interval.</summary>
    public double Integrate(Func<double, double> function, double low, double high)
    {
        double sum = 0;
        for (var i = 0; i < _nodes.Length; i++)
        {
            var (x, weight) = At(i, low, high);
            sum += weight * function(x);
        }

        return sum;
    }
}
