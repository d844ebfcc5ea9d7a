using Amazon.Runtime;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using VideoPipeline.Errors;
using VideoPipeline.Functions.Uploads;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Functions.Tests.Uploads;

/// <summary>The Start function, with moto as Step Functions.</summary>
public sealed class StartFunctionTests(MotoServer server) : IClassFixture<MotoServer>
{
    private const string Bucket = "videopipeline-bucket";

    [MotoTheory]
    [InlineData("upload-put")]
    [InlineData("upload-multipart")]
    [InlineData("upload-copy")]
    public async Task Start_Upload_StartsExecutionOfItsVersion(string name)
    {
        using var client = Client();
        var upload = Events.Read<ObjectCreated>(name);

        var result = await StartAsync(client, await server.CreateStateMachineAsync(), upload);

        var execution = await client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = result.Execution });
        Assert.Equal(result.Name, execution.Name);
        Assert.Equal(Upload.Of(upload).Input.ToJson(), execution.Input);
    }

    [MotoFact]
    public async Task Start_RepeatedEventWhileRunning_SameExecution()
    {
        using var client = Client();
        var (machine, upload) = (await server.CreateStateMachineAsync(), Events.Read<ObjectCreated>("upload-put"));

        var first = await StartAsync(client, machine, upload);
        var second = await StartAsync(client, machine, upload);

        Assert.NotNull(first.Execution);
        Assert.Equal(first, second);
    }

    [MotoFact]
    public async Task Start_RepeatedEventAfterEnd_StartsNothing()
    {
        using var client = Client();
        var (machine, upload) = (await server.CreateStateMachineAsync(), Events.Read<ObjectCreated>("upload-put"));
        var first = await StartAsync(client, machine, upload);
        await client.StopExecutionAsync(new StopExecutionRequest { ExecutionArn = first.Execution });

        var second = await StartAsync(client, machine, upload);

        Assert.Equal(first with { Execution = null }, second);
    }

    [Fact]
    public async Task Start_EventOfAnotherBucket_InvalidInputException()
    {
        using var client = new AmazonStepFunctionsClient(new BasicAWSCredentials("any", "secret"), Amazon.RegionEndpoint.EUWest1);
        var function = new StartFunction(client, new Settings("mine", null, null, "machine"));

        var failure = await Assert.ThrowsAsync<InvalidInputException>(
            () => function.Start(Events.Read<ObjectCreated>("upload-put"), new TestContext()));

        Assert.Contains($"{Bucket} instead of mine", failure.Message, StringComparison.Ordinal);
    }

    private static Task<StartResult> StartAsync(IAmazonStepFunctions client, string machine, ObjectCreated created) =>
        new StartFunction(client, new Settings(Bucket, null, null, machine)).Start(created, new TestContext());

    private AmazonStepFunctionsClient Client() => new(
        new BasicAWSCredentials("any", "secret"),
        new AmazonStepFunctionsConfig { ServiceURL = server.Endpoint, AuthenticationRegion = MotoServer.Region });
}
