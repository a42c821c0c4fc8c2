using System.Collections.Concurrent;
using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>
/// Transfer cycles in columns, one row per cycle, in the units of the data dictionary: what the checks and the tables work on.
/// </summary>
/// <remarks>
/// Nothing outside can change it. A measurement takes 8 bytes, a count 2 and a word 1, so that ten million cycles fit in
/// about 1 GB. Identifiers are numbers that say which rows share one: the file's own text is not kept. A column that the file
/// lacks reads as missing throughout; <see cref="Has"/> tells.
/// </remarks>
public sealed partial class Cohort
{
    /// <summary>A word that is missing.</summary>
    public const sbyte MissingCode = -1;

    /// <summary>A count that is missing.</summary>
    public const short MissingCount = short.MinValue;

    /// <summary>A day, an identifier or a centre that is missing.</summary>
    public const int MissingNumber = -1;

    /// <summary>What every table, file and view of a cohort says where <see cref="IsSynthetic"/>.</summary>
    public static readonly Localized SyntheticLabel =
        new("SYNTHETIC: made by a random number generator; no patients", "合成数据：由随机数生成器产生，非真实患者");

    /// <summary>What stands between a column and a word of it in the name of a variable.</summary>
    internal const char OfWord = '=';

    private const int RowsAtOnce = 1 << 14;

    // By the place in the dictionary: double[], short[], sbyte[] or int[] by type; null where the file lacks the column.
    private readonly Array?[] _columns;
    private readonly bool[] _present;

    // By the place in the dictionary: the names of a column of words that the dictionary does not list; null for others.
    private readonly IReadOnlyList<string>?[] _names;
    private readonly Lazy<ResolvedOutcomes> _outcomes;

    internal Cohort(
        StudyDesign design, string name, int count, Array?[] columns, IReadOnlyList<string>?[] names, RowPositions positions)
    {
        (Design, Name, Count, _columns, _names, Positions) = (design, name, count, columns, names, positions);
        _present = [.. columns.Select(c => c is not null)];
        _outcomes = new(ResolveOutcomes);
        IsSynthetic = columns[Schema.Column(CohortColumns.Synthetic).Index] is sbyte[] synthetic && synthetic.Contains((sbyte)1);
    }

    /// <summary>The study that it is of: what its columns are, its cut-off and its tables.</summary>
    public StudyDesign Design { get; }

    /// <summary>Its columns.</summary>
    public CohortSchema Schema => Design.Schema;

    /// <summary>The file, as messages name it.</summary>
    public string Name { get; }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>
    /// Whether a row says that a random number generator made it: then all that is shown of the cohort is labelled, also where
    /// other rows are patients or that row is not analysed.
    /// </summary>
    public bool IsSynthetic { get; }

    /// <summary>The names of the centres, by the code in the column <c>centre</c>.</summary>
    public IReadOnlyList<string> Centres => Schema.Find(CohortColumns.Centre) is { Type: ColumnType.Category } ? Words(CohortColumns.Centre)
        : [];

    /// <summary>Where each row stands in the file.</summary>
    public RowPositions Positions { get; }

    /// <summary>The outcomes of each row, by <see cref="Outcome"/>.</summary>
    internal sbyte[][] AllOutcomes => _outcomes.Value.Values;

    /// <summary>Whether the file has a column.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such column.</exception>
    public bool Has(string column) => _present[Schema.Column(column).Index];

    /// <summary>The words of a column of words, by code: the dictionary's, or, where it lists none, those that the file has.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such column of words.</exception>
    public IReadOnlyList<string> Words(string column) => Schema.Column(column) switch
    {
        { Type: ColumnType.Category, Categories.Count: 0 } unlisted => _names[unlisted.Index] ?? [],
        { Type: ColumnType.Category } listed => [.. listed.Categories.Select(c => c.Name)],
        { Type: ColumnType.Boolean } => ["no", "yes"],
        var other => throw new ArgumentException($"\"{column}\" is of type {other.Type}", nameof(column)),
    };

