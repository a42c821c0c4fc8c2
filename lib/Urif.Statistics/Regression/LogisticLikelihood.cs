using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Urif.Statistics;

/// <summary>
/// The logistic log likelihood at any coefficients, with its score and information, in one pass over the rows; and the score and
/// curvature of Firth's penalty in a second. The work space is rented once.
/// </summary>
/// <remarks>
/// <para>Inside, columns have mean 0 and standard deviation 1 (an intercept permitting), so that the information is well
/// conditioned whatever the units; <see cref="ToStandard"/> and <see cref="FromStandard"/> translate. No copy of the design is made: blocks
/// of rows small enough for the processor's first cache are standardised as they pass.</para>
/// <para>With a = exp(η/2), a row has variance μ(1-μ) = (a + 1/a)⁻² and standardised residual (y-μ)/√(μ(1-μ)) = y(a + 1/a) - a:
/// no difference of near-equal numbers, however near μ is to 0 or 1. The residual is one more column of the block, whose
/// cross products with the others are the score.</para>
/// <para>Sums run over fixed blocks of rows in four fixed lanes, so that they do not depend on the vector width of the machine.</para>
/// </remarks>
internal sealed class LogisticLikelihood : IDisposable
{
    private const int BlockRows = 256;
    private const int Lanes = 4;

    // exp(±η/2) stays finite, and so does its square; beyond, the probability is 0 or 1 to all digits anyway.
    private const double LargestHalfPredictor = 340;

    private readonly double[] _center;
    private readonly double[] _scale;
    private readonly int _p;
    private int _rows;

    // Column by column, for one block of rows: (x - center)·√(weight·variance), then the standardised residual.
    private readonly double[] _block;
    // Of the rows of a block: the linear predictor, and in its place √(weight·variance).
    private readonly double[] _predictor = ArrayPool<double>.Shared.Rent(BlockRows);

    // Of the rows of a block: μ's distance below 1/2, L⁻¹ times the columns, the leverage, and work space.
    private readonly double[] _belowHalf = ArrayPool<double>.Shared.Rent(BlockRows);
    private double[]? _solved;
    private readonly double[] _leverage = ArrayPool<double>.Shared.Rent(BlockRows);
    private double[]? _ratio;
    private double[]? _pair;

    // Σ over rows of z(a)z(b)z(c)(1/2 - μ)/√(weight·variance) for a ≥ b ≥ c, and its squares with all of a, b and c.
    private double[]? _third;
    private double[]? _unfolded;
    private readonly double[] _slopes;

    // The rows beyond the last full vector, filled up with zeros.
    private readonly RowSource _all;
    private readonly RowSource _last;
    private int _lastStart;

    // Of chosen rows; the likelihood, which takes the weights themselves and a logarithm per row, is then left out.
    private bool _weightsAreRoots;

    /// <param name="design">The columns; kept, not copied.</param>
    /// <param name="response">The share of events in each row, from 0 to 1.</param>
    /// <param name="weights">What each row counts; 1 where null.</param>
    /// <param name="offset">What is added to each linear predictor; 0 where null.</param>
    /// <param name="centered">Whether to subtract the columns' means. Not where the intercept is to be held fixed.</param>
    public LogisticLikelihood(DesignMatrix design, double[] response, double[]? weights, double[]? offset, bool centered = true)
        : this(
            RowSource.Of(design, response, weights, offset), design.RowCount, new double[design.ColumnCount],
            new double[design.ColumnCount]) =>
        Standardise(centered && design.HasIntercept);

    /// <summary>Of columns that are taken as they are.</summary>
    /// <param name="columns">The columns; kept, not copied.</param>
    /// <param name="response">The share of events in each row, from 0 to 1.</param>
    /// <param name="weights">What each row counts; 1 where null.</param>
    /// <param name="offset">What is added to each linear predictor; 0 where null.</param>
    public LogisticLikelihood(OrthogonalColumns columns, double[] response, double[]? weights, double[]? offset)
        : this(
            new RowSource(columns.Columns, response, weights, offset), response.Length, new double[columns.Columns.Length],
            [.. Enumerable.Repeat(1.0, columns.Columns.Length)])
    {
    }

