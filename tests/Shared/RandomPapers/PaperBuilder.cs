using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>A small paper as it is printed, number after number: arms "a", "b", "c" and their whole "all", compared in table 1.</summary>
internal sealed class PaperBuilder(Ties ties, bool sas = false)
{
    private readonly List<LedgerNumber> _numbers = [];
    private readonly List<Variable> _variables = [];

    public int Rows => _variables.Count;

    /// <summary>The numbers printed so far.</summary>
    public IReadOnlyList<LedgerNumber> Numbers => _numbers;

    public static string Arm(int k) => ((char)('a' + k)).ToString();

    public Variable New(VariableKind kind, string partition = "", string unit = "", Interval? range = null, string? id = null)
    {
        id ??= string.Create(CultureInfo.InvariantCulture, $"v{_variables.Count}");
        _variables.Add(new(id, new(id, id), kind, unit, kind is VariableKind.Binary or VariableKind.Count ? 1 : null,
            range ?? (kind == VariableKind.Binary ? new(0, 1) : kind == VariableKind.Count ? new(0, double.PositiveInfinity)
                : new(double.NegativeInfinity, double.PositiveInfinity)), partition, "", false, null));
        return _variables[^1];
    }

    public void Add(Variable variable, string group, Statistic statistic, string text, string table = "1", NumberFacts? facts = null) =>
        _numbers.Add(new(string.Create(CultureInfo.InvariantCulture, $"n{_numbers.Count}.{variable.Id}.{group}.{statistic}"), table, variable,
            group, statistic, PrintedNumber.Parse(text), "") { Facts = facts ?? NumberFacts.None });

    public void Count(Variable variable, string group, int events) =>
        Add(variable, group, Statistic.N, events.ToString(CultureInfo.InvariantCulture));

    public void Moments(Variable variable, string group, double[] values, bool population = false, int decimals = 2)
    {
        Add(variable, group, Statistic.Mean, Print(Sample.Mean(values), decimals));
        Add(variable, group, Statistic.Sd, Print(Sample.Sd(values, population), decimals));
    }

    public void Quartiles(Variable variable, string group, double[] values, QuantileHabit habit, int decimals = 1)
    {
        Add(variable, group, Statistic.Median, Print(Sample.Quantile(values, 0.5, habit), decimals));
        Add(variable, group, Statistic.Q1, Print(Sample.Quantile(values, 0.25, habit), decimals));
        Add(variable, group, Statistic.Q3, Print(Sample.Quantile(values, 0.75, habit), decimals));
    }

    /// <summary>An estimate with its limits; as SAS prints them, those above 999.999 and below 0.001 as bounds.</summary>
    public void Estimate(
        Variable variable, string group, Statistic kind, double estimate, Interval limits, int decimals = 2, string table = "1",
        NumberFacts? facts = null)
    {
        foreach (var (statistic, value) in new[] { (kind, estimate), (Statistic.CiLow, limits.Low), (Statistic.CiHigh, limits.High) })
            Add(variable, group, statistic, sas && value > 999.999 ? ">999.999" : sas && value is >= 0 and < 0.001 ? "<0.001"
                : Print(value, sas ? 3 : decimals), table, facts);
    }

    public string Print(double value, int decimals) => Digits.Print(value, decimals, ties);

    public string P(double p)
    {
        p = Math.Clamp(p, 0, 1);
        if (!sas) return p < 0.001 ? "<0.001" : Print(p, 3);
        var text = p < 0.0001 ? "<.0001" : Print(p, 4);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..] : text;
    }

    /// <summary>The paper.</summary>
    /// <param name="groups">The groups that are printed; those after the first two arms stand in a comparison of all.</param>
    /// <param name="adjustedFor">The covariates of the comparison "adjusted" of the first two arms; none where empty.</param>
    /// <param name="change">What else the paper says of itself.</param>
    /// <param name="claims">Its conclusions.</param>
    public Ledger Ledger(IReadOnlyList<Group> groups, IReadOnlyList<string> adjustedFor, Func<PaperInfo, PaperInfo>? change = null,
        IReadOnlyList<Claim>? claims = null)
    {
        var comparisons = new List<Comparison> { Crude(groups) };
        if (adjustedFor.Count > 0) comparisons.Add(Adjusted(adjustedFor));
        var info = new PaperInfo("small", new("small", "小"), "", 0.05, TestMethod.Student, TestMethod.MannWhitney,
            [TestMethod.Pearson, TestMethod.Fisher], 0.95);
        return new(change?.Invoke(info) ?? info, _numbers, _variables, groups, comparisons, claims ?? []);
    }

    /// <summary>The comparison of the arms in table 1.</summary>
    public static Comparison Crude(IReadOnlyList<Group> groups) => new("c", new("c", "c"), "a", "b", ["1"], [])
    {
        Others = [.. groups.Select(g => g.Id).Where(g => g is not ("a" or "b" or "all"))],
    };

    /// <summary>The comparison "adjusted" of the first two arms.</summary>
    public static Comparison Adjusted(IReadOnlyList<string> covariates) =>
        new("adjusted", new("adjusted", "校正后"), "a", "b", [], covariates);
}
