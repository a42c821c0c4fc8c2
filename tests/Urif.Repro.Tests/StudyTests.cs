using Urif.Audit;

namespace Urif.Repro.Tests;

public sealed class StudyTests
{
    private static readonly string Rows = Repository.PathOf("data", "cohort", "tables-1-2-seed-1-0001-SYNTHETIC.csv");

    [Fact]
    public void A_study_audits_every_number_of_its_ledger()
    {
        var study = Study.Open(Repository.PathOf("data", "paper"));
        Assert.Equal(study.Ledger.Numbers.Count, study.Audit().Numbers.Count);
    }

    [Fact]
    public void The_whole_data_folder_and_the_ledger_alone_are_the_same_study()
    {
        var (whole, alone) = (Study.Open(Repository.PathOf("data")), Study.Open(Repository.PathOf("data", "paper")));
        Assert.Equal((whole.Design.CutOff, whole.Design.Formula, whole.Ledger.Numbers.Count), (alone.Design.CutOff, alone.Design.Formula, alone.Ledger.Numbers.Count));
        Assert.Equal(whole.Solve("tables-1-2").Binding.Select(n => n.Id), alone.Solve("tables-1-2").Binding.Select(n => n.Id));
    }

    [Fact]
    public void A_study_splits_where_its_ledger_does()
    {
        using var paper = TemporaryFolder.CopyOf(Repository.PathOf("data", "paper"));
        var groups = Path.Combine(paper.Path, "groups.csv");
        File.WriteAllText(groups, File.ReadAllText(groups).Replace("2.14", "2.5", StringComparison.Ordinal));
        var study = Study.Open(paper.Path);
        var women = study.ReadCohort(Rows).Check.Analysed;
        var homa = women.Values("homa_ir");
        var treated = women.Values("metformin");
        var resistant = homa.Where((h, i) => treated[i] == 0 && h >= 2.5).Count();
        Assert.Equal(resistant, study.Table("1", women).Columns[1].Size.Value);
        Assert.Equal(resistant, study.Tables(women, asPrinted: true)[1].Columns[1].Size.Value);
        Assert.Equal(2.5, study.Model(women, "early_loss ~ ir").CutOff);
        Assert.NotEqual(resistant, Study.Open(Repository.PathOf("data")).Table("1", women).Columns[1].Size.Value);
    }

    [Fact]
    public void A_file_that_cannot_be_used_and_a_reading_that_is_not_there_are_refused()
    {
        var study = Study.Open(Repository.PathOf("data"));
        Assert.Throws<InputException>(() => study.ReadCohort(Repository.PathOf("data", "cohort", "example-hospital-SYNTHETIC.csv")));
        Assert.Throws<InputException>(() => study.Solve("tables-9"));
        Assert.Throws<ArgumentException>(() => study.Table("9", study.ReadCohort(Rows).Check.Analysed));
        Assert.Throws<InputException>(() => Study.Open("nowhere"));
    }
}
