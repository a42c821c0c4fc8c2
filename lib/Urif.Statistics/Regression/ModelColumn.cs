namespace Urif.Statistics;

/// <summary>One variable of a data set, as a model formula sees it: numbers, or a factor's codes.</summary>
public abstract record ModelColumn
{
    private protected ModelColumn()
    {
    }

    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Whether the row has no value.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>A column of numbers.</summary>
    public static implicit operator ModelColumn(double[] values) => new NumericColumn(values);
}

/// <summary>A column of numbers; NaN is a missing value.</summary>
/// <param name="Values">One number per row.</param>
public sealed record NumericColumn(double[] Values) : ModelColumn
{
    /// <inheritdoc/>
    public override int Count => Values.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => double.IsNaN(Values[row]);
}

/// <summary>A column of categories.</summary>
/// <param name="Codes">One place in <paramref name="Levels"/> per row, from 0; -1 is a missing value.</param>
/// <param name="Levels">The categories' names.</param>
/// <param name="Reference">
/// The place of the category that the others are compared with; where no row has it, the first category that a row has.
/// </param>
public sealed record FactorColumn(int[] Codes, IReadOnlyList<string> Levels, int Reference = 0) : ModelColumn
{
    /// <inheritdoc/>
    public override int Count => Codes.Length;

    /// <inheritdoc/>
    public override bool IsMissing(int row) => Codes[row] < 0;

    /// <summary>The factor of these texts, its levels in ordinal order; a null text is a missing value.</summary>
    /// <exception cref="ModelException">No row has the reference level.</exception>
    public static FactorColumn Of(IReadOnlyList<string?> values, string? reference = null)
    {
        string[] levels = [.. values.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        int[] codes = [.. values.Select(value => value is null ? -1 : Array.IndexOf(levels, value))];
        var place = reference is null ? 0 : Array.IndexOf(levels, reference);
        return place >= 0
            ? new(codes, levels, place)
            : throw new ModelException($"no row has the reference level {reference}");
    }

    /// <summary>The levels that at least one row has, the reference first, the others in their order.</summary>
    internal int[] LevelsInUse()
    {
        var used = new bool[Levels.Count];
        foreach (var code in Codes)
        {
            if (code >= 0) used[code] = true;
        }

        return [.. Enumerable.Range(0, used.Length).Where(level => used[level]).OrderBy(level => level == Reference ? 0 : 1)];
    }
}
