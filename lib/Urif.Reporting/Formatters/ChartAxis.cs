using Newtonsoft.Json.Linq;
using Urif.Audit;
using Urif.Statistics;

namespace Urif.Reporting;

/// <summary>An axis of a chart's still picture: where values lie on it from 0 to 1, and its ticks.</summary>
internal sealed class ChartAxis
{
    private readonly bool _isLogarithmic;
    private readonly List<string>? _words;
    private readonly double _from, _to;

    /// <summary>The axis that plotly.js would make of values: of words, if one of them is a word.</summary>
    /// <param name="layout">The axis in the chart's layout; null where the chart says nothing of it.</param>
    /// <param name="values">All values on the axis, and 0 where bars stand on it.</param>
    public ChartAxis(JObject? layout, IEnumerable<object?> values)
    {
        var present = values.OfType<object>().ToList();
        _isLogarithmic = (string?)layout?["type"] == "log";
        Title = (layout?["title"] is JObject title ? (string?)title["text"] : (string?)layout?["title"]) ?? "";
        if (present.Exists(v => v is string))
        {
            _words = [.. present.Select(ColumnText.Of).Distinct(StringComparer.Ordinal)];
            (_from, _to) = (-0.5, _words.Count - 0.5);
            return;
        }

        var numbers = present.OfType<double>().Select(Scaled).Where(double.IsFinite).ToList();
        (_from, _to) = layout?["range"] is JArray { Count: 2 } range ? ((double)range[0], (double)range[1])
            : numbers.Count > 0 ? (numbers.Min(), numbers.Max()) : (0, 1);
        if (!(_to > _from)) (_from, _to) = (_from - 0.5, _from + 0.5);
    }

    /// <summary>What the axis measures.</summary>
    public string Title { get; }

    /// <summary>Whether it has words instead of numbers.</summary>
    public bool HasWords => _words is not null;

    /// <summary>The place of a value between 0 and 1; null where there is no value, or it lies beyond the ends.</summary>
    public double? At(object? value)
    {
        if (value is null) return null;
        var scaled = _words is not null ? _words.IndexOf(ColumnText.Of(value)) : value is double x ? Scaled(x) : double.NaN;
        var place = (scaled - _from) / (_to - _from);
        return place is >= -1e-9 and <= 1 + 1e-9 ? place : null;
    }

    /// <summary>The places of ticks, and what stands there.</summary>
    public IEnumerable<(double Place, string Text)> Ticks()
    {
        if (_words is not null) return _words.Select(word => (At(word)!.Value, word));
        return (_isLogarithmic ? Logarithmic() : Equal()).Select(x => (At(x), NumberFormat.Trimmed(x)))
            .Where(t => t.Item1 is not null).Select(t => (t.Item1!.Value, t.Item2));
    }

    private double Scaled(double x) => _isLogarithmic ? Math.Log10(x) : x;

    private IEnumerable<double> Equal()
    {
        var step = Histogram.RoundStep((_to - _from) / 7);
        for (var k = Math.Ceiling(_from / step - 1e-9); k * step <= _to + 1e-9 * step; k++) yield return Math.Round(k * step, 12);
    }

    private IEnumerable<double> Logarithmic()
    {
        int[] steps = _to - _from > 3 ? [1] : [1, 2, 5];
        for (var power = Math.Floor(_from); power <= _to; power++)
            foreach (var step in steps) yield return step * Math.Pow(10, power);
    }
}
