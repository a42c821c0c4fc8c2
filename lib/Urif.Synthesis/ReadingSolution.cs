using System.Globalization;
using Urif.Audit;
using Urif.Cohorts;

namespace Urif.Synthesis;

/// <summary>
/// What becomes of a reading: the sets of its numbers that no women can have together, what gave way in each, and the numbers that
/// a synthetic cohort has to have.
/// </summary>
public sealed class ReadingSolution
{
    private ReadingSolution(
        Reading reading, IReadOnlyList<Conflict> conflicts, IReadOnlyList<ArmNumbers> arms, IReadOnlyList<PreparedDraws> prepared) =>
        (Reading, Conflicts, Arms, Prepared) = (reading, conflicts, arms, prepared);

    /// <summary>The reading.</summary>
    public Reading Reading { get; }

    /// <summary>The conflicts, arm by arm. None: the reading is feasible as it stands.</summary>
    public IReadOnlyList<Conflict> Conflicts { get; }

    /// <summary>The numbers that gave way.</summary>
    public IEnumerable<LedgerNumber> Dropped => Conflicts.Select(c => c.Dropped);

    /// <summary>The numbers that bind after all, in the order of the ledger.</summary>
    public IReadOnlyList<LedgerNumber> Binding
    {
        get
        {
            var dropped = Dropped.ToHashSet();
            return [.. Reading.Binding.Where(n => !dropped.Contains(n))];
        }
    }

    /// <summary>The arms with the numbers that bind after all.</summary>
    internal IReadOnlyList<ArmNumbers> Arms { get; }

    /// <summary>What was prepared to draw each arm's whole numbers.</summary>
    internal IReadOnlyList<PreparedDraws> Prepared { get; }

    /// <summary>Decides which numbers of a reading can hold together.</summary>
    /// <exception cref="InputException">
    /// The ledger's groups are not the study's arms, or a number binds for women who are no arm or for a variable that a cohort has
    /// no column of, or a range of the model leaves an arm's women no value.
    /// </exception>
    public static ReadingSolution Of(Reading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var groups = Study(reading.Ledger);
        CheckBinding(reading, groups);
        CheckRanges(reading, groups);
        var conflicts = new IReadOnlyList<Conflict>[groups.Count];
        var arms = new ArmNumbers[groups.Count];
        PreparedDraws[] prepared = [.. groups.Select(_ => new PreparedDraws())];
        Parallel.For(0, groups.Count, i =>
        {
            var (group, arm) = groups[i];
            var asked = new ArmNumbers(reading, group, arm, reading.Binding, []);
            var found = NumberBlock.Of(asked, new Examples(asked, prepared[i])).Select(ConflictSearch.Of).ToList();
            conflicts[i] = [.. found.SelectMany(f => f.Conflicts)];
            var left = found.SelectMany(f => f.Left).ToHashSet();
            arms[i] = new(reading, group, arm, reading.Binding.Where(left.Contains), [.. conflicts[i].Select(c => c.Dropped)]);
        });
        return new(reading, [.. conflicts.SelectMany(c => c)], arms, prepared);
    }

    private static List<(Group Group, Arm Arm)> Study(Ledger ledger)
    {
        var arms = new List<(Group, Arm)>();
        foreach (var arm in Enum.GetValues<Arm>())
        {
            var id = StudyDesign.Default.Arms[(int)arm].Id;
            var group = ledger.Groups.FirstOrDefault(g => g.Id == id)
                ?? throw new InputException("groups.csv", $"has no group {id}", "give the four arms of the study");
            if (group.Size > 0) arms.Add((group, arm));
        }

        return arms;
    }

    private static void CheckBinding(Reading reading, List<(Group Group, Arm Arm)> groups)
    {
        foreach (var number in reading.Binding)
        {
            if (!groups.Any(g => g.Group.Id == number.Group))
                throw new InputException($"reading {reading.Name}", $"binds {number.Id}, which is of {number.Group}",
                    $"bind numbers of {string.Join(", ", groups.Select(g => g.Group.Id))}");
            if (!Covered.Contains(number.Variable.Id))
                throw new InputException($"reading {reading.Name}", $"binds {number.Id}, and a cohort has no such column",
                    $"bind numbers of {string.Join(", ", Covered)}");
        }
    }

    private static void CheckRanges(Reading reading, List<(Group Group, Arm Arm)> groups)
    {
        foreach (var (group, arm) in groups)
        {
            var numbers = new ArmNumbers(reading, group, arm, [], []);
            foreach (var (variable, given) in reading.Model.Ranges)
            {
                var step = CohortSchema.Default.Column(variable).Type == ColumnType.Integer ? 1 : reading.Model.Step;
                var (low, high) = numbers.RangeOf(variable);
                if (Math.Ceiling(low / step - 1e-9) > Math.Floor(high / step + 1e-9))
                    throw new InputException($"reading {reading.Name}",
                        string.Create(CultureInfo.InvariantCulture,
                            $"leaves women of {group.Id} no {variable} from {given.Low} to {given.High} that the paper's criteria allow"),
                        string.Create(CultureInfo.InvariantCulture, $"give a range with a multiple of {step} in it, within the criteria"));
            }
        }
    }

    private static readonly string[] Covered =
    [
        "group_size", CohortColumns.Age, CohortColumns.Bmi, CohortColumns.PriorLosses, CohortColumns.PriorTransferCycles,
            CohortColumns.PriorFailedCycles, CohortColumns.PriorCleavageEmbryos, CohortColumns.PriorBlastocysts,
        CohortColumns.EmbryosTransferred, "stage_cleavage", "stage_blastocyst", "cycle_fresh", "cycle_frozen", CohortColumns.Fpg,
            CohortColumns.Fins, CohortColumns.HomaIr, CohortColumns.Ins2h, CohortColumns.Pg2h,
        .. OutcomeProgramme.Outcomes,
    ];
}
