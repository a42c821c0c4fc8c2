using Urif.Audit;
using static Urif.Audit.NumberFormat;

namespace Urif.Reporting;

/// <summary>What stands above data: how much there is, and how much of it is shown.</summary>
internal static class DataCaption
{
    /// <summary>What follows the size of data that is not shown because it is of patients.</summary>
    public static readonly Localized NoPatients = new("; the values of patients are not shown", "；不显示患者数据");

    /// <summary>The caption of a frame.</summary>
    public static string Frame(Language language, long rows, long columns, long shownRows, long shownColumns)
    {
        var size = new Localized($"Data frame: {Count(rows, "row")} × {Count(columns, "column")}",
            $"数据框：{Thousands(rows)} 行 × {Thousands(columns)} 列");
        var part = (shownRows < rows, shownColumns < columns) switch
        {
            (true, true) => new Localized(
                $"; the first {Count(shownRows, "row")} and {Count(shownColumns, "column")} are shown",
                    $"；显示前 {Thousands(shownRows)} 行和前 {Thousands(shownColumns)} 列"),
            (true, false) => new Localized($"; the first {Count(shownRows, "row")} are shown", $"；显示前 {Thousands(shownRows)} 行"),
            (false, true) => new Localized($"; the first {Count(shownColumns, "column")} are shown", $"；显示前 {Thousands(shownColumns)} 列"),
            _ => new Localized("", ""),
        };
        return size.In(language) + part.In(language);
    }

    /// <summary>The caption of a frame whose rows are patients.</summary>
    public static string Patients(Language language, long rows, long columns) =>
        Frame(language, rows, columns, rows, columns) + NoPatients.In(language);

    /// <summary>The caption of a series.</summary>
    public static string Series(Language language, long values, long shown) => new Localized(
        $"Series: {Count(values, "value")}" + (shown < values ? $"; the first {Thousands(shown)} are shown" : ""),
        $"序列：{Thousands(values)} 个值" + (shown < values ? $"；显示前 {Thousands(shown)} 个" : "")).In(language);

    /// <summary>A count of things in English.</summary>
    public static string Count(long count, string thing) => $"{Thousands(count)} {thing}{(count == 1 ? "" : "s")}";
}
