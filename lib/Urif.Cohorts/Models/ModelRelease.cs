using Urif.Statistics;

namespace Urif.Cohorts;

/// <summary>Why a number of a model is not released as it is.</summary>
public enum WithheldReason
{
    /// <summary>From 1 to K - 1 women have, or have not, what it is of.</summary>
    SmallCell,

    /// <summary>It would tell a coefficient that is withheld.</summary>
    TellsWithheld,

    /// <summary>The model has too few degrees of freedom left.</summary>
    FewDegreesOfFreedom,

    /// <summary>One woman alone moves it by more than its error.</summary>
    OneWoman,

    /// <summary>It is a sum over women, which two models that differ by one woman would tell of her.</summary>
    SumOverWomen,

    /// <summary>Only the level that it is below is released.</summary>
    Level,
}

/// <summary>A number as it may be released.</summary>
/// <param name="Value">The number, rounded; null where it is withheld.</param>
/// <param name="Step">The step that it is rounded to.</param>
/// <param name="Withheld">Why it is withheld; null where it is not.</param>
public readonly record struct ReleasedNumber(double? Value, double Step, WithheldReason? Withheld)
{
    /// <summary>With how many decimals it is printed.</summary>
    public int Decimals => ReleasedDigits.DecimalsOf(Step);

    /// <summary>Of a p-value the level that it is below; null for other numbers and where it is withheld.</summary>
    public string? Level { get; init; }
}

/// <summary>
/// What of a logistic model may be released where counts from 1 to K - 1 are hidden. Numbers are named as the files of models name them;
/// one that is not known here is withheld.
/// </summary>
/// <remarks>
/// <para>A coefficient of a term whose columns are 0 or 1 is withheld, with all that would tell it, where one of the cells that its
/// likelihood rests on has 1 to K - 1 women: women of a level, those with and without the event. Where there are no more different rows
/// than coefficients and a few numbers beside them the model gives every one of its cells back, and each of those has to be large enough.
/// A model is withheld whole that leaves fewer than <see cref="LeastDegreesOfFreedom"/> degrees of freedom.</para>
/// <para>What is released is rounded to a step that no one woman moves it by more than: a coefficient by the greatest change
/// that leaving one woman out makes (Pregibon 1981), and withheld where that exceeds its error. Of p-values the level is released; z,
/// likelihoods and AIC, sums over women, are not.</para>
/// <para>Sources: F. Ritchie, Analyzing the disclosure risk of regression coefficients, Transactions on Data Privacy 12 (2019) 145-173;
/// Handbook on Statistical Disclosure Control for Outputs (Safe Data Access Professionals, 2019), on regressions (degrees of freedom,
/// saturated models). See docs/disclosure.md.</para>
/// </remarks>
public sealed class ModelRelease
{
    /// <summary>The fewest residual degrees of freedom of a model that is released.</summary>
    public const int LeastDegreesOfFreedom = 10;

    // Numbers of the whole model that each could take the place of a coefficient in solving for cells.
    private const int FurtherNumbers = 6;

    private readonly ModelSummary _summary;
    private readonly LogisticFit _fit;
    private readonly double[] _response;
    private readonly Dictionary<(string Name, string Statistic), ReleasedNumber> _numbers = [];
    private readonly Dictionary<string, WithheldReason> _withheldTerms = new(StringComparer.Ordinal);

    private ModelRelease(ModelSummary summary, int below)
    {
        (_summary, _fit, _response, Below) = (summary, summary.Model.Fit, ModelSummary.Response(summary.Model), below);
        Events = Count(summary.Model.Events, summary.Model.Used);
        FindWithheld();
        HideRows();
        var steps = Steps();
        foreach (var (coefficient, step) in summary.Coefficients.Zip(steps).Where(c => !c.First.IsIntercept && !IsFine(c.First, c.Second)))
            _withheldTerms.TryAdd(coefficient.Term, WithheldReason.OneWoman);
        foreach (var (coefficient, step) in summary.Coefficients.Zip(steps)) Release(coefficient, step);
        foreach (var term in summary.Terms) Release(term);
        ReleaseWhole();
    }

