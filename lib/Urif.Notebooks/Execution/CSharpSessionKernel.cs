using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;

namespace Urif.Notebooks.Execution;

/// <summary>The kernel <c>csharp</c>: .NET Interactive's commands, run by a <see cref="CSharpSession"/>.</summary>
internal sealed partial class CSharpSessionKernel : Kernel,
    IKernelCommandHandler<SubmitCode>, IKernelCommandHandler<RequestValue>, IKernelCommandHandler<RequestValueInfos>,
    IKernelCommandHandler<SendValue>
{
    private readonly List<string> _packages = [];
    private readonly Action _beforeCode;

    /// <summary>A kernel on a session.</summary>
    /// <param name="session">The session.</param>
    /// <param name="beforeCode">What to do before each piece of code.</param>
    public CSharpSessionKernel(CSharpSession session, Action beforeCode) : base("csharp")
    {
        (Session, _beforeCode) = (session, beforeCode);
        KernelInfo.LanguageName = "C#";
        KernelInfo.DisplayName = "csharp - C# Script";
        // The names are those that .NET Interactive's parser looks for: it calls for the restore once, before the code of the cell.
        AddDirective<ReferPackage>(Reference("#r", "Refers to a library, or to a package: #r \"nuget: NAME, 1.2.3\""), (command, _) =>
        {
            _packages.Add(command.Reference);
            return Task.CompletedTask;
        });
        AddDirective<ReferPackageSource>(Reference("#i", "Adds a source of packages: #i \"nuget: ADDRESS or FOLDER\""), (command, _) =>
        {
            Session.AddPackageSource(NuGetPrefix.Replace(command.Reference, ""));
            return Task.CompletedTask;
        });
        AddDirective(new KernelActionDirective("#!nuget-restore") { Hidden = true }, (_, context) => RestoreAsync(context));
    }

    public CSharpSession Session { get; }

    /// <summary>What the code comes from, for messages.</summary>
    public CodeOrigin Origin { get; set; } = new("", "");

    /// <summary>The last failure of code, also of code that other code or a directive has run.</summary>
    public CellException? LastFailure { get; set; }

    async Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        _beforeCode();
        try
        {
            await Session.RunAsync(Origin.InPlace(command.Code), Origin.Name, value => Show(value, command, context));
        }
        catch (CellException e)
        {
            LastFailure = e;
            context.Fail(command, e, e.Message);
        }
    }

    Task IKernelCommandHandler<RequestValue>.HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        if (Session.Variables.TryGetValue(command.Name, out var variable))
        {
            var format = FormattedValue.CreateSingleFromObject(variable.Value, command.MimeType);
            context.Publish(new ValueProduced(variable.Value, command.Name, format, command));
        }
        else context.Fail(command, message: $"csharp has no variable {command.Name}");
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<RequestValueInfos>.HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        var infos = Session.Variables.Select(v => new KernelValueInfo(
            v.Key, FormattedValue.CreateSingleFromObject(v.Value.Value, command.MimeType), v.Value.Type)).ToList();
        context.Publish(new ValueInfosProduced(infos, command));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<SendValue>.HandleAsync(SendValue command, KernelInvocationContext context) =>
        SetValueAsync(command, context, (name, value, _) => Session.SetAsync(name, value));

    // What `display` returns is on the page already.
    private static void Show(object? value, SubmitCode command, KernelInvocationContext context)
    {
        if (value is DisplayedValue) return;
        IReadOnlyList<FormattedValue> formats = value switch
        {
            null => [new(PlainTextFormatter.MimeType, Formatter.NullString)],
            FormattedValue format => [format],
            IEnumerable<FormattedValue> several => [.. several],
            _ => FormattedValue.CreateManyFromObject(value),
        };
        context.Publish(new ReturnValueProduced(value, command, formats));
    }

    private async Task RestoreAsync(KernelInvocationContext context)
    {
        string[] packages = [.. _packages];
        _packages.Clear();
        foreach (var extension in await Session.AddPackagesAsync(packages))
        {
            foreach (var type in extension.ExportedTypes.Where(t => !t.IsAbstract && typeof(IKernelExtension).IsAssignableFrom(t)))
                await ((IKernelExtension)Activator.CreateInstance(type)!).OnLoadAsync(RootKernel);
        }
    }

    private static KernelActionDirective Reference(string name, string description) => new(name)
    {
        Description = description,
        Parameters = { new("--reference") { AllowImplicitName = true, Required = true } },
    };

    [GeneratedRegex(@"\A\s*nuget:\s*", RegexOptions.IgnoreCase)]
    private static partial Regex NuGetPrefix { get; }
}

/// <summary><c>#r "nuget:..."</c>.</summary>
internal sealed class ReferPackage : KernelCommand
{
    /// <summary>What stands between the quotes.</summary>
    public string Reference { get; set; } = "";
}

/// <summary><c>#i "nuget:..."</c>.</summary>
internal sealed class ReferPackageSource : KernelCommand
{
    /// <summary>What stands between the quotes.</summary>
    public string Reference { get; set; } = "";
}

/// <summary>What a piece of code comes from.</summary>
/// <param name="Name">The cell's id or the file's name.</param>
/// <param name="Text">The whole text, with the directives and the code of other kernels.</param>
internal sealed record CodeOrigin(string Name, string Text)
{
    /// <summary>The code with its lines where they stand in the whole text; as it is where they do not stand there.</summary>
    public string InPlace(string code)
    {
        var whole = Text.ReplaceLineEndings("\n").Split('\n');
        if (whole.Length == 1) return code;
        // Blank lines may be those of a text; all else that is not of this code goes.
        string[] placed = [.. whole.Select(l => string.IsNullOrWhiteSpace(l) ? l : "")];
        var at = 0;
        foreach (var line in code.ReplaceLineEndings("\n").Split('\n').Where(l => !string.IsNullOrWhiteSpace(l)))
        {
            at = Array.IndexOf(whole, line, at);
            if (at < 0) return code;
            placed[at] = line;
            at++;
        }
        return string.Join('\n', placed);
    }
}
