using VideoPipeline.Local.Runs;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>The operation TestState: executes one state, with or without a mock.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/test-state-isolation.html</remarks>
internal sealed class TestStateOperation(HostedPipeline pipeline)
{
    public const string Name = "TestState";

    public async Task<JsonData> InvokeAsync(ApiRequest message)
    {
        var request = TestStateRequest.Read(message);
        var state = Find(request);
        var texts = new SourceTexts();
        var options = Options(request, state, texts);
        try
        {
            return TestStateResponse.Create(await pipeline.TestAsync(state, options), request, texts);
        }
        catch (InvalidStateTestException invalid)
        {
            throw ApiException.Validation(invalid.Message);
        }
    }

    private static StateUnderTest Find(TestStateRequest request)
    {
        try
        {
            if (request.StateName is not { } name) return StateUnderTest.Parse(request.Definition);
            return StateUnderTest.Find(StateMachineDefinition.Parse(request.Definition), name)
                ?? throw ApiException.Validation("State not found in definition");
        }
        catch (InvalidDefinitionException invalid)
        {
            throw DefinitionDiagnostics.Error(invalid);
        }
    }

    private static StateTestOptions Options(TestStateRequest request, StateUnderTest state, SourceTexts texts)
    {
        StateMock? mock = null;
        if (request.Mock is { } given) mock = TestStateChecks.CheckMocked(state, request, given, texts);
        else TestStateChecks.CheckUnmocked(state, request);
        return new StateTestOptions
        {
            Input = Data(request.Input, texts),
            Variables = request.Variables is { } variables ? Variables(variables) : ObjectData.Empty,
            Mock = mock,
            Context = request.Context is { } context ? TestedContext.Parse(context, state) : null,
            RoleArn = request.RoleArn,
            RetryCount = request.RetrierRetryCount ?? 0,
            FailedIterations = request.MapIterationFailureCount ?? 0,
            ItemReaderData = request.MapItemReaderData,
        };
    }

    private static JsonData Data(string text, SourceTexts texts)
    {
        try
        {
            return texts.Parse(text);
        }
        catch (FormatException malformed)
        {
            throw new ApiException(
                "InvalidExecutionInput",
                $"Invalid State Machine Execution Input: '{JsonFault.Describe(text, malformed)}'");
        }
    }

    private static ObjectData Variables(string text)
    {
        try
        {
            return JsonData.Parse(text) as ObjectData ?? throw ApiException.Validation("Variables must be a JSON object");
        }
        catch (FormatException malformed)
        {
            throw ApiException.Validation($"Variables must be valid JSON: {JsonFault.Describe(text, malformed)}");
        }
    }
}
