namespace Urif.Audit.Tests;

/// <summary>One reader of JSON serves the ledger's package, the design and the readings: each refusal names the file and the place.</summary>
public sealed class JsonInputTests
{
    [Theory]
    [InlineData("{ \"a\": }", "f.json, line 1, byte 8: is not valid JSON; correct the syntax there")]
    [InlineData("{\n\"a\": 1,\n}", "f.json, line 3, byte 1: is not valid JSON; correct the syntax there")]
    [InlineData("{ \"a\": 1, \"a\": 2 }", "f.json: names a property twice in one object; keep one of the two")]
    [InlineData("{ \"\\ud800\": 1 }", "f.json: has an escape \\uD800 to \\uDFFF that is half a character; write the character itself, or both of its escapes")]
    [InlineData("{ \"a\": [\"x\", \"\\udc00\"] }", "f.json, a[1]: has an escape \\uD800 to \\uDFFF that is half a character; write the character itself, or both of its escapes")]
    [InlineData("[]", "f.json: is not an object; give an object with the property a")]
    [InlineData("{ \"b\": [] }", "f.json: has no property a; add it")]
    [InlineData("{ \"a\": 1 }", "f.json, a: is not a list; give a list in [ ]")]
    [InlineData("{ \"a\": [\" \"] }", "f.json, a[0]: is blank; give a value")]
    [InlineData("{ \"a\": [\"x\\ny\"] }", "f.json, a[0]: has a control character: \"x\\u{000A}y\"; give one line of plain text")]
    public void RefusalsNameThePlace(string json, string message)
    {
        var refusal = Assert.Throws<InputException>(() =>
            JsonInput.Parse(json, "f.json", root => root["a"].Items().Select(i => i.Text()).ToList()));
        Assert.Equal(message, refusal.Message);
    }

    [Fact]
    public void AMistypedPropertyIsAnsweredWithTheNearestOne()
    {
        var refusal = Assert.Throws<InputException>(() => JsonInput.Parse("{ \"lable\": 1 }", "f.json", root => root.With("label", "unit")));
        Assert.StartsWith("f.json, lable: is not a property known here; did you mean", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1")]
    [InlineData("\"1\"")]
    public void ANumberStaysWithinItsBounds(string value) => Assert.Equal(
        "f.json, a: is not such a number; give a number from 0 to 10",
        Assert.Throws<InputException>(() => JsonInput.Parse($"{{ \"a\": {value} }}", "f.json", root => root["a"].Number(0, 10))).Message);
}
