using System.Text.Json;
using VideoPipeline.Executions;
using VideoPipeline.Functions.Completions;
using VideoPipeline.Stills.Fingerprints;
using Xunit;

namespace VideoPipeline.Functions.Tests.Uploads;

/// <summary>The payloads in <c>events/</c> are valid inputs of the handlers.</summary>
public sealed class EventsTests
{
    [Fact]
    public void Decode_Payload_IsDeserialized()
    {
        var request = Events.Read<DecodeRequest>("decode");

        Assert.Equal((0, 0L, 52L), (request.Range.Index, request.Range.Start, request.Range.End));
        Assert.Equal(1, request.Plan.PreviewStride);
        ExecutionInput.Parse(request.Input);
    }

    [Fact]
    public async Task AnalyzeStills_Payload_IsDeserialized()
    {
        var request = Events.Read<AnalyzeStillsRequest>("analyze-stills");
        var prepared = await new SiftAnalyzerFactory().PrepareAsync(ExecutionInput.Parse(request.Input), default);

        Assert.Equal((0, 8L, 26L), (request.Group.Index, request.Group.Frames.Count, request.Group.Frames.Bounds.Start));
        Assert.Equal([prepared!.Spec], request.Plan.Stills);
    }

    [Theory]
    [InlineData("index")]
    [InlineData("plan")]
    [InlineData("plan-stills")]
    [InlineData("reduce")]
    public void Step_Payload_IsDeserialized(string name)
    {
        var request = Events.Read<StepRequest>(name);

        Assert.Equal("sample", request.Run);
        ExecutionInput.Parse(request.Input);
    }

    [Fact]
    public void Complete_Payload_IsDeserialized() =>
        Assert.Equal("film-1", Events.Read<StatusChange>("execution-failed").Detail.Name);

    [Fact]
    public void ExecutionInput_Payload_IsThatOfTheUpload() => Assert.Equal(
        ExecutionInput.Parse(JsonDocument.Parse(Events.Text("execution-input")).RootElement),
        ExecutionInput.Parse(JsonSerializer.SerializeToElement(Events.Upload("upload-put").Input)));
}
