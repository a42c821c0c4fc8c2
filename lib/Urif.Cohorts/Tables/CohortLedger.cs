using Urif.Audit;
using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>
/// A cohort's tables as a ledger, so that a cohort can be put through the audit as if a paper had printed its tables. Numbers
/// have the ids of the paper's ledger, or ids by its scheme (<c>t1.age.ir_control.median</c>) where the paper prints another
/// statistic.
/// </summary>
/// <remarks>
/// <para>A ledger speaks of all women of a group. A variable that some of them lack is therefore left out of a table, with its
/// test, and so is a table one of whose groups has no woman. Running text and claims are the paper's, and left out. Where small
/// counts are hidden, so is what tables hide, and what the rows would bear out of ranges and steps.</para>
/// <para>What the paper's ledger says of the women is kept where the rows bear it out: the conditions of groups (those on what
/// the tables split at with the tables' cut), the ranges and the steps of values. Of synthetic rows the titles and the note of
/// every number say so.</para>
/// </remarks>
public static class CohortLedger
{
    /// <summary>The ledger of some tables of some rows of a cohort.</summary>
    /// <param name="paper">The paper's ledger, for ids, groups, variables and comparisons.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="designs">
    /// The tables, which the ledger's comparisons name: <see cref="TableDesign.AllOf"/> or <see cref="TableDesign.AllAsPrinted"/>.
    /// </param>
    /// <param name="options">How they are made; percents of all women.</param>
    /// <param name="title">What readers call it; as the paper where null. Of synthetic rows it then begins with the label.</param>
    /// <param name="together">Further tables that a reader may see, which small counts are hidden together with.</param>
    /// <exception cref="ArgumentException">The options count outcomes among other women.</exception>
    /// <exception cref="InputException">A table is none of the ledger's, or no table has women in both groups.</exception>
    public static Ledger Of(Ledger paper, CohortSelection rows, IReadOnlyList<TableDesign> designs, TableOptions? options = null,
        Localized? title = null, IReadOnlyList<TableDesign>? together = null)
    {
        ArgumentNullException.ThrowIfNull(paper);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(designs);
        options ??= new();
        if (options.Denominator != OutcomeDenominator.Transfer)
            throw new ArgumentException("A ledger holds percents of all women of a group.", nameof(options));
        foreach (var design in designs) CheckKnown(design, paper);

        IReadOnlyList<TableDesign> all = [.. designs, .. (together ?? []).Where(t => designs.All(d => d.Id != t.Id))];
        CohortTable[] tables = [.. CohortTables.Of(rows, all, options).Take(designs.Count)];
        TableGroup[] arms = [.. designs.SelectMany(d => d.Groups).DistinctBy(g => g.Id)];
        var women = arms.Zip(CohortTables.Members(rows, arms)).ToDictionary(a => a.First.Id, a => a.Second, StringComparer.Ordinal);
        var hides = options.SuppressBelow > 0;
        if (hides) arms = [.. arms.Where(a => tables.SelectMany(t => t.Columns).First(c => c.Group.Id == a.Id).Size.Value is not null)];
        var groups = Groups(paper, rows.Cohort, arms, women);
        if (hides) groups = [.. groups.Select(g => g with { Conditions = [] })];
        var printed = tables.Where(t => t.Columns.All(c => c.Size.Value > 0)).ToList();
        if (printed.Count == 0) throw new InputException(
            "the tables", "have no women in one of their groups", hides
                ? "give a cohort with women in both groups of a table, and no group of few"
                : "give a cohort with women in both groups of a table");

        var variables = paper.Variables.Select(v => hides ? v with { Granularity = null, Range = Anything } : AsInRows(v, rows)).ToList();
        var known = groups.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        return new(
            Info(paper.Paper, title ?? paper.Paper.Title, rows.Cohort.IsSynthetic),
                Numbers(paper, printed, variables.ToDictionary(v => v.Id, StringComparer.Ordinal)), variables, groups,
            [
                .. paper.Comparisons.Where(c => known.Contains(c.First) && known.Contains(c.Second))
                    .Select(c => c with { Tables = [.. c.Tables.Where(t => printed.Exists(p => p.Design.Id == t))] }),
            ],
            []);
    }

