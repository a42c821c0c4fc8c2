using Google.OrTools.Sat;

namespace Urif.Synthesis;

/// <summary>The solver of the constraint programmes, set so that a programme has the same answer on every machine.</summary>
internal static class CpSat
{
    // CP-SAT's own measure of work, in place of seconds: far more than any programme here was seen to need.
    private const double MostWork = 30;

    /// <summary>A solver.</summary>
    /// <remarks>Left as it is, it takes Ctrl-C for itself, and the program that it runs in has lost it from then on.</remarks>
    public static CpSolver New() => new()
    {
        StringParameters = FormattableString.Invariant(
            $"num_workers:1 random_seed:1 catch_sigint_signal:false max_deterministic_time:{MostWork}"),
    };
}
