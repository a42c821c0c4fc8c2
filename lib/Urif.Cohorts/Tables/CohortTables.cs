using System.Buffers;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>
/// Makes the tables of a cohort by the rule that the paper states (section 1.4): the Shapiro-Wilk test decides between mean ±
/// SD with Student's t and median (P25-P75) with Mann-Whitney, unless the design asks for one of them; expected counts decide
/// between Pearson's chi-square and Fisher. Of three or more groups the same decides between analysis of variance and
/// Kruskal-Wallis, Pearson's chi-square and Fisher-Freeman-Halton.
/// </summary>
/// <remarks>Same rows, same tables: neither the order of the rows nor the number of processors changes a bit of them.</remarks>
public static class CohortTables
{
    /// <summary>A table of some rows of a cohort.</summary>
    /// <exception cref="ArgumentException">A variable of the design does not exist, or cannot be summarised as the design asks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static CohortTable Of(CohortSelection rows, TableDesign design, TableOptions? options = null) => Of(rows, [design], options)[0];

    /// <summary>Several tables of the same rows, which costs less than one by one; small counts are hidden across all of them.</summary>
    /// <exception cref="ArgumentException">A variable of a design does not exist, or cannot be summarised as the design asks.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static IReadOnlyList<CohortTable> Of(CohortSelection rows, IReadOnlyList<TableDesign> designs, TableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(designs);
        options ??= new();
        if (!(options.NormalityLevel > 0 && options.NormalityLevel < 1))
            throw new ArgumentOutOfRangeException(
                nameof(options), options.NormalityLevel, "The level of the test of normality lies in (0, 1).");
        if (options.SuppressBelow is < 0 or 1 or 2)
            throw new ArgumentOutOfRangeException(
                nameof(options), options.SuppressBelow, "The bound below which counts are hidden is at least 3, or 0 for none.");

        if (designs.SelectMany(d => d.Variables).FirstOrDefault(
            v => v.Summary is { } asked && (asked == SummaryKind.CountPercent || v.Kind == TableVariableKind.Binary)) is { } odd)
            throw new ArgumentException(
                $"\"{odd.Name}\" cannot be summarised as {odd.Summary}: only a continuous variable has a choice, of mean and median",
                nameof(designs));

        // Groups and variables that several tables show are counted once.
        TableGroup[] groups = [.. designs.SelectMany(d => d.Groups).DistinctBy(g => (g.Id, Conditions(g)))];
        var placeOf = new Dictionary<(string, string), int>();
        foreach (var group in groups) placeOf.Add((group.Id, Conditions(group)), placeOf.Count);
        int[][] columns = [.. designs.Select(d => d.Groups.Select(g => placeOf[(g.Id, Conditions(g))]).ToArray())];
        var members = Members(rows, groups);
        var denominators = designs.SelectMany(d => d.Variables).Select(v => AmongOf(v, options)).OfType<string>().Distinct()
            .ToDictionary(a => a, a => new Denominator(a, rows.Cohort), StringComparer.Ordinal);

        TableRow[][] tableRows = [.. designs.Select(d => new TableRow[d.Variables.Count])];
        TableVariable[] variables = [.. designs.SelectMany(d => d.Variables).DistinctBy(Kind)];
        InParallel(variables.Length, at =>
        {
            var variable = variables[at];
            var values = rows.Cohort.Values(variable.Name);
            var among = AmongOf(variable, options) is { } column ? denominators[column].Rows : null;
            var statistics = new GroupStatistics?[groups.Length];
            var words = new FrequencyTable?[groups.Length];
            for (var t = 0; t < designs.Count; t++)
            {
                for (var r = 0; r < tableRows[t].Length; r++)
                {
                    var row = designs[t].Variables[r];
                    if (Kind(row) != Kind(variable)) continue;
                    GroupStatistics[] ofRow = [.. columns[t].Select(g => statistics[g] ??=
                        GroupStatistics.Of(values, members[g], among, variable.Kind, options))];
                    var isFurther = row.Partition is { } partition && designs[t].Variables.Take(r).Any(v => v.Partition == partition);
                    IReadOnlyList<FrequencyTable>? ofWords = null;
                    if (!isFurther && WordCount(rows.Cohort, row) > 2)
                    {
                        var codes = rows.Cohort.Values(row.Partition!);
                        ofWords = [.. columns[t].Select(g => words[g] ??= GroupStatistics.Of(codes, members[g], among,
                            TableVariableKind.Binary, options).Values)];
                    }

                    tableRows[t][r] = RowMaker.Make(row, ofRow, isFurther, new(designs[t], options, ofWords));
                }
            }
        });

