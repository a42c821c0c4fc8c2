using System.Reflection;
using System.Runtime.CompilerServices;

namespace Urif.Cohorts;

/// <summary>
/// A column that is a property of <see cref="TransferCycle"/>: <c>ins_2h</c> is <c>Ins2h</c>, <c>homa_ir</c> is <c>GivenHomaIr</c>.
/// </summary>
internal abstract class CycleField(DictionaryColumn column)
{
    private static readonly ConditionalWeakTable<CohortSchema, CycleField[]> OfSchema = [];

    /// <summary>The column.</summary>
    public DictionaryColumn Column { get; } = column;

    /// <summary>The columns of a schema that are properties; a column of another dictionary may be none.</summary>
    public static IReadOnlyList<CycleField> Of(CohortSchema schema) =>
        OfSchema.GetValue(schema, s => [.. s.Columns.Select(Of).OfType<CycleField>()]);

    /// <summary>The column of some records.</summary>
    public abstract Array Values(IReadOnlyList<TransferCycle> cycles, List<string> centres);

    /// <summary>Gives a record the value of a row.</summary>
    public abstract void Set(TransferCycle cycle, Cohort cohort, int row);

    private static CycleField? Of(DictionaryColumn column)
    {
        var name = string.Concat(column.Name.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        // A value that is computed has the plain name; what a file gives for it has another.
        var property = typeof(TransferCycle).GetProperty("Given" + name) ?? typeof(TransferCycle).GetProperty(name);
        if (property is not { CanWrite: true }) return null;
        return column.Type switch
        {
            ColumnType.Number when property.PropertyType == typeof(double?) =>
                new Field<double?, double>(column, property, v => v ?? double.NaN, n => double.IsNaN(n) ? null : n),
            ColumnType.Integer when property.PropertyType == typeof(int?) => new Field<int?, short>(column, property,
                v => v is not { } count ? Cohort.MissingCount
                    : count is > short.MinValue and <= short.MaxValue ? (short)count
                    : throw new ArgumentOutOfRangeException(nameof(column), $"a value of {column.Name} does not fit 16 bits"),
                c => c == Cohort.MissingCount ? null : c),
            ColumnType.Boolean when property.PropertyType == typeof(bool?) =>
                new Field<bool?, sbyte>(column, property,
                    v => v is { } yes ? (sbyte)(yes ? 1 : 0) : Cohort.MissingCode, c => c < 0 ? null : c == 1),
            ColumnType.Text when property.PropertyType == typeof(int?) => new Field<int?, int>(column, property,
                v => v is not { } id ? Cohort.MissingNumber
                    : id >= 0 ? id
                    : throw new ArgumentOutOfRangeException(nameof(column), $"a value of {column.Name} is negative"),
                n => n == Cohort.MissingNumber ? null : n),
            ColumnType.Date when property.PropertyType == typeof(DateOnly?) =>
                new Field<DateOnly?, int>(column, property,
                    v => v?.DayNumber ?? Cohort.MissingNumber,
                    d => d == Cohort.MissingNumber ? null : DateOnly.FromDayNumber(d)),
            ColumnType.Category when column.Categories.Count == 0 && property.PropertyType == typeof(string) =>
                new CentreField(column, property),
            ColumnType.Category when Nullable.GetUnderlyingType(property.PropertyType) is { IsEnum: true } words =>
                (CycleField)typeof(CycleField).GetMethod(nameof(Words), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(words).Invoke(null, [column, property])!,
            _ => null,
        };
    }

    // A word's code is its place in the dictionary, and the enumeration's members are in that order.
    private static Field<TWord?, sbyte> Words<TWord>(DictionaryColumn column, PropertyInfo property)
        where TWord : struct, Enum =>
        new(column, property, v => v is { } word ? (sbyte)Unsafe.BitCast<TWord, int>(word) : Cohort.MissingCode,
            c => c < 0 ? null : Unsafe.BitCast<int, TWord>(c));

    private sealed class Field<TValue, TStored>(
        DictionaryColumn column, PropertyInfo property, Func<TValue, TStored> stored, Func<TStored, TValue> value)
        : CycleField(column)
    {
        private readonly Func<TransferCycle, TValue> _get = property.GetMethod!.CreateDelegate<Func<TransferCycle, TValue>>();
        private readonly Action<TransferCycle, TValue> _set = property.SetMethod!.CreateDelegate<Action<TransferCycle, TValue>>();

        public override Array Values(IReadOnlyList<TransferCycle> cycles, List<string> centres)
        {
            var values = new TStored[cycles.Count];
            for (var row = 0; row < values.Length; row++) values[row] = stored(_get(cycles[row]));
            return values;
        }

        public override void Set(TransferCycle cycle, Cohort cohort, int row) =>
            _set(cycle, value(((TStored[])cohort.Column(Column))[row]));
    }

    private sealed class CentreField(DictionaryColumn column, PropertyInfo property) : CycleField(column)
    {
        public override Array Values(IReadOnlyList<TransferCycle> cycles, List<string> centres)
        {
            var codeOf = centres.Select((centre, code) => (centre, code)).ToDictionary(c => c.centre, c => c.code, StringComparer.Ordinal);
            return cycles.Select(c => c.Centre is { } centre ? codeOf[centre] : Cohort.MissingNumber).ToArray();
        }

        public override void Set(TransferCycle cycle, Cohort cohort, int row)
        {
            if (cohort.CentreCodes[row] is >= 0 and var centre) property.SetValue(cycle, cohort.Centres[centre]);
        }
    }
}
