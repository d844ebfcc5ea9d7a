using System.Globalization;
using System.Text;
using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on executions.</summary>
internal sealed class ExecutionOperations(
    LocalExecutions executions, LocalStateMachines machines, MockConfiguration mocks)
{
    private const int MaxInputBytes = 256 * 1024;
    private const int MaxErrorLength = 256;
    private const int MaxCauseLength = 32_768;

    private static readonly string[] s_statuses =
        ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"];

    public IEnumerable<(string Name, Func<ApiRequest, Task<JsonData>> Invoke)> All =>
    [
        ("StartExecution", request => Task.FromResult(Start(request))),
        ("StartSyncExecution", StartSyncAsync),
        ("StopExecution", StopAsync),
        ("RedriveExecution", RedriveAsync),
        ("DescribeExecution", request => Task.FromResult(ApiShapes.Description(Find(request)))),
        ("DescribeStateMachineForExecution", request => Task.FromResult(DescribeStateMachine(request))),
        ("GetExecutionHistory", request => Task.FromResult(History(request))),
        ("ListExecutions", request => Task.FromResult(List(request))),
        ("ListMapRuns", request => Task.FromResult(ListMapRuns(request))),
        ("DescribeMapRun", request => Task.FromResult(ApiShapes.Description(MapRun(request.Required("mapRunArn"))))),
    ];

    private JsonData Start(ApiRequest request)
    {
        var execution = StartNew(request);
        return ObjectData.Of(("executionArn", execution.Arn), ("startDate", ApiShapes.Seconds(execution.Start.Started)));
    }

    private async Task<JsonData> StartSyncAsync(ApiRequest request)
    {
        var (machine, _, _) = machines.Resolve(WithoutTestCase(request.Required("stateMachineArn")));
        if (machine.Type != StateMachineType.Express)
        {
            throw new ApiException(
                "StateMachineTypeNotSupported", "This operation is not supported by this type of state machine");
        }
        var execution = StartNew(request);
        await executions.WaitAsync(execution);
        return ApiShapes.SyncResult(execution);
    }

    /// <summary>Starts an execution by a request of StartExecution.</summary>
    /// <param name="request">The request.</param>
    /// <param name="debugger">Steps through the execution; null to run freely.</param>
    public RecordedExecution StartNew(ApiRequest request, ExecutionDebugger? debugger = null)
    {
        var requested = request.Required("stateMachineArn");
        var resolved = WithoutTestCase(requested);
        var (machine, revision, version) = machines.Resolve(resolved);
        var mock = resolved == requested ? null : mocks.Begin(machine, requested[(resolved.Length + 1)..]);
        var name = request.Text("name") ?? Guid.NewGuid().ToString();
        if (!Arns.IsName(name)) throw new ApiException("InvalidName", $"Invalid Name: '{name}'");
        var input = Input(request.Text("input") ?? "{}");
        var isExpress = machine.Type == StateMachineType.Express;
        var arn = machine.Arn.Replace(":stateMachine:", isExpress ? ":express:" : ":execution:", StringComparison.Ordinal)
            + $":{name}" + (isExpress ? $":{Guid.NewGuid()}" : "");
        var start = new ExecutionStart(arn, machine.Arn, machine, revision, version, null, input, executions.Now)
        {
            Mock = mock,
            Debugger = debugger,
        };
        return executions.Start(start)
            ?? throw new ApiException("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");
    }

    private static string WithoutTestCase(string arn) => arn.Split(MockConfiguration.Separator)[0];

    private static string Input(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaxInputBytes) throw ApiException.TooLong("input", MaxInputBytes);
        try
        {
            _ = JsonData.Parse(text);
            return text;
        }
        catch (FormatException exception)
        {
            throw new ApiException("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{exception.Message}'");
        }
    }

    private async Task<JsonData> StopAsync(ApiRequest request)
    {
        var execution = Find(request);
        var (error, cause) = (request.Text("error"), request.Text("cause"));
        if (error?.Length > MaxErrorLength) throw ApiException.TooLong("error", MaxErrorLength);
        if (cause?.Length > MaxCauseLength) throw ApiException.TooLong("cause", MaxCauseLength);
        if (execution.MapRun is not null && execution.Status == ExecutionStatus.Running)
        {
            throw ApiException.Validation(
                $"'{execution.Arn}' is a child execution of a Map Run. Stop the execution that started it.");
        }
        await executions.StopAsync(execution, error, cause);
        return ObjectData.Of(("stopDate", ApiShapes.Seconds(execution.Stopped!.Value)));
    }

    private async Task<JsonData> RedriveAsync(ApiRequest request)
    {
        var execution = Find(request);
        if (Redrivability.Of(execution, executions.Now).Reason is { } reason) throw NotRedrivable(reason);
        if (execution.Problem is { } problem) throw NotRedrivable(problem);
        if (!await executions.RedriveAsync(execution)) throw NotRedrivable("Execution is RUNNING and cannot be redriven");
        return ObjectData.Of(("redriveDate", ApiShapes.Seconds(execution.Redrives.Date ?? executions.Now)));
    }

    private JsonData DescribeStateMachine(ApiRequest request)
    {
        var start = Find(request).Start;
        var json = StateMachineOperations.Describe(start.Machine, start.Revision);
        json["updateDate"] = ApiShapes.Seconds(start.Revision.Date);
        if (start.MapRun is { } run)
        {
            json["mapRunArn"] = run.Arn;
            json["label"] = run.Label;
        }
        return json;
    }

    private JsonData History(ApiRequest request)
    {
        var execution = Find(request);
        if (execution.Start.Machine.Type == StateMachineType.Express)
            throw new ApiException("InvalidArn", $"Invalid Arn: '{execution.Arn}' is an express execution, which has no history");
        var newestFirst = request.Flag("reverseOrder") ?? false;
        var withData = request.Flag("includeExecutionData") ?? true;
        Func<long, string> order = newestFirst ? PageItem.Descending : PageItem.Ascending;
        var events = newestFirst ? execution.Events.Reverse() : execution.Events;
        return Page.Create(
            request, "events", $"{newestFirst} {execution.Arn}",
            events.Select(entry => new PageItem(order(entry.Id), ApiShapes.Event(entry, withData))));
    }

    private JsonData List(ApiRequest request)
    {
        var status = request.OneOf("statusFilter", s_statuses);
        var redrive = request.OneOf("redriveFilter", "REDRIVEN", "NOT_REDRIVEN");
        var run = request.Text("mapRunArn") is { } arn ? MapRun(arn) : null;
        if (run is not null && request.Text("stateMachineArn") is not null)
            throw ApiException.Validation("Only one of stateMachineArn and mapRunArn may be specified");
        var machine = run is null ? machines.Resolve(request.Required("stateMachineArn")) : default;
        var all = executions.All
            .Where(execution => run is not null ? execution.MapRun?.Arn == run.Arn
                : execution.MapRun is null && execution.Start.StateMachineArn == machine.Machine.Arn
                    && (machine.VersionArn is null || machine.VersionArn == execution.Start.VersionArn))
            .Where(execution => status is null || execution.Status.ToWire() == status)
            .Where(execution => redrive is null || (execution.Redrives.Count > 0) == (redrive == "REDRIVEN"))
            .Select(execution => new PageItem(
                PageItem.Descending(execution.Start.Started.UtcTicks) + execution.Arn, ApiShapes.Item(execution)));
        return Page.Create(request, "executions", $"{status} {redrive} {run?.Arn ?? machine.Machine.Arn}", all);
    }

    private JsonData ListMapRuns(ApiRequest request)
    {
        var execution = Find(request);
        return Page.Create(
            request, "mapRuns", execution.Arn,
            execution.MapRuns.Select((run, index) => new PageItem(
                PageItem.Descending(index), ApiShapes.Item(run, execution.Start.Machine.Arn))).Reverse());
    }

    private RecordedExecution Find(ApiRequest request)
    {
        var arn = request.Required("executionArn");
        _ = Arns.Parse(arn, "execution", "express");
        return executions.Find(arn) ?? throw ApiException.ExecutionDoesNotExist(arn);
    }

    private StatesLanguage.Maps.MapRun MapRun(string arn)
    {
        _ = Arns.Parse(arn, "mapRun");
        return executions.FindMapRun(arn) ?? throw new ApiException("ResourceNotFound", $"Resource not found: '{arn}'");
    }

    private static ApiException NotRedrivable(string reason) => new("ExecutionNotRedrivable", reason);
}

