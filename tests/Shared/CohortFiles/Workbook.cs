using System.IO.Compression;

namespace Urif.Tests;

/// <summary>Writes the least .xlsx package with one sheet, or with given parts in place of its own.</summary>
internal static class Workbook
{
    private const string Main = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
    private const string Relations = "xmlns='http://schemas.openxmlformats.org/package/2006/relationships'";
    private const string Types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Styles 0 General, 1 a built-in date, 2 a Chinese date, 3 a time, 4 a number with a colour named Red.</summary>
    private const string Styles = $"""
        <styleSheet {Main}><numFmts><numFmt numFmtId='164' formatCode='[$-804]yyyy"年"m"月"d"日"'/><numFmt numFmtId='165' formatCode='h:mm'/>
        <numFmt numFmtId='166' formatCode='0.00_);[Red]\(0.00"days"\)'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>
        <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='166'/></cellXfs></styleSheet>
        """;

    public static void Write(string path, string rows, string after = "", string workbookProperties = "", string strings = "", string state = "")
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Part(zip, "_rels/.rels", $"<Relationships {Relations}><Relationship Id='r' Type='{Types}/officeDocument' Target='xl/workbook.xml'/></Relationships>");
        Part(zip, "xl/workbook.xml", $"<workbook {Main} xmlns:r='{Types}'><workbookPr {workbookProperties}/><sheets>"
            + $"<sheet name='patients' {state} r:id='r1'/><sheet name='other' r:id='r4'/></sheets></workbook>");
        Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships {Relations}><Relationship Id='r1' Type='{Types}/worksheet' Target='worksheets/sheet1.xml'/>"
            + $"<Relationship Id='r2' Type='{Types}/styles' Target='styles.xml'/><Relationship Id='r3' Type='{Types}/sharedStrings' Target='/xl/sharedStrings.xml'/>"
            + $"<Relationship Id='r4' Type='{Types}/worksheet' Target='worksheets/sheet2.xml'/></Relationships>");
        Part(zip, "xl/styles.xml", Styles);
        Part(zip, "xl/sharedStrings.xml", $"<sst {Main}>{strings}</sst>");
        Part(zip, "xl/worksheets/sheet1.xml", $"<worksheet {Main}><sheetData>{rows}</sheetData>{after}</worksheet>");
        Part(zip, "xl/worksheets/sheet2.xml", $"<worksheet {Main}><sheetData><row><c t='str'><v>b</v></c></row><row><c><v>7</v></c></row></sheetData></worksheet>");
    }

    public static void Part(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
