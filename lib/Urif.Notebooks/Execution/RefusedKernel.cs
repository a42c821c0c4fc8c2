using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;

namespace Urif.Notebooks.Execution;

/// <summary>
/// Stands for a kernel of .NET Interactive's tool that no package brings, or that needs a browser or a server: it says so, and
/// what to write instead.
/// </summary>
internal sealed class RefusedKernel : Kernel, IKernelCommandHandler<SubmitCode>, IKernelCommandHandler<RequestValue>,
    IKernelCommandHandler<RequestValueInfos>, IKernelCommandHandler<SendValue>
{
    private readonly string _message;

    public RefusedKernel(string name, string language) : base(name)
    {
        KernelInfo.LanguageName = language;
        var instead = name switch
        {
            "javascript" => "write Javascript(\"...\") in C#, or #!html with a script",
            "sql" or "kql" => "query from C#, with #r \"nuget: ...\" of the database's package",
            "http" => "use HttpClient in C#, and keep what it fetched in a file",
            "pwsh" => "write the cell in C#; System.Diagnostics.Process starts programs",
            _ => "write the cell in C#, or refer to a library that is written in it: #r \"library.dll\"",
        };
        _message = $"#!{name}: {language} does not run here; {instead}";
    }

    /// <summary>The kernels, with their other names.</summary>
    public static IReadOnlyList<(string Name, string[] Aliases, string Language)> All { get; } =
    [
        ("fsharp", ["f#", "F#"], "F#"), ("pwsh", ["powershell"], "PowerShell"), ("javascript", ["js"], "JavaScript"),
        ("sql", [], "SQL"), ("kql", [], "KQL"), ("http", [], "HTTP"), ("python", [], "Python"), ("r", ["R"], "R"),
    ];

    /// <summary>Whether a directive chooses one of these kernels.</summary>
    public static bool Refuses(string directive) => All.Any(k => k.Aliases.Append(k.Name).Any(n => directive == "#!" + n));

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context) => Refuse(command, context);

    Task IKernelCommandHandler<RequestValue>.HandleAsync(RequestValue command, KernelInvocationContext context) =>
        Refuse(command, context);

    Task IKernelCommandHandler<RequestValueInfos>.HandleAsync(RequestValueInfos command, KernelInvocationContext context) =>
        Refuse(command, context);

    Task IKernelCommandHandler<SendValue>.HandleAsync(SendValue command, KernelInvocationContext context) => Refuse(command, context);

    private Task Refuse(KernelCommand command, KernelInvocationContext context)
    {
        // The cell fails, whatever asked for the kernel on its behalf.
        context.Fail(context.Command, new CellException("UnknownKernel", _message, [_message]), _message);
        return Task.CompletedTask;
    }
}
