using System.Globalization;
using System.Text;
using Urif.Cohorts;

namespace Urif.Benchmarks;

/// <summary>
/// A file as large as a national register, SYNTHETIC: a block of random cycles over and over, each row of a woman of her own, in a
/// temporary folder that is deleted with it.
/// </summary>
internal sealed class RegisterFile : IDisposable
{
    private const int BlockRows = 10_000, RowsOfGroup = 100_000;
    private const ulong Seed = 20260102;
    private const double ShareMissing = 0.02;

    private readonly string folder = Directory.CreateTempSubdirectory("urif-register-").FullName;

    private RegisterFile(string extension) => Path = System.IO.Path.Combine(folder, $"register-SYNTHETIC.{extension}");

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>A CSV file as R's data.table would write it: without quotes, lines ending with LF.</summary>
    public static RegisterFile Csv(int rows)
    {
        var file = new RegisterFile("csv");
        var tails = Block();
        using var stream = new FileStream(file.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        stream.Write(Encoding.UTF8.GetBytes(string.Join(',', CohortSchema.Default.Columns.Select(c => c.Name)) + "\n"));
        Span<byte> woman = stackalloc byte[16];
        for (var row = 0; row < rows; row++)
        {
            System.Text.Unicode.Utf8.TryWrite(woman, CultureInfo.InvariantCulture, $"W{row:00000000},", out var length);
            stream.Write(woman[..length]);
            stream.Write(tails[row % BlockRows]);
        }

        return file;
    }

    /// <summary>The same rows as a Parquet file of texts.</summary>
    public static RegisterFile Parquet(int rows)
    {
        var file = new RegisterFile("parquet");
        string?[][] block = [.. RandomCycles.Of(Seed, BlockRows, ShareMissing).Select(c => MemoryRecords.Cells(c).Select(t => t is string { Length: > 0 } text ? text : null).ToArray())];
        PlainParquet.Write(file.Path, [.. CohortSchema.Default.Columns.Select(c => c.Name)], rows,
            (row, c) => c == 0 ? string.Create(CultureInfo.InvariantCulture, $"W{row:00000000}") : block[row % BlockRows][c], RowsOfGroup);
        return file;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The lines of a block without the woman.</summary>
    private static byte[][] Block() =>
        [.. RandomCycles.Of(Seed, BlockRows, ShareMissing).Select(c => Encoding.UTF8.GetBytes(string.Join(',', MemoryRecords.Cells(c).Skip(1)) + "\n"))];
}