    private static readonly Interval Anything = new(double.NegativeInfinity, double.PositiveInfinity);

    private static void CheckKnown(TableDesign design, Ledger paper)
    {
        if (design.Groups is [var first, var second]
            && paper.Comparisons.Any(c => c.First == first.Id && c.Second == second.Id && c.Tables.Contains(design.Id))) return;
        throw new InputException($"table {design.Id}",
            $"sets {string.Join(" beside ", design.Groups.Select(g => g.Id))}, which no comparison of the ledger does",
            "give the ledger of the paper whose tables these are");
    }

    private static PaperInfo Info(PaperInfo paper, Localized title, bool isSynthetic)
    {
        return paper with
        {
            Id = "cohort-tables",
            Title = isSynthetic ? new($"{Cohort.SyntheticLabel.En}. {title.En}", $"{Cohort.SyntheticLabel.Zh}。{title.Zh}") : title,
            Citation = isSynthetic ? $"{Cohort.SyntheticLabel.En}; computed from its rows"
                : "Computed from the rows of a cohort; not printed in a paper",
            MeansTest = TestMethod.Student,
            MediansTest = TestMethod.MannWhitney,
            CountsTests = [TestMethod.Pearson, TestMethod.Fisher],
        };
    }

    // The groups whose women the tables show: arms, and the groups that arms add up to in the paper.
    private static List<Group> Groups(Ledger paper, Cohort cohort, TableGroup[] arms, Dictionary<string, int[]> women)
    {
        var tableGroup = arms.ToDictionary(a => a.Id, StringComparer.Ordinal);
        var armsOf = new Dictionary<string, string[]?>(StringComparer.Ordinal);
        // The arms that make up a group; null where the tables do not show all of its women.
        string[]? ArmsOf(Group group)
        {
            if (armsOf.TryGetValue(group.Id, out var found)) return found;
            if (tableGroup.ContainsKey(group.Id)) return armsOf[group.Id] = [group.Id];
            Group[] parts = [.. paper.Groups.Where(g => g.Parent == group.Id)];
            string[]?[] ofParts = [.. parts.Select(ArmsOf)];
            return armsOf[group.Id] = parts.Length > 0 && parts.Sum(p => p.Size) == group.Size && ofParts.All(p => p is not null)
                ? [.. ofParts.SelectMany(p => p!)] : null;
        }

        var groups = new List<Group>();
        foreach (var group in paper.Groups)
        {
            if (ArmsOf(group) is not { } parts || parts.Sum(p => women[p].Length) is not (> 0 and var size)) continue;
            groups.Add(group with { Size = size, Conditions =
                [.. group.Conditions.Select(c => AtCut(c, [.. parts.Select(p => tableGroup[p])]))
                .Where(c => Holds(c, cohort, parts.SelectMany(p => women[p])))] });
        }

        var known = groups.Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        return [.. groups.Select(g => g.Parent is null || known.Contains(g.Parent) ? g : g with { Parent = null })];
    }

    /// <summary>A condition with the bound at which the tables split, where they split at its variable.</summary>
    private static Condition AtCut(Condition condition, TableGroup[] arms)
    {
        double[] bounds = [.. arms.SelectMany(a => a.Conditions).Where(c => c.Variable == condition.Variable)
            .Select(c => condition.Operator is ">=" or ">" ? c.AtLeast : c.Below).Distinct()];
        return bounds is [var bound] && double.IsFinite(bound) && condition.Operator is ">=" or "<" ? condition with { Bound = bound }
            : condition;
    }

    /// <summary>Whether every woman who has the value meets a condition.</summary>
    private static bool Holds(Condition condition, Cohort cohort, IEnumerable<int> women)
    {
        if (!cohort.Design.PaperVariables.Contains(condition.Variable)) return false;
        var values = cohort.Values(condition.Variable);
        return women.Select(w => values[w]).Where(v => !double.IsNaN(v)).All(v => condition.Operator switch
        {
            ">=" => v >= condition.Bound,
            ">" => v > condition.Bound,
            "<=" => v <= condition.Bound,
            "<" => v < condition.Bound,
            _ => v == condition.Bound,
        });
    }

