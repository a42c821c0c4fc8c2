using System.Globalization;
using System.Text;

namespace Urif.Audit.Tests;

/// <summary>Thousands of damaged ledgers: each is read, or refused in a line for each problem.</summary>
public class LedgerReaderFuzzTests
{
    // Pieces that reach further than random bytes: syntax of the files, of Unicode, and words of other columns.
    private static readonly byte[][] Pieces = [.. new[]
    {
        ",", "\"", "\"\"", "\n", "\r\n", "\r", ";", ";;", "\0", "\t", "-", "=", ">= ", "*", "/0", "1e999", "NaN", "∞", "99999999999",
        "-1", "0", "0.5", "text", "p", "n", "ir", "ir_effect", "all", "age", "＜", "\uFEFF", "\u2028", "\u0085", "\u200B", "\U0001F600", " ",
        "{", "}", "[", "]", "null", "\\ud800", "\\u0000", "\"alpha\"", "1", "t1.age.t", "\u2212", "≤", "NS", "%", ".5", "1,234", "valid_n", "risk_ratio", ",test", "se", "log-rank", "denominator",
    }.Select(Encoding.UTF8.GetBytes), [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]];

    [Theory]
    [InlineData("numbers.csv", 900)]
    [InlineData("groups.csv", 750)]
    [InlineData("comparisons.csv", 750)]
    [InlineData("variables.csv", 750)]
    [InlineData("claims.csv", 750)]
    [InlineData("datapackage.json", 900)]
    public void A_damaged_ledger_is_read_or_refused_in_lines(string file, int mutants)
    {
        using var folder = new LedgerFolder();
        var original = folder.Bytes(file);
        var random = new Random(20240517);
        int read = 0, refused = 0;
        for (var i = 0; i < mutants; i++)
        {
            var mutant = Mutate(original, random);
            folder.Write(file, mutant);
            try
            {
                LedgerReader.Read(folder.Path);
                read++;
            }
            catch (InputException e)
            {
                refused++;
                Assert.All(e.Message.Split('\n'), line => Assert.True(
                    line.StartsWith("and ", StringComparison.Ordinal) || (line.Length is > 0 and < 900 && !line.Any(IsBreakOrInvisible)
                        && (line.Contains(".csv", StringComparison.Ordinal) || line.Contains(".json", StringComparison.Ordinal))),
                    $"mutant {i}: {line}"));
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"mutant {i} of {file}: {e}"));
            }
        }
        Assert.True(read > 0 && refused > mutants / 10, $"{read} read, {refused} refused");
    }

    private static bool IsBreakOrInvisible(char c) =>
        char.IsControl(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.Format;

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = new List<byte>(original);
        for (var edits = random.Next(1, 4); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, random.Next(3) == 0 ? 400 : 8), bytes.Count - at);
            switch (random.Next(8))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    // A field or word of one place in another.
                    bytes.RemoveRange(at, length);
                    var from = random.Next(bytes.Count + 1);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(length, bytes.Count - from)));
                    break;
                case 6:
                    SwapFields(bytes, random);
                    break;
                default:
                    bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }
        return [.. bytes];
    }

    /// <summary>Puts the bytes between two commas in the place of those between two others: the form stays whole.</summary>
    private static void SwapFields(List<byte> bytes, Random random)
    {
        var (start, length) = Field(bytes, random);
        var (otherStart, otherLength) = Field(bytes, random);
        var other = bytes.GetRange(otherStart, otherLength);
        bytes.RemoveRange(start, length);
        bytes.InsertRange(start, other);
    }

    private static (int Start, int Length) Field(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        var start = at;
        while (start > 0 && bytes[start - 1] is not ((byte)',' or (byte)'\n')) start--;
        var end = at;
        while (end < bytes.Count && bytes[end] is not ((byte)',' or (byte)'\n')) end++;
        return (start, end - start);
    }
}
