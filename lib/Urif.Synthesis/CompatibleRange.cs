using Urif.Audit;
using Urif.Cohorts;
using Urif.Statistics;

namespace Urif.Synthesis;

/// <summary>What a <see cref="CompatibleRange"/> is of.</summary>
public enum RangedQuantity
{
    /// <summary>How many women of an arm have a biochemical loss.</summary>
    BiochemicalLosses,

    /// <summary>The early losses of an arm, in percent of its women with positive hCG.</summary>
    EarlyLossesOfPositiveHcg,

    /// <summary>The losses of an arm after a sac was seen, in percent of its clinical pregnancies.</summary>
    EarlyLossesOfClinicalPregnancies,

    /// <summary>The live births of an arm, in percent of its clinical pregnancies.</summary>
    LiveBirthsOfClinicalPregnancies,

    /// <summary>The mean of a measurement in an arm.</summary>
    Mean,

    /// <summary>Student's t of a measurement in a comparison.</summary>
    T,

    /// <summary>Mann and Whitney's z of a measurement in a comparison.</summary>
    Z,
}

/// <summary>The range that a quantity which a reading does not fix takes over all cohorts that have the reading's numbers.</summary>
/// <param name="Quantity">What it is.</param>
/// <param name="Arm">The arm that it is of; null for a comparison.</param>
/// <param name="Comparison">The comparison that it is of; null for an arm.</param>
/// <param name="Variable">The measurement; null for counts and shares of outcomes.</param>
/// <param name="Value">
/// The range. No compatible cohort lies outside. Counts and shares reach both ends; t and means reach them but for the steps in which
/// n values can move.
/// </param>
/// <param name="Printed">The number that the paper prints for it, which does not bind; null where it prints none.</param>
public sealed record CompatibleRange(
    RangedQuantity Quantity, Group? Arm, Comparison? Comparison, Variable? Variable, Interval Value, LedgerNumber? Printed);

/// <summary>Ranges of quantities over all compatible cohorts, found by optimising, not by drawing.</summary>
/// <remarks>
/// Counts and shares of outcomes by a constraint programme (<see cref="OutcomeProgramme"/>); t by monotonicity in the rounded means
/// and SDs; z by the order statistics that printed quartiles bound (<see cref="QuantileEnvelope"/>); means by a linear programme over
/// distributions (<see cref="MomentProgramme"/>).
/// </remarks>
public static class CompatibleRanges
{
    /// <summary>The number of women of an arm with an outcome, or going a way of the outcome tree (<c>biochemical_loss</c>).</summary>
    /// <exception cref="ArgumentException">The arm or the outcome does not exist.</exception>
    public static Interval Count(ReadingSolution solution, string group, string outcome)
    {
        var arm = ArmOf(solution, group);
        var (least, greatest) = new OutcomeProgramme(arm.Size, arm.All).Range(Known(outcome))!.Value;
        return new(least, greatest);
    }

    /// <summary>The share of one count in another, such as <c>early_loss</c> in <c>hcg_positive</c>, in [0, 1]; null where it is never
    /// defined.</summary>
    /// <exception cref="ArgumentException">The arm or an outcome does not exist.</exception>
    public static Interval? Share(ReadingSolution solution, string group, string outcome, string among)
    {
        var arm = ArmOf(solution, group);
        return OutcomeProgramme.ShareRange(arm.Size, arm.All, Known(outcome), Known(among)) is var (least, greatest) ? new(least, greatest)
            : null;
    }

    /// <summary>The mean of a measurement in an arm, whatever of it is printed.</summary>
    /// <param name="solution">The reading.</param>
    /// <param name="group">The arm.</param>
    /// <param name="variable"><c>fpg</c>, <c>fins</c>, <c>homa_ir</c>, <c>bmi</c>, <c>age</c>, <c>ins_2h</c> or <c>pg_2h</c>.</param>
    /// <exception cref="ArgumentException">The arm or the variable does not exist.</exception>
    public static Interval Mean(ReadingSolution solution, string group, string variable)
    {
        var arm = ArmOf(solution, group);
        var bounds = new NumberBounds(arm.All);
        return (variable is CohortColumns.Fpg or CohortColumns.Fins or CohortColumns.HomaIr ? InsulinBlock.Search(arm, bounds)
            : variable is CohortColumns.Age or CohortColumns.Bmi or CohortColumns.Ins2h or CohortColumns.Pg2h
                ? new MomentSearch(arm, bounds, null, variable, null)
            : throw new ArgumentException($"\"{variable}\" is not a measurement", nameof(variable))).Mean(variable);
    }

    /// <summary>
    /// The arms whose printed means and SDs of fasting glucose and insulin and mean of HOMA-IR force a correlation of the two (Pearson's r)
    /// that is not the one which the model asks for.
    /// </summary>
    public static IReadOnlyList<(Group Arm, double Asked, Interval Left)> ForcedCorrelations(ReadingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        var asked = solution.Reading.Model.Correlation(CohortColumns.Fpg, CohortColumns.Fins);
        var forced = new List<(Group, double, Interval)>();
        foreach (var arm in solution.Arms)
            if (ForcedCorrelation.Of(arm) is { } left && (asked < left.Low || asked > left.High)) forced.Add((arm.Group, asked, left));
        return forced;
    }