/// <summary>Whether an execution can be redriven.</summary>
/// <param name="Status"><c>REDRIVABLE</c>, <c>NOT_REDRIVABLE</c> or <c>REDRIVABLE_BY_MAP_RUN</c>.</param>
/// <param name="Reason">Why it cannot be redriven itself; null if it can.</param>
internal readonly record struct Redrivability(string Status, string? Reason)
{
    // https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
    private const int MaxEvents = 24_999;

    private static readonly TimeSpan s_period = TimeSpan.FromDays(14);

    public static Redrivability Of(RecordedExecution execution, DateTimeOffset now)
    {
        var status = execution.Status;
        if (execution.Start.Machine.Type == StateMachineType.Express) return No("Express executions cannot be redriven");
        if (status is ExecutionStatus.Running or ExecutionStatus.Succeeded)
            return No($"Execution is {status.ToWire()} and cannot be redriven");
        if (execution.MapRun is not null)
        {
            return new Redrivability(
                "REDRIVABLE_BY_MAP_RUN", "Execution was started by a Map Run. Redrive the execution that started the Map Run");
        }
        if (execution.EventCount > MaxEvents)
        {
            return No(string.Create(
                CultureInfo.InvariantCulture, $"Execution event history limit exceeded ({MaxEvents} events)"));
        }
        return now - execution.Stopped > s_period
            ? No("Execution has exceeded the redrivable period")
            : new Redrivability("REDRIVABLE", null);

        static Redrivability No(string reason) => new("NOT_REDRIVABLE", reason);
    }
}
