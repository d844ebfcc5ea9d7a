using VideoPipeline.Errors;
using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Tasks;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

public sealed class MockConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _calls;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("[]", "This must be an object")]
    [InlineData("""{"MockedResponses": {}}""", "StateMachines is missing")]
    [InlineData("""{"StateMachines": {}}""", "MockedResponses is missing")]
    [InlineData("""{"StateMachines": {"M": {}}, "MockedResponses": {}}""", "StateMachines.M: TestCases is missing")]
    [InlineData(
        """{"StateMachines": {"M": {"TestCases": {"T": {"S": "R"}}}}, "MockedResponses": {}}""",
        "StateMachines.M.TestCases.T.S: MockedResponses has no 'R'")]
    [InlineData("""{"StateMachines": {}, "MockedResponses": {"R": {"a": {"Return": 1}}}}""", "MockedResponses.R.a: The name")]
    [InlineData("""{"StateMachines": {}, "MockedResponses": {"R": {"2-1": {"Return": 1}}}}""", "MockedResponses.R.2-1: The name")]
    [InlineData("""{"StateMachines": {}, "MockedResponses": {"R": {"-1": {"Return": 1}}}}""", "MockedResponses.R.-1: The name")]
    [InlineData(
        """{"StateMachines": {}, "MockedResponses": {"R": {"0-2": {"Return": 1}, "2": {"Return": 1}}}}""",
        "MockedResponses.R: Invocation 2 has two responses")]
    [InlineData("""{"StateMachines": {}, "MockedResponses": {"R": {"0": {}}}}""", "MockedResponses.R.0: This must have")]
    [InlineData(
        """{"StateMachines": {}, "MockedResponses": {"R": {"0": {"Return": 1, "Throw": {"Error": "E", "Cause": "C"}}}}}""",
        "MockedResponses.R.0: This must have")]
    [InlineData(
        """{"StateMachines": {}, "MockedResponses": {"R": {"0": {"Throw": {"Error": "E"}}}}}""",
        "MockedResponses.R.0.Throw: This must be")]
    public void Load_MalformedFile_NamesFileAndPlace(string json, string problem)
    {
        var file = Write(json);

        var error = Assert.Throws<InvalidInputException>(() => MockConfiguration.Load(file));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingFile_NamesIt() => Assert.Contains(
        "/no/such/file.json",
        Assert.Throws<InvalidInputException>(() => MockConfiguration.Load("/no/such/file.json")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Load_ResponseWithoutInvocations_IsNoFault() =>
        MockConfiguration.Load(Write("""{"StateMachines": {}, "MockedResponses": {"R": {}}}"""));

    [Fact]
    public void Result_Invocations_CountedForEachState()
    {
        var responses = new MockedResponse(
            "R", [new MockedInvocations(0, 0, JsonData.Null, default), new MockedInvocations(1, 2, null, ("E", "C"))]);
        var execution = new MockedExecution(
            "T", new Dictionary<string, MockedResponse> { ["A"] = responses, ["B"] = responses });

        Assert.Equal(JsonData.Null, execution.Result(Call("A")));
        Assert.Equal(JsonData.Null, execution.Result(Call("B")));
        Assert.Equal("E: C", Assert.Throws<TaskFailedException>(() => execution.Result(Call("A"))).Message);
        Assert.Throws<TaskFailedException>(() => execution.Result(Call("A")));
        Assert.Contains(
            "'R' has none for invocation 3 of the state 'A'",
            Assert.Throws<MissingMockException>(() => execution.Result(Call("A"))).Message,
            StringComparison.Ordinal);
        Assert.Null(execution.Result(Call("C")));
    }

    [Fact]
    public void Result_AttemptMadeAgainAfterAnInterruption_HasTheResponseItHad()
    {
        var responses = new Dictionary<string, MockedResponse>
        {
            ["A"] = new("R", [new(0, 0, 10, default), new(1, 1, 11, default), new(2, 2, 12, default)]),
        };
        var (first, second) = (new MockedExecution("T", responses), new MockedExecution("T", responses));
        first.OnInvocation = second.Restore;
        var (ended, interrupted, next) = (Call("A"), Call("A"), Call("A"));
        first.Result(ended);
        first.Result(interrupted);

        Assert.Equal((11, 12), (second.Result(interrupted)!.Integer, second.Result(next)!.Integer));
    }

    private TaskInvocation Call(string state) =>
        new("r", "f", JsonData.Null, "arn", state, () => { }) { Id = $"arn#{++_calls}" };

    private string Write(string json)
    {
        var file = _folder.File("mocks.json");
        File.WriteAllText(file, json);
        return file;
    }
}
