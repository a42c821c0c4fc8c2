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
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
        }
        catch (JsonException e)
        {
            throw new InputException(
                string.Create(CultureInfo.InvariantCulture, $"{file}, line {(e.LineNumber ?? 0) + 1}"), "is not valid JSON",
                    "correct the syntax there");
        }

        using (document)
        {
            var root = new ReadingNode(file, "", "", document.RootElement);
            root.OnlyHas("name", "title", "bind", "except", "give_way", "model");
            var binds = root.Required("bind").Patterns(ledger);
            var except = root.Optional("except")?.Patterns(ledger) ?? [];
            var binding = ledger.Numbers.Where(n => Reading.CanBind(n) && binds.Any(p => IdPattern.Matches(p, n.Id))
                && !except.Any(p => IdPattern.Matches(p, n.Id))).ToList();
            if (binding.Count == 0)
                throw root.Required("bind").Fail("binds no number", "name counts, percents, means, SDs, medians or quartiles of an arm");
            var title = root.Required("title");
            return new Reading
            {
                Name = root.Required("name").Name(),
                Title = new(title.Required("en").Text(), title.Required("zh").Text()),
                Ledger = ledger,
                Binding = binding,
                GiveWay = root.Optional("give_way")?.Patterns(ledger) ?? [],
                Model = root.Optional("model") is { } model ? ReadModel(model, binding) : new(),
            };
        }
    }

    private static SynthesisModel ReadModel(ReadingNode node, IReadOnlyList<LedgerNumber> binding)
    {
        node.OnlyHas("ranges", "shapes", "correlations", "effects", "rates", "missing");
        var model = new SynthesisModel();
        string[] scores = [.. SynthesisModel.Correlated];
        (string, string) Pair(ReadingNode at, string[] first, string[] second)
        {
            var words = at.Key.Split(' ');
            return words.Length == 2 && first.Contains(words[0]) && second.Contains(words[1]) ? (words[0], words[1])
                : throw at.Fail("is not a pair of variables", $"write two of {string.Join(' ', first.Union(second))} with a space between");
        }

        // A correlation has no order; the model has each pair once.
        (string, string) Unordered(ReadingNode at)
        {
            var (first, second) = Pair(at, scores, scores);
            if (first == second) throw at.Fail("is one variable with itself", "write two variables");
            return Array.IndexOf(scores, first) < Array.IndexOf(scores, second) ? (first, second) : (second, first);
        }

        var ranges = Merged(model.Ranges, node.Optional("ranges"), at => at.OneOfKeys([.. model.Ranges.Keys]), at => at.Range());
        var shapes = Merged(model.Shapes, node.Optional("shapes"), at => at.OneOfKeys([.. model.Shapes.Keys]),
            at => (at.Required("without").Shape(), at.Required("with").Shape()));
        var correlations = Merged(model.Correlations, node.Optional("correlations"), Unordered, at => at.Number(-1, 1));
        var effects = Merged(model.Effects, node.Optional("effects"),
            at => Pair(at, WithEffects, scores), at => at.Number(-5, 5));
        var rates = Merged(model.Rates, node.Optional("rates"), at => at.OneOfKeys([.. model.Rates.Keys]), at => at.Number(0, 1));
        string[] optional = [CohortColumns.TransferDate, CohortColumns.Centre, CohortColumns.FetalHeartbeat, CohortColumns.PregnancyEndWeek,
            .. MeasuredOptional.Where(v => !binding.Any(n => n.Variable.Id == v))];
        var missing = Merged(model.Missing, node.Optional("missing"), at => at.OneOfKeys(optional), at => at.Number(0, 1));
        var read = model with { Ranges = ranges, Shapes = shapes, Correlations = correlations, Effects = effects, Rates = rates,
            Missing = missing };
        return NormalScores.AreCorrelations(read) ? read
            : throw node.Required("correlations").Fail("cannot hold together: no variables have them all", "bring them closer to 0");
    }

    private static Dictionary<TKey, TValue> Merged<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> defaults, ReadingNode? given, Func<ReadingNode, TKey> key, Func<ReadingNode, TValue> value)
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

    /// <summary>A JSON value that knows its place and so can say what is wrong with it.</summary>
    private readonly record struct ReadingNode(string File, string Path, string Key, JsonElement Element)
    {
        public InputException Fail(string problem, string remedy) => new(Path.Length == 0 ? File : $"{File}, {Path}", problem, remedy);

        public ReadingNode? Optional(string name)
        {
            if (Element.ValueKind != JsonValueKind.Object) throw Fail("is not an object", "give an object in { }");
            return Element.TryGetProperty(name, out var value) ? new(File, Path.Length == 0 ? name : $"{Path}.{name}", name, value) : null;
        }

        public ReadingNode Required(string name) => Optional(name) ?? throw Fail($"has no property {name}", "add it");

        public void OnlyHas(params string[] names)
        {
            foreach (var property in Properties())
                if (!names.Contains(property.Key)) throw property.Fail("is not a property known here", $"give {string.Join(", ", names)}");
        }

        public IEnumerable<ReadingNode> Properties()
        {
            if (Element.ValueKind != JsonValueKind.Object) throw Fail("is not an object", "give an object in { }");
            var (file, path) = (File, Path);
            return Element.EnumerateObject().Select(
                p => new ReadingNode(file, path.Length == 0 ? p.Name : $"{path}.{p.Name}", p.Name, p.Value));
        }

        public string Text()
        {
            if (Element.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(Element.GetString()))
                throw Fail("is not a text", "give a text in quotes");
            return Element.GetString()!;
        }

        public string Name()
        {
            var name = Text();
            return Identifier.IsValid(name) && name[0] is not ('.' or '-') ? name
                : throw Fail("is not a name for files", "use letters, digits, _ . and -");
        }

        public double Number(double least, double greatest)
        {
            if (Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var number) && number >= least && number <= greatest)
                return number;
            throw Fail("is not such a number", string.Create(CultureInfo.InvariantCulture, $"give a number from {least} to {greatest}"));
        }

        public Interval Range()
        {
            var items = Element.ValueKind == JsonValueKind.Array ? Element.EnumerateArray().ToArray() : [];
            if (items is not [{ ValueKind: JsonValueKind.Number } low, { ValueKind: JsonValueKind.Number } high] || !(low.GetDouble() >= 0)
                || !(high.GetDouble() >= low.GetDouble()))
                throw Fail("is not a range", "give [least, greatest], both 0 or more");
            var column = CohortSchema.Default.Column(Key);
            if (low.GetDouble() < column.Minimum || high.GetDouble() > column.Maximum)
                throw Fail("goes beyond what a cohort's column can hold",
                    string.Create(CultureInfo.InvariantCulture, $"stay within [{column.Minimum}, {column.Maximum}]"));
            return new(low.GetDouble(), high.GetDouble());
        }

        public Shape Shape()
        {
            OnlyHas("centre", "spread", "log_normal");
            var logNormal = Required("log_normal");
            if (logNormal.Element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                throw logNormal.Fail("is neither true nor false", "give one of them");
            return new(Required("centre").Number(0, 1e6), Required("spread").Number(0, 1e6), logNormal.Element.GetBoolean());
        }

        public string OneOfKeys(string[] names) =>
            names.Contains(Key) ? Key : throw Fail("is not a name that can stand here", $"give one of {string.Join(' ', names)}");

        public List<string> Patterns(Ledger ledger)
        {
            if (Element.ValueKind != JsonValueKind.Array) throw Fail("is not a list", "give patterns of ids in [ ]");
            var patterns = new List<string>();
            var place = 0;
            foreach (var item in Element.EnumerateArray())
            {
                var node = new ReadingNode(File, string.Create(CultureInfo.InvariantCulture, $"{Path}[{place++}]"), "", item);
                var pattern = node.Text();
                if (!ledger.Numbers.Any(n => IdPattern.Matches(pattern, n.Id)))
                    throw node.Fail($"{Quoted.Short(pattern)} fits no id of numbers.csv", "give an id, or a pattern of ids with *");
                patterns.Add(pattern);
            }

            return patterns;
        }
    }
}
