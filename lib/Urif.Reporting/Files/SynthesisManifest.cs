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
    /// <summary>Writes a manifest as JSON: the reading, the seed, the version, what binds, what gave way and why, the files and their
    /// checksums.</summary>
    /// <param name="solution">The reading with what became of it.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="files">The files, in their order.</param>
    /// <param name="output">Gets UTF-8.</param>
    public static void Write(ReadingSolution solution, ulong seed, IReadOnlyList<SyntheticFile> files, Stream output)
    {
        ArgumentNullException.ThrowIfNull(solution);
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
}
