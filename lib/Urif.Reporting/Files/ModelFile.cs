using System.Globalization;
using System.Text.Json;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>Writes a logistic model of a cohort as CSV and JSON for programs, and as a page of HTML. No value of a row is in
/// them.</summary>
/// <remarks>
/// Numbers are to 9 significant digits. Intervals are of 95%; ends of <c>odds_ratio_profile</c>, <c>_wald</c>, <c>_percentile</c> and
/// <c>_bca</c> are
/// odds ratios, <c>log_odds_ratio</c> and <c>se</c> on the logarithm. What has no estimate is empty or null, with the reason beside it.
/// </remarks>
public static class ModelFile
{
    /// <summary>
    /// Writes one row for each number: <c>formula</c>, <c>estimator</c> (<c>ml</c>, <c>firth</c>), <c>part</c> (<c>model</c>,
    /// <c>coefficient</c>, <c>term</c>, <c>univariable</c>), <c>name</c>, its label in both languages, <c>statistic</c>, <c>value</c>,
    /// why it has none, and in each row whether the cohort is synthetic. UTF-8 text without byte order mark, lines ended by a line feed.
    /// </summary>
    /// <param name="summary">The model.</param>
    /// <param name="output">Gets the text.</param>
    /// <param name="release">What of it may be released; null for all.</param>
    public static void WriteCsv(ModelSummary summary, TextWriter output, ModelRelease? release = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(output);
        CsvText.WriteRow(output, "formula", "estimator", "part", "name", "label_en", "label_zh", "statistic", "value", "reason_en",
            "reason_zh", "synthetic_en", "synthetic_zh");
        var label = summary.Model.Rows.Cohort.IsSynthetic ? Cohort.SyntheticLabel : new("", "");
        foreach (var number in ModelNumber.Of(summary, release))
        {
            CsvText.WriteRow(output, summary.Model.Formula.ToString(), Estimator(summary), number.Part, number.Name, number.Label.En,
                number.Label.Zh, number.Statistic,
                number.Text ?? "", number.Reason?.En ?? "", number.Reason?.Zh ?? "", label.En, label.Zh);
        }
    }

    /// <summary>
    /// Writes one object: <c>formula</c>, <c>estimator</c>, <c>errors</c> (<c>model</c>, <c>robust</c>, <c>woman</c>), <c>cut_off</c>,
    /// <c>title</c>, <c>synthetic</c>, <c>bootstrap_seed</c>,
    /// <c>model</c> with its
    /// numbers by name, and under <c>coefficients</c> and <c>terms</c>, and under
    /// <c>univariable</c> where it is asked for, an object for each. A line feed ends it.
    /// </summary>
    /// <param name="summary">The model.</param>
    /// <param name="output">Gets the text.</param>
    /// <param name="release">What of it may be released, with the notes under <c>disclosure</c>; null for all.</param>
    public static void WriteJson(ModelSummary summary, TextWriter output, ModelRelease? release = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteReport(json =>
        {
            json.WriteString("formula", summary.Model.Formula.ToString());
            json.WriteString("estimator", Estimator(summary));
            json.WriteString("errors", Errors(summary));
            if (double.IsNaN(summary.Model.CutOff)) json.WriteNull("cut_off");
            else json.WriteNumber("cut_off", summary.Model.CutOff);
            json.WriteLocalized("title", ModelLayout.TitleOf(summary));
            if (summary.Model.Rows.Cohort.IsSynthetic) json.WriteLocalized(CohortColumns.Synthetic, Cohort.SyntheticLabel);
            else json.WriteNull(CohortColumns.Synthetic);
            // As text, for a seed may be beyond what JavaScript's numbers hold.
            json.WriteString("bootstrap_seed", summary.Bootstrap?.Plan.Seed.ToString(CultureInfo.InvariantCulture));
            var numbers = ModelNumber.Of(summary, release).ToLookup(n => n.Part);
            json.WriteStartObject("model");
            WriteNumbers(json, numbers["model"]);
            json.WriteEndObject();
            json.WriteArray("lacking", summary.Model.Lacking.Index(), (json, l) =>
            {
                json.WriteString("variable", l.Item.Variable);
                if (release is null || release.Lacking[l.Index].Value is not null) json.WriteNumber("rows", l.Item.Rows);
                else json.WriteNull("rows");
            });
            json.WriteArray("coefficients", numbers["coefficient"].GroupBy(n => n.Name), WriteNamed);
            json.WriteArray("terms", numbers["term"].GroupBy(n => n.Name), WriteNamed);
            if (summary.Univariable is not null && release is null)
                json.WriteArray(ModelNumber.Univariable, numbers[ModelNumber.Univariable].GroupBy(n => n.Name), WriteNamed);
            if (release is not null)
            {
                json.WriteStartArray("disclosure");
                json.WriteLocalized(null, DisclosureText.OfModel(release.Below));
                json.WriteLocalized(null, DisclosureText.WithinOneOutput);
                json.WriteEndArray();
            }
        });
    }

    /// <summary>Writes a page that stands alone, with a line feed at the end.</summary>
    /// <param name="summary">The model.</param>
    /// <param name="language">The language.</param>
    /// <param name="output">Gets the text.</param>
    /// <param name="release">What of it may be released; null for all.</param>
    public static void WriteHtml(ModelSummary summary, Language language, TextWriter output, ModelRelease? release = null)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentNullException.ThrowIfNull(output);
        var title = ModelLayout.TitleOf(summary).In(language);
        if (summary.Model.Rows.Cohort.IsSynthetic) title = $"{Cohort.SyntheticLabel.In(language)} – {title}";
        HtmlPage.Write(title, ModelView.Released(summary, release).PageOf(language), language, output);
    }

    private static string Errors(ModelSummary summary) => summary.Errors switch
    {
        ModelErrors.Robust => "robust",
        ModelErrors.ByWoman => "woman",
        _ => "model",
    };

    private static string Estimator(ModelSummary summary) => summary.IsPenalised ? "firth" : "ml";

    private static void WriteNamed(Utf8JsonWriter json, IGrouping<string, ModelNumber> numbers)
    {
        json.WriteString("name", numbers.Key);
        json.WriteLocalized("label", numbers.First().Label);
        WriteNumbers(json, numbers);
    }

    private static void WriteNumbers(Utf8JsonWriter json, IEnumerable<ModelNumber> numbers)
    {
        var all = numbers.ToList();
        foreach (var number in all)
        {
            json.WritePropertyName(number.Statistic);
            if (number.Text is { } text) json.WriteRawValue(text);
            else json.WriteNullValue();
        }

        json.WriteStartObject("reasons");
        foreach (var number in all.Where(n => n.Reason is not null)) json.WriteLocalized(number.Statistic, number.Reason!);
        json.WriteEndObject();
    }
}
