using System.Text.Json;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Testing;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The deployed Start function, with the endpoint of Step Functions from its environment.</summary>
public sealed class DeployedStartTests(MotoServer server) : IClassFixture<MotoServer>
{
    [MotoFact]
    public async Task Start_RepeatedEvent_OneExecution()
    {
        var machine = await server.CreateStateMachineAsync();
        await using var host = FunctionHost.Isolated(new FunctionHostOptions
        {
            Template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml")),
            Resources = new Dictionary<string, string> { ["Bucket"] = "videopipeline-bucket", ["StateMachine"] = machine },
            Environment = new Dictionary<string, string>
            {
                [Settings.StoreVariable] = "", // overrides what other tests set in this process
                ["AWS_ENDPOINT_URL_SFN"] = server.Endpoint,
                ["AWS_ACCESS_KEY_ID"] = "any",
                ["AWS_SECRET_ACCESS_KEY"] = "secret",
                ["AWS_REGION"] = MotoServer.Region,
            },
        });
        var upload = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "events", "upload-multipart.json"));

        var first = JsonSerializer.Deserialize<StartResult>(await host.InvokeAsync("StartFunction", upload))!;
        var second = JsonSerializer.Deserialize<StartResult>(await host.InvokeAsync("StartFunction", upload))!;

        var executions = machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal);
        Assert.StartsWith($"{executions}:My-film-", first.Execution, StringComparison.Ordinal);
        Assert.Equal(first, second);
    }
}
