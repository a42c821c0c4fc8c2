using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using DocumentFormat.OpenXml;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>
/// Writes tables of a cohort as a Word document (.docx), to be pasted into a manuscript: real tables ruled by three lines, as
/// medical journals print them, each with its title above and its notes below. The head is repeated on every page.
/// </summary>
/// <remarks>The same tables give the same bytes: the parts carry no time, no generated name and no program's version.</remarks>
public static class CohortTableWord
{
    // In twentieths of a point: A4 with margins of 2 cm.
    private const int ShortSide = 11906, LongSide = 16838, Margin = 1134;

    // The shares of the width: a variable, a group, statistic, P, SMD, test.
    private const int VariableShare = 52, GroupShare = 34, ComparisonShare = 15;

    // A page in portrait is too narrow for more groups.
    private const int MostGroupsInPortrait = 2;

    // In eighths of a point.
    private const uint HeadRule = 6;

    private const string Body = "Normal", Title = "Caption", Label = "SyntheticLabel", Note = "TableNote", Sheet = "ThreeLineTable";

    // ZIP cannot say an earlier one.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the document.</summary>
    /// <param name="tables">The tables, each on a page of its own.</param>
    /// <param name="language">The language of all of it.</param>
    /// <param name="output">Where to; it stays open.</param>
    public static void Write(IReadOnlyList<CohortTable> tables, Language language, Stream output)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(output);
        using var package = new MemoryStream();
        using (var document = WordprocessingDocument.Create(package, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            document.ChangeIdOfPart(main, "rId1");
            main.AddNewPart<StyleDefinitionsPart>("rId1").Styles = Styles(language);
            main.Document = new Document(BodyOf([.. tables.Select(
                t => (CohortTableLayout.Of(t, language), t.IsSynthetic ? Cohort.SyntheticLabel.In(language) : null))]));
        }

        package.Position = 0;
        CopyWithoutTimes(package, output);
    }

