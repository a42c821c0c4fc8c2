namespace Urif.Synthesis;

/// <summary>
/// What is prepared once to draw an arm's whole numbers: the same for as long as a variable's numbers are, whichever others give way.
/// For one thread at a time.
/// </summary>
internal sealed class PreparedDraws
{
    private readonly Dictionary<string, WholeNumberDraw> _draws = [];

    /// <summary>What draws a variable with its numbers in an arm.</summary>
    public WholeNumberDraw Of(ArmNumbers arm, string variable)
    {
        var (bound, gaveWay) = (arm.Of(variable).Select(n => n.Id), arm.GaveWay.Where(n => n.Variable.Id == variable).Select(n => n.Id));
        var key = $"{variable}: {string.Join(' ', bound)}; {string.Join(' ', gaveWay)}";
        if (!_draws.TryGetValue(key, out var draw)) _draws[key] = draw = new(arm, variable);
        return draw;
    }
}
