using System.Globalization;
using Spectre.Console;

namespace Urif.Cli;

/// <summary>Where pages go: a terminal with its width and colours, or a pipe or file as plain text.</summary>
internal static class Screen
{
    private const int DefaultWidth = 100, LeastWidth = 60;

    /// <summary>The cells of a line of standard output: the terminal's, or those of a file.</summary>
    public static int Width =>
        !Console.IsOutputRedirected && Console.WindowWidth > 0 ? Math.Max(LeastWidth, Console.WindowWidth) : FileWidth;

    /// <summary>The cells of a line where there is no terminal: <c>COLUMNS</c> if it is set, else 100.</summary>
    public static int FileWidth =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
        && width >= LeastWidth ? width : DefaultWidth;

    /// <summary>Shows a page on standard output, in colour where that is a terminal and <c>NO_COLOR</c> is not set.</summary>
    public static void Show(Page page)
    {
        var plain = Console.IsOutputRedirected || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        // Console.Out, because that is where Windows has to be asked for colours.
        using var output = plain ? StandardStreams.OpenOutput() : Console.Out;
        Write(page, output, plain ? AnsiSupport.No : AnsiSupport.Detect);
    }

    /// <summary>The page as plain text.</summary>
    public static string Text(Page page)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        Write(page, text, AnsiSupport.No);
        return text.ToString();
    }

    private static void Write(Page page, TextWriter output, AnsiSupport ansi)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = ansi,
            ColorSystem = ansi == AnsiSupport.No ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            // Enrichers would turn colours on in the logs of build servers.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = page.Width;
        console.Write(page);
    }
}
