using System.Globalization;

namespace VideoPipeline.Functions;

/// <summary>What the environment of the functions says.</summary>
/// <param name="Bucket">The bucket's name, which references carry.</param>
/// <param name="StoreFolder">The folder that is the bucket on one machine; null for the bucket itself.</param>
/// <param name="SharedProcessors">Processors that all workers share; null where each worker has a machine of its own.</param>
public sealed record Settings(string Bucket, string? StoreFolder, int? SharedProcessors)
{
    /// <summary>Name of the variable with <see cref="Bucket"/>.</summary>
    public const string BucketVariable = "VIDEOPIPELINE_BUCKET";

    /// <summary>Name of the variable with <see cref="StoreFolder"/>.</summary>
    public const string StoreVariable = "VIDEOPIPELINE_STORE";

    /// <summary>Name of the variable with <see cref="SharedProcessors"/>.</summary>
    public const string SharedProcessorsVariable = "VIDEOPIPELINE_SHARED_PROCESSORS";

    /// <summary>Workers where neither the input nor the machine says how many.</summary>
    public const int WorkersOfTheirOwn = 100;

    /// <summary>Reads the environment.</summary>
    /// <exception cref="InvalidOperationException">The bucket is missing.</exception>
    public static Settings FromEnvironment() => new(
        Environment.GetEnvironmentVariable(BucketVariable) is { Length: > 0 } bucket
            ? bucket
            : throw new InvalidOperationException($"The environment variable {BucketVariable} is not set."),
        Environment.GetEnvironmentVariable(StoreVariable) is { Length: > 0 } folder ? folder : null,
        Environment.GetEnvironmentVariable(SharedProcessorsVariable) is { Length: > 0 } processors
            ? int.Parse(processors, CultureInfo.InvariantCulture)
            : null);
}
