using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Substitutes.Tests.StepFunctions;

/// <summary>Tests the client with the Step Functions server of moto.</summary>
public sealed class StepFunctionsServerTests(MotoServer server) : IClassFixture<MotoServer>
{
    private const string Input = """{"video":"s3://bucket/a b+ü.mp4"}""";

    [MotoFact]
    public async Task StartExecution_Input_IsReturnedByDescribeExecution()
    {
        using var client = Client();
        var machine = await server.CreateStateMachineAsync();

        var started = await client.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = machine, Name = "one", Input = Input });
        var found = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn });

        Assert.Equal((Input, "one", machine), (found.Input, found.Name, found.StateMachineArn));
        Assert.Equal(ExecutionStatus.RUNNING, found.Status);
        Assert.Null(found.Output);
        Assert.InRange(
            started.StartDate!.Value.ToUniversalTime(), DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
    }

    [MotoFact]
    public async Task StartExecution_SameNameAndInputWhileRunning_ReturnsTheSameExecution()
    {
        using var client = Client();
        var machine = await server.CreateStateMachineAsync();
        var request = new StartExecutionRequest { StateMachineArn = machine, Name = "one", Input = Input };

        var first = await client.StartExecutionAsync(request);
        var second = await client.StartExecutionAsync(request);

        Assert.Equal(first.ExecutionArn, second.ExecutionArn);
    }

    [MotoFact]
    public async Task StartExecution_ExistingNameWithOtherInput_ThrowsExecutionAlreadyExists()
    {
        using var client = Client();
        var machine = await server.CreateStateMachineAsync();
        await client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = machine, Name = "one", Input = Input });

        var failure = await Assert.ThrowsAsync<ExecutionAlreadyExistsException>(() => client.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = machine, Name = "one", Input = "{}" }));

        Assert.Equal("ExecutionAlreadyExists", failure.ErrorCode);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, failure.StatusCode);
    }

    [MotoFact]
    public async Task StopExecution_RunningExecution_IsAborted()
    {
        using var client = Client();
        var started = await client.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = await server.CreateStateMachineAsync(), Name = "one", Input = "{}" });

        var stopped = await client.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = started.ExecutionArn });
        var found = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn });

        Assert.Equal(ExecutionStatus.ABORTED, found.Status);
        Assert.InRange(
            stopped.StopDate!.Value.ToUniversalTime(), DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));
    }

    [MotoFact]
    public async Task Operations_MissingResource_ThrowTheDocumentedErrors()
    {
        using var client = Client();
        var machine = await server.CreateStateMachineAsync();
        var execution = machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":none";

        await Assert.ThrowsAsync<ExecutionDoesNotExistException>(
            () => client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = execution }));
        await Assert.ThrowsAsync<StateMachineDoesNotExistException>(
            () => client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = machine + "x", Name = "one" }));
    }

    private AmazonStepFunctionsClient Client() => new(
        new BasicAWSCredentials("any", "secret"),
        new AmazonStepFunctionsConfig { ServiceURL = server.Endpoint, AuthenticationRegion = MotoServer.Region });
}
