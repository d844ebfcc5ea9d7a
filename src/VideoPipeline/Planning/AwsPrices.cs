namespace VideoPipeline.Planning;

/// <summary>Prices in US dollars, us-east-1, without free tier, as of <see cref="Date"/> (aws.amazon.com/pricing).</summary>
internal static class AwsPrices
{
    /// <summary>The month of the prices.</summary>
    public const string Date = "November 2026";

    /// <summary>One GB-second of Lambda on x86.</summary>
    public const decimal LambdaGigabyteSecond = 0.0000166667m;

    /// <summary>One request to Lambda.</summary>
    public const decimal LambdaRequest = 0.20m / 1_000_000;

    /// <summary>One GB-second of the ephemeral storage of a function above 512 MB.</summary>
    public const decimal StorageGigabyteSecond = 0.0000000309m;

    /// <summary>One state transition of a standard workflow; a retry is one too.</summary>
    public const decimal StateTransition = 0.025m / 1000;

    /// <summary>One S3 GET request.</summary>
    public const decimal Get = 0.0004m / 1000;

    /// <summary>One S3 PUT or LIST request.</summary>
    public const decimal Put = 0.005m / 1000;

    /// <summary>One GB of logs that CloudWatch ingests.</summary>
    public const decimal LogGigabyte = 0.50m;
}
