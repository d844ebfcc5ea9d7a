using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;

namespace VideoPipeline.StatesLanguage.Tests.Support;

/// <summary>An engine with test doubles for its functions, object store, clock and random values.</summary>
internal sealed class Machine
{
    public Functions Functions { get; } = new();

    public MemoryObjects Objects { get; } = new();

    public ManualTime Time { get; init; } = new(new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero));

    public ExecutionOptions Options { get; set; } = new()
    {
        Name = "test",
        StateMachineArn = "arn:aws:states:eu-west-1:111111111111:stateMachine:machine",
    };

    public Randomness Randomness { get; init; } = Randomness.System;

    /// <summary>Runs an execution until it ends and advances the clock whenever the execution waits. Only for executions that
    /// do not wait in one branch while another branch is working, because the clock advances in that case too.</summary>
    public Task<ExecutionResult> RunAsync(
        string definition, string input = "{}", CancellationToken cancellation = default) =>
        Time.RunToEndAsync(() => StartAsync(definition, input, cancellation));

    /// <summary>Runs an execution until it ends, without advancing the clock.</summary>
    public Task<ExecutionResult> StartAsync(
        string definition, string input = "{}", CancellationToken cancellation = default) =>
        new StatesEngine(Functions, Objects, Time, Randomness)
            .RunAsync(StateMachineDefinition.Parse(definition), JsonData.Parse(input), Options, cancellation);

    /// <summary>Redrives an execution that failed, and advances the clock like <see cref="RunAsync"/>.</summary>
    public Task<ExecutionResult> RedriveAsync(string definition, ExecutionResult previous) => Time.RunToEndAsync(() =>
        new StatesEngine(Functions, Objects, Time, Randomness)
            .RedriveAsync(StateMachineDefinition.Parse(definition), previous, Options));

    /// <summary>Runs a single state, named S, and returns its output, or <c>error: cause</c> if it fails.</summary>
    public async Task<string> OutputAsync(string state, string input = "{}")
    {
        var result = await RunAsync(Single(state), input);
        return result.Output is { } output ? output.ToString() : $"{result.Error}: {result.Cause}";
    }

    /// <summary>A definition with a single state, named S.</summary>
    public static string Single(string state)
    {
        var json = JsonData.Parse(state).Fields;
        if (json["Type"]!.Text is not ("Succeed" or "Fail")) json = json.With("End", true);
        return ObjectData.Of(("StartAt", "S"), ("States", ObjectData.Of(("S", json)))).ToString();
    }

    public static string Types(ExecutionResult result) => string.Join(' ', result.History.Select(entry => entry.Type));

    public static IEnumerable<HistoryEvent> OfType(ExecutionResult result, HistoryEventType type) =>
        result.History.Where(entry => entry.Type == type);
}
