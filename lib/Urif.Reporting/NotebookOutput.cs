using System.Reflection;
using System.Runtime.CompilerServices;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Reporting;

/// <summary>What notebooks show of the kit's results, of charts and of data frames.</summary>
public static class NotebookOutput
{
    /// <summary>
    /// Registers the formatters of views, charts, data frames and series with Microsoft.DotNet.Interactive.Formatting. A notebook
    /// calls it in one of its first cells; calling it again changes the language. Of cohorts, their rows and data frames of their
    /// rows only the size is shown from then on.
    /// </summary>
    /// <param name="language"><c>en</c> for English or <c>zh</c> for Chinese.</param>
    /// <exception cref="InputException">The language is neither of the two.</exception>
    public static void Use(string language = "en")
    {
        var readers = language switch
        {
            "en" => Language.English,
            "zh" => Language.Chinese,
            _ => throw new InputException("NotebookOutput.Use", $"no language is called \"{language}\"", "write \"en\" or \"zh\""),
        };
        BesideLibrary.Resolve();
        Register(readers);
    }

    /// <summary>Opens the plotly.js that charts are made for, so that a book can carry it. Plotly.NET brings it along.</summary>
    public static Stream OpenPlotlyScript() =>
        Assembly.Load("Plotly.NET").GetManifestResourceStream("Plotly.NET.plotly-2.28.0.min.js")!;

    // Apart, and not inlined: it names types of F# libraries, which a host may find only from then on.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Register(Language language)
    {
        ViewFormatter.Register(language);
        ChartFormatter.Register(language);
        DeedleFormatter.Register(language);
        DataFrameFormatter.Register(language);
        CohortFormatter.Register(language);
    }
}
