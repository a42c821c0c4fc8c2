using System.Text.Json;
using Urif.Cohorts;
using Urif.Synthesis;

namespace Urif.Reporting;

/// <summary>A file of a synthetic cohort.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Number">Which of the seed's cohorts it is.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in hexadecimal.</param>
public sealed record SyntheticFile(string Name, int Number, string Sha256);

/// <summary>Says of synthetic cohorts how they were made: whoever has it and the kit makes the same bytes again.</summary>
public static class SynthesisManifest
{
    /// <summary>Writes a manifest as JSON: the reading, the seed, the version, what binds, what gave way and why, what is assumed and what
    /// became of it, the files and their checksums.</summary>
    /// <param name="solution">The reading with what became of it.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="ageStep">The step in which ages are recorded, in years.</param>
    /// <param name="assumptions">What the cohorts have of what the model asks for.</param>
    /// <param name="files">The files, in their order.</param>
    /// <param name="output">Gets UTF-8.</param>
    public static void Write(ReadingSolution solution, ulong seed, double ageStep, IReadOnlyList<Assumption> assumptions,
        IReadOnlyList<SyntheticFile> files, Stream output)
    {
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(assumptions);
        ArgumentNullException.ThrowIfNull(files);
        var reading = solution.Reading;
        using var json = new Utf8JsonWriter(output, ReportJson.Options);
        json.WriteStartObject();
        json.WriteString("mark", SyntheticCohort.Mark);
        json.WriteLocalized("label", Cohort.SyntheticLabel);
        json.WriteString("paper", reading.Ledger.Paper.Id);
        json.WriteString("reading", reading.Name);
        json.WriteLocalized("title", reading.Title);
        json.WriteNumber("seed", seed);
        json.WriteString("version", typeof(SynthesisManifest).Assembly.GetName().Version!.ToString(3));
        json.WriteArray("gave_way", solution.Conflicts, (writer, conflict) =>
        {
            writer.WriteString("group", conflict.Group.Id);
            writer.WriteString("dropped", conflict.Dropped.Id);
            writer.WriteString("printed", conflict.Dropped.Printed.Text);
            writer.WriteStartArray("cannot_hold_together");
            foreach (var number in conflict.Numbers) writer.WriteStringValue(number.Id);
            writer.WriteEndArray();
            writer.WriteLocalized("reason", SynthesisText.Reason(conflict));
        });
        json.WriteStartArray("binds");
        foreach (var number in solution.Binding) json.WriteStringValue(number.Id);
        json.WriteEndArray();
        WriteModel(json, reading.Model, ageStep);
        json.WriteArray("found", assumptions.GroupBy(a => (a.Kind, a.Variable, a.Other)), (writer, arms) =>
        {
            writer.WriteLocalized("what", AssumptionText.What(arms.First(), reading.Ledger));
            writer.WriteArray("arms", arms, WriteFound);
        });
        json.WriteArray("files", files, (writer, file) =>
        {
            writer.WriteString("name", file.Name);
            writer.WriteNumber("number", file.Number);
            writer.WriteString("sha256", file.Sha256);
        });
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    private static void WriteModel(Utf8JsonWriter json, SynthesisModel model, double ageStep)
    {
        json.WriteStartObject("assumed");
        json.WriteStartArray("always");
        foreach (var sentence in AssumptionText.Always) json.WriteLocalized(null, sentence);
        json.WriteEndArray();
        json.WriteNumber("age_step", ageStep);
        json.WriteNumber("step", model.Step);
        Members("ranges", model.Ranges, key => key, range =>
        {
            json.WriteStartArray();
            json.WriteNumberValue(range.Low);
            json.WriteNumberValue(range.High);
            json.WriteEndArray();
        });
        Members("shapes", model.Shapes, key => key, shapes =>
        {
            json.WriteStartObject();
            foreach (var (name, shape) in new[] { ("without", shapes.Without), ("with", shapes.With) })
            {
                json.WriteStartObject(name);
                json.WriteNumber("centre", shape.Centre);
                json.WriteNumber("spread", shape.Spread);
                json.WriteBoolean("log_normal", shape.IsLogNormal);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        });
        Members("correlations", model.Correlations, key => $"{key.Item1} {key.Item2}", json.WriteNumberValue);
        Members("effects", model.Effects, key => $"{key.Outcome} {key.Variable}", json.WriteNumberValue);
        Members("rates", model.Rates, key => key, json.WriteNumberValue);
        Members("missing", model.Missing, key => key, json.WriteNumberValue);
        json.WriteEndObject();

        void Members<TKey, TValue>(string name, IReadOnlyDictionary<TKey, TValue> members, Func<TKey, string> key, Action<TValue> write)
            where TKey : notnull
        {
            json.WriteStartObject(name);
            foreach (var (member, value) in members.Select(m => (key(m.Key), m.Value)).OrderBy(m => m.Item1, StringComparer.Ordinal))
            {
                json.WritePropertyName(member);
                write(value);
            }

            json.WriteEndObject();
        }
    }

    private static void WriteFound(Utf8JsonWriter json, Assumption assumption)
    {
        json.WriteString("group", assumption.Arm.Id);
        json.WriteNumber("asked", assumption.Asked);
        // So many digits as an average over cohorts carries, and no more than any machine has alike.
        if (double.IsNaN(assumption.Found)) json.WriteNull("found");
        else json.WriteNumber("found", Math.Round(assumption.Found, 3));
        if (assumption.Attainable is not { } attainable) return;
        json.WriteStartArray("printed_numbers_leave");
        json.WriteNumberValue(Math.Round(attainable.Low, 3));
        json.WriteNumberValue(Math.Round(attainable.High, 3));
        json.WriteEndArray();
    }
}
