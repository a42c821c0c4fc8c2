using System.Globalization;
using Urif.Audit;

namespace Urif.Tests;

/// <summary>The slips that turn a printed number into another.</summary>
internal enum Slip
{
    SwappedDigits, ChangedDigit, ShiftedPoint, OffByOne, NeighboursValue, LostSign,
}

/// <summary>One slip in one number of a paper.</summary>
/// <param name="Number">The number.</param>
/// <param name="Slip">The slip.</param>
/// <param name="Text">What is printed instead.</param>
internal sealed record Corruption(LedgerNumber Number, Slip Slip, string Text)
{
    /// <summary>A slip of that kind in a number; null where the number has no room for it.</summary>
    public static Corruption? Of(Draw draw, Ledger ledger, LedgerNumber number, Slip slip)
    {
        var sign = number.Printed.Relation == Relation.Equal ? "" : number.Printed.Text[..1];
        var text = number.Printed.Text[sign.Length..];
        var slipped = slip switch
        {
            Slip.SwappedDigits => Swapped(draw, text),
            Slip.ChangedDigit => Changed(draw, text),
            Slip.ShiftedPoint => Shifted(draw, number.Printed, text),
            Slip.OffByOne => Stepped(draw, number.Printed),
            Slip.NeighboursValue => sign.Length > 0 ? null : Neighbour(ledger, number),
            _ => text.StartsWith('-') ? text[1..] : null,
        };
        if (slipped is null || slipped == text || (slip != Slip.LostSign && PrintedNumber.Parse(slipped).Digits == number.Printed.Digits)) return null;
        return new(number, slip, sign + slipped);
    }

    private static string? Swapped(Draw draw, string text)
    {
        var places = Enumerable.Range(0, text.Length - 1)
            .Where(k => char.IsAsciiDigit(text[k]) && char.IsAsciiDigit(text[k + 1]) && text[k] != text[k + 1]).ToArray();
        if (places.Length == 0) return null;
        var at = draw.OneOf<int>(places);
        var digits = text.ToCharArray();
        (digits[at], digits[at + 1]) = (digits[at + 1], digits[at]);
        return new(digits);
    }

    private static string Changed(Draw draw, string text)
    {
        var at = draw.OneOf<int>([.. Enumerable.Range(0, text.Length).Where(k => char.IsAsciiDigit(text[k]))]);
        var digits = text.ToCharArray();
        digits[at] = (char)('0' + (digits[at] - '0' + draw.Whole(1, 9)) % 10);
        return new(digits);
    }

    /// <summary>The point one place to the left or right, a zero put in where one is needed.</summary>
    private static string? Shifted(Draw draw, PrintedNumber printed, string text)
    {
        if (printed.Decimals == 0) return null;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = text.Remove(point, 1);
        var to = draw.Chance(0.5) ? point - 1 : point + 1;
        var first = digits.StartsWith('-') ? 1 : 0;
        if (to == first) digits = digits.Insert(first, "0");
        if (to == first) to++;
        var shifted = to >= digits.Length ? digits : digits.Insert(to, ".");
        // 0.123 with its point one to the right is 1.23.
        while (shifted.Length > first + 1 && shifted[first] == '0' && char.IsAsciiDigit(shifted[first + 1])) shifted = shifted.Remove(first, 1);
        return shifted;
    }

    private static string Stepped(Draw draw, PrintedNumber printed)
    {
        var up = printed.Digits == 0 || draw.Chance(0.5);
        return (printed.Digits + (up ? printed.Unit : -printed.Unit)).ToString("F" + printed.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static string? Neighbour(Ledger ledger, LedgerNumber number) => ledger.Numbers.FirstOrDefault(n =>
        n.Table == number.Table && n.Variable == number.Variable && n.Statistic == number.Statistic
        && n.Group.Length > 0 && number.Group.Length > 0 && n.Group != number.Group && !number.InText)?.Printed.Text;
}
