using System.Globalization;
using System.Numerics;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Cohorts.Tests;

/// <summary>Parquet files and DuckDB databases that DuckDB itself writes by SQL.</summary>
public sealed class DuckDbSourceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string, string> Values => new()
    {
        { "NULL::INTEGER", "NA" }, { "-7::TINYINT", "-7" }, { "65535::USMALLINT", "65535" }, { "2147483647", "2147483647" },
        { "9007199254740992::BIGINT", "9007199254740992" }, { "9007199254740993::BIGINT", "'9007199254740993'" },
        { "(-9223372036854775808)::BIGINT", "'-9223372036854775808'" }, { "18446744073709551615::UBIGINT", "'18446744073709551615'" },
        { "170141183460469231731687303715884105727::HUGEINT", "'170141183460469231731687303715884105727'" },
        { "0.1::DOUBLE", "0.1" }, { "'nan'::DOUBLE", "NA" }, { "1.5::FLOAT", "1.5" }, { "5.35::FLOAT", "5.35" },
        { "5.27::DECIMAL(6,2)", "5.27" }, { "123456789012345678.9::DECIMAL(38,1)", "'123456789012345678.9'" },
        { "''", "NA" }, { "'twelve bytes'", "'twelve bytes'" }, { "'thirteen byte'", "'thirteen byte'" }, { "'胰岛素抵抗胰岛素抵抗'", "'胰岛素抵抗胰岛素抵抗'" },
        { "TRUE", "TRUE" }, { "FALSE", "FALSE" }, { "NULL::BOOLEAN", "NA" },
        { "DATE '2024-02-29'", "2024-02-29" }, { "DATE '0001-01-01'", "0001-01-01" }, { "DATE '1962-08-17'", "1962-08-17" },
        { "TIMESTAMP '2024-02-29 12:30:45.125'", "2024-02-29 12:30:45.125" }, { "TIMESTAMP_S '2024-02-29 00:00:01'", "2024-02-29 00:00:01." },
        { "TIMESTAMP_NS '2024-02-29 12:30:45.125'", "2024-02-29 12:30:45.125" },
        { "TIMESTAMPTZ '2024-02-29 08:00:00+08'", "2024-02-29" }, { "'fresh'::ENUM('fresh', 'frozen')", "'fresh'" },
        { "NULL::INTEGER[]", "NA" },
    };

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_of_a_database_has_its_value_and_type(string sql, string value)
    {
        var path = PathOf("cohort.duckdb");
        Database.Run(path, $"CREATE TABLE t AS SELECT {sql} AS x");
        Assert.Equal([$"row 1: {value.TrimEnd('.')}"], Records.Read(path));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_of_Parquet_has_its_value_and_type(string sql, string value)
    {
        // Parquet holds whole numbers of 128 bits as doubles.
        if (sql.EndsWith("HUGEINT", StringComparison.Ordinal)) return;
        Assert.Equal([$"row 1: {value.TrimEnd('.')}"], Records.Read(Parquet($"SELECT {sql} AS x")));
    }

    [Fact]
    public void Rows_come_in_the_order_of_the_file_over_many_chunks()
    {
        var path = Parquet("SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'name ' || i || repeat('x', (i % 40)::INT) END AS s FROM range(300000) t(i)");
        using var source = RecordSource.Open(path);
        var row = 0;
        for (; source.Read(); row++)
        {
            if (source.Cell(0).Number != row) Assert.Fail(source.Position.ToString());
            var text = source.Cell(1);
            if (row % 3 == 0 ? text.Kind != SourceCellKind.Missing : !text.Text.StartsWith($"name {row}", StringComparison.Ordinal) || text.Text.Length < 6 + row % 40)
                Assert.Fail($"{source.Position}: {text.Text}");
        }
        Assert.Equal(300_000, row);
    }

    [Fact]
    public void Texts_of_a_row_stay_until_the_next()
    {
        using var source = RecordSource.Open(Parquet("SELECT repeat('a', 5000) AS a, repeat('b', 9000) AS b, 12345678901234567 AS c"));
        Assert.True(source.Read());
        var a = source.Cell(0);
        var b = source.Cell(1);
        var c = source.Cell(2);
        Assert.Equal(new string('a', 5000), a.Text.ToString());
        Assert.Equal(new string('b', 9000), b.Text.ToString());
        Assert.Equal("12345678901234567", c.Text.ToString());
    }

    [Fact]
    public void Decimals_are_the_nearest_doubles()
    {
        var random = new CounterRandom(20_240_517, 0);
        var decimals = new string[2000];
        for (var i = 0; i < decimals.Length; i++)
        {
            var digits = (long)random.NextBelow(BigInteger.Pow(10, 15));
            decimals[i] = new decimal(digits).ToString(CultureInfo.InvariantCulture).PadLeft(9, '0').Insert(Math.Max(1, digits.ToString(CultureInfo.InvariantCulture).PadLeft(9, '0').Length - 8), ".");
        }
        var path = PathOf("cohort.db");
        Database.Run(path, "CREATE TABLE t AS SELECT * FROM (VALUES " + string.Join(", ", decimals.Select(d => $"({d}::DECIMAL(15,8))")) + ") v(x)");
        using var source = RecordSource.Open(path);
        foreach (var d in decimals)
        {
            Assert.True(source.Read());
            Assert.Equal(double.Parse(d, CultureInfo.InvariantCulture), source.Cell(0).Number);
        }
    }

    [Fact]
    public void A_table_or_query_is_chosen()
    {
        var path = PathOf("cohort.duckdb");
        Database.Run(path, "CREATE TABLE \"patients \"\"2024\"\"\" AS SELECT 1 AS a", "CREATE VIEW v AS SELECT 2 AS a", "CREATE SCHEMA s", "CREATE TABLE s.v AS SELECT 3 AS a");
        Assert.Equal(["row 1: 1"], Records.Read(path, "patients \"2024\""));
        Assert.Equal(["row 1: 3"], Records.Read(path, "s.v"));
        Assert.Equal(["a", "b"], Records.Headers(path, "SELECT a, a + 1 AS b FROM v; "));
        Assert.Equal(["row 1: 2, 3"], Records.Read(path, "SELECT a, a + 1 AS b FROM v -- the view"));
        Records.AssertRefused("cohort.duckdb: has 3 tables; choose one of \"patients \\\"2024\\\"\", \"v\", \"v\"", path);
        Records.AssertRefused("cohort.duckdb: has no table \"w\"; choose one of \"patients \\\"2024\\\"\", \"v\", \"v\", or give a SELECT query", path, "w");
    }

    [Theory]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("DROP TABLE t")]
    [InlineData("SELECT 1 AS a) AS x; DROP TABLE t; SELECT * FROM (SELECT 1 AS a")]
    [InlineData("INSERT INTO t VALUES (2)")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SELECT * FROM 'https://example.org/cohort.parquet'")]
    [InlineData("SELECT no_column FROM t")]
    public void A_query_can_only_read_its_database(string query)
    {
        var path = PathOf("cohort.duckdb");
        Database.Run(path, "CREATE TABLE t AS SELECT 1 AS a");
        var before = File.ReadAllBytes(path);
        var e = Assert.Throws<InputException>(() => Records.Read(path, query));
        Records.AssertOneLine(e.Message);
        Assert.StartsWith("cohort.duckdb, query: cannot be read", e.Message, StringComparison.Ordinal);
        Assert.Equal("correct the query, which must be one SELECT", e.Remedy);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void No_value_occurs_in_the_message_of_a_query_that_fails()
    {
        var path = PathOf("cohort.duckdb");
        Database.Run(path, "CREATE TABLE t AS SELECT '张三' AS name");
        Records.AssertRefused("cohort.duckdb, query: cannot be read; correct the query, which must be one SELECT",
            path, "SELECT CAST(name AS INTEGER) AS a FROM t");
    }

    [Theory]
    [InlineData("[1, 2]")]
    [InlineData("TIME '12:00:00'")]
    [InlineData("'x'::BLOB")]
    public void A_type_that_no_table_of_patients_has_is_refused_where_it_is_used(string sql) =>
        Records.AssertRefused("cohort.parquet, row 1, column 2 (\"x\"): has a list, a time, binary data or another type that no table of patients has; leave the column out",
            Parquet($"SELECT 1 AS a, {sql} AS x"));

    [Fact]
    public void A_date_without_end_is_refused() =>
        Records.AssertRefused("cohort.parquet, row 1, column 1 (\"d\"): has a date that the calendar has not; give a date from 0001-01-01 to 9999-12-31",
            Parquet("SELECT TIMESTAMP 'infinity' AS d"));

    [Fact]
    public void Characters_of_patterns_in_a_path_stand_for_themselves()
    {
        var path = PathOf("a[1]?*.parquet");
        File.Move(Parquet("SELECT 1 AS a"), path);
        Database.Run(null, $"COPY (SELECT 2 AS a) TO '{PathOf("a1xy.parquet")}' (FORMAT parquet)");
        Assert.Equal(["row 1: 1"], Records.Read(path));
    }

    [Fact]
    public void A_file_that_is_neither_is_refused()
    {
        var path = PathOf("cohort.parquet");
        File.WriteAllText(path, "PAR1 and then nothing of the kind PAR1");
        Records.AssertRefused("cohort.parquet: cannot be read; write the Parquet file again", path);
        path = PathOf("cohort.duckdb");
        File.WriteAllText(path, "12345678DUCK and then nothing of the kind");
        Records.AssertRefused("cohort.duckdb: cannot be opened as a DuckDB database; close programs that write to it, or export the table as .parquet", path);
    }

    private string PathOf(string file) => Path.Combine(folder.Path, file);

    private string Parquet(string query)
    {
        var path = PathOf("cohort.parquet");
        Database.Run(null, $"COPY ({query}) TO '{path}' (FORMAT parquet)");
        return path;
    }
}
