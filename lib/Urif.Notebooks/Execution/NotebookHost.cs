using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>The process that runs the cells of one notebook, as the parent asks over a pipe of their own.</summary>
public static class NotebookHost
{
    /// <summary>The first argument that tells a program to call <see cref="Run"/> with those that follow.</summary>
    public const string Verb = "notebook-host";

    /// <summary>Runs cells until the parent goes away.</summary>
    /// <param name="arguments">What <see cref="NotebookRunner"/> passes: the name of the pipe, and the notebook's folder.</param>
    /// <returns>The exit code: 0, or 2 for arguments that are not of the runner.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments is not [var pipeName, var folder]) return 2;
        // The same outputs whatever the machine's culture.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        // Ctrl-C reaches every process of a terminal; the parent decides what ends.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, c => c.Cancel = true);
        var warm = WarmUp(folder);

        // Open until the process ends: were it closed on the way out of a failure, the reason could not be told.
        var pipe = new NamedPipeClientStream(".", pipeName, PipeDirection.InOut);
        pipe.Connect(TimeSpan.FromSeconds(30));
        var requests = Requests(pipe);
        var events = new EventStream(pipe);
        NotebookDisplay.Sink = events;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => events.Flush();
        using var ticks = new Timer(_ => events.Flush(), null, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));

        var session = new CSharpSession(folder);
        warm.Wait();
        events.Send(new(HostEventKind.Ready));
        foreach (var request in requests.GetConsumingEnumerable())
        {
            events.StartCell();
            ConsoleCapture.Install(events);
            RunCell(session, request, events);
            events.Send(new(HostEventKind.Done));
        }
        return 0;
    }

    private static void RunCell(CSharpSession session, CellRequest request, EventStream events)
    {
        var before = session.State;
        var clock = Stopwatch.StartNew();
        try
        {
            var cell = CellSections.Of(request.Source);
            foreach (var section in cell.Sections) RunSection(session, section, request.CellId, events);
            if (cell.IsTimed)
            {
                NotebookDisplay.display(string.Create(CultureInfo.InvariantCulture,
                    $"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms"));
            }
        }
        catch (CellException e)
        {
            session.State = before;
            events.Send(new(HostEventKind.Error) { Name = e.Name, Text = e.Message, Traceback = e.Traceback });
        }
        catch (Exception e)
        {
            // The compiler itself failed, or the machine: the next run starts anew, this one can still be told.
            session.State = before;
            events.Send(new(HostEventKind.Error) { Name = e.GetType().ToString(), Text = e.Message, Traceback = [e.Message] });
        }
    }

    private static void RunSection(CSharpSession session, CellSection section, string cellId, EventStream events)
    {
        switch (section.Language)
        {
            case SectionLanguage.Markdown:
                events.Display(MimeBundle.Empty.With("text/markdown", section.Text).With("text/plain", section.Text));
                break;
            case SectionLanguage.Html:
                events.Display(MimeBundle.Empty.With("text/html", section.Text)
                    .With("text/plain", ValueFormat.WithoutTags(section.Text)));
                break;
            default:
                session.RunAsync(section.Text, cellId, Show).GetAwaiter().GetResult();
                break;
        }

        // What `display` returns is on the page already.
        void Show(object? value)
        {
            if (value is not DisplayedValue) events.SendResult(ValueFormat.Of(value));
        }
    }

    // Read on a thread of their own: when the parent goes away, the process ends, whatever a cell is doing.
    private static BlockingCollection<CellRequest> Requests(Stream pipe)
    {
        var requests = new BlockingCollection<CellRequest>();
        new Thread(() =>
        {
            try
            {
                using var reader = new StreamReader(pipe, new UTF8Encoding(false), leaveOpen: true);
                while (reader.ReadLine() is { } line)
                    requests.Add(CellRequest.Parse(line));
            }
            catch (IOException)
            {
            }
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Name = "requests" }.Start();
        return requests;
    }

    // The compiler's and the formatters' first run is the slow one: it goes on while the parent reads the notebook.
    private static Task WarmUp(string folder) => Task.WhenAll(
        Task.Run(() => new CSharpSession(folder).RunAsync("new[] { 1 }.Select(x => x + 0.5).ToList()", "warm", _ => { })),
        Task.Run(() => ValueFormat.Of(1.5)));
}
