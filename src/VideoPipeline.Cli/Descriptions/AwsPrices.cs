namespace VideoPipeline.Cli.Descriptions;

/// <summary>Prices in US dollars, region us-east-1, without free tier, as of November 2026 (aws.amazon.com/pricing).</summary>
internal static class AwsPrices
{
    /// <summary>One GB-second of Lambda on x86.</summary>
    public const decimal LambdaGigabyteSecond = 0.0000166667m;

    /// <summary>One state transition of a standard workflow.</summary>
    public const decimal StateTransition = 0.025m / 1000;

    /// <summary>One S3 GET request.</summary>
    public const decimal Get = 0.0004m / 1000;

    /// <summary>One S3 PUT or LIST request.</summary>
    public const decimal Put = 0.005m / 1000;
}
