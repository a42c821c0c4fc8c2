using System.Globalization;

namespace Urif.Statistics;

/// <summary>
/// Cross-validation of a logistic model: each row is predicted by the model fitted without the row's fold, so that how well
/// predictions do is not judged on the data that made them.
/// </summary>
/// <remarks>
/// Measures are of all rows' predictions together. Source: T. Hastie, R. Tibshirani, J. Friedman, The elements of statistical
/// learning, 2nd ed. (2009), section 7.10.
/// </remarks>
public sealed class CrossValidation
{
    private readonly int[] _folds;
    private readonly double[] _linearPredictor;
    private readonly double[] _predicted;
    private readonly double[] _response;
    private readonly double[]? _weights;

    private CrossValidation(LogisticFit fit, int[] folds, double[] linearPredictor)
    {
        _folds = folds;
        _linearPredictor = linearPredictor;
        int[] rows = [.. Enumerable.Range(0, folds.Length).Where(i => !double.IsNaN(linearPredictor[i]))];
        RowsWithoutPrediction = folds.Length - rows.Length;
        FoldsWithoutEstimate = Enumerable.Range(0, folds.Length).Where(i => double.IsNaN(linearPredictor[i]))
            .Select(i => folds[i]).Distinct().Count();
        _predicted = [.. rows.Select(i => linearPredictor[i])];
        _response = [.. rows.Select(i => fit.Response[i])];
        _weights = fit.Weights is null ? null : [.. rows.Select(i => fit.Weights[i])];
        if (rows.Length == 0) throw new ModelException("no fold's model has an estimate");
    }

    /// <summary>Cross-validation by random folds whose sizes differ by at most one row.</summary>
    /// <param name="fit">The model on all rows.</param>
    /// <param name="folds">The number of folds, from 2 to that of rows.</param>
    /// <param name="seed">The seed of the folds: the rows are dealt in the order of <see cref="CounterRandom"/>'s stream 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two folds, or more than rows.</exception>
    /// <exception cref="ModelException">No fold's model has an estimate.</exception>
    public static CrossValidation Of(LogisticFit fit, int folds, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(fit);
        var rows = fit.Design.RowCount;
        if (folds < 2 || folds > rows)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), folds, string.Create(
                CultureInfo.InvariantCulture, $"There are 2 folds or more, and no more than the {rows} rows."));
        }

        var foldOfRow = new int[rows];
        var order = Shuffle.Of(rows, seed, 0);
        for (var i = 0; i < rows; i++) foldOfRow[order[i]] = i % folds;
        return Of(fit, foldOfRow);
    }

    /// <summary>Cross-validation by given folds.</summary>
    /// <param name="fit">The model on all rows.</param>
    /// <param name="foldOfRow">A number for each row; rows with the same number are one fold.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers than rows, or there is one fold.</exception>
    /// <exception cref="ModelException">No fold's model has an estimate.</exception>
    public static CrossValidation Of(LogisticFit fit, IReadOnlyList<int> foldOfRow)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentNullException.ThrowIfNull(foldOfRow);
        int[] folds = [.. foldOfRow.Distinct()], own = [.. foldOfRow];
        if (own.Length != fit.Design.RowCount || folds.Length < 2)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"There are {folds.Length} folds over {own.Length} rows, where the model has {fit.Design.RowCount} rows."),
                nameof(foldOfRow));
        }

        var predictor = new double[own.Length];
        Array.Fill(predictor, double.NaN);
        foreach (var fold in folds)
        {
            double[] weights = [.. own.Select((other, row) => other == fold ? 0 : fit.Weight(row))];
            try
            {
                var predictions = LogisticRegression.Refit(fit, weights).LinearPredictor();
                for (var i = 0; i < own.Length; i++) predictor[i] = own[i] == fold ? predictions[i] : predictor[i];
            }
            catch (ModelException)
            {
                // Its rows stay without a prediction, and are counted.
            }
        }

        return new(fit, own, predictor);
    }

    /// <summary>The fold of each row.</summary>
    public IReadOnlyList<int> FoldOfRow => _folds;

    /// <summary>The log odds predicted for each row by the model without its fold; NaN where that has no estimate.</summary>
    public IReadOnlyList<double> LinearPredictor => _linearPredictor;

    /// <summary>The folds without which the model has no estimate, mostly because the rest of the data is separated.</summary>
    public int FoldsWithoutEstimate { get; }

    /// <summary>The rows of these folds: they have no prediction, and the measures are about the other rows.</summary>
    public int RowsWithoutPrediction { get; }

    /// <summary>
    /// The c statistic of the predictions. Predictions of different folds come from different models, whose intercepts move against
    /// the events left out: with small folds that lowers it.
    /// </summary>
    public Concordance Concordance => Concordance.Of(_predicted, _response, _weights);

    /// <summary>The Brier score of the predictions.</summary>
    public double BrierScore => Statistics.BrierScore.Of(_predicted.Select(LogisticFit.Probability).ToArray(), _response, _weights);

    /// <summary>The calibration of the predictions.</summary>
    /// <exception cref="ModelException">The predictions separate the data, or all rows with a prediction have the same outcome.</exception>
    public Calibration Calibration => Calibration.Of(_predicted, _response, _weights);
}
