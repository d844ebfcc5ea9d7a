using System.Text.Json;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.EndToEnd;

/// <summary><c>plan --calibrate</c> and <c>run --profile</c>: what runs take, predicted and measured.</summary>
public sealed class EstimateTests : IDisposable
{
    private readonly Command _command = new();

    public void Dispose() => _command.Dispose();

    [Fact]
    public async Task Plan_Calibrate_PredictsTheMeasuredTimeOfTheVideo()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var calibrated = await JsonAsync("plan", video, "--calibrate", "--json");
        var measured = calibrated.GetProperty("measured").GetProperty("total").GetDouble();
        Assert.True(measured > 0);
        var later = (await JsonAsync("plan", video, "--json")).GetProperty("machine");
        Assert.Equal(1, later.GetProperty("calibrationRuns").GetInt32());
        Assert.InRange(later.GetProperty("seconds").GetDouble(), measured * 0.99, measured * 1.01);
        Assert.False(Directory.Exists(Path.Combine(_command.Store, "runs")));
        Assert.Empty(_command.TemporaryFiles);
    }

    [Fact]
    public async Task Plan_CalibrateFromARun_ChangesTheEstimateForAws()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        await JsonAsync("run", video, "--out", "out", "--json");
        var plan = await JsonAsync("plan", video, "--on", "aws", "--calibrate-from", "out", "--json");
        Assert.Equal(1, plan.GetProperty("calibrationRuns").GetInt32());
        Assert.True(File.Exists(Path.Combine(_command.Store, "calibration.json")));
    }

    [Fact]
    public async Task Run_Profile_AccountsForAllTimeByStep()
    {
        var video = await NumberedVideo.GetByName("h264-closed.mp4").FileAsync();
        var run = await JsonAsync("run", video, "--profile", "--frames-per-range", "50", "--out", "out", "--json");
        var profile = run.GetProperty("profile");
        var steps = profile.GetProperty("steps").EnumerateArray().ToDictionary(step => step.GetProperty("step").GetString()!);
        Assert.Equal(["start", "Index", "Plan", "Decode", "Reduce", "end"], steps.Keys);
        Assert.Equal(
            profile.GetProperty("seconds").GetDouble(), steps.Values.Sum(step => step.GetProperty("seconds").GetDouble()), 6);
        Assert.Equal(150, steps["Decode"].GetProperty("frames").GetInt64());
        Assert.True(steps["Decode"].GetProperty("ffmpegSeconds").GetDouble() > 0);
        Assert.Equal(
            profile.GetRawText(), JsonDocument.Parse(File.ReadAllText(Path.Combine(_command.Folder, "out", "profile.json")))
                .RootElement.GetRawText(), ignoreAllWhiteSpace: true);
    }

    [Fact]
    public async Task Run_ProfileAsText_FitsIn80Columns()
    {
        var outcome = await _command.RunAsync(
            "run", await NumberedVideo.GetByName("h264-closed.mp4").FileAsync(), "--profile");
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.ExitCode == 0 ? "" : outcome.Errors));
        var profile = outcome.Output[outcome.Output.IndexOf("\nProfile ", StringComparison.Ordinal)..];
        Assert.All(profile.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Matches(@"Decode +\d+\.\d\d s", profile);
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var outcome = await _command.RunAsync(arguments);
        Assert.Equal((0, ""), (outcome.ExitCode, outcome.ExitCode == 0 ? "" : outcome.Errors));
        return JsonDocument.Parse(outcome.Output).RootElement;
    }
}
