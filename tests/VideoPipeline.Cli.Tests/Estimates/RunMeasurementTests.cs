using System.Text.Json;
using VideoPipeline.Cli.Estimates;
using VideoPipeline.Cli.Estimates.Calibration;
using VideoPipeline.Errors;
using VideoPipeline.Planning;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Cli.Tests.Estimates;

public sealed class RunMeasurementTests
{
    private const int Ranges = 8, FramesPerRange = 250;

    private static readonly VideoIndex s_index = new SyntheticRun(Ranges, FramesPerRange, 1920, 1080).Index;
    private static readonly RemoteWorker s_worker = new(RemoteWorker.DefaultMegabytes);

    [Fact]
    public void OnMachine_RunOfTwiceTheModel_PredictsItsTime()
    {
        var modeled = MachineEstimate.Model(s_index, Loads(), workers: 2, processors: 2);
        var report = Report(rangeSeconds: 1) with
        {
            Seconds = new RunSeconds(modeled.Index * 2, modeled.Plan * 2, modeled.Decode * 2, modeled.Reduce * 2),
        };
        var run = RunMeasurement.OnMachine(report, s_index, seconds: modeled.Total * 2, workers: 2);
        var file = new CalibrationFile(CalibrationFile.CurrentSchema, [run]);
        var estimate = MachineEstimate.Of(
            s_index, Loads(), workers: 2, processors: 2, file.FactorsFor(MeasuredRun.Local, 2, MeasuredWork.Of(s_index)));
        Assert.Equal(modeled.Total * 2, estimate.Seconds, precision: 6);
        Assert.Equal(1, estimate.CalibrationRuns);
    }

    [Fact]
    public void OnAws_SlowerWorkers_LengthenTheRangesWithoutTheirStart()
    {
        var seconds = s_worker.EstimateDecoding(DecodeCost.Of(s_index.Video), Loads()[0]);
        var run = RunMeasurement.OnAws(Report(rangeSeconds: 3 * seconds), s_index, s_worker);
        var factors = new CalibrationFile(CalibrationFile.CurrentSchema, [run])
            .FactorsFor(MeasuredRun.Aws, null, MeasuredWork.Of(s_index));
        var range = AwsWorkload.Of(s_index, 100, Loads(), s_worker, factors).Ranges[0];
        Assert.Equal(RemoteWorker.StartSeconds - AwsTimes.ColdStart + (3 * seconds), range, precision: 6);
    }

    [Fact]
    public void OnAws_RunOfAnotherVideo_IsRefused()
    {
        var other = Report(1) with { Video = new RunVideo("s3://b/other.mp4", new RunIdentity(7, null)) };
        var failure = Assert.Throws<InvalidInputException>(() => RunMeasurement.OnAws(other, s_index, s_worker));
        Assert.Contains("s3://b/other.mp4", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OnAws_RunThatReusedPartials_IsRefused() =>
        Assert.Throws<InvalidInputException>(() => RunMeasurement.OnAws(Report(1) with { Reused = 1 }, s_index, s_worker));

    [Theory]
    [InlineData("""{"video": "v", "every": 24}""", true)]
    [InlineData("""{"video": "v", "rgb": true}""", true)]
    [InlineData("""{"video": "v", "rgb": false, "workers": 3, "framesPerRange": 250}""", false)]
    public void OnAws_OptionsThatChangeTheWork_AreRefused(string options, bool isRefused)
    {
        var report = Report(1) with { Options = JsonDocument.Parse(options).RootElement };
        var failure = Record.Exception(() => RunMeasurement.OnAws(report, s_index, s_worker));
        Assert.Equal(isRefused, failure is InvalidInputException);
    }

    private static IReadOnlyList<DecodeLoad> Loads() => [.. Enumerable.Range(0, Ranges).Select(range => DecodeLoad.Of(
        s_index.Samples, s_index.Frames!, new FrameRange(range * FramesPerRange, (range + 1) * FramesPerRange)))];

    private static RunReport Report(double rangeSeconds) => RunReport.Of(
        s_index.Source,
        JsonDocument.Parse("""{"video": "v"}""").RootElement,
        new IndexAccess(1, 1),
        [.. Enumerable.Range(0, Ranges).Select(range => new RunRange(
            range * FramesPerRange, (range + 1) * FramesPerRange, FramesPerRange, false, rangeSeconds, 1, 1, 1, 1))],
        new RunSeconds(1, 1, 1, 1),
        new RunVersions("5", "4", "0", "10"),
        new RunHost("Linux", "x64", 2, 1));
}
