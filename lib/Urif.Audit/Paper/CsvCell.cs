using System.Globalization;

namespace Urif.Audit;

/// <summary>One field of a ledger's CSV file, which knows its place and so can say what is wrong with it.</summary>
internal readonly record struct CsvCell(LedgerTable Table, int Row, int Column)
{
    /// <summary>The field's text.</summary>
    public string Text => Table.TextAt(Row, Column);

    /// <summary>The field's text for a message.</summary>
    public string Quote => Quoted.Short(Text);

    /// <summary>Whether nothing is given.</summary>
    public bool IsEmpty => Text.Length == 0;

    /// <summary>What is wrong with the field's text, or with a part of it.</summary>
    public InputException Wrong(string problem, string remedy, string? part = null) =>
        Missing($"{Quoted.Short(part ?? Text)} {problem}", remedy);

    /// <summary>What is wrong with the field where its text is not worth repeating.</summary>
    public InputException Missing(string problem, string remedy) => new(Table.Place(Row, Column), problem, remedy);

    /// <summary>The field's text, or a part of it, is not among the known words of its kind.</summary>
    public InputException Unknown(string what, IEnumerable<string> known, string file, string? part = null) =>
        Wrong($"is not {what}", Spelling.Advice(part ?? Text, known) ?? $"use an id of {file}", part);

    /// <summary>The field's text, or a part of it, cannot be an id.</summary>
    public InputException NotAnId(string? part = null) =>
        Wrong("is not an id", "use ASCII letters, digits, _ . and -", part);

    /// <summary>The text, which must not be blank.</summary>
    public string Required() => !string.IsNullOrWhiteSpace(Text) ? Text : throw Missing("is blank", "give a value");

    /// <summary>The text as an id that no earlier row has.</summary>
    public string NewId(Dictionary<string, int> rowOf)
    {
        if (!Identifier.IsValid(Required())) throw NotAnId();
        return rowOf[Text] == Row ? Text
            : throw Wrong(
                string.Create(CultureInfo.InvariantCulture, $"is the id of line {LedgerTable.LineOf(rowOf[Text])} already"),
                "give each row an id of its own");
    }

    /// <summary>The place of the text among the words it may be.</summary>
    public int OneOf(string[] words, string what)
    {
        var index = Array.IndexOf(words, Required());
        return index >= 0 ? index
            : throw Wrong($"is not {what}",
                (LedgerWords.HasAnotherMeaning(Text) ? null : Spelling.Advice(Text, words)) ?? $"use one of {string.Join(' ', words)}");
    }

    /// <summary>The text as one of the words for an enumeration's members; null where nothing is given.</summary>
    public T? OptionalOneOf<T>(string[] words, string what)
        where T : struct, Enum => IsEmpty ? null : (T)(object)OneOf(words, what);

    /// <summary>The text as a finite number; null where nothing is given.</summary>
    public double? OptionalNumber() => IsEmpty ? null
        : LedgerTable.TryNumber(Text, out var number) ? number
        : throw Wrong("is not a number", "give a decimal number such as 2.14, or nothing");

    /// <summary>Whether the text is a whole number that is not negative.</summary>
    public bool TryWhole(out int number) =>
        int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>The label or sentence in both languages; where one is not given, the other's stands for it.</summary>
    /// <param name="chinese">The field for Chinese; this one is for English.</param>
    public Localized Or(CsvCell chinese)
    {
        if (string.IsNullOrWhiteSpace(Text) && string.IsNullOrWhiteSpace(chinese.Text)) Required();
        return new(string.IsNullOrWhiteSpace(Text) ? chinese.Text : Text, string.IsNullOrWhiteSpace(chinese.Text) ? Text : chinese.Text);
    }

    /// <summary>The text as a list with semicolons between items; each item once, none blank.</summary>
    public string[] List()
    {
        var items = Text.Split(';', StringSplitOptions.TrimEntries);
        var seen = new HashSet<string>(items.Length);
        foreach (var item in items)
        {
            if (item.Length == 0) throw Wrong("has a blank item", "put one ; between two items, and none at the end");
            if (!seen.Add(item)) throw Wrong("is listed twice", "list it once", item);
        }
        return items;
    }
}
