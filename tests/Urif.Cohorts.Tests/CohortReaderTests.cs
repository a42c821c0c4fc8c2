using Urif.Audit;
using static Urif.Tests.OneCell;

namespace Urif.Cohorts.Tests;

/// <summary>Loading: headers, units, cells, and what the messages say.</summary>
public sealed class CohortReaderTests
{
    private static readonly CohortReadOptions Small = new() { RequireEligibility = false };

    [Theory]
    [InlineData(1)]
    [InlineData(500)]
    public void What_is_written_is_read_back(int rows)
    {
        var cycles = RandomCycles.Of(5, rows, missing: 0.1);
        var cohort = CohortReader.Read(MemoryRecords.Of(cycles)).Cohort;
        Assert.Equal(rows, cohort.Count);
        for (var row = 0; row < rows; row++) Assert.Equal(cycles[row], cohort[row]);
        Assert.Equal("line 2", cohort.PositionOf(0));
    }

    [Fact]
    public void A_cohort_of_records_gives_the_records_back()
    {
        var cycles = RandomCycles.Of(6, 300, missing: 0.2);
        var cohort = Cohort.Of("records", cycles);
        for (var row = 0; row < cycles.Length; row++) Assert.Equal(cycles[row], cohort[row]);
        foreach (var outcome in Enum.GetValues<Outcome>())
            for (var row = 0; row < cycles.Length; row++)
                Assert.Equal(cycles[row].OutcomeOf(outcome), cohort.OutcomeOf(outcome)[row] switch { 1 => true, 0 => false, _ => null });
        Assert.Equal(cycles.Select(c => c.HomaIr ?? double.NaN), cohort.Values("homa_ir"));
        Assert.Equal(cycles.Select(c => c.Matsuda ?? double.NaN), cohort.Values("matsuda"));
        Assert.Equal(cycles.Select(c => c.Stage == EmbryoStage.Cleavage ? 1.0 : 0), cohort.Values("stage_cleavage"));
        Assert.Equal(cycles.Select(c => (sbyte)c.ArmAt()!), cohort.Arms());
    }

    [Theory]
    [InlineData("FPG")]
    [InlineData("ＦＰＧ")]
    [InlineData("空腹血糖（FPG）/（mmol/L）")]
    [InlineData("空腹血糖(mmol/L)")]
    [InlineData("FPG/(mmol/L)")]
    [InlineData("Fasting_Glucose")]
    [InlineData(" fasting glucose ")]
    [InlineData("fasting-glucose [mmol/L]")]
    public void A_header_is_known_by_its_names_whatever_case_width_and_spaces(string header) =>
        Assert.Equal(5.3, ReadWith("fpg", header, "5.3").Cohort.Numbers("fpg")[0]);

    [Fact]
    public void A_chinese_file_is_read()
    {
        var cycles = RandomCycles.Of(7, 50);
        var headers = CohortSchema.Default.Columns.Select(c => c.Label.Zh).ToList();
        var rows = cycles.Select(c => MemoryRecords.Cells(c).Select((cell, i) => (object?)Chinese(CohortSchema.Default.Columns[i], (string)cell!)).ToArray()).ToArray();
        var cohort = CohortReader.Read(MemoryRecords.Of(headers, rows)).Cohort;
        for (var row = 0; row < cycles.Length; row++) Assert.Equal(cycles[row], cohort[row]);

        static string Chinese(DictionaryColumn column, string cell) =>
            column.Categories.FirstOrDefault(c => c.Name == cell)?.Spellings.First(s => s.Any(ch => ch > 0x4E00))
            ?? new string([.. cell.Select(c => char.IsAsciiDigit(c) || c == '.' ? (char)(c + 0xFEE0) : c)]);
    }

    [Fact]
    public void A_label_of_the_file_is_a_header_too()
    {
        var (columns, row) = Base();
        columns[Index("fpg")] = new("V17", "空腹血糖", new Dictionary<string, string>());
        Assert.True(CohortReader.Read(new MemoryRecords(columns, [row])).Succeeded);
    }

    [Fact]
    public void A_map_says_what_headers_mean()
    {
        using var file = MemoryRecords.Of(["header", "column"], ["血糖一", "fpg"]);
        Assert.Equal(5.3, ReadWith("fpg", "血糖一", "5.3", new() { Headers = HeaderMap.Read(file) }).Cohort.Numbers("fpg")[0]);
    }

