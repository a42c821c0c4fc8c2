namespace Urif.Cohorts;

public sealed partial class Cohort
{
    /// <summary>A row as a record.</summary>
    public TransferCycle this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            double? Number(string name) => Numbers(name)[row] is var v && double.IsNaN(v) ? null : v;
            int? Whole(string name) => Counts(name)[row] is var v && v == MissingCount ? null : v;
            bool? Yes(string name) => Codes(name)[row] is var v && v < 0 ? null : v == 1;
            int? Word(string name) => Codes(name)[row] is var v && v < 0 ? null : v;
            static int? Known(int number) => number == MissingNumber ? null : number;
            return new()
            {
                WomanId = Known(Women[row]),
                CycleId = Known(Cycles[row]),
                Centre = Known(CentreCodes[row]) is { } centre ? Centres[centre] : null,
                TransferDate = Known(TransferDays[row]) is { } day ? DateOnly.FromDayNumber(day) : null,
                Age = Number("age"),
                Bmi = Number("bmi"),
                PriorLosses = Whole("prior_losses"),
                PriorTransferCycles = Whole("prior_transfer_cycles"),
                PriorFailedCycles = Whole("prior_failed_cycles"),
                PriorCleavageEmbryos = Whole("prior_cleavage_embryos"),
                PriorBlastocysts = Whole("prior_blastocysts"),
                Fins = Number("fins"),
                Ins2h = Number("ins_2h"),
                Fpg = Number("fpg"),
                Pg2h = Number("pg_2h"),
                Metformin = Yes("metformin"),
                EmbryosTransferred = Whole("embryos_transferred"),
                Stage = (EmbryoStage?)Word("stage"),
                Cycle = (CycleType?)Word("cycle"),
                HcgPositive = Yes("hcg_positive"),
                GestationalSac = (GestationalSac?)Word("gestational_sac"),
                FetalHeartbeat = Yes("fetal_heartbeat"),
                PregnancyEnd = (PregnancyEnd?)Word("pregnancy_end"),
                PregnancyEndWeek = Number("pregnancy_end_week"),
                ClinicalPregnancy = Yes("clinical_pregnancy"),
                Ectopic = Yes("ectopic"),
                EarlyLoss = Yes("early_loss"),
                LateLoss = Yes("late_loss"),
                LiveBirth = Yes("live_birth"),
                PriorSuccess = Yes("prior_success"),
                GoodQualityEmbryos = Whole("good_quality_embryos"),
                UterusNormal = Yes("uterus_normal"),
                EndometrialDisease = Yes("endometrial_disease"),
                UterineMalformation = Yes("uterine_malformation"),
                TubalPelvicFactor = Yes("tubal_pelvic_factor"),
                AutoimmuneThrombophilia = Yes("autoimmune_thrombophilia"),
                EndocrineDisease = Yes("endocrine_disease"),
                RecentMedication = Yes("recent_medication"),
                ChromosomalAbnormality = Yes("chromosomal_abnormality"),
                SmokingAlcohol = Yes("smoking_alcohol"),
                Synthetic = Yes("synthetic"),
            };
        }
    }

    /// <summary>A cohort of records, in their order; every column counts as present.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="cycles">The rows. Identifiers and counts are not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count does not fit 16 bits, or an identifier is negative.</exception>
    public static Cohort Of(string name, IEnumerable<TransferCycle> cycles)
    {
        var rows = cycles as IReadOnlyList<TransferCycle> ?? [.. cycles];
        var centres = rows.Select(r => r.Centre).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var centreOf = centres.Select((centre, code) => (centre, code)).ToDictionary(c => c.centre, c => c.code, StringComparer.Ordinal);
        var columns = new Array?[CohortSchema.Columns.Count];
        void Set<T>(string column, Func<TransferCycle, T> value) =>
            columns[CohortSchema.Column(column).Index] = rows.Select(value).ToArray();
        void Number(string column, Func<TransferCycle, double?> value) => Set(column, r => value(r) ?? double.NaN);
        void Whole(string column, Func<TransferCycle, int?> value) => Set(column, r =>
            value(r) is not { } count ? MissingCount
            : count is > short.MinValue and <= short.MaxValue ? (short)count
            : throw new ArgumentOutOfRangeException(nameof(cycles), $"a value of {column} does not fit 16 bits"));
        void Word(string column, Func<TransferCycle, int?> value) => Set(column, r => (sbyte)(value(r) ?? MissingCode));
        void Yes(string column, Func<TransferCycle, bool?> value) => Word(column, r => value(r) is { } yes ? (yes ? 1 : 0) : null);
        void Identifier(string column, Func<TransferCycle, int?> value) => Set(column, r =>
            value(r) is not { } id ? MissingNumber
            : id >= 0 ? id
            : throw new ArgumentOutOfRangeException(nameof(cycles), $"a value of {column} is negative"));

        Identifier("woman_id", r => r.WomanId);
        Identifier("cycle_id", r => r.CycleId);
        Set("centre", r => r.Centre is { } centre ? centreOf[centre] : MissingNumber);
        Set("transfer_date", r => r.TransferDate?.DayNumber ?? MissingNumber);
        Number("age", r => r.Age);
        Number("bmi", r => r.Bmi);
        Whole("prior_losses", r => r.PriorLosses);
        Whole("prior_transfer_cycles", r => r.PriorTransferCycles);
        Whole("prior_failed_cycles", r => r.PriorFailedCycles);
        Whole("prior_cleavage_embryos", r => r.PriorCleavageEmbryos);
        Whole("prior_blastocysts", r => r.PriorBlastocysts);
        Number("fins", r => r.Fins);
        Number("ins_2h", r => r.Ins2h);
        Number("fpg", r => r.Fpg);
        Number("pg_2h", r => r.Pg2h);
        Yes("metformin", r => r.Metformin);
        Whole("embryos_transferred", r => r.EmbryosTransferred);
        Word("stage", r => (int?)r.Stage);
        Word("cycle", r => (int?)r.Cycle);
        Yes("hcg_positive", r => r.HcgPositive);
        Word("gestational_sac", r => (int?)r.GestationalSac);
        Yes("fetal_heartbeat", r => r.FetalHeartbeat);
        Word("pregnancy_end", r => (int?)r.PregnancyEnd);
        Number("pregnancy_end_week", r => r.PregnancyEndWeek);
        Yes("clinical_pregnancy", r => r.ClinicalPregnancy);
        Yes("ectopic", r => r.Ectopic);
        Yes("early_loss", r => r.EarlyLoss);
        Yes("late_loss", r => r.LateLoss);
        Yes("live_birth", r => r.LiveBirth);
        Yes("prior_success", r => r.PriorSuccess);
        Whole("good_quality_embryos", r => r.GoodQualityEmbryos);
        Yes("uterus_normal", r => r.UterusNormal);
        Yes("endometrial_disease", r => r.EndometrialDisease);
        Yes("uterine_malformation", r => r.UterineMalformation);
        Yes("tubal_pelvic_factor", r => r.TubalPelvicFactor);
        Yes("autoimmune_thrombophilia", r => r.AutoimmuneThrombophilia);
        Yes("endocrine_disease", r => r.EndocrineDisease);
        Yes("recent_medication", r => r.RecentMedication);
        Yes("chromosomal_abnormality", r => r.ChromosomalAbnormality);
        Yes("smoking_alcohol", r => r.SmokingAlcohol);
        Yes("synthetic", r => r.Synthetic);
        var positions = new RowPositions();
        for (var row = 0; row < rows.Count; row++) positions.Add(row + 1L);
        return new(name, rows.Count, columns, centres, positions);
    }
}
