#:package ParquetSharp@25.0.1.2
#:package DuckDB.NET.Bindings.Full@1.5.6.1
// Writes the Parquet files of this folder, with Arrow's C++ library (ParquetSharp) and with DuckDB. Copied out of the repository, whose
// build has rules of its own: dotnet run write.cs FOLDER
// rewrite.mjs then writes some of them again with Rust's parquet. What they hold is what ParquetSourceTests expects.
using DuckDB.NET.Native;
using ParquetSharp;

var folder = args[0];
string At(string name) => Path.Combine(folder, name);

// Nanoseconds of the day, then the Julian day.
static Int96 Moment(int day, long nanoseconds) => new((int)(nanoseconds & 0xFFFFFFFF), (int)(nanoseconds >> 32), day);

void Types(string name, Action<WriterPropertiesBuilder> set)
{
    var columns = new (Column Column, Action<ColumnWriter> Write)[]
    {
        Of<sbyte?>("i8", [-128, null, 127, 0, null]),
        Of<short>("i16", [-32768, 1, 32767, 0, 5]),
        Of<int>("i32", [int.MinValue, 1, int.MaxValue, 0, 5]),
        Of<long?>("i64", [long.MinValue, null, 9007199254740992, 9007199254740993, null]),
        Of<byte>("u8", [255, 1, 2, 3, 4]),
        Of<ushort>("u16", [65535, 1, 2, 3, 4]),
        Of<uint?>("u32", [4294967295, null, 2, 3, null]),
        Of<ulong>("u64", [18446744073709551615, 1, 9007199254740993, 3, 4]),
        Of<float?>("f32", [5.35f, null, float.NaN, 0.1f, null]),
        Of<double>("f64", [0.1, -1.5, double.NaN, 1e300, 22.5]),
        Of<Half?>("f16", [(Half)0.1, null, (Half)(-2), (Half)1024, null], LogicalType.Float16()),
        Of<decimal?>("d9", [2.14m, null, -9999999.99m, 0.01m, null], LogicalType.Decimal(9, 2)),
        Of<decimal>("d15", [99999999999.9999m, -0.0001m, 0m, 5.35m, 12.3m], LogicalType.Decimal(15, 4)),
        Of<decimal>("d18", [99999999999999.9999m, -0.0001m, 0m, 5.35m, 12.3m], LogicalType.Decimal(18, 4)),
        Of<decimal?>("d28", [1234567890123456789.125m, null, -0.001m, 2.14m, null], LogicalType.Decimal(28, 3)),
        Of<bool>("b", [true, false, true, true, false]),
        Of<bool?>("bn", [true, null, false, true, null]),
        Of<string?>("s", ["fresh", null, "胰岛素", "", "frozen"]),
        Of<byte[]?>("bytes", ["text"u8.ToArray(), null, "Zürich"u8.ToArray(), [], "y"u8.ToArray()]),
        Of<Date?>("day", [new(2024, 2, 29), null, new(1962, 8, 17), new(1, 1, 1), null]),
        Of<DateTime>("ms", [new(2024, 2, 29, 12, 30, 45, 125), new(1969, 12, 31, 23, 59, 59), new(2000, 1, 1), new(1970, 1, 1), new(9999, 12, 31)], LogicalType.Timestamp(false, TimeUnit.Millis)),
        Of<DateTime?>("us_utc", [new(2024, 2, 29, 12, 30, 45, 125), null, new(1899, 12, 31), new(1970, 1, 1), null], LogicalType.Timestamp(true, TimeUnit.Micros)),
        Of<DateTimeNanos>("ns", [new(new DateTime(2024, 2, 29, 12, 30, 45, 125)), new(new DateTime(1969, 12, 31, 23, 59, 59)), new(new DateTime(2000, 1, 1)), new(0L), new(new DateTime(2200, 1, 1))], LogicalType.Timestamp(false, TimeUnit.Nanos)),
        Of<Int96>("int96", [Moment(2_460_370, 45_045_125_000_000), Moment(2_440_587, 86_399_000_000_000), Moment(2_451_545, 0), Moment(2_440_588, 0), Moment(2_440_588, 0)]),
        Of<Guid>("uuid", [new("00112233-4455-6677-8899-aabbccddeeff"), Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty]),
        Of<string?>("none", [null, null, null, null, null]),
    };
    using var builder = new WriterPropertiesBuilder();
    set(builder);
    using var properties = builder.Build();
    using var file = new ParquetFileWriter(At(name), [.. columns.Select(c => c.Column)], properties);
    // Two groups of rows with the same rows.
    for (var g = 0; g < 2; g++)
    {
        using var group = file.AppendRowGroup();
        foreach (var (_, write) in columns) write(group.NextColumn());
    }

    file.Close();
}

