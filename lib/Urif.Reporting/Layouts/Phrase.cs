using Urif.Audit;

namespace Urif.Reporting;

/// <summary>Numbers printed as one, such as <c>12.14 ± 3.01</c>: texts and numbers in turn, a text first and last.</summary>
internal sealed record Phrase(IReadOnlyList<string> Texts, IReadOnlyList<NumberAudit> Numbers)
{
    private const string To = " to ";

    /// <summary>The numbers of a cell as papers print them.</summary>
    public static IEnumerable<Phrase> Of(IReadOnlyList<NumberAudit> numbers)
    {
        var left = numbers.ToList();
        while (left.Count > 0)
        {
            var first = left[0].Number.Statistic;
            yield return first switch
            {
                Statistic.Mean or Statistic.Sd when Has(Statistic.Mean, Statistic.Sd) =>
                    Take(["", " ± ", ""], Statistic.Mean, Statistic.Sd),
                Statistic.Median or Statistic.Q1 or Statistic.Q3 when Has(Statistic.Median, Statistic.Q1, Statistic.Q3) =>
                    Take(["", " (", To, ")"], Statistic.Median, Statistic.Q1, Statistic.Q3),
                Statistic.N or Statistic.Percent when Has(Statistic.N, Statistic.Percent) =>
                    Take(["", " (", "%)"], Statistic.N, Statistic.Percent),
                Statistic.OddsRatio or Statistic.CiLow or Statistic.CiHigh when Has(
                    Statistic.OddsRatio, Statistic.CiLow, Statistic.CiHigh) =>
                    Take(["OR ", " (", To, ")"], Statistic.OddsRatio, Statistic.CiLow, Statistic.CiHigh),
                Statistic.Percent => Take(["", "%"], first),
                Statistic.Mean => Take(["", ""], first),
                Statistic.N or Statistic.P => Take(["", ""], first),
                _ => Take([Lead(first), ""], first),
            };
        }

        bool Has(params ReadOnlySpan<Statistic> statistics)
        {
            foreach (var s in statistics)
                if (!left.Exists(n => n.Number.Statistic == s)) return false;
            return true;
        }

        Phrase Take(string[] texts, params ReadOnlySpan<Statistic> statistics)
        {
            var taken = new List<NumberAudit>();
            foreach (var s in statistics)
            {
                var at = left.FindIndex(n => n.Number.Statistic == s);
                taken.Add(left[at]);
                left.RemoveAt(at);
            }

            return new(texts, taken);
        }
    }

    /// <summary>The phrase with a text in the place of each number.</summary>
    public string With(Language language, Func<NumberAudit, string> number) => string.Concat(Parts(language, text => text, number));

    /// <summary>The parts of the phrase in their order.</summary>
    /// <param name="language">The language of the texts.</param>
    /// <param name="text">What becomes of a text.</param>
    /// <param name="number">What becomes of a number.</param>
    public IEnumerable<T> Parts<T>(Language language, Func<string, T> text, Func<NumberAudit, T> number)
    {
        for (var k = 0; k < Texts.Count; k++)
        {
            yield return text(language == Language.Chinese && Texts[k] == To ? " 至 " : Texts[k]);
            if (k < Numbers.Count) yield return number(Numbers[k]);
        }
    }

    private static string Lead(Statistic statistic) => statistic switch
    {
        Statistic.Sd => "SD ",
        Statistic.Median => "M ",
        Statistic.Q1 => "Q1 ",
        Statistic.Q3 => "Q3 ",
        Statistic.T => "t ",
        Statistic.Z => "z ",
        Statistic.Chi2 => "χ² ",
        Statistic.OddsRatio => "OR ",
        Statistic.CiLow => "≥ ",
        Statistic.ValidN => "n ",
        Statistic.Se => "SE ",
        Statistic.Iqr => "IQR ",
        Statistic.Min => "min ",
        Statistic.Max => "max ",
        Statistic.F => "F ",
        Statistic.H => "H ",
        Statistic.R => "r ",
        Statistic.Df or Statistic.Df2 => "df ",
        Statistic.RiskRatio => "RR ",
        Statistic.HazardRatio => "HR ",
        Statistic.RiskDifference or Statistic.MeanDifference => "Δ ",
        _ => "≤ ",
    };
}
