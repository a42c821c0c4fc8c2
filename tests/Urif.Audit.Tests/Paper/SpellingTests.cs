namespace Urif.Audit.Tests;

/// <summary>Advice on slips of the pen, and none that would change what is meant.</summary>
public class SpellingTests
{
    [Theory]
    [InlineData("maen", "mean")]
    [InlineData("Mean", "mean")]
    [InlineData("medain", "median")]
    [InlineData("agee", "age")]
    [InlineData("aeg", "age")]
    [InlineData("txt", "text")]
    [InlineData("t1.aeg.p", "t1.age.p")]
    [InlineData("early_los", "early_loss")]
    public void A_slip_is_recognised(string word, string meant) => Assert.Equal($"did you mean \"{meant}\"?", Spelling.Advice(word, [meant]));

    [Theory]
    [InlineData("se", "sd")]
    [InlineData("sd", "se")]
    [InlineData("q2", "q3")]
    [InlineData("it", "ir")]
    [InlineData("mad", "max")]
    [InlineData("t1.age.p", "t1.age.t")]
    [InlineData("t1.age.a.se", "t1.age.a.sd")]
    [InlineData("bmi_12", "bmi_24")]
    [InlineData("table10", "table11")]
    public void Another_short_word_or_number_is_no_slip(string word, string other) => Assert.Null(Spelling.Advice(word, [other]));
}
