using Urif.Audit;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>
/// The values that the kit's tables print as a number: from its lower rounding boundary, which is printed so, up to its upper one,
/// which is not. Only for numbers that are not negative.
/// </summary>
/// <param name="Number">The number.</param>
internal readonly record struct PrintedBox(LedgerNumber Number)
{
    /// <summary>The digits.</summary>
    public decimal Digits => Number.Printed.Digits;

    /// <summary>The lower boundary; belongs to the box.</summary>
    public decimal Low => Math.Max(0, Digits - Number.Printed.Unit / 2);

    /// <summary>The upper boundary; does not belong to the box.</summary>
    public decimal High => Digits + Number.Printed.Unit / 2;

    /// <summary>The box as a closed interval, its upper end short of the boundary by a ten-millionth of the unit.</summary>
    public Interval Closed => new((double)Low, (double)High - 1e-7 * (double)Number.Printed.Unit);

    /// <summary>Whether a value is printed as the number.</summary>
    public bool Prints(double value) =>
        NumberFormat.Fixed(value, Number.Printed.Decimals) == NumberFormat.Fixed((double)Digits, Number.Printed.Decimals);
}