    private LogisticLikelihood(RowSource all, int rows, double[] center, double[] scale)
    {
        _all = all;
        _rows = rows;
        _p = center.Length;
        _center = center;
        _scale = scale;
        Width = _p + 2 - _p % 2;
        _block = ArrayPool<double>.Shared.Rent(Width * BlockRows);
        _block.AsSpan((_p + 1) * BlockRows).Clear(); // The column that makes their number even.
        _slopes = new double[_p];
        Products = new double[Width * Width];
        _lastStart = _rows - _rows % Lanes;
        _last = _all.Rest(_lastStart);
    }

    /// <summary>
    /// A likelihood on the standardisation of this one, with room for rows that <see cref="Choose"/> takes from it, and without
    /// <see cref="LogLikelihood"/>.
    /// </summary>
    public LogisticLikelihood OfChosenRows()
    {
        var room = (_rows + Lanes - 1) / Lanes * Lanes;
        var columns = new double[_p][];
        for (var j = 0; j < _p; j++) columns[j] = new double[room];
        var source = new RowSource(columns, new double[room], new double[room], _all.Offset is null ? null : new double[room]);
        return new(source, room, _center, _scale) { _weightsAreRoots = true };
    }

    /// <summary>Takes the rows that count from the likelihood that this one was made by <see cref="OfChosenRows"/> of.</summary>
    /// <param name="whole">The likelihood of all rows.</param>
    /// <param name="counts">How often each row counts, on top of its own weight.</param>
    /// <param name="places">Work space for one number per row.</param>
    /// <returns>The sum of the weights, and that of events among them.</returns>
    public (double Total, double Events) Choose(LogisticLikelihood whole, ReadOnlySpan<int> counts, Span<int> places)
    {
        var chosen = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            places[chosen] = i;
            chosen += counts[i] > 0 ? 1 : 0;
        }

        places = places[..chosen];
        var from = whole._all;
        for (var j = 0; j < _p; j++) Gather(from.Columns[j], places, _all.Columns[j]);
        Gather(from.Response, places, _all.Response);
        if (from.Offset is not null) Gather(from.Offset, places, _all.Offset!);
        double total = 0, events = 0;
        var weights = _all.Weights!;
        for (var k = 0; k < places.Length; k++)
        {
            var weight = from.Weights is null ? counts[places[k]] : counts[places[k]] * from.Weights[places[k]];
            weights[k] = Math.Sqrt(weight);
            total += weight;
            events += weight * _all.Response[k];
        }

        // Whole vectors: what fills the last one up counts 0.
        _rows = _lastStart = (chosen + Lanes - 1) / Lanes * Lanes;
        for (var k = chosen; k < _rows; k++)
        {
            for (var j = 0; j < _p; j++) _all.Columns[j][k] = _center[j];
            weights[k] = _all.Response[k] = 0;
        }

