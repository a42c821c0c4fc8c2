using Urif.Notebooks.Execution;
using Urif.Notebooks.Ipynb;

namespace Urif.Cli;

/// <summary>Shows the outputs of a notebook on standard output while its cells run, an empty line after each.</summary>
internal sealed class LiveOutputs : IProgress<LiveOutput>, IDisposable
{
    private readonly TextWriter _output = StandardStreams.OpenOutput();
    private (string Cell, string Stream)? _open;
    private int _lineBreaks;

    /// <summary>What a terminal can show of an output.</summary>
    public static string? Text(Output output) => output switch
    {
        StreamOutput stream => stream.Text,
        RichOutput rich => rich.Data.Text("text/plain"),
        _ => null,
    };

    public void Report(LiveOutput value)
    {
        var stream = value.Output is StreamOutput piece ? piece.Name : "";
        if (stream.Length == 0 || _open != (value.CellId, stream)) EndOutput();
        if (Text(value.Output) is { Length: > 0 } text)
        {
            _open = (value.CellId, stream);
            Write(text);
            if (stream.Length == 0) EndOutput();
        }
        _output.Flush();
    }

    public void Dispose()
    {
        EndOutput();
        _output.Dispose();
    }

    // Line breaks at the end of an output count as one: the first is shown, and the others once something follows.
    private void Write(string text)
    {
        var body = text.TrimEnd('\n');
        var lineBreaks = text.Length - body.Length;
        if (body.Length > 0)
        {
            if (_lineBreaks > 1) _output.Write(new string('\n', _lineBreaks - 1));
            _output.Write(body);
            _lineBreaks = 0;
        }
        if (lineBreaks > 0 && _lineBreaks == 0) _output.Write('\n');
        _lineBreaks += lineBreaks;
    }

    private void EndOutput()
    {
        if (_open is null) return;
        _output.Write(_lineBreaks == 0 ? "\n\n" : "\n");
        (_open, _lineBreaks) = (null, 0);
    }
}
