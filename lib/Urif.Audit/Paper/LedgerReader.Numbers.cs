namespace Urif.Audit;

public static partial class LedgerReader
{
    internal const string NumbersFile = "numbers.csv";

    internal static readonly LedgerColumns NumberColumns = new(
        NumbersFile, ["id", "table", "variable", "group", "statistic", "printed", "note"],
        Optional: ["denominator", "test", "sides", "scope", "estimator", "interval", "time", "unit_of_analysis"],
        Omissible: ["note"]);

    private const int Id = 0, TableName = 1, VariableName = 2, GroupName = 3, StatisticName = 4, Printed = 5, Note = 6,
        DenominatorName = 7, TestName = 8, SidesName = 9, ScopeName = 10, EstimatorName = 11, IntervalName = 12, Time = 13, UnitName = 14;

    private static LedgerNumber[] ReadNumbers(LedgerTable table, Known known, ProblemList problems)
    {
        if (table.Count == 0)
            problems.Add(new($"{NumbersFile}, line 2", "has a header but no numbers", "give a row for each printed number"));

        var rowOf = table.RowById();
        var rowsAt = new Dictionary<(string Table, string Variable, string Group, Statistic, NumberFacts, int Estimate),
            (int First, int Count)>(table.Count);
        var lastEstimate = new Dictionary<(string Table, string Variable, string Group, string Time), int>();
        var nowhere = new HashSet<string>();
        var numbers = new List<LedgerNumber>(table.Count);
        for (var row = 0; row < table.Count; row++)
        {
            var (at, before) = (row, problems.Count);
            problems.Check(() => table[at, Id].NewId(rowOf));
            var name = problems.Read(() => table[at, TableName].Required(), null);
            if (name is not null) problems.Check(() => CheckTable(table[at, TableName], known));
            var variable = problems.Read(() => known.Variables.TryGetValue(table[at, VariableName].Required(), out var found) ? found
                : throw table[at, VariableName].Unknown("a variable", known.Variables.Keys, VariablesFile), null);
            var statistic = problems.Read<Statistic?>(() =>
                (Statistic)table[at, StatisticName].OneOf(LedgerWords.Statistics, "a statistic"), null);
            var facts = problems.Read(() => ReadFacts(table, at, statistic, known, problems), NumberFacts.None);
            if (name is not null)
            {
                problems.Check(() =>
                {
                    CheckGroup(table[at, GroupName], inText: name == Ledger.Text, known);
                    // What the table would have to say is said once.
                    if (statistic is { } s && !nowhere.Contains(name))
                        CheckOwner(table[at, GroupName], table[at, TableName], s, facts, known, nowhere);
                });
            }
            var printed = statistic is { } what ? problems.Read(() => ReadPrinted(table[at, Printed], what, known.Alpha), null) : null;
            if (name is null || variable is null || statistic is not { } kind || printed is null) continue;

            var group = table[row, GroupName].Text;
            // Each of two estimates in one place has its own limits and standard error.
            var place = (name, variable.Id, group, facts.Time);
            if (LedgerLinks.IsEstimate(kind)) lastEstimate[place] = row;
            var ofEstimate = kind is Statistic.CiLow or Statistic.CiHigh or Statistic.Se ? lastEstimate.GetValueOrDefault(place, -1) : -1;
            var key = (name, variable.Id, group, kind, facts, ofEstimate);
            var (first, count) = rowsAt.GetValueOrDefault(key, (row, 0));
            rowsAt[key] = (first, count + 1);
            // A table of several comparisons prints one for each, and the ledger may not say which is whose.
            var most = group.Length == 0 ? Math.Max(1, known.Compared(name).Length) : 1;
            if (name != Ledger.Text && count >= most && problems.Count == before)
                problems.Add(table[row, Id].Wrong(
                    $"gives the {LedgerWords.Of(kind)} of {Quoted.Short(variable.Id)} in table {Quoted.Short(name)} again, "
                    + $"after line {LedgerTable.LineOf(first)}",
                    "keep one row for each printed number, or say what sets the two apart: the group, test, estimator, "
                    + "denominator or time"));
            numbers.Add(new(table[row, Id].Text, name, variable, group, kind, printed, table[row, Note].Text) { Facts = facts });
        }

        var read = numbers.ToArray();
        CheckLimits(table, rowOf, read, problems);
        return read;
    }

