using VideoPipeline.Cli.Logs;
using VideoPipeline.Local.Functions;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Logs;

public sealed class LogWriterTests
{
    private const string Step = """
        {"time":"2026-01-31T12:00:00Z","level":"INFO","message":"completed","Step":"Decode","execution":"film-1","range":3,
         "requestId":"r","Frames":1250,"Bytes":2048,"Seconds":1.5,"ColdStarts":0}
        """;

    private const string Failed = """
        {"message":"failed","Step":"Index","execution":"film-1","range":null,
         "error":"VideoNotFoundException","cause":"film.mp4 does not exist."}
        """;

    [Fact]
    public void Format_StepThatCompleted_SaysWhatAndItsNumbers() => Assert.Equal(
        "film-1  Decode range 3: completed in 1.50 s, 1,250 frames, 2,048 bytes read",
        FunctionLogText.Format(new FunctionLogLine("DecodeFunction", Step)));

    [Fact]
    public void Format_StepThatFailed_SaysWhy() => Assert.Equal(
        "film-1  Index: failed: VideoNotFoundException: film.mp4 does not exist.",
        FunctionLogText.Format(new FunctionLogLine("IndexFunction", Failed)));

    [Theory]
    [InlineData("ready")]
    [InlineData("""{"other": "program"}""")]
    [InlineData("[1]")]
    public void Format_OtherLine_IsKept(string text) =>
        Assert.Equal($"resize: {text}", FunctionLogText.Format(new FunctionLogLine("resize", text)));

    [Fact]
    public void Write_Json_IsOneObjectPerLine()
    {
        var output = new StringWriter { NewLine = "\n" };
        var log = new LogWriter(output, json: true, new ManualTime(TimeSpan.Zero));

        log.Write(new FunctionLogLine("DecodeFunction", """{"message":"started","Step":"Decode"}"""));
        log.Write(new FunctionLogLine("resize", "ready"));
        log.Write("a fault");

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("""{"function":"DecodeFunction","message":"started","Step":"Decode"}""", lines[0]);
        Assert.Matches("""^\{"function":"resize","time":"[^"]+Z","message":"ready"\}$""", lines[1]);
        Assert.Matches("""^\{"time":"[^"]+Z","message":"a fault"\}$""", lines[2]);
    }
}
