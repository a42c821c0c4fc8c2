using System.Globalization;

namespace Urif.Tests;

/// <summary>A real data set, as R has it: the columns of tests/reference/logistic-data.csv (written by logistic-data.R).</summary>
/// <param name="Outcome">The outcome of its models.</param>
/// <param name="Arms">Columns by which its women can be divided.</param>
/// <param name="Clusters">The column of matched sets; empty where there is none.</param>
/// <param name="Columns">The columns.</param>
internal sealed record RealWomen(string Outcome, IReadOnlyList<string> Arms, string Clusters, IReadOnlyDictionary<string, double[]> Columns)
{
    private static readonly Lazy<ILookup<string, (string Variable, double[] Values)>> Sets = new(Read);

    public static RealWomen BirthWeight { get; } = new("low", ["smoke", "ht", "ui", "race"], "", Of("birthwt"));

    public static RealWomen Infertility { get; } = new("case", ["induced", "spontaneous"], "stratum", Of("infert"));

    public static RealWomen Diabetes { get; } = new("type", ["type"], "", Of("pima"));

    public int Women => Columns[Outcome].Length;

    private static Dictionary<string, double[]> Of(string set) =>
        Sets.Value[set].ToDictionary(c => c.Variable, c => c.Values, StringComparer.Ordinal);

    private static ILookup<string, (string, double[])> Read()
    {
        using var stream = typeof(RealWomen).Assembly.GetManifestResourceStream("logistic-data.csv")!;
        using var reader = new StreamReader(stream);
        // set, variable, levels, values; no field is quoted.
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.TrimEnd('\r').Split(','))
            .ToLookup(f => f[0], f => (f[1], f[3].Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()));
    }
}
