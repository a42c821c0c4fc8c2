using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Cohorts.Tests;

/// <summary>Thousands of damaged files of every format: each is read, or refused in one line, in little time and memory.</summary>
public sealed class FileFuzzTests : IDisposable
{
    private const long MostAllocated = 64 << 20;
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("gb18030")]
    [InlineData("utf-16")]
    public void Delimited_text(string encoding)
    {
        var e = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var text = new StringBuilder("id,姓名,fpg,\"a note\"\r\n");
        for (var i = 0; i < 30; i++) text.Append("1,张三,5.25,\"said \"\"no\"\",\nor yes\"\r\n");
        Fuzz("cohort.csv", [.. e.GetPreamble(), .. e.GetBytes(text.ToString())], 1000);
    }

    [Fact]
    public void Workbooks()
    {
        var path = Path.Combine(folder.Path, "seed.xlsx");
        Workbook.Write(path, "<row r='1'><c r='A1' t='str'><v>id</v></c><c r='B1' t='s'><v>0</v></c></row>"
            + string.Concat(Enumerable.Range(2, 40).Select(r => $"<row r='{r}'><c r='A{r}'><v>{r}</v></c><c r='B{r}' s='1'><v>4500{r}</v></c></row>")),
            strings: "<si><t>date</t></si>");
        Fuzz("cohort.xlsx", File.ReadAllBytes(path), 800);
        // Unpacked, damage reaches the XML.
        using (var zip = ZipFile.OpenRead(path))
        {
            using var stored = new ZipArchive(File.Create(Path.Combine(folder.Path, "stored.xlsx")), ZipArchiveMode.Create);
            foreach (var entry in zip.Entries)
            {
                using var from = entry.Open();
                using var to = stored.CreateEntry(entry.FullName, CompressionLevel.NoCompression).Open();
                from.CopyTo(to);
            }
        }
        Fuzz("cohort.xlsx", File.ReadAllBytes(Path.Combine(folder.Path, "stored.xlsx")), 1500);
    }

    [Fact]
    public async Task Old_workbooks()
    {
        var path = Path.Combine(folder.Path, "seed.xls");
        await XlsFile.Write(path, """
            $sheet->write('A1', 'id'); $sheet->write('B1', '日期');
            for (1 .. 40) { $sheet->write($_, 0, "text $_"); $sheet->write_number($_, 1, 45000 + $_, $date); }
            $sheet->write_formula('B2', '=1+1', undef, 2);
            """);
        Fuzz("cohort.xls", await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken), 1000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Spss(int compression)
    {
        var path = Path.Combine(folder.Path, "seed.sav");
        var file = new SpssFile(false).Header(compression, -1).Variable("AGE", 0, 5, 2, 8, 9).Variable("D", 0, 20).Variable("S", 12, 1)
            .Variable("V", 255, 1).Variable("V1", 60, 1)
            .Int(3).Int(1).Double(1).Bytes(5).Text("label", 7).Int(4).Int(1).Int(1)
            .Int(7).Int(3).Int(4).Int(8).Int(14).Int(0).Int(0).Int(-1).Int(1).Int(1).Int(2).Int(65001)
            .Int(7).Int(4).Int(8).Int(3).Double(-double.MaxValue).Double(double.MaxValue).Double(-1e308)
            .Int(7).Int(13).Int(1).Int(25).Text("AGE=age_of_woman\tD=a_date", 25)
            .Int(7).Int(14).Int(1).Int(9).Text("V=00300\0\t", 9)
            .Int(7).Int(20).Int(1).Int(5).Text("UTF-8", 5)
            .Int(7).Int(21).Int(1).Int(27).Int(1).Text("S", 1).Int(12).Int(1).Int(3).Text("abc", 3).Int(3).Text("xyz", 3)
            .Int(7).Int(22).Int(1).Int(18).Int(1).Text("S", 1).Bytes(1).Int(8).Text("-", 8).End();
        if (compression == 0)
            for (var i = 0; i < 5; i++) file.Double(i).Double(1.4e10).Text("张三", 16).Text(new string('v', 256), 256).Text("rest", 64);
        else
        {
            var codes = new SpssFile(false);
            for (var i = 0; i < 5; i++)
            {
                codes.Bytes(105, 253, 253, 254).Bytes([.. Enumerable.Repeat((byte)253, 4)]).Double(1.4e10).Text("张三", 8);
                for (var j = 0; j < 4; j++) codes.Text("vvvvvvvv", 8);
                // The other 36 of the two segments are blank: with 4 more codes of nothing, whole groups.
                codes.Bytes([.. Enumerable.Repeat((byte)254, 36), 0, 0, 0, 0]);
            }
            if (compression == 1) file.Bytes(codes.ToArray());
            else file.Zlib(codes.ToArray());
        }
        file.Save(path);
        Assert.Equal(5, Records.Read(path).Count);
        Fuzz("cohort.sav", File.ReadAllBytes(path), 1500);
    }

    [Theory]
    [InlineData("arrow-plain", 1000)]
    [InlineData("arrow-v2-delta", 1000)]
    [InlineData("arrow-gzip", 500)]
    [InlineData("arrow-lz4", 500)]
    [InlineData("arrow-lz4-hadoop", 300)]
    [InlineData("arrow-v2-brotli", 300)]
    [InlineData("arrow-v2-snappy", 500)]
    [InlineData("arrow-zstd", 500)]
    [InlineData("duckdb-v1-snappy", 1000)]
    [InlineData("duckdb-v2-zstd", 500)]
    [InlineData("rust-v2-long", 100)]
    public void Parquet(string seed, int mutants) =>
        Fuzz("cohort.parquet", File.ReadAllBytes(Repository.PathOf("tests", "reference", "parquet", seed + ".parquet")), mutants);

    private void Fuzz(string file, byte[] seed, int mutants, int mostEdits = 4)
    {
        var path = Path.Combine(folder.Path, file);
        File.WriteAllBytes(path, seed);
        Assert.NotEmpty(Records.Read(path));
        var refused = 0;
        for (var i = 0; i < mutants; i++)
        {
            File.WriteAllBytes(path, Mutant(seed, mostEdits, new CounterRandom(20_240_517, (ulong)i)));
            var watch = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                using var source = RecordSource.Open(path);
                while (source.Read())
                    for (var c = 0; c < source.Columns.Count; c++) _ = source.Cell(c).Text.Length;
            }
            catch (InputException e)
            {
                refused++;
                Records.AssertOneLine(e.Message);
                Assert.StartsWith(file, e.Message, StringComparison.Ordinal);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"mutant {i}: {e}");
            }
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocated);
            Assert.True(watch.Elapsed < MostTime, $"mutant {i} took {watch.Elapsed}");
        }
        Assert.InRange(refused, mutants / 20, mutants);
    }

    private static byte[] Mutant(byte[] seed, int mostEdits, CounterRandom random)
    {
        int Next(int bound) => (int)(random.NextDouble() * bound);
        var bytes = (byte[])seed.Clone();
        for (var edits = 1 + Next(mostEdits); edits > 0 && bytes.Length > 16; edits--)
        {
            // Now and then near the ends, where headers and footers are.
            var at = Next(4) switch { 0 => Next(Math.Min(bytes.Length, 600)), 1 => bytes.Length - 1 - Next(Math.Min(bytes.Length, 600)), _ => Next(bytes.Length) };
            var length = Math.Min(1 + Next(16), bytes.Length - at);
            switch (Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << Next(8)); break;
                case 1: bytes[at] = (byte)Next(256); break;
                case 2: bytes.AsSpan(at, Math.Min(4, bytes.Length - at)).Fill(0xFF); break;
                case 3: bytes.AsSpan(at, length).CopyTo(bytes.AsSpan(Next(bytes.Length - length + 1))); break;
                case 4: bytes = [.. bytes[..at], .. bytes[(at + length)..]]; break;
                case 5: bytes = [.. bytes[..at], .. bytes.AsSpan(at, length), .. bytes[at..]]; break;
                case 6 when Next(4) == 0: bytes = bytes[..at]; break;
                default: bytes.AsSpan(at, Math.Min(2, bytes.Length - at)).Clear(); break;
            }
        }
        return bytes.Length == 0 ? [0] : bytes;
    }
}
