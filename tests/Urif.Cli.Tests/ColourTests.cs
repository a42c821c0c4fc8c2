namespace Urif.Cli.Tests;

/// <summary>Colours: on a terminal, and nowhere else.</summary>
public class ColourTests
{
    private const string Escape = "\e[";

    [Fact]
    public async Task A_pipe_gets_plain_text_whatever_the_environment_says()
    {
        var run = await UrifProgram.RunAsync([("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("FORCE_COLOR", "1"), ("GITHUB_ACTIONS", "true")], "--paper", "data/paper");
        Assert.DoesNotContain('\e', run.Output);
    }

    [Fact]
    public async Task A_terminal_gets_colours_and_the_symbols_stay()
    {
        var output = await OnTerminal(("TERM", "xterm-256color"));
        Assert.Contains(Escape + "38;5;", output, StringComparison.Ordinal);
        foreach (var symbol in (string[])["✓", "~", "○", "✗", "≠", "⊘", "?"]) Assert.Contains(symbol, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task A_terminal_that_wants_none_gets_none(string name, string value) =>
        Assert.DoesNotContain(Escape + "3", await OnTerminal(("TERM", "xterm-256color"), (name, value)), StringComparison.Ordinal);

    [Fact]
    public async Task A_page_is_as_wide_as_the_terminal()
    {
        var output = await OnTerminal("stty cols 70; ", ("TERM", "dumb"), ("COLUMNS", "150"));
        var widths = output.ReplaceLineEndings("\n").Split('\n').Select(TerminalCells.Of).ToList();
        Assert.InRange(widths.Max(), 60, 70);
    }

    private static Task<string> OnTerminal(params (string Name, string Value)[] environment) => OnTerminal("", environment);

    // script(1) of util-linux runs a command on a pseudo-terminal.
    private static async Task<string> OnTerminal(string before, params (string Name, string Value)[] environment)
    {
        ExternalTool.Require(OperatingSystem.IsLinux(), "script(1) with these options is that of Linux");
        var script = ExternalTool.Require("script");
        var run = await UrifProgram.RunAsync(Repository.Root, environment,
            [script, "-qec", $"{before}'{UrifProgram.Dotnet}' '{UrifProgram.File}' --paper data/paper --lang en", "/dev/null"]);
        Assert.True(run.ExitCode == 0, run.Output);
        return run.Output;
    }
}
