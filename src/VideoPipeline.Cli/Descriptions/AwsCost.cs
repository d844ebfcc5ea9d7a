namespace VideoPipeline.Cli.Descriptions;

/// <summary>The approximate cost of a run on AWS, in US dollars.</summary>
/// <param name="Lambda">The cost of the functions' duration.</param>
/// <param name="StepFunctions">The cost of the state transitions.</param>
/// <param name="S3">The cost of the requests.</param>
/// <param name="GigabyteSeconds">The functions' duration times their memory.</param>
/// <param name="Assumptions">The assumptions of the estimate.</param>
internal sealed record AwsCost(decimal Lambda, decimal StepFunctions, decimal S3, double GigabyteSeconds, string Assumptions)
{
    /// <summary>The memory of Decode in template.yaml, which gives it two vCPUs.</summary>
    private const double DecodeGigabytes = 3538.0 / 1024;

    /// <summary>The maximum memory of the other functions.</summary>
    private const double OtherGigabytes = 3538.0 / 1024;

    /// <summary>
    /// The pixels that two processors decode and analyze per second. Measured: 5,555 frames of 854×480 H.264 take 9.7 s of CPU
    /// time, twice that of <c>ffmpeg -f null</c>; reduced by a fifth for Lambda's slower processors.
    /// </summary>
    private const double PixelsPerSecond = 900.0 * 854 * 480;

    /// <summary>The seconds until a worker's first frame: the start of the function and of the decoder.</summary>
    private const double StartSeconds = 1.0;

    /// <summary>The total seconds of Index, Plan and Reduce.</summary>
    private const double OtherSeconds = 5.0;

    /// <summary>The total cost.</summary>
    public decimal Total => Lambda + StepFunctions + S3;

    /// <summary>Estimates the cost of a run.</summary>
    public static AwsCost Estimate(long samples, int width, int height, int ranges)
    {
        var gigabyteSeconds =
            DecodeGigabytes * (samples * (double)width * height / PixelsPerSecond + ranges * StartSeconds) +
            OtherGigabytes * OtherSeconds;
        // The main execution: start, Begin, Index, Plan, Decode, NeedsStills, Reduce.
        // The execution of each range: start and DecodeRange.
        var transitions = 7 + 2 * ranges;
        // A range reads input, index and samples, looks up its partial, writes it and its report; Reduce reads both.
        var (gets, puts) = (10 + 6 * ranges, 10 + 2 * ranges);
        return new AwsCost(
            (decimal)gigabyteSeconds * AwsPrices.LambdaGigabyteSecond,
            transitions * AwsPrices.StateTransition,
            gets * AwsPrices.Get + puts * AwsPrices.Put,
            gigabyteSeconds,
            "us-east-1, November 2026, no free tier; workers of 3538 MB at 370 million pixels per second (H.264, 480p), " +
            "1 s start-up each; reads from S3 in the same region; without storage and data transfer out");
    }
}
