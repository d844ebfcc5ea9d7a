using System.Diagnostics;
using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving;

/// <summary>Runs <c>aws</c>, mostly <c>aws stepfunctions</c>, against a local server.</summary>
internal static class AwsCommand
{
    /// <summary>The name of the program.</summary>
    public const string Name = "aws";

    /// <summary>Runs a command that succeeds and returns its output.</summary>
    public static async Task<JsonObject> InvokeAsync(string address, params string[] arguments)
    {
        var (code, output, errors) = await RunAsync(address, arguments);
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output)!.AsObject();
    }

    /// <summary>Runs a command.</summary>
    public static Task<(int Code, string Output, string Errors)> RunAsync(string address, params string[] arguments) =>
        RunServiceAsync("stepfunctions", address, arguments);

    /// <summary>Runs a command of a service.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunServiceAsync(
        string service, string address, string[] arguments)
    {
        string[] all =
            [service, .. arguments, "--endpoint-url", address, "--region", "us-east-1", "--output", "json"];
        var start = new ProcessStartInfo(Name, all)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "any", ["AWS_SECRET_ACCESS_KEY"] = "secret", ["AWS_PAGER"] = "",
                // The client puts "sync-" before the host of test-state otherwise.
                ["AWS_DISABLE_HOST_PREFIX_INJECTION"] = "true",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await errors);
    }
}
