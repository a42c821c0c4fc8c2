using System.Text;

namespace Urif.Tests;

/// <summary>
/// Writes Parquet files of texts, as plain as the format allows: optional columns, one page to a column and group of rows, nothing
/// compressed. Files of other programs are in tests/reference/parquet.
/// </summary>
internal sealed class PlainParquet(Stream stream)
{
    private const byte Int32 = 5, Int64 = 6, Binary = 8, List = 9, Struct = 12;
    private const int Bytes = 6, Optional = 1, Utf8 = 0, Plain = 0, Runs = 3;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="names">The names of the columns.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="cell">The text of a row and column; null is missing.</param>
    /// <param name="rowsOfGroup">The rows of each group but the last.</param>
    public static void Write(string path, IReadOnlyList<string> names, int rows, Func<int, int, string?> cell, int rowsOfGroup = 100)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        var file = new PlainParquet(stream);
        stream.Write("PAR1"u8);
        var groups = new List<(int Rows, long[] Starts)>();
        for (var first = 0; first < rows; first += rowsOfGroup)
        {
            var count = Math.Min(rowsOfGroup, rows - first);
            var starts = new long[names.Count];
            for (var c = 0; c < names.Count; c++)
            {
                starts[c] = stream.Position;
                file.Page([.. Enumerable.Range(first, count).Select(r => cell(r, c))]);
            }

            groups.Add((count, starts));
        }

        var end = stream.Position;
        file.Footer(names, rows, groups);
        stream.Write(BitConverter.GetBytes((int)(stream.Position - end)));
        stream.Write("PAR1"u8);
    }

    private void Page(string?[] cells)
    {
        var page = new MemoryStream();
        var levels = new byte[(cells.Length + 7) / 8];
        for (var i = 0; i < cells.Length; i++)
            if (cells[i] is not null) levels[i / 8] |= (byte)(1 << i % 8);
        var run = new MemoryStream();
        new PlainParquet(run).Unsigned((ulong)levels.Length << 1 | 1);
        run.Write(levels);
        page.Write(BitConverter.GetBytes((int)run.Length));
        page.Write(run.ToArray());
        foreach (var cell in cells)
        {
            if (cell is null) continue;
            var text = Encoding.UTF8.GetBytes(cell);
            page.Write(BitConverter.GetBytes(text.Length));
            page.Write(text);
        }

        Numbers(1, (1, Int32, 0), (2, Int32, page.Length), (3, Int32, page.Length));
        Field(2, Struct);
        Numbers(1, (1, Int32, cells.Length), (2, Int32, Plain), (3, Int32, Runs), (4, Int32, Runs));
        Stop();
        Stop();
        stream.Write(page.ToArray());
    }

    private void Footer(IReadOnlyList<string> names, int rows, List<(int Rows, long[] Starts)> groups)
    {
        Numbers(1, (1, Int32, 1));
        Field(1, List);
        ListOf(Struct, names.Count + 1);
        Field(4, Binary);
        Text("schema");
        Numbers(5, (5, Int32, names.Count));
        Stop();
        foreach (var name in names)
        {
            Numbers(1, (1, Int32, Bytes), (3, Int32, Optional));
            Field(1, Binary);
            Text(name);
            Numbers(5, (6, Int32, Utf8));
            Stop();
        }

        Numbers(3, (3, Int64, rows));
        Field(1, List);
        ListOf(Struct, groups.Count);
        foreach (var group in groups)
        {
            Field(1, List);
            ListOf(Struct, names.Count);
            for (var c = 0; c < names.Count; c++)
            {
                Field(3, Struct);
                Numbers(1, (1, Int32, Bytes));
                Field(1, List);
                ListOf(Int32, 1);
                Signed(Plain);
                Field(1, List);
                ListOf(Binary, 1);
                Text(names[c]);
                Numbers(4, (4, Int32, 0), (5, Int64, group.Rows), (6, Int64, 0), (7, Int64, 0), (9, Int64, group.Starts[c]));
                Stop();
                Stop();
            }

            Numbers(2, (2, Int64, 0), (3, Int64, group.Rows));
            Stop();
        }

        Stop();
    }

    /// <summary>Fields that are numbers, the first after the field before it by the difference to its own number.</summary>
    private void Numbers(int from, params (int Id, byte Type, long Value)[] fields)
    {
        var before = from - 1;
        foreach (var (id, type, value) in fields)
        {
            Field(id - before, type);
            Signed(value);
            before = id;
        }
    }

    private void Field(int delta, byte type) => stream.WriteByte((byte)(delta << 4 | type));

    private void ListOf(byte type, int count)
    {
        stream.WriteByte((byte)((count < 15 ? count : 15) << 4 | type));
        if (count >= 15) Unsigned((ulong)count);
    }

    private void Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Unsigned((ulong)bytes.Length);
        stream.Write(bytes);
    }

    private void Signed(long value) => Unsigned((ulong)(value << 1 ^ value >> 63));

    private void Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7) stream.WriteByte((byte)(value | 0x80));
        stream.WriteByte((byte)value);
    }

    private void Stop() => stream.WriteByte(0);
}
