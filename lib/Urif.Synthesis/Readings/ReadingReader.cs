using System.Globalization;
using System.Text.Json;
using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>Reads a reading from its JSON file and refuses whatever it cannot rely on, naming the file and the place in it.</summary>
/// <remarks>
/// The file is an object: <c>name</c>, <c>title</c> (<c>en</c>, <c>zh</c>), <c>bind</c> (patterns of ids of numbers.csv in which
/// <c>*</c> stands for any characters), and where wanted <c>except</c> and <c>give_way</c> (patterns) and <c>model</c> (see
/// <see cref="SynthesisModel"/>: <c>ranges</c>, <c>shapes</c>, <c>correlations</c>, <c>effects</c>, <c>rates</c>, <c>missing</c>).
/// </remarks>
public static class ReadingReader
{
    private static readonly string[] WithEffects = [CohortColumns.ClinicalPregnancy, CohortColumns.EarlyLoss, CohortColumns.LiveBirth];

    // Not body mass index nor good-quality embryos: women without them are outside the paper's criteria, and so outside its tables.
    private static readonly string[] MeasuredOptional = [CohortColumns.PriorLosses, CohortColumns.Ins2h, CohortColumns.Pg2h];

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static Reading Read(string path, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(path);
        var full = Path.GetFullPath(path);
        return Parse(InputFile.Read(Path.GetDirectoryName(full)!, Path.GetFileName(full)), Path.GetFileName(full), ledger);
    }

    /// <summary>Reads the text of a file.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="ledger">The ledger whose numbers it names.</param>
    /// <exception cref="InputException">The text cannot be used.</exception>
    public static Reading Parse(string json, string file, Ledger ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return JsonInput.Parse(json, file, root =>
        {
            root.With("name", "title", "bind", "except", "give_way", "model");
            var binds = Patterns(root["bind"], ledger);
            var except = root.Optional("except") is { } left ? Patterns(left, ledger) : [];
            var binding = ledger.Numbers.Where(n => Reading.CanBind(n) && binds.Any(p => IdPattern.Matches(p, n.Id))
                && !except.Any(p => IdPattern.Matches(p, n.Id))).ToList();
            if (binding.Count == 0)
                throw root["bind"].Fail("binds no number", "name counts, percents, means, SDs, medians or quartiles of an arm");
            var title = root["title"];
            return new Reading
            {
                Name = FileName(root["name"]),
                Title = new(title["en"].Text(), title["zh"].Text()),
                Ledger = ledger,
                Binding = binding,
                GiveWay = root.Optional("give_way") is { } giveWay ? Patterns(giveWay, ledger) : [],
                Model = root.Optional("model") is { } model ? ReadModel(model, binding) : new(),
            };
        });
    }

