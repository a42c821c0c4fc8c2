using System.Text.Json.Nodes;
using NJsonSchema;
using Urif.Audit;

namespace Urif.Synthesis.Tests;

/// <summary>The schema of readings takes what the reader takes, and refuses what it refuses.</summary>
public sealed class ReadingSchemaTests
{
    // NJsonSchema knows the keyword of older drafts.
    private static readonly Task<JsonSchema> Schema = JsonSchema.FromJsonAsync(
        File.ReadAllText(Repository.PathOf("data", "readings", "reading.schema.json")).Replace("$defs", "definitions", StringComparison.Ordinal));

    // Every member that there is, filled from the defaults of the model.
    private static JsonObject Full()
    {
        var model = new SynthesisModel();
        JsonObject Shape(Shape s) => new() { ["centre"] = s.Centre, ["spread"] = s.Spread, ["log_normal"] = s.IsLogNormal };
        JsonObject Object<T>(IEnumerable<T> items, Func<T, string> key, Func<T, JsonNode> value) => new(items.Select(i => KeyValuePair.Create(key(i), (JsonNode?)value(i))));
        string[] empty = ["transfer_date", "centre", "fetal_heartbeat", "pregnancy_end_week", "prior_losses", "ins_2h", "pg_2h"];
        return new()
        {
            ["name"] = "own_1.a-b",
            ["title"] = new JsonObject { ["en"] = "own", ["zh"] = "自定" },
            ["bind"] = new JsonArray("t4.live_birth.*", "t4.early_loss.*.n"),
            ["except"] = new JsonArray("t4.live_birth.*.percent"),
            ["give_way"] = new JsonArray("*.homa_ir.*"),
            ["model"] = new JsonObject
            {
                ["ranges"] = Object(model.Ranges, r => r.Key, r => new JsonArray(r.Value.Low, r.Value.High)),
                ["shapes"] = Object(model.Shapes, s => s.Key, s => new JsonObject { ["without"] = Shape(s.Value.Without), ["with"] = Shape(s.Value.With) }),
                ["correlations"] = Object(model.Correlations, c => $"{c.Key.Item2} {c.Key.Item1}", c => c.Value / 2),
                ["effects"] = Object(model.Effects, e => $"{e.Key.Outcome} {e.Key.Variable}", e => e.Value / 2),
                ["rates"] = Object(model.Rates, r => r.Key, r => r.Value / 2),
                ["missing"] = Object(empty, m => m, _ => 0.125),
            },
        };
    }

    public static TheoryData<string, Action<JsonObject>> Spoilt => new()
    {
        { "no name", d => d.Remove("name") },
        { "a name of a folder", d => d["name"] = "a/b" },
        { "no Chinese title", d => d["title"]!.AsObject().Remove("zh") },
        { "no bind", d => d.Remove("bind") },
        { "a pattern that is no text", d => d["bind"] = new JsonArray(1) },
        { "an unknown member", d => d["binds"] = new JsonArray() },
        { "an unknown part of the model", d => d["model"]!["step"] = 0.1 },
        { "an unknown range", d => d["model"]!["ranges"]!["shoe_size"] = new JsonArray(1, 2) },
        { "a range of three", d => d["model"]!["ranges"]!["age"] = new JsonArray(20, 30, 40) },
        { "a range beyond the column", d => d["model"]!["ranges"]!["age"] = new JsonArray(20, 61) },
        { "half a shape", d => d["model"]!["shapes"]!["age"]!.AsObject().Remove("with") },
        { "a shape of counts", d => d["model"]!["shapes"]!["prior_losses"] = d["model"]!["shapes"]!["age"]!.DeepClone() },
        { "a correlation above 1", d => d["model"]!["correlations"]!["age bmi"] = 1.5 },
        { "a correlation of one", d => d["model"]!["correlations"]!["age"] = 0.5 },
        { "an effect on ectopic pregnancy", d => d["model"]!["effects"]!["ectopic age"] = 0.5 },
        { "an effect above 5", d => d["model"]!["effects"]!["early_loss age"] = 5.5 },
        { "a rate above 1", d => d["model"]!["rates"]!["live_birth"] = 1.5 },
        { "a missing age", d => d["model"]!["missing"]!["age"] = 0.5 },
        { "a missing share below 0", d => d["model"]!["missing"]!["pg_2h"] = -0.5 },
    };

    [Theory]
    [InlineData("tables-1-2")]
    [InlineData("tables-3-4")]
    public async Task ShippedReadingsMeetIt(string name) =>
        Assert.Empty((await Schema).Validate(await File.ReadAllTextAsync(Repository.PathOf("data", "readings", name + ".json"), TestContext.Current.CancellationToken)));

    [Fact]
    public async Task AReadingWithEveryMemberMeetsItAndIsRead()
    {
        var text = Full().ToJsonString();
        Assert.Empty((await Schema).Validate(text));
        var read = Read(text);
        var defaults = new SynthesisModel();
        Assert.Equal(["t4.early_loss", "t4.live_birth"], read.Binding.Select(n => n.Id[..n.Id.IndexOf('.', 3)]).Distinct().Order());
        Assert.DoesNotContain(read.Binding, n => n.Id.StartsWith("t4.live_birth", StringComparison.Ordinal) && n.Id.EndsWith("percent", StringComparison.Ordinal));
        Assert.Equal(["*.homa_ir.*"], read.GiveWay);
        Assert.Equal(defaults.Ranges, read.Model.Ranges);
        Assert.Equal(defaults.Shapes, read.Model.Shapes);
        Assert.Equal(defaults.Correlations.ToDictionary(c => c.Key, c => c.Value / 2), read.Model.Correlations);
        Assert.Equal(defaults.Effects.ToDictionary(e => e.Key, e => e.Value / 2), read.Model.Effects);
        Assert.Equal(defaults.Rates.ToDictionary(r => r.Key, r => r.Value / 2), read.Model.Rates);
        Assert.Equal(7, read.Model.Missing.Count(m => m.Value == 0.125));
    }

    [Theory]
    [MemberData(nameof(Spoilt), DisableDiscoveryEnumeration = true)]
    public async Task WhatItRefusesTheReaderRefuses(string what, Action<JsonObject> spoil)
    {
        var document = Full();
        spoil(document);
        Assert.True((await Schema).Validate(document.ToJsonString()).Count > 0, $"the schema lets pass {what}");
        Assert.Throws<InputException>(() => Read(document.ToJsonString()));
    }

    private static Reading Read(string text) => ReadingReader.Parse(text, "own.json", ShippedReadings.Solution("tables-1-2").Reading.Ledger);
}
