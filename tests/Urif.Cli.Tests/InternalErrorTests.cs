namespace Urif.Cli.Tests;

public class InternalErrorTests
{
    private static readonly Exception Error = Caught();

    [Fact]
    public void A_defect_is_one_line_that_names_the_option_for_its_trace()
    {
        var text = Program.InternalError(Error, verbose: false);
        Assert.DoesNotContain('\n', text);
        Assert.Equal("internal error, InvalidOperationException: broken (--verbose shows where)", text);
    }

    [Fact]
    public void With_verbose_it_has_its_trace() =>
        Assert.Contains(nameof(Caught), Program.InternalError(Error, verbose: true), StringComparison.Ordinal);

    private static InvalidOperationException Caught()
    {
        try
        {
            throw new InvalidOperationException("broken");
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }
}
