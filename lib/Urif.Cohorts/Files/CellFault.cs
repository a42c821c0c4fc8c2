using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>Why a cell cannot be used.</summary>
internal enum CellFault : byte
{
    None,
    NotANumber,
    DecimalComma,
    DecimalPoint,
    Grouped,
    BelowLimit,
    AboveLimit,
    NotWhole,
    TooGreat,
    NotYesOrNo,
    NotAWord,
    NotADate,
    SerialDate,
    IsADate,
    IsYesOrNo,
    Blank,
    TooLong,
    Identifier,
    TooManyCentres,
}

/// <summary>
/// Says why a cell cannot be used. A value is quoted only where it is a short number in a column of numbers or words: anything
/// else might be of a person, whatever column it stands in.
/// </summary>
internal static class CellFaults
{
    private const int LongestQuote = 12, MostDigits = 6;

    public static CohortProblem Describe(string where, DictionaryColumn column, CellFault fault, SourceCell cell)
    {
        var value = Shown(column, cell);
        var (problem, remedy) = fault switch
        {
            CellFault.DecimalComma => ($"{value} has a decimal comma", "declare the decimal comma, or write a point"),
            CellFault.DecimalPoint => ($"{value} has a point although the decimal comma is declared",
                "write decimals in one way throughout"),
            CellFault.Grouped => ($"{value} has its digits grouped, and could be read as two numbers",
                "write it without thousands separators"),
            CellFault.BelowLimit => ($"{value} is a limit of detection, not a value", "declare that the limit or half of it is taken"),
            CellFault.AboveLimit => ($"{value} is a limit that the value exceeds, not a value", "give the value, or leave the cell empty"),
            CellFault.NotWhole => ($"{value} is not a whole number",
                $"give a whole number of {(column.Unit.Length > 0 ? column.Unit : "units")}"),
            CellFault.TooGreat => ($"{value} is too great for a count", Range(column)),
            CellFault.NotYesOrNo => ($"{value} is neither yes nor no", "use yes, no, 是, 否, 1, 0, or another word of the dictionary"),
            CellFault.NotAWord => ($"{value} is not a word of this column",
                $"use one of {string.Join(' ', column.Categories.Select(c => c.Name))}, or another spelling of the dictionary"),
            CellFault.NotADate => ("is not a date", "write year, month and day: 2021-03-05"),
            CellFault.SerialDate => ("is a number where a date belongs",
                "save it as a date or as 2021-03-05: a serial number does not say from which day it counts"),
            CellFault.IsADate => ("is a date where a value belongs", "format the column as numbers or text where it was entered"),
            CellFault.IsYesOrNo => ("is true or false where a number belongs", Range(column)),
            CellFault.Blank => ("is blank", "give every row its identifier"),
            CellFault.TooLong => ("has more than 64 characters", "give a short identifier without meaning"),
            CellFault.Identifier => ("is a direct identifier of a person, which is not shown here",
                "put a number without meaning in its place"),
            CellFault.TooManyCentres => ("is the name of a 1001st centre", "check that the column holds centres"),
            _ => ($"{value} is not a number", Range(column)),
        };
        return new(where, problem, remedy);
    }

    private static string Range(DictionaryColumn column) => string.Create(CultureInfo.InvariantCulture,
        $"give a {(column.Type == ColumnType.Integer ? "whole " : "")}number from {column.Minimum} to {column.Maximum}, or nothing");

    private static string Shown(DictionaryColumn column, SourceCell cell)
    {
        if (cell.Kind == SourceCellKind.Number)
        {
            return column.Type is ColumnType.Number or ColumnType.Integer or ColumnType.Boolean or ColumnType.Category
                && Math.Abs(cell.Number) < 1e6
                ? "the number " + cell.Number.ToString("R", CultureInfo.InvariantCulture) : "a number (not shown)";
        }

        if (cell.Kind != SourceCellKind.Text) return "the value";
        var text = cell.Text.Trim();
        if (DirectIdentifiers.OfValue(text) is { } kind) return $"{kind} (not shown)";
        return IsShortNumber(text) ? Quoted.Short(text.ToString())
            : string.Create(CultureInfo.InvariantCulture, $"a text of {text.Length} character{(text.Length == 1 ? "" : "s")} (not shown)");
    }

    private static bool IsShortNumber(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestQuote) return false;
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c) || c is >= '０' and <= '９') digits++;
            else if (!(c is '.' or ',' or '．' or '，' or '\'' or ' ' || (i < 2 && "<>≤≥=＜＞＝+-＋－".Contains(c)))) return false;
        }

        return digits is > 0 and <= MostDigits;
    }
}