        var isRepeated = rows.FurtherRowsOfWomen > 0;
        CohortTable[] tables =
        [
            .. designs.Select((design, t) => new CohortTable
            {
                Design = design,
                Options = options,
                IsSynthetic = rows.Cohort.IsSynthetic,
                Columns = [.. design.Groups.Select((g, c) => new TableColumn(g, PrintedText.Shown(members[columns[t][c]].Length))
                {
                    Denominators = [.. design.Variables.Select(v => AmongOf(v, options)).OfType<string>().Distinct()
                        .Select(a => denominators[a].Of(members[columns[t][c]]))],
                })],
                Rows = tableRows[t],
                Footnotes = Footnotes(tableRows[t], options, isRepeated, rows.Cohort),
            }),
        ];
        return options.SuppressBelow > 0 ? Suppress(tables, rows, options.SuppressBelow) : tables;
    }

    /// <summary>Hides counts from 1 to K - 1 and values of women, and what would tell them, in tables that are shown together.</summary>
    /// <param name="tables">All tables that a reader will see of these women; nothing is hidden in them yet.</param>
    /// <param name="rows">The rows that they are of.</param>
    /// <param name="below">K, at least 3: a count known to be from 1 to 1 is not hidden.</param>
    /// <remarks>
    /// <para>Hidden are: a group of 1 to K - 1 women, with all of its column, and another group, since the total is known; a group
    /// that holds so few women beside another inside it; a
    /// variable of which 1 to K - 1 values are there or missing in a group (see <see cref="TableOptions.SuppressMissing"/>), with its
    /// mean and quartiles, since these tell how many values they are of (Brown and Heathers 2017); a count of 1 to K - 1, or one whose
    /// complement is; the other row of its partition; a count of the same variable in another group, since the women of all groups who
    /// have it are known from elsewhere; of the outcomes, whose counts bound one another, as many as it takes; and every percent,
    /// test and difference that a hidden number enters.</para>
    /// <para>Each count marked &lt;K then keeps K - 1 values that agree with all that is shown; where there are too few women for
    /// that, the mark is * for all counts involved. Where groups of different tables overlap, a variable with a hidden count is
    /// hidden in all of them.</para>
    /// <para>Of measurements the summary that is printed stays, mean or quartiles, with the digits that one woman does not move and where
    /// many data sets have them; of tests of them the level that p is below; W, its p, t and z go.</para>
    /// <para>Tables shown elsewhere of the same women are not known here; docs/disclosure.md says what that leaves open.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">Counts are hidden already, or the tables differ in their denominator.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="below"/> is below 3.</exception>
    public static IReadOnlyList<CohortTable> Suppress(IReadOnlyList<CohortTable> tables, CohortSelection rows, int below)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 3);
        return TableRelease.Of(tables, rows, below);
    }

    private static (string, TableVariableKind, bool, string?) Kind(TableVariable variable) =>
        (variable.Name, variable.Kind, variable.IsOutcome, variable.Among);

    private static int WordCount(Cohort cohort, TableVariable variable) =>
        variable.Partition is { } partition ? cohort.Schema.Column(partition).Categories.Count : 0;

    /// <summary>The column of yes and no that says among whom a variable is counted; null for all of a group.</summary>
    internal static string? AmongOf(TableVariable variable, TableOptions options) => variable.Among ?? (!variable.IsOutcome ? null
        : options.Denominator switch
        {
            OutcomeDenominator.PositiveHcg => CohortColumns.HcgPositive,
            OutcomeDenominator.ClinicalPregnancy => CohortColumns.ClinicalPregnancy,
            _ => null,
        });

    private static string Conditions(TableGroup group) =>
        string.Join(';', group.Conditions.Select(c =>
            string.Create(CultureInfo.InvariantCulture, $"{c.Variable} {c.AtLeast:R} {c.Below:R}")));

    /// <summary>The rows of each group, ascending.</summary>
    internal static int[][] Members(CohortSelection rows, IReadOnlyList<TableGroup> groups)
    {
        string[] names = [.. groups.SelectMany(g => g.Conditions).Select(c => c.Variable).Distinct()];
        var values = names.ToDictionary(n => n, rows.Cohort.Values, StringComparer.Ordinal);
        var members = new int[groups.Count][];
        InParallel(groups.Count, g =>
        {
            var conditions = groups[g].Conditions;
            double[][] asked = [.. conditions.Select(c => values[c.Variable])];
            double[] least = [.. conditions.Select(c => c.AtLeast)], below = [.. conditions.Select(c => c.Below)];
            var found = ArrayPool<int>.Shared.Rent(rows.Count);
            var count = 0;
            foreach (var row in rows.Rows)
            {
                var meets = true;
                for (var c = 0; c < asked.Length && meets; c++)
                {
                    var value = asked[c][row];
                    meets = value >= least[c] && value < below[c];
                }

                if (meets) found[count++] = row;
            }

            members[g] = found[..count];
            ArrayPool<int>.Shared.Return(found);
        });
        return members;
    }

    /// <summary>The rows among whom variables are counted: 1, 0 for others, missing where that is not known.</summary>
    private sealed class Denominator(string among, Cohort cohort)
    {
        public sbyte[] Rows { get; } = RowsOf(among, cohort);

        public TableDenominator Of(int[] members) => new(among, cohort.Schema.Column(among).Label,
            PrintedText.Shown(members.Count(row => Rows[row] == 1)));

        private static sbyte[] RowsOf(string among, Cohort cohort)
        {
            if (!cohort.Schema.HasDefinitions) return [.. cohort.Codes(among)];
            if (OutcomeNames.Named(among) is { } outcome) return [.. cohort.OutcomeOf(outcome)];
            sbyte[] rows = [.. cohort.Codes(among)];
            if (among != CohortColumns.HcgPositive) return rows;
            ReadOnlySpan<sbyte> clinical = cohort.OutcomeOf(Outcome.ClinicalPregnancy), early = cohort.OutcomeOf(Outcome.EarlyLoss);
            for (var row = 0; row < rows.Length; row++)
            {
                // A biochemical loss is an early loss (section 1.2): hCG was positive exactly where there was either.
                if (rows[row] >= 0) continue;
                if (clinical[row] == 1 || early[row] == 1) rows[row] = 1;
                else if (clinical[row] == 0 && early[row] == 0) rows[row] = 0;
            }

            return rows;
        }
    }

    private static List<TableNote> Footnotes(IReadOnlyList<TableRow> rows, TableOptions options, bool isRepeated, Cohort cohort)
    {
        var notes = new List<TableNote>();
        if (isRepeated) notes.Add(TableNote.RepeatedWomen);
        if (rows.Any(r => r.Summary == SummaryKind.MedianQuartiles)) notes.Add(TableNote.Quartiles);
        if (rows.Any(r => r.Test?.Kind == TestKind.MannWhitney)) notes.Add(TableNote.RankSum);
        if (rows.Any(r => r.Test?.IsExact == true)) notes.Add(TableNote.ExactRankSum);
        if (rows.Any(r => r.PairwiseDifferences.Count > 0)) notes.Add(TableNote.PairwiseDifferences);
        else if (rows.Any(r => r.StandardizedDifference is not null)) notes.Add(TableNote.StandardizedDifference);
        if (rows.Any(r => r.StandardizedDifference is not null && WordCount(cohort,
            r.Variable) > 2)) notes.Add(TableNote.CategoryDifferences);
        if (rows.Any(r => r.Difference is not null)) notes.Add(TableNote.Differences);
        if (options.Denominator != OutcomeDenominator.Transfer && rows.Any(r => r.Variable.IsOutcome)) notes.Add(TableNote.Denominator);
        if (rows.Any(r => r.Decision.Normality.Any(n => n.Sampled))) notes.Add(TableNote.NormalityOfSample);
        if (rows.Any(r => r.Groups.Any(g => g.Missing.Value > 0))) notes.Add(TableNote.Missing);
        if (cohort.Schema.HasDefinitions && rows.Any(r => r.Variable.IsOutcome && OutcomeNames.Named(r.Variable.Name) is { } outcome
            && cohort.SourcesOf(outcome).Followed > 0)) notes.Add(TableNote.OutcomesWithoutPregnancy);
        return notes;
    }

    // An error of a worker is thrown as it is.
    private static void InParallel(int count, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, work);
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }
}
