using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Urif.Notebooks.Ipynb;

namespace Urif.Notebooks.Execution;

/// <summary>
/// The kernels of a notebook, put together as .NET Interactive's own tool does: its commands, directives and value sharing, with
/// the kit's C# and with the languages that need nothing but a page.
/// </summary>
internal sealed class NotebookKernel : IDisposable
{
    private readonly CompositeKernel _root = [];
    private readonly CSharpSessionKernel _csharp;
    private readonly IDisposable _subscription;

    /// <summary>Puts the kernels together.</summary>
    /// <param name="session">What runs C#.</param>
    /// <param name="beforeCode">What to do before each piece of C#.</param>
    /// <param name="output">Told of what the kernels show.</param>
    public NotebookKernel(CSharpSession session, Action beforeCode, Action<KernelEvent> output)
    {
        _csharp = new CSharpSessionKernel(session, beforeCode);
        _csharp.UseWho().UseValueSharing();
        _root.Add(_csharp, ["c#", "C#"]);
        _root.Add(new HtmlKernel());
        _root.Add(new KeyValueStoreKernel().UseWho());
        _root.Add(new TextKernel("markdown", "Markdown", text => text), ["md"]);
        // Jupyter, GitHub and VS Code draw the diagram of a fence; elsewhere its text can be read.
        _root.Add(new TextKernel("mermaid", "Mermaid", text => $"```mermaid\n{text}\n```"));
        foreach (var (name, aliases, language) in RefusedKernel.All) _root.Add(new RefusedKernel(name, language), aliases);
        _root.DefaultKernelName = _csharp.Name;
        _root.UseImportMagicCommand();
        _root.AddMiddleware(ImportAsync);
        _root.RegisterCommandHandler<RequestInput>(RefuseInput);
        _root.AddDirective(new KernelActionDirective("#!time") { Description = "Shows how long the cell takes" }, Time);
        _root.AddDirective(new KernelActionDirective("#!about") { Description = "Shows the versions of the engine" }, About);
        _root.AddDirective(new KernelActionDirective("#!lsmagic") { Description = "Lists the directives" }, List);
        _subscription = _root.KernelEvents.Subscribe(new Listener(output));
    }

    /// <summary>Runs a cell. What a failed cell has defined is taken back.</summary>
    /// <returns>The failure, or null.</returns>
    public async Task<CellException?> RunAsync(string cellId, string source)
    {
        var before = _csharp.Session.State;
        _csharp.Origin = new(cellId, source);
        var result = await _root.SendAsync(new SubmitCode(source));
        if (result.Events.OfType<CommandFailed>().LastOrDefault() is not { } failure) return null;
        _csharp.Session.State = before;
        return failure.Exception switch
        {
            CellException e => e,
            { } e => new CellException(e.GetType().ToString(), e.Message, [e.Message]),
            null => new CellException("DirectiveError", failure.Message, [failure.Message]),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription.Dispose();
        _root.Dispose();
    }

    // .NET Interactive goes on after a failure in what it imports.
    private async Task ImportAsync(KernelCommand command, KernelInvocationContext context, KernelPipelineContinuation next)
    {
        if (command is not ImportDocument import)
        {
            await next(command, context);
            return;
        }
        var origin = _csharp.Origin;
        (_csharp.Origin, _csharp.LastFailure) = (new(Path.GetFileName(import.FilePath), ""), null);
        if (!File.Exists(import.FilePath))
            context.Fail(command, new CellException("ImportError", $"#!import {import.FilePath}: there is no such file", []));
        else if (Path.GetExtension(import.FilePath) == ".ipynb") await ImportNotebookAsync(import.FilePath);
        else await next(command, context);
        _csharp.Origin = origin;
        if (_csharp.LastFailure is { } failure) context.Fail(context.Command, failure, failure.Message);
    }

    // .NET Interactive's reader fails on what VS Code keeps in the metadata of a notebook.
    private async Task ImportNotebookAsync(string path)
    {
        foreach (var cell in Notebook.Read(path).Cells.OfType<CodeCell>().Where(c => !string.IsNullOrWhiteSpace(c.Source)))
        {
            await _root.SendAsync(new SubmitCode(cell.Source, NotebookKernelSpec.Of(cell)));
            if (_csharp.LastFailure is not null) return;
        }
    }

    private static Task RefuseInput(RequestInput command, KernelInvocationContext context)
    {
        var message = $"nobody is there to answer \"{command.Prompt}\"; make the value a parameter: "
            + "a variable of the cell tagged \"parameters\"";
        context.Fail(context.Command, new CellException("NoInput", message, [message]), message);
        return Task.CompletedTask;
    }

    private static Task Time(KernelCommand command, KernelInvocationContext context)
    {
        var clock = Stopwatch.StartNew();
        context.OnComplete(c => c.DisplayAs(
            string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms"),
                PlainTextFormatter.MimeType));
        return Task.CompletedTask;
    }

    private static Task About(KernelCommand command, KernelInvocationContext context)
    {
        context.DisplayAs(
            $"urif {Version(typeof(NotebookKernel))}, on Microsoft.DotNet.Interactive {Version(typeof(Kernel))} and "
            + $".NET {Environment.Version.Major}", PlainTextFormatter.MimeType);
        return Task.CompletedTask;

        static string Version(Type type) =>
            type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
    }

    private Task List(KernelCommand command, KernelInvocationContext context)
    {
        var lines = _root.ChildKernels.Prepend<Kernel>(_root).Where(k => k is not RefusedKernel)
            .SelectMany(k => k.KernelInfo.SupportedDirectives).Where(d => !d.Hidden)
            .GroupBy(d => d.Name).Select(g => g.First()).OrderBy(d => d.Name, StringComparer.Ordinal)
            .Where(d => !RefusedKernel.Refuses(d.Name))
            .Select(d => $"{d.Name,-12} {d.Description}".TrimEnd());
        context.DisplayAs(string.Join('\n', lines), PlainTextFormatter.MimeType);
        return Task.CompletedTask;
    }

    private sealed class Listener(Action<KernelEvent> listen) : IObserver<KernelEvent>
    {
        public void OnNext(KernelEvent value) => listen(value);

        public void OnError(Exception error) { }

        public void OnCompleted() { }
    }
}
