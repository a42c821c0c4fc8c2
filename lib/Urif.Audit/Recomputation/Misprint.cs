using System.Globalization;
using Urif.Statistics;

namespace Urif.Audit;

/// <summary>One digit that would repair a number, where no other single digit would.</summary>
/// <param name="Number">The number.</param>
/// <param name="Text">What it would be.</param>
public sealed record Misprint(LedgerNumber Number, string Text)
{
    private const int MostValues = 5;

    /// <summary>The only number that differs in one digit and that a predicate accepts; null where there is none, or several.</summary>
    internal static Misprint? Of(LedgerNumber number, Func<PrintedNumber, bool> accepts)
    {
        var printed = number.Printed;
        if (printed.Relation != Relation.Equal) return null;
        var text = (printed.IsNegative ? "-" : "")
            + Math.Abs(printed.Digits).ToString(
                "F" + printed.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        string? only = null;
        for (var k = 0; k < text.Length; k++)
        {
            if (!char.IsAsciiDigit(text[k])) continue;
            for (var digit = '0'; digit <= '9'; digit++)
            {
                // No number of several digits before the point starts with a zero.
                var isFirst = (k == 0 || text[k - 1] == '-') && k + 1 < text.Length && char.IsAsciiDigit(text[k + 1]);
                if (digit == text[k] || (digit == '0' && isFirst)) continue;
                var candidate = string.Concat(text.AsSpan(0, k), [digit], text.AsSpan(k + 1));
                if (!accepts(PrintedNumber.Parse(candidate))) continue;
                if (only is not null) return null;
                only = candidate;
            }
        }

        return only is null ? null : new(number, only);
    }

    /// <summary>
    /// The digit that makes a number what the stated methods give; null where there is none, or several, or where these give so many
    /// values that a digit would hit one by chance.
    /// </summary>
    internal static Misprint? Of(Judgement judgement)
    {
        var printed = judgement.Number.Printed;
        var stated = new IntervalUnion(judgement.Alternatives.Where(a => a.Stated).SelectMany(a => a.Values));
        var values = printed.OnLattice(stated, Rounding.Nearest).Sum(v => v.Width / (double)printed.Unit + 1);
        // Of either sign for statistics.
        var signs = judgement.Number.Statistic is Statistic.T or Statistic.Z ? 2 : 1;
        return stated.Count == 0 || !(values <= MostValues * signs) ? null : Of(judgement.Number, p => stated.Intersects(p.Rounded));
    }
}
