using System.Collections.Concurrent;
using System.Globalization;

namespace Urif.Statistics.Tests.Regression;

/// <summary>Fits of <see cref="SparseDesign"/>s by both estimators, with every number held against its definition.</summary>
internal sealed class SparseReport
{
    // Of the penalised likelihood's multi-start; without penalty there is one maximum.
    private const int Starts = 16;
    private const double RelativeSlope = 1e-10;
    private const double Height = 1e-6;

    private readonly ConcurrentQueue<string> _faults = new();
    private int _fits;
    private int _separated;
    private int _dependent;
    private int _ends;

    public IReadOnlyCollection<string> Faults => _faults;

    public int Fits => _fits;

    public int Ends => _ends;

    /// <summary>Judges the design of a number.</summary>
    public void Add(int number)
    {
        var design = SparseDesign.Of(number);
        foreach (LogisticOptions options in new[] { LogisticOptions.Default, LogisticOptions.Firth })
        {
            try
            {
                Judge(number, design, LogisticRegression.Fit(design.Matrix, design.Response, null, null, options));
            }
            catch (SeparationException error) when (options == LogisticOptions.Default)
            {
                Interlocked.Increment(ref _separated);
                if (FaultOf(error.Separation, design) is { } fault) Fault(number, design, options, fault);
            }
            catch (ModelException error) when (error.Message.Contains("linear combination", StringComparison.Ordinal)
                || error.Message.Contains("constant", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _dependent);
                if (new ExactSeparation(design.WithIntercept, design.Response).Rank > design.Columns.Length)
                    Fault(number, design, options, error.Message);
            }
            catch (ModelException error)
            {
                // Both estimators have an estimate where the columns are independent and nothing separates.
                Fault(number, design, options, error.Message);
            }
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_fits} fits, {_separated} separated, {_dependent} dependent, {_ends} ends of profile intervals, {_faults.Count} faults");

    // The direction, the kind and the columns; and that the terms separate, but not with one of them taken out.
    private static string? FaultOf(Separation separation, SparseDesign design)
    {
        int[] infinite = [.. separation.Columns.Select(name => Array.IndexOf(design.Names, name) + 1)];
        if (new ExactSeparation(design.WithIntercept, design.Response).Fault(separation.Direction, separation.Kind, infinite) is { } fault)
            return fault;
        int[] terms = [.. separation.Terms.Select(name => Array.IndexOf(design.Names, name))];
        if (Separates(design, terms) is var all && all != "") return $"the terms {string.Join(", ", separation.Terms)}: {all ?? "overlap"}";
        return terms.Select(term => Separates(design, [.. terms.Where(other => other != term)]) is { } one
            ? $"without x{term + 1}: {(one == "" ? "separated" : one)}" : null).FirstOrDefault(one => one is not null);
    }

    // Whether some columns separate: null where they overlap, empty where they do, else what is false of what is said.
    private static string? Separates(SparseDesign design, int[] chosen)
    {
        // The constant alone, of events and non-events.
        if (chosen.Length == 0) return null;
        var some = design with { Names = [.. chosen.Select(j => design.Names[j])], Columns = [.. chosen.Select(j => design.Columns[j])] };
        var separation = Separation.Detect(some.Matrix, design.Response);
        var exact = new ExactSeparation(some.WithIntercept, design.Response);
        if (separation.Kind != SeparationKind.None)
        {
            return exact.Fault(
                separation.Direction, separation.Kind, [.. separation.Columns.Select(name => Array.IndexOf(some.Names, name) + 1)]) ?? "";
        }

        return exact.Overlaps() ? null : "no overlap";
    }

    private void Judge(int number, SparseDesign design, LogisticFit fit)
    {
        Interlocked.Increment(ref _fits);
        var isPenalised = fit.Options.Estimator == LogisticEstimator.Firth;
        var starts = isPenalised ? Starts : 1;
        var slow = new SlowMaximum(design.WithIntercept, design.Response, isPenalised);
        double[] estimates = [.. fit.Coefficients];
        var slope = slow.RelativeGradient(estimates).Max(Math.Abs);
        if (!isPenalised && !new ExactSeparation(design.WithIntercept, design.Response).Overlaps(
            slow.Distances(estimates))) Fault(number, design, fit.Options, "the data do not overlap");

        // Coefficients are rounded to doubles, and that alone moves the predictors so far.
        var rounding = 4e-16 * Enumerable.Range(0, design.Response.Length).Max(
            i => design.WithIntercept.Select((column, j) => Math.Abs(column[i] * estimates[j])).Sum());
        if (!(slope <= Math.Max(RelativeSlope, rounding))) Fault(number, design, fit.Options, $"a relative slope of {slope:E2}");
        double value = slow.At(estimates), greatest = slow.Greatest(-1, 0, starts, (ulong)number);
        if (!(Math.Abs(value - fit.Maximum) <= 1e-9 * Math.Abs(value))) Fault(number, design, fit.Options, $"{fit.Maximum:R} for {value:R}");
        if (!(greatest <= value + Height)) Fault(number, design, fit.Options, $"a maximum {greatest - value:E2} above");

        var level = value - 0.5 * Math.Pow(Normal.Quantile(0.975), 2);
        foreach (var term in fit.Design.Terms.Skip(1))
        {
            double test = fit.Test(term.Name).Statistic, profile = slow.Greatest(term.First, 0, starts, (ulong)number);
            var reached = value - 0.5 * test;
            if (profile > reached + Height
                || (profile < reached - Height && !slow.Reaches(reached - Height, term.First, 0, 20 * starts, (ulong)number, fit.LocalMaxima)))
                Fault(number, design, fit.Options, $"without column {term.First} the likelihood is {profile - reached:E2} higher");
        }

        for (var j = 0; j < estimates.Length; j++)
        {
            Interval interval;
            try
            {
                interval = fit.ProfileInterval(fit.Design.ColumnNames[j]);
            }
            catch (ModelException error)
            {
                Fault(number, design, fit.Options, error.Message);
                continue;
            }

            foreach (var end in new[] { interval.Low, interval.High })
            {
                // Not below the level anywhere between the estimate and the end: a place between is looked at.
                var share = new CounterRandom((ulong)number, (ulong)(2 * j + (end == interval.Low ? 0 : 1))).NextDouble();
                var between = estimates[j] + share * (end - estimates[j]);
                if (!slow.Reaches(level - Height, j, between, 20 * starts, (ulong)number, fit.LocalMaxima))
                    Fault(number, design, fit.Options, $"column {j}, {between:G6}, before the end {end:G6}, is rejected");
                Interlocked.Increment(ref _ends);
                var profile = slow.Greatest(j, end, starts, (ulong)(number * 100 + j));

                // Below the level it may be the slow maximiser that has missed a maximum.
                var isAbove = profile > level + Height;
                if (isAbove || (profile < level - Height && !slow.Reaches(level - Height, j, end, 20 * starts, (ulong)number, fit.LocalMaxima)))
                    Fault(number, design, fit.Options, $"column {j}, end {end:G6}: the profile is {profile - level:E2} above the level");
            }
        }
    }

    private void Fault(int number, SparseDesign design, LogisticOptions options, FormattableString what) =>
        Fault(number, design, options, FormattableString.Invariant(what));

    private void Fault(int number, SparseDesign design, LogisticOptions options, string what) => _faults.Enqueue(string.Create(
        CultureInfo.InvariantCulture, $"design {number}, {design.Kind}, {options.Estimator}, n = {design.Response.Length}: {what}"));
}
