namespace VideoPipeline.Planning;

/// <summary>The approximate cost of an execution on AWS, in US dollars.</summary>
/// <param name="Lambda">The functions' duration, requests and storage.</param>
/// <param name="StepFunctions">The state transitions.</param>
/// <param name="S3">The requests.</param>
/// <param name="Logs">The functions' log lines.</param>
internal sealed record AwsCost(decimal Lambda, decimal StepFunctions, decimal S3, decimal Logs)
{
    /// <summary>The ephemeral storage of Decode in GB above what is free.</summary>
    private const double DecodeStorage = (10240 - 512) / 1024.0;

    /// <summary>What the functions and Lambda log for an invocation, in GB: three lines of JSON.</summary>
    private const double LogGigabytes = 2e-6;

    /// <summary>The total.</summary>
    public decimal Total => Lambda + StepFunctions + S3 + Logs;

    /// <summary>Computes the cost.</summary>
    /// <param name="gigabyteSeconds">The functions' duration times their memory.</param>
    /// <param name="decodeSeconds">The duration of Decode, all ranges together.</param>
    /// <param name="ranges">The number of ranges.</param>
    /// <param name="invocations">The number of invocations.</param>
    /// <param name="transitions">The number of state transitions.</param>
    public static AwsCost Of(double gigabyteSeconds, double decodeSeconds, int ranges, int invocations, long transitions)
    {
        var requests = S3Requests.Of(ranges);
        return new AwsCost(
            (decimal)gigabyteSeconds * AwsPrices.LambdaGigabyteSecond + invocations * AwsPrices.LambdaRequest +
            (decimal)(decodeSeconds * DecodeStorage) * AwsPrices.StorageGigabyteSecond,
            transitions * AwsPrices.StateTransition,
            requests.Gets * AwsPrices.Get + requests.Puts * AwsPrices.Put,
            (decimal)(invocations * LogGigabytes) * AwsPrices.LogGigabyte);
    }
}
