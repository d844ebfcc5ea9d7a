using System.Globalization;

namespace VideoPipeline.Planning;

/// <summary>A worker with a machine of its own: the function Decode on AWS.</summary>
/// <param name="Megabytes">Its memory in MB, on which its processors depend.</param>
internal sealed record RemoteWorker(int Megabytes)
{
    /// <summary>The seconds after which an invocation is ended.</summary>
    public const int TimeLimit = 900;

    /// <summary>The memory by default, in MB: that of the template, which is the quota of new accounts.</summary>
    public const int DefaultMegabytes = 3008;

    /// <summary>
    /// The longest range to plan, in seconds: a third of the time limit, because the estimate may be wrong, a machine slow and a
    /// server busy.
    /// </summary>
    public const double LongestRange = TimeLimit / 3.0;

    /// <summary>
    /// The seconds until a worker decodes: the start of the function, reading the index, the first requests for the video, and
    /// storing the partial at the end.
    /// </summary>
    public const double StartSeconds = 1.0;

    /// <summary>The memory in MB with which Lambda gives a function one vCPU (Lambda developer guide, "Memory").</summary>
    public const int MegabytesPerProcessor = 1769;

    /// <summary>The number of vCPUs of a function with the largest memory.</summary>
    private const double MaxProcessors = 6;

    /// <summary>The largest memory of a function in MB (Lambda developer guide, "Memory").</summary>
    public const int MaxMegabytes = 10_240;

    /// <summary>By how much a vCPU of Lambda is assumed to be slower than the core on which was measured.</summary>
    private const double Slowdown = 1.25;

    /// <summary>The bytes per second that a function is assumed to read from S3 (600 Mbit/s).</summary>
    public const double BytesPerSecond = 75e6;

    /// <summary>Its memory in GB, by which Lambda bills.</summary>
    public double Gigabytes => Megabytes / 1024.0;

    /// <summary>Estimates the seconds that the worker needs for a range, including its start.</summary>
    public double Estimate(DecodeCost cost, DecodeLoad load) => StartSeconds + EstimateDecoding(cost, load);

    /// <summary>Estimates the seconds that the worker needs for a range, without its start.</summary>
    public double EstimateDecoding(DecodeCost cost, DecodeLoad load)
    {
        var processors = Math.Min((double)Megabytes / MegabytesPerProcessor, MaxProcessors);
        var decoding = cost.PerSample * load.Samples + cost.PerByte * load.Bytes;
        var analysis = cost.PerFrame * load.Frames;
        // ffmpeg uses all processors, the analysis one. The video is read while it is decoded.
        var computing = Math.Max((decoding + analysis) / processors, analysis) * Slowdown;
        return Math.Max(computing, load.Bytes / BytesPerSecond);
    }

    /// <summary>Says that a range takes too long, with its seconds: a sentence without its period.</summary>
    public static string DescribeLimit(double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"one worker would need about {seconds:N0} s for it, and a worker on AWS has {TimeLimit} s");
}
