namespace Urif.Cli.Tests;

/// <summary>The reader's language, from the command line or from the locale.</summary>
public class LanguageTests
{
    public static TheoryData<string, string, string, bool> Locales { get; } = new()
    {
        { "", "", "zh_CN.UTF-8", true },
        { "", "zh_TW.UTF-8", "en_US.UTF-8", true },
        { "zh", "en_US.UTF-8", "en_US.UTF-8", true },
        { "C", "zh_CN.UTF-8", "zh_CN.UTF-8", false },
        { "", "", "de_DE.UTF-8", false },
    };

    [Theory]
    [MemberData(nameof(Locales))]
    public async Task The_first_locale_variable_that_is_set_decides(string all, string messages, string lang, bool chinese)
    {
        var run = await UrifProgram.RunAsync([("LC_ALL", all), ("LC_MESSAGES", messages), ("LANG", lang)], "--paper", "data/paper");
        Assert.Equal(chinese, run.Output.Contains("可复现", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_command_line_goes_before_the_locale()
    {
        var run = await UrifProgram.RunAsync([("LC_ALL", "zh_CN.UTF-8")], "--paper", "data/paper", "--lang", "en");
        Assert.Contains("✓ reproduced", run.Output, StringComparison.Ordinal);
    }
}
