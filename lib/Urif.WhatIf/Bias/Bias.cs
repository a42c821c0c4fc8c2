namespace Urif.WhatIf;

/// <summary>A way in which the counts of a study can differ from those of the women it is about, and what undoes it.</summary>
/// <remarks>
/// Fox MP, MacLehose RF, Lash TL (2021). Applying quantitative bias analysis to epidemiologic data, 2nd ed. Biases are undone one after
/// another in the reverse of the order in which they arose: first misclassification, then selection, then confounding.
/// </remarks>
public abstract record Bias
{
    // Closed: every kind is listed here.
    private Bias()
    {
    }

    /// <summary>The table without this bias. Not possible (negative counts) where the observed one cannot have come about so.</summary>
    /// <param name="observed">The table with it.</param>
    public abstract ExpectedTable Undo(ExpectedTable observed);

    private static double Probability(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A probability lies between 0 and 1.");

    private static double Above(double value, string name) =>
        value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "It is a probability above 0.");

    // Of women classified, `positive` were called positive: how many are.
    private static double True(double positive, double all, double sensitivity, double specificity) =>
        (positive - (1 - specificity) * all) / (sensitivity + specificity - 1);

    private static void CheckInformative(double sensitivity, double specificity)
    {
        if (!(sensitivity + specificity > 1))
        {
            throw new ArgumentOutOfRangeException(nameof(sensitivity), sensitivity,
                "Sensitivity has to be above the false-positive rate (1 - specificity), or the classification says nothing.");
        }
    }

    /// <summary>Some women's exposure was recorded wrongly.</summary>
    public sealed record ExposureMisclassified : Bias
    {
        /// <summary>With sensitivity and specificity of the exposure among women with and without the event.</summary>
        /// <exception cref="ArgumentOutOfRangeException">
        /// One is no probability, or a sensitivity is not above its false-positive rate.
        /// </exception>
        public ExposureMisclassified(
            double sensitivityWithEvent, double sensitivityWithout, double specificityWithEvent, double specificityWithout)
        {
            SensitivityWithEvent = Probability(sensitivityWithEvent, nameof(sensitivityWithEvent));
            SensitivityWithout = Probability(sensitivityWithout, nameof(sensitivityWithout));
            SpecificityWithEvent = Probability(specificityWithEvent, nameof(specificityWithEvent));
            SpecificityWithout = Probability(specificityWithout, nameof(specificityWithout));
            CheckInformative(sensitivityWithEvent, specificityWithEvent);
            CheckInformative(sensitivityWithout, specificityWithout);
        }

        /// <summary>P(recorded exposed | exposed) among women with the event.</summary>
        public double SensitivityWithEvent { get; }

        /// <summary>P(recorded exposed | exposed) among women without.</summary>
        public double SensitivityWithout { get; }

        /// <summary>P(recorded unexposed | unexposed) among women with the event.</summary>
        public double SpecificityWithEvent { get; }

        /// <summary>P(recorded unexposed | unexposed) among women without.</summary>
        public double SpecificityWithout { get; }

        /// <inheritdoc/>
        public override ExpectedTable Undo(ExpectedTable observed)
        {
            double events = observed.A + observed.C, others = observed.B + observed.D;
            var a = True(observed.A, events, SensitivityWithEvent, SpecificityWithEvent);
            var b = True(observed.B, others, SensitivityWithout, SpecificityWithout);
            return new(a, b, events - a, others - b);
        }
    }

    /// <summary>Some women's outcome was recorded wrongly.</summary>
    public sealed record OutcomeMisclassified : Bias
    {
        /// <summary>With sensitivity and specificity of the outcome among the exposed and the unexposed.</summary>
        /// <exception cref="ArgumentOutOfRangeException">
        /// One is no probability, or a sensitivity is not above its false-positive rate.
        /// </exception>
        public OutcomeMisclassified(
            double sensitivityExposed, double sensitivityUnexposed, double specificityExposed, double specificityUnexposed)
        {
            SensitivityExposed = Probability(sensitivityExposed, nameof(sensitivityExposed));
            SensitivityUnexposed = Probability(sensitivityUnexposed, nameof(sensitivityUnexposed));
            SpecificityExposed = Probability(specificityExposed, nameof(specificityExposed));
            SpecificityUnexposed = Probability(specificityUnexposed, nameof(specificityUnexposed));
            CheckInformative(sensitivityExposed, specificityExposed);
            CheckInformative(sensitivityUnexposed, specificityUnexposed);
        }

