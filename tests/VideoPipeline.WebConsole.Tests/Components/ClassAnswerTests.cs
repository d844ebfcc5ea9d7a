using Bunit;
using VideoPipeline.WebConsole.Components;
using Xunit;

namespace VideoPipeline.WebConsole.Tests.Components;

public sealed class ClassAnswerTests : BunitContext
{
    [Fact]
    public void Parse_ClassesOfAnImage_AreATableWithBars()
    {
        var answer = ClassAnswer.Parse("""
            [[{"id": 967, "label": "espresso", "score": 0.9692}, {"id": 968, "label": "<b>cup", "score": 0.024}]]
            """);

        Assert.Null(answer.Problem);
        var table = Render<ClassTable>(parameters => parameters.Add(view => view.Classes, answer.Classes));
        Assert.Equal(["espresso", "<b>cup"], table.FindAll("tbody th").Select(cell => cell.TextContent));
        Assert.Equal(["0.9692", "0.0240"], table.FindAll("tbody td.number").Select(cell => cell.TextContent));
        Assert.Equal(["969.2", "24"], table.FindAll("rect").Select(bar => bar.GetAttribute("width")));
    }

    [Theory]
    [InlineData("""[{"error": {"type": "CorruptImageException", "message": "No image."}}]""", "No image.")]
    [InlineData("""{"error": {"type": "InvalidInputException", "message": "No model."}}""", "No model.")]
    [InlineData("[]", "[]")]
    [InlineData("Bad Gateway", "Bad Gateway")]
    [InlineData("""{"message": "other"}""", """{"message": "other"}""")]
    public void Parse_Failure_SaysWhy(string answer, string problem)
    {
        Assert.Equal(problem, ClassAnswer.Parse(answer).Problem);
        Assert.Empty(ClassAnswer.Parse(answer).Classes);
    }
}