        _all.Offset?.AsSpan(chosen, _rows - chosen).Clear();
        return (total, events);
    }

    private static void Gather(double[] from, ReadOnlySpan<int> places, double[] to)
    {
        var target = to.AsSpan(0, places.Length);
        for (var k = 0; k < target.Length; k++) target[k] = from[places[k]];
    }

    /// <summary>Gives the work space back, so that the next fit finds it in the processor's cache.</summary>
    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_block);
        ArrayPool<double>.Shared.Return(_predictor);
        ArrayPool<double>.Shared.Return(_belowHalf);
        ArrayPool<double>.Shared.Return(_leverage);
    }

    /// <summary>The number of coefficients.</summary>
    public int Count => _p;

    /// <summary>The length of a row of <see cref="Products"/>: p + 1, rounded up to an even number.</summary>
    public int Width { get; }

    /// <summary>The information in the lower triangle of the first p rows; the score in row p.</summary>
    public double[] Products { get; }

    /// <summary>Σ w (y ln μ + (1-y) ln(1-μ)) at the last coefficients.</summary>
    public double LogLikelihood { get; private set; }

    /// <summary>The greatest |η| at the last coefficients, of rows with a weight.</summary>
    public double LargestPredictor { get; private set; }

    /// <summary>A score component at the last coefficients, standardised.</summary>
    public double Score(int j) => Products[_p * Width + j];

    /// <summary>Standard coefficients from the data's.</summary>
    public void ToStandard(ReadOnlySpan<double> raw, Span<double> standard)
    {
        double shift = 0;
        for (var j = 0; j < _p; j++)
        {
            standard[j] = raw[j] / _scale[j];
            shift += _center[j] * raw[j];
        }

        standard[0] += shift / _scale[0];
    }

    /// <summary>The data's coefficients from standard ones.</summary>
    public void FromStandard(ReadOnlySpan<double> standard, Span<double> raw)
    {
        double shift = 0;
        for (var j = 0; j < _p; j++)
        {
            raw[j] = standard[j] * _scale[j];
            shift += _center[j] * raw[j];
        }

        raw[0] -= shift;
    }

    /// <summary>A covariance of the data's coefficients from that of standard ones.</summary>
    public double[] CovarianceFromStandard(double[] standard)
    {
        // Each coefficient is a scaled standard one, but the intercept is Σ t times all of them.
        var covariance = new double[_p * _p];
        for (var j = 0; j < _p; j++)
        {
            double withIntercept = 0;
            for (var k = 0; k < _p; k++) withIntercept += InterceptFactor(k) * standard[k * _p + j];
            covariance[0] += withIntercept * InterceptFactor(j);
            for (var i = 1; i < _p && j > 0; i++) covariance[i * _p + j] = _scale[i] * _scale[j] * standard[i * _p + j];
            if (j > 0) covariance[j] = covariance[j * _p] = withIntercept * _scale[j];
        }

        return covariance;

        double InterceptFactor(int k) => (k == 0 ? _scale[0] : 0) - _center[k] * _scale[k];
    }

    /// <summary>What the log determinant of the data's information has beyond the standard one's.</summary>
    public double LogDeterminantShift
    {
        get
        {
            double sum = 0;
            foreach (var scale in _scale) sum -= 2 * Math.Log(scale);
            return sum;
        }
    }

    /// <summary>Log likelihood, score and information at standard coefficients.</summary>
    public void Evaluate(ReadOnlySpan<double> standard)
    {
        SetSlopes(standard);
        Array.Clear(Products);
        double logLikelihood = 0, largest = 0;
        for (var start = 0; start < _rows; start += BlockRows)
        {
            var vectors = FillBlock(start, ref logLikelihood, ref largest);
            AddProducts(vectors);
        }

        for (var i = 0; i <= _p; i++)
        {
            for (var j = 0; j <= i && j < _p; j++)
                Products[i * Width + j] *= i < _p ? _scale[i] * _scale[j] : _scale[j];
        }

        LogLikelihood = logLikelihood;
        LargestPredictor = largest;
    }

    /// <summary>Σ residual·(x - center), standardised: the score of these residuals.</summary>
    public void FillScore(double[] residuals, Span<double> score)
    {
        var vectors = _lastStart / Lanes;
        ref var residual = ref From(residuals, 0, vectors);
        for (var j = 0; j < _p; j++)
        {
            var column = _all.Columns[j];
            ref var x = ref From(column, 0, vectors);
            Vector256<double> center = Vector256.Create(_center[j]), first = default, second = default;
            nuint length = (nuint)_lastStart, even = length - length % (2 * Lanes);
            for (nuint v = 0; v < even; v += 2 * Lanes)
            {
                first = Vector256.FusedMultiplyAdd(Load(ref x, v) - center, Load(ref residual, v), first);
                second = Vector256.FusedMultiplyAdd(Load(ref x, v + Lanes) - center, Load(ref residual, v + Lanes), second);
            }

            if (even < length)
                first = Vector256.FusedMultiplyAdd(Load(ref x, even) - center, Load(ref residual, even), first);
            var sum = Sum(first + second);
            for (var i = _lastStart; i < _rows; i++) sum += (column[i] - _center[j]) * residuals[i];
            score[j] = sum * _scale[j];
        }
    }

    /// <summary>
    /// Adds score and curvature (the second derivatives, sign turned) of Firth's penalty, half the log determinant of the
    /// information I = LLᵀ, in the coordinates Lᵀβ; at the coefficients of the last <see cref="Evaluate"/>.
    /// </summary>
    /// <param name="factor">L, row by row.</param>
    /// <param name="score">The p components of the score.</param>
    /// <param name="curvature">The p times p curvature; its lower triangle is added to.</param>
    /// <remarks>
    /// With z = L⁻¹x√W for a row, W its weight times its variance v, and h = |z|² its leverage, the score is Σ h (1/2 - μ) x. As
    /// dhᵢ = hᵢ(1 - 2μᵢ) dηᵢ - Σⱼ (zᵢ·zⱼ)² (1 - 2μⱼ) dηⱼ, the curvature is Σ h (1/4 - 3(1/2 - μ)²) xxᵀ + 2 Σᵢⱼ (1/2 - μᵢ) xᵢ (zᵢ·zⱼ)²
    /// (1/2 - μⱼ) xⱼᵀ. In the coordinates Lᵀβ a row is u = z/√W, and both follow from the symmetric tensor
    /// T = Σ (1/2 - μ) W^(-1/2) z⊗z⊗z: the score is Σ over a of T(r,a,a), the double sum Σ over a and b of T(r,a,b) T(s,a,b). That takes
    /// p³/6 products for a row, where the double sum takes one for each pair of rows.
    /// </remarks>
    public void AddPenalty(ReadOnlySpan<double> factor, Span<double> score, Span<double> curvature)
    {
        _third ??= new double[_p * (_p + 1) * (_p + 2) / 6];
        _unfolded ??= new double[_p * _p * _p];
        _ratio ??= new double[BlockRows];
        _pair ??= new double[BlockRows];
        Array.Clear(_third);
        double ignored = 0;
        for (var start = 0; start < _rows; start += BlockRows)
        {
            var length = FillBlock(start, ref ignored, ref ignored) * Lanes;
            FillLeverage(factor, length);
            for (var i = 0; i < length; i++)
            {
                double root = _predictor[i], below = _belowHalf[i];
                _ratio[i] = root > 0 ? below / root : 0;
                _leverage[i] = root > 0 ? _leverage[i] * (0.25 - 3 * below * below) / root / root : 0;
            }

            AddThird(length, curvature);
        }

        Unfold();
        for (var r = 0; r < _p; r++)
        {
            var own = _unfolded.AsSpan(r * _p * _p, _p * _p);
            for (var a = 0; a < _p; a++) score[r] += own[a * _p + a];
            for (var s = 0; s <= r; s++)
                curvature[r * _p + s] += 2 * InnerProduct.Of(own, _unfolded.AsSpan(s * _p * _p, _p * _p));
        }
    }

    // The block's share of the tensor, and of the curvature what goes with the leverages.
    private void AddThird(int length, Span<double> curvature)
    {
        ReadOnlySpan<double> solved = _solved, leverage = _leverage.AsSpan(0, length), ratio = _ratio.AsSpan(0, length);
        var pair = _pair.AsSpan(0, length);
        var place = 0;
        for (var a = 0; a < _p; a++)
        {
            var first = solved.Slice(a * BlockRows, length);
            InnerProduct.Multiply(first, leverage, pair);
            for (var b = 0; b <= a; b++)
                curvature[a * _p + b] += InnerProduct.Of(pair, solved.Slice(b * BlockRows, length));
            for (var b = 0; b <= a; b++)
            {
                InnerProduct.Multiply(first, solved.Slice(b * BlockRows, length), pair);
                InnerProduct.Multiply(pair, ratio, pair);
                for (var c = 0; c <= b; c++) _third![place++] += InnerProduct.Of(pair, solved.Slice(c * BlockRows, length));
            }
        }
    }

    private void Unfold()
    {
        var place = 0;
        for (var a = 0; a < _p; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                for (var c = 0; c <= b; c++)
                {
                    var value = _third![place++];
                    _unfolded![(a * _p + b) * _p + c] = _unfolded[(a * _p + c) * _p + b] = value;
                    _unfolded[(b * _p + a) * _p + c] = _unfolded[(b * _p + c) * _p + a] = value;
                    _unfolded[(c * _p + a) * _p + b] = _unfolded[(c * _p + b) * _p + a] = value;
                }
            }
        }
    }

    /// <summary>The leverage of each row at standard coefficients.</summary>
    public void FillLeverages(ReadOnlySpan<double> standard, ReadOnlySpan<double> factor, Span<double> leverages)
    {
        SetSlopes(standard);
        double ignored = 0;
        for (var start = 0; start < _rows; start += BlockRows)
        {
            FillBlock(start, ref ignored, ref ignored);
            var count = Math.Min(BlockRows, _rows - start);
            FillLeverage(factor, count);
            _leverage.AsSpan(0, count).CopyTo(leverages[start..]);
        }
    }

    // z = L⁻¹x√W and h = |z|² for each row of the block.
    private void FillLeverage(ReadOnlySpan<double> factor, int count)
    {
        _solved ??= new double[_p * BlockRows];
        var leverage = _leverage.AsSpan(0, count);
        leverage.Clear();
        for (var j = 0; j < _p; j++)
        {
            var solved = _solved.AsSpan(j * BlockRows, count);
            var inverse = 1 / factor[j * _p + j];
            InnerProduct.Multiply(_scale[j] * inverse, _block.AsSpan(j * BlockRows, count), solved);
            for (var k = 0; k < j; k++)
                InnerProduct.Add(-factor[j * _p + k] * inverse, _solved.AsSpan(k * BlockRows, count), solved);
            InnerProduct.AddProduct(solved, solved, leverage);
        }
    }

    // Standardised columns and residuals of the rows from start on; the number of vectors that hold them.
    private int FillBlock(int start, ref double logLikelihood, ref double largest)
    {
        var full = Math.Min(BlockRows, _lastStart - start) / Lanes;
        FillVectors(_all, start, 0, full, Vector256<double>.AllBitsSet, ref logLikelihood, ref largest);
        var rest = _rows - _lastStart;
        if (rest == 0 || start + BlockRows <= _lastStart) return full;
        Vector256<double> mask = Vector256.LessThan(Vector256.Create(0.0, 1, 2, 3), Vector256.Create((double)rest));
        FillVectors(_last, 0, full * Lanes, 1, mask, ref logLikelihood, ref largest);
        return full + 1;
    }

    private void FillVectors(
        RowSource source, int start, int at, int vectors, Vector256<double> mask, ref double logLikelihood, ref double largest)
    {
        FillPredictor(source, start, at, vectors);
        FillRows(source, start, at, vectors, mask, ref logLikelihood, ref largest);
        FillColumns(source, start, at, vectors);
    }

    // Σ (x - center)·slope and the offset: with columns far from 0, Σ x·slope would lose what the center has cancelled.
    [MethodImpl(MethodImplOptions.NoInlining)] // Here and below: one loop to a method leaves each all registers.
    private void FillPredictor(RowSource source, int start, int at, int vectors)
    {
        if (source.Offset is null) _predictor.AsSpan(at, vectors * Lanes).Clear();
        else source.Offset.AsSpan(start, vectors * Lanes).CopyTo(_predictor.AsSpan(at));
        ref var sum = ref From(_predictor, at, vectors);
        var column = 0;
        for (; column + 3 < _p; column += 4)
        {
            ref var x = ref From(source.Columns[column], start, vectors);
            ref var y = ref From(source.Columns[column + 1], start, vectors);
            ref var z = ref From(source.Columns[column + 2], start, vectors);
            ref var u = ref From(source.Columns[column + 3], start, vectors);
            Vector256<double> a = Vector256.Create(_slopes[column]), b = Vector256.Create(_slopes[column + 1]);
            Vector256<double> c = Vector256.Create(_slopes[column + 2]), d = Vector256.Create(_slopes[column + 3]);
            Vector256<double> e = Vector256.Create(_center[column]), f = Vector256.Create(_center[column + 1]);
            Vector256<double> g = Vector256.Create(_center[column + 2]), h = Vector256.Create(_center[column + 3]);
            for (nuint v = 0; v < (nuint)(vectors * Lanes); v += Lanes)
            {
                Vector256<double> part = Vector256.FusedMultiplyAdd(Load(ref x, v) - e, a, Load(ref sum, v));
                part = Vector256.FusedMultiplyAdd(Load(ref y, v) - f, b, part);
                part = Vector256.FusedMultiplyAdd(Load(ref z, v) - g, c, part);
                Vector256.FusedMultiplyAdd(Load(ref u, v) - h, d, part).StoreUnsafe(ref sum, v);
            }
        }

        for (; column < _p; column++)
        {
            ref var x = ref From(source.Columns[column], start, vectors);
            Vector256<double> a = Vector256.Create(_slopes[column]), c = Vector256.Create(_center[column]);
            for (nuint v = 0; v < (nuint)(vectors * Lanes); v += Lanes)
                Vector256.FusedMultiplyAdd(Load(ref x, v) - c, a, Load(ref sum, v)).StoreUnsafe(ref sum, v);
        }
    }

    // Replaces each linear predictor by √(weight·variance), and fills in the standardised residuals.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FillRows(
        RowSource source, int start, int at, int vectors, Vector256<double> mask, ref double logLikelihood, ref double largest)
    {
        ref var predictor = ref From(_predictor, at, vectors);
        ref var response = ref From(source.Response, start, vectors);
        ref var weights = ref source.Weights is null ? ref response : ref From(source.Weights, start, vectors);
        bool isWeighted = source.Weights is not null, areRoots = _weightsAreRoots;
        ref var residuals = ref From(_block, _p * BlockRows + at, vectors);
        ref var belowHalf = ref From(_belowHalf, at, vectors);
        Vector256<double> one = Vector256<double>.One, half = Vector256.Create(0.5), limit = Vector256.Create(2 * LargestHalfPredictor);

        // Of rows that count 1, the factors 1 + exp(-|η|) are multiplied, at most 64 of at most 2, and take one logarithm.
        Vector256<double> linear = default, factors = one, greatest = default;
        for (nuint v = 0; v < (nuint)(vectors * Lanes); v += Lanes)
        {
            // One instruction each, which lets a NaN through as it stands on the right.
            var eta = Vector256.MinNative(limit, Vector256.MaxNative(-limit, Load(ref predictor, v))) & mask;
            var y = Load(ref response, v);
            var (a, b) = ExponentialPair.Of(half * eta);
            Vector256<double> sum = a + b, root = one / sum, residual = Vector256.FusedMultiplyAdd(y, sum, -a);
            Vector256<double> smaller = Vector256.MinNative(a, b), factor = Vector256.FusedMultiplyAdd(smaller, smaller, one);
            Vector256<double> term = Vector256.FusedMultiplyAdd(y, eta, -Vector256.MaxNative(Vector256<double>.Zero, eta));
            (half * (b - a) * root).StoreUnsafe(ref belowHalf, v);
            greatest = Vector256.MaxNative(greatest, Vector256.Abs(eta));
            if (isWeighted)
            {
                Vector256<double> weight = Load(ref weights, v), rootWeight = weight;
                if (!areRoots)
                {
                    rootWeight = Vector256.Sqrt(weight);
                    linear += (weight * (term - Vector256.Log(factor))) & mask;
                }

                root *= rootWeight;
                residual *= rootWeight;
            }
            else
            {
                linear += term & mask;
                factors *= Vector256.ConditionalSelect(mask, factor, one);
            }

            (root & mask).StoreUnsafe(ref predictor, v);
            (residual & mask).StoreUnsafe(ref residuals, v);
        }

        logLikelihood += Sum(linear) - Sum(Vector256.Log(factors));
        for (var lane = 0; lane < Lanes; lane++) largest = Math.Max(largest, greatest[lane]);
    }

    // The standardised columns times √(weight·variance).
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FillColumns(RowSource source, int start, int at, int vectors)
    {
        ref var root = ref From(_predictor, at, vectors);
        for (var j = 0; j < _p; j++)
        {
            ref var x = ref From(source.Columns[j], start, vectors);
            ref var target = ref From(_block, j * BlockRows + at, vectors);
            Vector256<double> center = Vector256.Create(_center[j]);
            for (nuint v = 0; v < (nuint)(vectors * Lanes); v += Lanes)
                ((Load(ref x, v) - center) * Load(ref root, v)).StoreUnsafe(ref target, v);
        }
    }

    // The cross products of the block's columns, two by two columns at a time.
    private void AddProducts(int vectors)
    {
        nuint length = (nuint)(vectors * Lanes), even = length - length % (2 * Lanes);
        for (var i = 0; i <= _p; i += 2)
        {
            ref var x = ref From(_block, i * BlockRows, vectors);
            ref var y = ref From(_block, (i + 1) * BlockRows, vectors);
            for (var j = 0; j <= i; j += 2)
            {
                ref var z = ref From(_block, j * BlockRows, vectors);
                ref var u = ref From(_block, (j + 1) * BlockRows, vectors);
                Vector256<double> xz = default, xu = default, yz = default, yu = default;
                Vector256<double> xz2 = default, xu2 = default, yz2 = default, yu2 = default;
                for (nuint v = 0; v < even; v += 2 * Lanes)
                {
                    Vector256<double> a = Load(ref x, v), b = Load(ref y, v), c = Load(ref z, v), d = Load(ref u, v);
                    xz = Vector256.FusedMultiplyAdd(a, c, xz);
                    xu = Vector256.FusedMultiplyAdd(a, d, xu);
                    yz = Vector256.FusedMultiplyAdd(b, c, yz);
                    yu = Vector256.FusedMultiplyAdd(b, d, yu);
                    (a, b, c, d) = (Load(ref x, v + Lanes), Load(ref y, v + Lanes), Load(ref z, v + Lanes), Load(ref u, v + Lanes));
                    xz2 = Vector256.FusedMultiplyAdd(a, c, xz2);
                    xu2 = Vector256.FusedMultiplyAdd(a, d, xu2);
                    yz2 = Vector256.FusedMultiplyAdd(b, c, yz2);
                    yu2 = Vector256.FusedMultiplyAdd(b, d, yu2);
                }

                if (even < length)
                {
                    Vector256<double> a = Load(ref x, even), b = Load(ref y, even), c = Load(ref z, even), d = Load(ref u, even);
                    xz = Vector256.FusedMultiplyAdd(a, c, xz);
                    xu = Vector256.FusedMultiplyAdd(a, d, xu);
                    yz = Vector256.FusedMultiplyAdd(b, c, yz);
                    yu = Vector256.FusedMultiplyAdd(b, d, yu);
                }

                Span<double> first = Products.AsSpan(i * Width + j, 2), second = Products.AsSpan((i + 1) * Width + j, 2);
                first[0] += Sum(xz + xz2);
                first[1] += Sum(xu + xu2);
                second[0] += Sum(yz + yz2);
                second[1] += Sum(yu + yu2);
            }
        }
    }

    // Means and standard deviations of the columns; without an intercept the mean stays, and the scale is the root mean square.
    private void Standardise(bool centered)
    {
        for (var j = 0; j < _p; j++)
        {
            var column = _all.Columns[j];
            double mean = 0;
            if (centered && j > 0)
            {
                mean = SumOf(column, 0, squared: false) / _rows;
                _center[j] = mean;
            }

            var squares = SumOf(column, mean, squared: true);
            _scale[j] = squares > 0 ? Math.Sqrt(_rows / squares) : 1;
        }
    }

    private static double SumOf(ReadOnlySpan<double> column, double center, bool squared)
    {
        // Two sums in turn, as an addition waits for the one before.
        var vectors = MemoryMarshal.Cast<double, Vector256<double>>(column);
        Vector256<double> sum = default, other = default, shift = Vector256.Create(center);
        for (var v = 0; v + 1 < vectors.Length; v += 2)
        {
            Vector256<double> value = vectors[v] - shift, next = vectors[v + 1] - shift;
            sum += squared ? value * value : value;
            other += squared ? next * next : next;
        }

        if (vectors.Length % 2 == 1)
        {
            var value = vectors[^1] - shift;
            sum += squared ? value * value : value;
        }

        var total = Sum(sum + other);
        foreach (var x in column[(vectors.Length * Lanes)..])
        {
            var value = x - center;
            total += squared ? value * value : value;
        }

        return total;
    }

    private static double Sum(Vector256<double> vector) => vector[0] + vector[1] + (vector[2] + vector[3]);

    private void SetSlopes(ReadOnlySpan<double> standard)
    {
        for (var j = 0; j < _p; j++) _slopes[j] = standard[j] * _scale[j];
    }

    // The place from which as many vectors as stated can be loaded: checked here, and not in the loops.
    private static ref double From(double[] values, int start, int vectors) =>
        ref MemoryMarshal.GetReference(values.AsSpan(start, vectors * Lanes));

    private static Vector256<double> Load(ref double from, nuint at) => Vector256.LoadUnsafe(ref from, at);

    /// <summary>What the loops read of each row.</summary>
    private sealed record RowSource(double[][] Columns, double[] Response, double[]? Weights, double[]? Offset)
    {
        public static RowSource Of(DesignMatrix design, double[] response, double[]? weights, double[]? offset)
        {
            var columns = new double[design.ColumnCount][];
            for (var j = 0; j < columns.Length; j++) columns[j] = design.ColumnArray(j);
            return new(columns, response, weights, offset);
        }

        /// <summary>The rows from <paramref name="start"/> on, fewer than a vector's lanes, filled up with zeros.</summary>
        public RowSource Rest(int start)
        {
            var columns = new double[Columns.Length][];
            for (var j = 0; j < columns.Length; j++) columns[j] = Rest(Columns[j], start)!;
            return new(columns, Rest(Response, start)!, Rest(Weights, start), Rest(Offset, start));
        }

        private static double[]? Rest(double[]? values, int start)
        {
            if (values is null) return null;
            var rest = new double[Lanes];
            values.AsSpan(start).CopyTo(rest);
            return rest;
        }
    }
}
