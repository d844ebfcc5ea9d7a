using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

public sealed class RecordedCasesTests
{
    private const string ExpressArn =
        "arn:aws:states:eu-west-1:111111111111:express:machine:test:cb1d5d4d-3d0a-4a9e-9d1f-0e1b6a0f7c55";

    public static TheoryData<RecordedCase> All => [.. RecordedCase.All];

    public static TheoryData<RecordedCase> WithHistory =>
        [.. RecordedCase.All.Where(recorded => recorded.Expected["events"] is not null)];

    [SharedDataTheory(RecordedCase.File)]
    [MemberData(nameof(All))]
    public async Task RunAsync_RecordedCase_EndsAsRecorded(RecordedCase recorded) =>
        AssertNoDifference(await EndDifferenceAsync(recorded));

    [SharedDataTheory(RecordedCase.File)]
    [MemberData(nameof(WithHistory))]
    public async Task RunAsync_RecordedCaseWithHistory_RecordsTheSameHistory(RecordedCase recorded) =>
        AssertNoDifference(await HistoryDifferenceAsync(recorded));

    /// <summary>The first difference of status, output, error and cause; null if there is none.</summary>
    internal static async Task<string?> EndDifferenceAsync(RecordedCase recorded)
    {
        var result = await RunAsync(recorded);
        var expected = recorded.Expected;
        return Recording.Difference(expected["status"], result.Status.ToWire(), "status")
            ?? Recording.Difference(expected["output"], Text(result.Output?.ToString()), "output")
            ?? Recording.Difference(expected["error"], Text(result.Error), "error")
            ?? Recording.Difference(expected["cause"], Text(result.Cause), "cause");
    }

    /// <summary>The first difference of the histories; null if there is none.</summary>
    internal static async Task<string?> HistoryDifferenceAsync(RecordedCase recorded)
    {
        var result = await RunAsync(recorded);
        return RecordedHistory.Difference(
            recorded.Expected["events"]!.Items, ArrayData.Of(result.History.Select(entry => entry.ToJson())));
    }

    private static void AssertNoDifference(string? difference) => Assert.True(difference is null, difference);

    private static JsonData? Text(string? value) => value is null ? null : (JsonData)value;

    private static async Task<ExecutionResult> RunAsync(RecordedCase recorded)
    {
        var machine = new Machine { Time = new Support.ManualTime(RecordedCase.Time) };
        if (recorded.IsExpress) machine.Options = machine.Options with { ExecutionArn = ExpressArn };
        RecordedFunctions.AddTo(machine, recorded);
        foreach (var stored in recorded.Json["s3_objects"]!.Items)
        {
            machine.Objects.With(
                stored["Bucket"]!.Text, stored["Key"]!.Text, stored["Body"]!.Text);
        }
        using var stop = new CancellationTokenSource();
        if (recorded.Expected["status"]!.Text == "ABORTED")
        {
            // The recorded execution was stopped in its first state.
            machine.Options = machine.Options with
            {
                OnEvent = entry =>
                {
                    if (entry.Event.Type == HistoryEventType.WaitStateEntered) stop.Cancel();
                },
            };
        }
        return await machine.RunAsync(recorded.Definition, recorded.Input, stop.Token);
    }
}
