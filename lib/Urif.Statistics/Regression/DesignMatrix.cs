using System.Collections.Concurrent;
using System.Globalization;

namespace Urif.Statistics;

/// <summary>The columns of a design matrix that belong to one term.</summary>
/// <param name="Name">The term's name, or <c>(Intercept)</c>.</param>
/// <param name="First">The place of its first column, from 0.</param>
/// <param name="Count">The number of its columns: 1, or that of a factor's contrasts.</param>
public sealed record DesignTerm(string Name, int First, int Count);

/// <summary>The numbers by which a model sees the rows: one column per coefficient.</summary>
/// <remarks>
/// <para>A factor becomes one 0/1 column per level other than the reference (R's treatment contrasts); it becomes one per level
/// where the model lacks the term without it, as R has it: <c>0 + f</c>, <c>f:x</c> without <c>x</c>. Columns are named as R
/// names them: the variable followed by the level, joined by colons.</para>
/// <para>A level that no row has is left out. A missing value is an error: which rows to use is the analyst's choice.</para>
/// </remarks>
public sealed class DesignMatrix
{
    /// <summary>The name of the constant column and of its term.</summary>
    public const string InterceptName = "(Intercept)";

    private readonly double[][] _columns;

    // What the columns were made of; null where they were given.
    private readonly Source? _source;

    // A bootstrap asks for the same two designs in each replicate.
    private readonly ConcurrentDictionary<string, (DesignMatrix Unexposed, DesignMatrix Exposed)> _arms = new();

    private DesignMatrix(double[][] columns, string[] names, DesignTerm[] terms, int rows, Source? source = null)
    {
        _columns = columns;
        _source = source;
        ColumnNames = names;
        Terms = terms;
        RowCount = rows;
    }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The number of columns, the intercept's included.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The terms, the intercept first where there is one.</summary>
    public IReadOnlyList<DesignTerm> Terms { get; }

    /// <summary>Whether the first column is the constant 1.</summary>
    public bool HasIntercept => ColumnNames.Count > 0 && ColumnNames[0] == InterceptName;

    /// <summary>The values of a column.</summary>
    public ReadOnlySpan<double> Column(int column) => _columns[column];

    /// <summary>The term that a column belongs to.</summary>
    public DesignTerm TermOf(int column) => Terms.First(term => column < term.First + term.Count);

    /// <summary>The term of this name.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public DesignTerm Term(string name) =>
        Terms.FirstOrDefault(term => term.Name == name) ?? throw new ModelException(name, "the model has no such term");

    /// <summary>The design of a formula on a data set.</summary>
    /// <exception cref="ModelException">
    /// A variable is unknown or has missing values or a different number of rows, a factor has one level, or a column is constant.
    /// </exception>
    public static DesignMatrix Of(ModelFormula formula, IReadOnlyDictionary<string, ModelColumn> columns)
    {
        ArgumentNullException.ThrowIfNull(formula);
        ArgumentNullException.ThrowIfNull(columns);
        var rows = Find(columns, formula.Response).Count;
        List<double[]> values = [];
        List<string> names = [];
        List<DesignTerm> terms = [];
        if (formula.HasIntercept) Add(InterceptName, [(InterceptName, Ones(rows))]);
        var source = new Source(formula, formula.Terms.SelectMany(term => term.Variables).Select(formula.Source).Distinct().ToDictionary(
            variable => variable, variable => Complete(columns, variable, rows)));
        foreach (var term in formula.Terms) Add(term.Name, source.Product(term, source.Variables));
        return new DesignMatrix([.. values], [.. names], [.. terms], rows, source).WithoutConstants();

        void Add(string term, List<(string Name, double[] Values)> columnsOfTerm)
        {
            terms.Add(new(term, values.Count, columnsOfTerm.Count));
            foreach (var (name, column) in columnsOfTerm)
            {
                names.Add(name);
                values.Add(column);
            }
        }
    }