    [Fact]
    public void A_map_with_an_unknown_column_is_refused()
    {
        using var file = MemoryRecords.Of(["header", "column"], ["血糖一", "fpgg"]);
        Assert.Equal("cohort.csv, line 2: \"fpgg\" is not a column of the cohort; did you mean \"fpg\"?",
            Assert.Throws<InputException>(() => HeaderMap.Read(file)).Message);
    }

    [Fact]
    public void A_header_without_meaning_is_refused_unless_dropped_or_allowed()
    {
        Assert.Equal(["cohort.csv, column 43 (\"备注\"): is not a column of the cohort; map it with a table header,column, drop it, or allow columns without meaning"],
            Lines(ReadAlso("备注", "x")));
        Assert.True(ReadAlso("备注", "x", new() { Drop = ["备注"] }).Succeeded);
        Assert.True(ReadAlso("备注", "x", new() { AllowUnmapped = true }).Succeeded);
        Assert.Equal(["cohort.csv: has no column \"注\" to drop; name headers of the file"], Lines(ReadAlso("备注", "x", new() { Drop = ["备注", "注"] })));
    }

    [Fact]
    public void Two_headers_for_one_column_are_refused() =>
        Assert.Equal(["cohort.csv, column 43: is fpg, which column 14 is already; drop one of the two"], Lines(ReadAlso("空腹血糖", "5")));

    [Fact]
    public void Missing_columns_are_listed_in_one_line()
    {
        var report = CohortReader.Read(MemoryRecords.Of(["woman_id", "age"], ["1", "30"]), Small);
        var line = Assert.Single(Lines(report));
        Assert.Equal("cohort.csv: lacks the columns bmi, prior_losses, prior_transfer_cycles, prior_failed_cycles, prior_cleavage_embryos, prior_blastocysts, fins, ins_2h, fpg, pg_2h, metformin, "
            + "embryos_transferred, stage, cycle, clinical_pregnancy, ectopic, early_loss, late_loss, live_birth; add them, or map their headers with a table header,column; "
            + "outcomes can be derived with hcg_positive, gestational_sac, pregnancy_end, pregnancy_end_week", line);
        Assert.Contains("prior_success, good_quality_embryos", CohortReader.Read(MemoryRecords.Of(["woman_id"], ["1"])).Problems[0].Problem);
    }

    [Fact]
    public void Outcomes_may_be_given_or_derived()
    {
        string[] given = ["clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth"];
        string[] sources = ["hcg_positive", "gestational_sac", "pregnancy_end", "pregnancy_end_week", "fetal_heartbeat"];
        var cycles = RandomCycles.Of(8, 200);
        var whole = Cohort.Of("all", cycles);
        foreach (var left in (string[][])[given, sources])
        {
            var kept = CohortSchema.Default.Columns.Where(c => !left.Contains(c.Name)).Select(c => c.Index).ToArray();
            var cohort = CohortReader.Read(MemoryRecords.Of(kept.Select(i => CohortSchema.Default.Columns[i].Name),
                [.. cycles.Select(c => MemoryRecords.Cells(c)).Select(r => kept.Select(i => r[i]).ToArray())])).Cohort;
            foreach (var outcome in Enum.GetValues<Outcome>())
                if (outcome != Outcome.BiochemicalLoss || left == given) Assert.Equal(whole.OutcomeOf(outcome), cohort.OutcomeOf(outcome));
        }
    }

    [Theory]
    [InlineData("fins", "pmol/L", "60", 10)]
    [InlineData("fins", "pmol/L*6.945", "69.45", 10)]
    [InlineData("fins", "µU/mL", "10", 10)]
    [InlineData("fins", "mIU/L", "10", 10)]
    [InlineData("ins_2h", "pmol/L", "600", 100)]
    [InlineData("fpg", "mg/dL", "90.08", 5)]
    [InlineData("pg_2h", "MG/DL", "180.16", 10)]
    public void A_declared_unit_is_converted(string column, string unit, string cell, double expected)
    {
        var options = new CohortReadOptions { Units = new Dictionary<string, string> { [column] = unit } };
        Assert.Equal(expected, ReadWith(column, column, cell, options).Cohort.Numbers(column)[0], 12);
    }

