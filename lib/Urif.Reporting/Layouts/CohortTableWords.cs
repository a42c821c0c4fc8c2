using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>The words of the files of tables.</summary>
internal static class CohortTableWords
{
    /// <summary>What the size of a group is called where a variable's name stands.</summary>
    public const string GroupSize = "group_size";

    /// <summary>What a table of synthetic rows says of itself; empty for others.</summary>
    public static (string En, string Zh) Synthetic(CohortTable table) =>
        table.IsSynthetic ? (Cohort.SyntheticLabel.En, Cohort.SyntheticLabel.Zh) : ("", "");

    /// <summary>A count; empty where it is hidden.</summary>
    public static string Value(CellCount count) => count.Value is { } value ? NumberFormat.Whole(value) : "";

    /// <summary>A member's name in lower case, its words parted by underscores.</summary>
    public static string Of(Enum member) => string.Concat(member.ToString().Select((c, i) =>
        char.IsAsciiLetterUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