static (Column, Action<ColumnWriter>) Of<T>(string name, T[] values, LogicalType? type = null) =>
    (new Column<T>(name, type), writer => { using var logical = writer.LogicalWriter<T>(); logical.WriteBatch(values); });

Types("arrow-plain.parquet", b => b.DisableDictionary().Compression(Compression.Uncompressed));
Types("arrow-v2-snappy.parquet", b => b.DataPageVersion(ParquetDataPageVersion.V2).Compression(Compression.Snappy).EnableStoreDecimalAsInteger());
Types("arrow-gzip.parquet", b => b.Compression(Compression.Gzip).EnableStoreDecimalAsInteger().EnablePageChecksum());
Types("arrow-v2-brotli.parquet", b => b.DataPageVersion(ParquetDataPageVersion.V2).DisableDictionary().Compression(Compression.Brotli));
Types("arrow-zstd.parquet", b => b.Version(ParquetVersion.PARQUET_1_0).Compression(Compression.Zstd));
Types("arrow-lz4.parquet", b => b.Compression(Compression.Lz4).DisableDictionary());
Types("arrow-lz4-hadoop.parquet", b => b.Compression(Compression.Lz4Hadoop).DisableDictionary());
Types("arrow-v2-delta.parquet", b =>
{
    b.DataPageVersion(ParquetDataPageVersion.V2).DisableDictionary().Compression(Compression.Zstd);
    foreach (var c in (string[])["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "day", "ms", "us_utc", "ns"]) b.Encoding(c, Encoding.DeltaBinaryPacked);
    foreach (var c in (string[])["s", "none"]) b.Encoding(c, Encoding.DeltaByteArray);
    b.Encoding("bytes", Encoding.DeltaLengthByteArray);
    foreach (var c in (string[])["f32", "f64", "f16", "d9", "d15"]) b.Encoding(c, Encoding.ByteStreamSplit);
    foreach (var c in (string[])["b", "bn"]) b.Encoding(c, Encoding.Rle);
});

// Many rows in small pages: runs, packed bits, differences over blocks, texts that share beginnings; two codings of each.
void Long(string name, Action<WriterPropertiesBuilder> set)
{
    const int Rows = 5000;
    using var builder = new WriterPropertiesBuilder();
    set(builder.DataPagesize(2000).WriteBatchSize(100).Compression(Compression.Zstd));
    using var properties = builder.Build();
    using var file = new ParquetFileWriter(At(name),
        [new Column<long>("n"), new Column<int?>("squares"), new Column<string?>("names"), new Column<bool>("third"), new Column<string>("word")], properties);
    using var group = file.AppendRowGroup();
    var rows = Enumerable.Range(0, Rows).ToArray();
    void Write<T>(T[] values) { using var w = group.NextColumn().LogicalWriter<T>(); w.WriteBatch(values); }
    Write(Array.ConvertAll(rows, i => 1_000_000_007L * i));
    Write(Array.ConvertAll(rows, i => i % 7 == 0 ? (int?)null : i * i % 1000 - 500));
    Write(Array.ConvertAll(rows, i => i / 100 % 5 == 0 ? null : $"woman {i:00000}"));
    Write(Array.ConvertAll(rows, i => i % 3 == 0));
    Write(Array.ConvertAll(rows, i => $"word {i % 300}"));
    file.Close();
}

Long("arrow-long.parquet", _ => { });
Long("arrow-v2-long-delta.parquet", b => b.DataPageVersion(ParquetDataPageVersion.V2).DisableDictionary()
    .Encoding("n", Encoding.DeltaBinaryPacked).Encoding("squares", Encoding.DeltaBinaryPacked).Encoding("names", Encoding.DeltaByteArray)
    .Encoding("third", Encoding.Rle).Encoding("word", Encoding.DeltaLengthByteArray));

// Encrypted: footer and columns, and one column only.
static FileEncryptionProperties Key(bool all)
{
    using var builder = new FileEncryptionPropertiesBuilder("0123456789012345"u8.ToArray());
    if (all) return builder.Build();
    using var column = new ColumnEncryptionPropertiesBuilder("x").Key("1234567890123450"u8.ToArray()).Build();
    return builder.SetPlaintextFooter().EncryptedColumns([column]).Build();
}

foreach (var all in (bool[])[true, false])
{
    using var builder = new WriterPropertiesBuilder();
    using var properties = builder.Encryption(Key(all)).Build();
    using var file = new ParquetFileWriter(At(all ? "arrow-encrypted.parquet" : "arrow-encrypted-column.parquet"), [new Column<int>("a"), new Column<int>("x")], properties);
    using var group = file.AppendRowGroup();
    for (var c = 0; c < 2; c++) { using var w = group.NextColumn().LogicalWriter<int>(); w.WriteBatch([1, 2]); }
    file.Close();
}

void Sql(string statement)
{
    NativeMethods.Startup.DuckDBOpen(null, out var database);
    NativeMethods.Startup.DuckDBConnect(database, out var connection);
    var state = NativeMethods.Query.DuckDBQuery(connection, statement, out var result);
    if (state != DuckDBState.Success) throw new InvalidOperationException(NativeMethods.Query.DuckDBResultError(ref result));
    result.Close();
    connection.Dispose();
    database.Dispose();
}

const string Table = """
    SELECT * FROM (VALUES
      (1, -7::TINYINT, 65535::USMALLINT, 9007199254740993::BIGINT, 18446744073709551615::UBIGINT, 5.35::FLOAT, 0.1::DOUBLE,
       5.27::DECIMAL(4,2), 2.14::DECIMAL(9,2), 1.5::DECIMAL(15,8), 123456789012345678.9::DECIMAL(38,1), TRUE, 'twelve bytes', 'fresh'::ENUM('fresh', 'frozen'),
       DATE '2024-02-29', TIMESTAMP '2024-02-29 12:30:45.125', TIMESTAMP_S '2024-02-29 00:00:01', TIMESTAMP_NS '2024-02-29 12:30:45.125',
       TIMESTAMPTZ '2024-02-29 08:00:00+08', '00112233-4455-6677-8899-aabbccddeeff'::UUID),
      (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
      (3, 7, 0, -5, 0, 'nan', 'nan', -0.01, -2.14, -1.5, -0.5, FALSE, '胰岛素抵抗胰岛素抵抗', 'frozen',
       DATE '0001-01-01', TIMESTAMP '1969-12-31 23:59:59', TIMESTAMP_S '1969-12-31 23:59:59', TIMESTAMP_NS '1969-12-31 23:59:59',
       TIMESTAMPTZ '1969-12-31 23:59:59+00', 'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID))
    t(row, i8, u16, i64, u64, f32, f64, d4, d9, d15, d38, b, s, e, day, us, s_, ns, utc, uuid)
    """;
foreach (var (version, codec) in ((string, string)[])[("V1", "snappy"), ("V2", "zstd"), ("V1", "lz4_raw"), ("V2", "brotli"), ("V1", "gzip")])
    Sql($"COPY ({Table}) TO '{At($"duckdb-{version.ToLowerInvariant()}-{codec.Replace("_raw", "")}.parquet")}' (FORMAT parquet, PARQUET_VERSION {version}, COMPRESSION {codec})");
Sql($"COPY (SELECT 1 AS a, [1, 2] AS list, {{'x': 1, 'y': 'z'}} AS struct, MAP {{'k': 1}} AS map, 2 AS b, TIME '12:00:00' AS time, '\\xFF'::BLOB AS blob) TO '{At("duckdb-nested.parquet")}' (FORMAT parquet)");
Sql($"COPY (SELECT TIMESTAMP 'infinity' AS d) TO '{At("duckdb-infinite.parquet")}' (FORMAT parquet)");
