using Urif.Audit;

namespace Urif.Cohorts;

/// <summary>What a variable's values are.</summary>
public enum TableVariableKind
{
    /// <summary>Measurements and counts: summarised by mean or median, as the rule decides.</summary>
    Continuous,

    /// <summary>Yes or no: summarised by count and percent.</summary>
    Binary,
}

/// <summary>A variable as a row of a table.</summary>
/// <param name="Name">The variable, as <see cref="Cohort.Values"/> knows it.</param>
/// <param name="Label">What readers call it.</param>
/// <param name="Unit">Its unit; empty where it has none.</param>
/// <param name="Kind">What its values are.</param>
public sealed record TableVariable(string Name, Localized Label, string Unit, TableVariableKind Kind)
{
    private static readonly Localized Stage = new("Stage of the embryos", "移植胚胎类型"), Cycle = new("Type of cycle", "移植周期类型"),
        Outcomes = new("Pregnancy outcomes", "妊娠结局"), Prior = new("Prior embryos transferred", "既往移植胚胎数"), Markers = new("Biochemistry", "生化指标");

    /// <summary>The variables of the paper's tables.</summary>
    public static IReadOnlyList<string> OfPaper { get; } =
    [
        "age", "bmi", "prior_losses", "prior_transfer_cycles", "prior_failed_cycles", "prior_cleavage_embryos", "prior_blastocysts",
        "embryos_transferred", "stage_cleavage", "stage_blastocyst", "cycle_fresh", "cycle_frozen", "fins", "ins_2h", "fpg", "pg_2h",
        "homa_ir", "clinical_pregnancy", "ectopic", "early_loss", "late_loss", "live_birth",
    ];

    /// <summary>The heading under which it stands; null where it stands alone.</summary>
    public Localized? Heading { get; init; }

    /// <summary>
    /// The partition that it is a row of (<c>stage</c>, <c>cycle</c>): its rows add up to the women, and one test of all is
    /// booked on the first. Null where there is none.
    /// </summary>
    public string? Partition { get; init; }

    /// <summary>
    /// How the paper summarises it, where a table is to print what the paper prints: mean ± SD goes with Student's t, the median
    /// with Mann-Whitney. Null where the paper's rule is to decide. For continuous variables only.
    /// </summary>
    public SummaryKind? Summary { get; init; }

    /// <summary>Whether it is an outcome, to which <see cref="TableOptions.Denominator"/> applies.</summary>
    public bool IsOutcome { get; init; }

    /// <summary>The row of a variable.</summary>
    /// <param name="name">A column of type number, integer or boolean, or a derived variable of <see cref="Cohort.Values"/>.</param>
    /// <exception cref="ArgumentException">There is no such variable, or it cannot be summarised in one row.</exception>
    public static TableVariable Of(string name)
    {
        switch (name)
        {
            case "homa_ir": return new(name, new("HOMA-IR", "HOMA-IR 指数"), "", TableVariableKind.Continuous);
            case "homa_beta": return new(name, new("HOMA-β", "HOMA-β 指数"), "%", TableVariableKind.Continuous);
            case "quicki": return new(name, new("QUICKI", "QUICKI 指数"), "", TableVariableKind.Continuous);
            case "matsuda": return new(name, new("Matsuda index, two points", "两点 Matsuda 指数"), "", TableVariableKind.Continuous);
            case "stage_cleavage": return Binary(name, "cleavage-stage embryos", "卵裂期胚胎") with { Heading = Stage, Partition = "stage" };
            case "stage_blastocyst": return Binary(name, "blastocysts", "囊胚期胚胎") with { Heading = Stage, Partition = "stage" };
            case "cycle_fresh": return Binary(name, "fresh cycle", "新鲜周期") with { Heading = Cycle, Partition = "cycle" };
            case "cycle_frozen": return Binary(name, "frozen-thawed cycle", "冻融周期") with { Heading = Cycle, Partition = "cycle" };
            case "biochemical_loss": return Binary(name, "biochemical loss", "生化妊娠") with { Heading = Outcomes, IsOutcome = true };
        }

        var column = CohortSchema.Column(name);
        var kind = column.Type switch
        {
            ColumnType.Number or ColumnType.Integer => TableVariableKind.Continuous,
            ColumnType.Boolean => TableVariableKind.Binary,
            _ => throw new ArgumentException($"\"{name}\" is of type {column.Type} and has no row of its own in a table", nameof(name)),
        };
        var isOutcome = name is "clinical_pregnancy" or "ectopic" or "early_loss" or "late_loss" or "live_birth";
        return new(name, column.Label, column.Unit, kind)
        {
            IsOutcome = isOutcome,
            Heading = isOutcome ? Outcomes
                : name is "prior_cleavage_embryos" or "prior_blastocysts" ? Prior
                : name is "fins" or "ins_2h" or "fpg" or "pg_2h" ? Markers
                : null,
        };
    }

    private static TableVariable Binary(string name, string en, string zh) => new(name, new(en, zh), "", TableVariableKind.Binary);
}