    [Fact]
    public void A_unit_in_the_header_counts_as_declared_and_must_not_be_contradicted()
    {
        Assert.Equal(5, ReadWith("fpg", "空腹血糖（mg/dL）", "90.08").Cohort.Numbers("fpg")[0], 12);
        Assert.Equal(["cohort.csv, column 14: has the unit \"mg/dL\" in its header, but \"mmol/L\" is declared; declare the unit that is right, and correct the header"],
            Lines(ReadWith("fpg", "空腹血糖（mg/dL）", "90", new() { Units = new Dictionary<string, string> { ["fpg"] = "mmol/L" } })));
        Assert.Equal(["cohort.csv, column 14: is fpg in a unit that is not known: \"g/L\"; use one of mmol/L, mg/dL"], Lines(ReadWith("fpg", "空腹血糖（g/L）", "0.9")));
    }

    [Fact]
    public void An_unknown_unit_or_column_of_the_options_is_refused() =>
        Assert.Equal(["units: \"g/L\" is not a unit of fpg; use one of mmol/L, mg/dL", "units: \"fpgg\" is not a column of the cohort; did you mean \"fpg\"?"],
            Lines(ReadWith("fpg", "fpg", "5", new() { Units = new Dictionary<string, string> { ["fpg"] = "g/L", ["fpgg"] = "mmol/L" } })));

    [Theory]
    [InlineData("fpg", null, 95.0, "has a median of 95 in mmol/L, where that of a cohort lies from 3.5 to 10; declare fpg=mg/dL if that is its unit, or confirm mmol/L")]
    [InlineData("fins", null, 60.0, "has a median of 60 in μU/mL, where that of a cohort lies from 2 to 30; declare fins=pmol/L if that is its unit, or confirm μU/mL")]
    [InlineData("fins", "pmol/L", 9.0, "has a median of 9 in pmol/L, where that of a cohort lies from 12 to 180; declare fins=μU/mL if that is its unit, or confirm pmol/L")]
    [InlineData("fpg", "mg/dL", 5.3, "has a median of 5.3 in mg/dL, where that of a cohort lies from 63.06 to 180.16; declare fpg=mmol/L if that is its unit, or confirm mg/dL")]
    public void A_column_whose_median_speaks_of_another_unit_is_refused_not_converted(string column, string? unit, double value, string expected)
    {
        var rows = RandomCycles.Of(9, 50).Select(MemoryRecords.Cells).ToArray();
        foreach (var row in rows) row[Index(column)] = value;
        var options = unit is null ? new CohortReadOptions() : new() { Units = new Dictionary<string, string> { [column] = unit } };
        var headers = CohortSchema.Default.Columns.Select(c => c.Name).ToList();
        var report = CohortReader.Read(MemoryRecords.Of(headers, rows), options);
        Assert.EndsWith(expected, Assert.Single(Lines(report)), StringComparison.Ordinal);
        Assert.True(CohortReader.Read(MemoryRecords.Of(headers, rows), options with { ConfirmedUnits = [column] }).Succeeded);
    }

    [Theory]
    [InlineData("fpg", "5,3", "\"5,3\" has a decimal comma; declare the decimal comma, or write a point")]
    [InlineData("ins_2h", "1,250", "\"1,250\" has its digits grouped, and could be read as two numbers; write it without thousands separators")]
    [InlineData("fins", "＜0.5", "\"＜0.5\" is a limit of detection, not a value; declare that the limit or half of it is taken")]
    [InlineData("ins_2h", ">300", "\">300\" is a limit that the value exceeds, not a value; give the value, or leave the cell empty")]
    [InlineData("age", "35岁", "a text of 3 characters (not shown) is not a number; give a number from 15 to 60, or nothing")]
    [InlineData("prior_losses", "1.5", "\"1.5\" is not a whole number; give a whole number of losses")]
    [InlineData("prior_losses", "99999", "\"99999\" is too great for a count; give a whole number from 0 to 20, or nothing")]
    [InlineData("metformin", "2", "\"2\" is neither yes nor no; use yes, no, 是, 否, 1, 0, or another word of the dictionary")]
    [InlineData("stage", "morula", "a text of 6 characters (not shown) is not a word of this column; use one of cleavage blastocyst, or another spelling of the dictionary")]
    [InlineData("transfer_date", "44260", "is a number where a date belongs; save it as a date or as 2021-03-05: a serial number does not say from which day it counts")]
    [InlineData("transfer_date", "05/03/2021", "is not a date; write year, month and day: 2021-03-05")]
    [InlineData("woman_id", "", "is blank; give every row its identifier")]
    public void A_cell_that_cannot_be_used_is_one_line_with_its_place(string column, string cell, string expected) =>
        Assert.Equal([$"cohort.csv, line 2, column {Index(column) + 1} ({column}): {expected}"], Lines(ReadWith(column, column, cell)));