    /// <summary>A column of measurements in its unit; NaN where one is missing.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such column of type number.</exception>
    public ReadOnlySpan<double> Numbers(string column) => Of<double>(column, ColumnType.Number);

    /// <summary>A column of counts; <see cref="MissingCount"/> where one is missing.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such column of type integer.</exception>
    public ReadOnlySpan<short> Counts(string column) => Of<short>(column, ColumnType.Integer);

    /// <summary>
    /// A column of words as codes: 1 yes and 0 no, or the place of the word in the dictionary, as in <see cref="EmbryoStage"/>,
    /// <see cref="CycleType"/>, <see cref="GestationalSac"/> and <see cref="PregnancyEnd"/>; <see cref="MissingCode"/> where one
    /// is missing. The values are the file's: an outcome is had complete from <see cref="OutcomeOf"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The dictionary has no such column of words.</exception>
    public ReadOnlySpan<sbyte> Codes(string column) => Of<sbyte>(column, ColumnType.Boolean, ColumnType.Category);

    /// <summary>
    /// Which woman each row is of: equal numbers, same woman; the first woman of the file is 0. <see cref="MissingNumber"/> throughout
    /// where the dictionary has no such column: then each row is another woman.
    /// </summary>
    public ReadOnlySpan<int> Women => Identifiers(CohortColumns.WomanId);

    /// <summary>Which transfer cycle each row is of; <see cref="MissingNumber"/> throughout where the file does not say.</summary>
    public ReadOnlySpan<int> Cycles => Identifiers(CohortColumns.CycleId);

    /// <summary>The centre of each row, a place in <see cref="Centres"/>; <see cref="MissingNumber"/> where it is missing.</summary>
    public ReadOnlySpan<int> CentreCodes => Of<int>(CohortColumns.Centre, ColumnType.Category);

    /// <summary>The day of each transfer as <see cref="DateOnly.DayNumber"/>; <see cref="MissingNumber"/> where it is missing.</summary>
    public ReadOnlySpan<int> TransferDays => Of<int>(CohortColumns.TransferDate, ColumnType.Date);

    /// <summary>
    /// An outcome of each row, 1 yes, 0 no, <see cref="MissingCode"/> not known: the value that the file gives, else the one
    /// that hCG, ultrasound and the end of the pregnancy give (section 1.2).
    /// </summary>
    /// <exception cref="InvalidOperationException">The dictionary lacks what outcomes are defined by.</exception>
    public ReadOnlySpan<sbyte> OutcomeOf(Outcome outcome) => _outcomes.Value.Values[(int)outcome];

    /// <summary>Where the values of an outcome come from.</summary>
    /// <exception cref="InvalidOperationException">The dictionary lacks what outcomes are defined by.</exception>
    public OutcomeSources SourcesOf(Outcome outcome)
    {
        var known = OutcomeOf(outcome).Count((sbyte)0) + OutcomeOf(outcome).Count((sbyte)1);
        var (_, derived, followed) = _outcomes.Value;
        return new(known - derived[(int)outcome] - followed[(int)outcome], derived[(int)outcome], followed[(int)outcome], Count - known);
    }

    /// <summary>
    /// The arm of each row as <see cref="Arm"/>; <see cref="MissingCode"/> where HOMA-IR or metformin is missing, and throughout where
    /// the design has no arms.
    /// </summary>
    /// <param name="cutOff">The HOMA-IR from which on a woman counts as insulin resistant; null for the cut-off of the design.</param>
    public sbyte[] Arms(double? cutOff = null)
    {
        var arms = new sbyte[Count];
        if (!Design.HasArms)
        {
            Array.Fill(arms, MissingCode);
            return arms;
        }

        var exposure = Values(Design.Exposure!.Variable);
        var treated = Codes(Design.Treatment!);
        var cut = cutOff ?? Design.CutOff;
        for (var row = 0; row < arms.Length; row++) arms[row] = ArmOf(exposure[row], treated[row], cut);
        return arms;
    }

