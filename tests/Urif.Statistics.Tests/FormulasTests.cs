using System.Reflection;
using System.Text.RegularExpressions;

namespace Urif.Statistics.Tests;

/// <summary>docs/formulas.md names every formula of the library, and each where it stands.</summary>
public partial class FormulasTests
{
    // Values that others compute with: they hold arguments or a part of a result, and no formula.
    private static readonly HashSet<Type> WithoutFormula =
    [
        typeof(DesignTerm), typeof(ModelTerm), typeof(ModelColumn), typeof(NumericColumn), typeof(FactorColumn),
        typeof(LogisticOptions), typeof(ResamplingPlan), typeof(RiskGroup),
    ];

    private static readonly string Page = Repository.PathOf("docs", "formulas.md");

    // Of each row of a table: what computes it, and the files linked to.
    private static readonly (string[] Names, string[] Files, string Line)[] Rows =
    [
        .. File.ReadLines(Page).Where(line => line.Contains(".cs)", StringComparison.Ordinal)).Select(line =>
        {
            var cells = line.Split('|');
            return (Code().Matches(cells[2]).Select(m => m.Groups[1].Value).ToArray(),
                Link().Matches(cells[3]).Select(m => m.Groups[1].Value).ToArray(), line);
        }),
    ];

    private static readonly Dictionary<string, Type> Types = typeof(Normal).Assembly.GetTypes()
        .Where(t => !t.IsNested && t.Namespace == "Urif.Statistics").ToDictionary(t => t.Name.Split('`')[0]);

    [Fact]
    public void Every_row_names_what_its_files_hold()
    {
        Assert.NotEmpty(Rows);
        foreach (var (names, files, line) in Rows)
        {
            Assert.True(names.Length > 0 && files.Length > 0, line);
            var text = string.Concat(files.Select(file => File.ReadAllText(Path.Combine(Path.GetDirectoryName(Page)!, file))));
            // Of other libraries the source alone is at hand.
            var isStatistics = files.Any(file => file.Contains("Urif.Statistics", StringComparison.Ordinal));
            foreach (var name in names)
            {
                string[] parts = name.Split('.');
                if (isStatistics)
                {
                    Assert.True(Types.TryGetValue(parts[0], out var type), $"no type {parts[0]}: {line}");
                    const BindingFlags all = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;
                    Assert.True(parts.Length == 1 || type.GetMember(parts[1], all).Length > 0, $"no member {name}: {line}");
                }

                // An enum's value may stand beside its method, a type only where it is declared.
                Assert.True(
                    Regex.IsMatch(text, $@"\b(class|struct|interface|enum|record) {parts[0]}\b"), $"{parts[0]} is not in its file: {line}");
            }
        }
    }

    [Fact]
    public void Every_public_class_and_struct_is_named_but_values_without_a_formula()
    {
        var named = Rows.SelectMany(row => row.Names).Select(name => name.Split('.')[0]).ToHashSet();
        foreach (var type in Types.Values.Where(t => t.IsPublic && !t.IsInterface && !t.IsEnum))
        {
            if (typeof(Exception).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type)) continue;
            Assert.True(named.Contains(type.Name) != WithoutFormula.Contains(type), $"{type.Name} is named in one of two places");
        }
    }

    [Fact]
    public void Every_choice_of_method_is_named()
    {
        var named = Rows.SelectMany(row => row.Names).ToHashSet();
        // The direction of an alternative and the reason of a failure are no formulas.
        foreach (var type in Types.Values.Where(t => t.IsPublic && t.IsEnum && t != typeof(Alternative) && t != typeof(ModelFault)))
            Assert.All(Enum.GetNames(type), value => Assert.Contains($"{type.Name}.{value}", named));
    }

    [Fact]
    public void Every_source_file_with_a_public_formula_is_linked_to()
    {
        var linked = Rows.SelectMany(row => row.Files).Select(Path.GetFileName).ToHashSet();
        var folder = Repository.PathOf("lib", "Urif.Statistics");
        var missing = Directory.GetDirectories(folder).Where(d => Path.GetFileName(d) is not ("bin" or "obj"))
            .SelectMany(d => Directory.GetFiles(d, "*.cs")).Select(f => Path.GetFileName(f)).Where(f => !linked.Contains(f));
        // Arguments and messages.
        Assert.Equal(["ModelColumn.cs", "ModelException.cs", "ModelFault.cs", "ResamplingPlan.cs"], missing.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("`([A-Z][A-Za-z.]*)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\]\(([^)]*\.cs)\)")]
    private static partial Regex Link();
}