    /// <summary>K.</summary>
    public int Below { get; }

    /// <summary>The rows that the model was asked for.</summary>
    public CellCount Rows { get; private set; }

    /// <summary>Those used.</summary>
    public CellCount Used { get; private set; }

    /// <summary>Those left out for a missing value.</summary>
    public CellCount Missing { get; private set; }

    /// <summary>The events.</summary>
    public CellCount Events { get; }

    /// <summary>How many rows lack a variable, in the order of <see cref="CohortFit.Lacking"/>.</summary>
    public IReadOnlyList<CellCount> Lacking { get; private set; } = [];

    /// <summary>Why the whole model is withheld; null where it is not.</summary>
    public WithheldReason? Whole { get; private set; }

    /// <summary>What may be released of a model.</summary>
    /// <param name="summary">The model.</param>
    /// <param name="below">K, at least 3.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="below"/> is below 3.</exception>
    public static ModelRelease Of(ModelSummary summary, int below)
    {
        ArgumentNullException.ThrowIfNull(summary);
        ArgumentOutOfRangeException.ThrowIfLessThan(below, 3);
        return new(summary, below);
    }

    /// <summary>A number of the model: of a coefficient or a term by its name, of the whole by an empty one.</summary>
    public ReleasedNumber Number(string name, string statistic) =>
        _numbers.GetValueOrDefault((name, statistic), new(null, 1, WithheldReason.SumOverWomen));

    private bool HasSmallCells => _withheldTerms.ContainsValue(WithheldReason.SmallCell);

    private bool IsSmall(int count) => count > 0 && count < Below;

    private CellCount Count(int count, int of) => IsSmall(count) ? CellCount.Small(Below)
        : IsSmall(of - count) ? CellCount.Protecting : CellCount.Shown(count);

    private void FindWithheld()
    {
        var design = _fit.Design;
        if (_response.Length - _fit.Coefficients.Count < LeastDegreesOfFreedom)
            Whole = WithheldReason.FewDegreesOfFreedom;
        else if (Events.Value is null || GivesCellsBack())
            Whole = WithheldReason.SmallCell;
        foreach (var term in design.Terms)
        {
            int[] columns = [.. Enumerable.Range(0, design.ColumnNames.Count).Where(k => design.TermOf(k).Name == term.Name)];
            if (columns.Length == 0 || design.ColumnNames[columns[0]] == DesignMatrix.InterceptName) continue;
            if (!Array.TrueForAll(columns, k => IsIndicator(k))) continue;
            if (Array.Exists(columns, k => HasSmallCell(row => design.Column(k)[row] == 1)
                    || HasSmallCell(row => design.Column(k)[row] == 0))
                || HasSmallCell(row => Array.TrueForAll(columns, k => design.Column(k)[row] == 0)))
                _withheldTerms[term.Name] = WithheldReason.SmallCell;
        }
    }

    private bool IsIndicator(int column)
    {
        foreach (var value in _fit.Design.Column(column))
            if (value is not (0 or 1)) return false;
        return true;
    }

    private bool HasSmallCell(Func<int, bool> isIn)
    {
        int women = 0, events = 0;
        for (var row = 0; row < _response.Length; row++)
        {
            if (!isIn(row)) continue;
            women++;
            if (_response[row] > 0) events++;
        }

        return IsSmall(women) || IsSmall(events) || IsSmall(women - events);
    }

    // Women with equal rows are a cell: with about as many numbers as cells, each is a solution of equations.
    private bool GivesCellsBack()
    {
        var cells = new Dictionary<string, (int Women, int Events)>(StringComparer.Ordinal);
        for (var row = 0; row < _response.Length; row++)
        {
            var at = row;
            var key = string.Join('|', Enumerable.Range(0, _fit.Coefficients.Count)
                .Select(k => BitConverter.DoubleToInt64Bits(_fit.Design.Column(k)[at])));
            var (women, events) = cells.GetValueOrDefault(key);
            cells[key] = (women + 1, events + (_response[row] > 0 ? 1 : 0));
            if (cells.Count > _fit.Coefficients.Count + FurtherNumbers) return false;
        }

        return cells.Values.Any(c => IsSmall(c.Women) || IsSmall(c.Events) || IsSmall(c.Women - c.Events));
    }

