using System.Text.Json;
using VideoPipeline.Functions.Completions;
using Xunit;

namespace VideoPipeline.Functions.Tests.Completions;

public sealed class FailureRecordsTests
{
    private static readonly JsonElement s_range = JsonDocument.Parse(
        """{"run": "film", "range": {"index": 2, "start": 50, "end": 75}}""").RootElement;

    [Theory]
    [InlineData("""{"errorType": "CorruptVideoException", "errorMessage": "frame 51 is damaged"}""", "frame 51 is damaged")]
    [InlineData("Function not found", "Function not found")]
    [InlineData("""["text"]""", """["text"]""")]
    [InlineData("", "CorruptVideoException")]
    [InlineData(null, "CorruptVideoException")]
    public void Create_Cause_IsTheMessageOfTheException(string? cause, string message) =>
        Assert.Equal(message, FailureRecords.Create("CorruptVideoException", cause, null).Cause);

    [Fact]
    public void Create_FailedItem_HasItsRange()
    {
        Assert.Equal((2, 50L, 75L), Range(s_range));
        Assert.Null(FailureRecords.Create("CorruptVideoException", "damaged", null).Range);

        static (int, long, long?) Range(JsonElement item) =>
            FailureRecords.Create("CorruptVideoException", "damaged", item).Range is { } range
                ? (range.Index, range.Start, range.End)
                : default;
    }

    [Theory]
    [InlineData("Sandbox.Timedout")]
    [InlineData("States.Timeout")]
    public void Create_ItemThatTimedOut_SaysWhatToDo(string error) => Assert.EndsWith(
        "Run with a smaller framesPerRange.",
        FailureRecords.Create(error, "Task timed out", s_range).Cause,
        StringComparison.Ordinal);

    [Fact]
    public void Create_ErrorOfStepFunctions_HasNoSignatureOfTheInput()
    {
        const string Cause =
            """The state failed for the input {"video":"https://example.com/a.mp4?X-Amz-Signature=SECRET"}""";

        var record = FailureRecords.Create("States.Runtime", Cause, null);

        Assert.Contains("https://example.com/a.mp4?…", record.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", record.Cause, StringComparison.Ordinal);
    }
}
