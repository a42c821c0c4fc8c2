using System.Globalization;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Tests;

/// <summary>A program that checks printed numbers.</summary>
internal enum Peer
{
    /// <summary>The R package scrutiny: GRIM, GRIMMER and DEBIT.</summary>
    Scrutiny,

    /// <summary>The R package statcheck: p beside its statistic.</summary>
    Statcheck,

    /// <summary>The R package recalc: t and p from means, SDs and sizes.</summary>
    Recalc,
}

/// <summary>
/// What other programs document that they would see in a paper, written anew from the papers and manuals that describe them; none of
/// their code is used. Each is given all that it asks for, degrees of freedom too, where a paper has it.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>GRIM: Brown and Heathers, Soc Psychol Personal Sci 2017; 8: 363. A mean of n whole numbers is a multiple of 1/n; a percent is
/// 100k/n. Ties may be rounded up or down.</item>
/// <item>GRIMMER: Anaya, PeerJ Preprints 2016; 4: e2400v1; Allard 2018, "Analytic-GRIMMER". The sum of squares that mean and SD stand for
/// holds a whole number, of the parity of the sum, that gives the printed SD.</item>
/// <item>DEBIT: Heathers and Brown 2019. The SD of zeros and ones is sqrt(n/(n-1)·m(1-m)).</item>
/// <item>statcheck: Nuijten and others, Behav Res Methods 2016; 48: 1205. The two-sided p of t, z, chi-square, F and r, anywhere in the
/// statistic's rounding interval, rounded as the printed p; p = .000 is an error.</item>
/// <item>recalc: its README (I. Hussey, 2024 on). p from means, SDs and sizes, over the rounding of the inputs and of the output, by
/// Student's and Welch's tests, SDs taken as they are or as standard errors; the printed one has to lie between the least and the greatest.
/// </item>
/// </list>
/// </remarks>
internal static class Peers
{
    /// <summary>The numbers that each program would call inconsistent.</summary>
    public static IReadOnlyDictionary<Peer, HashSet<string>> Flags(Ledger ledger)
    {
        var found = Enum.GetValues<Peer>().ToDictionary(p => p, _ => new HashSet<string>(StringComparer.Ordinal));
        var cells = ledger.Numbers.Where(n => !n.InText && ledger.Groups.Any(g => g.Id == n.Group))
            .GroupBy(n => (n.Table, n.Variable.Id, n.Group))
            .ToDictionary(g => g.Key, g => g.DistinctBy(n => n.Statistic).ToDictionary(n => n.Statistic));
        var sizes = ledger.Groups.ToDictionary(g => g.Id, g => g.Size, StringComparer.Ordinal);
        foreach (var ((_, _, group), numbers) in cells) Scrutinize(numbers, sizes[group], found[Peer.Scrutiny]);
        foreach (var comparison in ledger.Comparisons.Where(c => !c.IsOmnibus))
        {
            foreach (var table in comparison.Tables)
            {
                var alone = ledger.Comparisons.Count(c => c.Tables.Contains(table)) == 1;
                foreach (var tests in ledger.Numbers.Where(n => n.Table == table && (n.Group == comparison.Id || (n.Group.Length == 0 && alone)))
                    .GroupBy(n => n.Variable.Id))
                {
                    var row = tests.DistinctBy(n => n.Statistic).ToDictionary(n => n.Statistic);
                    Check(ledger, row, sizes[comparison.First], sizes[comparison.Second], found[Peer.Statcheck]);
                    if (cells.TryGetValue((table, tests.Key, comparison.First), out var a)
                        && cells.TryGetValue((table, tests.Key, comparison.Second), out var b))
                        Recalculate(row, a, sizes[comparison.First], b, sizes[comparison.Second], found[Peer.Recalc]);
                }
            }
        }

        return found;
    }

    private static void Scrutinize(Dictionary<Statistic, LedgerNumber> cell, int n, HashSet<string> flags)
    {
        if (cell.TryGetValue(Statistic.Percent, out var percent) && percent.Variable.Kind == VariableKind.Binary && !HasTotal(percent, n, 100))
            flags.Add(percent.Id);
        if (!cell.TryGetValue(Statistic.Mean, out var mean)) return;
        cell.TryGetValue(Statistic.Sd, out var sd);
        if (mean.Variable.Kind == VariableKind.Count)
        {
            if (!HasTotal(mean, n, 1)) flags.Add(mean.Id);
            else if (sd is not null && !HasSquares(mean, sd, n)) flags.Add(sd.Id);
        }
        else if (mean.Variable.Kind == VariableKind.Binary && sd is not null)
        {
            Interval m = mean.Printed.Rounded;
            double Sd(double share) => Math.Sqrt(n / (n - 1.0) * share * (1 - share));
            var ends = new[] { Sd(Math.Max(0, m.Low)), Sd(Math.Min(1, m.High)), m.Contains(0.5) ? Sd(0.5) : Sd(Math.Max(0, m.Low)) };
            if (!sd.Printed.Rounded.Intersects(new(ends.Min(), ends.Max()))) flags.Add(sd.Id);
        }
    }

