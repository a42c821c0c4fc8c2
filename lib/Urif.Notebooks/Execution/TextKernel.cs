using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace Urif.Notebooks.Execution;

/// <summary>A kernel whose code is shown as markdown.</summary>
internal sealed class TextKernel : Kernel, IKernelCommandHandler<SubmitCode>
{
    private readonly Func<string, string> _toMarkdown;

    public TextKernel(string name, string language, Func<string, string> toMarkdown) : base(name)
    {
        _toMarkdown = toMarkdown;
        KernelInfo.LanguageName = language;
    }

    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        var text = command.Code.Trim('\r', '\n');
        context.Publish(new DisplayedValueProduced(text, command,
            [new("text/markdown", _toMarkdown(text)), new(PlainTextFormatter.MimeType, text)]));
        return Task.CompletedTask;
    }
}
