using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting.Tests;

/// <summary>Direct identifiers are refused, and no value of one is ever repeated.</summary>
public sealed class PrivacyTests
{
    private static readonly string[] Surnames = ["王", "李", "张", "欧阳", "司马"], Given = ["秀英", "芳", "桂兰", "丽娟"];

    [Theory]
    [InlineData("姓名", "a name")]
    [InlineData("患者姓名", "a name")]
    [InlineData("Name", "a name")]
    [InlineData("patient_name", "a name")]
    [InlineData("身份证号", "an identity card number")]
    [InlineData("ID number", "an identity card number")]
    [InlineData("联系电话", "a telephone number")]
    [InlineData("手机号", "a telephone number")]
    [InlineData("Phone", "a telephone number")]
    [InlineData("家庭地址", "an address")]
    [InlineData("Address", "an address")]
    [InlineData("E-mail", "an e-mail address")]
    [InlineData("病历号", "a medical record number")]
    [InlineData("住院号", "a medical record number")]
    [InlineData("ＭＲＮ", "a medical record number")]
    [InlineData("出生日期", "a date of birth")]
    [InlineData("Date of Birth", "a date of birth")]
    public void A_column_that_looks_like_an_identifier_is_refused_unless_dropped(string header, string kind)
    {
        Assert.Equal([$"cohort.csv, column 43: looks like {kind}, which identifies a person; name its header in the option that drops columns, or remove it"],
            OneCell.Lines(OneCell.ReadAlso(header, "x")));
        Assert.False(OneCell.ReadAlso(header, "x", new() { AllowUnmapped = true }).Succeeded);
        Assert.True(OneCell.ReadAlso(header, "x", new() { Drop = [header] }).Succeeded);
    }

