using VideoPipeline.Cli.Estimates;
using VideoPipeline.Planning;
using VideoPipeline.Video;

namespace VideoPipeline.Simulation.Scenarios;

/// <summary>Synthetic videos, planned by the planner of the deployment.</summary>
internal static class Videos
{
    private const int FramesPerSecond = 24;

    /// <summary>The index of an MP4 file of closed GOPs of two seconds.</summary>
    public static VideoIndex Index(double seconds, int width, int height, string codec, double bitsPerSecond)
    {
        var count = (int)(seconds * FramesPerSecond);
        var bytes = (int)(bitsPerSecond / 8 / FramesPerSecond);
        long[] times = [.. Enumerable.Range(0, count).Select(frame => (long)frame)];
        return new VideoIndex
        {
            Source = new SourceIdentity("s3://bucket/video.mp4", (long)count * bytes, null),
            Video = new VideoProperties
            {
                Container = "mov", Codec = codec, Stream = 0, Width = width, Height = height, Rotation = 0,
                TimeBase = new TimeBase(1, FramesPerSecond),
            },
            Samples = new SampleTable
            {
                Offset = times,
                Size = Enumerable.Repeat(bytes, count).ToArray(),
                Dts = times,
                Pts = times,
                IsKey = times.Select(frame => frame % (2 * FramesPerSecond) == 0).ToArray(),
            },
            Frames = new FrameTable { Sample = Enumerable.Range(0, count).ToArray(), Pts = times },
        };
    }

    /// <summary>H.264 in 1920×1080 at 8 Mbit/s.</summary>
    public static VideoIndex FullHd(double minutes) => Index(60 * minutes, 1920, 1080, "h264", 8e6);

    /// <summary>The work of a video, planned as the deployment does.</summary>
    /// <param name="index">The video.</param>
    /// <param name="workers">The workers that its input asks for.</param>
    /// <param name="framesPerRange">The frames in each range that its input asks for; null for none.</param>
    /// <param name="megabytes">The memory of a worker.</param>
    /// <param name="maxWorkers">The deployment's bound of workers, which determines the number of ranges too.</param>
    public static AwsWorkload Work(
        VideoIndex index, int workers = 100, int? framesPerRange = null, int megabytes = RemoteWorker.DefaultMegabytes,
        int? maxWorkers = null)
    {
        workers = Math.Min(workers, maxWorkers ?? workers); // as PlanFunction does
        var worker = new RemoteWorker(megabytes);
        var plan = Planner.Create(index, workers, sharedProcessors: null, framesPerRange, whole: null, worker: worker);
        return AwsWorkload.Of(index, workers, Loads(index, plan), worker);
    }

    /// <summary>Ranges of equal length, without start-up.</summary>
    public static AwsWorkload Ranges(int count, double seconds, int workers) =>
        new(0.5, 0.5, [.. Enumerable.Repeat(seconds, count)], 1, workers, RemoteWorker.DefaultMegabytes);

    private static List<DecodeLoad> Loads(VideoIndex index, Plan plan) => [.. plan.Ranges.Select(range =>
        DecodeLoad.Of(index.Samples, index.Frames!, new FrameRange(range.Start, range.End!.Value)))];
}