    /// <summary>Student's t of two arms whose means and SDs bind; null where one of them does not.</summary>
    /// <exception cref="ArgumentException">An arm does not exist.</exception>
    public static Interval? T(ReadingSolution solution, string first, string second, string variable)
    {
        ArmNumbers a = ArmOf(solution, first), b = ArmOf(solution, second);
        return (a[variable, Statistic.Mean], a[variable, Statistic.Sd], b[variable, Statistic.Mean], b[variable, Statistic.Sd])
            is ({ } meanA, { } sdA, { } meanB, { } sdB)
            ? TwoMeanBounds.Student(a.Size, meanA.Closed, sdA.Closed, b.Size, meanB.Closed, sdB.Closed) : null;
    }

    /// <summary>
    /// Mann and Whitney's z of two arms whose quartiles bind, never positive, without regard to ties (which make it greater in size,
    /// by a few percent for counts); null where no quartile of one of them binds.
    /// </summary>
    /// <exception cref="ArgumentException">An arm does not exist.</exception>
    public static Interval? Z(ReadingSolution solution, string first, string second, string variable)
    {
        ArmNumbers a = ArmOf(solution, first), b = ArmOf(solution, second);
        if (Envelope(a) is not { } x || Envelope(b) is not { } y) return null;
        var u = QuantileEnvelope.RankSumU(x, y);
        double middle = 0.5 * a.Size * b.Size, sd = Math.Sqrt(MannWhitneyTest.VarianceOfU(a.Size, b.Size));
        double low = (u.Low - middle) / sd, high = (u.High - middle) / sd;
        var least = low <= 0 && high >= 0 ? 0 : Math.Min(Math.Abs(low), Math.Abs(high));
        return new(0 - Math.Max(Math.Abs(low), Math.Abs(high)), 0 - least);

        QuantileEnvelope? Envelope(ArmNumbers arm)
        {
            var quantiles = new NumberBounds(arm.Of(variable)).Quantiles(variable);
            return quantiles.Count == 0 ? null : new(arm.Size, arm.RangeOf(variable), [.. quantiles]);
        }
    }

    /// <summary>The quantities that readers ask for first, arm by arm and comparison by comparison.</summary>
    public static IReadOnlyList<CompatibleRange> Of(ReadingSolution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        var ledger = solution.Reading.Ledger;
        var ranges = new List<CompatibleRange>();
        foreach (var arm in solution.Arms)
        {
            void Add(RangedQuantity what, Interval? value, double scale = 1, Variable? variable = null)
            {
                if (value is { } v) ranges.Add(new(what, arm.Group, null, variable, new(scale * v.Low, scale * v.High), null));
            }

            Add(RangedQuantity.BiochemicalLosses, Count(solution, arm.Group.Id, "biochemical_loss"));
            Add(RangedQuantity.EarlyLossesOfPositiveHcg, Share(solution, arm.Group.Id, CohortColumns.EarlyLoss, CohortColumns.HcgPositive),
                100);
            Add(RangedQuantity.EarlyLossesOfClinicalPregnancies,
                Share(solution, arm.Group.Id, "clinical_early_loss", CohortColumns.ClinicalPregnancy), 100);
            Add(RangedQuantity.LiveBirthsOfClinicalPregnancies,
                Share(solution, arm.Group.Id, CohortColumns.LiveBirth, CohortColumns.ClinicalPregnancy), 100);
            foreach (var variable in ledger.Variables.Where(
                v => v.Id is CohortColumns.Fins or CohortColumns.Fpg or CohortColumns.HomaIr or CohortColumns.Ins2h or CohortColumns.Pg2h
                && arm[v.Id, Statistic.Mean] is null))
                Add(RangedQuantity.Mean, Mean(solution, arm.Group.Id, variable.Id), 1, variable);
        }

        foreach (var comparison in ledger.Comparisons.Where(c => c.AdjustedFor.Count == 0))
        {
            foreach (var variable in ledger.Variables)
            {
                void Add(RangedQuantity what, Statistic statistic, Interval? value)
                {
                    if (value is not { } range) return;
                    ranges.Add(new(what, null, comparison, variable, range, ledger.Numbers.FirstOrDefault(n =>
                        n.Variable == variable && n.Statistic == statistic && n.Group.Length == 0 && comparison.Tables.Contains(n.Table))));
                }

                Add(RangedQuantity.T, Statistic.T, T(solution, comparison.First, comparison.Second, variable.Id));
                Add(RangedQuantity.Z, Statistic.Z, Z(solution, comparison.First, comparison.Second, variable.Id));
            }
        }

        return ranges;
    }

    private static ArmNumbers ArmOf(ReadingSolution solution, string group)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return solution.Arms.FirstOrDefault(a => a.Group.Id == group)
            ?? throw new ArgumentException($"\"{group}\" is not an arm", nameof(group));
    }

    private static string Known(string outcome) =>
        outcome == CohortColumns.HcgPositive || OutcomeProgramme.Outcomes.Contains(outcome)
            || OutcomeProgramme.Ways.Any(w => w.Way == outcome) ? outcome
        : throw new ArgumentException($"\"{outcome}\" is not an outcome", nameof(outcome));
}
