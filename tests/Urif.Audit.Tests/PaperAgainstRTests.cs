using Urif.Statistics;

namespace Urif.Audit.Tests;

/// <summary>The audit of the real paper against R's own tests of the same printed numbers (tests/reference/paper.R).</summary>
public class PaperAgainstRTests
{
    // R's p at the ends of a rounding box; the audit widens each end by a relative 1e-12 first.
    private const double Tolerance = 1e-8;

    // R's own result where the exact one is 0.
    private const double Zero = 1e-12;

    // Welch's p is bounded from t and df separately, which can only widen the interval, most in the tail.
    private const double WelchSlack = 0.02;

    // As the reference names them.
    private static readonly Dictionary<string, TestMethod> Methods = new()
    {
        ["Student"] = TestMethod.Student, ["Welch"] = TestMethod.Welch, ["Pearson"] = TestMethod.Pearson, ["Yates"] = TestMethod.Yates,
        ["likelihood ratio"] = TestMethod.LikelihoodRatio, ["N - 1"] = TestMethod.NMinusOne, ["Fisher"] = TestMethod.Fisher,
    };

    private static readonly LedgerIndex Paper = new(LedgerReader.Read(Repository.PathOf("data", "paper")));
    private static readonly AuditReport Report = PaperAudit.Run(Paper.Ledger);

    public static TheoryData<string, string, string, string, double, double> Rows
    {
        get
        {
            var rows = new TheoryData<string, string, string, string, double, double>();
            foreach (var r in ReferenceTable.Load("paper").Rows)
                rows.Add(r.Text("table"), r.Text("variable"), r.Text("statistic"), r.Text("method"), r.Number("low"), r.Number("high"));
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void What_a_convention_makes_attainable_is_what_R_computes(
        string table, string variable, string statistic, string method, double low, double high)
    {
        var row = Paper.Rows.Single(r => r.Table == table && r.Variable.Id == variable);
        var alternatives = statistic == "p"
            ? RowTests.PValues(Paper, row.First, row.Second)
            : RowTests.Statistics(Paper, row.First, row.Second);
        var values = alternatives.Single(a => a.Convention == new Convention.Test(Methods[method])).Values;
        var most = values[^1].High;
        // A statistic may have either sign; R gives its size.
        var least = statistic == "t" ? Math.Max(0, values.Where(v => v.High > 0).Min(v => v.Low)) : values[0].Low;
        if (statistic == "p" && method == "Welch")
        {
            Assert.InRange(least, low * (1 - WelchSlack), low * (1 + Tolerance));
            Assert.InRange(most, high * (1 - Tolerance), high * (1 + WelchSlack));
            return;
        }

        AssertClose(high, most);
        AssertClose(low, least);

        static void AssertClose(double expected, double actual)
        {
            if (expected < Zero) Assert.InRange(actual, 0, Zero);
            else ReferenceTable.AssertRelative(expected, actual, Tolerance);
        }
    }

    [Theory]
    [InlineData("t-from-summary", "t", "Student", "")]
    [InlineData("p-from-summary", "p", "Student", "")]
    [InlineData("two-by-two", "chi2", "Pearson", "")]
    [InlineData("two-by-two", "p", "Pearson", "Fisher")]
    public void A_number_is_reproduced_exactly_when_R_by_a_stated_test_rounds_to_it(string check, string statistic, string method, string alternative)
    {
        var reference = ReferenceTable.Load("paper").Rows
            .Where(r => r.Text("statistic") == statistic && (r.Text("method") == method || r.Text("method") == alternative))
            .ToLookup(r => (r.Text("table"), r.Text("variable")));
        var tested = 0;
        foreach (var number in Report.Numbers)
        {
            if (number.Checks.FirstOrDefault(c => c.Check == check && LedgerWords.Of(c.Number.Statistic) == statistic) is not { } result) continue;
            var printed = number.Number.Printed;
            var value = Math.Abs(printed.Value);
            var size = printed.Relation == Relation.Equal
                ? new Interval(value - (double)printed.Unit / 2 - 1e-9, value + (double)printed.Unit / 2 + 1e-9)
                : printed.Rounded;
            var fits = reference[(number.Number.Table, number.Number.Variable.Id)]
                .Any(r => size.Intersects(new(r.Number("low"), r.Number("high"))));
            Assert.True(fits == (result.Verdict == Verdict.Reproduced), $"{number.Number.Id} {printed}: {result.Verdict}");
            tested++;
        }

        Assert.True(tested >= 15, $"only {tested} numbers were compared");
    }
}
