using Xunit;

namespace VideoPipeline.Testing;

/// <summary>A theory that requires an S3 server and moto. It is skipped if one of them is not installed.</summary>
public sealed class AwsTheoryAttribute : TheoryAttribute
{
    /// <summary>Creates the attribute.</summary>
    public AwsTheoryAttribute() => Skip = AwsFactAttribute.SkipReason;
}
