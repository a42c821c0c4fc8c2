using Spectre.Console.Rendering;
using Spectre.Console;
using Urif.Reporting;

namespace Urif.Cli;

/// <summary>Lines of styled text, laid out for a width by the cells that characters take, Chinese ones two.</summary>
/// <param name="width">The cells of a line.</param>
internal sealed class Page(int width) : IRenderable
{
    private const int LeastProse = 20;

    private readonly List<Segment> _segments = [];
    private int _column;

    /// <summary>The cells of a line.</summary>
    public int Width => width;

    /// <summary>Ends the current line.</summary>
    public Page End()
    {
        _segments.Add(Segment.LineBreak);
        _column = 0;
        return this;
    }

    /// <summary>Writes on the current line; the caller knows that it fits.</summary>
    public Page Write(string text, Style? style = null)
    {
        if (text.Length == 0) return this;
        _segments.Add(new Segment(text, style ?? Style.Plain));
        _column += CellWidth.Of(text);
        return this;
    }

    /// <summary>Writes a text on the current line, filled with spaces up to a number of cells.</summary>
    public Page Column(string text, int cells, Style? style = null, bool right = false)
    {
        var fill = new string(' ', Math.Max(0, cells - CellWidth.Of(text)));
        return right ? Write(fill).Write(text, style) : Write(text, style).Write(fill);
    }

    /// <summary>Writes a sentence from here on, further lines indented by so many cells, and ends the line.</summary>
    public Page Prose(string text, int indent = 0, Style? style = null)
    {
        var rest = Math.Max(LeastProse, width - indent);
        var begun = false;
        foreach (var line in LineBreaker.Lines(text, Math.Clamp(width - _column, 0, rest), rest))
        {
            if (begun) End().Write(new string(' ', indent));
            Write(line, style);
            begun = true;
        }

        return End();
    }

    Measurement IRenderable.Measure(RenderOptions options, int maxWidth) => new(width, width);

    IEnumerable<Segment> IRenderable.Render(RenderOptions options, int maxWidth) => _segments;
}
