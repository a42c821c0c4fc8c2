namespace Urif.Repro;

/// <summary>
/// Libraries that cells may use beside those that the kit itself needs. Of what lies beside this library, a kernel offers cells
/// only what its metadata names, and this names them.
/// </summary>
internal static class CellLibraries
{
    /// <summary>A type of each.</summary>
    public static IReadOnlyList<Type> Entrances => [typeof(MathNet.Numerics.Distributions.Normal), typeof(Plotly.NET.CSharp.Chart)];
}
