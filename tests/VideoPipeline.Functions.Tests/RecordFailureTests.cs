using System.Text;
using System.Text.Json;
using VideoPipeline.Storage;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests;

public sealed class RecordFailureTests
{
    // The text of States.Runtime, with which Step Functions quotes the input of the state.
    [Fact]
    public async Task RecordFailure_CauseThatQuotesTheInput_IsRecordedWithoutCredentials()
    {
        const string input = """{"video":"https://u:secret@host/a.mp4?X-Amz-Signature=secret"}""";
        using var folder = new TemporaryFolder();
        var store = FolderStore.Open(folder.Root, TimeProvider.System);
        var request = new FailureRequest
        {
            Run = "run",
            Input = JsonDocument.Parse(input).RootElement,
            Failure = new CaughtError
            {
                Error = "States.Runtime",
                Cause = $"The JSONPath '$.plan' could not be found in the input '{input}'",
            },
        };

        var record = await new RecordFailureFunction(store).RecordFailure(request, new TestContext());

        var stored = Encoding.UTF8.GetString((await store.GetBytesAsync(new RunKeys("run").Failure, default))!);
        Assert.DoesNotContain("secret", record + stored, StringComparison.Ordinal);
        Assert.Contains("'$.plan' could not be found", record.Cause, StringComparison.Ordinal);
    }
}
