namespace Urif.Repro.Tests;

public sealed class StudyTests
{
    [Fact]
    public void A_study_audits_every_number_of_its_ledger()
    {
        var study = Study.Open(Repository.PathOf("data", "paper"));
        Assert.Equal(study.Ledger.Numbers.Count, study.Audit().Numbers.Count);
    }
}
