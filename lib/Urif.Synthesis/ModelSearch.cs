using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>A cohort at which a search for an estimate ended.</summary>
/// <param name="Cohort">The cohort: it has every number of its reading.</param>
/// <param name="Fit">The model of it.</param>
/// <param name="Swaps">How many pairs of women exchanged outcomes on the way.</param>
/// <param name="HasArrived">Whether the wanted odds ratio was reached: in its printed digits, or beyond 1000 or below 0.001 for one without
/// bound.</param>
public sealed record ModelSearchResult(SyntheticCohort Cohort, CohortFit Fit, int Swaps, bool HasArrived);

/// <summary>
/// Looks for a cohort that has every number of a reading and in which a model gives a wanted odds ratio: two women of one arm exchange
/// their outcomes, which changes no printed number, as long as that brings the odds ratio nearer.
/// </summary>
/// <remarks>
/// Each time the exchange is made that the first-order change (XᵀWX)⁻¹(xᵢ - xⱼ) of the estimates favours most, where i gains the event
/// and j loses it. Where no exchange brings it nearer, one that takes it away least is made, and the search goes on from there. A cohort
/// that is found shows that the odds ratio can be had; that none is found shows nothing. Women's measurements
/// stay as they are.
/// </remarks>
public static class ModelSearch
{
    private const int MostSwaps = 2000, MostDetours = 40, Candidates = 40;

    // Beyond this an odds ratio counts as without bound.
    private static readonly double Far = Math.Log(1000);

    /// <summary>Searches from a cohort.</summary>
    /// <param name="start">The cohort.</param>
    /// <param name="oddsRatio">The wanted odds ratio: positive, infinite for as great as can be, 0 for as small as can be.</param>
    /// <param name="tolerance">How far from a finite one counts as there.</param>
    /// <param name="column">The coefficient; null for the exposure.</param>
    /// <param name="formula">The model, its response an outcome; null for the paper's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The odds ratio is negative or not a number.</exception>
    /// <exception cref="InputException">The model has no estimate at the start, no such column, or lacks values.</exception>
    public static ModelSearchResult Toward(SyntheticCohort start, double oddsRatio, double tolerance = 0.0005, string? column = null,
        string? formula = null)
    {
        ArgumentNullException.ThrowIfNull(start);
        column ??= start.Cohort.Design.Exposure!.Id;
        if (!(oddsRatio >= 0)) throw new ArgumentOutOfRangeException(nameof(oddsRatio), oddsRatio, "An odds ratio is 0 or more.");
        var rows = start.Rows.ToArray();
        var women = CohortModel.Controls(CohortCheck.Run(start.Cohort).Analysed);
        int[] places = women.Rows.ToArray();
        var arms = start.Cohort.Arms();
        var fit = CohortModel.Fit(women, formula);
        if (fit.Missing > 0)
            throw new InputException("the search", "needs every variable of the model in every row", "take a cohort without missing cells");
        var at = fit.Fit.Design.ColumnNames.ToList().IndexOf(column);
        if (at < 0) throw new InputException("the search", $"the model has no column {column}",
            $"give one of {string.Join(", ", fit.Fit.Design.ColumnNames)}");

        var target = oddsRatio == 0 ? -2 * Far : double.IsPositiveInfinity(oddsRatio) ? 2 * Far : Math.Log(oddsRatio);
        bool IsThere(LogisticFit model) => Math.Abs(target) >= 2 * Far ? Math.Sign(target) * model.Coefficients[at] >= Far
            : Math.Abs(Math.Exp(model.Coefficients[at]) - oddsRatio) < tolerance;
        var response = ((NumericColumn)fit.Columns[fit.Formula.Response]).Values.ToArray();
        var best = fit.Fit;
        int swaps = 0, detours = 0;
        for (; swaps < MostSwaps && !IsThere(best); swaps++)
        {
            var exchange = Nearer(best, response, places, arms, at, target);
            // Of those that lead away the next each time, so that the way back is not taken at once.
            if (exchange is null && Math.Abs(target) < 2 * Far && detours < MostDetours)
                exchange = Nearer(best, response, places, arms, at, target, detours++);
            if (exchange is not var (next, gains, loses)) break;
            (response[gains], response[loses]) = (1, 0);
            Exchange(rows, places[gains], places[loses]);
            best = next;
        }

        var cohort = new SyntheticCohort(start.Reading, start.Seed, start.Number, rows);
        return new(cohort, CohortModel.Fit(CohortModel.Controls(CohortCheck.Run(cohort.Cohort).Analysed), formula), swaps, IsThere(best));
    }

    private static (LogisticFit Fit, int Gains, int Loses)? Nearer(
        LogisticFit fit, double[] response, int[] places, sbyte[] arms, int at, double target, int? detour = null)
    {
        var gain = new double[response.Length];
        for (var j = 0; j < fit.Design.ColumnCount; j++)
        {
            var weight = fit.Covariance(at, j);
            var values = fit.Design.Column(j);
            for (var i = 0; i < gain.Length; i++) gain[i] += weight * values[i];
        }

        var away = target - fit.Coefficients[at];
        var pairs = new List<(double Left, int Gains, int Loses)>();
        foreach (var arm in places.Select(p => arms[p]).Distinct())
        {
            var women = Enumerable.Range(0, response.Length).Where(i => arms[places[i]] == arm).ToList();
            foreach (var gains in women.Where(i => response[i] == 0))
                foreach (var loses in women.Where(i => response[i] == 1))
                    pairs.Add((Math.Abs(away - (gain[gains] - gain[loses])), gains, loses));
        }

        // The most promising exchanges; the first that helps is made.
        foreach (var (left, gains, loses) in pairs.Where(p => detour is null == p.Left < Math.Abs(away)).OrderBy(p => p.Left)
            .ThenBy(p => p.Gains).ThenBy(p => p.Loses).Skip(detour ?? 0).Take(Candidates))
        {
            var tried = response.ToArray();
            (tried[gains], tried[loses]) = (1, 0);
            try
            {
                var next = LogisticRegression.Fit(fit.Design, tried);
                if (detour is not null || Math.Abs(target - next.Coefficients[at]) < Math.Abs(away) - 1e-9) return (next, gains, loses);
            }
            catch (SeparationException)
            {
                // An odds ratio without estimate is not the one that is wanted.
            }
        }

        return null;
    }

    private static void Exchange(TransferCycle[] rows, int first, int second)
    {
        var (a, b) = (rows[first], rows[second]);
        rows[first] = WithOutcomesOf(a, b);
        rows[second] = WithOutcomesOf(b, a);

        static TransferCycle WithOutcomesOf(TransferCycle woman, TransferCycle other) => woman with
        {
            HcgPositive = other.HcgPositive,
            GestationalSac = other.GestationalSac,
            FetalHeartbeat = other.FetalHeartbeat,
            PregnancyEnd = other.PregnancyEnd,
            PregnancyEndWeek = other.PregnancyEndWeek,
            ClinicalPregnancy = other.ClinicalPregnancy,
            Ectopic = other.Ectopic,
            EarlyLoss = other.EarlyLoss,
            LateLoss = other.LateLoss,
            LiveBirth = other.LiveBirth,
        };
    }
}
