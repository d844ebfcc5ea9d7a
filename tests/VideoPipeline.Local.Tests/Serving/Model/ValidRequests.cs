using System.Text.Json.Nodes;

namespace VideoPipeline.Local.Tests.Serving.Model;

/// <summary>A valid request of each operation, for resources that are created for them.</summary>
internal sealed class ValidRequests
{
    private const string Account = "arn:aws:states:us-east-1:000000000000:";
    private const string Waiting = """{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 100000, "End": true}}}""";
    private const string Failing = """{"StartAt": "F", "States": {"F": {"Type": "Pass", "InputPath": "$.none", "End": true}}}""";

    private readonly Dictionary<string, JsonObject> _requests = [];

    private ValidRequests()
    {
    }

    public JsonObject this[string operation]
    {
        get => _requests[operation].DeepClone().AsObject();
        private set => _requests[operation] = value;
    }

    /// <summary>Creates the resources and the requests.</summary>
    /// <param name="server">The server.</param>
    /// <param name="prefix">What the names begin with.</param>
    public static async Task<ValidRequests> CreateAsync(ServerFixture server, string prefix)
    {
        var requests = new ValidRequests();
        await requests.AddStateMachinesAsync(server, prefix);
        await requests.AddExecutionsAsync(server, prefix);
        await requests.AddMapRunAsync(server, prefix);
        foreach (var list in new[] { "ListActivities", "ListStateMachines" })
            requests[list] = new JsonObject { ["maxResults"] = 2 };
        return requests;
    }

    private async Task AddStateMachinesAsync(ServerFixture server, string prefix)
    {
        var settings = new JsonObject
        {
            ["loggingConfiguration"] = new JsonObject
            {
                ["level"] = "ALL",
                ["destinations"] = new JsonArray(new JsonObject
                {
                    ["cloudWatchLogsLogGroup"] = new JsonObject { ["logGroupArn"] = "arn:aws:logs:us-east-1:0:log-group:g:*" },
                }),
            },
            ["tracingConfiguration"] = new JsonObject { ["enabled"] = true },
            ["encryptionConfiguration"] = new JsonObject { ["type"] = "AWS_OWNED_KEY" },
            ["publish"] = true,
            ["versionDescription"] = "first",
        };
        var create = settings.DeepClone().AsObject();
        create["name"] = $"{prefix}-created";
        create["definition"] = ServerFixture.Pass;
        create["roleArn"] = ServerFixture.Role;
        create["type"] = "STANDARD";
        create["tags"] = new JsonArray(new JsonObject { ["key"] = "k", ["value"] = "v" });
        this["CreateStateMachine"] = create;

        var machine = await server.CreateAsync($"{prefix}-machine", ServerFixture.Pass);
        var version = (string)(await server.InvokeAsync(
            "PublishStateMachineVersion", new JsonObject { ["stateMachineArn"] = machine }))["stateMachineVersionArn"]!;
        this["CreateStateMachineAlias"] = new JsonObject
        {
            ["name"] = $"{prefix}-created", ["description"] = "d", ["routingConfiguration"] = Routing(version),
        };
        var alias = this["CreateStateMachineAlias"];
        alias["name"] = "alias";
        await server.InvokeAsync("CreateStateMachineAlias", alias);
        foreach (var describe in new[] { "DescribeStateMachine", "PublishStateMachineVersion", "ListStateMachineVersions" })
            this[describe] = new JsonObject { ["stateMachineArn"] = machine };
        this["ListStateMachineAliases"] = new JsonObject { ["stateMachineArn"] = version };
        this["UpdateStateMachine"] = settings;
        _requests["UpdateStateMachine"]["stateMachineArn"] = machine;
        foreach (var describe in new[] { "DescribeStateMachineAlias", "UpdateStateMachineAlias" })
            this[describe] = new JsonObject { ["stateMachineAliasArn"] = $"{machine}:alias" };
        _requests["UpdateStateMachineAlias"]["routingConfiguration"] = Routing(version);
        this["ListTagsForResource"] = new JsonObject { ["resourceArn"] = machine };
        this["TagResource"] = new JsonObject
        {
            ["resourceArn"] = machine, ["tags"] = new JsonArray(new JsonObject { ["key"] = "k", ["value"] = "v" }),
        };
        this["UntagResource"] = new JsonObject { ["resourceArn"] = machine, ["tagKeys"] = new JsonArray("k") };
        this["TestState"] = new JsonObject
        {
            ["definition"] = """{"Type": "Pass", "End": true}""", ["input"] = "1", ["inspectionLevel"] = "DEBUG",
        };
        this["ValidateStateMachineDefinition"] = new JsonObject { ["definition"] = """{"States": {}}""", ["type"] = "STANDARD" };
        this["DeleteStateMachine"] = new JsonObject { ["stateMachineArn"] = $"{Account}stateMachine:{prefix}-none" };
        this["DeleteStateMachineAlias"] = new JsonObject { ["stateMachineAliasArn"] = $"{machine}:none" };
        this["DeleteStateMachineVersion"] = new JsonObject { ["stateMachineVersionArn"] = $"{machine}:99" };
    }

