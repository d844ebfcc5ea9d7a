using System.Collections.Concurrent;
using VideoPipeline.Local.Serving.StepFunctions.Mocking;
using VideoPipeline.StatesLanguage.Debugging;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions;

/// <summary>The operations on executions.</summary>
internal sealed class ExecutionOperations(
    LocalExecutions executions, LocalStateMachines machines, MapRunOperations mapRuns, MockConfiguration mocks)
{
    // API reference, RedriveExecution: for so long, a request of the same client token has the same response.
    private static readonly TimeSpan s_clientTokenPeriod = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<(string ExecutionArn, string ClientToken), DateTimeOffset> _redrives = new();

    public IEnumerable<(string Name, Func<ApiRequest, Task<JsonData>> Invoke)> All =>
    [
        ("StartExecution", request => Task.FromResult(Start(request))),
        ("StartSyncExecution", StartSyncAsync),
        ("StopExecution", StopAsync),
        ("RedriveExecution", RedriveAsync),
        ("DescribeExecution", request => Task.FromResult(Describe(request))),
        ("DescribeStateMachineForExecution", request => Task.FromResult(DescribeStateMachine(request))),
        ("GetExecutionHistory", request => Task.FromResult(History(request))),
        ("ListExecutions", request => Task.FromResult(List(request))),
    ];

    private JsonData Start(ApiRequest request)
    {
        var execution = StartNew(request);
        return ObjectData.Of(("executionArn", execution.Arn), ("startDate", ApiShapes.Seconds(execution.Start.Started)));
    }

    private async Task<JsonData> StartSyncAsync(ApiRequest request)
    {
        var (machine, _, _) = machines.FindQualified(WithoutTestCase(request.Required("stateMachineArn")));
        if (machine.Type != StateMachineType.Express) throw ApiException.TypeNotSupported();
        var execution = StartNew(request);
        await executions.WaitAsync(execution);
        return ApiShapes.SyncResult(execution, request);
    }

    /// <summary>Starts an execution by a request of StartExecution.</summary>
    /// <param name="request">The request.</param>
    /// <param name="debugger">Steps through the execution; null to run freely.</param>
    public RecordedExecution StartNew(ApiRequest request, ExecutionDebugger? debugger = null)
    {
        var requested = request.Required("stateMachineArn");
        var resolved = WithoutTestCase(requested);
        var (machine, revision, version, alias) = machines.Resolve(resolved);
        var mock = resolved == requested ? null : mocks.Begin(machine, requested[(resolved.Length + 1)..]);
        var name = request.Text("name") ?? Guid.NewGuid().ToString();
        if (!Arns.IsName(name)) throw ApiException.InvalidName(name);
        var input = Input(request.Text("input") ?? "{}");
        var isExpress = machine.Type == StateMachineType.Express;
        var arn = machine.Arn.Replace(":stateMachine:", isExpress ? ":express:" : ":execution:", StringComparison.Ordinal)
            + $":{name}" + (isExpress ? $":{Guid.NewGuid()}" : "");
        var start = new ExecutionStart(arn, machine.Arn, machine, revision, version, null, input, executions.Now)
        {
            AliasArn = alias,
            TraceHeader = request.Text("traceHeader"),
            Mock = mock,
            Debugger = debugger,
        };
        return executions.Start(start)
            ?? throw new ApiException("ExecutionAlreadyExists", $"Execution Already Exists: '{arn}'");
    }

    private static string WithoutTestCase(string arn) => arn.Split(MockConfiguration.Separator)[0];

    private static string Input(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw Invalid("Invalid execution input.");
        try
        {
            _ = JsonData.Parse(text);
            return text;
        }
        catch (FormatException exception)
        {
            throw Invalid(JsonFault.Describe(text, exception));
        }

        static ApiException Invalid(string problem) =>
            new("InvalidExecutionInput", $"Invalid State Machine Execution Input: '{problem}'");
    }

    private async Task<JsonData> StopAsync(ApiRequest request)
    {
        var execution = Find(request);
        await executions.StopAsync(execution, request.Text("error"), request.Text("cause"));
        return ObjectData.Of(("stopDate", ApiShapes.Seconds(execution.Stopped!.Value)));
    }

    private async Task<JsonData> RedriveAsync(ApiRequest request)
    {
        var execution = Find(request);
        var token = request.Text("clientToken");
        if (token is null || !_redrives.TryGetValue((execution.Arn, token), out var date)
            || executions.Now - date > s_clientTokenPeriod)
        {
            date = await RedriveAsync(execution);
            if (token is not null) _redrives[(execution.Arn, token)] = date;
        }
        return ObjectData.Of(("redriveDate", ApiShapes.Seconds(date)));
    }

    // Returns when it was redriven.
    private async Task<DateTimeOffset> RedriveAsync(RecordedExecution execution)
    {
        var redrivability = Redrivability.Of(execution, executions.Now);
        if (redrivability.Reason is { } reason) throw NotRedrivable(reason);
        if (redrivability.Status != Redrivability.Redrivable)
            throw NotRedrivable("Execution was started by a Map Run. Redrive the execution that started the Map Run");
        if (execution.Problem is { } problem) throw NotRedrivable(problem);
        if (!await executions.RedriveAsync(execution)) throw NotRedrivable("Execution is RUNNING and cannot be redriven");
        return execution.Redrives.Date ?? executions.Now;
    }

    private JsonData Describe(ApiRequest request) => ApiShapes.Description(Find(request), executions.Now, request);

    private JsonData DescribeStateMachine(ApiRequest request)
    {
        var start = Find(request).Start;
        var map = start.MapRun is { } run
            ? MapStateDefinition.OfState(start.Revision.Text, run.StateName, run.Label)
            : null;
        var json = ApiShapes.StateMachine(start.StateMachineArn, start.Revision, map, request);
        json["stateMachineArn"] = start.StateMachineArn;
        json["updateDate"] = ApiShapes.Seconds(start.Revision.Date);
        if (start.MapRun is not null) json["mapRunArn"] = start.MapRun.Arn;
        return json;
    }

    private JsonData History(ApiRequest request)
    {
        var execution = Find(request);
        var newestFirst = request.Flag("reverseOrder") ?? false;
        var withData = request.Flag("includeExecutionData") ?? true;
        Func<long, string> order = newestFirst ? PageItem.Descending : PageItem.Ascending;
        var events = newestFirst ? execution.Events.Reverse() : execution.Events;
        return Page.Create(
            request, "events", $"{newestFirst} {execution.Arn}",
            events.Select(entry => new PageItem(order(entry.Id), () => ApiShapes.Event(entry, withData))));
    }

    private JsonData List(ApiRequest request)
    {
        var (machineArn, runArn) = (request.Text("stateMachineArn"), request.Text("mapRunArn"));
        if (machineArn is null && runArn is null)
            throw ApiException.Validation("Must provide a StateMachine ARN or MapRun ARN", "MISSING_REQUIRED_PARAMETER");
        if (machineArn is not null && runArn is not null)
            throw ApiException.Validation("Only one of stateMachineArn and mapRunArn may be specified");
        var (status, redrive) = (request.Text("statusFilter"), request.Text("redriveFilter"));
        if (status == "PENDING_REDRIVE" && runArn is null)
            throw ApiException.Validation("The status filter PENDING_REDRIVE requires a mapRunArn");
        var isListed = runArn is null ? OfStateMachine(machineArn!) : OfMapRun(runArn);
        var all = executions.Known.All
            .Where(isListed)
            .Where(execution => status is null || execution.WireStatus == status)
            .Where(execution => redrive is null || (execution.Redrives.Count > 0) == (redrive == "REDRIVEN"))
            .Select(execution => new PageItem(
                PageItem.Descending(execution.Start.Started.UtcTicks) + execution.Arn, () => ApiShapes.Item(execution)));
        return Page.Create(request, "executions", $"{status} {redrive} {runArn ?? machineArn}", all);
    }

    private Func<RecordedExecution, bool> OfMapRun(string arn)
    {
        var run = mapRuns.Find(arn);
        return execution => execution.MapRun == run;
    }

    // By the ARN of a version or an alias, those that were started by it.
    private Func<RecordedExecution, bool> OfStateMachine(string arn)
    {
        var (machine, version, alias) = machines.FindQualified(arn);
        if (machine.Type == StateMachineType.Express) throw ApiException.TypeNotSupported();
        return execution => execution.MapRun is null && execution.Start.StateMachineArn == machine.Arn
            && (version is null || execution.Start.VersionArn == arn)
            && (alias is null || execution.Start.AliasArn == arn);
    }

    private RecordedExecution Find(ApiRequest request)
    {
        var arn = request.Required("executionArn");
        Arns.Check(arn, Arns.Execution);
        return executions.Known.Find(arn) ?? throw ApiException.ExecutionDoesNotExist(arn);
    }

    private static ApiException NotRedrivable(string reason) => new("ExecutionNotRedrivable", reason);
}
