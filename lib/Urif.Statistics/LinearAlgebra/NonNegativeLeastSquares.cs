namespace Urif.Statistics;

/// <summary>The non-negative combination of many vectors that is nearest to a target.</summary>
/// <remarks>
/// Source: C. L. Lawson, R. J. Hanson, Solving least squares problems (1974), chapter 23: the active-set method, finite. Each
/// inner problem is solved by modified Gram-Schmidt with reorthogonalisation; at most as many vectors as dimensions are in use.
/// </remarks>
internal static class NonNegativeLeastSquares
{
    private const double Dependent = 1e-9;
    private const double Gain = 1e-12;

    /// <summary>
    /// The target minus its nearest combination: its product with each vector is 0 or less (to rounding), and it is 0 where
    /// the target is a combination itself.
    /// </summary>
    /// <param name="vectors">Vectors of length 1.</param>
    /// <param name="target">The target.</param>
    public static double[] Residual(IReadOnlyList<double[]> vectors, double[] target)
    {
        var p = target.Length;
        List<int> used = [];
        double[] weights = [], residual = [.. target];
        var isRefused = new bool[vectors.Count];
        var scale = Math.Sqrt(InnerProduct.Of(target, target));
        while (used.Count < p)
        {
            var best = -1;
            var most = Gain * scale;
            for (var i = 0; i < vectors.Count; i++)
            {
                var product = isRefused[i] || used.Contains(i) ? 0 : InnerProduct.Of(vectors[i], residual);
                if (product > most) (best, most) = (i, product);
            }

            if (best < 0) break;
            used.Add(best);
            weights = [.. weights, 0];
            if (!Improve(vectors, target, used, ref weights))
            {
                // In the span of those in use: rounding alone made it look useful.
                isRefused[best] = true;
                var place = used.IndexOf(best);
                used.RemoveAt(place);
                weights = [.. weights[..place], .. weights[(place + 1)..]];
                continue;
            }

            Array.Clear(isRefused);
            target.CopyTo(residual, 0);
            for (var k = 0; k < used.Count; k++)
            {
                for (var j = 0; j < p; j++) residual[j] -= weights[k] * vectors[used[k]][j];
            }
        }

        return residual;
    }

    // From feasible weights towards the unconstrained solution, dropping the vectors whose weights fall to 0 on the way.
    private static bool Improve(IReadOnlyList<double[]> vectors, double[] target, List<int> used, ref double[] weights)
    {
        var isNew = true;
        while (true)
        {
            if (Solve(vectors, target, used) is not { } solution || (isNew && solution[^1] <= 0)) return !isNew;
            isNew = false;
            double share = 1;
            var leaves = -1;
            for (var k = 0; k < used.Count; k++)
            {
                if (solution[k] <= 0 && weights[k] / (weights[k] - solution[k]) <= share)
                    (share, leaves) = (weights[k] / (weights[k] - solution[k]), k);
            }

            for (var k = 0; k < used.Count; k++) weights[k] += share * (solution[k] - weights[k]);
            if (leaves < 0) return true;
            used.RemoveAt(leaves);
            weights = [.. weights[..leaves], .. weights[(leaves + 1)..]];
        }
    }

    private static double[]? Solve(IReadOnlyList<double[]> vectors, double[] target, List<int> used)
    {
        var count = used.Count;
        var basis = new double[count][];
        var triangle = new double[count, count];
        var solution = new double[count];
        double[] left = [.. target];
        for (var k = 0; k < count; k++)
        {
            double[] q = [.. vectors[used[k]]];
            for (var pass = 0; pass < 2; pass++)
            {
                for (var i = 0; i < k; i++)
                {
                    var product = InnerProduct.Of(basis[i], q);
                    triangle[i, k] += product;
                    Subtract(q, product, basis[i]);
                }
            }

            var length = Math.Sqrt(InnerProduct.Of(q, q));
            if (length < Dependent) return null;
            for (var j = 0; j < q.Length; j++) q[j] /= length;
            triangle[k, k] = length;
            basis[k] = q;
            solution[k] = InnerProduct.Of(q, left);
            Subtract(left, solution[k], q);
        }

        for (var k = count - 1; k >= 0; k--)
        {
            for (var i = k + 1; i < count; i++) solution[k] -= triangle[k, i] * solution[i];
            solution[k] /= triangle[k, k];
        }

        return solution;
    }

    private static void Subtract(double[] from, double times, double[] vector)
    {
        for (var j = 0; j < from.Length; j++) from[j] -= times * vector[j];
    }
}
