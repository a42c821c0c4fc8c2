using Urif.Audit;

namespace Urif.Cohorts.Tests.Design;

/// <summary>Faults of a dictionary or a design of one's own: each one line that says where, what, and what would be right; all in one run.</summary>
public sealed class OwnDesignFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = TemporaryFolder.CopyOf(Repository.PathOf("data", "examples", "birthwt"));

    public static TheoryData<string, string, string> Dictionaries => new()
    {
        { "race,race,category", "race,race,categroy", "dictionary.csv, line 5, column 3 (type): \"categroy\" is not a type; did you mean \"category\"?" },
        { "age,age of the mother,number,years,10,60", "age,age of the mother,number,years,ten,60", "dictionary.csv, line 3, column 5 (minimum): \"ten\" is not a number" },
        { "number,years,10,60", "number,years,60,10", "(minimum): \"60\" is above the maximum" },
        { "smoke,smoking in pregnancy", "low,smoking in pregnancy", "dictionary.csv, line 6, column 1 (name): \"low\" is the name of line 2 already" },
        { "white=1;black=2;other=3", "white=1;black=1;other=3", "(categories): \"black=1\" has a spelling of \"white\"" },
        { "white=1;black=2;other=3", "white=1;;other=3", "(categories): \"white=1;;other=3\" has a blank item" },
        { "ht,history of hypertension,boolean,,,,no,", "ht,history of hypertension,boolean,,,,no,true=1;false=0", "are not yes and no" },
        { "ptl,previous premature labours,integer,,0,20,no,", "ptl,previous premature labours,integer,,0,20,no,a;b", "lists words of a column that has none" },
        { "ui,uterine irritability", "u i,uterine irritability", "\"u i\" is not a name; begin with an ASCII letter" },
        { "ui,uterine irritability", "ui,history of hypertension", "has the header of ht (line 8)" },
        { "bwt,birth weight,number,g,300,7000,yes", "bwt,birth weight,number,g,300,7000,maybe", "\"maybe\" is not a need" },
        { "ftv,visits to a physician", "ftv,patient name", "has a header that looks like a name" },
        { "ftv,visits to a physician,integer", "woman_id,visits to a physician,integer", "\"integer\" is not the type of woman_id" },
        { "low,low birth weight,boolean,,,,yes", "low,low birth weight,boolean,,0,,yes", "bounds a column of type boolean" },
        { "name,label_en,type", "name,label,type", "dictionary.csv, line 1, column 2: \"label\" is not a column of this file" },
        { "name,label_en,type", "name,label_en,source", "has no column type" },
    };

    public static TheoryData<string, string, string> Designs => new()
    {
        { "\"by\": \"race\"", "\"by\": \"rase\"", "table race: is by \"rase\", which has neither numbers nor listed words; did you mean \"race\"?" },
        { "\"cuts\": [20, 25, 30]", "\"cuts\": [20, 20, 30]", "tables[2].cuts[1]: is not above the cut before it" },
        { "\"cuts\": [20, 25, 30],", "", "table age: does not say where to cut age" },
        { "\"by\": \"race\",", "\"by\": \"race\", \"words\": [\"white\", \"blck\"],", "table race: \"blck\" is no word of race; did you mean \"black\"?" },
        { "\"by\": \"race\",", "\"by\": \"race\", \"words\": [\"white\", \"other\"],", "an overall column of words that do not follow one another" },
        { "\"by\": \"race\",", "\"by\": \"race\", \"differences\": true,", "table race: asks for differences of 3 groups" },
        { "\"columns\": [\"Non-smokers\", \"Smokers\"]", "\"columns\": [\"Non-smokers\"]", "names 1 columns, and has 2 groups" },
        { "\"rows\": [\"age\", \"lwt\", \"ptl\", \"ht\", \"ui\", \"smoke\"", "\"rows\": [\"age\", \"lwd\", \"ptl\", \"ht\", \"ui\", \"smoke\"", "table race: \"lwd\" is no variable with rows" },
        { "\"word\": \"no\"", "\"word\": \"never\"", "table age: does not name a word of smoke" },
        { "\"among\": \"ui\"", "\"among\": \"age\"", "is counted among no column of yes and no: \"age\"" },
        { "\"summary\": \"mean\"", "\"summary\": \"mode\"", "variables[6].summary: \"mode\" is unknown" },
        { "\"id\": \"low\", \"heading\": \"child\"", "\"id\": \"low\", \"heading\": \"childs\"", "names no heading: \"childs\"; did you mean \"child\"?" },
        { "\"id\": \"smoke\", \"label\"", "\"id\": \"smoker\", \"label\"", "exposure: \"smoker\" has no numbers to cut, and is no column of yes and no" },
        { "\"by\": \"race\"", "\"by\": \"race\", \"comparison\": \"ir_effect\"", "tables[1]: has groups by a comparison and by a column" },
        { "\"univariable\": true", "\"outcome\": \"low\"", "model: is not said in one way" },
        { "\"means\": \"welch\"", "\"means\": \"wilcoxon\"", "tables[0].means: \"wilcoxon\" is unknown" },
        { "\"unit_of_analysis\": \"births\"", "\"unit_of_analysis\": {}", "unit_of_analysis: has no text" },
        { "\"tables\": [", "\"table\": [", "design.json, table: is not a property known here" },
    };

    private InputException Refusal => Assert.Throws<InputException>(() => StudyDesign.ReadFiles(
        Path.Combine(_folder.Path, "dictionary.csv"), Path.Combine(_folder.Path, "design.json")));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Dictionaries))]
    public void A_fault_of_a_dictionary_is_said_with_its_place(string old, string changed, string said)
    {
        Change("dictionary.csv", old, changed);
        AssertSaid(said);
    }

    [Theory]
    [MemberData(nameof(Designs))]
    public void A_fault_of_a_design_is_said_with_its_place(string old, string changed, string said)
    {
        Change("design.json", old, changed);
        AssertSaid(said);
    }

    [Fact]
    public void All_faults_of_a_file_are_said_in_one_run()
    {
        Change("dictionary.csv", "race,race,category", "race,race,categroy");
        Change("dictionary.csv", "number,years,10,60", "number,years,ten,60");
        Change("dictionary.csv", "bwt,birth weight,number,g,300,7000,yes", "bwt,birth weight,number,g,300,7000,maybe");
        Assert.Equal(["line 3", "line 5", "line 11"], Refusal.Problems.Select(p => p.Where.Split(", ")[1]));
        Change("dictionary.csv", "categroy", "category");
        Change("dictionary.csv", "ten", "10");
        Change("dictionary.csv", "maybe", "no");
        Change("design.json", "\"by\": \"race\"", "\"by\": \"rase\"");
        Change("design.json", "\"among\": \"ui\"", "\"among\": \"age\"");
        Change("design.json", "\"word\": \"no\"", "\"word\": \"never\"");
        Assert.Equal(3, Refusal.Problems.Count);
        Assert.All(Refusal.Problems, p => Assert.DoesNotContain('\n', p.Message));
    }

    [Fact]
    public void A_formula_says_where_it_cannot_be_read_and_quotes_no_value()
    {
        using var source = RecordSource.Open(Path.Combine(_folder.Path, "birthwt.csv"));
        var design = StudyDesign.ReadFiles(Path.Combine(_folder.Path, "dictionary.csv"), null);
        var births = CohortCheck.Run(CohortReader.Read(source, new() { Design = design }).Cohort).Analysed;
        string Said(string formula) => Assert.Throws<InputException>(() => CohortModel.Fit(births, formula)).Message;
        Assert.Contains("position 7: exp() is no function known here", Said("low ~ exp(age)"), StringComparison.Ordinal);
        Assert.Contains("3, 4 or 5 knots are expected", Said("low ~ rcs(age, 7)"), StringComparison.Ordinal);
        Assert.Contains("log(ftv): it is not defined for 100 of 189 values, as they are 0 or negative", Said("low ~ log(ftv)"), StringComparison.Ordinal);
        Assert.Contains("the knots are not all different", Said("low ~ rcs(ptl, 3)"), StringComparison.Ordinal);
        Assert.Contains("race has words, not numbers to transform", Said("low ~ log(race)"), StringComparison.Ordinal);
        Assert.Contains("did you mean \"smoke\"?", Said("low ~ smok"), StringComparison.Ordinal);
        Assert.Contains("the response is also on the right side", Said("low ~ log(low)"), StringComparison.Ordinal);
    }

    private void Change(string file, string old, string changed)
    {
        var path = Path.Combine(_folder.Path, file);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        File.WriteAllText(path, text[..at] + changed + text[(at + old.Length)..]);
    }

    private void AssertSaid(string said)
    {
        var refusal = Refusal;
        Assert.Contains(refusal.Problems, p => p.Message.Contains(said, StringComparison.Ordinal));
        Assert.All(refusal.Problems, p => Assert.DoesNotContain('\n', p.Message));
    }
}
