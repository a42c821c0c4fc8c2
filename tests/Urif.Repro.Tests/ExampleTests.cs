using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Reporting;
using Urif.Statistics;
using Urif.Synthesis;

namespace Urif.Repro.Tests;

/// <summary>The examples of the library's documentation, which a reader pastes into a cell.</summary>
public sealed class ExampleTests
{
    private static readonly Dictionary<string, string> Code = XDocument.Load(Path.ChangeExtension(typeof(Study).Assembly.Location, ".xml"))
        .Descendants("member").Where(m => m.Element("example") is not null)
        .ToDictionary(m => m.Attribute("name")!.Value, m => string.Join('\n', m.Element("example")!.Elements("code").Select(c => c.Value)));

    public static TheoryData<string> Members => [.. Code.Keys];

    [Fact]
    public void Every_verb_has_an_example()
    {
        var verbs = typeof(Study).GetMethods().Where(m => m.DeclaringType == typeof(Study) && !m.IsSpecialName).Select(m => m.Name);
        Assert.All(verbs, v => Assert.Contains(Code.Keys, name => name.StartsWith($"M:Urif.Repro.Study.{v}", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task An_example_compiles_runs_and_gives_something_to_show(string member)
    {
        var options = ScriptOptions.Default
            .AddReferences(typeof(Study).Assembly, typeof(AuditReport).Assembly, typeof(Cohort).Assembly, typeof(VerdictsView).Assembly, typeof(Interval).Assembly, typeof(ReadingSolution).Assembly)
            .AddImports("System", "System.Linq", "System.Collections.Generic", "Urif.Repro", "Urif.Audit", "Urif.Cohorts", "Urif.Reporting", "Urif.Synthesis");
        // Examples run where the repository is.
        var code = Code[member].Replace("\"data", $"\"{Repository.Root.Replace('\\', '/').TrimEnd('/')}/data", StringComparison.Ordinal);
        Assert.NotNull(await CSharpScript.EvaluateAsync(code, options, cancellationToken: TestContext.Current.CancellationToken));
    }
}
