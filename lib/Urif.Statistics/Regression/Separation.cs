namespace Urif.Statistics;

/// <summary>Whether some combination of the columns tells events from non-events.</summary>
public enum SeparationKind
{
    /// <summary>None does: the data overlap, and maximum likelihood estimates exist and are unique.</summary>
    None,

    /// <summary>One does, with ties on the boundary; some maximum likelihood estimates are infinite.</summary>
    QuasiComplete,

    /// <summary>One does for every row; no maximum likelihood estimate exists.</summary>
    Complete,
}

/// <summary>Separation of events from non-events in the data of a logistic model.</summary>
/// <param name="Kind">Complete, quasi-complete or none.</param>
/// <param name="Columns">
/// The columns whose coefficients are infinite or not determined; the intercept only where it is the only one.
/// </param>
/// <param name="Terms">A smallest set of terms that separates on its own: with any one of them taken out, it no longer does.</param>
/// <param name="Direction">
/// Coefficients d, the greatest of absolute value 1 in units of the columns' standard deviations, with x·d ≥ 0 for events and
/// x·d ≤ 0 for non-events, and not 0 for all rows: the certificate. Empty without separation.
/// </param>
/// <remarks>
/// <para>Source of the kinds: A. Albert, J. A. Anderson, On the existence of maximum likelihood estimates in logistic regression
/// models, Biometrika 71 (1984). The check is Konis's for a recession direction (K. Konis, Linear programming algorithms for
/// detecting separated data in binary logistic regression models, D.Phil. thesis, Oxford 2007), in its dual form: with a the
/// rows, signs turned for non-events, the data overlap exactly when -Σa is a non-negative combination of the a's
/// (Stiemke). The nearest such combination is found by non-negative least squares; what it leaves is the direction. Repeated on the
/// rows on the boundary, until these overlap, this finds all rows that can be separated.</para>
/// <para>Rows are taken in coordinates of <see cref="OrthogonalColumns"/>, where columns that nearly determine each other leave no row
/// near the boundary that is not; products below 1e-8 of a row's length count as 0 there.</para>
/// </remarks>
public sealed record Separation(
    SeparationKind Kind, IReadOnlyList<string> Columns, IReadOnlyList<string> Terms, IReadOnlyList<double> Direction)
{
    private const double Boundary = 1e-8;
    private const double Overlap = 1e-11;

    private static readonly Separation NoSeparation = new(SeparationKind.None, [], [], []);

    /// <summary>Looks for separation.</summary>
    /// <param name="design">The columns; none may be a combination of the others.</param>
    /// <param name="response">The share of events in each row, from 0 to 1; a row with both has to lie on the boundary.</param>
    /// <param name="weights">What each row counts; rows with 0 are left out.</param>
    public static Separation Detect(DesignMatrix design, double[] response, double[]? weights = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        ArgumentNullException.ThrowIfNull(response);
        int[] all = [.. Enumerable.Range(0, design.ColumnCount)];
        var problem = new Problem(design, response, weights);
        if (problem.Solve(all) is not { } found) return NoSeparation;

        List<DesignTerm> terms = [.. design.Terms];
        int[] Chosen(IEnumerable<DesignTerm> some) => [.. some.SelectMany(term => Enumerable.Range(term.First, term.Count))];
        foreach (var term in design.Terms.Reverse().Where(term => term.Name != DesignMatrix.InterceptName))
        {
            List<DesignTerm> fewer = [.. terms.Where(other => other != term)];
            if (fewer.Count > 0 && problem.Solve(Chosen(fewer)) is not null) terms = fewer;
        }

        string[] names = [.. found.Infinite.Where(j => j > 0 || !design.HasIntercept).Select(j => design.ColumnNames[j])];
        string[] separating = [.. terms.Select(term => term.Name).Where(name => name != DesignMatrix.InterceptName)];
        return new(
            found.IsComplete ? SeparationKind.Complete : SeparationKind.QuasiComplete,
            names.Length > 0 ? names : [design.ColumnNames[0]],
            separating.Length > 0 ? separating : [design.ColumnNames[0]],
            found.Direction);
    }

    private sealed record Found(bool IsComplete, int[] Infinite, double[] Direction);

    // The rows as inequalities a·d ≥ 0, in coordinates of orthogonal columns.
    private sealed class Problem
    {
        private readonly DesignMatrix _design;
        private readonly double[]? _weights;
        private readonly List<(int Row, double Sign)> _inequalities = [];

        public Problem(DesignMatrix design, double[] response, double[]? weights)
        {
            (_design, _weights) = (design, weights);
            for (var i = 0; i < response.Length; i++)
            {
                if (weights is not null && weights[i] == 0) continue;
                if (response[i] > 0) _inequalities.Add((i, 1));
                if (response[i] < 1) _inequalities.Add((i, -1));
            }
        }

        public Found? Solve(int[] columns)
        {
            var chosen = _design.Select(columns);
            var coordinates = new OrthogonalColumns(chosen, _weights);
            List<double[]> left = [], beyond = [];
            foreach (var (row, sign) in _inequalities)
            {
                double[] a = [.. coordinates.Columns.Select(column => sign * column[row])];
                if (Normalise(a) > 0) left.Add(a);
            }

            var total = new double[columns.Length];
            while (left.Count > 0 && Direction(left, columns.Length) is { } direction)
            {
                // Of a further direction a share that leaves every row beyond the boundary there.
                double share = 1;
                foreach (var a in beyond)
                {
                    var further = InnerProduct.Of(a, direction);
                    if (further < 0) share = Math.Min(share, -0.5 * InnerProduct.Of(a, total) / further);
                }

                for (var k = 0; k < total.Length; k++) total[k] += share * direction[k];
                beyond.AddRange(left.Where(a => InnerProduct.Of(a, direction) > Boundary));
                left.RemoveAll(a => InnerProduct.Of(a, direction) > Boundary);
            }

            return beyond.Count == 0 ? null
                : new(left.Count == 0, [.. Infinite(left, coordinates).Select(k => columns[k])], InUnits(total, coordinates, chosen));
        }

        // d of length 1 with a·d ≥ 0 for all and > 0 for some; null where there is none.
        private static double[]? Direction(List<double[]> rows, int length)
        {
            var target = new double[length];
            foreach (var a in rows)
            {
                for (var k = 0; k < length; k++) target[k] -= a[k] / rows.Count;
            }

            var direction = NonNegativeLeastSquares.Residual(rows, target);
            for (var k = 0; k < length; k++) direction[k] = -direction[k];
            return Normalise(direction) > Overlap && rows.All(a => InnerProduct.Of(a, direction) >= -Boundary)
                && rows.Any(a => InnerProduct.Of(a, direction) > Boundary) ? direction : null;
        }

        // A coefficient stays finite only if the rows on the boundary determine it: if it is a combination of them.
        private static IEnumerable<int> Infinite(List<double[]> boundary, OrthogonalColumns coordinates)
        {
            var p = coordinates.Columns.Length;
            List<double[]> basis = [];
            foreach (var row in boundary)
            {
                double[] left = [.. row];
                Reduce(left, basis);
                if (Normalise(left) > Boundary) basis.Add(left);
                if (basis.Count == p) break;
            }

            var coefficients = new double[p][];
            for (var k = 0; k < p; k++)
            {
                var unit = new double[p];
                unit[k] = 1;
                coefficients[k] = new double[p];
                coordinates.ToCoefficients(unit, coefficients[k]);
            }

            return Enumerable.Range(0, p).Where(j =>
            {
                double[] own = [.. coefficients.Select(by => by[j])];
                Normalise(own);
                Reduce(own, basis);
                return Math.Sqrt(InnerProduct.Of(own, own)) > Boundary;
            });
        }

        private static void Reduce(double[] vector, List<double[]> basis)
        {
            for (var pass = 0; pass < 2; pass++)
            {
                foreach (var q in basis)
                {
                    var product = InnerProduct.Of(q, vector);
                    for (var k = 0; k < vector.Length; k++) vector[k] -= product * q[k];
                }
            }
        }

        private static double[] InUnits(double[] direction, OrthogonalColumns coordinates, DesignMatrix design)
        {
            var result = new double[direction.Length];
            coordinates.ToCoefficients(direction, result);
            double largest = 0;
            for (var j = design.HasIntercept && result.Length > 1 ? 1 : 0; j < result.Length; j++)
                largest = Math.Max(largest, Math.Abs(result[j]) * SampleMoments.Of(design.ColumnArray(j)).StandardDeviation);
            for (var j = 0; j < result.Length && largest > 0; j++) result[j] /= largest;
            return result;
        }

        private static double Normalise(double[] vector)
        {
            var length = Math.Sqrt(InnerProduct.Of(vector, vector));
            for (var k = 0; k < vector.Length && length > 0; k++) vector[k] /= length;
            return length;
        }
    }
}

/// <summary>The data are separated: no maximum likelihood estimate exists; Firth's penalised likelihood has one.</summary>
public sealed class SeparationException : ModelException
{
    /// <summary>What separates.</summary>
    public SeparationException(Separation separation)
        : base(
            string.Join(" + ", separation?.Terms ?? throw new ArgumentNullException(nameof(separation))),
            $"{(separation.Kind == SeparationKind.Complete ? "complete" : "quasi-complete")} separation: the maximum likelihood "
            + $"estimate{(separation.Columns.Count > 1 ? "s" : "")} of {string.Join(", ", separation.Columns)} "
            + $"{(separation.Columns.Count > 1 ? "do" : "does")} not exist; penalised likelihood (Firth) has one")
    {
        Separation = separation;
        Fault = ModelFault.Separated;
    }

    /// <summary>The directions and terms.</summary>
    public Separation Separation { get; }
}
