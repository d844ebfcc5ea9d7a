using VideoPipeline.StatesLanguage.History;
using VideoPipeline.StatesLanguage.Json;
using VideoPipeline.StatesLanguage.Running;
using VideoPipeline.StatesLanguage.Tests.Support;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.StatesLanguage.Tests.Recorded;

public sealed class RecordedCasesTests
{
    public static TheoryData<RecordedCase> Covered =>
        [.. RecordedCase.All.Where(recorded => !NotCovered.Applies(recorded))];

    public static TheoryData<RecordedCase> CoveredWithHistory =>
        [.. RecordedCase.All.Where(
            recorded => !NotCovered.Applies(recorded) && recorded.Expected["events"] is not null)];

    [SharedDataTheory(RecordedCase.File)]
    [MemberData(nameof(Covered))]
    public async Task RunAsync_RecordedCase_EndsAsRecorded(RecordedCase recorded)
    {
        var result = await RunAsync(recorded);

        Assert.Equal(recorded.Expected["status"]!.Text, result.Status.ToWire());
        AssertNoDifference(Recording.Difference(
            recorded.Expected["output"], Text(result.Output is { } output ? output.ToString() : null), "output"));
        AssertNoDifference(Recording.Difference(recorded.Expected["error"], Text(result.Error), "error"));
        AssertNoDifference(Recording.Difference(recorded.Expected["cause"], Text(result.Cause), "cause"));
    }

    [SharedDataTheory(RecordedCase.File)]
    [MemberData(nameof(CoveredWithHistory))]
    public async Task RunAsync_RecordedCaseWithHistory_RecordsTheSameHistory(RecordedCase recorded)
    {
        var result = await RunAsync(recorded);

        AssertNoDifference(RecordedHistory.Difference(
            (ArrayData)recorded.Expected["events"]!, ArrayData.Of(result.History.Select(entry => entry.ToJson()))));
    }

    [SharedDataFact(RecordedCase.File)]
    public void NotCovered_EveryCategory_AppliesToAtLeastOneCase() =>
        Assert.All(
            NotCovered.Categories, category =>
                Assert.Contains(RecordedCase.All, recorded => category.Applies(recorded)));

    private static void AssertNoDifference(string? difference) => Assert.True(difference is null, difference);

    private static JsonData? Text(string? value) => value is null ? null : (JsonData)value;

    private static async Task<ExecutionResult> RunAsync(RecordedCase recorded)
    {
        var machine = new Machine();
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
