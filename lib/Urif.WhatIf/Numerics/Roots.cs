namespace Urif.WhatIf;

/// <summary>The root of a monotone function by bisection to the last place.</summary>
internal static class Roots
{
    /// <summary>Where <paramref name="isLeft"/> turns from true to false between two points.</summary>
    public static double Turn(double low, double high, Func<double, bool> isLeft)
    {
        while (true)
        {
            var middle = low + 0.5 * (high - low);
            if (middle <= low || middle >= high) return middle;
            if (isLeft(middle)) low = middle;
            else high = middle;
        }
    }
}
