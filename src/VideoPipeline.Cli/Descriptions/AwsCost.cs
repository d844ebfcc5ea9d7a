namespace VideoPipeline.Cli.Descriptions;

/// <summary>What a run would cost on AWS, roughly, in US dollars.</summary>
/// <param name="Lambda">The functions' time.</param>
/// <param name="StepFunctions">The state transitions.</param>
/// <param name="S3">The requests.</param>
/// <param name="GigabyteSeconds">The functions' time and memory.</param>
/// <param name="Assumptions">What was assumed.</param>
internal sealed record AwsCost(decimal Lambda, decimal StepFunctions, decimal S3, double GigabyteSeconds, string Assumptions)
{
    /// <summary>Decode's memory (template.yaml): two processors.</summary>
    private const double DecodeGigabytes = 3538.0 / 1024;

    /// <summary>Memory of the other functions, at most.</summary>
    private const double OtherGigabytes = 3538.0 / 1024;

    /// <summary>
    /// Pixels that two processors decode and analyse in a second. Measured: 5,555 frames of 854×480 H.264 take 9.7 s of processor
    /// time, twice what ffmpeg takes to decode them to nothing; a fifth is taken off for Lambda's slower processors.
    /// </summary>
    private const double PixelsPerSecond = 900.0 * 854 * 480;

    /// <summary>Seconds until a worker's first frame: the function's start and its decoder's.</summary>
    private const double StartSeconds = 1.0;

    /// <summary>Seconds that Index, Plan and Reduce take together.</summary>
    private const double OtherSeconds = 5.0;

    /// <summary>In all.</summary>
    public decimal Total => Lambda + StepFunctions + S3;

    /// <summary>Of a run that decodes so many samples in so many ranges.</summary>
    public static AwsCost Of(long samples, int width, int height, int ranges)
    {
        var gigabyteSeconds =
            DecodeGigabytes * (samples * (double)width * height / PixelsPerSecond + ranges * StartSeconds) + OtherGigabytes * OtherSeconds;
        // In the main execution: start, Begin, Index, Plan, Decode, IsAnythingLookedFor, Reduce. In each range's: start and DecodeRange.
        var transitions = 7 + 2 * ranges;
        // A range reads input, index and samples, asks for its partial, writes it and its report; Reduce reads both again.
        var (gets, puts) = (10 + 6 * ranges, 10 + 2 * ranges);
        return new AwsCost(
            (decimal)gigabyteSeconds * AwsPrices.LambdaGigabyteSecond,
            transitions * AwsPrices.StateTransition,
            gets * AwsPrices.Get + puts * AwsPrices.Put,
            gigabyteSeconds,
            "us-east-1, November 2026, no free tier; workers of 3538 MB at 370 million pixels a second (H.264, 480p), " +
            "1 s to start each; reading from S3 in the same region; storage and transfer out not counted");
    }
}
