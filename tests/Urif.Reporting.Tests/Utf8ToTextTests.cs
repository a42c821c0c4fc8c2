using System.Buffers;
using System.Text;

namespace Urif.Reporting.Tests;

/// <summary>UTF-8 that arrives in parts.</summary>
public class Utf8ToTextTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100_000)]
    public void Parts_may_end_within_a_character(int length)
    {
        var text = string.Concat(Enumerable.Repeat("a±胰岛素𝑥", 2000));
        var bytes = Encoding.UTF8.GetBytes(text);
        var output = new StringWriter();
        var writer = new Utf8ToText(output);
        foreach (var part in bytes.Chunk(length)) writer.Write(part);
        Assert.Equal(text, output.ToString());
    }
}
