using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Synthesis;

namespace Urif.Reporting;

/// <summary>What the command's own pages say: the summary, a reading, the book.</summary>
public static class CommandText
{
    /// <summary>Heads the claims of the summary.</summary>
    public static Localized Claims { get; } = new("Claims", "结论");

    /// <summary>Heads the findings of the summary.</summary>
    public static Localized Findings { get; } = new("Findings", "主要发现");

    /// <summary>Heads the suggestions of the summary.</summary>
    public static Localized OtherLabels { get; } = new("Rows that fit another label", "更符合其他指标的行");

    /// <summary>Heads what to do next.</summary>
    public static Localized Next { get; } = new("Next", "下一步");

    /// <summary>Commands to go on with, and what each is for.</summary>
    public static IReadOnlyList<(string Command, Localized Purpose)> NextCommands { get; } =
    [
        ("urif audit", new("every printed number, with the reason for its verdict", "逐一列出文中数值及判定理由")),
        ("urif audit --format json", new("the same for programs; also csv, and ard for R", "供程序读取；另有 csv，以及供 R 使用的 ard")),
        ("urif notebook --help", new("run the notebooks, check their outputs, make a book of them", "运行 notebook、核对其输出、制成全书")),
        ("urif --help", new("all commands, options and exit codes", "全部命令、选项与退出码")),
    ];

    /// <summary>Heads the ranges of what is not printed.</summary>
    public static Localized OverAllCohorts { get; } = new("Over all cohorts that have these numbers", "在具有上述数值的所有队列中");

    /// <summary>Heads the address of the book.</summary>
    public static Localized BookIsHere { get; } = new("The book, with every notebook run anew:", "全书（所有 notebook 均已重新运行）：");

    /// <summary>Heads the verdicts of the summary.</summary>
    public static Localized PrintedNumbers(int total) => new(Invariant($"The {total} printed numbers"), Invariant($"{total} 个文中数值"));

    /// <summary>Says that not all findings are shown.</summary>
    public static Localized FirstOf(int shown, int all) =>
        new(Invariant($"the first {shown} of {all}"), Invariant($"共 {all} 项，列出前 {shown} 项"));

    /// <summary>How many numbers of a reading hold together.</summary>
    public static Localized HoldTogether(int left, int all) => new(
        Invariant($"{left} of {all} numbers hold together; {all - left} give way."),
        Invariant($"{all} 个数值中 {left} 个可同时成立，{all - left} 个让步。"));

    /// <summary>The number of a conflict that gives way.</summary>
    public static Localized GivesWay(Conflict conflict)
    {
        ArgumentNullException.ThrowIfNull(conflict);
        var dropped = conflict.Dropped;
        Localized name = LedgerText.Name(dropped.Statistic), table = LedgerText.Table(dropped.Table);
        return new(
            $"Gives way: {dropped.Variable.Label.En}, {name.En} {dropped.Printed} ({table.En})",
            $"让步：{dropped.Variable.Label.Zh}{name.Zh} {dropped.Printed}（{table.Zh}）");
    }

    /// <summary>A range over all cohorts.</summary>
    public static Localized Range(CompatibleRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        string low = NumberFormat.Fixed(range.Value.Low, 2), high = NumberFormat.Fixed(range.Value.High, 2);
        return low == high ? new(low, low) : new($"{low} to {high}", $"{low} 至 {high}");
    }

    /// <summary>What is printed of the quantity of a range; empty where nothing is.</summary>
    public static Localized Printed(CompatibleRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        if (range.Printed is not { } printed) return new("", "");
        var table = LedgerText.Table(printed.Table);
        return new($" (printed {printed.Printed}, {table.En})", $"（{table.Zh}为 {printed.Printed}）");
    }

    /// <summary>Where synthetic cohorts and their manifest were written.</summary>
    public static Localized Written(int files, string manifest) => new(
        Invariant($"{Cohort.SyntheticLabel.En}. {files} cohort{(files == 1 ? "" : "s")} and {manifest}, in"),
        Invariant($"{Cohort.SyntheticLabel.Zh}。{files} 个队列及 {manifest}，位于"));

    /// <summary>What the book is.</summary>
    public static Localized Reproduction(PaperInfo paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return new(
            $"A reproduction of “{paper.Title.En}” ({paper.Citation}): every printed number checked, every table recomputed as far as "
                + "it can be.",
            $"对《{paper.Title.Zh}》（{paper.Citation}）的复现：逐一核对文中数值，各表凡能重算者均予重算。");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