    private void HideRows()
    {
        var model = _summary.Model;
        var hides = IsSmall(model.Missing) || IsSmall(model.Used) || model.Lacking.Any(l => IsSmall(l.Rows));
        Rows = hides || IsSmall(model.Rows.Count) ? CellCount.Protecting : CellCount.Shown(model.Rows.Count);
        Used = IsSmall(model.Used) ? CellCount.Protecting : CellCount.Shown(model.Used);
        Missing = !hides ? CellCount.Shown(model.Missing) : CellCount.Protecting;
        Lacking = [.. model.Lacking.Select(l => hides ? CellCount.Protecting : CellCount.Shown(l.Rows))];
    }

    // The steps of the coefficients: no woman moves one by more.
    private double[] Steps()
    {
        var influence = Influence.Of(_fit);
        var most = new double[_fit.Coefficients.Count];
        for (var row = 0; row < _response.Length; row++)
        {
            foreach (var (k, change) in influence.Dfbeta(row).Index())
                if (!(Math.Abs(change) <= most[k])) most[k] = double.IsFinite(change) ? Math.Abs(change) : double.PositiveInfinity;
        }

        return Array.ConvertAll(most, m => ReleasedDigits.FineStepFor(m));
    }

    private static bool IsFine(ModelCoefficient coefficient, double step) => step <= coefficient.Coefficient.StandardError;

    private WithheldReason? ReasonFor(ModelCoefficient coefficient) =>
        Whole ?? (coefficient.IsIntercept ? HasSmallCells ? WithheldReason.TellsWithheld : null
            : _withheldTerms.TryGetValue(coefficient.Term, out var reason) ? reason : null);

    private void Release(ModelCoefficient coefficient, double step)
    {
        var reason = ReasonFor(coefficient)
            ?? (IsFine(coefficient, step) ? null : WithheldReason.OneWoman);
        void Add(string statistic, double value, bool isLog) => _numbers[(coefficient.Name, statistic)] =
            reason is not null || !double.IsFinite(value) || (!isLog && value <= 0) ? new(null, step, reason)
            : isLog ? new(ReleasedDigits.Round(value, step), step, null)
            : Ratio(ReleasedDigits.Round(Math.Log(value), step), step);
        void Ends(string statistic, Interval? interval)
        {
            // What has no estimate has none here either, for the reason that the summary gives.
            Add(statistic + "_low", interval?.Low ?? double.NaN, isLog: false);
            Add(statistic + "_high", interval?.High ?? double.NaN, isLog: false);
        }

        Add("log_odds_ratio", coefficient.Coefficient.Estimate, isLog: true);
        Add("se", coefficient.Coefficient.StandardError, isLog: true);
        Add("odds_ratio", coefficient.Coefficient.OddsRatio, isLog: false);
        Ends("odds_ratio_wald", coefficient.Wald);
        Ends("odds_ratio_profile", coefficient.Profile.Value);
        Ends("odds_ratio_percentile", coefficient.Percentile?.Value);
        Ends("odds_ratio_bca", coefficient.Bca?.Value);
        _numbers[(coefficient.Name, "z")] = new(null, step, reason ?? WithheldReason.SumOverWomen);
        Level(coefficient.Name, "p_wald", coefficient.Coefficient.PValue(), reason);
    }

    // As many digits of a ratio as its logarithm has.
    private static ReleasedNumber Ratio(double log, double step)
    {
        var ratio = Math.Exp(log);
        var digits = ReleasedDigits.FineStepFor(ratio * step / 2);
        return new(ReleasedDigits.Round(ratio, digits), digits, null);
    }

