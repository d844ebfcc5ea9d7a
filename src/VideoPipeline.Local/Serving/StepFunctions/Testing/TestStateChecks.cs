using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.States;
using VideoPipeline.StatesLanguage.Testing;

namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>Checks whether the members of a request of TestState go with the state. The messages are AWS's as far as they are
/// known.</summary>
internal static class TestStateChecks
{
    /// <summary>Checks a request without a mock.</summary>
    /// <exception cref="ApiException">InvalidDefinition, ValidationException.</exception>
    public static void CheckUnmocked(StateUnderTest state, TestStateRequest request)
    {
        if (state.State.Type is StateType.Map or StateType.Parallel)
        {
            throw Unsupported(
                "Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]");
        }
        if (state.Resource is { } resource)
        {
            if (state.IsActivity) throw Unsupported("Activity tasks.");
            if (Integration.IsJob(resource) || Integration.WaitsForToken(resource))
                throw Unsupported("'.sync' or '.waitForTaskToken' integration patterns.");
            if (request.RoleArn is null) throw ApiException.Validation("RoleArn must be specified when testing a Task state");
        }
        if (request.Context is not null) throw RequiresMock("context");
        if (request.MapIterationFailureCount is not null) throw RequiresMock("stateConfiguration.mapIterationFailureCount");
        if (request.ErrorCausedByState is not null) throw RequiresMock("stateConfiguration.errorCausedByState");
    }

    /// <summary>Checks a request with a mock.</summary>
    /// <returns>The mock.</returns>
    /// <exception cref="ApiException">ValidationException.</exception>
    public static StateMock CheckMocked(StateUnderTest state, TestStateRequest request, MockInput mock, SourceTexts texts)
    {
        if (state.State.Type is not (StateType.Task or StateType.Map or StateType.Parallel))
            throw ApiException.Validation($"State type '{state.State.Type}' is not supported when a mock is specified");
        if (request.ShowsSecrets)
            throw ApiException.Validation("TestState does not support RevealSecrets when a mock is specified.");
        if (mock.HasError == (mock.Result is not null))
        {
            throw ApiException.Validation(
                $"A test mock should have {(mock.HasError ? "only one" : "one")} of the following fields: "
                + "[result, errorOutput].");
        }
        if (request.ErrorCausedByState is { } cause && !state.Names.Contains(cause))
            throw ApiException.Validation("State not found in definition");
        if (!mock.HasError) return StateMock.Result(Result(state, mock, texts));
        return mock.Error is { Length: > 0 } error
            ? StateMock.Error(error, mock.Cause)
            : throw ApiException.Validation("An error was not specified in the mocked error output.");
    }

    private static JsonData Result(StateUnderTest state, MockInput mock, SourceTexts texts)
    {
        JsonData result;
        try
        {
            result = texts.Parse(mock.Result!);
        }
        catch (FormatException)
        {
            throw ApiException.Validation("Mocked result must be valid JSON");
        }
        if (state.State.Type is StateType.Map or StateType.Parallel) CheckShape(result, state);
        else if (mock.ValidationMode != "NONE") CheckResponse(result, state.Resource!, mock);
        return result;
    }

    private static void CheckShape(JsonData result, StateUnderTest state)
    {
        if (state.HasResultWriter)
        {
            if (result is not ObjectData) throw NotAnObject();
        }
        else if (result is not ArrayData array)
        {
            throw ApiException.Validation("Mocked result must be an array.");
        }
        else if (state.Branches > 0 && array.Count != state.Branches)
        {
            throw ApiException.Validation(
                "Mocked result must contain the same number of items as number of Parallel branches.");
        }
    }

    // The response of an operation whose model is not known here is at least an object.
    private static void CheckResponse(JsonData result, string resource, MockInput mock)
    {
        if (!ApiModels.IsValidated(resource)) return;
        var fields = result as ObjectData ?? throw NotAnObject();
        if (ApiModels.TryFind(resource, out var response) && response is not null)
            new ResultValidation(response, requires: mock.ValidationMode == "STRICT").Check(fields);
    }

    private static ApiException NotAnObject() => ApiException.Validation("Mocked result must be a JSON object.");

    private static ApiException RequiresMock(string member) =>
        ApiException.Validation($"{member} can only be specified when a mock is specified.");

    private static ApiException Unsupported(string what) =>
        new("InvalidDefinition", $"TestState API does not support {what}");
}