    private static SynthesisModel ReadModel(JsonInput node, IReadOnlyList<LedgerNumber> binding)
    {
        node.With("ranges", "shapes", "correlations", "effects", "rates", "missing");
        var model = new SynthesisModel();
        string[] scores = [.. SynthesisModel.Correlated];
        (string, string) Pair(JsonInput at, string[] first, string[] second)
        {
            var words = at.Key.Split(' ');
            return words.Length == 2 && first.Contains(words[0]) && second.Contains(words[1]) ? (words[0], words[1])
                : throw at.Fail("is not a pair of variables", $"write two of {string.Join(' ', first.Union(second))} with a space between");
        }

        // A correlation has no order; the model has each pair once.
        (string, string) Unordered(JsonInput at)
        {
            var (first, second) = Pair(at, scores, scores);
            if (first == second) throw at.Fail("is one variable with itself", "write two variables");
            return Array.IndexOf(scores, first) < Array.IndexOf(scores, second) ? (first, second) : (second, first);
        }

        var ranges = Merged(model.Ranges, node.Optional("ranges"), at => OneOfKeys(at, [.. model.Ranges.Keys]), Range);
        var shapes = Merged(model.Shapes, node.Optional("shapes"), at => OneOfKeys(at, [.. model.Shapes.Keys]),
            at => (ShapeOf(at["without"]), ShapeOf(at["with"])));
        var correlations = Merged(model.Correlations, node.Optional("correlations"), Unordered, at => at.Number(-1, 1));
        var effects = Merged(model.Effects, node.Optional("effects"),
            at => Pair(at, WithEffects, scores), at => at.Number(-5, 5));
        var rates = Merged(model.Rates, node.Optional("rates"), at => OneOfKeys(at, [.. model.Rates.Keys]), at => at.Number(0, 1));
        string[] optional = [CohortColumns.TransferDate, CohortColumns.Centre, CohortColumns.FetalHeartbeat, CohortColumns.PregnancyEndWeek,
            .. MeasuredOptional.Where(v => !binding.Any(n => n.Variable.Id == v))];
        var missing = Merged(model.Missing, node.Optional("missing"), at => OneOfKeys(at, optional), at => at.Number(0, 1));
        var read = model with { Ranges = ranges, Shapes = shapes, Correlations = correlations, Effects = effects, Rates = rates,
            Missing = missing };
        return NormalScores.AreCorrelations(read) ? read
            : throw node["correlations"].Fail("cannot hold together: no variables have them all", "bring them closer to 0");
    }

    private static Dictionary<TKey, TValue> Merged<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> defaults, JsonInput? given, Func<JsonInput, TKey> key, Func<JsonInput, TValue> value)
            where TKey : notnull
    {
        var merged = defaults.ToDictionary();
        var seen = new HashSet<TKey>();
        foreach (var item in given?.Properties() ?? [])
        {
            var name = key(item);
            if (!seen.Add(name)) throw item.Fail("is given twice", "give it once");
            merged[name] = value(item);
        }

        return merged;
    }

    private static Interval Range(JsonInput node)
    {
        var items = node.Element.ValueKind == JsonValueKind.Array ? node.Element.EnumerateArray().ToArray() : [];
        if (items is not [{ ValueKind: JsonValueKind.Number } low, { ValueKind: JsonValueKind.Number } high] || !(low.GetDouble() >= 0)
            || !(high.GetDouble() >= low.GetDouble()))
            throw node.Fail("is not a range", "give [least, greatest], both 0 or more");
        var column = CohortSchema.Default.Column(node.Key);
        if (low.GetDouble() < column.Minimum || high.GetDouble() > column.Maximum)
            throw node.Fail("goes beyond what a cohort's column can hold",
                string.Create(CultureInfo.InvariantCulture, $"stay within [{column.Minimum}, {column.Maximum}]"));
        return new(low.GetDouble(), high.GetDouble());
    }

    private static Shape ShapeOf(JsonInput node)
    {
        node.With("centre", "spread", "log_normal");
        return new(node["centre"].Number(0, 1e6), node["spread"].Number(0, 1e6), node["log_normal"].YesOrNo());
    }

    private static string OneOfKeys(JsonInput node, string[] names) =>
        names.Contains(node.Key) ? node.Key
        : throw node.Fail("is not a name that can stand here", $"give one of {string.Join(' ', names)}");

    /// <summary>A name that files can have.</summary>
    private static string FileName(JsonInput node) =>
        node.Text() is var name && Identifier.IsValid(name) && name[0] is not ('.' or '-') ? name
        : throw node.Fail("is not a name for files", "use letters, digits, _ . and -");

    private static List<string> Patterns(JsonInput node, Ledger ledger)
    {
        var patterns = new List<string>();
        foreach (var item in node.Items())
        {
            var pattern = item.Text();
            if (!ledger.Numbers.Any(n => IdPattern.Matches(pattern, n.Id)))
                throw item.Fail($"{Quoted.Short(pattern)} fits no id of numbers.csv", "give an id, or a pattern of ids with *");
            patterns.Add(pattern);
        }

        return patterns;
    }
}
