using VideoPipeline.Testing.S3;
using VideoPipeline.Testing.StepFunctions;
using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A test that requires an S3 server and moto. It is skipped if one of them is not installed.</summary>
public sealed class AwsFactAttribute : FactAttribute
{
    /// <summary>Creates the attribute.</summary>
    public AwsFactAttribute() => Skip = SkipReason;

    /// <summary>The reason to skip such tests; null if they can run.</summary>
    public static string? SkipReason => S3FactAttribute.SkipReason ?? MotoFactAttribute.SkipReason;
}