    /// <summary>
    /// A design of these columns, each a term of its own, after an intercept if <paramref name="intercept"/>. The arrays are
    /// kept, not copied: they must not change afterwards.
    /// </summary>
    /// <exception cref="ModelException">Lengths differ, a value is not finite, or a column beside the intercept is constant.</exception>
    public static DesignMatrix OfColumns(IReadOnlyList<string> names, IReadOnlyList<double[]> columns, bool intercept = true)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(columns);
        if (names.Count != columns.Count || columns.Count == 0)
            throw new ModelException("a design has at least one column, and a name for each");
        var rows = columns[0].Length;
        for (var j = 0; j < columns.Count; j++)
        {
            if (columns[j].Length != rows) throw new ModelException(names[j], Rows(columns[j].Length, rows));
            RequireFinite(names[j], columns[j]);
        }

        string[] all = intercept ? [InterceptName, .. names] : [.. names];
        double[][] values = intercept ? [Ones(rows), .. columns] : [.. columns];
        return new DesignMatrix(values, all, [.. all.Select((name, place) => new DesignTerm(name, place, 1))], rows).WithoutConstants();
    }

    /// <summary>The constant alone, for <paramref name="rows"/> rows.</summary>
    internal static DesignMatrix Constant(int rows) => new([Ones(rows)], [InterceptName], [new(InterceptName, 0, 1)], rows);

    /// <summary>
    /// The same design with other values of one variable, in its own column and in interactions, coded by the levels that it has here.
    /// </summary>
    /// <exception cref="ModelException">No term has the variable.</exception>
    internal DesignMatrix Replace(string variable, ModelColumn values)
    {
        Variable(variable);
        double[][] columns = [.. _columns];
        if (_source is null)
        {
            columns[ColumnNames.Index().First(column => column.Item == variable).Index] = ((NumericColumn)values).Values;
            return new(columns, [.. ColumnNames], [.. Terms], RowCount);
        }

        var shown = new Dictionary<string, ModelColumn>(_source.Variables) { [variable] = values };
        foreach (var term in _source.Formula.Terms.Where(term => _source.Formula.Has(term, variable)))
        {
            var place = Term(term.Name).First;
            foreach ((_, var column) in _source.Product(term, shown)) columns[place++] = column;
        }

        return new(columns, [.. ColumnNames], [.. Terms], RowCount, _source with { Variables = shown });
    }

    /// <summary>A variable of the model.</summary>
    /// <exception cref="ModelException">No term has it.</exception>
    internal ModelColumn Variable(string name)
    {
        if (_source is not null && _source.Variables.TryGetValue(name, out var column)) return column;
        for (var j = HasIntercept ? 1 : 0; j < ColumnCount && _source is null; j++)
        {
            if (ColumnNames[j] == name) return _columns[j];
        }

        throw new ModelException(name, "the model has no such variable");
    }

    /// <summary>The columns of terms that do not have the variable.</summary>
    internal int[] ColumnsWithout(string variable) => [..
        from column in Enumerable.Range(0, ColumnCount)
        let term = TermOf(column).Name
        where _source is null ? term != variable : !_source.Formula.Terms.Any(t => t.Name == term && _source.Formula.Has(t, variable))
        select column];

    /// <summary>The design with nobody exposed, and with everybody.</summary>
    /// <exception cref="ModelException">No term has the variable, or it has other values than two.</exception>
    internal (DesignMatrix Unexposed, DesignMatrix Exposed) Arms(string exposure) => _arms.GetOrAdd(exposure, name =>
    {
        switch (Variable(name))
        {
            case NumericColumn numeric:
                RequireBinary(name, numeric.Values);
                return (Replace(name, new double[RowCount]), Replace(name, Ones(RowCount)));
            case FactorColumn factor:
                var levels = factor.LevelsInUse();
                if (levels.Length != 2)
                {
                    throw new ModelException(name, string.Create(
                        CultureInfo.InvariantCulture, $"an exposure has two levels, and this factor has {levels.Length}"));
                }

                DesignMatrix[] arms = [.. levels.Select(
                    level => Replace(name, factor with { Codes = [.. Enumerable.Repeat(level, RowCount)] }))];
                return (arms[0], arms[1]);
            default:
                throw new InvalidOperationException();
        }
    });

    /// <exception cref="ModelException">A value is neither 0 nor 1.</exception>
    internal static void RequireBinary(string name, double[] values)
    {
        var row = Array.FindIndex(values, value => value is not (0 or 1));
        if (row >= 0)
        {
            throw new ModelException(name, string.Create(
                CultureInfo.InvariantCulture, $"an exposure is 0 or 1, and row {row + 1} has {values[row]:R}"));
        }
    }

    /// <summary>The same rows with some of the columns.</summary>
    internal DesignMatrix Select(IReadOnlyList<int> columns) =>
        new([.. columns.Select(j => _columns[j])], [.. columns.Select(j => ColumnNames[j])],
            [.. columns.Select((j, place) => new DesignTerm(TermOf(j).Name, place, 1))], RowCount);

    /// <summary>The column as an array, for the loops over rows.</summary>
    internal double[] ColumnArray(int column) => _columns[column];

    /// <summary>The sum of coefficient times column, row by row, on top of the offset.</summary>
    internal double[] LinearPredictor(ReadOnlySpan<double> coefficients, double[]? offset)
    {
        var predictor = offset is null ? new double[RowCount] : [.. offset];
        for (var j = 0; j < _columns.Length; j++)
        {
            var coefficient = coefficients[j];
            var column = _columns[j];
            for (var i = 0; i < predictor.Length; i++) predictor[i] += coefficient * column[i];
        }

        return predictor;
    }

    /// <summary>A response as numbers from 0 to 1; of a factor with two levels, the second is the event.</summary>
    internal static double[] Response(string name, IReadOnlyDictionary<string, ModelColumn> columns)
    {
        var column = Complete(columns, name, Find(columns, name).Count);
        if (column is NumericColumn numeric) return numeric.Values;
        var factor = (FactorColumn)column;
        return factor.Levels.Count == 2
            ? [.. factor.Codes.Select(code => code == factor.Reference ? 0.0 : 1.0)]
            : throw new ModelException(name, "a response that is a factor has two levels");
    }

    /// <summary>The sum of a formula's offsets; null where there is none.</summary>
    internal static double[]? Offset(ModelFormula formula, IReadOnlyDictionary<string, ModelColumn> columns)
    {
        if (formula.Offsets.Count == 0) return null;
        var sum = new double[Find(columns, formula.Response).Count];
        foreach (var name in formula.Offsets)
        {
            if (Complete(columns, name, sum.Length) is not NumericColumn numeric)
                throw new ModelException(name, "an offset is a column of numbers");
            for (var i = 0; i < sum.Length; i++) sum[i] += numeric.Values[i];
        }

        return sum;
    }

    private DesignMatrix WithoutConstants()
    {
        for (var j = HasIntercept ? 1 : 0; j < _columns.Length; j++)
        {
            ReadOnlySpan<double> column = _columns[j];
            if (column.Length > 0 && (HasIntercept || column[0] == 0) && !column.ContainsAnyExcept(column[0]))
            {
                throw new ModelException(ColumnNames[j], string.Create(
                    CultureInfo.InvariantCulture, $"the column is constant, {column[0]:R} in all rows"));
            }
        }

        return this;
    }

    private static ModelColumn Complete(IReadOnlyDictionary<string, ModelColumn> columns, string name, int rows)
    {
        var column = Find(columns, name);
        if (column.Count != rows) throw new ModelException(name, Rows(column.Count, rows));
        int missing = 0, first = -1;
        for (var i = 0; i < rows; i++)
        {
            if (!column.IsMissing(i)) continue;
            first = missing++ == 0 ? i : first;
        }

        if (missing > 0)
        {
            throw new ModelException(name, string.Create(
                CultureInfo.InvariantCulture, $"{missing} of {rows} values are missing, the first in row {first + 1}"));
        }

        if (column is NumericColumn numeric) RequireFinite(name, numeric.Values);
        return column;
    }

    private static void RequireFinite(string name, double[] values)
    {
        var row = Array.FindIndex(values, value => !double.IsFinite(value));
        if (row >= 0)
            throw new ModelException(name, string.Create(CultureInfo.InvariantCulture, $"the value in row {row + 1} is {values[row]:R}"));
    }

    private static ModelColumn Find(IReadOnlyDictionary<string, ModelColumn> columns, string name) =>
        columns.TryGetValue(name, out var column)
            ? column
            : throw new ModelException(name, $"no such column; there are {string.Join(", ", columns.Keys.Order(StringComparer.Ordinal))}");

    private static string Rows(int count, int rows) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} rows where the other columns have {rows}");

    private static double[] Ones(int rows)
    {
        var ones = new double[rows];
        Array.Fill(ones, 1);
        return ones;
    }

    private static double[] Times(double[] left, double[] right)
    {
        var product = new double[left.Length];
        for (var i = 0; i < product.Length; i++) product[i] = left[i] * right[i];
        return product;
    }

    /// <summary>A formula and its variables, complete and of the same number of rows.</summary>
    private sealed record Source(ModelFormula Formula, Dictionary<string, ModelColumn> Variables)
    {
        /// <summary>The columns of a term; <paramref name="shown"/> may have other values than those that levels are taken from.</summary>
        public List<(string Name, double[] Values)> Product(ModelTerm term, Dictionary<string, ModelColumn> shown)
        {
            List<(string Name, double[] Values)> product = [];
            foreach (var variable in term.Variables)
            {
                var of = Formula.Source(variable);
                var coded = Formula.Transforms.TryGetValue(variable, out var transform)
                    ? transform.Columns(Numbers(transform, Variables[of]), Numbers(transform, shown[of]))
                    : Coded(variable, Variables[of], shown[of], IsContrast(term, variable));
                product = product.Count == 0 ? coded : [..
                    from right in coded
                    from left in product
                    select (left.Name + ":" + right.Name, Times(left.Values, right.Values))];
            }

            return product;
        }

        // A factor's contrasts suffice where the model also has the term without it; otherwise each level needs its column.
        // Without an intercept, the first factor has one column per level and so supplies the constant to the others.
        private bool IsContrast(ModelTerm term, string variable) =>
            term.Variables.Count > 1
                ? Formula.Terms.Contains(new([.. term.Variables.Where(name => name != variable)]))
                : Formula.HasIntercept || Formula.Terms.TakeWhile(earlier => earlier != term)
                    .Any(earlier => Variables[Formula.Source(earlier.Variables[0])] is FactorColumn);

        private static double[] Numbers(ModelTransform transform, ModelColumn column) => column is NumericColumn numeric ? numeric.Values
            : throw new ModelException(transform.Name, $"{transform.Variable} has words, not numbers to transform");

        private static List<(string Name, double[] Values)> Coded(string variable, ModelColumn column, ModelColumn shown, bool contrast)
        {
            if (column is not FactorColumn factor) return [(variable, ((NumericColumn)shown).Values)];
            var levels = factor.LevelsInUse();
            if (levels.Length == 0)
                throw new ModelException(variable, "there are no rows, and so the factor has no level");
            if (levels.Length < 2)
                throw new ModelException(variable, $"the factor has one level, {factor.Levels[levels[0]]}, in all rows");
            int[] coded = contrast ? levels[1..] : [.. levels.Order()], codes = ((FactorColumn)shown).Codes;
            return [.. coded.Select(level => (
                variable + factor.Levels[level],
                codes.Select(code => code == level ? 1.0 : 0.0).ToArray()))];
        }
    }
}
