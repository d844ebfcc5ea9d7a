using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>DeleteStateMachine.</summary>
[Collection(ServerCollection.Name)]
public sealed class DeletionTests(ServerFixture server)
{
    [Fact]
    public async Task DeleteStateMachine_RunningExecution_IsDeletingUntilTheNextTransition()
    {
        var (machine, execution, token) = await StartAsync("deleting");
        var version = await server.InvokeAsync("PublishStateMachineVersion", Machine(machine));
        var message = $"State Machine is being deleted: '{machine}'";

        await server.InvokeAsync("DeleteStateMachine", Machine(machine));

        Assert.Equal("DELETING", (string?)(await server.InvokeAsync("DescribeStateMachine", Machine(machine)))["status"]);
        var alias = new JsonObject
        {
            ["name"] = "a",
            ["routingConfiguration"] = new JsonArray(new JsonObject
            {
                ["stateMachineVersionArn"] = (string)version["stateMachineVersionArn"]!, ["weight"] = 100,
            }),
        };
        var update = Machine(machine);
        update["roleArn"] = "r";
        var create = new JsonObject { ["name"] = "deleting", ["roleArn"] = "r", ["definition"] = ServerFixture.Pass };
        foreach (var (operation, request) in new (string, JsonObject)[]
        {
            ("StartExecution", Machine(machine)), ("UpdateStateMachine", update), ("CreateStateMachine", create),
            ("PublishStateMachineVersion", Machine(machine)), ("CreateStateMachineAlias", alias),
            ("ListStateMachineAliases", Machine(machine)),
        })
        {
            Assert.Equal((operation, "StateMachineDeleting", message), await ErrorAsync(operation, request));
        }

        await server.InvokeAsync("SendTaskSuccess", new JsonObject { ["taskToken"] = token, ["output"] = "1" });
        await WaitForDeletionAsync(machine);

        Assert.Equal("ExecutionDoesNotExist", (await server.ErrorAsync("DescribeExecution", Execution(execution))).Error);
    }

    [Fact]
    public async Task DeleteStateMachine_StoppedExecution_IsDeletedWithIt()
    {
        var (machine, execution, _) = await StartAsync("deleted-stopped");
        await server.InvokeAsync("DeleteStateMachine", Machine(machine));

        await server.InvokeAsync("StopExecution", Execution(execution));
        await WaitForDeletionAsync(machine);

        Assert.Equal("ExecutionDoesNotExist", (await server.ErrorAsync("GetExecutionHistory", Execution(execution))).Error);
    }

    [Fact]
    public async Task DeleteStateMachine_CreatedAgain_HasNoExecutions()
    {
        var machine = await server.CreateAsync("created-again", ServerFixture.Pass);
        var start = Machine(machine);
        start["name"] = "same";
        var execution = (string)(await server.InvokeAsync("StartExecution", start))["executionArn"]!;
        await server.WaitForEndAsync(execution);

        await server.InvokeAsync("DeleteStateMachine", Machine(machine));
        await WaitForDeletionAsync(machine);
        await server.CreateAsync("created-again", ServerFixture.Pass);

        Assert.Empty((await server.InvokeAsync("ListExecutions", Machine(machine)))["executions"]!.AsArray());
        Assert.Equal(execution, (string?)(await server.InvokeAsync("StartExecution", start))["executionArn"]);
    }

    [Fact]
    public async Task RedriveExecution_StateMachineIsDeleting_NotRedrivable()
    {
        var (machine, running, _) = await StartAsync("not-redrivable");
        var failed = (string)(await server.InvokeAsync("StartExecution", Machine(machine)))["executionArn"]!;
        await server.InvokeAsync("StopExecution", Execution(failed));

        await server.InvokeAsync("DeleteStateMachine", Machine(machine));

        var described = await server.InvokeAsync("DescribeExecution", Execution(failed));
        Assert.Equal(
            ("NOT_REDRIVABLE", "State machine is in DELETING status"),
            ((string?)described["redriveStatus"], (string?)described["redriveStatusReason"]));
        Assert.Equal("ExecutionNotRedrivable", (await server.ErrorAsync("RedriveExecution", Execution(failed))).Error);
        await server.InvokeAsync("StopExecution", Execution(running));
    }

    private static JsonObject Machine(string arn) => new() { ["stateMachineArn"] = arn };

    private static JsonObject Execution(string arn) => new() { ["executionArn"] = arn };

    // An execution that waits for the worker of an activity before its second state.
    private async Task<(string Machine, string Execution, string Token)> StartAsync(string name)
    {
        var activity = (string)(await server.InvokeAsync("CreateActivity", new JsonObject { ["name"] = name }))["activityArn"]!;
        var machine = await server.CreateAsync(
            name,
            $$"""
            {"StartAt": "A", "States": {
              "A": {"Type": "Task", "Resource": "{{activity}}", "Next": "W"},
              "W": {"Type": "Wait", "Seconds": 100000, "End": true} } }
            """);
        var started = await server.InvokeAsync("StartExecution", Machine(machine));
        return (machine, (string)started["executionArn"]!, await server.TakeTaskAsync(activity));
    }

    private async Task WaitForDeletionAsync(string machine)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            using var response = await server.SendAsync("DescribeStateMachine", Machine(machine).ToJsonString());
            if (!response.IsSuccessStatusCode) return;
            await pause.WaitForNextTickAsync();
        }
    }

    private async Task<(string Operation, string? Error, string? Message)> ErrorAsync(string operation, JsonObject request)
    {
        var (error, message) = await server.ErrorAsync(operation, request);
        return (operation, error, message);
    }
}
