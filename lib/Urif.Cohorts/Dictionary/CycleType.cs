namespace Urif.Cohorts;

/// <summary>The type of a transfer cycle.</summary>
public enum CycleType
{
    /// <summary>Fresh embryos.</summary>
    Fresh,

    /// <summary>Frozen and thawed embryos.</summary>
    Frozen,
}
