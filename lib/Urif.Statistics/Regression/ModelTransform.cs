using System.Globalization;

namespace Urif.Statistics;

/// <summary>What a formula does to a variable.</summary>
public enum TransformKind
{
    /// <summary>The natural logarithm: <c>log(x)</c>.</summary>
    Log,

    /// <summary>The logarithm to base 2: <c>log2(x)</c>, so that an odds ratio is per doubling.</summary>
    LogBaseTwo,

    /// <summary>The logarithm to base 10: <c>log10(x)</c>.</summary>
    LogBaseTen,

    /// <summary>The square root: <c>sqrt(x)</c>.</summary>
    SquareRoot,

    /// <summary>A power: <c>I(x^2)</c>.</summary>
    Power,

    /// <summary>Units of another size: <c>I(x/10)</c>.</summary>
    Quotient,

    /// <summary>A restricted cubic spline with so many knots: <c>rcs(x, 4)</c>.</summary>
    Spline,
}

/// <summary>A variable as a formula transforms it.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Variable">The variable.</param>
/// <param name="Argument">The exponent, the divisor or the number of knots; 0 where there is none.</param>
public sealed record ModelTransform(TransformKind Kind, string Variable, double Argument)
{
    /// <summary>The functions of formulas, as messages list them.</summary>
    internal const string Known = "log(x), log2(x), log10(x), sqrt(x), I(x^2), I(x/10) and rcs(x, 4)";

    /// <summary>As R writes it: <c>log(age)</c>, <c>I(age^2)</c>, <c>rcs(age, 4)</c>.</summary>
    public string Name
    {
        get
        {
            var argument = Argument.ToString("R", CultureInfo.InvariantCulture);
            return Kind switch
            {
                TransformKind.Log => $"log({Variable})",
                TransformKind.LogBaseTwo => $"log2({Variable})",
                TransformKind.LogBaseTen => $"log10({Variable})",
                TransformKind.SquareRoot => $"sqrt({Variable})",
                TransformKind.Power => $"I({Variable}^{argument})",
                TransformKind.Quotient => $"I({Variable}/{argument})",
                _ => $"rcs({Variable}, {argument})",
            };
        }
    }

    /// <summary>The names of the columns: a spline's as rms names them, <c>rcs(age, 4)age</c>, <c>rcs(age, 4)age'</c>.</summary>
    internal IEnumerable<string> ColumnNames => Kind != TransformKind.Spline ? [Name]
        : Enumerable.Range(0, (int)Argument - 1).Select(k => Name + Variable + new string('\'', k));

    /// <summary>The columns of a variable.</summary>
    /// <param name="values">The variable's values.</param>
    /// <param name="shown">The values to transform, with the knots of the others.</param>
    /// <exception cref="ModelException">It is not defined for a value; the message says for how many, and quotes none.</exception>
    internal List<(string Name, double[] Values)> Columns(double[] values, double[] shown)
    {
        if (Kind == TransformKind.Spline)
        {
            var spline = RestrictedCubicSpline.Of(values, (int)Argument) ?? throw new ModelException(Name,
                "the knots are not all different: there are too few values, or too many equal ones; take fewer knots, or no spline");
            return [.. ColumnNames.Zip(spline.Columns(shown))];
        }

        var transformed = Array.ConvertAll(shown, x => Kind switch
        {
            TransformKind.Log => Math.Log(x),
            TransformKind.LogBaseTwo => Math.Log2(x),
            TransformKind.LogBaseTen => Math.Log10(x),
            TransformKind.SquareRoot => Math.Sqrt(x),
            TransformKind.Power => Math.Pow(x, Argument),
            _ => x / Argument,
        });
        var outside = transformed.Count(x => !double.IsFinite(x));
        if (outside > 0)
            throw new ModelException(Name, string.Create(CultureInfo.InvariantCulture,
                $"it is not defined for {outside} of {transformed.Length} values, as they are {(Kind is TransformKind.SquareRoot
                    ? "negative" : Kind == TransformKind.Power ? "0, negative or too great" : "0 or negative")}"));
        return [(Name, transformed)];
    }
}