    private static Body BodyOf(IReadOnlyList<(CohortTableLayout Layout, string? Label)> tables)
    {
        var landscape = tables.Any(t => t.Layout.Groups > MostGroupsInPortrait);
        var (width, height) = landscape ? (LongSide, ShortSide) : (ShortSide, LongSide);
        var body = new Body();
        for (var i = 0; i < tables.Count; i++)
        {
            var (layout, label) = tables[i];
            // The title stays with its table.
            var title = Text(layout.Title, Title);
            if (i > 0) title.ParagraphProperties!.Append(new PageBreakBefore());
            body.Append(title, TableOf(layout, label, width - 2 * Margin));
            foreach (var note in layout.Notes) body.Append(Text(note, Note));
        }

        var size = new PageSize { Width = (uint)width, Height = (uint)height };
        if (landscape) size.Orient = PageOrientationValues.Landscape;
        body.Append(new SectionProperties(size,
            new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = Margin / 2, Footer = Margin / 2,
                Gutter = 0 }));
        return body;
    }

    private static Table TableOf(CohortTableLayout layout, string? label, int width)
    {
        var shares = layout.Heads.Select((_, i) => i == 0 ? VariableShare : i <= layout.Groups ? GroupShare : ComparisonShare).ToArray();
        var widths = Array.ConvertAll(shares, s => s * width / shares.Sum());
        var table = new Table(
            new TableProperties(
                new TableStyle { Val = Sheet },
                new TableWidth { Width = Number(widths.Sum()), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { Val = "0020", FirstRow = true, LastRow = false, FirstColumn = false, LastColumn = false,
                    NoHorizontalBand = true, NoVerticalBand = true }),
            new TableGrid(widths.Select(w => new GridColumn { Width = Number(w) })));
        if (label is not null)
        {
            // In the table, so that it is on each page and goes along where the table is pasted.
            table.Append(new DocumentFormat.OpenXml.Wordprocessing.TableRow(new TableRowProperties(new CantSplit(), new TableHeader()),
                Cell(label, widths.Sum(), span: widths.Length, keepNext: true, style: Label)));
        }

        var head = new DocumentFormat.OpenXml.Wordprocessing.TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        for (var i = 0; i < layout.Heads.Count; i++) head.Append(Cell(layout.Heads[i], widths[i], ruled: label is not null));
        table.Append(head);
        foreach (var line in layout.Lines)
        {
            var row = new DocumentFormat.OpenXml.Wordprocessing.TableRow(new TableRowProperties(new CantSplit()));
            if (line.Kind == CohortTableLineKind.Heading)
            {
                // A heading does not end a page.
                row.Append(Cell(line.Label, widths.Sum(), span: widths.Length, keepNext: true));
                table.Append(row);
                continue;
            }

            row.Append(Cell(line.Label + line.Summary, widths[0], indented: line.Kind == CohortTableLineKind.RowOfHeading));
            for (var i = 0; i < line.Cells.Count; i++) row.Append(Cell(line.Cells[i], widths[i + 1]));
            table.Append(row);
        }

        return table;
    }

    private static TableCell Cell(string text, int width, int span = 1, bool keepNext = false, bool indented = false, bool ruled = false,
        string style = Body)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa });
        if (span > 1) properties.Append(new GridSpan { Val = span });
        // The style rules off the first row only.
        if (ruled) properties.Append(new TableCellBorders(new BottomBorder { Val = BorderValues.Single, Size = HeadRule, Space = 0 }));
        var paragraph = Text(text, style);
        if (keepNext) paragraph.ParagraphProperties!.Append(new KeepNext());
        if (indented) paragraph.ParagraphProperties!.Append(new Indentation { Left = "200" });
        return new(properties, paragraph);
    }

    /// <summary>A paragraph; its line breaks are breaks within it.</summary>
    private static Paragraph Text(string text, string style)
    {
        var run = new Run();
        foreach (var (i, line) in text.Split('\n').Index())
        {
            if (i > 0) run.Append(new Break());
            run.Append(new Text(Clean(line)) { Space = SpaceProcessingModeValues.Preserve });
        }

        return new(new ParagraphProperties(new ParagraphStyleId { Val = style }), run);
    }

    /// <summary>A text without what XML cannot hold, as a centre's name may have anything.</summary>
    private static string Clean(string text) =>
        string.Concat(text.EnumerateRunes().Select(r => r.Value is < 0x20 or 0xFFFE or 0xFFFF ? "\uFFFD" : r.ToString()));

    private static Styles Styles(Language language)
    {
        static RunPropertiesBaseStyle Run(Language language) => new(
            new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = "SimSun",
                ComplexScript = "Times New Roman" },
            new FontSize { Val = "18" },
            new Languages { Val = "en-GB", EastAsia = language == Language.Chinese ? "zh-CN" : "en-GB" });
        static SpacingBetweenLines Spacing(string before, string after) =>
            new() { Before = before, After = after, Line = "240", LineRule = LineSpacingRuleValues.Auto };
        return new(
            new DocDefaults(new RunPropertiesDefault(Run(language)),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(Spacing("20", "20")))),
            new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = Body, Default = true },
            new Style(new StyleName { Val = "caption" }, new BasedOn { Val = Body },
                new StyleParagraphProperties(new KeepNext(), Spacing("0", "80")),
                    new StyleRunProperties(new Bold(), new FontSize { Val = "21" }))
            { Type = StyleValues.Paragraph, StyleId = Title },
            new Style(new StyleName { Val = "Table note" }, new BasedOn { Val = Body },
                new StyleParagraphProperties(Spacing("0", "0")), new StyleRunProperties(new FontSize { Val = "16" }))
            { Type = StyleValues.Paragraph, StyleId = Note, CustomStyle = true },
            new Style(new StyleName { Val = "Synthetic label" }, new BasedOn { Val = Body },
                new StyleParagraphProperties(Spacing("60", "60"), new Justification { Val = JustificationValues.Center }),
                    new StyleRunProperties(new Bold(), new FontSize { Val = "24" }))
            { Type = StyleValues.Paragraph, StyleId = Label, CustomStyle = true },
            new Style(new StyleName { Val = "Three-line table" },
                new StyleTableProperties(
                    new TableBorders(new TopBorder { Val = BorderValues.Single, Size = 12, Space = 0 },
                        new BottomBorder { Val = BorderValues.Single, Size = 12, Space = 0 }),
                    new TableCellMarginDefault(new TableCellLeftMargin { Width = 60, Type = TableWidthValues.Dxa },
                        new TableCellRightMargin { Width = 60, Type = TableWidthValues.Dxa })),
                new TableStyleProperties(new TableStyleConditionalFormattingTableCellProperties(
                    new TableCellBorders(new BottomBorder { Val = BorderValues.Single, Size = HeadRule, Space = 0 })))
                { Type = TableStyleOverrideValues.FirstRow })
            { Type = StyleValues.Table, StyleId = Sheet, CustomStyle = true });
    }

    /// <summary>Copies a ZIP file part by part, without the times of its making. Stored, as compression differs between machines.</summary>
    private static void CopyWithoutTimes(Stream package, Stream output)
    {
        using var from = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        using var to = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var part in from.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            var copy = to.CreateEntry(part.FullName, CompressionLevel.NoCompression);
            copy.LastWriteTime = NoTime;
            using var source = part.Open();
            using var target = copy.Open();
            source.CopyTo(target);
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