    /// <summary>
    /// Any variable as numbers, NaN where missing, in a new array: a column of the dictionary, an outcome, or a variable that the
    /// design makes of columns, such as <c>homa_ir</c> or <c>stage_cleavage</c>; or 1 for the rows that have a word of a column and 0
    /// for the others, <c>stage=cleavage</c>.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such variable, or it is an identifier.</exception>
    public double[] Values(string variable)
    {
        if (Design.Find(variable) is { } designed)
        {
            if (designed.Index is { } index) return WithGiven(designed.Id, Index(InsulinIndices.Named(index)!));
            if (designed is { Partition: { } partition, Word: { } word }) return Equal(partition, Schema.Column(partition).CodeOf(word));
        }

        if (Schema.HasDefinitions && OutcomeNames.Named(variable) is { } outcome) return Widened(OutcomeOf(outcome));
        if (variable.IndexOf(OfWord, StringComparison.Ordinal) is > 0 and var at)
            return Equal(variable[..at], Schema.Column(variable[..at]).CodeOf(variable[(at + 1)..]));
        var column = Schema.Column(variable);
        return Column(column) switch
        {
            double[] numbers => [.. numbers],
            short[] counts => Array.ConvertAll(counts, c => c == MissingCount ? double.NaN : c),
            sbyte[] codes => Widened(codes),
            int[] when column.Type == ColumnType.Text =>
                throw new ArgumentException($"\"{variable}\" is an identifier, not a variable", nameof(variable)),
            int[] numbers => Array.ConvertAll(numbers, n => n == MissingNumber ? double.NaN : n),
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>Where a row stands in the file: <c>line 17</c>.</summary>
    public string PositionOf(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return string.Create(CultureInfo.InvariantCulture, $"{Positions.Word} {Positions.NumberOf(row)}");
    }

    /// <summary>How many rows lack a value of a column.</summary>
    /// <exception cref="ArgumentException">The dictionary has no such column.</exception>
    public int MissingIn(string column) => Column(Schema.Column(column)) switch
    {
        double[] numbers => numbers.Count(double.IsNaN),
        short[] counts => counts.Count(c => c == MissingCount),
        sbyte[] codes => codes.Count(c => c == MissingCode),
        int[] whole => whole.Count(n => n == MissingNumber),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>
    /// How many rows lack a value of a column because there is nothing to have one of: no intrauterine pregnancy that could end, no
    /// pregnancy for ultrasound to show.
    /// </summary>
    /// <exception cref="ArgumentException">The dictionary has no such column.</exception>
    public int NotApplicableIn(string column)
    {
        if (column is not (CohortColumns.PregnancyEnd or CohortColumns.PregnancyEndWeek or CohortColumns.GestationalSac
            or CohortColumns.FetalHeartbeat)) return 0;
        ReadOnlySpan<sbyte> hcg = Codes(CohortColumns.HcgPositive), sac = Codes(CohortColumns.GestationalSac);
        ReadOnlySpan<sbyte> end = Codes(CohortColumns.PregnancyEnd);
        ReadOnlySpan<sbyte> clinical = OutcomeOf(Outcome.ClinicalPregnancy), ectopic = OutcomeOf(Outcome.Ectopic);
        var values = Column(Schema.Column(column));
        var count = 0;
        for (var row = 0; row < Count; row++)
        {
            if (values is double[] numbers ? !double.IsNaN(numbers[row]) : ((sbyte[])values)[row] >= 0) continue;
            var isNone = hcg[row] == 0 || column switch
            {
                CohortColumns.GestationalSac => false,
                CohortColumns.FetalHeartbeat => sac[row] == (int)GestationalSac.None || clinical[row] == 0,
                _ => sac[row] is (int)GestationalSac.None or (int)GestationalSac.Ectopic || clinical[row] == 0 || ectopic[row] == 1
                    || (column == CohortColumns.PregnancyEndWeek && end[row] == (int)PregnancyEnd.Ongoing),
            };
            if (isNone) count++;
        }

        return count;
    }

    /// <summary>How many rows have a HOMA-IR only because the file gives it, fasting glucose or insulin being missing.</summary>
    public int HomaIrTakenAsGiven
    {
        get
        {
            if (Schema.Find(CohortColumns.HomaIr) is null || !Has(CohortColumns.HomaIr)) return 0;
            var given = Numbers(CohortColumns.HomaIr);
            ReadOnlySpan<double> fpg = Numbers(CohortColumns.Fpg), fins = Numbers(CohortColumns.Fins);
            var count = 0;
            for (var row = 0; row < Count; row++)
                if (!double.IsNaN(given[row]) && double.IsNaN(InsulinIndices.HomaIr(fpg[row], fins[row]))) count++;
            return count;
        }
    }

    /// <summary>The size and nothing of any row.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} transfer cycles");

    /// <summary>The values of a column by its place in the dictionary, missing throughout where the file lacks it.</summary>
    internal Array Column(DictionaryColumn column) => _columns[column.Index] ??= AllMissing(column, Count);

    internal static sbyte ArmOf(double homaIr, sbyte metformin, double cutOff) =>
        double.IsNaN(homaIr) || metformin < 0 ? MissingCode : (sbyte)((metformin == 1 ? 2 : 0) + (homaIr >= cutOff ? 1 : 0));

    private static Array AllMissing(DictionaryColumn column, int count)
    {
        switch (StorageOf(column))
        {
            case var t when t == typeof(double):
                var numbers = new double[count];
                Array.Fill(numbers, double.NaN);
                return numbers;
            case var t when t == typeof(short):
                var counts = new short[count];
                Array.Fill(counts, MissingCount);
                return counts;
            case var t when t == typeof(sbyte):
                var codes = new sbyte[count];
                Array.Fill(codes, MissingCode);
                return codes;
            default:
                var whole = new int[count];
                Array.Fill(whole, MissingNumber);
                return whole;
        }
    }

    /// <summary>The type in which a column is stored.</summary>
    internal static Type StorageOf(DictionaryColumn column) => column.Type switch
    {
        ColumnType.Number => typeof(double),
        ColumnType.Integer => typeof(short),
        ColumnType.Boolean => typeof(sbyte),
        ColumnType.Category when column.Categories.Count > 0 => typeof(sbyte),
        _ => typeof(int),
    };

    private T[] Of<T>(string name, params ReadOnlySpan<ColumnType> types)
    {
        var column = Schema.Column(name);
        return types.Contains(column.Type) && Column(column) is T[] values ? values
            : throw new ArgumentException($"\"{name}\" is of type {column.Type}", nameof(name));
    }

    private ReadOnlySpan<int> Identifiers(string name) => Schema.Find(name) is { } column ? (int[])Column(column) : NoIdentifiers;

    private int[] NoIdentifiers
    {
        get
        {
            if (field is null) Array.Fill(field = new int[Count], MissingNumber);
            return field;
        }
    }

    private double[] Index(InsulinIndices.Formula formula)
    {
        ReadOnlySpan<double> fpg = Numbers(CohortColumns.Fpg), fins = Numbers(CohortColumns.Fins);
        ReadOnlySpan<double> glucose2h = Numbers(CohortColumns.Pg2h), insulin2h = Numbers(CohortColumns.Ins2h);
        var values = new double[Count];
        for (var row = 0; row < values.Length; row++) values[row] = formula(fpg[row], fins[row], glucose2h[row], insulin2h[row]);
        return values;
    }

    /// <summary>Takes what the file gives where an index cannot be computed.</summary>
    private double[] WithGiven(string name, double[] computed)
    {
        if (Schema.Find(name) is not { Type: ColumnType.Number } column || !Has(name)) return computed;
        var given = (double[])Column(column);
        for (var row = 0; row < computed.Length; row++)
            if (double.IsNaN(computed[row])) computed[row] = InsulinIndices.Exact(given[row]);
        return computed;
    }

    private double[] Equal(string column, int code)
    {
        var codes = Codes(column);
        var values = new double[Count];
        for (var row = 0; row < values.Length; row++) values[row] = codes[row] < 0 ? double.NaN : codes[row] == code ? 1 : 0;
        return values;
    }

    private static double[] Widened(ReadOnlySpan<sbyte> codes)
    {
        var values = new double[codes.Length];
        for (var row = 0; row < values.Length; row++) values[row] = codes[row] < 0 ? double.NaN : codes[row];
        return values;
    }

    private ResolvedOutcomes ResolveOutcomes()
    {
        if (!Schema.HasDefinitions) throw new InvalidOperationException($"{Schema.Name} lacks what outcomes are defined by.");
        var all = Enum.GetValues<Outcome>();
        var resolved = Array.ConvertAll(all, _ => new sbyte[Count]);
        sbyte[] Words(string column) => (sbyte[])Column(Schema.Column(column));
        sbyte[] hcg = Words(CohortColumns.HcgPositive), sac = Words(CohortColumns.GestationalSac), end = Words(CohortColumns.PregnancyEnd);
        var week = (double[])Column(Schema.Column(CohortColumns.PregnancyEndWeek));
        var given = Array.ConvertAll(all, o => o.ColumnName() is { } name && Has(name) ? Words(name) : null);
        int[] derivedValues = new int[all.Length], followedValues = new int[all.Length];
        if (Count == 0) return new(resolved, derivedValues, followedValues);
        var doubted = new int[all.Length];
        var answered = new int[all.Length];
        Parallel.ForEach(Partitioner.Create(0, Count, RowsAtOnce), rows =>
        {
            Span<int> derivedHere = stackalloc int[all.Length], followedHere = stackalloc int[all.Length];
            for (var row = rows.Item1; row < rows.Item2; row++)
            {
                var derived = new OutcomeDefinitions(hcg[row], sac[row], end[row], week[row]);
                var clinical = MissingCode;
                foreach (var outcome in all)
                {
                    var own = given[(int)outcome] is { } g ? g[row] : MissingCode;
                    var value = OutcomeDefinitions.Resolve(outcome, own, derived[outcome], clinical);
                    if (own < 0 && value >= 0)
                    {
                        if (derived[outcome] >= 0) derivedHere[(int)outcome]++;
                        else followedHere[(int)outcome]++;
                    }

                    if (outcome == Outcome.ClinicalPregnancy) clinical = value;
                    else if (clinical == 1 && value < 0) doubted[(int)outcome] = 1;
                    else if (clinical == 0 && given[(int)outcome] is { } said && said[row] >= 0) answered[(int)outcome] = 1;
                    resolved[(int)outcome][row] = value;
                }
            }

            for (var i = 0; i < all.Length; i++)
            {
                Interlocked.Add(ref derivedValues[i], derivedHere[i]);
                Interlocked.Add(ref followedValues[i], followedHere[i]);
            }
        });
        // A file that leaves pregnancies out and answers for some women without one has not asked all: to take the rest of
        // these for "no" would fill the gaps on one side only.
        foreach (var outcome in all.Where(o => doubted[(int)o] > 0 && answered[(int)o] > 0))
        {
            var (values, said, clinical) = (resolved[(int)outcome], given[(int)outcome]!, resolved[(int)Outcome.ClinicalPregnancy]);
            for (var row = 0; row < Count; row++)
                if (said[row] < 0 && clinical[row] == 0 && values[row] >= 0) values[row] = MissingCode;
            derivedValues[(int)outcome] = followedValues[(int)outcome] = 0;
        }

        return new(resolved, derivedValues, followedValues);
    }

    /// <summary>The outcomes of each row, and how many of each are not the file's own: derived, and following from there having been no
    /// clinical pregnancy.</summary>
    private sealed record ResolvedOutcomes(sbyte[][] Values, int[] Derived, int[] Followed);
}
