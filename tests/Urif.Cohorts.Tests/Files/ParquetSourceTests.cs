using System.Globalization;
using Urif.Audit;

namespace Urif.Cohorts.Tests;

/// <summary>
/// Parquet files that other programs wrote (tests/reference/parquet: Arrow's C++ library, DuckDB, Rust's parquet, hyparquet-writer; the
/// programs there give every value), and files made to do harm.
/// </summary>
public sealed class ParquetSourceTests : IDisposable
{
    // The values of write.cs, row by row; those that Rust does not keep the type of are left out.
    private static readonly string[] Types =
    [
        "-128, -32768, -2147483648, '-9223372036854775808', 255, 65535, 4294967295, '18446744073709551615', 5.35, 0.1, 0.1, "
            + "2.14, 99999999999.9999, '99999999999999.9999', '1234567890123456789.125', TRUE, TRUE, 'fresh', 'text', 2024-02-29, "
            + "2024-02-29 12:30:45.125, 2024-02-29 12:30:45.125, 2024-02-29 12:30:45.125, 2024-02-29 12:30:45.125, NA",
        "NA, 1, 1, NA, 1, 1, NA, 1, NA, -1.5, NA, NA, -0.0001, '-0.0001', NA, FALSE, NA, NA, NA, NA, "
            + "1969-12-31 23:59:59, NA, 1969-12-31 23:59:59, 1969-12-31 23:59:59, NA",
        "127, 32767, 2147483647, 9007199254740992, 2, 2, 2, '9007199254740993', NA, NA, -2, "
            + "-9999999.99, 0, '0.0000', '-0.001', TRUE, FALSE, '胰岛素', 'Zürich', 1962-08-17, 2000-01-01, 1899-12-31, 2000-01-01, 2000-01-01, NA",
        "0, 0, 0, '9007199254740993', 3, 3, 3, 3, 0.1, 1E+300, 1024, 0.01, 5.35, '5.3500', '2.140', TRUE, TRUE, NA, NA, 0001-01-01, "
            + "1970-01-01, 1970-01-01, 1970-01-01, 1970-01-01, NA",
        "NA, 5, 5, NA, 4, 4, NA, 4, NA, 22.5, NA, NA, 12.3, '12.3000', NA, FALSE, NA, 'frozen', 'y', NA, 9999-12-31, NA, 2200-01-01, 1970-01-01, NA",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("arrow-plain")]
    [InlineData("arrow-gzip")]
    [InlineData("arrow-zstd")]
    [InlineData("arrow-lz4")]
    [InlineData("arrow-lz4-hadoop")]
    [InlineData("arrow-v2-snappy")]
    [InlineData("arrow-v2-brotli")]
    [InlineData("arrow-v2-delta")]
    [InlineData("rust-lz4-raw")]
    [InlineData("rust-v2-zstd")]
    public void Every_type_has_its_values_however_it_is_written(string file)
    {
        using var source = Open(file);
        var columns = Enumerable.Range(0, source.Columns.Count).Where(c => source.Columns[c].Name != "uuid").ToArray();
        for (var row = 0; row < 2 * Types.Length; row++)
        {
            Assert.True(source.Read());
            Assert.Equal(Types[row % Types.Length], string.Join(", ", columns.Select(c => Records.Text(source.Cell(c)).TrimEnd('.'))));
        }

        Assert.False(source.Read());
    }

    [Theory]
    [InlineData("duckdb-v1-snappy")]
    [InlineData("duckdb-v1-gzip")]
    [InlineData("duckdb-v1-lz4")]
    [InlineData("duckdb-v2-zstd")]
    [InlineData("duckdb-v2-brotli")]
    public void Values_of_DuckDB_are_those_of_its_table(string file) => Assert.Equal(
        [
            "row 1: 1, -7, 65535, '9007199254740993', '18446744073709551615', 5.35, 0.1, 5.27, 2.14, 1.5, '123456789012345678.9', TRUE, "
                + "'twelve bytes', 'fresh', 2024-02-29, 2024-02-29 12:30:45.125, 2024-02-29 00:00:01, 2024-02-29 12:30:45.125, 2024-02-29, "
                + "'00112233-4455-6677-8899-aabbccddeeff'",
            "row 2: 2, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA, NA",
            "row 3: 3, 7, 0, -5, 0, NA, NA, -0.01, -2.14, -1.5, '-0.5', FALSE, '胰岛素抵抗胰岛素抵抗', 'frozen', 0001-01-01, "
                + "1969-12-31 23:59:59, 1969-12-31 23:59:59, 1969-12-31 23:59:59, 1969-12-31 23:59:59, 'ffffffff-ffff-ffff-ffff-ffffffffffff'",
        ],
        Records.Read(PathOf(file)));

    [Fact]
    public void Values_of_hyparquet_writer_are_those_given_to_it() => Assert.Equal(
        ["row 1: 1, 0.1, 'Zürich', TRUE, 2024-02-29 12:30:45.125, 1.5", "row 2: NA, NA, NA, NA, NA, NA", "row 3: -7, 22.5, '胰岛素', FALSE, 1969-12-31 23:59:59, -2"],
        Records.Read(PathOf("hyparquet")));

