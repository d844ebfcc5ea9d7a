using System.Text.Json;
using VideoPipeline.Executions;
using VideoPipeline.Local.Serving;
using VideoPipeline.Local.Serving.StepFunctions;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.Video;

namespace VideoPipeline.WebConsole.Starting;

/// <summary>Starts executions by what a form has.</summary>
internal static class ExecutionStarter
{
    /// <summary>Starts an execution.</summary>
    /// <param name="served">The server.</param>
    /// <param name="machine">The ARN of the state machine.</param>
    /// <param name="name">The name of the execution; empty for one of its own.</param>
    /// <param name="input">The input, JSON.</param>
    /// <param name="steps">Whether it stops before each state.</param>
    /// <returns>The ARN of the execution.</returns>
    /// <exception cref="InvalidStartException">The input is not valid, or the server refuses the execution.</exception>
    public static async Task<string> StartAsync(
        ServedExecutions served, string machine, string name, string input, bool steps)
    {
        if (machine == LocalServer.StateMachineArn) Check(input);
        var request = new ObjectBuilder { ["stateMachineArn"] = machine, ["input"] = input };
        request["name"] = name.Trim() is { Length: > 0 } given ? given : NameOf(machine, input, served.Executions.Now);
        try
        {
            if (steps) return served.Sessions.Start(ApiRequest.Of("StartExecution", request.Build())).Execution.Arn;
            var response = await served.Api.InvokeAsync("StartExecution", request.Build().ToString(), CancellationToken.None);
            return response["executionArn"]!.Text;
        }
        catch (ApiException refused)
        {
            throw new InvalidStartException([refused.Message]);
        }
    }

    private static void Check(string input)
    {
        using var json = JsonDocument.Parse(input);
        if (InputSchema.Problems(json.RootElement) is { Count: > 0 } problems) throw new InvalidStartException(problems);
    }

    private static string NameOf(string machine, string input, DateTimeOffset now) =>
        machine == LocalServer.StateMachineArn && JsonData.Parse(input)["video"] is StringData { Value: var video }
            ? ExecutionName.For((SourceAddress)video, now)
            : Guid.NewGuid().ToString();
}

/// <summary>An execution cannot be started.</summary>
internal sealed class InvalidStartException(IReadOnlyList<string> problems) : Exception(string.Join(' ', problems))
{
    /// <summary>What is wrong, one message each.</summary>
    public IReadOnlyList<string> Problems => problems;
}
