namespace Urif.Cohorts;

/// <summary>Where the values of an outcome come from, in rows.</summary>
/// <param name="Given">The file gives them.</param>
/// <param name="Derived">hCG, ultrasound and the end of the pregnancy give them.</param>
/// <param name="Followed">They are "no" because there was no clinical pregnancy.</param>
/// <param name="Unknown">They are not known.</param>
public readonly record struct OutcomeSources(int Given, int Derived, int Followed, int Unknown);