    /// <summary>A variable with the step and the ends of its range that the rows bear out.</summary>
    private static Variable AsInRows(Variable variable, CohortSelection rows)
    {
        if (!rows.Cohort.Design.PaperVariables.Contains(variable.Id)) return variable;
        double[] values = [.. rows.Values(variable.Id).Where(v => !double.IsNaN(v))];
        return variable with
        {
            Granularity = variable.Granularity is { } step
                && Array.TrueForAll(values, v => Math.Abs(v / step - Math.Round(v / step)) < 1e-9) ? step : null,
            Range = new(
                Array.TrueForAll(values, v => v >= variable.Range.Low) ? variable.Range.Low : double.NegativeInfinity,
                Array.TrueForAll(values, v => v <= variable.Range.High) ? variable.Range.High : double.PositiveInfinity),
        };
    }

    private static List<LedgerNumber> Numbers(Ledger paper, IReadOnlyList<CohortTable> tables, Dictionary<string, Variable> variables)
    {
        var idOf = paper.Numbers.Where(n => !n.InText).ToDictionary(n => (n.Table, n.Variable.Id, n.Group, n.Statistic), n => n.Id);
        var numbers = new List<LedgerNumber>();
        foreach (var table in tables)
        {
            var note = table.IsSynthetic ? $"{Cohort.SyntheticLabel.En} / {Cohort.SyntheticLabel.Zh}" : "";
            void Add(Variable variable, string group, Statistic statistic, string text)
            {
                var id = idOf.GetValueOrDefault((table.Design.Id, variable.Id, group, statistic))
                    ?? $"t{table.Design.Id}.{variable.Id}{(group.Length > 0 ? "." : "")}{group}.{LedgerWords.Of(statistic)}";
                numbers.Add(new(id, table.Design.Id, variable, group, statistic, PrintedNumber.Parse(text), note));
            }

            if (paper.Variables.FirstOrDefault(v => v.Kind == VariableKind.Size) is { } size)
                foreach (var column in table.Columns) Add(variables[size.Id], column.Group.Id, Statistic.N, column.Size.Printed);
            foreach (var row in table.Rows)
            {
                if (!variables.TryGetValue(row.Variable.Name, out var variable)) continue;
                for (var g = 0; g < row.Groups.Count; g++)
                {
                    if (row.Groups[g].Missing.Value > 0 || row.Groups[g].Absence is not null) continue;
                    foreach (var (statistic, text) in Summary(row, row.Groups[g]))
                        Add(variable, table.Columns[g].Group.Id, statistic, text);
                }

                if (row.Test is not { } test || row.Groups.Any(g => g.Missing.Value > 0)) continue;
                Statistic? kind = test.Kind switch
                {
                    TestKind.StudentT => Statistic.T,
                    TestKind.MannWhitney => Statistic.Z,
                    TestKind.PearsonChiSquare => Statistic.Chi2,
                    _ => null,
                };
                if (kind is { } k && test.Statistic is not null) Add(variable, "", k, test.StatisticPrinted);
                // As the ledger spells it.
                Add(variable, "", Statistic.P, test.PPrinted.Replace('<', '＜'));
            }
        }

        return numbers;
    }

    private static IEnumerable<(Statistic, string)> Summary(TableRow row, GroupSummary group)
    {
        // Rounded otherwise than to a decimal, a number would claim digits that it has not.
        if (group.RoundedTo is { } step && !ReleasedDigits.IsDecimal(step)) yield break;
        string Fixed(double? value) => NumberFormat.Fixed(value!.Value, group.Decimals);
        switch (row.Summary)
        {
            case SummaryKind.MeanSd:
                yield return (Statistic.Mean, Fixed(group.Mean));
                if (group.StandardDeviation is { } sd) yield return (Statistic.Sd, Fixed(sd));
                break;
            case SummaryKind.MedianQuartiles:
                yield return (Statistic.Median, Fixed(group.Median));
                yield return (Statistic.Q1, Fixed(group.LowerQuartile));
                yield return (Statistic.Q3, Fixed(group.UpperQuartile));
                break;
            default:
                yield return (Statistic.N, group.Count!.Value.Printed);
                yield return (Statistic.Percent, Fixed(group.Percent));
                break;
        }
    }
}
