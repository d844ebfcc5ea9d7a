using VideoPipeline.Cli.Profiles;
using VideoPipeline.Results.Files;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Cli.Tests.Profiles;

public sealed class ProfileTests
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_LargeNumbers_FitsIn80Columns()
    {
        StepProfile[] steps =
        [
            new("start", 0.4, 0.35, 0, 0.45, null, null),
            new("AnalyzeStills", 12_345.678, 99_999.99, 99_999.99, 99_999.99, 43_200_000, 9_999_999_999),
        ];
        var text = ProfileText.Of(new RunProfile(12_346, 128, steps, new WorkerUsage(128, 0.97, 1.25)));
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("AnalyzeStills", text, StringComparison.Ordinal);
        Assert.Contains("128 workers of Decode, 97% busy; idle at the end: 1.25 s\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SecondWorkerEndsLate_IsIdleUntilThen()
    {
        // Two workers: 0–4 and 4–6; 0–5 and 5–9. The first has no range left from 6 to 9.
        var usage = WorkerUsage.Of([Range(0, 4), Range(0, 5), Range(4, 6), Range(5, 9)]);
        Assert.Equal(new WorkerUsage(2, 15 / 18.0, 3), usage);
    }

    [Fact]
    public void Of_OneRange_IsNeverIdle() => Assert.Equal(new WorkerUsage(1, 1, 0), WorkerUsage.Of([Range(1, 3)]));

    [Fact]
    public void Of_ReusedRanges_IsNull() => Assert.Null(WorkerUsage.Of([Range(0, 1) with { Reused = true }]));

    [Fact]
    public void Finish_ChildProcess_IsCountedInTheStepInWhichItEnded()
    {
        var profiler = new RunProfiler(TimeProvider.System);
        profiler.Enter("Index");
        profiler.Enter("Decode");
        Ffmpeg.Run("-f", "lavfi", "-i", "testsrc2=duration=2:size=640x480", "-f", "null", "-");
        profiler.Enter("Reduce");
        profiler.EnterEnd();
        var profile = profiler.Finish(Report(), [], processors: 2);
        Assert.Equal(["start", "Index", "Decode", "Reduce", "end"], profile.Steps.Select(step => step.Step));
        Assert.True(profile.Steps[2].FfmpegSeconds > profile.Steps[1].FfmpegSeconds);
        Assert.Equal(profile.Seconds, profile.Steps.Sum(step => step.Seconds), precision: 6);
        Assert.Equal((5L, 6L), (profile.Steps[2].Frames, profile.Steps[2].Bytes));
        Assert.Equal((null, 7L), (profile.Steps[1].Frames, profile.Steps[1].Bytes));
        Assert.Null(profile.Workers);
    }

    private static RangeReport Range(double started, double ended) =>
        new("p", false, s_start.AddSeconds(started), s_start.AddSeconds(ended));

    private static RunReport Report() => RunReport.Of(
        new SyntheticRun(1, 1, 16, 16).Index.Source,
        default,
        new IndexAccess(7, 1),
        [new RunRange(0, 5, 5, false, 1, 6, 1, 5, 5)],
        new RunSeconds(1, 1, 1, 1),
        new RunVersions("5", "4", "0", "10"),
        new RunHost("Linux", "x64", 2, 1));
}