    private static NumberFacts ReadFacts(LedgerTable table, int row, Statistic? statistic, Known known, ProblemList problems)
    {
        var denominator = problems.Read(() => ReadDenominator(table[row, DenominatorName], statistic, known), null);
        var test = problems.Read(() => table[row, TestName].OptionalOneOf<StatedTest>(LedgerWords.Tests, "a test"), null);
        var sides = problems.Read(() => table[row, SidesName].OptionalOneOf<StatedSides>(LedgerWords.Sides, "a number of sides"), null);
        var scope = problems.Read(() => table[row, ScopeName].OptionalOneOf<TestScope>(LedgerWords.Scopes, "a scope"), null);
        foreach (var column in (ReadOnlySpan<int>)[TestName, SidesName, ScopeName])
            if (!table[row, column].IsEmpty && statistic is { } s && LedgerWords.IsOfGroup(s))
                problems.Add(table[row, column].Wrong(
                    $"is said of {LedgerWords.WithArticle(s)}, which comes of no test", "leave it empty"));
        var estimator = problems.Read(() =>
            table[row, EstimatorName].OptionalOneOf<StatedEstimator>(LedgerWords.Estimators, "an estimator"), null);
        var interval = problems.Read(() =>
            table[row, IntervalName].OptionalOneOf<StatedInterval>(LedgerWords.Intervals, "a kind of interval"), null);
        var unit = problems.Read(() => table[row, UnitName].OptionalOneOf<AnalysisUnit>(LedgerWords.Units, "a unit of analysis"), null);
        var facts = new NumberFacts(denominator, test, sides, scope, estimator, interval, table[row, Time].Text, unit);
        return facts == NumberFacts.None ? NumberFacts.None : facts;
    }

    private static Denominator? ReadDenominator(CsvCell cell, Statistic? statistic, Known known)
    {
        if (cell.IsEmpty) return null;
        if (statistic is { } s and not (Statistic.N or Statistic.Percent))
            throw cell.Wrong($"is the denominator of {LedgerWords.WithArticle(s)}, which has none", "leave it empty");
        if (Array.IndexOf(LedgerWords.Denominators, cell.Text) is >= 0 and var word) return new((DenominatorKind)word);
        if (known.Variables.TryGetValue(cell.Text, out var outcome)) return new(DenominatorKind.Outcome, outcome);
        throw cell.Wrong("is not a denominator",
            Spelling.Advice(cell.Text, [.. LedgerWords.Denominators, .. known.Variables.Keys])
            ?? $"use one of {string.Join(' ', LedgerWords.Denominators)} or an id of {VariablesFile}");
    }

    /// <summary>A table may make no comparison; one that is named like the text, or like another table but for letter case, is a
    /// slip.</summary>
    private static void CheckTable(CsvCell cell, Known known)
    {
        if (cell.Text == Ledger.Text || known.Compared(cell.Text).Length > 0) return;
        if (!Identifier.IsValid(cell.Text)) throw cell.NotAnId();
        if (Spelling.Advice(cell.Text, [Ledger.Text, .. known.Tables.Where(t => t.Equals(cell.Text, StringComparison.OrdinalIgnoreCase))])
            is { } advice)
            throw cell.Wrong("is a table that no comparison names", advice);
    }

    private static void CheckGroup(CsvCell cell, bool inText, Known known)
    {
        if (cell.IsEmpty || known.Groups.ContainsKey(cell.Text) || known.Comparisons.ContainsKey(cell.Text)) return;
        if (inText || Spelling.Advice(cell.Text, known.Groups.Keys) is null)
            throw cell.Unknown("a group or comparison", known.Groups.Keys.Concat(known.Comparisons.Keys),
                $"{GroupsFile} or {ComparisonsFile}");
        throw cell.Unknown("a group", known.Groups.Keys, GroupsFile);
    }

    /// <summary>Checks that a number belongs to what its statistic describes.</summary>
    private static void CheckOwner(CsvCell cell, CsvCell table, Statistic statistic, NumberFacts facts, Known known,
        HashSet<string> nowhere)
    {
        var (word, inText) = (LedgerWords.Of(statistic), table.Text == Ledger.Text);
        var compared = known.Compared(table.Text);
        // A test of pairs is of one group before and after.
        var ofEither = LedgerWords.IsOfEither(statistic)
            || (!LedgerWords.IsOfGroup(statistic) && facts.Test is StatedTest.Paired or StatedTest.Wilcoxon or StatedTest.McNemar);
        if (LedgerWords.IsOfGroup(statistic) || (ofEither && known.Groups.ContainsKey(cell.Text)))
        {
            if (!known.Groups.ContainsKey(cell.Required()))
                throw cell.Wrong($"is a comparison, but {word} belongs to a group", $"use an id of {GroupsFile}");
            // The columns of a table are the groups compared, and the groups that they are parts of ("Overall").
            if (inText || compared.Length == 0 || Array.Exists(compared, c => c.Arms.Any(a => known.IsPartOf(a, cell.Text)))) return;
            throw cell.Wrong($"is not an arm of table {table.Quote}",
                $"use {string.Join(" or ", compared.SelectMany(c => c.Arms).Distinct().Select(Quoted.Short))}, "
                + $"or name the table with the comparison in {ComparisonsFile}");
        }

        if (known.Groups.ContainsKey(cell.Text))
            throw inText
                ? cell.Wrong($"is a group, but {word} belongs to a comparison", $"use an id of {ComparisonsFile}")
                : cell.Wrong($"is given, but {word} in a table belongs to the comparison that the table makes", "leave it empty");
        if (inText)
        {
            cell.Required();
        }
        else if (compared.Length == 0)
        {
            nowhere.Add(table.Text);
            throw table.Wrong("is a table that no comparison names", $"name it in the column tables of {ComparisonsFile}, or write text");
        }
        else if (!cell.IsEmpty && Array.TrueForAll(compared, c => c.Id != cell.Text))
        {
            throw cell.Wrong($"is a comparison that table {table.Quote} does not make", $"name the table in its row of {ComparisonsFile}");
        }
    }

