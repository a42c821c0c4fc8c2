using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// The parts of an .xlsx workbook (ECMA-376 parts 1 and 2): sheets by name, shared strings, date formats. Zip bombs are refused
/// by what the central directory says; a part that unpacks to more than it says is cut off there, and is then no XML.
/// </summary>
internal sealed class XlsxPackage : IDisposable
{
    private const long MostUnpacked = 512L << 20;
    private const long MostUnpackedAtAnyRatio = 1 << 20;
    private const int HighestRatio = 200;
    private const int MostParts = 10_000;
    private const int MostStrings = 1 << 24;

    private readonly string _name;
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, bool IsVisible, string? Part)> _sheets = [];

    public XlsxPackage(Stream stream, string name)
    {
        _name = name;
        _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        CheckBounds();
        foreach (var entry in _zip.Entries) _parts.TryAdd(entry.FullName.Replace('\\', '/'), entry);

        var workbook = Relations("").FirstOrDefault(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Part
            ?? "xl/workbook.xml";
        var relations = Relations(workbook);
        string? Related(string type) => relations.FirstOrDefault(r => r.Type.EndsWith(type, StringComparison.Ordinal)).Part;
        using (var xml = Open(workbook) ?? throw new InputException(
            name, "is a zip file without a workbook", "give an .xlsx file as Excel saves it"))
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr") Is1904 = xml.GetAttribute("date1904") is "1" or "true";
                if (xml.LocalName != "sheet") continue;
                var id = xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                    ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
                _sheets.Add((xml.GetAttribute("name") ?? "", xml.GetAttribute("state") is null or "visible",
                    relations.FirstOrDefault(r => r.Id == id).Part));
            }
        }
        Strings = ReadStrings(Related("/sharedStrings"));
        StyleIsDate = ReadStyles(Related("/styles"));
    }

    /// <summary>Whether serial numbers of dates count from 1904.</summary>
    public bool Is1904 { get; }

    /// <summary>The texts that cells name by number.</summary>
    public IReadOnlyList<string> Strings { get; }

    /// <summary>Whether a cell style, by number, shows a date.</summary>
    public IReadOnlyList<bool> StyleIsDate { get; }

    /// <summary>Opens the sheet of a name, or the first visible one.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public (XmlReader Xml, string Sheet) OpenSheet(string? sheet)
    {
        var found = _sheets.FindIndex(s => sheet is null ? s.IsVisible : s.Name == sheet);
        if (found < 0)
            throw sheet is null ? new InputException(_name, "has no visible sheet", "name the sheet to read")
                : new InputException(_name, $"has no sheet {Quoted.Short(sheet)}",
                    $"choose one of {string.Join(", ", _sheets.Take(10).Select(s => Quoted.Short(s.Name)))}");
        var xml = _sheets[found].Part is { } part ? Open(part) : null;
        return (xml ?? throw new InvalidDataException(), _sheets[found].Name);
    }

    public void Dispose() => _zip.Dispose();

    /// <summary>The text of an <c>si</c> or <c>is</c> element, on which the reader is: its runs, not their reading aids.</summary>
    public static string ReadText(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var text = "";
        var depth = xml.Depth;
        var more = xml.Read();
        while (more && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                xml.Skip();
                continue;
            }
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
            {
                var run = xml.ReadElementContentAsString();
                text = text.Length == 0 ? run : text + run;
                continue;
            }
            more = xml.Read();
        }
        return text;
    }

    private void CheckBounds()
    {
        var total = 0L;
        if (_zip.Entries.Count > MostParts)
            throw OutOfBounds(string.Create(CultureInfo.InvariantCulture, $"has {_zip.Entries.Count} parts"));
        foreach (var entry in _zip.Entries)
        {
            total += entry.Length;
            if (entry.Length < 0 || total > MostUnpacked)
                throw OutOfBounds(string.Create(CultureInfo.InvariantCulture, $"unpacks to more than {MostUnpacked >> 20} MiB"));
            if (entry.Length > MostUnpackedAtAnyRatio && entry.Length / HighestRatio > entry.CompressedLength)
                throw OutOfBounds(string.Create(CultureInfo.InvariantCulture,
                    $"has a part that unpacks to more than {HighestRatio} times its size"));
        }
    }

    private InputException OutOfBounds(string problem) =>
        new(_name, problem, "give a workbook with the table of patients alone, or save it as .csv");

    private XmlReader? Open(string part) => _parts.TryGetValue(part, out var entry)
        ? XmlReader.Create(entry.Open(), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, IgnoreComments = true,
                IgnoreProcessingInstructions = true,
        })
        : null;

    /// <summary>The relations of a part, or of the package: targets are relative to the part's folder, or to the root after a
    /// slash.</summary>
    private List<(string Id, string Type, string Part)> Relations(string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        var relations = new List<(string, string, string)>();
        using var xml = Open($"{folder}_rels/{part[folder.Length..]}.rels");
        while (xml?.Read() == true)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("Target") is { } target)
                relations.Add((xml.GetAttribute("Id") ?? "", xml.GetAttribute("Type") ?? "", target.StartsWith('/') ? target[1..] : folder
                    + target));
        }
        return relations;
    }

    private List<string> ReadStrings(string? part)
    {
        var strings = new List<string>();
        using var xml = part is null ? null : Open(part);
        var more = xml?.Read() == true;
        while (more)
        {
            if (xml!.NodeType == XmlNodeType.Element && xml.LocalName == "si")
            {
                if (strings.Count == MostStrings)
                    throw OutOfBounds(string.Create(CultureInfo.InvariantCulture, $"has more than {MostStrings} texts"));
                strings.Add(ReadText(xml));
            }
            more = xml.Read();
        }
        return strings;
    }

    private List<bool> ReadStyles(string? part)
    {
        var formats = new Dictionary<int, string>();
        var styles = new List<bool>();
        using var xml = part is null ? null : Open(part);
        var inCellStyles = false;
        while (xml?.Read() == true)
        {
            if (xml.LocalName == "cellXfs") inCellStyles = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName is not ("numFmt" or "xf")) continue;
            _ = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            if (xml.LocalName == "numFmt") formats[id] = xml.GetAttribute("formatCode") ?? "";
            else if (inCellStyles) styles.Add(ExcelCell.IsDateFormat(id, formats.GetValueOrDefault(id)));
        }
        return styles;
    }
}
