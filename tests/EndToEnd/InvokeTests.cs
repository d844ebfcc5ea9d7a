using System.Text.Json;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary><c>videopipeline invoke</c> with the payloads in <c>events/</c>.</summary>
public sealed class InvokeTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    /// <summary>The command of docs/cli.md makes the objects that the payloads of the states name.</summary>
    [Fact]
    public async Task Invoke_PayloadsOfTheStates_AfterTheDocumentedRun_Succeed()
    {
        var run = await _command.RunAsync(
            "run", "--name", "sample", "--fingerprint", "--workers", "2", "--frames-per-range", "60", "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));

        foreach (var (function, payload) in ((string, string)[])
            [("IndexFunction", "index"), ("PlanFunction", "plan"), ("DecodeFunction", "decode"),
                ("PlanStillsFunction", "plan-stills"), ("AnalyzeStillsFunction", "analyze-stills"), ("ReduceFunction", "reduce")])
        {
            var invoked = await _command.RunAsync("invoke", function, EventFile(payload));
            Assert.True(invoked.ExitCode == 0, $"{function}: {invoked.Errors}");
            Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(invoked.Output).RootElement.ValueKind);
        }
        Assert.True(File.Exists(Path.Combine(_command.Store, "runs", "sample", "summary.json")));
    }

    [Fact]
    public async Task Invoke_FunctionFails_PrintsWhatLambdaReturns()
    {
        _command.Input = """{"run": "try", "input": {"video": "gone.mp4"}}""";

        var outcome = await _command.RunAsync("invoke", "IndexFunction", "-");

        Assert.Equal(1, outcome.ExitCode);
        var error = JsonDocument.Parse(outcome.Output).RootElement;
        Assert.Equal("VideoNotFoundException", error.GetProperty("errorType").GetString());
        Assert.Contains("error: VideoNotFoundException: ", outcome.Errors);
    }

    [Fact]
    public async Task Invoke_UnknownFunction_NamesThoseOfTheTemplate()
    {
        var outcome = await _command.RunAsync("invoke", "Index");
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("'Index' is not a function of the template. The functions are AnalyzeStillsFunction,", outcome.Errors);
    }

    private static string EventFile(string name) => Path.Combine(Repository.Root, "events", $"{name}.json");
}
