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
                IReadOnlyList<double> d = error.Separation.Direction;
                for (var i = 0; i < design.Response.Length; i++)
                {
                    double along = 0;
                    for (var j = 0; j < d.Count; j++) along += d[j] * design.WithIntercept[j][i];
                    if ((2 * design.Response[i] - 1) * along < -1e-7) Fault(number, design, options, "no separation by the direction");
                }
            }
            catch (ModelException error) when (error.Message.Contains("linear combination", StringComparison.Ordinal)
                || error.Message.Contains("constant", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _dependent);
                if (SlowMaximum.LeastShare(design.WithIntercept) > 1e-5) Fault(number, design, options, error.Message);
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

    private void Judge(int number, SparseDesign design, LogisticFit fit)
    {
        Interlocked.Increment(ref _fits);
        var isPenalised = fit.Options.Estimator == LogisticEstimator.Firth;
        var starts = isPenalised ? Starts : 1;
        var slow = new SlowMaximum(design.WithIntercept, design.Response, isPenalised);
        double[] estimates = [.. fit.Coefficients];
        var slope = slow.RelativeGradient(estimates).Max(Math.Abs);
        if (!(slope <= RelativeSlope)) Fault(number, design, fit.Options, $"a relative slope of {slope:E2}");
        double value = slow.At(estimates), greatest = slow.Greatest(-1, 0, starts, (ulong)number);
        if (!(Math.Abs(value - fit.Maximum) <= 1e-9 * Math.Abs(value))) Fault(number, design, fit.Options, $"{fit.Maximum:R} for {value:R}");
        if (!(greatest <= value + Height)) Fault(number, design, fit.Options, $"a maximum {greatest - value:E2} above");

        var level = value - 0.5 * Math.Pow(Normal.Quantile(0.975), 2);
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
                Interlocked.Increment(ref _ends);
                var profile = slow.Greatest(j, end, starts, (ulong)(number * 100 + j));

                // Below the level it may be the slow maximiser that has missed a maximum.
                if (profile < level - Height) profile = slow.Greatest(j, end, 20 * starts, (ulong)number);
                if (!(Math.Abs(profile - level) <= Height))
                    Fault(number, design, fit.Options, $"column {j}, end {end:G6}: the profile is {profile - level:E2} above the level");
            }
        }
    }

    private void Fault(int number, SparseDesign design, LogisticOptions options, FormattableString what) =>
        Fault(number, design, options, FormattableString.Invariant(what));

    private void Fault(int number, SparseDesign design, LogisticOptions options, string what) => _faults.Enqueue(string.Create(
        CultureInfo.InvariantCulture, $"design {number}, {design.Kind}, {options.Estimator}, n = {design.Response.Length}: {what}"));
}
