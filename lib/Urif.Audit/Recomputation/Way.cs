namespace Urif.Audit;

/// <summary>One way in which a paper can have come by a number: a rounding, and a convention with the values it makes attainable.</summary>
/// <param name="Rounding">How the number, and what it is computed from, became digits.</param>
/// <param name="Alternative">The convention.</param>
/// <param name="Passes">Whether the printed digits come about this way.</param>
internal sealed record Way(Rounding Rounding, Attainable Alternative, bool Passes);
