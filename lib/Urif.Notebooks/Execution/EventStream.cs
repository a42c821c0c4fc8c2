using System.Globalization;
using System.Text;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>
/// The host's end of the line to the parent: events as lines of JSON, in the order in which they happened. What a cell prints and
/// shows is bounded, so that an endless loop of output fills neither memory nor disk.
/// </summary>
internal sealed class EventStream(Stream stream, MachinePaths paths)
{
    /// <summary>The most characters of a stream that a cell keeps.</summary>
    public const int MaximumStreamLength = 1_000_000;

    /// <summary>The most characters of all displays of a cell together.</summary>
    public const int MaximumDisplayLength = 32_000_000;

    private readonly Lock _gate = new();
    private readonly StringBuilder _pending = new();
    private readonly Dictionary<string, int> _written = [];
    private string _pendingName = "";
    private readonly Dictionary<string, int> _displays = [];
    private long _displayLength;

    /// <summary>Starts the bounds anew.</summary>
    public void StartCell()
    {
        lock (_gate)
        {
            _written.Clear();
            _displayLength = 0;
        }
    }

    /// <summary>Adds text to a stream. It is sent line by line, or at the latest before the next event of another kind.</summary>
    public void Write(string name, ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        lock (_gate)
        {
            var room = MaximumStreamLength - _written.GetValueOrDefault(name);
            if (room < 0) return;
            if (_pendingName != name) Flush();
            _pendingName = name;
            _pending.Append(text[..Math.Min(text.Length, room)]);
            _written[name] = MaximumStreamLength - room + text.Length;
            if (text.Length > room)
            {
                // From here on the stream is over its bound, and nothing more is kept of it.
                _written[name] = MaximumStreamLength + 1;
                _pending.Append(CultureInfo.InvariantCulture, $"\n[{name} is cut here, after {MaximumStreamLength:N0} characters]\n");
            }
            if (text.Contains('\n') || _pending.Length >= 4096) Flush();
        }
    }

    /// <summary>Sends an event, after the text that came before it.</summary>
    public void Send(HostEvent message)
    {
        lock (_gate)
        {
            Flush();
            SendLine(message);
        }
    }

    /// <summary>Sends the text that waits for the end of its line.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_pending.Length == 0) return;
            SendLine(new(HostEventKind.Stream) { Name = _pendingName, Text = _pending.ToString() });
            _pending.Clear();
        }
    }

    /// <summary>Whether the cell has shown more than it may; the rest of its displays is not kept.</summary>
    public bool IsFull => Volatile.Read(ref _displayLength) > MaximumDisplayLength;

    /// <summary>Fails once a cell has shown more than it may.</summary>
    public void RequireRoom()
    {
        if (IsFull) throw TooMuch();
    }

    /// <summary>Why a cell fails that has shown more than it may.</summary>
    public static CellException TooMuch() => new("TooMuchOutput", string.Create(CultureInfo.InvariantCulture,
        $"the cell shows more than {MaximumDisplayLength:N0} characters of rich output"), []);

    /// <summary>Shows a thing, or another thing in the place of the one of the same id.</summary>
    /// <param name="kind">Which of the two, or the value of the cell.</param>
    /// <param name="id">What tells the thing from the others; null for the value of the cell.</param>
    /// <param name="data">Its formats.</param>
    public void Show(HostEventKind kind, string? id, MimeBundle data)
    {
        lock (_gate)
        {
            // The fixed part: an empty display counts too. The formats of one thing are not added up: a front end shows one.
            _displayLength += 100 + data.Data.Max(d => d.Value.GetRawText().Length);
            if (IsFull) return;
            var number = 0;
            if (id is not null && !_displays.TryGetValue(id, out number)) _displays.Add(id, number = _displays.Count + 1);
            Send(new(kind) { Display = number, Data = data.Data });
        }
    }

    private void SendLine(HostEvent message)
    {
        try
        {
            stream.Write(paths.Without(message.ToLine()));
        }
        catch (IOException)
        {
            // The parent is gone; the reader of requests ends the process.
        }
    }
}
