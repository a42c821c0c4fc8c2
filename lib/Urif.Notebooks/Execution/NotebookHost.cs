using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipes;
using System.Text;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

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
        // What cells start ends with this process. A group of its own does not get the Ctrl-C of the terminal either: the parent
        // decides what ends.
        ProcessGroup.Lead();
        var session = Task.Run(() => WarmSession(folder));
        var formatters = Task.Run(WarmFormatters);

        // Open until the process ends: were it closed on the way out of a failure, the reason could not be told.
        var pipe = new NamedPipeClientStream(".", pipeName, PipeDirection.InOut);
        pipe.Connect(TimeSpan.FromSeconds(30));
        var requests = Requests(pipe);
        var events = new EventStream(pipe, new MachinePaths(folder));
        NotebookDisplay.Events = events;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => events.Flush();
        using var ticks = new Timer(_ => events.Flush(), null, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));

        using var kernel = new NotebookKernel(session.GetAwaiter().GetResult(), () => ConsoleCapture.Install(events), e => Show(e, events));
        formatters.Wait();
        events.Send(new(HostEventKind.Ready));
        foreach (var request in requests.GetConsumingEnumerable())
        {
            events.StartCell();
            var failure = kernel.RunAsync(request.CellId, request.Source).GetAwaiter().GetResult();
            if (events.IsFull) failure ??= EventStream.TooMuch();
            if (failure is not null)
                events.Send(new(HostEventKind.Error) { Name = failure.Name, Text = failure.Message, Traceback = failure.Traceback });
            events.Send(new(HostEventKind.Done));
        }
        return 0;
    }

    private static void Show(KernelEvent happened, EventStream events)
    {
        switch (happened)
        {
            case ErrorProduced error:
                events.Write("stderr", error.Message + "\n");
                break;
            case StandardOutputValueProduced output:
                events.Write("stdout", Text(output));
                break;
            case StandardErrorValueProduced output:
                events.Write("stderr", Text(output));
                break;
            case ReturnValueProduced result:
                events.Show(HostEventKind.Result, null, ValueFormat.Of(result.Value, result.FormattedValues));
                break;
            case DisplayedValueProduced display:
                events.Show(HostEventKind.Display, display.ValueId, ValueFormat.Of(display.Value, display.FormattedValues));
                break;
            case DisplayedValueUpdated display:
                events.Show(HostEventKind.Update, display.ValueId, ValueFormat.Of(display.Value, display.FormattedValues));
                break;
        }

        static string Text(DisplayEvent output) => output.FormattedValues.FirstOrDefault()?.Value ?? "";
    }

    // Read on a thread of their own: when the parent goes away, the process ends, whatever a cell is doing, with all it started.
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
            ProcessGroup.End();
        })
        { IsBackground = true, Name = "requests" }.Start();
        return requests;
    }

    // The compiler's first run is the slow one: it goes on while the parent reads the notebook. Its piece is taken back.
    private static CSharpSession WarmSession(string folder)
    {
        var session = new CSharpSession(folder);
        var start = session.State;
        session.Run("new[] { 1 }.Select(x => x + 0.5).ToList()", "warm", _ => { });
        session.State = start;
        return session;
    }

    private static void WarmFormatters()
    {
        ValueFormat.UseDefaults();
        ValueFormat.Of(1.5, FormattedValue.CreateManyFromObject(1.5));
    }
}
