using System.Globalization;

namespace Urif.Notebooks.Execution;

/// <summary>The languages of a part of a cell.</summary>
internal enum SectionLanguage
{
    CSharp,
    Markdown,
    Html,
}

/// <summary>A part of a cell in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Text">The text; blank lines stand for the parts before it, so that its lines keep their numbers.</param>
internal sealed record CellSection(SectionLanguage Language, string Text);

/// <summary>A cell taken apart at its magic commands, the lines that start with <c>#!</c>.</summary>
/// <param name="Sections">The parts, in order.</param>
/// <param name="IsTimed">Whether <c>#!time</c> asks for the wall time.</param>
internal sealed record CellSections(IReadOnlyList<CellSection> Sections, bool IsTimed)
{
    /// <summary>Takes a cell apart.</summary>
    /// <exception cref="CellException">A magic command is not one of these.</exception>
    public static CellSections Of(string source)
    {
        if (!source.Contains("#!", StringComparison.Ordinal))
            return new([new(SectionLanguage.CSharp, source)], IsTimed: false);

        var sections = new List<CellSection>();
        var language = SectionLanguage.CSharp;
        var start = 0;
        var isTimed = false;
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("#!", StringComparison.Ordinal)) continue;
            var magic = lines[i].Trim();
            if (magic == "#!time")
            {
                isTimed = true;
                lines[i] = "";
                continue;
            }
            Close(i);
            start = i + 1;
            language = magic switch
            {
                "#!csharp" or "#!c#" or "#!C#" => SectionLanguage.CSharp,
                "#!markdown" or "#!md" => SectionLanguage.Markdown,
                "#!html" => SectionLanguage.Html,
                _ => throw Unknown(magic, i + 1),
            };
        }
        Close(lines.Length);
        return new(sections, isTimed);

        void Close(int end)
        {
            var text = string.Join('\n', lines[start..end]);
            if (string.IsNullOrWhiteSpace(text)) return;
            sections.Add(new(language, language == SectionLanguage.CSharp ? new string('\n', start) + text : text));
        }
    }

    private static CellException Unknown(string magic, int line) => new("UnknownMagic",
        string.Create(CultureInfo.InvariantCulture,
            $"line {line}: {magic} is not supported; these are: #!csharp, #!markdown, #!html, #!time"),
        []);
}
