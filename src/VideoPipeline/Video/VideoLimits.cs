using System.Globalization;
using VideoPipeline.Errors;

namespace VideoPipeline.Video;

/// <summary>
/// The limits of videos and of the programs that read them, all in one place (<c>docs/limits.md</c>, Hostile videos). They are
/// far above what cameras, encoders and editors write, and keep a file that claims more from taking the machine's memory and
/// time.
/// </summary>
internal static class VideoLimits
{
    /// <summary>The pixels of a frame: the largest picture of HEVC and VVC, 16384×8704 (level 7.2).</summary>
    public const long MaxPixels = 16384L * 8704;

    /// <summary>The samples of a video: 46 hours at 60 frames per second, 290 MB of index.</summary>
    public const int MaxSamples = 10_000_000;

    /// <summary>The time between the first and the last frame, in seconds: 31 days.</summary>
    public const long MaxSeconds = 31L * 24 * 60 * 60;

    /// <summary>The time between two frames, in seconds: one day.</summary>
    public const long MaxGapSeconds = 24L * 60 * 60;

    /// <summary>The time for which ffprobe may find nothing in a file.</summary>
    public static readonly TimeSpan ProbeSilence = TimeSpan.FromSeconds(60);

    /// <summary>The processor time of an ffprobe process.</summary>
    public static readonly TimeSpan ProbeProcessorTime = TimeSpan.FromMinutes(10);

    /// <summary>The processor time of an ffmpeg process, over all its threads.</summary>
    public static readonly TimeSpan DecodeProcessorTime = TimeSpan.FromHours(24);

    /// <summary>The memory of an ffprobe process in bytes, which decodes a few frames only.</summary>
    public const long ProbeMemory = 2L << 30;

    /// <summary>The memory of an ffmpeg process in bytes, where the machine has enough.</summary>
    public const long DecodeMemory = 8L << 30;

    /// <summary>The size of one block of memory of ffmpeg and ffprobe in bytes: more than a frame of 16-bit 4:4:4.</summary>
    public const long MaxAllocation = 1L << 30;

    /// <summary>Checks what an index says.</summary>
    /// <exception cref="LimitExceededException">It exceeds a limit.</exception>
    public static void Check(VideoIndex index)
    {
        var (name, video) = (index.Source.Uri, index.Video);
        CheckPixels(name, video.Width, video.Height);
        CheckSamples(name, index.Samples.Count);
        CheckTimes(name, index.Frames?.Pts ?? index.Samples.Pts, video.TimeBase, isSorted: index.Frames is not null);
    }

    /// <summary>Checks the size of the frames.</summary>
    /// <exception cref="LimitExceededException">The frames are too large.</exception>
    public static void CheckPixels(string name, int width, int height)
    {
        if ((long)width * height > MaxPixels)
            throw Exceeded(name, $"its frames have {width}×{height} pixels", $"{MaxPixels} pixels", "Scale the video down.");
    }

    /// <summary>Checks the number of samples, before memory is allocated for them.</summary>
    /// <exception cref="LimitExceededException">There are too many.</exception>
    public static void CheckSamples(string name, long count)
    {
        if (count > MaxSamples)
            throw Exceeded(name, $"it has {count} or more frames", $"{MaxSamples} frames", "Split the video into several files.");
    }

    private static void CheckTimes(string name, IReadOnlyList<long> times, TimeBase timeBase, bool isSorted)
    {
        var (first, last, gap, gapAt) = (long.MaxValue, long.MinValue, Int128.Zero, 0L);
        foreach (var time in times)
        {
            if (time == SampleTable.NoTimestamp) continue;
            if (isSorted && last != long.MinValue && (Int128)time - last > gap) (gap, gapAt) = ((Int128)time - last, last);
            (first, last) = (Math.Min(first, time), Math.Max(last, time));
        }
        if (first > last) return;
        if (Seconds((Int128)last - first) > MaxSeconds)
            throw Exceeded(
                name, $"its time stamps are {Seconds((Int128)last - first)} seconds apart", $"{MaxSeconds} seconds",
                "Split the video, or write its time stamps anew.");
        if (Seconds(gap) > MaxGapSeconds)
            throw Exceeded(
                name, $"after the frame at {Seconds((Int128)gapAt - first)} seconds there is none for {Seconds(gap)} seconds",
                $"{MaxGapSeconds} seconds between two frames", "Split the video, or write its time stamps anew.");

        Int128 Seconds(Int128 ticks) => ticks * timeBase.Numerator / timeBase.Denominator;
    }

    private static LimitExceededException Exceeded(
        string name, FormattableString found, FormattableString limit, string remedy) => new(
        $"{name}: {found.ToString(CultureInfo.InvariantCulture)}, more than the limit of "
        + $"{limit.ToString(CultureInfo.InvariantCulture)}. {remedy}");
}