    private static bool HasTotal(LedgerNumber printed, int n, double scale)
    {
        var (low, high) = printed.Printed.Rounded;
        return Math.Floor(high * n / scale + 1e-9) >= Math.Ceiling(low * n / scale - 1e-9);
    }

    private static bool HasSquares(LedgerNumber mean, LedgerNumber sd, int n)
    {
        var (low, high) = mean.Printed.Rounded;
        double least = Math.Max(0, sd.Printed.Rounded.Low), most = sd.Printed.Rounded.High;
        for (var total = Math.Ceiling(low * n - 1e-9); total <= high * n + 1e-9; total++)
        {
            double from = (n - 1) * least * least + total * total / n, to = (n - 1) * most * most + total * total / n;
            for (var squares = Math.Ceiling(from - 1e-6); squares <= to + 1e-6; squares++)
                if (Math.Abs(squares % 2) == Math.Abs(total % 2)) return true;
        }

        return false;
    }

    private static void Check(Ledger ledger, Dictionary<Statistic, LedgerNumber> row, int n1, int n2, HashSet<string> flags)
    {
        if (!row.TryGetValue(Statistic.P, out var p)) return;
        var statistic = row.GetValueOrDefault(Statistic.T) ?? row.GetValueOrDefault(Statistic.Z) ?? row.GetValueOrDefault(Statistic.Chi2);
        if (statistic is null) return;
        var rows = statistic.Variable.Partition.Length == 0 ? 2 : ledger.Variables.Count(v => v.Partition == statistic.Variable.Partition);
        var (low, high) = statistic.Printed.Rounded;
        (low, high) = low >= 0 ? (low, high) : high <= 0 ? (-high, -low) : (0, Math.Max(-low, high));
        double P(double value) => statistic.Statistic switch
        {
            Statistic.T => StudentT.TwoSided(value, n1 + n2 - 2),
            Statistic.Z => Normal.TwoSided(value),
            _ => ChiSquare.UpperTail(value, rows - 1),
        };
        if (!Agrees(p, P(high), P(low))) flags.Add(p.Id);
    }

    private static void Recalculate(
        Dictionary<Statistic, LedgerNumber> row, Dictionary<Statistic, LedgerNumber> a, int n1, Dictionary<Statistic, LedgerNumber> b, int n2,
        HashSet<string> flags)
    {
        if (!a.TryGetValue(Statistic.Mean, out var m1) || !a.TryGetValue(Statistic.Sd, out var s1) || !b.TryGetValue(Statistic.Mean, out var m2)
            || !b.TryGetValue(Statistic.Sd, out var s2) || n1 < 2 || n2 < 2 || row.ContainsKey(Statistic.Z)) return;
        if (!row.ContainsKey(Statistic.P) && !row.ContainsKey(Statistic.T)) return;
        List<double> ps = [], ts = [];
        foreach (var (x, y) in Corners(m1, m2))
        {
            foreach (var (s, t) in Corners(s1, s2))
            {
                foreach (var areErrors in new[] { false, true })
                {
                    double sx = areErrors ? s * Math.Sqrt(n1) : s, sy = areErrors ? t * Math.Sqrt(n2) : t;
                    foreach (var test in new[] { MeansTests.Student(n1, x, sx, n2, y, sy), MeansTests.Welch(n1, x, sx, n2, y, sy) })
                    {
                        if (!double.IsFinite(test.T) || !double.IsFinite(test.Df)) continue;
                        ps.Add(MeansTests.PValue(test));
                        ts.Add(Math.Abs(test.T));
                    }
                }
            }
        }

        if (ps.Count == 0) return;
        if (m1.Printed.Rounded.Intersects(m2.Printed.Rounded)) (ps, ts) = ([.. ps, 1], [.. ts, 0]);
        if (row.TryGetValue(Statistic.P, out var p) && !Agrees(p, ps.Min(), ps.Max())) flags.Add(p.Id);
        if (row.TryGetValue(Statistic.T, out var printed))
        {
            var (low, high) = printed.Printed.Rounded;
            if (!new Interval(Math.Max(0, Math.Max(low, -high)), Math.Max(Math.Abs(low), Math.Abs(high))).Intersects(new(ts.Min(), ts.Max())))
                flags.Add(printed.Id);
        }
    }

    private static IEnumerable<(double, double)> Corners(LedgerNumber x, LedgerNumber y)
    {
        foreach (var a in new[] { x.Printed.Rounded.Low, x.Printed.Rounded.High })
            foreach (var b in new[] { y.Printed.Rounded.Low, y.Printed.Rounded.High })
                yield return (a, b);
    }

    /// <summary>Whether p lies between two others, all rounded as it is; "p = 0.000" never.</summary>
    private static bool Agrees(LedgerNumber p, double least, double most)
    {
        if (p.Printed.Relation != Relation.Equal) return p.Printed.Rounded.Intersects(new(least, most));
        return p.Printed.Digits != 0 && Rounded(least) <= p.Printed.Value + 1e-12 && Rounded(most) >= p.Printed.Value - 1e-12;

        double Rounded(double value) => double.Parse(Digits.Print(value, p.Printed.Decimals, Ties.UpOfFifteenDigits), CultureInfo.InvariantCulture);
    }
}
