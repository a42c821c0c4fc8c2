using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Benchmarks;

/// <summary>One function, here and elsewhere.</summary>
/// <param name="Name">What is computed, on what.</param>
/// <param name="Ours">One call; returns a number that the other side must give too.</param>
internal sealed record Comparison(string Name, Func<double> Ours)
{
    /// <summary>The task's name in r/seconds-per-call.R; null where R has no counterpart.</summary>
    public string? RTask { get; init; }

    /// <summary>The samples that the R task reads.</summary>
    public double[][] Samples { get; init; } = [];

    /// <summary>The relative difference up to which the two results count as the same.</summary>
    public double Tolerance { get; init; } = 1e-10;

    /// <summary>The share of the work that the R task does; its time is divided by this.</summary>
    public double RShare { get; init; } = 1;

    /// <summary>A published time of another implementation, in seconds, on its authors' machine.</summary>
    public double? Published { get; init; }

    /// <summary>The comparisons.</summary>
    public static IEnumerable<Comparison> All()
    {
        yield return new("fisher.test (27,85,19,119), p", () => FisherExactTest.TwoSidedP(27, 85, 19, 119))
        {
            RTask = "fisher-p",
        };
        var table = new TwoByTwoTable(27, 85, 19, 119);
        yield return new("fisher.test (27,85,19,119), p, OR, CI", () => FullFisher(table))
        {
            RTask = "fisher-all",
            Tolerance = 1e-3, // R finds the odds ratio and its limits with uniroot's default tolerance of 1.2e-4.
        };

        double[] tied1 = Sample(1, 138, Tied), tied2 = Sample(2, 112, Tied);
        yield return new(
            "wilcox.test 138, 112, ties, exact = FALSE",
            () => MannWhitneyTest.FromSamples(tied1, tied2, MannWhitneyMethod.NormalContinuity).PValue())
        {
            RTask = "wilcox-normal",
            Samples = [tied1, tied2],
        };
        double[] untied1 = Sample(3, 138, Normal), untied2 = Sample(4, 112, Normal);
        yield return new(
            "wilcox.test 138, 112, no ties, exact = TRUE",
            () => MannWhitneyTest.FromSamples(untied1, untied2, MannWhitneyMethod.Exact).PValue())
        {
            RTask = "wilcox-exact",
            Samples = [untied1, untied2],
        };

        foreach (int n in (int[])[138, 5000])
        {
            double[] values = Sample(5, n, Normal);
            yield return new($"shapiro.test n={n}", () => ShapiroWilkTest.FromSample(values).PValue())
            {
                RTask = "shapiro",
                Samples = [values],
            };
        }

        foreach (int n in (int[])[250, 1_000_000])
        {
            var (design, response) = LogisticData(n, 9);
            yield return new(
                string.Create(CultureInfo.InvariantCulture, $"logistic fit, n = {n:N0}, 9 coefficients"),
                () => LogisticRegression.Fit(design, response).Coefficients.Sum())
            {
                RTask = "logistic",
                Samples = [[n, design.ColumnCount]],
                Tolerance = 1e-6, // glm.fit stops when the deviance changes by a relative 1e-8.
            };
        }

        const int Replicates = 10_000, ReplicatesInR = 500;
        var (sample, outcome) = LogisticData(250, 9);
        LogisticFit fit = LogisticRegression.Fit(sample, outcome);
        yield return new(
            "its bootstrap, 10,000 replicates (R: 500)",
            () => Bootstrap.OfCoefficients(fit, new(Replicates, 1))[1].StandardError)
        {
            RTask = "logistic-bootstrap",
            Samples = [[sample.RowCount, sample.ColumnCount, ReplicatesInR]],
            RShare = (double)ReplicatesInR / Replicates,
            Tolerance = 0.15, // Other random numbers: the standard error of a standard error from 500 replicates is 3 to 4%.
        };

        yield return new("lattice count n=100 3.0 (1.0) 1-5", () => (double)Lattices.FivePoint.Count())
        {
            Published = 0.0116,
        };
        yield return new("lattice count n=50 4.7 (2.2) 1-7", () => (double)Lattices.SevenPoint.Count())
        {
            Published = 0.0063,
        };
        yield return new("lattice exists n=100 3.0 (1.0) 1-5", () => Lattices.FivePoint.Exists() ? 1 : 0);

        var ledger = LedgerReader.Read(AuditBenchmarks.PaperFolder);
        yield return new("audit of the whole paper, warm", () => PaperAudit.Run(ledger).Numbers.Count);
    }

    /// <summary>All that R's fisher.test computes; their sum, so that each is checked.</summary>
    private static double FullFisher(TwoByTwoTable table)
    {
        var odds = new OddsRatio(table);
        Interval interval = odds.ConfidenceInterval(OddsRatioInterval.Exact);
        return new FisherExactTest(table).PValue() + odds.ConditionalEstimate + interval.Low + interval.High;
    }

    /// <summary>Columns of near-uniform numbers, made by the same integer arithmetic as in R; the first is the constant.</summary>
    private static (DesignMatrix Design, double[] Response) LogisticData(int n, int coefficients)
    {
        static double Fraction(long row, long factor, long modulus) => (double)(row * row % modulus * factor % modulus) / modulus;
        string[] names = [.. Enumerable.Range(1, coefficients - 1).Select(
            j => string.Create(CultureInfo.InvariantCulture, $"x{j}"))];
        double[][] columns = [.. Enumerable.Range(1, coefficients - 1).Select(
            j => Enumerable.Range(1, n).Select(i => Fraction(i, 7919 + (1009 * j * j), 1_000_003)).ToArray())];
        double[] response = [.. Enumerable.Range(1, n).Select(i =>
        {
            double predictor = columns.Sum(column => column[i - 1] - 0.5);
            return Fraction(i, 48_271, 999_983) < 1 / (1 + Math.Exp(-predictor)) ? 1.0 : 0.0;
        })];
        return (DesignMatrix.OfColumns(names, columns), response);
    }

    private static double[] Sample(ulong stream, int n, Func<CounterRandom, double> draw)
    {
        var random = new CounterRandom(2024, stream);
        var values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = draw(random);
        return values;
    }

    /// <summary>Years of age, say: integers from 22 to 41.</summary>
    private static double Tied(CounterRandom random) => 22 + Math.Floor(20 * random.NextDouble());

    /// <summary>Near-normal: the sum of twelve uniform numbers.</summary>
    private static double Normal(CounterRandom random)
    {
        double sum = 0;
        for (int i = 0; i < 12; i++)
            sum += random.NextDouble();
        return sum;
    }
}