    [Theory]
    [InlineData("arrow-long")]
    [InlineData("arrow-v2-long-delta")]
    [InlineData("rust-v2-long")]
    public void Rows_come_in_order_over_pages_and_groups_cell_by_cell_and_by_blocks(string file)
    {
        static string Expected(int i) =>
            $"{1_000_000_007L * i}, {(i % 7 == 0 ? "NA" : (i * i % 1000 - 500).ToString(CultureInfo.InvariantCulture))}, "
                + $"{(i / 100 % 5 == 0 ? "NA" : $"'woman {i:00000}'")}, {(i % 3 == 0 ? "TRUE" : "FALSE")}, 'word {i % 300}'";
        const int Rows = 5000;
        using (var source = Open(file))
        {
            for (var i = 0; i < Rows; i++)
            {
                Assert.True(source.Read());
                Assert.Equal(Expected(i), string.Join(", ", Enumerable.Range(0, 5).Select(c => Records.Text(source.Cell(c)))));
            }

            Assert.False(source.Read());
        }

        using var blocks = (IBlockSource)Open(file);
        var block = new RecordBlock([0, 1, 2, 3, 4], 5, 777);
        for (var next = 0; next < Rows; next += block.Rows)
        {
            block.Clear();
            blocks.Fill(block);
            Assert.InRange(block.Rows, 1, 777);
            for (var i = 0; i < block.Rows; i++)
            {
                Assert.Equal($"row {next + i + 1}", block.Position(i).ToString());
                Assert.Equal(Expected(next + i), string.Join(", ", Enumerable.Range(0, 5).Select(c => Records.Text(block.Cell(c, i)))));
            }
        }
    }

    [Fact]
    public void A_column_that_is_asked_for_late_has_the_values_of_its_row()
    {
        using var source = Open("arrow-v2-long-delta");
        for (var i = 0; i < 4321; i++) Assert.True(source.Read());
        Assert.Equal("'woman 04320'", Records.Text(source.Cell(2)));
        Assert.Equal(4320 * 1_000_000_007d, source.Cell(0).Number);
    }

    [Fact]
    public void Texts_of_a_row_stay_until_the_next()
    {
        var path = Path.Combine(folder.Path, "cohort.parquet");
        PlainParquet.Write(path, ["a", "b", "c"], 1, (_, c) => new string((char)('a' + c), 5000 * (c + 1)));
        using var source = RecordSource.Open(path);
        Assert.True(source.Read());
        var a = source.Cell(0);
        var b = source.Cell(1);
        _ = source.Cell(2);
        Assert.Equal(new string('a', 5000), a.Text.ToString());
        Assert.Equal(new string('b', 10_000), b.Text.ToString());
    }

    [Theory]
    [InlineData(1, "list")]
    [InlineData(2, "struct")]
    [InlineData(3, "map")]
    [InlineData(5, "time")]
    public void A_type_that_no_table_of_patients_has_is_refused_where_it_is_used(int column, string name)
    {
        using var source = Open("duckdb-nested");
        Assert.True(source.Read());
        Assert.Equal((1, 2), (source.Cell(0).Number, source.Cell(4).Number));
        var e = Assert.Throws<InputException>(() => source.Cell(column).Number);
        Assert.Equal($"duckdb-nested.parquet, row 1, column {column + 1} (\"{name}\"): has a list, a time, binary data or another type that no table "
            + "of patients has; leave the column out", e.Message);
    }

    [Theory]
    [InlineData("duckdb-infinite", "row 1, column 1 (\"d\"): has a date that the calendar has not; give a date from 0001-01-01 to 9999-12-31")]
    [InlineData("arrow-encrypted-column", "column 2 (\"x\"): is encrypted, or in another file; write one Parquet file without encryption")]
    public void What_cannot_be_read_is_refused_with_its_place(string file, string message) =>
        Records.AssertRefused($"{file}.parquet, {message}", PathOf(file));

    [Fact]
    public void An_encrypted_file_is_refused() =>
        Records.AssertRefused("arrow-encrypted.parquet: is encrypted; write it without encryption", PathOf("arrow-encrypted"));

    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(PathOf("duckdb-v1-snappy"));
        for (var length = 4; length < whole.Length; length += 7)
            AssertRefused("is damaged or cut off", whole[..length]);
        AssertRefused("is damaged or cut off", [.. "PAR1 and then nothing of the kind PAR1"u8]);
    }

    // A footer that another reader follows until the stack ends: lists in lists in lists.
    [Fact]
    public void Metadata_nested_without_end_are_refused() =>
        AssertRefused("is damaged or cut off", WithFooter([0xE9, .. Enumerable.Repeat((byte)0x19, 3_000_000), 0x13, 0]));

    [Fact]
    public void A_list_longer_than_the_file_is_refused() =>
        AssertRefused("is damaged or cut off", WithFooter([0x29, 0xFC, 0xFF, 0xFF, 0xFF, 0xFF, 0x07]));

    [Fact]
    public void More_rows_than_the_file_can_have_are_refused()
    {
        // 4: one group; of it 1: no columns, 3: the rows.
        AssertRefused("has more rows than a file of its size can have",
            WithFooter([0x29, 0x1C, 0x48, 1, (byte)'s', 0, 0x29, 0x1C, 0x19, 0x0C, 0x26, 0x80, 0xA8, 0xD6, 0xB9, 0x07, 0, 0]));
    }

    private static byte[] WithFooter(byte[] footer) => [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];

    private void AssertRefused(string problem, byte[] file)
    {
        var path = Path.Combine(folder.Path, "cohort.parquet");
        File.WriteAllBytes(path, file);
        Records.AssertRefused($"cohort.parquet: {problem}; write the Parquet file again", path);
    }

    private static string PathOf(string file) => Repository.PathOf("tests", "reference", "parquet", file + ".parquet");

    private static IRecordSource Open(string file) => RecordSource.Open(PathOf(file));
}