    private async Task AddExecutionsAsync(ServerFixture server, string prefix)
    {
        var machine = (string)this["DescribeStateMachine"]["stateMachineArn"]!;
        var start = new JsonObject
        {
            ["stateMachineArn"] = $"{machine}:alias", ["name"] = $"{prefix}-0", ["input"] = """{"a": 1}""",
            ["traceHeader"] = "Root=1",
        };
        var ended = (string)(await server.InvokeAsync("StartExecution", start))["executionArn"]!;
        await server.WaitForEndAsync(ended);
        start["name"] = $"{prefix}-1";
        this["StartExecution"] = start;
        this["ListExecutions"] = new JsonObject { ["stateMachineArn"] = $"{machine}:alias", ["statusFilter"] = "SUCCEEDED" };
        foreach (var describe in new[] { "DescribeExecution", "GetExecutionHistory" })
            this[describe] = new JsonObject { ["executionArn"] = ended };
        var express = await server.CreateAsync($"{prefix}-express", ServerFixture.Pass, "EXPRESS");
        this["StartSyncExecution"] = new JsonObject { ["stateMachineArn"] = express, ["input"] = "1" };
        var waiting = await server.InvokeAsync("StartExecution", new JsonObject
        {
            ["stateMachineArn"] = await server.CreateAsync($"{prefix}-waiting", Waiting),
        });
        this["StopExecution"] = new JsonObject { ["executionArn"] = (string)waiting["executionArn"]!, ["error"] = "E" };
        var failed = await server.RunAsync(await server.CreateAsync($"{prefix}-failing", Failing), "{}");
        this["RedriveExecution"] = new JsonObject { ["executionArn"] = (string)failed["executionArn"]! };
    }

    // A running Map Run whose child executions wait for the workers of an activity.
    private async Task AddMapRunAsync(ServerFixture server, string prefix)
    {
        this["CreateActivity"] = new JsonObject
        {
            ["name"] = $"{prefix}-created", ["tags"] = new JsonArray(new JsonObject { ["key"] = "k", ["value"] = "v" }),
        };
        this["DeleteActivity"] = new JsonObject { ["activityArn"] = $"{Account}activity:{prefix}-none" };
        var run = await server.StartMapRunAsync($"{prefix}-map", """{"ToleratedFailureCount": 2}""", "[1, 2, 3, 4]");
        foreach (var operation in new[] { "DescribeActivity", "GetActivityTask" })
            this[operation] = new JsonObject { ["activityArn"] = run.Activity };
        foreach (var operation in new[] { "SendTaskSuccess", "SendTaskFailure", "SendTaskHeartbeat" })
            this[operation] = new JsonObject { ["taskToken"] = await server.TakeTaskAsync(run.Activity) };
        _requests["SendTaskSuccess"]["output"] = "1";
        this["ListMapRuns"] = new JsonObject { ["executionArn"] = run.Execution };
        this["DescribeMapRun"] = new JsonObject { ["mapRunArn"] = run.Arn };
        this["UpdateMapRun"] = new JsonObject { ["mapRunArn"] = run.Arn, ["maxConcurrency"] = 3 };
        var children = await server.InvokeAsync("ListExecutions", new JsonObject { ["mapRunArn"] = run.Arn });
        this["DescribeStateMachineForExecution"] = new JsonObject
        {
            ["executionArn"] = (string)children["executions"]![0]!["executionArn"]!,
        };
    }

    private static JsonArray Routing(string version) =>
        [new JsonObject { ["stateMachineVersionArn"] = version, ["weight"] = 100 }];
}