    private void Release(ModelTermSummary term)
    {
        var reason = Whole ?? (_withheldTerms.TryGetValue(term.Name, out var withheld) ? withheld : null);
        _numbers[(term.Name, "df")] = new(term.DegreesOfFreedom, 1, null);
        _numbers[(term.Name, "lr_chi2")] = new(null, 1, reason ?? WithheldReason.SumOverWomen);
        Level(term.Name, "p_lr", term.P.Value ?? double.NaN, reason);
        _numbers[(term.Name, "vif")] = reason is null && term.VarianceInflation.Value is { } inflation
            ? new(ReleasedDigits.Round(inflation, 0.1), 0.1, null) : new(null, 0.1, reason);
    }

    private void ReleaseWhole()
    {
        var reason = Whole ?? (HasSmallCells ? WithheldReason.TellsWithheld : null);
        var fewer = Math.Min(_summary.Model.Events, _summary.Model.Used - _summary.Model.Events);
        void Add(string statistic, double value, double least)
        {
            var step = ReleasedDigits.StepFor(least);
            _numbers[("", statistic)] = !double.IsFinite(value) ? new(null, step, null)
                : reason is null ? new(ReleasedDigits.Round(value, step), step, null) : new(null, step, reason);
        }

        void Ends(string statistic, Interval interval, double least)
        {
            Add(statistic + "_low", interval.Low, least);
            Add(statistic + "_high", interval.High, least);
        }

        void Counted(string statistic, CellCount count, double value) =>
            _numbers[("", statistic)] = count.Value is null ? new(null, 1, WithheldReason.SmallCell) : new(value, 1, null);

        Counted("rows", Rows, _summary.Model.Rows.Count);
        Counted("used", Used, _summary.Model.Used);
        Counted("missing", Missing, _summary.Model.Missing);
        Counted("events", Events, _summary.Model.Events);
        Counted("events_per_variable", Events, _summary.EventsPerVariable);
        // One woman more or less is at most a row or a column of the pairs of which c is the share, and half of it as a rule.
        var ofPairs = 0.5 / Math.Max(1, fewer);
        var ofWomen = 1.0 / Math.Max(1, _summary.Model.Used);
        Add("c", _summary.Concordance.Estimate, ofPairs);
        if (double.IsFinite(_summary.Concordance.StandardError)) Ends("c_delong", _summary.Concordance.ConfidenceInterval(), ofPairs);
        Add("brier", _summary.Brier, ofWomen);
        Level("", "hosmer_lemeshow_p", _summary.HosmerLemeshowP.Value ?? double.NaN, reason);
        Add("calibration_slope", _summary.CalibrationSlope.Value ?? double.NaN, 10 * ofWomen);
        if (_summary.Risks is { } risks)
        {
            Add("risk_if_all_exposed", risks.ExposedRisk, ofWomen);
            Add("risk_if_none_exposed", risks.UnexposedRisk, ofWomen);
            Add("risk_difference", risks.Difference.Estimate, ofWomen);
            Ends("risk_difference", risks.Difference.ConfidenceInterval(), ofWomen);
            Add("risk_ratio", risks.Ratio.Estimate, 10 * ofWomen);
            if (double.IsFinite(risks.Ratio.StandardError)) Ends("risk_ratio", risks.Ratio.ConfidenceInterval(), 10 * ofWomen);
        }

        if (_summary.Bootstrap is not { } bootstrap) return;
        _numbers[("", "bootstrap_replicates")] = new(bootstrap.Plan.Replicates, 1, null);
        Add("c_corrected", bootstrap.Concordance.Corrected, ofPairs);
        Add("brier_corrected", bootstrap.Brier.Corrected, ofWomen);
        if (bootstrap.Slope is { } corrected) Add("calibration_slope_corrected", corrected.Corrected, 10 * ofWomen);
    }

    private void Level(string name, string statistic, double p, WithheldReason? reason)
    {
        if (double.IsNaN(p)) _numbers[(name, statistic)] = new(null, 1, null);
        else _numbers[(name, statistic)] = reason is not null ? new(null, 1, reason)
            : new(null, 1, WithheldReason.Level) { Level = ReleasedProbability.Of(p) };
    }
}
