using System.Text.Json;
using VideoPipeline.Cli.Tests.Support;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Commands;

public sealed class DescriptionCommandTests
{
    [Fact]
    public async Task Index_ClosedGops_ReportsGopsAndSplitPoints()
    {
        var index = await JsonAsync("index", await NumberedVideo.GetByName("h264-closed.mp4").FileAsync());
        Assert.Equal("h264", index.GetProperty("codec").GetString());
        Assert.Equal(150, index.GetProperty("frames").GetInt32());
        Assert.Equal(6, index.GetProperty("durationSeconds").GetDouble());
        Assert.Equal(7, index.GetProperty("splitPoints").GetInt32());
        Assert.Equal(24, index.GetProperty("gops").GetProperty("median").GetInt64());
        Assert.Equal(6, index.GetProperty("gops").GetProperty("min").GetInt64()); // 150 = 6 × 24 + 6
    }

    [Fact]
    public async Task Index_UnsplittableVideo_ReportsTheReason()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("index", await NumberedVideo.GetByName("mpeg4.avi").FileAsync()));
        Assert.Matches(@"(?m)^Splitting  decoded as a whole: \S.+$", session.Output);
    }

    [Fact]
    public async Task Index_ServerFailsOnce_SaysWhichAttemptFollows()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await using var server = await RangeServer.StartAsync(Path.GetDirectoryName(video)!);
        server.QueueFaults(new ServerFault.Status(503));
        using var session = new Session();
        var address = server.Address(Path.GetFileName(video));
        Assert.Equal(ExitCode.Done, await session.RunAsync("index", address));
        Assert.StartsWith($"note: {address}: ", session.Errors, StringComparison.Ordinal);
        Assert.EndsWith(". Attempt 2 of 5 follows.\n", session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelsList_BuiltInModels_SaysWhichMustBeAdded()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("models", "list"));
        Assert.Matches(@"(?m)^googlenet +downloaded on first use ", session.Output);
        Assert.Matches(@"(?m)^mobilenet +missing \(see models add\) ", session.Output);
    }

    [Fact]
    public async Task Run_ModelWithAMissingFile_IsBadUsageBeforeTheRun()
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync("run", "film.mp4", "--model", "mobilenet"));
        Assert.Contains("models add mobilenet", session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_SmallRanges_CoversAllFramesAndHasACost()
    {
        var plan = await JsonAsync(
            "plan", await NumberedVideo.GetByName("h264-closed.mp4").FileAsync(), "--frames-per-range", "24");
        Assert.Equal(7, plan.GetProperty("ranges").GetInt32());
        Assert.Equal(150, plan.GetProperty("frames").GetInt64());
        Assert.Equal(0, plan.GetProperty("overhead").GetDouble());
        Assert.True(plan.GetProperty("aws").GetProperty("cost").GetProperty("total").GetDecimal() > 0);
    }

    [Fact]
    public async Task Plan_OnAws_PlansForTheWorkersOfTheDeployment()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var plan = await JsonAsync("plan", video, "--on", "aws", "--memory", "1769");
        Assert.Equal((100, 1769), (plan.GetProperty("workers").GetInt32(), plan.GetProperty("workerMegabytes").GetInt32()));
        var aws = plan.GetProperty("aws");
        Assert.Equal(plan.GetProperty("ranges").GetInt32() + 3, aws.GetProperty("invocations").GetInt32());
        var steps = new[] { "indexSeconds", "planSeconds", "decodeSeconds", "reduceSeconds" };
        Assert.InRange(aws.GetProperty("seconds").GetDouble(), steps.Sum(step => aws.GetProperty(step).GetDouble()), 60);
    }

    [Theory]
    [InlineData("--memory", "1024")]
    [InlineData("--memory", "20000")]
    [InlineData("--on", "azure")]
    public async Task Plan_InvalidOption_IsBadUsage(string option, string value)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync("plan", "film.mp4", option, value));
        Assert.Contains(value, session.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Add --on aws", "--deadline", "60s")]
    [InlineData("Add --on aws", "--budget", "0.01")]
    [InlineData("only one of --deadline and --budget", "--on", "aws", "--deadline", "60s", "--budget", "0.01")]
    [InlineData("--deadline must be a time such as 60s, 5m or 1h (got 'soon')", "--on", "aws", "--deadline", "soon")]
    [InlineData("--budget must be an amount of US dollars such as 0.01 (got '-1')", "--on", "aws", "--budget", "-1")]
    [InlineData("only one of --calibrate and --calibrate-from", "--calibrate", "--calibrate-from", "run.json")]
    [InlineData("--calibrate runs on this machine", "--on", "aws", "--calibrate")]
    public async Task Plan_OptionsThatDoNotFit_AreBadUsage(string message, params string[] options)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(["plan", "film.mp4", .. options]));
        Assert.Contains(message, session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_Deadline_ChoosesASettingWithinIt()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var plan = await JsonAsync("plan", video, "--on", "aws", "--deadline", "1m");
        var chosen = plan.GetProperty("chosen");
        Assert.Equal("least cost within 60 s", chosen.GetProperty("objective").GetString());
        Assert.Equal(plan.GetProperty("workerMegabytes").GetInt32(), chosen.GetProperty("workerMemory").GetInt32());
        Assert.Equal(plan.GetProperty("workers").GetInt32(), chosen.GetProperty("workers").GetInt32());
        Assert.InRange(plan.GetProperty("aws").GetProperty("seconds").GetDouble(), 1, 60);
    }

    [Fact]
    public async Task Plan_UnreachableDeadline_FailsWithWhatIsReachable()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.Failed, await session.RunAsync("plan", video, "--on", "aws", "--deadline", "0.5s"));
        Assert.Contains("No setting ends within 0.5 s. The fastest takes ", session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OnMachine_PredictsTheStepsAndSaysThatItIsNotCalibrated()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var machine = (await JsonAsync("plan", video)).GetProperty("machine");
        Assert.Equal(0, machine.GetProperty("calibrationRuns").GetInt32());
        var steps = new[] { "startSeconds", "indexSeconds", "planSeconds", "decodeSeconds", "reduceSeconds" };
        Assert.Equal(
            machine.GetProperty("seconds").GetDouble(), steps.Sum(step => machine.GetProperty(step).GetDouble()), precision: 6);
    }

    [Fact]
    public async Task Plan_Text_FitsIn80Columns()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync("plan", video));
        Assert.Equal(ExitCode.Done, await session.RunAsync("plan", video, "--on", "aws", "--budget", "1"));
        var lines = session.Output.Split('\n').Where(line => !line.StartsWith("Video", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("--isolated")]
    [InlineData("--step")]
    [InlineData("--on", "arn:aws:states:eu-west-1:123456789012:stateMachine:m")]
    public async Task Run_ProfileOfAnotherProcess_IsBadUsage(params string[] options)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.BadUsage, await session.RunAsync(["run", "film.mp4", "--profile", .. options]));
        Assert.Contains("--profile measures this process", session.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_OpenGops_CountsSamplesDecodedTwice()
    {
        var plan = await JsonAsync(
            "plan", await NumberedVideo.GetByName("h264-open.mp4").FileAsync(), "--frames-per-range", "24");
        Assert.True(plan.GetProperty("overhead").GetDouble() > 0);
    }

    private static async Task<JsonElement> JsonAsync(params string[] args)
    {
        using var session = new Session();
        Assert.Equal(ExitCode.Done, await session.RunAsync([.. args, "--json"]));
        return JsonDocument.Parse(session.Output).RootElement;
    }
}