        /// <summary>P(recorded event | event) among the exposed.</summary>
        public double SensitivityExposed { get; }

        /// <summary>P(recorded event | event) among the unexposed.</summary>
        public double SensitivityUnexposed { get; }

        /// <summary>P(recorded none | none) among the exposed.</summary>
        public double SpecificityExposed { get; }

        /// <summary>P(recorded none | none) among the unexposed.</summary>
        public double SpecificityUnexposed { get; }

        /// <inheritdoc/>
        public override ExpectedTable Undo(ExpectedTable observed)
        {
            double exposed = observed.A + observed.B, unexposed = observed.C + observed.D;
            var a = True(observed.A, exposed, SensitivityExposed, SpecificityExposed);
            var c = True(observed.C, unexposed, SensitivityUnexposed, SpecificityUnexposed);
            return new(a, exposed - a, c, unexposed - c);
        }
    }

    /// <summary>Women of the four kinds came into the study with different probabilities.</summary>
    public sealed record Selected : Bias
    {
        /// <summary>With each kind's probability of being in the study.</summary>
        /// <exception cref="ArgumentOutOfRangeException">One is not above 0 and at most 1.</exception>
        public Selected(double exposedWithEvent, double exposedWithout, double unexposedWithEvent, double unexposedWithout)
        {
            ExposedWithEvent = Above(exposedWithEvent, nameof(exposedWithEvent));
            ExposedWithout = Above(exposedWithout, nameof(exposedWithout));
            UnexposedWithEvent = Above(unexposedWithEvent, nameof(unexposedWithEvent));
            UnexposedWithout = Above(unexposedWithout, nameof(unexposedWithout));
        }

        /// <summary>Of exposed women with the event.</summary>
        public double ExposedWithEvent { get; }

        /// <summary>Of exposed women without.</summary>
        public double ExposedWithout { get; }

        /// <summary>Of unexposed women with the event.</summary>
        public double UnexposedWithEvent { get; }

        /// <summary>Of unexposed women without.</summary>
        public double UnexposedWithout { get; }

        /// <inheritdoc/>
        public override ExpectedTable Undo(ExpectedTable observed) => new(
            observed.A / ExposedWithEvent, observed.B / ExposedWithout, observed.C / UnexposedWithEvent, observed.D / UnexposedWithout);
    }

    /// <summary>Something that was not measured, present or absent, changes the risk and is not equally common in both groups.</summary>
    /// <remarks>
    /// Bross IDJ (1966). J Chronic Dis 19:637-647; standardised to the exposed: the unexposed get the confounder's prevalence of the
    /// exposed. Its risk ratio is the same in both groups.
    /// </remarks>
    public sealed record Confounded : Bias
    {
        /// <summary>With the confounder's risk ratio and prevalences.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The ratio is not above 0, or a prevalence is no probability.</exception>
        public Confounded(double riskRatio, double prevalenceExposed, double prevalenceUnexposed)
        {
            if (!(riskRatio > 0)) throw new ArgumentOutOfRangeException(nameof(riskRatio), riskRatio, "A ratio is a number above 0.");
            RiskRatio = riskRatio;
            PrevalenceExposed = Probability(prevalenceExposed, nameof(prevalenceExposed));
            PrevalenceUnexposed = Probability(prevalenceUnexposed, nameof(prevalenceUnexposed));
        }

        /// <summary>How many times the confounder multiplies the risk.</summary>
        public double RiskRatio { get; }

        /// <summary>How common it is among the exposed.</summary>
        public double PrevalenceExposed { get; }

        /// <summary>How common it is among the unexposed.</summary>
        public double PrevalenceUnexposed { get; }

        /// <inheritdoc/>
        public override ExpectedTable Undo(ExpectedTable observed)
        {
            var unexposed = observed.C + observed.D;
            var c = observed.C * (1 + PrevalenceExposed * (RiskRatio - 1)) / (1 + PrevalenceUnexposed * (RiskRatio - 1));
            return observed with { C = c, D = unexposed - c };
        }
    }

    /// <summary>The table without several biases, undone in the order given.</summary>
    public static ExpectedTable UndoAll(IEnumerable<Bias> biases, ExpectedTable observed)
    {
        ArgumentNullException.ThrowIfNull(biases);
        return biases.Aggregate(observed, (table, bias) => bias.Undo(table));
    }
}
