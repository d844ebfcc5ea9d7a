using System.Text.Json;
using VideoPipeline.Functions;
using VideoPipeline.Local.Functions;
using VideoPipeline.Local.Functions.Templates;
using VideoPipeline.Testing;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Local.Tests.Deployment;

/// <summary>The Start function as it is deployed, finding Step Functions by its environment.</summary>
public sealed class DeployedStartTests(MotoServer server) : IClassFixture<MotoServer>
{
    [MotoFact]
    public async Task Start_AnUploadTwice_OneExecutionOfTheStateMachine()
    {
        var machine = await server.MakeStateMachineAsync();
        await using var host = new IsolatedFunctionHost(new FunctionHostOptions
        {
            Template = SamTemplate.Load(Path.Combine(Repository.Root, "template.yaml")),
            Resources = new Dictionary<string, string> { ["Bucket"] = "videopipeline-bucket", ["StateMachine"] = machine },
            Environment = new Dictionary<string, string>
            {
                [Settings.StoreVariable] = "", // functions of other tests in this process have one
                ["AWS_ENDPOINT_URL_SFN"] = server.Endpoint,
                ["AWS_ACCESS_KEY_ID"] = "any",
                ["AWS_SECRET_ACCESS_KEY"] = "secret",
                ["AWS_REGION"] = MotoServer.Region,
            },
        });
        var upload = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "events", "upload-multipart.json"));

        var first = JsonSerializer.Deserialize<StartAnswer>(await host.InvokeAsync("StartFunction", upload))!;
        var second = JsonSerializer.Deserialize<StartAnswer>(await host.InvokeAsync("StartFunction", upload))!;

        Assert.StartsWith(machine.Replace(":stateMachine:", ":execution:", StringComparison.Ordinal) + ":My-film-", first.Execution, StringComparison.Ordinal);
        Assert.Equal(first, second);
    }
}
