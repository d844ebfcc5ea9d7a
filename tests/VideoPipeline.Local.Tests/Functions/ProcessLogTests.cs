using VideoPipeline.Local.Functions.Isolated;
using Xunit;

namespace VideoPipeline.Local.Tests.Functions;

public sealed class ProcessLogTests
{
    private readonly AsyncLocal<string?> _task = new();
    private readonly List<string> _lines = [];
    private readonly ProcessLog _log;

    public ProcessLogTests() => _log = new ProcessLog(line => _lines.Add($"{_task.Value}: {line}"));

    [Fact]
    public async Task Write_LinesOfTwoInvocations_AreOnBehalfOfTheirTasks()
    {
        await ServeAsync("first", "id-1");
        _log.Write("{\"requestId\":\"id-1\"}");
        await ServeAsync("second", "id-2");
        // Written by the first, but read when the second has begun.
        _log.Write("late of id-1");
        _log.Write("without a request");
        _log.Write("id-2 done");

        Assert.Equal(
            ["first: {\"requestId\":\"id-1\"}", "first: late of id-1", "second: without a request", "second: id-2 done"], _lines);
    }

    [Fact]
    public async Task Write_StartOfTheProcess_IsOnBehalfOfTheFirstTask()
    {
        await ServeAsync("first", "id-1");
        await ServeAsync("first", "id-1");
        _log.Write("starting");

        Assert.Equal(["first: starting"], _lines);
    }

    [Fact]
    public void Write_BeforeAnyInvocation_IsPassedOn()
    {
        _log.Write("early");

        Assert.Equal([": early"], _lines);
    }

    // The value is that of the flow of this method only.
    private async Task ServeAsync(string task, string requestId)
    {
        _task.Value = task;
        await Task.Yield();
        _log.Begin(requestId);
    }
}