    [Fact]
    public void A_map_cannot_make_an_identifier_a_column()
    {
        var map = HeaderMap.Of([new("住院号", "woman_id")]);
        Assert.Contains("medical record", OneCell.Lines(OneCell.ReadWith("woman_id", "住院号", "1", new() { Headers = map }))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("11010519491231002X")] // the example of GB 11643-1999
    [InlineData("１１０１０５１９４９１２３１００２ｘ")]
    [InlineData("110105491231002")]
    [InlineData("13800138000")]
    [InlineData("+86 138-0013-8000")]
    [InlineData("someone@example.org")]
    [InlineData("王秀英")]
    public void An_identifier_in_the_place_of_a_number_without_meaning_is_refused(string value)
    {
        var line = Assert.Single(OneCell.Lines(OneCell.ReadWith("woman_id", "woman_id", value)));
        Assert.Equal("cohort.csv, line 2, column 1 (woman_id): is a direct identifier of a person, which is not shown here; put a number without meaning in its place", line);
    }

    [Theory]
    [InlineData("110105194912310021")] // wrong check character
    [InlineData("110105194913310029")] // no such month
    [InlineData("12800138000")]
    [InlineData("W0001")]
    [InlineData("20190100001")]
    public void A_number_that_only_resembles_one_is_not(string value) =>
        Assert.True(OneCell.ReadWith("woman_id", "woman_id", value).Succeeded);

    [Fact]
    public void A_column_that_is_left_out_is_still_looked_at()
    {
        var allow = new CohortReadOptions { AllowUnmapped = true };
        Assert.Equal(["cohort.csv, column 43: holds a telephone number; name its header in the option that drops columns, or remove it"],
            OneCell.Lines(OneCell.ReadAlso("备注", "13800138000", allow)));
        Assert.False(OneCell.ReadAlso("备注", 13800138000.0, allow).Succeeded);
        Assert.True(OneCell.ReadAlso("备注", "13800138000", new() { Drop = ["备注"] }).Succeeded);
    }

    [Fact]
    public void A_file_without_headers_does_not_have_its_first_patient_repeated()
    {
        var report = CohortReader.Read(MemoryRecords.Of(["王秀英", "13800138000", "35"], ["李芳", "13900139000", "36"]));
        AssertNowhere(["王秀英", "13800138000", "李芳", "13900139000"], All(report));
    }

    [Fact]
    public void No_identifier_of_a_hostile_file_occurs_in_any_message_or_view()
    {
        // Identifiers in any cells, under headers that are right, wrong, shifted or other people's.
        for (ulong seed = 0; seed < 600; seed++)
        {
            var draw = new Draw(seed, 1);
            var (rows, mode) = (draw.Whole(1, 8), draw.Whole(0, 3));
            // From nearly clean files, which load and are checked, to files full of identifiers.
            var chance = draw.OneOf(0.002, 0.02, 0.15);
            var secrets = new List<string>();
            string Secret()
            {
                var secret = draw.Whole(0, 5) switch
                {
                    0 => draw.OneOf<string>(Surnames) + draw.OneOf<string>(Given),
                    1 => "1" + draw.Whole(3, 9).ToString(CultureInfo.InvariantCulture) + draw.Whole(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture),
                    2 => IdentityCard(draw),
                    3 => $"p{draw.Whole(10_000, 99_999)}@example.org",
                    4 => $"南宁市友爱路{draw.Whole(10, 99)}号",
                    _ => $"Zhang Min{draw.Whole(100, 999)}",
                };
                secrets.Add(secret);
                return secret;
            }

            var cells = RandomCycles.Of(seed, rows).Select(MemoryRecords.Cells).ToArray();
            foreach (var row in cells)
                for (var c = 0; c < row.Length; c++)
                    if (draw.Chance(chance)) row[c] = draw.Chance(0.2) && long.TryParse(Secret(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (double)number : Secret();
            string[] headers = [.. CohortSchema.Default.Columns.Select(c => c.Name)];
            if (mode == 1) headers = [.. headers.Skip(1), headers[0]];
            if (mode == 2) headers = [.. headers.Select(h => draw.Chance(0.1) ? draw.OneOf("姓名", "x1", "备注", "phone") : h).Select((h, i) => h + (h is "x1" or "备注" ? i : ""))];
            if (mode == 3) headers = [.. cells[0].Select((_, i) => draw.Chance(0.5) ? Secret() : "h" + i)];
            var options = new CohortReadOptions { AllowUnmapped = draw.Chance(0.5), RequireEligibility = draw.Chance(0.5), BelowLimit = BelowLimitRule.Limit };
            AssertNowhere(secrets, All(CohortReader.Read(MemoryRecords.Of(headers, cells), options)));
        }
    }

    [Fact]
    public void No_text_of_an_identifier_is_kept_or_shown_after_loading()
    {
        var rows = RandomCycles.Of(1, 30).Select(MemoryRecords.Cells).ToArray();
        var secrets = rows.Select((r, i) => (string)(r[0] = $"SECRET-{i:000}")).ToList();
        rows[3][OneCell.Index("age")] = "59";
        rows[4][0] = rows[5][0];
        var report = CohortReader.Read(MemoryRecords.Of(CohortSchema.Default.Columns.Select(c => c.Name), rows));
        AssertNowhere(secrets, All(report).Append(report.Cohort[0].ToString()).Append(report.Cohort.ToString()));
    }

    private static void AssertNowhere(IEnumerable<string> secrets, IEnumerable<string> texts)
    {
        var all = string.Join('\n', texts);
        foreach (var secret in secrets) Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every text that a reading and a check can give.</summary>
    private static List<string> All(CohortReport report)
    {
        List<string> texts = [.. OneCell.Lines(report)];
        foreach (var language in Enum.GetValues<Language>())
        {
            texts.Add(CohortReportView.Of(report).ToHtml(language));
            texts.Add(CohortReportView.Of(report).ToText(language));
            if (!report.Succeeded) continue;
            var check = CohortCheck.Run(report.Cohort);
            texts.Add(CohortReportView.Of(check, report).ToHtml(language));
            texts.Add(CohortReportView.Of(check, report).ToText(language));
            texts.Add(FlowDiagramView.Of(check).ToHtml(language));
            texts.Add(FlowDiagramView.Of(check).ToText(language));
            if (check.Refused) texts.Add(Assert.Throws<InputException>(() => check.Analysed).Message);
        }

        if (!report.Succeeded) texts.Add(Assert.Throws<InputException>(() => report.Cohort).Message);
        return texts;
    }

    private static string IdentityCard(Draw draw)
    {
        var first = string.Create(CultureInfo.InvariantCulture, $"4501{draw.Whole(10, 99)}19{draw.Whole(70, 99)}{draw.Whole(1, 12):00}{draw.Whole(1, 28):00}{draw.Whole(0, 999):000}");
        // ISO 7064 MOD 11-2, written as a recurrence.
        var sum = 0;
        foreach (var digit in first) sum = (sum + (digit - '0')) * 2 % 11;
        var check = (12 - sum) % 11;
        return first + (check == 10 ? "X" : check.ToString(CultureInfo.InvariantCulture));
    }
}
