using System.Reflection;
using NetArchTest.Rules;

namespace Urif.Architecture.Tests;

/// <summary>Which project may use which, and which brings which package.</summary>
public sealed class ProjectTests
{
    /// <summary>Each project with all that it may use; whatever else is of this kit, it may not.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Urif.Statistics"] = [],
        ["Urif.Audit"] = ["Urif.Statistics"],
        ["Urif.Cohorts"] = ["Urif.Audit", "Urif.Statistics"],
        ["Urif.Synthesis"] = ["Urif.Cohorts", "Urif.Audit", "Urif.Statistics"],
        ["Urif.WhatIf"] = ["Urif.Synthesis", "Urif.Cohorts", "Urif.Audit", "Urif.Statistics"],
        ["Urif.Reporting"] = ["Urif.WhatIf", "Urif.Synthesis", "Urif.Cohorts", "Urif.Audit", "Urif.Statistics"],
        ["Urif.Repro"] = ["Urif.Reporting", "Urif.WhatIf", "Urif.Synthesis", "Urif.Cohorts", "Urif.Audit", "Urif.Statistics"],
        ["Urif.Notebooks"] = [],
        ["Urif.Cli"] =
            ["Urif.Repro", "Urif.Notebooks", "Urif.Reporting", "Urif.WhatIf", "Urif.Synthesis", "Urif.Cohorts", "Urif.Audit", "Urif.Statistics"],
    };

    /// <summary>Packages that only some projects may bring.</summary>
    private static readonly Dictionary<string, string[]> Packages = new()
    {
        ["Google.OrTools"] = ["Urif.Synthesis"],
        ["Deedle"] = ["Urif.Reporting"],
        ["Plotly.NET"] = ["Urif.Reporting", "Urif.Repro"],
        ["Microsoft.Data.Analysis"] = ["Urif.Reporting"],
        ["DocumentFormat.OpenXml"] = ["Urif.Reporting"],
        ["Spectre.Console"] = ["Urif.Cli"],
        ["System.CommandLine"] = ["Urif.Cli"],
    };

    [Fact]
    public void Every_project_has_its_arrows() =>
        Assert.Equal(SourceTree.Projects, Arrows.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_uses_only_those_below_it(string project)
    {
        var forbidden = Arrows.Keys.Except(Arrows[project]).Where(p => p != project).ToArray();
        Assert.Empty(Uses(project, forbidden));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_project_brings_only_its_own_packages(string project)
    {
        var forbidden = Packages.Where(p => !p.Value.Contains(project)).Select(p => p.Key).ToArray();
        Assert.Empty(Uses(project, forbidden));
    }

    [Fact]
    public void The_audit_needs_no_machine_code()
    {
        var references = AssemblyOf("Urif.Audit").GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.All(references, r => Assert.True(r.StartsWith("System.", StringComparison.Ordinal) || r is "Urif.Statistics" or "Sylvan.Data.Csv", r));
    }

    [Fact]
    public void No_public_type_has_the_name_of_another()
    {
        var twice = SourceTree.Projects.SelectMany(p => AssemblyOf(p).GetExportedTypes().Where(t => !t.IsNested))
            .GroupBy(t => t.Name).Where(g => g.Count() > 1).Select(g => string.Join(", ", g.Select(t => t.FullName)));
        Assert.Empty(twice);
    }

    public static TheoryData<string> Names() => [.. Arrows.Keys];

    private static IEnumerable<string> Uses(string project, string[] forbidden) =>
        Types.InAssembly(AssemblyOf(project)).ShouldNot().HaveDependencyOnAny(forbidden).GetResult().FailingTypes.Select(t => t.FullName);

    private static Assembly AssemblyOf(string project) => Assembly.Load(SourceTree.AssemblyName(project));
}