    private static PrintedNumber ReadPrinted(CsvCell cell, Statistic statistic, double alpha)
    {
        if (!PrintedNumber.TryParse(cell.Required(), out var printed, (decimal)alpha))
            throw cell.Wrong("is not a printed number", "give its digits, such as 0.50 or -2.89, and for a p-value also <0.001 or NS");
        if (printed!.Relation == Relation.NotSignificant && statistic != Statistic.P)
            throw cell.Wrong("is said of a p-value alone", "give the number");
        if (printed.Relation != Relation.Equal && statistic
            is Statistic.ValidN or Statistic.Mean or Statistic.Sd or Statistic.Se or Statistic.Iqr
            or Statistic.Df or Statistic.Df2)
            throw cell.Wrong("is an inequality", $"{LedgerWords.WithArticle(statistic)} is a number: give it");
        if (printed.HasPercentSign && statistic is not (
            Statistic.Percent or Statistic.RiskDifference or Statistic.CiLow or Statistic.CiHigh))
            throw cell.Wrong("is a percent",
                $"{LedgerWords.WithArticle(statistic)} is none: give the number without the sign, or another statistic");

        var (inside, remedy) = statistic switch
        {
            Statistic.N or Statistic.ValidN => (printed.Decimals == 0 && printed.Digits is >= 0 and <= int.MaxValue,
                $"{LedgerWords.Of(statistic)} counts women: give a whole number from 0 up"),
            Statistic.Percent => (printed.Digits is >= 0 and <= 100, "a percentage of a group lies between 0 and 100"),
            Statistic.RiskDifference => (printed.Digits is >= -100 and <= 100, "a difference of percentages lies between -100 and 100"),
            Statistic.P => (printed.Digits is >= 0 and <= 1, "a p-value lies between 0 and 1"),
            Statistic.R => (printed.Digits is >= -1 and <= 1, "a correlation lies between -1 and 1"),
            Statistic.Sd => (printed.Digits >= 0, "a standard deviation is 0 or more"),
            Statistic.Se => (printed.Digits >= 0, "a standard error is 0 or more"),
            Statistic.Iqr => (printed.Digits >= 0, "give the width as one number, or the quartiles as q1 and q3"),
            Statistic.Chi2 => (printed.Digits >= 0, "a chi-square is 0 or more"),
            Statistic.F or Statistic.H => (printed.Digits >= 0, "it is 0 or more"),
            Statistic.Df or Statistic.Df2 => (printed.Digits > 0, "degrees of freedom are more than 0"),
            Statistic.OddsRatio => (printed.Digits >= 0, "an odds ratio is 0 or more"),
            Statistic.RiskRatio or Statistic.HazardRatio => (printed.Digits >= 0, "a ratio is 0 or more"),
            _ => (true, ""),
        };
        return inside ? printed : throw cell.Wrong($"cannot be {LedgerWords.WithArticle(statistic)}", remedy);
    }

    /// <summary>The limits of a ratio are not negative; those of a difference may be.</summary>
    private static void CheckLimits(LedgerTable table, Dictionary<string, int> rowOf, LedgerNumber[] numbers, ProblemList problems)
    {
        foreach (var (limit, estimate) in LedgerLinks.Limits(numbers))
            if (limit.Printed.Digits < 0 && LedgerWords.IsRatio(estimate.Statistic))
                problems.Add(table[rowOf[limit.Id], Printed].Wrong(
                    $"cannot be {LedgerWords.WithArticle(limit.Statistic)} of {LedgerWords.WithArticle(estimate.Statistic)}",
                        "the limits of a ratio are 0 or more"));
    }

    /// <summary>What a number can refer to.</summary>
    private sealed class Known(
        double alpha, Dictionary<string, Variable> variables, Dictionary<string, Group> groups, Dictionary<string, Comparison> comparisons)
    {
        private readonly Dictionary<string, Comparison[]> _comparedIn = comparisons.Values
            .SelectMany(c => c.Tables, (comparison, name) => (comparison, name))
            .GroupBy(p => p.name, p => p.comparison).ToDictionary(g => g.Key, g => g.ToArray());

        public double Alpha => alpha;

        public Dictionary<string, Variable> Variables => variables;

        public Dictionary<string, Group> Groups => groups;

        public Dictionary<string, Comparison> Comparisons => comparisons;

        public IEnumerable<string> Tables => _comparedIn.Keys;

        /// <summary>The comparisons that a table makes.</summary>
        public Comparison[] Compared(string table) => _comparedIn.GetValueOrDefault(table, []);

        /// <summary>Whether a group is another one, or a part of it.</summary>
        public bool IsPartOf(string group, string whole)
        {
            for (var at = groups.GetValueOrDefault(group); at is not null; at = at.Parent is null ? null
                : groups.GetValueOrDefault(at.Parent))
                if (at.Id == whole) return true;
            return false;
        }
    }
}
