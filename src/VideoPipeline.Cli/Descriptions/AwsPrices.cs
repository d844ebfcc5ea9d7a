namespace VideoPipeline.Cli.Descriptions;

/// <summary>Prices in US dollars, region us-east-1, without free tiers, as of November 2026 (aws.amazon.com/pricing).</summary>
internal static class AwsPrices
{
    /// <summary>A GB-second of Lambda, x86.</summary>
    public const decimal LambdaGigabyteSecond = 0.0000166667m;

    /// <summary>A state transition of a standard workflow.</summary>
    public const decimal StateTransition = 0.025m / 1000;

    /// <summary>An S3 GET.</summary>
    public const decimal Get = 0.0004m / 1000;

    /// <summary>An S3 PUT or LIST.</summary>
    public const decimal Put = 0.005m / 1000;
}
