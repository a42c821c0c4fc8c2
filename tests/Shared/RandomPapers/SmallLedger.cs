using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>A ledger of a few numbers, built line by line: two arms "a" and "b" of a whole, compared in table 1.</summary>
internal sealed class SmallLedger(int a, int b)
{
    private readonly List<LedgerNumber> _numbers = [];
    private readonly List<Variable> _variables = [];
    private readonly List<Claim> _claims = [];
    private readonly List<Condition> _conditionsOfA = [];

    private readonly Comparison _crude = new("a_vs_b", new("a vs b", "a 与 b"), "a", "b", ["1"], []);
    private readonly Comparison _adjusted = new("a_vs_b_adjusted", new("adjusted", "校正后"), "a", "b", [], ["age"]);

    private readonly Comparison _again = new("a_vs_b_again", new("again", "再次"), "a", "b", ["2"], []);

    public TestMethod MeansTest { get; init; } = TestMethod.Student;

    public IReadOnlyList<TestMethod> CountsTests { get; init; } = [TestMethod.Pearson];

    public StatedCompleteness? Missing { get; init; }

    public StatedRounding? Rounding { get; init; }

    public StatedSides? Sides { get; init; }

    public StatedSdDenominator? SdDenominator { get; init; }

    /// <summary>Whether a and b are said to be all of the whole.</summary>
    public bool? Partitioned { get; init; }

    public SmallLedger Counted(string id, double low = 0, double high = double.PositiveInfinity) => Add(id, VariableKind.Count, new(low, high), 1);

    public SmallLedger Measured(
        string id, double low = double.NegativeInfinity, double high = double.PositiveInfinity, ProductFormula? formula = null, string unit = "") =>
        Add(id, VariableKind.Continuous, new(low, high), null, formula: formula, unit: unit);

    public SmallLedger YesOrNo(string id, string partition = "", string partOf = "", bool across = false) =>
        Add(id, VariableKind.Binary, new(0, 1), 1, partition, partOf, across);

    public SmallLedger Sizes() => Add("size", VariableKind.Size, new(0, double.PositiveInfinity), 1);

    /// <summary>Each woman of group a fulfils a condition.</summary>
    public SmallLedger DefineA(string variable, string op, double bound)
    {
        _conditionsOfA.Add(new(variable, op, bound));
        return this;
    }

    /// <summary>Prints numbers of the variable added last: "mean 5.19 sd 1.2".</summary>
    public SmallLedger Print(string group, string numbers, string table = "1", NumberFacts? facts = null)
    {
        var words = numbers.Split(' ');
        for (var k = 0; k < words.Length; k += 2)
        {
            var statistic = Enum.Parse<Statistic>(words[k].Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
            var id = string.Create(CultureInfo.InvariantCulture, $"{_numbers.Count}.{_variables[^1].Id}.{group}.{words[k]}");
            _numbers.Add(new(id, table, _variables[^1], group, statistic, PrintedNumber.Parse(words[k + 1]), "") { Facts = facts ?? NumberFacts.None });
        }

        return this;
    }

    public SmallLedger Claim(ClaimKind kind, bool? firstIsHigher = null)
    {
        _claims.Add(new("claim", new("claim", "结论"), kind, firstIsHigher, _crude, [_variables[^1]], [.. _numbers.Where(n => n.Variable == _variables[^1])]));
        return this;
    }

    public AuditReport Audit()
    {
        Group[] groups =
        [
            new("whole", new("whole", "全部"), a + b, [], null) { IsPartitioned = Partitioned }, new("a", new("a", "a 组"), a, _conditionsOfA, "whole"), new("b", new("b", "b 组"), b, [], "whole"),
        ];
        var info = new PaperInfo("small", new("small", "小"), "", 0.05, MeansTest, TestMethod.MannWhitney, CountsTests, 0.95)
        {
            Missing = Missing, Rounding = Rounding, SdDenominator = SdDenominator, Sides = Sides,
        };
        return PaperAudit.Run(new(info, _numbers, _variables, groups, [_crude, _adjusted, _again], _claims));
    }

    /// <summary>The worst result of a check for a number of that kind.</summary>
    public CheckResult Worst(string check, Statistic statistic) => Audit().Numbers
        .Where(n => n.Number.Statistic == statistic).SelectMany(n => n.Checks).Where(c => c.Check == check).MaxBy(c => c.Verdict)!;

    private SmallLedger Add(
        string id, VariableKind kind, Interval range, double? step, string partition = "", string partOf = "", bool across = false, ProductFormula? formula = null,
        string unit = "")
    {
        _variables.Add(new(id, new(id, id), kind, unit, step, range, partition, partOf, across, formula));
        return this;
    }
}
