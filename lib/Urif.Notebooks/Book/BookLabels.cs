using System.Globalization;

namespace Urif.Notebooks.Book;

/// <summary>The book's own words, in the languages of its readers.</summary>
internal sealed record BookLabels
{
    public static readonly BookLabels English = new();

    public static readonly BookLabels Chinese = new()
    {
        Tag = "zh-Hans",
        Contents = "目录",
        OnThisPage = "本页内容",
        SkipToContent = "跳到正文",
        Previous = "上一篇",
        Next = "下一篇",
        OpenCode = "展开全部代码",
        CloseCode = "折叠全部代码",
        Colours = "颜色",
        Automatic = "自动",
        Light = "浅色",
        Dark = "深色",
        Lines = "{0} 行",
        Line = "1 行",
        Parameters = "参数",
        PlaceLink = "本节链接：{0}",
        CellLink = "此单元格链接：{0}",
        Scrollable = "可横向滚动的内容",
        Errors = "标准错误输出",
        Failed = "单元格出错",
        Figure = "图（单元格 {0}）",
        NotLoaded = "未加载（本书离线）：",
        NeedsPlotly = "此图需要 plotly.js，本书未附带。",
        BackToText = "返回正文",
        Keys = "按 N 到下一篇，按 P 到上一篇",
    };

    public string Tag { get; private init; } = "en";
    public string Contents { get; private init; } = "Contents";
    public string OnThisPage { get; private init; } = "On this page";
    public string SkipToContent { get; private init; } = "Skip to content";
    public string Previous { get; private init; } = "Previous";
    public string Next { get; private init; } = "Next";
    public string OpenCode { get; private init; } = "Open all code";
    public string CloseCode { get; private init; } = "Close all code";
    public string Colours { get; private init; } = "Colours";
    public string Automatic { get; private init; } = "Auto";
    public string Light { get; private init; } = "Light";
    public string Dark { get; private init; } = "Dark";
    public string Lines { private get; init; } = "{0} lines";
    public string Line { private get; init; } = "1 line";
    public string Parameters { get; private init; } = "parameters";
    public string PlaceLink { get; private init; } = "Link to this section: {0}";
    public string CellLink { get; private init; } = "Link to this cell: {0}";
    public string Scrollable { get; private init; } = "Content that scrolls sideways";
    public string Errors { get; private init; } = "Standard error";
    public string Failed { get; private init; } = "The cell failed";
    public string Figure { get; private init; } = "Figure of cell {0}";
    public string NotLoaded { get; private init; } = "Not loaded, this book is offline: ";
    public string NeedsPlotly { get; private init; } = "This chart needs plotly.js, which this book does not carry.";
    public string BackToText { get; private init; } = "Back to the text";
    public string Keys { get; private init; } = "N: next page, P: previous page";

    /// <summary>The words of a language.</summary>
    /// <exception cref="ArgumentException">The language is not en or zh.</exception>
    public static BookLabels Of(string language) => language switch
    {
        "en" => English,
        "zh" => Chinese,
        _ => throw new ArgumentException($"a book's language is en or zh, not {language}", nameof(language)),
    };

    public string CountOfLines(int count) => count == 1 ? Line : Fill(Lines, count.ToString(CultureInfo.InvariantCulture));

    public static string Fill(string pattern, string value) => pattern.Replace("{0}", value, StringComparison.Ordinal);
}
