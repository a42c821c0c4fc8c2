namespace Urif.Statistics.Tests.Regression;

/// <summary>
/// Random data of the kinds that logistic models fail on: a level with one woman, products of columns far from 0, one to three
/// events, columns that nearly determine each other.
/// </summary>
internal sealed record SparseDesign(string Kind, string[] Names, double[][] Columns, double[] Response)
{
    private static readonly string[] Kinds =
        ["one woman in a level", "uncentred interaction", "few events", "near-collinear", "levels", "the paper's covariates"];

    public DesignMatrix Matrix => DesignMatrix.OfColumns(Names, Columns);

    /// <summary>The columns with the intercept before them.</summary>
    public double[][] WithIntercept => [[.. Response.Select(_ => 1.0)], .. Columns];

    /// <summary>The design of a number: always the same; null where its columns are dependent.</summary>
    public static SparseDesign Of(int number)
    {
        var random = new Draws((ulong)number);
        // The widest designs take the slow maximiser most of its time, and are one in twelve.
        var kind = Kinds[number % 12 == 11 ? Kinds.Length - 1 : number % (Kinds.Length - 1)];
        var n = random.Between(12, kind == "the paper's covariates" ? 60 : 50);
        double[] age = Draws.Column(n, _ => random.Between(24, 43)), bmi = Draws.Column(n, _ => Math.Round(22 + 3 * random.Normal(), 1));
        double[] exposed = random.Binary(n, random.Between(3, Math.Max(3, n / 2)));
        double[][] columns = kind switch
        {
            "one woman in a level" => random.Between(0, 2) switch
            {
                0 => [random.Binary(n, 1)],
                1 => [random.Binary(n, 1), age],
                _ => [random.Binary(n, 1), random.Binary(n, random.Between(1, 4)), bmi],
            },
            "uncentred interaction" => random.Between(0, 1) == 0
                ? [exposed, age, Product(exposed, age)]
                : [age, bmi, Product(age, bmi)],
            "few events" => [.. new[] { age, bmi, exposed }[..random.Between(1, 3)]],
            "near-collinear" => Collinear(random, n, age),
            "levels" => [.. random.Levels(n, random.Between(3, 5)), age],
            _ => [exposed, age, bmi, Draws.Column(n, _ => random.Between(0, 6)),
                Draws.Column(n, i => Math.Round((exposed[i] + 1) * Math.Exp(2 + 0.4 * random.Normal()), 2)),
                Draws.Column(n, _ => Math.Round(Math.Exp(4 + 0.7 * random.Normal()), 2)),
                Draws.Column(n, _ => Math.Round(5.2 + 0.5 * random.Normal(), 2)),
                Draws.Column(n, _ => Math.Round(6.5 + 1.5 * random.Normal(), 2))],
        };
        var events = kind is "few events" or "the paper's covariates" || random.Between(0, 1) == 0
            ? random.Between(1, 3) : random.Between(1, n - 1);
        return new(kind, [.. columns.Select((_, j) => $"x{j + 1}")], columns, random.Binary(n, events));
    }

    private static double[][] Collinear(Draws random, int n, double[] age)
    {
        var distance = Math.Pow(10, -random.Between(1, 5));
        return [age, [.. age.Select(a => 2 * a + distance * random.Normal())], .. random.Between(0, 1) == 0 ? [] : new[] { random.Binary(n, 2) }];
    }

    private static double[] Product(double[] x, double[] y) => [.. x.Zip(y, (a, b) => a * b)];

    private sealed class Draws(ulong seed)
    {
        private readonly CounterRandom _random = new(seed, 7);

        public int Between(int low, int high) => low + (int)Math.Floor((high - low + 1) * _random.NextDouble());

        public double Normal() => Statistics.Normal.Quantile(_random.NextDouble());

        public static double[] Column(int n, Func<int, double> value) => [.. Enumerable.Range(0, n).Select(value)];

        public double[] Binary(int n, int ones)
        {
            var column = new double[n];
            for (var left = ones; left > 0;)
            {
                var place = Between(0, n - 1);
                left -= column[place] == 0 ? 1 : 0;
                column[place] = 1;
            }

            return column;
        }

        public double[][] Levels(int n, int levels)
        {
            // The last level has one woman, the one before two.
            int[] level = [.. Enumerable.Range(0, n).Select(i => i == 0 ? levels - 1 : i < 3 ? levels - 2 : Between(0, Math.Max(0, levels - 3)))];
            return [.. Enumerable.Range(1, levels - 1).Select(k => level.Select(l => l == k ? 1.0 : 0).ToArray())];
        }
    }
}