    [Fact]
    public void Cells_of_other_types_are_read_or_refused()
    {
        Assert.Equal(5.3, ReadWith("fpg", "fpg", 5.3).Cohort.Numbers("fpg")[0]);
        Assert.Equal(2, ReadWith("prior_losses", "prior_losses", 2.0).Cohort.Counts("prior_losses")[0]);
        Assert.Equal(1, ReadWith("metformin", "metformin", true).Cohort.Codes("metformin")[0]);
        Assert.Equal(0, ReadWith("metformin", "metformin", 0.0).Cohort.Codes("metformin")[0]);
        Assert.Equal(new DateOnly(2021, 3, 5), ReadWith("transfer_date", "transfer_date", new DateTime(2021, 3, 5, 10, 0, 0, DateTimeKind.Unspecified)).Cohort[0].TransferDate);
        Assert.Contains("is a date where a value belongs", Lines(ReadWith("fpg", "fpg", new DateTime(2021, 3, 5, 0, 0, 0, DateTimeKind.Unspecified)))[0], StringComparison.Ordinal);
        Assert.Contains("is a number where a date belongs", Lines(ReadWith("transfer_date", "transfer_date", 44260.0))[0], StringComparison.Ordinal);
        Assert.Contains("is true or false where a number belongs", Lines(ReadWith("fpg", "fpg", true))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_codes_go_before_the_codes()
    {
        var (columns, row) = Base();
        columns[Index("stage")] = new("stage", "", new Dictionary<string, string> { ["1"] = "囊胚", ["2"] = "卵裂期", ["9"] = "不详" });
        columns[Index("metformin")] = new("metformin", "", new Dictionary<string, string> { ["1"] = "否", ["2"] = "是" });
        foreach (var (code, stage) in new (double, EmbryoStage?)[] { (1, EmbryoStage.Blastocyst), (2, EmbryoStage.Cleavage), (9, null) })
        {
            row[Index("stage")] = code;
            row[Index("metformin")] = 1.0;
            var cohort = CohortReader.Read(new MemoryRecords(columns, [row])).Cohort;
            Assert.Equal(stage, cohort[0].Stage);
            Assert.False(cohort[0].Metformin);
        }
    }

    [Fact]
    public void A_declared_decimal_comma_is_read() =>
        Assert.Equal(5.3, CohortReader.Read(Commas(), new() { DecimalComma = true }).Cohort.Numbers("fpg")[0]);

    [Theory]
    [InlineData(BelowLimitRule.HalfLimit, 0.25)]
    [InlineData(BelowLimitRule.Limit, 0.5)]
    public void A_value_below_a_limit_is_replaced_as_declared_and_counted(BelowLimitRule rule, double expected)
    {
        var report = ReadWith("fins", "fins", "<0.5", new() { BelowLimit = rule });
        Assert.Equal(expected, report.Cohort.Numbers("fins")[0]);
        Assert.Equal(1, report.Columns[Index("fins")].BelowLimit);
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("-")]
    [InlineData("—")]
    [InlineData(".")]
    [InlineData("缺失")]
    [InlineData("ＮＡ")]
    [InlineData(" ")]
    [InlineData("999")]
    [InlineData("-9.0")]
    public void Codes_of_the_dictionary_and_of_the_options_are_missing(string cell)
    {
        var options = new CohortReadOptions { MissingCodes = [new("999"), new("-9", "fpg")] };
        Assert.Null(ReadWith("fpg", "fpg", cell, options).Cohort[0].Fpg);
        if (cell is "999") Assert.Null(ReadWith("prior_losses", "prior_losses", cell, options).Cohort[0].PriorLosses);
        if (cell is "-9.0") Assert.Equal(-9, ReadWith("prior_losses", "prior_losses", cell, options).Cohort[0].PriorLosses);
    }

    [Fact]
    public void Problems_are_collected_and_counted()
    {
        var rows = RandomCycles.Of(10, 400).Select(MemoryRecords.Cells).ToArray();
        foreach (var row in rows) (row[Index("fpg")], row[Index("stage")]) = ("5,3", "morula");
        var report = CohortReader.Read(MemoryRecords.Of(CohortSchema.Default.Columns.Select(c => c.Name), rows));
        Assert.Equal(800, report.ProblemCount);
        Assert.Equal(6, report.Problems.Count);
        var error = Assert.Throws<InputException>(() => report.Cohort);
        Assert.EndsWith("write a point (and 799 more problems)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_rows_or_headers_is_refused()
    {
        Assert.Equal(["cohort.csv: has no rows; give one row for each transfer cycle"], Lines(CohortReader.Read(MemoryRecords.Of(CohortSchema.Default.Columns.Select(c => c.Name)))));
        Assert.Contains("has no header that is a column", Lines(CohortReader.Read(MemoryRecords.Of(["a", "b"])))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Positions_are_those_of_the_file_where_cells_hold_line_breaks()
    {
        var positions = new RowPositionsProbe([2, 3, 7, 8, 9, 20]);
        Assert.Equal(["line 2", "line 3", "line 7", "line 8", "line 9", "line 20"], positions.Positions());
    }

    private static MemoryRecords Commas()
    {
        var (columns, row) = Base();
        row[Index("fpg")] = "5.3";
        return new(columns, [[.. row.Select((c, i) => CohortSchema.Default.Columns[i].Type == ColumnType.Number ? ((string)c!).Replace('.', ',') : c)]]);
    }

    /// <summary>Records at given lines.</summary>
    private sealed class RowPositionsProbe(int[] lines) : IRecordSource
    {
        private readonly MemoryRecords _inner = MemoryRecords.Of(RandomCycles.Of(3, lines.Length));
        private int _row = -1;

        public string Name => _inner.Name;

        public IReadOnlyList<SourceColumn> Columns => _inner.Columns;

        public RecordPosition Position => new("line", lines[_row]);

        public bool Read()
        {
            _row++;
            return _inner.Read();
        }

        public SourceCell Cell(int column) => _inner.Cell(column);

        public string[] Positions()
        {
            var cohort = CohortReader.Read(this).Cohort;
            return [.. Enumerable.Range(0, cohort.Count).Select(cohort.PositionOf)];
        }

        public void Dispose() => _inner.Dispose();
    }

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("0.0", false)]
    public void Yes_or_no_may_be_a_whole_number_with_decimals(string cell, bool expected) =>
        Assert.Equal((sbyte)(expected ? 1 : 0), ReadWith("live_birth", "live_birth", cell, Small).Cohort.Codes("live_birth")[0]);

    [Fact]
    public void Names_of_rows_without_a_header_are_refused_until_they_are_dropped()
    {
        var cycles = RandomCycles.Of(8, 20);
        var headers = CohortSchema.Default.Columns.Select(c => c.Name).Prepend("").ToList();
        object?[][] rows = [.. cycles.Select((c, i) => MemoryRecords.Cells(c).Prepend($"{i + 1}").ToArray())];
        Assert.Contains("column 1: has no header", Lines(CohortReader.Read(MemoryRecords.Of(headers, rows)))[0], StringComparison.Ordinal);
        Assert.Equal(20, CohortReader.Read(MemoryRecords.Of(headers, rows), new() { Drop = [""] }).Cohort.Count);
        Assert.Equal(20, CohortReader.Read(MemoryRecords.Of(headers, rows), new() { AllowUnmapped = true }).Cohort.Count);
    }

    [Fact]
    public void The_order_of_rows_does_not_change_the_order_of_centres()
    {
        var cycles = RandomCycles.Of(9, 60).Select((c, i) => c with { Centre = i % 3 == 0 ? "Nanning" : "Beijing" }).ToArray();
        foreach (var order in new[] { cycles, [.. cycles.Reverse()] })
        {
            var cohort = CohortReader.Read(MemoryRecords.Of(order)).Cohort;
            Assert.Equal(["Beijing", "Nanning"], cohort.Centres);
            for (var row = 0; row < order.Length; row++) Assert.Equal(order[row].Centre, cohort[row].Centre);
        }
    }

    [Theory]
    // Asked of pregnant women only: the others have none. Asked of some of both: the others are not known.
    [InlineData(false, 0)]
    [InlineData(true, 10)]
    public void Gaps_of_an_outcome_are_not_filled_on_one_side_only(bool alsoOthers, int unknown)
    {
        static TransferCycle Woman(bool pregnant, bool? ectopic) => new() { ClinicalPregnancy = pregnant, Ectopic = ectopic };
        var cohort = Cohort.Of("women", [
            .. Enumerable.Repeat(Woman(true, true), 5), .. Enumerable.Repeat(Woman(true, false), 5), .. Enumerable.Repeat(Woman(true, null), 10),
            .. Enumerable.Repeat(Woman(false, alsoOthers ? false : null), 10), .. Enumerable.Repeat(Woman(false, null), 10),
        ]);
        Assert.Equal(10 + unknown, cohort.OutcomeOf(Outcome.Ectopic).ToArray().Count(v => v < 0));
    }
}
