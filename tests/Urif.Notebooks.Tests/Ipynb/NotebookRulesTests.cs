using Urif.Notebooks;
using Urif.Notebooks.Ipynb;

namespace Urif.Tests.Ipynb;

public class NotebookRulesTests
{
    private const string Raw = """{"cell_type": "raw", "id": "a", "metadata": {}, "source": ""}""";

    [Theory]
    [InlineData("[]", "n.ipynb: $: is an array; it must be an object")]
    [InlineData("{}", "n.ipynb: $: has no \"nbformat\"; the field is required")]
    [InlineData("""{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}""",
        "n.ipynb: $.nbformat: is nbformat 3; convert the notebook to nbformat 4 with Jupyter")]
    [InlineData("{\"nbformat\": 4,\n \"nbformat\": 4}", "n.ipynb: names a field twice; each field stands once")]
    [InlineData("{\n \"nbformat\" 4}", "n.ipynb(2,13): is not JSON; a notebook is JSON")]
    [InlineData("", "n.ipynb(1,1): is not JSON; a notebook is JSON")]
    public void A_text_that_is_no_notebook_is_refused_in_one_line(string json, string message) =>
        Assert.Equal(message, Assert.Throws<NotebookException>(() => Notebook.Parse(json, "n.ipynb")).Message);

    [Theory]
    [InlineData("1", "$.cells[0]: is a number; it must be an object")]
    [InlineData("""{"cell_type": "sql"}""", "$.cells[0].cell_type: is \"sql\"; it must be \"code\" or \"markdown\" or \"raw\"")]
    [InlineData("""{"cell_type": "raw", "id": "a b", "metadata": {}, "source": ""}""",
        "$.cells[0].id: is \"a b\"; an id is 1 to 64 letters, digits, hyphens and underscores")]
    [InlineData("""{"cell_type": "raw", "id": "a", "metadata": {}, "source": ["x", 1]}""",
        "$.cells[0].source[1]: is a number; it must be a string")]
    [InlineData("""{"cell_type": "raw", "id": "a", "metadata": {"tags": ["a,b"]}, "source": ""}""",
        "$.cells[0].metadata.tags[0]: is \"a,b\"; a tag has at least one character and no comma")]
    [InlineData("""{"cell_type": "raw", "id": "a", "metadata": {"tags": ["a", "a"]}, "source": ""}""",
        "$.cells[0].metadata.tags[1]: repeats \"a\"; each tag stands once")]
    [InlineData("""{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "", "attachments": {"a.png": {"image/png": 1}}}""",
        "$.cells[0].attachments['a.png']['image/png']: is a number; it must be a string or an array of strings")]
    [InlineData("""{"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": [], "execution_count": -1}""",
        "$.cells[0].execution_count: is -1; it must be an integer from 0 or null")]
    [InlineData("""{"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": [{"output_type": "stream", "name": "stdout"}], "execution_count": null}""",
        "$.cells[0].outputs[0]: has no \"text\"; the field is required")]
    [InlineData("""{"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": [{"output_type": "display_data", "metadata": {}, "data": {"text/html": {}}}], "execution_count": null}""",
        "$.cells[0].outputs[0].data['text/html']: is an object; it must be a string or an array of strings")]
    public void A_fault_is_named_by_file_and_JSON_path(string cells, string message)
    {
        var json = $$"""{"cells": [{{cells}}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""";
        Assert.Equal("n.ipynb: " + message, Assert.Throws<NotebookException>(() => Notebook.Parse(json, "n.ipynb")).Message);
    }

    // As Jupyter repairs them: the first cell keeps its id.
    [Fact]
    public void Ids_that_are_missing_or_not_unique_are_replaced_in_the_same_way_each_time()
    {
        const string json = """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
              {"cell_type": "raw", "id": "a", "metadata": {}, "source": ""}, {"cell_type": "raw", "id": "a", "metadata": {}, "source": ""},
              {"cell_type": "raw", "metadata": {}, "source": ""}, {"cell_type": "raw", "id": "cell-2", "metadata": {}, "source": ""}]}
            """;
        Assert.Equal(["a", "cell-2-x", "cell-3", "cell-2"], Notebook.Parse(json).Cells.Select(c => c.Id));
    }

    [Fact]
    public void JSON_mime_types_hold_any_value()
    {
        var json = """
            {"cells": [{"cell_type": "code", "id": "a", "metadata": {}, "source": "", "execution_count": 1, "outputs": [
              {"output_type": "display_data", "metadata": {}, "data": {"application/json": {"a": 1}, "application/vnd.x+json": [1]}}]}],
             "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """;
        var data = Assert.IsType<DisplayData>(((CodeCell)Notebook.Parse(json).Cells[0]).Outputs[0]).Data;
        Assert.Equal(1, data.Json("application/json")!.Value.GetProperty("a").GetInt32());
        Assert.Equal("[\n 1\n]", data.Text("application/vnd.x+json"));
    }

    [Fact]
    public void A_missing_file_is_one_line() =>
        Assert.Equal("no-such.ipynb: does not exist; give the path of an .ipynb file",
            Assert.Throws<NotebookException>(() => Notebook.Read("no-such.ipynb")).Message);
}
