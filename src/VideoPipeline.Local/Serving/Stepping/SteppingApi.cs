using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.Stepping;

/// <summary>The operations that step through executions. As in the Step Functions API, inputs, results and outputs are texts of
/// JSON.</summary>
internal sealed class SteppingApi
{
    private readonly SteppingSessions _sessions;
    private readonly Dictionary<string, Func<SteppingRequest, JsonData>> _operations;

    public SteppingApi(SteppingSessions sessions)
    {
        _sessions = sessions;
        _operations = new()
        {
            ["ListPausedStates"] = List,
            ["StepState"] = Step,
            ["FailState"] = Fail,
            ["ContinueExecution"] = Continue,
        };
    }

    /// <summary>Executes an operation and returns its response.</summary>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="body">The request body, JSON.</param>
    /// <exception cref="ApiException">The operation failed, or does not exist.</exception>
    public JsonData Invoke(string operation, string body)
    {
        if (operation == "StartExecution") return Start(body);
        if (!_operations.TryGetValue(operation, out var invoke))
        {
            throw new ApiException(
                "UnknownOperationException",
                $"There is no operation {operation}. There are StartExecution, {string.Join(", ", _operations.Keys)}.");
        }
        try
        {
            return invoke(SteppingRequest.Parse(body));
        }
        catch (InvalidDecisionException invalid)
        {
            throw ApiException.Validation(invalid.Message);
        }
    }

    private ObjectData Start(string body)
    {
        var execution = _sessions.Start(ApiRequest.Parse("StartExecution", body, CancellationToken.None)).Execution;
        return ObjectData.Of(("executionArn", execution.Arn), ("startDate", ApiShapes.Seconds(execution.Start.Started)));
    }

    private ObjectData List(SteppingRequest request)
    {
        var (execution, debugger) = Session(request);
        return ObjectData.Of(
            ("status", execution.Status.ToWire()), ("pausedStates", ArrayData.Of(debugger.Paused.Select(Shape))));
    }

    private ObjectData Step(SteppingRequest request)
    {
        var paused = Paused(request);
        if (request.Json("input") is { } input) paused.Input = input;
        var isHeld = request.Object("mock") is { } mock ? paused.Mock(Mock(mock)) : paused.Enter();
        return isHeld ? ObjectData.Empty : throw SteppingSession.NotPaused(paused.Id);
    }

    private ObjectData Fail(SteppingRequest request)
    {
        var paused = Paused(request);
        return paused.LetFail() ? ObjectData.Empty : throw SteppingSession.NotPaused(paused.Id);
    }

    private ObjectData Continue(SteppingRequest request)
    {
        var debugger = Session(request).Debugger;
        if (request.Object("until") is not { } until) debugger.Run();
        else debugger.RunTo(SteppingRequest.Required("until.state", until.Text("state")), until.Number("index"));
        return ObjectData.Empty;
    }

    private SteppingSession Session(SteppingRequest request) =>
        _sessions.Find(SteppingRequest.Required("executionArn", request.Text("executionArn")));

    private PausedState Paused(SteppingRequest request) =>
        Session(request).FindPaused(request.Number("id") ?? throw ApiException.Validation("'id' is missing."));

    // The shape of MockInput (docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html).
    private static StateMock Mock(SteppingRequest mock) => (mock.Json("result"), mock.Object("errorOutput")) switch
    {
        ({ } result, null) => StateMock.Result(result),
        (null, { } error) =>
            StateMock.Error(SteppingRequest.Required("mock.errorOutput.error", error.Text("error")), error.Text("cause")),
        _ => throw ApiException.Validation("A mock has either a result or an errorOutput."),
    };

    private static JsonData Shape(PausedState paused)
    {
        var entry = paused.Entry;
        var json = new ObjectBuilder
        {
            ["id"] = paused.Id,
            ["executionArn"] = entry.ExecutionArn,
            ["state"] = entry.State.Name,
            ["type"] = entry.State.Type.ToString(),
            ["path"] = ArrayData.Of(entry.Path.Select(step => ObjectData.Of(
                ("kind", step.Kind.ToString()), ("state", step.State), ("index", step.Index)))),
            ["input"] = paused.Input.ToString(),
            ["variables"] = entry.Variables.ToString(),
        };
        if (entry.MapRun is { } run) json["mapRunArn"] = run.Arn;
        if (paused.Failure is not { } failure) return json;
        json["errorOutput"] = ObjectData.Of(("error", failure.Error ?? ""), ("cause", failure.Cause ?? ""));
        return json;
    }
}
