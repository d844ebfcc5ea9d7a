using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.States;
using VideoPipeline.StatesLanguage.Tests.Recorded;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Definition;

public sealed class StateMachineDefinitionTests
{
    [Fact]
    public void Parse_Definition_KeepsTheOrderOfTheStates()
    {
        var definition = StateMachineDefinition.Parse(
            """{"Comment": "c", "StartAt": "B", "States": {"B": {"Type": "Pass", "Next": "A"}, "A": {"Type": "Succeed"}}}""");

        Assert.Equal(["B", "A"], definition.Workflow.States.Keys);
        Assert.Equal(StateType.Succeed, definition.Workflow.States["A"].Type);
    }

    [SharedDataTheory(RecordedCase.File)]
    [MemberData(nameof(RecordedCasesTests.All), MemberType = typeof(RecordedCasesTests))]
    public void Parse_DefinitionAcceptedByAws_Succeeds(RecordedCase recorded) =>
        Assert.NotEmpty(StateMachineDefinition.Parse(recorded.Definition, recorded.IsExpress).Workflow.States);
}
