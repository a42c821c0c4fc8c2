using Urif.Statistics;

namespace Urif.Audit;

/// <summary>Values of a statistic or p, gathered by the test that gives them.</summary>
/// <param name="stated">The tests that the paper states.</param>
internal sealed class TestValues(IReadOnlyList<TestMethod> stated)
{
    private readonly List<Convention.Test> _order = [];
    private readonly Dictionary<Convention.Test, List<Interval>> _values = [];

    /// <summary>What each test makes attainable, in the order in which they were first added.</summary>
    public IEnumerable<Attainable> All =>
        _order.Select(c => new Attainable(c, c.Among is null && c.Scope != TestScope.Level && IsStated(c), new IntervalUnion(_values[c])));

    /// <summary>Adds a value with the slack of its computation, unless it is none.</summary>
    public void Add(TestMethod method, Variable? among, double value, bool oneSided = false, TestScope? scope = null)
    {
        if (!double.IsFinite(value)) return;
        var convention = new Convention.Test(method, among) { OneSided = oneSided, Scope = scope };
        if (!_values.TryGetValue(convention, out var values))
        {
            _values.Add(convention, values = []);
            _order.Add(convention);
        }

        values.Add(new(value * (1 - 1e-9), value * (1 + 1e-9)));
    }

    // Fisher's test of more rows than two is that of Freeman and Halton.
    private bool IsStated(Convention.Test c) =>
        stated.Contains(c.Method) || (c.Method == TestMethod.FisherFreemanHalton && stated.Contains(TestMethod.Fisher));
}
